// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "annual/event.h"

namespace mingcha::annual {

/// A report that was published, and by which version of its stream.
struct Edition {
  ReportFixed report;
  ReportPublished published;
  std::int64_t version = 0;
  std::string fixed_by, published_by;
};

/// The report of one year after some of its events.
struct State {
  std::int64_t version = 0;
  std::optional<ReportFixed> fixed;  ///< The last that was fixed.
  std::string fixed_by;
  std::int64_t fixed_version = 0;
  std::vector<Edition> editions;  ///< Oldest first.

  /// Fixed and not yet published.
  [[nodiscard]] bool waits() const {
    return fixed && (editions.empty() || editions.back().version < fixed_version);
  }
};

[[nodiscard]] State evolve(State state, const Event& event, const std::string& actor);

}  // namespace mingcha::annual
