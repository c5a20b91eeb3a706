// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <fmt/format.h>

#include "base/spelling.h"
#include "pack/layout.h"
#include "pack/reading.h"

namespace mingcha::pack {
namespace {

using CellKind = LayoutCell::Kind;
using BlockKind = LayoutBlock::Kind;

constexpr BlockKind kBlocks[] = {BlockKind::line,       BlockKind::fields,    BlockKind::table,
                                 BlockKind::body,       BlockKind::questions, BlockKind::points,
                                 BlockKind::signatures, BlockKind::seal,      BlockKind::note};
const std::vector<std::string>& block_words() {
  static const std::vector<std::string> kWords{"line",   "fields",     "table", "body", "questions",
                                               "points", "signatures", "seal",  "note"};
  return kWords;
}

constexpr std::int64_t kMostSpans = 24;
constexpr std::string_view kBlank = "＿";

/// A label of the layout, and where it is asked for.
struct Asked {
  std::string label;
  Place place;
};

/// Reads one layout and holds it against the template it is for.
class LayoutReader {
 public:
  LayoutReader(Reading& reading, Layout& layout) : reading_{reading}, layout_{layout} {}

  void read(const Value& root) {
    const Entry entry{root, {"form", "pages", "signed_on_every_page", "blocks"}, reading_.problems};
    if (const auto form = entry.one_of("form", {"official", "record"})) {
      layout_.form = *form == 0 ? Layout::Form::official : Layout::Form::record;
    }
    if (const auto pages = entry.one_of("pages", {"dashes", "total"})) {
      layout_.pages = *pages == 0 ? Layout::Pages::dashes : Layout::Pages::total;
    }
    layout_.signed_on_every_page = entry.flag("signed_on_every_page", false);
    for (const auto& value : entry.some("blocks")) read_block(value);
  }

  void hold_against(const std::string& file, const std::string& text) {
    std::string filled;
    const auto lines = lines_of_template(text, filled);
    check_blanks(file, text);
    Arrangement arrangement;
    Misfit misfit;
    if (!arrange(layout_, filled, arrangement, misfit)) {
      const auto line = misfit.line < lines.size() ? lines[misfit.line]
                        : lines.empty()            ? 1
                                                   : lines.back();
      wrong({file, line, 1}, misfit.again ? "layout-line-doubled" : "layout-line-lost",
            misfit.again                 ? "版式里同一个标签出现了两次"
            : misfit.line < lines.size() ? "版式没有给这一行安排位置"
                                         : "版式里要求的内容，模板里没有",
            misfit.again                 ? "the layout meets this label twice"
            : misfit.line < lines.size() ? "no block of the layout takes this line"
                                         : "the layout asks for a line that is not here");
      return;
    }
    check_labels(arrangement);
  }

 private:
  void wrong(const Place& place, const char* code, const std::string& zh, const std::string& en) {
    reading_.wrong(place, code, zh, en);
  }

  void read_block(const Value& value) {
    const Entry entry{
        value,
        {"kind", "style", "from", "labels", "columns", "heads", "rows", "signers", "verifiable"},
        reading_.problems};
    LayoutBlock block;
    const auto kind = entry.one_of("kind", block_words());
    if (!kind) return;
    block.kind = kBlocks[*kind];
    block.from = entry.text_or("from", {});
    block.verifiable = entry.flag("verifiable", false);
    if (block.kind == BlockKind::line) read_style(entry, block);
    if (block.kind == BlockKind::fields) read_labels(entry, block);
    if (block.kind == BlockKind::points || block.kind == BlockKind::note) {
      static_cast<void>(entry.text("from"));
    }
    if (block.kind == BlockKind::table || block.kind == BlockKind::points) {
      read_columns(entry, block);
    }
    if (block.kind == BlockKind::points) block.heads = entry.texts("heads");
    if (block.kind == BlockKind::points && block.heads.size() != block.columns.size()) {
      wrong(entry.place("heads"), "layout-spans", "表头与列数不符", "as many heads as columns");
    }
    if (block.kind == BlockKind::table) read_rows(entry, block);
    if (block.kind == BlockKind::signatures) {
      for (const auto& one : entry.some("signers")) block.signers.push_back(read_cell(one));
    }
    check_beginning(value, block);
    layout_.blocks.push_back(std::move(block));
  }

