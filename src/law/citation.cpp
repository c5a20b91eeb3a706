// SPDX-License-Identifier: Apache-2.0
#include "law/citation.h"

#include <array>
#include <vector>

#include <fmt/format.h>

#include "base/assert.h"
#include "base/spelling.h"

namespace mingcha::law {
namespace {

constexpr int kNumberMax = 9999;

bool is_id(std::string_view text) {
  bool after_hyphen = true;
  for (const char c : text) {
    const bool letter_or_digit = (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (!letter_or_digit && (c != '-' || after_hyphen)) return false;
    after_hyphen = c == '-';
  }
  return !after_hyphen;
}

/// Takes a number from 1 to 9999 without leading zeros off the front. 0 when there is none.
int take_number(std::string_view& rest) {
  int value = 0;
  std::size_t length = 0;
  while (length < rest.size() && rest[length] >= '0' && rest[length] <= '9') {
    value = value * 10 + (rest[length] - '0');
    if (value == 0 || value > kNumberMax) return 0;
    ++length;
  }
  rest.remove_prefix(length);
  return value;
}

/// Takes `mark` and a number. False when the mark is there without a number.
bool take_part(std::string_view& rest, char mark, int& part) {
  if (!rest.starts_with(mark)) return true;
  rest.remove_prefix(1);
  part = take_number(rest);
  return part != 0;
}

Rejection bad_statute(const Statute& statute, std::string code, Text what) {
  return {Refusal::invalid,
          {"法律文本目录有误", "the table of legal texts is wrong"},
          {{std::move(code), std::move(what), "", {}, statute.id}}};
}

}  // namespace

std::optional<Citation> parse_citation(std::string_view text) {
  const auto slash = text.find('/');
  const auto id = text.substr(0, slash);
  if (!is_id(id)) return std::nullopt;
  Citation citation{std::string{id}};
  if (slash == std::string_view::npos) return citation;
  auto rest = text.substr(slash + 1);
  citation.article = take_number(rest);
  if (citation.article == 0) return std::nullopt;
  if (!take_part(rest, '-', citation.sub_article)) return std::nullopt;
  if (!take_part(rest, '.', citation.paragraph)) return std::nullopt;
  if (!take_part(rest, '(', citation.item)) return std::nullopt;
  if (citation.item != 0) {
    if (!rest.starts_with(')')) return std::nullopt;
    rest.remove_prefix(1);
  }
  if (!rest.empty()) return std::nullopt;
  return citation;
}

std::string to_string(const Citation& citation) {
  std::string out = citation.text;
  if (citation.article == 0) return out;
  out += fmt::format("/{}", citation.article);
  if (citation.sub_article != 0) out += fmt::format("-{}", citation.sub_article);
  if (citation.paragraph != 0) out += fmt::format(".{}", citation.paragraph);
  if (citation.item != 0) out += fmt::format("({})", citation.item);
  return out;
}

std::string to_chinese_number(int number) {
  MINGCHA_ASSERT(number >= 1 && number <= kNumberMax);
  constexpr std::array<std::string_view, 10> kDigits{"零", "一", "二", "三", "四",
                                                     "五", "六", "七", "八", "九"};
  constexpr std::array<std::pair<int, std::string_view>, 4> kUnits{
      {{1000, "千"}, {100, "百"}, {10, "十"}, {1, ""}}};
  std::string out;
  bool gap = false;
  for (const auto& [unit, word] : kUnits) {
    const int digit = number / unit % 10;
    if (digit == 0) {
      gap = !out.empty();
      continue;
    }
    if (gap) out += kDigits[0];
    gap = false;
    // 十二, not 一十二; but 一百一十二.
    if (unit != 10 || digit != 1 || !out.empty()) out += kDigits[static_cast<std::size_t>(digit)];
    out += word;
  }
  return out;
}

std::string_view family_of(std::string_view id) { return id.substr(0, id.rfind('-')); }

bool in_force(const Statute& statute, Day on) {
  return statute.in_force_from <= on && (!statute.in_force_to || on <= *statute.in_force_to);
}

Result<void> Statutes::add(Statute statute) {
  if (!is_id(statute.id)) {
    return tl::unexpected(
        bad_statute(statute, "statute-id",
                    {"法律文本编号只能用大写字母、数字和连字符",
                     "the id of a text is made of capitals, digits and hyphens"}));
  }
  if (statute.in_force_to && *statute.in_force_to < statute.in_force_from) {
    return tl::unexpected(
        bad_statute(statute, "statute-days",
                    {"失效日期早于施行日期", "the text ends before it comes into force"}));
  }
  if (statutes_.contains(statute.id)) {
    return tl::unexpected(
        bad_statute(statute, "statute-twice", {"法律文本编号重复", "two texts have the same id"}));
  }
  auto id = statute.id;
  statutes_.emplace(std::move(id), std::move(statute));
  return {};
}

const Statute* Statutes::find(std::string_view id) const {
  const auto found = statutes_.find(id);
  return found == statutes_.end() ? nullptr : &found->second;
}

const Statute* Statutes::in_force_on(std::string_view family, Day on) const {
  const Statute* best = nullptr;
  for (const auto& [id, statute] : statutes_) {
    if (family_of(id) != family || !in_force(statute, on)) continue;
    if (best == nullptr || best->in_force_from < statute.in_force_from) best = &statute;
  }
  return best;
}

Text Statutes::print(const Citation& citation) const {
  const auto* statute = find(citation.text);
  Text out{"《" + (statute == nullptr ? citation.text : statute->title.zh) + "》",
           statute == nullptr ? citation.text : statute->title.in(Language::en)};
  if (citation.article == 0) return out;
  out.zh += "第" + to_chinese_number(citation.article) + "条";
  out.en += fmt::format(", art. {}", citation.article);
  if (citation.sub_article != 0) {
    out.zh += "之" + to_chinese_number(citation.sub_article);
    out.en += fmt::format("-{}", citation.sub_article);
  }
  if (citation.paragraph != 0) {
    out.zh += "第" + to_chinese_number(citation.paragraph) + "款";
    out.en += fmt::format(" para. {}", citation.paragraph);
  }
  if (citation.item != 0) {
    out.zh += "第" + to_chinese_number(citation.item) + "项";
    out.en += fmt::format(" item {}", citation.item);
  }
  return out;
}

Result<Citation> Statutes::cite(std::string_view text) const {
  const Text title{"引用的法律条文有误", "a citation is wrong"};
  const std::string where{text};
  auto citation = parse_citation(text);
  if (!citation) {
    const Text what{fmt::format("“{}”不是条文引用", where),
                    fmt::format("'{}' is no citation", where)};
    return reject(Refusal::invalid, title,
                  {{"citation-form",
                    what,
                    "",
                    {"写作 APL-2021/44(3)", "write it as in APL-2021/44(3)"},
                    where}});
  }
  if (find(citation->text) != nullptr) return *citation;
  std::vector<std::string> ids;
  for (const auto& [id, statute] : statutes_) ids.push_back(id);
  const auto near = nearest(citation->text, ids);
  Text cure;
  if (near) cure = {fmt::format("是否为“{}”？", *near), fmt::format("did you mean '{}'?", *near)};
  const Text what{fmt::format("法律文本目录中没有“{}”", citation->text),
                  fmt::format("no legal text '{}' in the table", citation->text)};
  return reject(Refusal::invalid, title, {{"citation-unknown", what, "", cure, where}});
}

}  // namespace mingcha::law
