// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "base/text.h"
#include "people/visitor.h"

namespace mingcha::desk {
struct CaseSight;
struct TimelineEntry;
}  // namespace mingcha::desk

namespace mingcha::people {
struct Directory;
}  // namespace mingcha::people

namespace mingcha::registers {
struct CaseRow;
struct TodoItem;
}  // namespace mingcha::registers

namespace mingcha::http {

/// What the API shows of a case: facts, what may be done now and by whom, limits with their
/// derivation.
[[nodiscard]] nlohmann::json to_json(const desk::CaseSight& sight, const people::Visitor& visitor,
                                     Language language);
[[nodiscard]] nlohmann::json to_json(const desk::TimelineEntry& entry);
[[nodiscard]] nlohmann::json to_json(const registers::CaseRow& row,
                                     const people::Directory& people);
[[nodiscard]] nlohmann::json to_json(const registers::TodoItem& item,
                                     const people::Directory& people, Language language);

}  // namespace mingcha::http
