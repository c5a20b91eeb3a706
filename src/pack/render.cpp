// SPDX-License-Identifier: Apache-2.0
#include "pack/render.h"

#include <algorithm>
#include <array>

#include "base/assert.h"
#include "pack/yaml.h"

namespace mingcha::pack {
namespace {

using Kind = TemplatePiece::Kind;

/// How a canonical value stands on paper; nothing when it is no value of the field.
std::optional<std::string> on_paper(const Field& field, const std::string& format,
                                    const std::string& value) {
  switch (field.type) {
    case FieldType::text:
    case FieldType::rows:
    case FieldType::long_text: return value;
    case FieldType::signature: return std::nullopt;  // A picture; the layout puts it there.
    case FieldType::boolean:
      if (value != "true" && value != "false") return std::nullopt;
      return value == "true" ? "是" : "否";
    case FieldType::choice: {
      const auto found = std::find_if(field.choices.begin(), field.choices.end(),
                                      [&](const Choice& one) { return one.id == value; });
      if (found == field.choices.end()) return std::nullopt;
      return found->label.zh;
    }
    case FieldType::day: {
      const auto day = parse_day(value);
      return day ? std::optional{to_chinese(*day)} : std::nullopt;
    }
    case FieldType::moment: {
      const auto at = parse_instant(value);
      if (!at) return std::nullopt;
      return format == "chinese_day" ? to_chinese(local_day(*at)) : to_chinese(*at);
    }
    case FieldType::integer: {
      const auto number = to_whole(value);
      if (!number) return std::nullopt;
      if (format == "chinese_amount") return to_chinese_amount(*number);
      if (format != "chinese_count") return std::to_string(*number);
      if (*number < 1 || *number > 9999) return std::nullopt;
      return law::to_chinese_number(static_cast<int>(*number));
    }
  }
  MINGCHA_ASSERT(false);
}

/// What the engine provides is known but for what a reviewer still has to say.
Text label_of(const Pack& pack, const std::string& name) {
  if (name == "review.submitted_at") return {"送审时间", "when it was submitted"};
  if (name == "review.qualification")
    return {"审核人法律职业资格", "qualification of the reviewer"};
  if (name == "review.round") return {"审核轮次", "round of the review"};
  if (name == "review.points") return {"逐项审核意见", "opinion on each point"};
  if (name == "review.opinion") return {"审核结论", "conclusion of the review"};
  if (name == "review.reasons") return {"审核理由", "reasons of the review"};
  const auto* field = pack.field(name);
  return field == nullptr ? Text{name, name} : field->label;
}

bool has_mark(std::string_view text) {
  return text.find("⟦") != std::string_view::npos || text.find("⟧") != std::string_view::npos;
}

class Printer {
 public:
  enum class Blanks { refused, shown };

  Printer(const Pack& pack, const Document& document, const RenderSource& source, Blanks blanks)
      : pack_{pack}, document_{document}, source_{source}, blanks_{blanks} {}

  void print(const std::vector<std::shared_ptr<const TemplatePiece>>& pieces) {
    for (const auto& piece : pieces) print(*piece);
  }
  std::string out;
  Findings findings;

 private:
  void print(const TemplatePiece& piece) {
    switch (piece.kind) {
      case Kind::literal: out += piece.text; return;
      case Kind::article: return article(piece);
      case Kind::value: return value(piece);
      case Kind::part: return part(piece);
    }
  }

  void article(const TemplatePiece& piece) {
    const auto citation = law::parse_citation(piece.text);
    MINGCHA_ASSERT(citation.has_value());  // Checked when the pack was loaded.
    out += pack_.statutes.print(*citation).zh;
  }

  void part(const TemplatePiece& piece) {
    MINGCHA_ASSERT(piece.condition.has_value());
    const auto evaluation = piece.condition->evaluate(source_.condition);
    if (evaluation.truth == cel::Truth::yes) print(piece.pieces);
    if (evaluation.truth != cel::Truth::unknown || blanks_ == Blanks::shown) return;
    if (evaluation.missing.empty()) missing(piece.condition->to_source());
    for (const auto& name : evaluation.missing) missing(name);
  }

