// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "acts/case_view.h"
#include "base/result.h"
#include "pack/credit.h"

/// A decision as a credit item (双公示数据项): pure, from the case's facts by the pack's table.
/// Whether the decision may go out at all is not asked here: see may_go_out.
namespace mingcha::credit {

/// A fact as the public may read it; empty where it may not.
using AsPublished = std::function<std::string(const std::string& field)>;

struct Row {
  const pack::CreditTable* table = nullptr;
  std::vector<std::string> cells;  ///< As they go out, one a column.
  std::vector<std::string> shown;  ///< As people see them on a screen: personal data masked.
  Findings findings;               ///< Why it cannot go out yet; `where` is the column's code.
};

/// The table that the decision is reported in; null: none.
[[nodiscard]] const pack::CreditTable* table_of(const acts::CaseView& view);

/// The case must be decided.
[[nodiscard]] Row make_row(const pack::CreditTable& table, const acts::CaseView& view,
                           const AsPublished& as_published);

/// Makes a row that went out say that its decision counts no longer, and why.
void revoke(Row& row, const std::string& reason);

/// Hex SHA-256 over table and cells.
[[nodiscard]] std::string digest_of(const Row& row);

/// Whether anything of the decision may leave for the credit platform, by its class: not when it is
/// sealed, by its class or by an event of its own, and not when it is not for the public.
struct Fitness {
  bool fits = false;
  bool sealed = false;
  std::string article;
  Text reason;  ///< Why not.
};
[[nodiscard]] Fitness may_go_out(const acts::CaseView& view);

}  // namespace mingcha::credit
