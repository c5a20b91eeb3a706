// SPDX-License-Identifier: Apache-2.0
#include "acts/facts.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "base/assert.h"
#include "base/identity.h"

namespace mingcha::acts {
namespace {

using pack::Field;
using pack::FieldType;

Finding finding(const Field& field, std::string code, Text what, Text cure) {
  return {std::move(code),
          {"“" + field.label.zh + "”" + what.zh, field.label.en + ": " + what.en},
          field.article,
          std::move(cure),
          field.id};
}

/// Stands in a cell that has nothing to say, so that nothing can be written there later.
constexpr std::string_view kNoCell = "／";

std::string_view take_line(std::string_view& rest) {
  const auto end = rest.find('\n');
  const auto line = rest.substr(0, end);
  rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
  return line;
}

/// As typed or pasted from a table: divided by ｜, | or tabs. Empty cells are struck out.
std::vector<std::string> split_cells(std::string_view row) {
  std::vector<std::string> cells(1);
  while (!row.empty()) {
    const auto bar = row.starts_with(pack::kCellBar)             ? pack::kCellBar.size()
                     : row.front() == '|' || row.front() == '\t' ? std::size_t{1}
                                                                 : 0;
    if (bar > 0) {
      cells.emplace_back();
      row.remove_prefix(bar);
      continue;
    }
    cells.back() += row.front();
    row.remove_prefix(1);
  }
  for (auto& cell : cells) {
    const std::string trimmed{trim(cell)};
    cell = trimmed.empty() ? std::string{kNoCell} : trimmed;
  }
  return cells;
}

std::string tidy_rows(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const auto line = take_line(text);
    if (trim(line).empty()) continue;
    std::string row;
    for (const auto& cell : split_cells(line)) {
      row += (row.empty() ? "" : std::string{pack::kCellBar}) + cell;
    }
    out += (out.empty() ? "" : "\n") + row;
  }
  return out;
}

std::optional<Finding> check_length(const Field& field, const std::string& value) {
  if (count_characters(value) <= field.longest) return std::nullopt;
  return finding(
      field, "too-long",
      {fmt::format("超过{}字", field.longest),
       fmt::format("longer than {} characters", field.longest)},
      {"请精简，或将详情作为证据材料上传", "shorten it, or attach the details as evidence"});
}

std::optional<Finding> check_lines(const Field& field, const std::string& value) {
  if (field.type == FieldType::long_text || field.type == FieldType::rows ||
      value.find('\n') == std::string::npos)
    return {};
  return finding(field, "line-break", {"不能换行", "must be one line"},
                 {"请写在一行内", "write it on one line"});
}

std::optional<Finding> check_identity(const Field& field, const std::string& value) {
  const bool wrong = (field.check == pack::Check::id_card && !valid_id_card(value)) ||
                     (field.check == pack::Check::credit_code && !valid_uscc(value)) ||
                     (field.check == pack::Check::phone && !valid_phone(value));
  if (!wrong) return std::nullopt;
  return finding(
      field, "check-digit",
      {"不正确：位数、日期或校验码不符", "wrong: length, date or check digit does not fit"},
      {"请对照证件原件核对后重新填写", "compare it with the original and enter it again"});
}

std::optional<Finding> check_integer(const Field& field, const std::string& value) {
  std::int64_t number = 0;
  const auto* end = value.data() + value.size();
  const auto [rest, error] = std::from_chars(value.data(), end, number);
  if (error != std::errc{} || rest != end || std::to_string(number) != value) {
    return finding(field, "not-a-number", {"应为整数", "must be a whole number"},
                   {"只填数字，不带单位和小数", "digits only, no unit and no decimals"});
  }
  if ((field.at_least && number < *field.at_least) || (field.at_most && number > *field.at_most)) {
    const auto low = field.at_least ? std::to_string(*field.at_least) : "…";
    const auto high = field.at_most ? std::to_string(*field.at_most) : "…";
    return finding(field, "out-of-range",
                   {fmt::format("应在{}至{}{}之间", low, high, field.unit),
                    fmt::format("must be between {} and {}", low, high)},
                   {"请核对后重新填写", "check and enter it again"});
  }
  return std::nullopt;
}

std::optional<Finding> check_choice(const Field& field, const std::string& value) {
  if (std::ranges::any_of(field.choices, [&](const auto& choice) { return choice.id == value; })) {
    return std::nullopt;
  }
  std::string zh;
  std::string en;
  for (const auto& choice : field.choices) {
    zh += (zh.empty() ? "" : "、") + choice.label.zh + "（" + choice.id + "）";
    en += (en.empty() ? "" : ", ") + choice.id;
  }
  return finding(field, "unknown-choice", {"没有这一选项", "is not one of the choices"},
                 {"可选：" + zh, "one of: " + en});
}

std::optional<Finding> check_time(const Field& field, const std::string& value, Instant now) {
  const auto at = parse_instant(value);
  const auto day = parse_day(value);
  const bool moment = field.type == FieldType::moment;
  if (moment ? !at.has_value() : !day.has_value()) {
    return finding(
        field, "not-a-date",
        moment ? Text{"不是有效的时间", "is not a moment"} : Text{"不是有效的日期", "is not a day"},
        moment ? Text{"格式：2026-03-02T09:05:00+08:00", "as 2026-03-02T09:05:00+08:00"}
               : Text{"格式：2026-03-02", "as 2026-03-02"});
  }
  if (field.may_be_future) return std::nullopt;
  if (moment ? *at <= now : *day <= local_day(now)) return std::nullopt;
  return finding(
      field, "in-the-future", {"晚于当前时间", "lies in the future"},
      {"已发生的事实不能晚于现在，请核对", "what has happened cannot lie in the future"});
}

/// Every row has its cells, and names the thing.
std::optional<Finding> check_rows(const Field& field, const std::string& value) {
  std::size_t number = 0;
  for (std::string_view rest = value; !rest.empty();) {
    const auto row = take_line(rest);
    const auto cells = split_cells(row);
    ++number;
    if (cells.size() == field.columns.size() && cells.front() != kNoCell) continue;
    std::string zh;
    for (const auto& column : field.columns) {
      zh += (zh.empty() ? "" : std::string{pack::kCellBar}) + column.zh;
    }
    return finding(
        field, "row-incomplete",
        {fmt::format("第{}行应有{}栏，第一栏不得空缺", number, field.columns.size()),
         fmt::format("row {} needs {} cells, the first one filled", number, field.columns.size())},
        {"每行依次填写：" + zh, "each row as: " + zh});
  }
  return std::nullopt;
}

std::optional<Finding> check_value(const Field& field, const std::string& value, Instant now) {
  switch (field.type) {
    case FieldType::text:
    case FieldType::long_text:
    case FieldType::signature:  // Whether the evidence is there: signature_findings
      if (auto found = check_length(field, value)) return found;
      if (auto found = check_lines(field, value)) return found;
      return check_identity(field, value);
    case FieldType::rows:
      if (auto found = check_length(field, value)) return found;
      return check_rows(field, value);
    case FieldType::integer: return check_integer(field, value);
    case FieldType::boolean:
      if (value == "true" || value == "false") return std::nullopt;
      return finding(field, "not-a-boolean", {"应为是或否", "must be true or false"},
                     {"填 true 或 false", "true or false"});
    case FieldType::choice: return check_choice(field, value);
    case FieldType::day:
    case FieldType::moment: return check_time(field, value, now);
  }
  MINGCHA_ASSERT(false);
}

std::string tidy(std::string text) {
  std::erase(text, '\r');
  return std::string{trim(text)};
}

/// Characters that no reader sees but that change what is read: control characters but the line
/// feed, U+0080-009F, line and paragraph separators, and those that turn the direction of writing.
bool has_hidden_character(const std::string& text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if ((byte < 0x20 && byte != '\n') || byte == 0x7F) return true;
    if (byte != 0xC2 && byte != 0xE2 && byte != 0xEF) continue;
    const std::string_view rest = std::string_view{text}.substr(i);
    if (byte == 0xC2 && static_cast<unsigned char>(rest[1]) < 0xA0) return true;
    for (const std::string_view hidden :
         {"\u200B", "\u200E", "\u200F", "\u2028", "\u2029", "\u202A", "\u202B", "\u202C", "\u202D",
          "\u202E", "\u2066", "\u2067", "\u2068", "\u2069", "\uFEFF"}) {
      if (rest.starts_with(hidden)) return true;
    }
  }
  return false;
}