  void value(const TemplatePiece& piece) {
    const auto* field = pack_.field(piece.text);
    const auto raw = source_.value(piece.text);
    if (!raw || trim(*raw).empty()) return missing(piece.text);
    const auto text = field == nullptr ? raw : on_paper(*field, piece.format, *raw);
    if (!text || !is_text(*text)) return missing(piece.text);
    if (field != nullptr && has_mark(*text)) {
      return add("value-has-mark", piece.text, "不得含有“⟦”“⟧”", "must not contain '⟦' or '⟧'");
    }
    out += *text;
  }

  void missing(const std::string& name) {
    const auto label = label_of(pack_, name);
    if (blanks_ == Blanks::shown) out += "⟦" + label.zh + "⟧";
    add_finding("document-incomplete", name,
                {"《" + document_.title.zh + "》缺少：" + label.zh,
                 document_.title.en + " lacks: " + label.en},
                {"请录入“" + label.zh + "”", "enter " + label.en});
  }

  void add(const char* code, const std::string& name, const std::string& zh,
           const std::string& en) {
    const auto* field = pack_.field(name);
    add_finding(code, name, {"“" + field->label.zh + "”" + zh, field->label.en + " " + en},
                {"请修改“" + field->label.zh + "”", "correct " + field->label.en});
  }

  void add_finding(const char* code, const std::string& name, Text what, Text cure) {
    const bool said = std::any_of(findings.begin(), findings.end(), [&](const Finding& had) {
      return had.code == code && had.where == name;
    });
    if (said) return;
    const auto* field = pack_.field(name);
    findings.push_back({code, std::move(what), field == nullptr ? std::string{} : field->article,
                        std::move(cure), name});
  }

  const Pack& pack_;
  const Document& document_;
  const RenderSource& source_;
  Blanks blanks_;
};

std::string tidy(std::string text) {
  std::erase(text, '\r');
  auto normal = to_nfc(text);
  MINGCHA_ASSERT(normal.has_value());  // Every piece was text.
  return std::move(*normal);
}

constexpr std::array<std::string_view, 10> kNumerals{"零", "壹", "贰", "叁", "肆",
                                                     "伍", "陆", "柒", "捌", "玖"};
constexpr std::array<std::string_view, 4> kPlaces{"", "拾", "佰", "仟"};
constexpr std::array<std::string_view, 3> kGroups{"", "万", "亿"};

}  // namespace

std::optional<std::string> to_chinese_amount(std::int64_t yuan) {
  if (yuan < 0 || yuan > 999'999'999'999) return std::nullopt;
  if (yuan == 0) return "零元整";
  const auto digits = std::to_string(yuan);
  std::string out;
  bool zero = false;        // A zero is pending: said once, and only before another numeral.
  bool group_said = false;  // The present group of four has a numeral.
  for (std::size_t i = 0; i < digits.size(); ++i) {
    const auto position = digits.size() - 1 - i;
    const auto digit = static_cast<std::size_t>(digits[i] - '0');
    if (digit == 0) {
      zero = true;
    } else {
      if (zero && !out.empty()) out += kNumerals[0];
      zero = false;
      group_said = true;
      out += kNumerals[digit];
      out += kPlaces[position % 4];
    }
    if (position % 4 == 0) {
      if (group_said) out += kGroups[position / 4];
      group_said = false;
    }
  }
  return out + "元整";
}

Result<std::string> render(const Pack& pack, const Document& document, const RenderSource& source) {
  Printer printer{pack, document, source, Printer::Blanks::refused};
  printer.print(document.pieces);
  if (!printer.findings.empty()) {
    return reject(Refusal::rule_broken,
                  {"《" + document.title.zh + "》尚不完整", document.title.en + " is incomplete"},
                  std::move(printer.findings));
  }
  return tidy(std::move(printer.out));
}

std::string render_preview(const Pack& pack, const Document& document, const RenderSource& source) {
  Printer printer{pack, document, source, Printer::Blanks::shown};
  printer.print(document.pieces);
  return tidy(std::move(printer.out));
}

}  // namespace mingcha::pack
