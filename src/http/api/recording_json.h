// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include <nlohmann/json_fwd.hpp>

#include "base/text.h"
#include "desk/recording_desk.h"

namespace mingcha::http {

/// A recording in a list.
[[nodiscard]] nlohmann::json to_json(const registers::RecordingRow& row,
                                     const people::Directory& people);
/// A recording with all that is known of it.
[[nodiscard]] nlohmann::json to_json(const desk::RecordingSight& sight, const pack::Pack& pack,
                                     Language language);
/// A step that had to be recorded, in a list.
[[nodiscard]] nlohmann::json to_json(const registers::DutyRow& row, const pack::Pack& pack,
                                     const people::Directory& people, Language language);
/// The same within its case, with the recordings that show it.
[[nodiscard]] nlohmann::json to_json(const recording::DutyStatus& status, const pack::Pack& pack,
                                     const std::string& procedure, const people::Directory& people,
                                     Language language);
[[nodiscard]] nlohmann::json to_json(const pack::RecordingItem& item, Language language);

}  // namespace mingcha::http
