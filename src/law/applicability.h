// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/instant.h"
#include "law/citation.h"

namespace mingcha::law {

/// When and to what kinds of case a provision applies.
struct Validity {
  std::optional<Day> from;              ///< First day; nothing means always was.
  std::optional<Day> to;                ///< Last day; nothing means still.
  std::vector<std::string> case_types;  ///< Empty means all.

  [[nodiscard]] bool covers(const std::string& case_type, Day on) const;
  bool operator==(const Validity&) const = default;
};

/// One of several provisions on the same question.
struct Provision {
  Citation basis;
  Validity validity;
};

/// Which families of texts go before which, for a case type: the first has the say (治安管理处罚法
/// 4: in public-security cases that law, then the penalty and compulsion laws).
struct Precedence {
  std::string case_type;
  std::vector<std::string> families;
};

/// The index of the provision that governs, chosen once by case type and day: of those that apply,
/// the one whose text stands first in the precedence for the case type; texts not listed come
/// after those listed, the earlier in the span first. Nothing when none applies.
[[nodiscard]] std::optional<std::size_t> governing(std::span<const Provision> provisions,
                                                   const std::string& case_type, Day on,
                                                   std::span<const Precedence> precedences);

}  // namespace mingcha::law
