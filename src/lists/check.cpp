// SPDX-License-Identifier: Apache-2.0
#include "lists/check.h"

#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/format.h>

#include "base/assert.h"
#include "base/instant.h"
#include "disclosure/search.h"
#include "pack/definition.h"

namespace mingcha::lists {
namespace {

using pack::ColumnType;
using pack::ListColumn;

/// A value in normal form, or why it is none.
using Taken = tl::expected<std::string, Finding>;

tl::unexpected<Finding> refuse(const char* code, Text what, Text cure) {
  return tl::unexpected<Finding>(Finding{code, std::move(what), {}, std::move(cure), {}});
}

Taken take_integer(const std::string& text) {
  std::int64_t number = 0;
  const auto* end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, number);
  if (read.ec == std::errc{} && read.ptr == end) return std::to_string(number);
  return refuse("not-a-number", {"应为整数", "a whole number is expected"},
                {"只填数字", "digits only"});
}

Taken take_day(const std::string& text) {
  if (auto day = to_day(text)) return *day;
  return refuse("not-a-day", {"不是有效日期", "no valid day"},
                {"写成 2026-03-02 或者 2026年3月2日", "write 2026-03-02"});
}

Taken take_boolean(const std::string& text) {
  constexpr std::array kYes{"yes", "Yes", "YES", "是", "true", "TRUE", "1", "y", "Y"};
  constexpr std::array kNo{"no", "No", "NO", "否", "false", "FALSE", "0", "n", "N"};
  if (std::ranges::find(kYes, text) != kYes.end()) return std::string{"yes"};
  if (std::ranges::find(kNo, text) != kNo.end()) return std::string{"no"};
  return refuse("not-yes-or-no", {"应填“是”或者“否”", "yes or no is expected"},
                {"填“是”或者“否”", "yes or no"});
}

Taken take_choice(const ListColumn& column, const std::string& text) {
  if (const auto* choice = column.choice(text)) return choice->id;
  Text cure{"可以填：", "One of: "};
  for (const auto& choice : column.choices) {
    if (&choice != column.choices.data()) {
      cure.zh += "、";
      cure.en += ", ";
    }
    cure.zh += choice.label.zh;
    cure.en += choice.label.en;
  }
  return refuse("unknown-code",
                {"“" + text + "”不在代码表内", "“" + text + "” is not in the code list"},
                std::move(cure));
}

Taken take_citations(const law::Statutes& statutes, const std::string& text) {
  std::string out;
  for (const auto& one : citations_in(text)) {
    const auto cited = statutes.cite(one);
    if (!cited) {
      const auto& findings = cited.error().findings;
      return refuse("unknown-citation",
                    findings.empty() ? cited.error().title : findings.front().what,
                    {"写成“法规编号/条.款(项)”，如 APL-2021/42.1，多条用“、”分开",
                     "write “text/article.paragraph(item)”, several joined with 、"});
    }
    if (!out.empty()) out += "、";
    out += law::to_string(*cited);
  }
  return out;
}

Taken take_text(const ListColumn& column, const std::string& text) {
  if (count_characters(text) > column.longest) {
    return refuse("too-long",
                  {fmt::format("超过{}个字", column.longest),
                   fmt::format("longer than {} characters", column.longest)},
                  {"请缩短", "make it shorter"});
  }
  if (column.type == ColumnType::text && text.find('\n') != std::string::npos) {
    return refuse("several-lines", {"这一栏只能有一行", "one line only"},
                  {"去掉换行", "take the line breaks out"});
  }
  return text;
}

/// What must not be public whoever it belongs to. Telephones and addresses of offices are meant to
/// be in lists.
std::optional<Finding> personal(std::string_view text) {
  for (const auto& match : disclosure::find_patterns(text)) {
    using disclosure::Kind;
    if (match.kind != Kind::id_card && match.kind != Kind::bank_card && match.kind != Kind::plate) {
      continue;
    }
    return Finding{"leak",
                   {"含有身份证号、银行卡号或者车牌号，不得公开",
                    "holds an identity, bank card or plate number, which must not be public"},
                   {},
                   {"删去该号码", "take the number out"},
                   {}};
  }
  return std::nullopt;
}

Taken take(const ListColumn& column, const law::Statutes& statutes, const std::string& text) {
  switch (column.type) {
    case ColumnType::integer: return take_integer(text);
    case ColumnType::day: return take_day(text);
    case ColumnType::boolean: return take_boolean(text);
    case ColumnType::choice: return take_choice(column, text);
    case ColumnType::citation: return take_citations(statutes, text);
    case ColumnType::text:
    case ColumnType::long_text: break;
  }
  if (looks_like_formula(text)) {
    return refuse(
        "formula", {"内容像公式，不予接受", "this looks like a formula and is refused"},
        {"只填文字；以 = + - @ 开头的，删去该符号", "text only; take away a leading = + - or @"});
  }
  return take_text(column, text);
}

bool is_in_key(const pack::ListKind& kind, const std::string& column) {
  return std::ranges::find(kind.key, column) != kind.key.end();
}

Taken take_cell(const pack::ListKind& kind, const ListColumn& column, const law::Statutes& statutes,
                const std::string& raw) {
  const auto composed = to_nfc(raw);
  if (!composed || !is_text(raw)) {
    return refuse("not-text", {"含有不能显示的字符", "holds characters that are no text"},
                  {"请重新输入", "type it again"});
  }
  const std::string text{trim(*composed)};
  if (text.empty()) {
    if (!column.required) return text;
    return refuse("missing", {"这一栏必填", "this column must be filled in"},
                  {"请填写“" + column.title.zh + "”", "fill in “" + column.title.en + "”"});
  }
  auto taken = take(column, statutes, text);
  if (taken && is_in_key(kind, column.id) && taken->find(pack::kCellBar) != std::string::npos) {
    return refuse("bar-in-key", {"区分条目的栏目不能含有“｜”", "a key column cannot hold ｜"},
                  {"换用其他符号", "use another sign"});
  }
  if (taken && column.open) {
    if (auto found = personal(*taken)) return tl::unexpected<Finding>(std::move(*found));
  }
  return taken;
}

}  // namespace

