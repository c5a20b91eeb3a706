// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "base/spelling.h"
#include "pack/reading.h"
#include "pack/render.h"

namespace mingcha::pack {
namespace {

using Kind = TemplatePiece::Kind;
using Pieces = std::vector<std::shared_ptr<const TemplatePiece>>;

constexpr std::size_t kDeepestPart = 8;
constexpr std::size_t kLongestTemplate = 100'000;

bool is_provided(std::string_view name) {
  return std::find(std::begin(kProvidedFields), std::end(kProvidedFields), name) !=
         std::end(kProvidedFields);
}

bool format_fits(std::string_view format, FieldType type) {
  if (format == "chinese_day") return type == FieldType::day || type == FieldType::moment;
  if (format == "chinese_moment") return type == FieldType::moment;
  if (format == "chinese_amount" || format == "chinese_count" || format == "number") {
    return type == FieldType::integer;
  }
  return format == "label" && type == FieldType::choice;
}

class TemplateParser {
 public:
  TemplateParser(const std::string& file, std::string_view text, const Pack& pack,
                 const cel::Environment& environment, Problems& problems)
      : file_{file}, text_{text}, pack_{pack}, environment_{environment}, problems_{problems} {}

  Template run() {
    open_.emplace_back();
    while (at_ < text_.size()) step();
    for (; open_.size() > 1; open_.pop_back()) {
      wrong(open_.back().start, "template-unclosed", "这里的 {{#if}} 没有 {{/if}}",
            "this {{#if}} has no {{/if}}");
    }
    check_marks();
    Template out;
    out.pieces = std::move(open_.front().pieces);
    out.fields.assign(fields_.begin(), fields_.end());
    out.citations.assign(citations_.begin(), citations_.end());
    return out;
  }

 private:
  struct Open {
    std::size_t start = 0;
    std::optional<cel::Expression> condition;
    Pieces pieces;
  };

  [[nodiscard]] Place place(std::size_t byte) const {
    const auto before = text_.substr(0, byte);
    const auto line_start =
        before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
    return {file_, static_cast<int>(std::count(before.begin(), before.end(), '\n')) + 1,
            static_cast<int>(count_characters(before.substr(line_start))) + 1};
  }
  void wrong(std::size_t byte, const char* code, const std::string& zh, const std::string& en) {
    problems_.add(place(byte), code, {zh, en});
  }

  void step() {
    const auto tag = text_.find("{{", at_);
    literal(text_.substr(at_, tag == std::string_view::npos ? tag : tag - at_));
    if (tag == std::string_view::npos) {
      at_ = text_.size();
      return;
    }
    const auto end = text_.find("}}", tag);
    if (end == std::string_view::npos ||
        text_.substr(tag, end - tag).find('\n') != std::string_view::npos) {
      wrong(tag, "template-unclosed", "“{{”没有“}}”", "'{{' has no '}}'");
      at_ = tag + 2;
      return;
    }
    at_ = end + 2;
    directive(tag, text_.substr(tag + 2, end - tag - 2));
  }

  void literal(std::string_view text) {
    if (text.empty()) return;
    if (const auto stray = text.find("}}"); stray != std::string_view::npos) {
      wrong(at_ + stray, "template-stray", "多余的“}}”", "stray '}}'");
    }
    TemplatePiece piece;
    piece.kind = Kind::literal;
    piece.text = std::string{text};
    put(std::move(piece));
  }

  void directive(std::size_t tag, std::string_view inside) {
    if (inside.starts_with("#if ")) return begin_part(tag, inside.substr(4));
    if (inside == "/if") return end_part(tag);
    if (inside.starts_with("article:")) return article(inside.substr(8));
    value(tag, inside);
  }

  /// A start or end of a part alone on its line takes the line with it.
  void swallow_line(std::size_t tag) {
    const bool first = tag == 0 || text_[tag - 1] == '\n';
    if (first && at_ < text_.size() && text_[at_] == '\n') ++at_;
  }

