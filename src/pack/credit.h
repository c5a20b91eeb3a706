// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/text.h"
#include "cel/expression.h"
#include "law/time_limit.h"

namespace mingcha::pack {

struct TemplatePiece;

/// Facts beside the case's own that a credit column may be taken from.
inline constexpr const char* kCreditProvided[] = {
    "agency.name",      ///< 云岭县公安局
    "agency.code",      ///< Its unified social credit code.
    "item.title",       //
    "item.violation",   ///< The articles broken, in full.
    "item.penalty",     ///< The articles applied, in full.
    "item.basis",       //
    "decision.number",  //
    "decision.title",   ///< Of the document.
    "decision.day",     //
};

/// One place that a column's value may come from.
struct CreditSource {
  std::optional<cel::Expression> when;
  std::string from;                          ///< Field id or one of kCreditProvided; may be empty.
  std::string prefix;                        ///< Counts only for values that begin so.
  std::string value;                         ///< Stands for whatever `from` says.
  std::map<std::string, std::string> codes;  ///< Choice of `from` → code.
  std::vector<std::shared_ptr<const TemplatePiece>> pieces;  ///< A sentence made of facts.
};

enum class CreditFormat {
  text,
  day,  ///< YYYY/MM/DD
  wan,  ///< Ten thousands of yuan, from whole yuan.
};
enum class CreditCheck { none, credit_code, organisation_code, id_card };

struct CreditColumn {
  std::string code;  ///< CF_WSH …
  Text label;
  CreditFormat format{};
  CreditCheck check{};
  std::size_t longest = 200;
  std::vector<std::string> one_of;  ///< The values there are; empty: any.
  bool required = false;
  std::optional<cel::Expression> required_when;
  bool personal = false;  ///< Masked when shown; goes out as it is.
  bool masked = false;    ///< Goes out as the public may read it.
  int after_months = 0;   ///< Of days: so much later.
  std::string article;
  std::vector<CreditSource> sources;  ///< The first that has a value; none: always empty.
  std::string state_in, state_out;    ///< While the decision counts, and when no longer.
  bool withdrawal = false;            ///< Says why it counts no longer.
};

/// One kind of credit item (双公示): which decisions, and the columns they are told in.
struct CreditTable {
  std::string id;
  Text title;
  cel::Expression when;
  std::vector<CreditColumn> columns;
};

struct Credit {
  law::TimeLimit limit;  ///< From the decision to the report.
  std::string article;
  std::string code_article;            ///< Why identity codes are checked.
  std::vector<std::string> divisions;  ///< First digits of division codes; empty: any.
  std::vector<CreditTable> tables;

  [[nodiscard]] const CreditTable* table(const std::string& id) const;
};

}  // namespace mingcha::pack