Checked check_values(const pack::ListKind& kind, const law::Statutes& statutes, const Values& raw) {
  Checked out;
  for (const auto& column : kind.columns) {
    const auto found = raw.find(column.id);
    auto taken =
        take_cell(kind, column, statutes, found == raw.end() ? std::string{} : found->second);
    if (!taken) {
      out.problems.push_back({column.id, std::move(taken.error())});
    } else if (!taken->empty()) {
      out.values[column.id] = std::move(*taken);
    }
  }
  for (const auto& [id, value] : raw) {
    if (kind.column(id) != nullptr) continue;
    out.problems.push_back({id,
                            {"unknown-column",
                             {"清单没有“" + id + "”这一栏", "the list has no column “" + id + "”"},
                             {},
                             {"删去这一栏", "take the column out"},
                             {}}});
  }
  return out;
}

std::string key_of(const pack::ListKind& kind, const Values& values) {
  std::string out;
  for (const auto& id : kind.key) {
    if (!out.empty()) out += pack::kCellBar;
    const auto found = values.find(id);
    if (found != values.end()) out += found->second;
  }
  return out;
}

std::optional<std::string> to_day(std::string_view text) {
  std::string plain;
  std::array<int, 3> parts{};
  std::size_t part = 0;
  bool digits = false;
  for (std::size_t i = 0; i < text.size();) {
    const char c = text[i];
    if (c >= '0' && c <= '9') {
      if (part > 2 || parts.at(part) > 9999) return std::nullopt;
      parts.at(part) = parts.at(part) * 10 + (c - '0');
      digits = true;
      ++i;
      continue;
    }
    std::size_t length = 0;
    for (const std::string_view sign : {"-", "/", ".", "年", "月", "日"}) {
      if (text.substr(i).starts_with(sign)) length = sign.size();
    }
    if (length == 0 || !digits) return std::nullopt;
    i += length;
    ++part;
    digits = false;
  }
  if ((digits && part != 2) || (!digits && part != 3)) return std::nullopt;
  plain = fmt::format("{:04}-{:02}-{:02}", parts[0], parts[1], parts[2]);
  if (!parse_day(plain)) return std::nullopt;
  return plain;
}

bool looks_like_formula(std::string_view text) {
  constexpr auto kSigns =
      std::to_array<std::string_view>({"=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"});
  const auto rest = trim(text);
  return std::ranges::any_of(kSigns, [&](auto sign) { return rest.starts_with(sign); });
}

std::vector<std::string> citations_in(std::string_view value) {
  constexpr auto kMarks = std::to_array<std::string_view>({"、", "，", "；", ",", ";", "\n", " "});
  std::vector<std::string> out;
  std::string one;
  const auto close = [&] {
    if (!trim(one).empty()) out.emplace_back(trim(one));
    one.clear();
  };
  for (std::size_t i = 0; i < value.size();) {
    const auto* const mark =
        std::ranges::find_if(kMarks, [&](auto sign) { return value.substr(i).starts_with(sign); });
    if (mark == kMarks.end()) {
      one += value[i++];
    } else {
      close();
      i += mark->size();
    }
  }
  close();
  return out;
}

bool is_withheld(const pack::ListKind& kind, const Values& values) {
  if (kind.withheld.empty()) return false;
  // Whoever does not say no is not shown.
  const auto found = values.find(kind.withheld);
  return found == values.end() || found->second != "no";
}

Values open_values(const pack::ListKind& kind, const Values& values) {
  Values out;
  for (const auto& column : kind.columns) {
    const auto found = values.find(column.id);
    if (column.open && found != values.end()) out.insert(*found);
  }
  return out;
}

}  // namespace mingcha::lists
