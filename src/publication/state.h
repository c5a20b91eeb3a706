// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/instant.h"
#include "publication/event.h"

namespace mingcha::publication {

/// One correction that was published.
struct Correction {
  std::string what, reason, corrected_on;
  std::int64_t version = 0;  ///< Of its event, whose leaf commits to the text it brought.
};

/// The publication of one decision after some of its events.
struct State {
  std::int64_t version = 0;
  std::optional<PublicationPrepared> prepared;  ///< What is public, or waits to be.
  std::string preparer;
  std::optional<DecisionPublished> published;
  /// Of the events whose leaves commit to a text that was public, oldest first. The last one's is.
  std::vector<std::int64_t> published_versions;
  std::optional<CorrectionPrepared> correcting;  ///< Waits for the second person.
  std::string corrector;
  std::vector<Correction> corrections;  ///< Oldest first.
  std::optional<RevocationNoted> revoked;
  std::optional<DecisionWithdrawn> withdrawn;
  std::optional<PublicationExpired> expired;
  std::string assignee;  ///< Person; empty: whom the rule chooses.

  /// Of the event whose leaf commits to the public text; 0 before it is public.
  [[nodiscard]] std::int64_t published_version() const {
    return published_versions.empty() ? 0 : published_versions.back();
  }
  /// Was public, and is no longer.
  [[nodiscard]] bool over() const { return withdrawn.has_value() || expired.has_value(); }
};

[[nodiscard]] State evolve(State state, const Event& event, const std::string& actor);

}  // namespace mingcha::publication
