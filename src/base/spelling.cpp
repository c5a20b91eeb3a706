// SPDX-License-Identifier: Apache-2.0
#include "base/spelling.h"

#include <algorithm>

#include "base/text.h"

namespace mingcha {
namespace {

std::vector<std::string_view> characters(std::string_view text) {
  std::vector<std::string_view> out;
  while (!text.empty()) {
    out.push_back(first_characters(text, 1));
    text.remove_prefix(out.back().size());
  }
  return out;
}

/// Characters put in, left out, changed, or two neighbours swapped (optimal string alignment).
std::size_t distance(std::string_view left, std::string_view right) {
  const auto a = characters(left);
  const auto b = characters(right);
  std::vector<std::vector<std::size_t>> cost(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) cost[i][0] = i;
  for (std::size_t j = 0; j <= b.size(); ++j) cost[0][j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t change = a[i - 1] == b[j - 1] ? 0 : 1;
      cost[i][j] = std::min({cost[i - 1][j] + 1, cost[i][j - 1] + 1, cost[i - 1][j - 1] + change});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        cost[i][j] = std::min(cost[i][j], cost[i - 2][j - 2] + 1);
      }
    }
  }
  return cost[a.size()][b.size()];
}

// Longer words than this are no slips of the finger, and the table above grows with the square.
constexpr std::size_t kWordBytesMax = 100;

}  // namespace

std::optional<std::string> nearest(std::string_view word,
                                   const std::vector<std::string>& candidates) {
  if (word.size() > kWordBytesMax) return std::nullopt;
  std::optional<std::string> best;
  std::size_t best_distance = std::max<std::size_t>(1, count_characters(word) / 3) + 1;
  for (const auto& candidate : candidates) {
    if (candidate.size() > kWordBytesMax) continue;
    const auto far = distance(word, candidate);
    if (far >= best_distance || far >= count_characters(word)) continue;
    best = candidate;
    best_distance = far;
  }
  return best;
}

}  // namespace mingcha
