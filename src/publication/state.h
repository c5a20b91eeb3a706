// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/instant.h"
#include "publication/event.h"

namespace mingcha::publication {

/// The publication of one decision after some of its events.
struct State {
  std::int64_t version = 0;
  std::optional<PublicationPrepared> prepared;
  std::string preparer;
  std::optional<DecisionPublished> published;
  std::int64_t published_version = 0;
  std::optional<DecisionWithdrawn> withdrawn;
};

[[nodiscard]] State evolve(State state, const Event& event, const std::string& actor);

}  // namespace mingcha::publication