Finding not_asked(const pack::Step& step, const std::string& id, const Field* field) {
  const auto name = field == nullptr ? Text{id, id} : field->label;
  return {"field-not-asked",
          {"“" + step.title.zh + "”不填写“" + name.zh + "”",
           "“" + step.title.en + "” does not ask for " + name.en},
          {},
          {"请去掉该项，或在相应环节填写", "leave it out, or enter it where it is asked for"},
          id};
}

}  // namespace

Result<casefile::Values> canonical(const pack::Pack& pack, const pack::Step& step,
                                   const casefile::Values& values, Instant now) {
  casefile::Values out;
  Findings findings;
  for (const auto& [id, raw] : values) {
    const auto* field = pack.field(id);
    const bool asked = std::ranges::find(step.form, id, &pack::FormField::field) != step.form.end();
    if (field == nullptr || !asked) {
      findings.push_back(not_asked(step, id, field));
      continue;
    }
    const bool rows = field->type == FieldType::rows;
    const auto text = to_nfc(rows ? tidy_rows(raw) : raw);
    if (!text || has_hidden_character(tidy(*text))) {
      findings.push_back(finding(*field, "not-text", {"含有无效字符", "holds invalid characters"},
                                 {"请重新输入", "enter it again"}));
      continue;
    }
    auto value = tidy(*text);
    if (!value.empty()) {
      if (auto found = check_value(*field, value, now)) {
        findings.push_back(std::move(*found));
        continue;
      }
    }
    out[id] = std::move(value);
  }
  if (findings.empty()) return out;
  return reject(Refusal::invalid, {"填写的内容有误", "some values cannot be taken"},
                std::move(findings));
}