  void begin_part(std::size_t tag, std::string_view source) {
    if (open_.size() > kDeepestPart) {
      wrong(tag, "template-deep", "{{#if}} 嵌套过深", "{{#if}} nested too deep");
    }
    const auto expanded = expand_named(source, pack_.conditions);
    const auto here = place(tag + 6);
    auto compiled =
        cel::compile(expanded.text, environment_, {file_, here.line, here.column, here.column});
    if (!compiled) {
      problems_.add({file_, compiled.error().line, compiled.error().column}, "condition",
                    compiled.error().message);
    } else {
      for (const auto& name : compiled->names()) {
        if (pack_.field(name) != nullptr) fields_.insert(name);
      }
    }
    open_.push_back({tag, compiled ? std::optional{std::move(*compiled)} : std::nullopt, {}});
    swallow_line(tag);
  }

  void end_part(std::size_t tag) {
    if (open_.size() == 1) {
      wrong(tag, "template-stray", "多余的 {{/if}}", "stray {{/if}}");
      return;
    }
    auto part = std::move(open_.back());
    open_.pop_back();
    TemplatePiece piece;
    piece.kind = Kind::part;
    piece.condition = std::move(part.condition);
    piece.pieces = std::move(part.pieces);
    put(std::move(piece));
    swallow_line(tag);
  }

  void article(std::string_view citation) {
    TemplatePiece piece;
    piece.kind = Kind::article;
    piece.text = std::string{trim(citation)};
    citations_.insert(piece.text);
    put(std::move(piece));
  }

  void value(std::size_t tag, std::string_view inside) {
    const auto bar = inside.find('|');
    TemplatePiece piece;
    piece.kind = Kind::value;
    piece.text = std::string{trim(inside.substr(0, bar))};
    if (bar != std::string_view::npos) piece.format = std::string{trim(inside.substr(bar + 1))};
    const auto* field = pack_.field(piece.text);
    if (field == nullptr && !is_provided(piece.text)) {
      std::vector<std::string> known(std::begin(kProvidedFields), std::end(kProvidedFields));
      for (const auto& [id, one] : pack_.fields) known.push_back(id);
      const auto like = nearest(piece.text, known);
      wrong(tag, "template-field",
            fmt::format("没有字段“{}”", piece.text) +
                (like ? fmt::format("，是不是“{}”？", *like) : ""),
            fmt::format("no field '{}'", piece.text) +
                (like ? fmt::format(", did you mean '{}'?", *like) : ""));
      return;
    }
    if (field != nullptr && field->type == FieldType::signature) {
      wrong(tag, "template-format", "签名不是文字，请在版式中安排",
            "a signature is no text; the layout gives it its place");
    }
    if (!piece.format.empty() && (field == nullptr || !format_fits(piece.format, field->type))) {
      wrong(tag, "template-format", fmt::format("“{}”不能用格式“{}”", piece.text, piece.format),
            fmt::format("'{}' cannot have the format '{}'", piece.text, piece.format));
    }
    fields_.insert(piece.text);
    put(std::move(piece));
  }

  void put(TemplatePiece piece) {
    open_.back().pieces.push_back(std::make_shared<const TemplatePiece>(std::move(piece)));
  }

  void check_marks() {
    for (auto at = text_.find("⟦"); at != std::string_view::npos; at = text_.find("⟦", at + 1)) {
      const auto rest = text_.substr(at);
      if (rest.starts_with(kNumberMark) || rest.starts_with(kDayMark)) continue;
      wrong(at, "template-mark", "只有 ⟦文号⟧ 和 ⟦日期⟧ 两种标记",
            "the marks are ⟦文号⟧ and ⟦日期⟧");
    }
  }

  const std::string& file_;
  std::string_view text_;
  const Pack& pack_;
  const cel::Environment& environment_;
  Problems& problems_;
  std::vector<Open> open_;
  std::set<std::string> fields_, citations_;
  std::size_t at_ = 0;
};

}  // namespace

Template parse_template(const std::string& file, const std::string& text, const Pack& pack,
                        const cel::Environment& environment, Problems& problems) {
  std::string lines = text;
  std::erase(lines, '\r');
  const auto normal = to_nfc(lines);
  if (!normal || lines.size() > kLongestTemplate) {
    problems.add({file, 1, 1}, "template-text",
                 {"模板不是 UTF-8 文字，或者过长", "the template is not UTF-8 text, or too long"});
    return {};
  }
  return TemplateParser{file, *normal, pack, environment, problems}.run();
}

}  // namespace mingcha::pack
