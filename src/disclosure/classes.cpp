// SPDX-License-Identifier: Apache-2.0
#include "disclosure/classes.h"

#include <algorithm>
#include <array>
#include <set>

#include "base/assert.h"
#include "cel/explain.h"

namespace mingcha::disclosure {

const char* to_string(PublicationClass publication_class) {
  switch (publication_class) {
    case PublicationClass::sealed: return "sealed";
    case PublicationClass::not_published: return "not_published";
    case PublicationClass::review_required: return "review_required";
    case PublicationClass::public_after_review: return "public_after_review";
    case PublicationClass::public_at_once: return "public";
  }
  MINGCHA_ASSERT(false);
}

std::optional<PublicationClass> parse_class(std::string_view word) {
  constexpr std::array kClasses{
      PublicationClass::sealed, PublicationClass::not_published, PublicationClass::review_required,
      PublicationClass::public_after_review, PublicationClass::public_at_once};
  const auto* found = std::ranges::find_if(
      kClasses, [&](PublicationClass each) { return word == to_string(each); });
  return found == kClasses.end() ? std::nullopt : std::optional{*found};
}

Decision classify(std::span<const ClassRule> rules, const cel::Lookup& lookup) {
  const ClassRule* chosen = nullptr;
  bool decided = false;
  std::set<std::string> missing;
  // The enumeration runs from the most closed to the most open class.
  for (const auto& rule : rules) {
    const auto evaluation = rule.when.evaluate(lookup);
    if (evaluation.truth == cel::Truth::no) continue;
    missing.insert(evaluation.missing.begin(), evaluation.missing.end());
    if (chosen == nullptr || rule.publication_class < chosen->publication_class) chosen = &rule;
    decided = evaluation.truth == cel::Truth::yes;
    if (decided) break;
  }
  Decision decision;
  decision.missing.assign(missing.begin(), missing.end());
  // Where no rule need hold, nothing says that it may be published.
  if (!decided) {
    decision.publication_class = PublicationClass::sealed;
    decision.reason = {"没有适用的公开规则，默认封存", "no rule of publication applies: sealed"};
    return decision;
  }
  decision.publication_class = chosen->publication_class;
  decision.citation = chosen->citation;
  decision.reason = chosen->reason;
  decision.limit = chosen->limit;
  decision.because = cel::explain(chosen->when, lookup, {});
  return decision;
}

}  // namespace mingcha::disclosure
