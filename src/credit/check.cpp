// SPDX-License-Identifier: Apache-2.0
#include "credit/check.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/identity.h"
#include "base/text.h"

namespace mingcha::credit {
namespace {

using pack::CreditCheck;

struct Asked {
  const pack::Credit& credit;
  const pack::CreditColumn& column;
  const std::string& value;
  const std::string& own_code;
  Findings findings{};

  void wrong(const char* code, const std::string& zh, const std::string& en, Text cure) {
    const bool identity = column.check != CreditCheck::none;
    const auto& article = column.article.empty() && identity ? credit.code_article : column.article;
    findings.push_back({code,
                        {column.label.zh + zh, column.label.en + en},
                        article,
                        std::move(cure),
                        column.code});
  }
};

Text mend() {
  return {"请核对原件，在案卷中更正后再报送", "check the original and correct it in the case"};
}

/// Where the division code stands in the number: not in an organisation code.
std::string division_of(CreditCheck check, const std::string& value) {
  if (check == CreditCheck::credit_code) return value.substr(2, 6);
  if (check == CreditCheck::id_card) return value.substr(0, 6);
  return {};
}

void check_division(Asked& asked) {
  const auto division = division_of(asked.column.check, asked.value);
  const auto& known = asked.credit.divisions;
  if (division.empty() || known.empty()) return;
  const auto begins = [&](const std::string& prefix) { return division.starts_with(prefix); };
  const bool own = asked.own_code.size() == 18 && begins(asked.own_code.substr(2, 2));
  if (own || std::ranges::any_of(known, begins)) return;
  asked.wrong("division-unknown", "中的行政区划代码“" + division + "”不存在",
              ": no division has the code " + division, mend());
}

void check_number(Asked& asked) {
  const auto& value = asked.value;
  switch (asked.column.check) {
    case CreditCheck::none: return;
    case CreditCheck::credit_code:
      if (valid_uscc(value)) return check_division(asked);
      return asked.wrong("credit-code", "不符合GB 32100的校验规则",
                         " fails the check digit of GB 32100", mend());
    case CreditCheck::organisation_code:
      if (valid_organisation_code(value)) return;
      return asked.wrong("organisation-code", "不符合GB 11714的校验规则",
                         " fails the check digit of GB 11714", mend());
    case CreditCheck::id_card:
      if (valid_id_card(value)) return check_division(asked);
      return asked.wrong("id-card", "不符合GB 11643的校验规则，或者出生日期不存在",
                         " fails GB 11643: its check digit or its birth date", mend());
  }
}

}  // namespace

Findings check_value(const pack::Credit& credit, const pack::CreditColumn& column,
                     const std::string& value, const std::string& own_code) {
  Asked asked{credit, column, value, own_code};
  if (value.empty()) return {};
  if (!is_text(value)) {
    asked.wrong("not-text", "不是有效的文字", " is no text", mend());
    return asked.findings;
  }
  if (const auto length = count_characters(value); length > column.longest) {
    asked.wrong("too-long", fmt::format("有{}字，数据标准最多{}字", length, column.longest),
                fmt::format(" has {} characters, {} at most", length, column.longest),
                {"请在案卷中写得简明后再报送", "put it more briefly in the case"});
  }
  if (!column.one_of.empty() && std::ranges::find(column.one_of, value) == column.one_of.end()) {
    asked.wrong("not-in-list", "的值不在代码表中", " is not in the list of codes", mend());
  }
  check_number(asked);
  return asked.findings;
}

}  // namespace mingcha::credit
