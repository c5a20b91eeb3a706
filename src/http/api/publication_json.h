// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "base/text.h"

namespace mingcha::desk {
struct PublicationSight;
struct QueuePage;
struct QueuedPublication;
struct Services;
}  // namespace mingcha::desk

namespace mingcha::people {
struct Directory;
}  // namespace mingcha::people

namespace mingcha::http {

[[nodiscard]] nlohmann::json to_json(const desk::QueuedPublication& queued,
                                     const people::Directory& people);
/// With how many there are in each group.
[[nodiscard]] nlohmann::json to_json(const desk::QueuePage& page, const people::Directory& people);
[[nodiscard]] nlohmann::json to_json(const desk::PublicationSight& sight, desk::Services& services,
                                     Language language);

}  // namespace mingcha::http