  /// The last cell of a table goes on until something else is known to begin.
  void check_beginning(const Value& value, const LayoutBlock& block) {
    const bool after_table =
        !layout_.blocks.empty() && (layout_.blocks.back().kind == BlockKind::table ||
                                    layout_.blocks.back().kind == BlockKind::points);
    const bool text = block.kind == BlockKind::body || block.kind == BlockKind::questions ||
                      block.kind == BlockKind::line;
    if (!after_table || !text || !block.from.empty()) return;
    wrong(value.place, "layout-no-beginning", "表格之后的正文应以 from 写明从哪几个字开始",
          "text after a table needs 'from': the words it begins with");
  }

  void read_style(const Entry& entry, LayoutBlock& block) {
    const auto style = entry.one_of("style", {"red_head", "title", "subtitle", "number", "right"});
    if (style) block.style = static_cast<LayoutBlock::Style>(*style);
  }

  void read_labels(const Entry& entry, LayoutBlock& block) {
    for (const auto& value : entry.some("labels")) {
      block.labels.push_back(value.scalar);
      asked_.push_back({value.scalar, value.place});
    }
  }

  void read_columns(const Entry& entry, LayoutBlock& block) {
    for (const auto& value : entry.some("columns")) {
      const auto width = to_whole(value.scalar);
      if (!width || *width < 1 || *width > 1000) {
        wrong(value.place, "layout-column", "列宽应为1至1000的整数",
              "a column's width is a whole number from 1 to 1000");
        continue;
      }
      block.columns.push_back(static_cast<double>(*width));
    }
    if (block.columns.size() > static_cast<std::size_t>(kMostSpans)) {
      wrong(entry.place("columns"), "layout-spans", "列数过多", "too many columns");
    }
  }

  void read_rows(const Entry& entry, LayoutBlock& block) {
    std::vector<Place> places;
    for (const auto& value : entry.some("rows")) {
      std::vector<LayoutCell> row;
      for (const auto& cell : value.list) row.push_back(read_cell(cell));
      if (value.kind != Value::Kind::list || row.empty()) {
        wrong(value.place, "layout-row", "每一行应列出它的格", "a row is a list of cells");
      }
      places.push_back(value.place);
      block.rows.push_back(std::move(row));
    }
    check_spans(block, places);
  }

  std::size_t span(const Entry& entry, const char* key) {
    const auto asked = entry.whole(key);
    if (!asked) return 1;
    if (*asked >= 1 && *asked <= kMostSpans) return static_cast<std::size_t>(*asked);
    wrong(entry.place(key), "layout-spans", fmt::format("应为1至{}的整数", kMostSpans),
          fmt::format("a whole number from 1 to {}", kMostSpans));
    return 1;
  }

  LayoutCell read_cell(const Value& value) {
    const Entry entry{value,
                      {"words", "label", "value", "boxes", "sign", "field", "refusal", "across",
                       "down", "least_mm"},
                      reading_.problems};
    static constexpr std::pair<const char*, CellKind> kKinds[] = {{"words", CellKind::words},
                                                                  {"label", CellKind::label},
                                                                  {"value", CellKind::value},
                                                                  {"boxes", CellKind::boxes},
                                                                  {"sign", CellKind::signature}};
    LayoutCell cell;
    int kinds = 0;
    for (const auto& [key, kind] : kKinds) {
      if (!entry.has(key)) continue;
      ++kinds;
      cell.kind = kind;
      cell.text = entry.text(key);
      if (kind != CellKind::words) asked_.push_back({cell.text, entry.place(key)});
    }
    if (kinds != 1) {
      wrong(value.place, "layout-cell", "每格只能是 words、label、value、boxes、sign 之一",
            "a cell is one of words, label, value, boxes, sign");
    }
    cell.across = span(entry, "across");
    cell.down = span(entry, "down");
    cell.least_mm =
        static_cast<double>(std::clamp<std::int64_t>(entry.whole("least_mm").value_or(0), 0, 200));
    cell.field = field(entry, "field", cell);
    cell.refusal = field(entry, "refusal", cell);
    return cell;
  }

