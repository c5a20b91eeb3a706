// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "disclosure/personal.h"

namespace mingcha::disclosure {

/// A stretch of the original to be replaced.
struct Span {
  std::size_t begin{};
  std::size_t end{};
  std::string reason;  ///< Code: to_string(Kind), or "by_hand".
  std::string replacement;
  std::string note;  ///< A person's reason, for spans made by hand.

  bool operator==(const Span&) const = default;
};

/// What hides in `text`: every known value that is masked or closed, then every pattern of
/// personal data left over. In order, without overlap; where two overlap, the longer.
[[nodiscard]] std::vector<Span> propose(std::string_view text,
                                        const std::vector<PersonalValue>& values);

/// A stretch that a person wants hidden, or one of the proposed that a person wants shown.
struct Wish {
  std::size_t begin{};
  std::size_t end{};
  std::string note;  ///< Why; required.
};

/// A person's changes to a proposal. Refuses (Refusal::invalid, a finding each) what is not on
/// character borders, empty or outside the text, has no reason, partly overlaps a span, or lifts
/// what is not proposed. An added span that covers proposed ones takes their place.
[[nodiscard]] Result<std::vector<Span>> edit(std::string_view text, std::vector<Span> proposed,
                                             const std::vector<Wish>& add,
                                             const std::vector<Wish>& lift);

struct Masked {
  std::string text;
  std::vector<Span> spans;  ///< Where the replacements stand in `text`.
};

/// `spans` in order and without overlap.
[[nodiscard]] Masked with_masks(std::string_view text, const std::vector<Span>& spans);

/// A value as the public may see it: open as it is, masked by its kind (Kind::text: with `others`
/// hidden in it), closed empty.
[[nodiscard]] std::string shown(const PersonalValue& value,
                                const std::vector<PersonalValue>& others);

}  // namespace mingcha::disclosure
