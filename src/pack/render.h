// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "cel/expression.h"
#include "pack/definition.h"

namespace mingcha::pack {

class Problems;

/// The language of template.txt:
///   {{party.name}}             a fact: choices by label, days as 2026年3月2日, numbers as they are
///   {{penalty.fine|format}}    chinese_amount 伍佰元整, chinese_count 三, chinese_day, label,
///   number
///   {{article:APL-2021/44}}    《中华人民共和国行政处罚法》第四十四条
///   {{#if done.hearing}}…{{/if}}   a part under a condition; an end or a start alone on its line
///                              takes the line with it
///   ⟦文号⟧ ⟦日期⟧               left as they are; replaced when the document is made
inline constexpr std::string_view kNumberMark = "⟦文号⟧";
inline constexpr std::string_view kDayMark = "⟦日期⟧";

struct Template {
  std::vector<std::shared_ptr<const TemplatePiece>> pieces;
  std::vector<std::string> fields;     ///< Used, sorted; those of conditions too.
  std::vector<std::string> citations;  ///< Used, sorted.
};

/// Reads a template; what is wrong is added to `problems` with file, line and column.
/// Only `pack.fields` and `pack.statutes` are looked at.
[[nodiscard]] Template parse_template(const std::string& file, const std::string& text,
                                      const Pack& pack, const cel::Environment& environment,
                                      Problems& problems);

/// Where the values come from.
struct RenderSource {
  /// Canonical value of a field, or the text of one of kProvidedFields; nothing while not known.
  std::function<std::optional<std::string>(const std::string& name)> value;
  /// What conditions see.
  cel::Lookup condition;
};

/// The text of a document, NFC, lines ended by LF. Never with a blank: one finding
/// ("document-incomplete") for every fact that is missing, with the article that asks for it.
/// Refuses values that look like a mark ("value-has-mark").
[[nodiscard]] Result<std::string> render(const Pack& pack, const Document& document,
                                         const RenderSource& source);

/// As `render`, for somebody who is still filling in: what is missing stands as ⟦label⟧, and parts
/// under a condition that cannot be known yet are left out. Never issued.
[[nodiscard]] std::string render_preview(const Pack& pack, const Document& document,
                                         const RenderSource& source);

/// 人民币大写: 1005 → 壹仟零伍元整. For 0 to 999,999,999,999.
[[nodiscard]] std::optional<std::string> to_chinese_amount(std::int64_t yuan);

}  // namespace mingcha::pack
