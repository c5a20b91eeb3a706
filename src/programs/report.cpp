// SPDX-License-Identifier: Apache-2.0
#include "programs/report.h"

#include "recording/examples.h"
#include "rules/check.h"

namespace mingcha::programs {

std::string describe(const Rejection& rejection, Language language) {
  auto out = rejection.title.in(language);
  for (const auto& finding : rejection.findings) {
    out += "\n  - " + finding.what.in(language);
    if (!finding.where.empty()) out += " (" + finding.where + ")";
    if (!finding.article.empty()) out += " [" + finding.article + "]";
    if (const auto& cure = finding.cure.in(language); !cure.empty()) out += "\n    → " + cure;
  }
  return out;
}

Findings examples_that_fail(const pack::Pack& pack) {
  auto findings = rules::check_rules(pack);
  for (auto& finding : recording::check_examples(pack)) findings.push_back(std::move(finding));
  return findings;
}

}  // namespace mingcha::programs
