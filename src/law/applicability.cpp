// SPDX-License-Identifier: Apache-2.0
#include "law/applicability.h"

#include <algorithm>

namespace mingcha::law {
namespace {

/// Smaller is stronger; a family that is not listed comes after all that are.
std::size_t rank(const Provision& provision, const std::vector<std::string>& families) {
  const auto found = std::ranges::find(families, family_of(provision.basis.text));
  return static_cast<std::size_t>(found - families.begin());
}

}  // namespace

bool Validity::covers(const std::string& case_type, Day on) const {
  if (from && on < *from) return false;
  if (to && on > *to) return false;
  return case_types.empty() || std::ranges::find(case_types, case_type) != case_types.end();
}

std::optional<std::size_t> governing(std::span<const Provision> provisions,
                                     const std::string& case_type, Day on,
                                     std::span<const Precedence> precedences) {
  const auto precedence = std::ranges::find(precedences, case_type, &Precedence::case_type);
  const auto families =
      precedence == precedences.end() ? std::vector<std::string>{} : precedence->families;
  std::optional<std::size_t> best;
  for (std::size_t i = 0; i < provisions.size(); ++i) {
    if (!provisions[i].validity.covers(case_type, on)) continue;
    if (!best || rank(provisions[i], families) < rank(provisions[*best], families)) best = i;
  }
  return best;
}

}  // namespace mingcha::law