casefile::Values acceptable(const pack::Pack& pack, const pack::Step& step,
                            const casefile::Values& typed, Instant now) {
  casefile::Values out;
  for (const auto& [id, value] : typed) {
    if (auto one = canonical(pack, step, {{id, value}}, now)) out.merge(*one);
  }
  return out;
}

Findings signature_findings(const CaseView& view, const casefile::Values& entered) {
  constexpr std::int64_t kLargest = std::int64_t{512} << 10;
  Findings findings;
  for (const auto& [id, value] : entered) {
    const auto* field = view.pack().field(id);
    if (field == nullptr || field->type != FieldType::signature || value.empty()) continue;
    const auto& evidence = view.state().evidence;
    const auto found = std::ranges::find(evidence, value, &casefile::EvidenceAccepted::evidence);
    if (found == evidence.end()) {
      findings.push_back(finding(
          *field, "signature-missing", {"不是本案的证据材料", "is no evidence of this case"},
          {"请先上传手写签名的图片", "attach the picture of the signature first"}));
    } else if (found->media_type != "image/png" || found->size > kLargest) {
      findings.push_back(finding(*field, "signature-unfit",
                                 {"应为不超过512KB的PNG图片", "must be a PNG of at most 512 KiB"},
                                 {"请重新签名并上传", "sign and attach it again"}));
    }
  }
  return findings;
}

Findings missing_facts(const CaseView& view, const pack::Step& step) {
  Findings findings;
  for (const auto& asked : step.form) {
    const bool required =
        asked.required_when ? asked.required_when->evaluate(view.lookup()).truth == cel::Truth::yes
                            : asked.required;
    if (!required || view.facts().contains(asked.field)) continue;
    const auto* field = view.pack().field(asked.field);
    MINGCHA_ASSERT(field != nullptr);
    findings.push_back(
        finding(*field, "missing", {"未填写", "is missing"},
                {"在“" + step.title.zh + "”填写", "enter it at “" + step.title.en + "”"}));
  }
  return findings;
}

}  // namespace mingcha::acts