  /// The field must be there, and of the type that the cell can show.
  std::string field(const Entry& entry, const char* key, const LayoutCell& cell) {
    const bool boxes = cell.kind == CellKind::boxes;
    const bool refusal = std::string_view{key} == "refusal";
    if (!entry.has(key)) {
      if (boxes && !refusal) return entry.text(key);  // Says that it is missing.
      return {};
    }
    auto id = entry.text(key);
    const auto* found = reading_.pack.field(id);
    const bool fits = found != nullptr && (refusal ? found->type == FieldType::text ||
                                                         found->type == FieldType::long_text
                                           : boxes ? found->type == FieldType::choice
                                                   : found->type == FieldType::signature);
    if (!fits) {
      wrong(entry.place(key), "layout-field", fmt::format("“{}”不是这里能用的字段", id),
            fmt::format("'{}' is no field that can stand here", id));
    }
    return id;
  }

  /// Every place of the table belongs to exactly one cell.
  void check_spans(const LayoutBlock& block, const std::vector<Place>& places) {
    const auto width = block.columns.size();
    std::vector<std::vector<bool>> used(block.rows.size(), std::vector<bool>(width, false));
    for (std::size_t r = 0; r < block.rows.size(); ++r) {
      bool fits = true;
      std::size_t column = 0;
      for (const auto& cell : block.rows[r]) {
        while (column < width && used[r][column]) ++column;
        fits = fits && column + cell.across <= width && r + cell.down <= block.rows.size();
        if (!fits) break;
        for (std::size_t y = r; y < r + cell.down; ++y) {
          for (std::size_t x = column; x < column + cell.across; ++x) {
            fits = fits && !used[y][x];
            used[y][x] = true;
          }
        }
      }
      fits = fits && std::ranges::all_of(used[r], [](bool one) { return one; });
      if (fits) continue;
      wrong(places[r], "layout-spans", fmt::format("这一行的格合起来应恰好占满{}列", width),
            fmt::format("the cells of this row must fill {} columns exactly", width));
      return;
    }
  }

  /// The template with every part in it and something in each place of a value; for each of its
  /// lines, the line of the file.
  static std::vector<int> lines_of_template(const std::string& text, std::string& filled) {
    std::vector<int> lines;
    int number = 0;
    for (std::size_t at = 0; at < text.size();) {
      const auto end = std::min(text.find('\n', at), text.size());
      const auto line = std::string_view{text}.substr(at, end - at);
      at = end + 1;
      ++number;
      bool only_tags = true;
      std::string out;
      for (std::size_t i = 0; i < line.size();) {
        const auto close =
            line.substr(i).starts_with("{{") ? line.find("}}", i) : std::string::npos;
        if (close == std::string::npos) {
          out += line[i++];
          only_tags = false;
          continue;
        }
        const auto inside = line.substr(i + 2, close - i - 2);
        const bool part = inside.starts_with("#if") || inside.starts_with("/if");
        if (!part) out += "〇";
        only_tags = only_tags && part;
        i = close + 2;
      }
      if (only_tags && !line.empty()) continue;
      lines.push_back(number);
      filled += out + "\n";
    }
    return lines;
  }

  void check_blanks(const std::string& file, const std::string& text) {
    const auto at = text.find(kBlank);
    if (at == std::string::npos) return;
    const auto line = 1 + static_cast<int>(std::count(
                              text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
    wrong({file, line, 1}, "layout-blank", "文书上不得留空白待填：请改为字段或者签名栏",
          "no blank to be filled in by hand: make it a field or a signature");
  }

  void check_labels(const Arrangement& arrangement) {
    std::vector<std::string> met;
    for (const auto& portion : arrangement.portions) {
      for (const auto& entry : portion.entries) met.push_back(entry.label);
    }
    for (const auto& [label, place] : asked_) {
      if (std::ranges::find(met, label) != met.end()) continue;
      const auto like = nearest(label, met);
      wrong(place, "layout-label",
            fmt::format("模板里没有“{}：”这一行", label) +
                (like && !like->empty() ? fmt::format("，是不是“{}”？", *like) : ""),
            fmt::format("no line of the template begins with '{}：'", label) +
                (like && !like->empty() ? fmt::format(", did you mean '{}'?", *like) : ""));
    }
  }

  Reading& reading_;
  Layout& layout_;
  std::vector<Asked> asked_;
};

}  // namespace

std::optional<Layout> read_layout(Reading& reading, const Value& root,
                                  const std::string& template_file,
                                  const std::string& template_text) {
  const auto before = reading.problems.count();
  Layout layout;
  LayoutReader reader{reading, layout};
  reader.read(root);
  if (reading.problems.count() == before) reader.hold_against(template_file, template_text);
  if (reading.problems.count() != before) return std::nullopt;
  return layout;
}

}  // namespace mingcha::pack
