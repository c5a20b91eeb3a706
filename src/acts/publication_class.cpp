// SPDX-License-Identifier: Apache-2.0
#include "acts/publication_class.h"

#include "base/assert.h"

namespace mingcha::acts {
namespace {

disclosure::PublicationClass to_disclosure(pack::PublicationClass publication_class) {
  switch (publication_class) {
    case pack::PublicationClass::sealed: return disclosure::PublicationClass::sealed;
    case pack::PublicationClass::not_published: return disclosure::PublicationClass::not_published;
    case pack::PublicationClass::public_after_review:
      return disclosure::PublicationClass::public_after_review;
    case pack::PublicationClass::public_at_once:
      return disclosure::PublicationClass::public_at_once;
  }
  MINGCHA_ASSERT(false);
}

}  // namespace

disclosure::Decision publication_class(const CaseView& view) {
  std::vector<disclosure::ClassRule> rules;
  for (const auto& rule : view.pack().disclosure.classes) {
    rules.push_back({rule.when, to_disclosure(rule.class_),
                     law::parse_citation(rule.article).value_or(law::Citation{}), rule.reason,
                     rule.limit});
  }
  return disclosure::classify(rules, view.lookup());
}

}  // namespace mingcha::acts
