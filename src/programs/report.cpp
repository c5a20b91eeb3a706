// SPDX-License-Identifier: Apache-2.0
#include "programs/report.h"

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

}  // namespace mingcha::programs
