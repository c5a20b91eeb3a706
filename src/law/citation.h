// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "base/instant.h"
#include "base/result.h"
#include "base/text.h"

namespace mingcha::law {

// Day is a standard type, so the name would not be found beside the one below.
using mingcha::to_string;

/// A place in a legal text. Written "APL-2021/44", "APL-2021/64(2)" (article 64 item 2),
/// "PSPL-2025/120.1(2)" (paragraph 1 item 2), "CL-2020/133-1" (第一百三十三条之一); without
/// an article ("SC-2018-118") the whole text.
struct Citation {
  std::string text;   ///< Which text in which version: letters, digits and hyphens.
  int article{};      ///< 0: the whole text.
  int sub_article{};  ///< 条之几; 0 for none.
  int paragraph{};    ///< 款, counted from 1; 0 for the article as a whole.
  int item{};         ///< 项, counted from 1; 0 for none.

  bool operator==(const Citation&) const = default;
};

/// Nothing when the text has another form.
[[nodiscard]] std::optional<Citation> parse_citation(std::string_view text);
[[nodiscard]] std::string to_string(const Citation& citation);

/// 一, 十二, 一百零五 … for 1 to 9999.
[[nodiscard]] std::string to_chinese_number(int number);

/// One version of a legal text.
struct Statute {
  std::string id;  ///< "APL-2021": family and version.
  Text title;      ///< 中华人民共和国行政处罚法, without the marks 《》.
  Day version{};   ///< The day it was adopted or last amended.
  Day in_force_from{};
  std::optional<Day> in_force_to;  ///< The last day; nothing while in force.

  bool operator==(const Statute&) const = default;
};

/// The part of an id before its last hyphen: "APL" for "APL-2021". All versions share it.
[[nodiscard]] std::string_view family_of(std::string_view id);

[[nodiscard]] bool in_force(const Statute& statute, Day on);

/// The table of legal texts. Filled from the pack.
class Statutes {
 public:
  /// Refuses an id that is already there or ill-formed, and days in the wrong order.
  [[nodiscard]] Result<void> add(Statute statute);

  /// Null when unknown.
  [[nodiscard]] const Statute* find(std::string_view id) const;
  /// The version of a family in force on a day; the latest to begin where two overlap. Null when
  /// there is none.
  [[nodiscard]] const Statute* in_force_on(std::string_view family, Day on) const;

  /// 《中华人民共和国行政处罚法》第四十四条第三项 / Administrative Penalty Law, art. 44 item 3.
  /// A text that is not in the table appears by its id.
  [[nodiscard]] Text print(const Citation& citation) const;

  /// A citation from a pack or a form: well-formed and of a known text. Refuses with the nearest
  /// known id.
  [[nodiscard]] Result<Citation> cite(std::string_view text) const;

 private:
  std::map<std::string, Statute, std::less<>> statutes_;
};

}  // namespace mingcha::law
