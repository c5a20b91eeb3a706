// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

#include "disclosure/pattern.h"
#include "disclosure/traced.h"

namespace mingcha::disclosure {

/// In order; of overlapping ones the longest, of equally long ones the first given.
[[nodiscard]] std::vector<Match> without_overlap(std::vector<Match> matches);

/// The patterns of a folded text, by their place in the original.
[[nodiscard]] std::vector<Match> patterns_in(const Traced& folded);

/// Adds addresses by their place in the folded text: from behind the county to the door.
void find_addresses(std::string_view folded, std::vector<Match>& found);

/// A text made ready for looking up many values.
class Haystack {
 public:
  explicit Haystack(const Traced& text);

  /// By place in the original. Values too short to be told from other text give nothing.
  [[nodiscard]] std::vector<Match> find(const PersonalValue& value) const;
  [[nodiscard]] std::vector<Match> patterns() const { return patterns_in(folded_); }

 private:
  Traced folded_;
  Traced without_spaces_;
  Traced without_separators_;
};

}  // namespace mingcha::disclosure
