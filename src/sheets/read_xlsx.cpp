// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <set>

#include "base/text.h"
#include "sheets/number_cell.h"
#include "sheets/package.h"
#include "sheets/refuse.h"
#include "sheets/xml.h"

namespace mingcha::sheets {
namespace {

tl::unexpected<Rejection> broken_file() {
  return refuse_file("broken-workbook",
                     {"工作簿损坏或者不完整，无法读取", "the workbook is damaged or cut off"},
                     {"用表格软件打开后重新另存为 .xlsx", "open it and save it as .xlsx again"});
}

tl::unexpected<Rejection> too_large_inside() {
  return refuse_file(
      "unpacked-too-large", {"工作簿解压后过大", "the workbook is too large once unpacked"},
      {"删去多余的工作表和格式，或者拆成几份", "take out what is not needed, or split it"},
      Refusal::too_large);
}

std::string value_of(const XmlAttributes& attributes, const char* name) {
  const auto found = attributes.find(name);
  return found == attributes.end() ? std::string{} : found->second;
}

std::optional<std::size_t> whole(std::string_view text) {
  std::size_t number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.empty() || read.ec != std::errc{} || read.ptr != text.data() + text.size()) {
    return std::nullopt;
  }
  return number;
}

bool is_true(const std::string& text) { return text == "1" || text == "true"; }

/// What the sheet's cells refer to.
struct Book {
  std::string sheet_name, sheet_part;
  DayCount days = DayCount::since_1900;
  std::vector<std::string> strings;
  std::vector<bool> dates;  ///< By cell format: whether it shows a date.
};

/// One workbook, part after part.
class WorkbookReader {
 public:
  WorkbookReader(Package& package, const ReadLimits& limits) : package_{package}, limits_{limits} {}

  Result<Table> run() {
    if (!package_.has("xl/workbook.xml")) {
      return refuse_file("not-a-table", {"文件不是工作簿", "the file is no workbook"},
                         {"用表格软件另存为“Excel 工作簿（.xlsx）”", "save it as .xlsx"});
    }
    if (auto read = read_book(); !read) return tl::unexpected<Rejection>(read.error());
    if (auto read = read_strings(); !read) return tl::unexpected<Rejection>(read.error());
    if (auto read = read_styles(); !read) return tl::unexpected<Rejection>(read.error());
    return read_sheet();
  }

 private:
  enum class Need { required, optional };

  Result<void> parse(const std::string& part, Need need, XmlReader& xml) {
    const auto outcome =
        package_.read(part, [&](std::string_view piece) { return xml.feed(piece); });
    switch (outcome) {
      case Package::Outcome::missing:
        if (need == Need::optional) return {};
        return broken_file();
      case Package::Outcome::broken: return broken_file();
      case Package::Outcome::too_large: return too_large_inside();
      case Package::Outcome::stopped:
        if (xml.stopped()) return {};
        return broken_file();
      case Package::Outcome::done: break;
    }
    if (xml.stopped() || xml.finish()) return {};
    return broken_file();
  }

  Result<void> read_book() {
    std::string relation;
    XmlReader xml{{[&](const std::string& name, const XmlAttributes& attributes) {
                     if (name == "workbookPr" && is_true(value_of(attributes, "date1904"))) {
                       book_.days = DayCount::since_1904;
                     }
                     const auto state = value_of(attributes, "state");
                     if (name != "sheet" || !relation.empty()) return;
                     if (state == "hidden" || state == "veryHidden") return;
                     relation = value_of(attributes, "id");
                     book_.sheet_name = value_of(attributes, "name");
                   },
                   [](const std::string&) {}, [](std::string_view) {}}};
    if (auto read = parse("xl/workbook.xml", Need::required, xml); !read) return read;
    return find_part(relation);
  }

  Result<void> find_part(const std::string& relation) {
    XmlReader xml{{[&](const std::string& name, const XmlAttributes& attributes) {
                     if (name != "Relationship" || value_of(attributes, "Id") != relation) return;
                     const auto target = value_of(attributes, "Target");
                     book_.sheet_part = target.starts_with('/') ? target.substr(1) : "xl/" + target;
                   },
                   [](const std::string&) {}, [](std::string_view) {}}};
    if (auto read = parse("xl/_rels/workbook.xml.rels", Need::required, xml); !read) return read;
    if (book_.sheet_part.empty()) return broken_file();
    return {};
  }

  Result<void> read_strings() {
    bool in_text = false;
    bool in_reading_aid = false;  // How characters are pronounced is no part of the text.
    std::string text;
    XmlReader xml{{[&](const std::string& name, const XmlAttributes&) {
                     if (name == "si") text.clear();
                     if (name == "rPh") in_reading_aid = true;
                     if (name == "t") in_text = !in_reading_aid;
                   },
                   [&](const std::string& name) {
                     if (name == "si") book_.strings.push_back(std::move(text));
                     if (name == "rPh") in_reading_aid = false;
                     if (name == "t") in_text = false;
                   },
                   [&](std::string_view piece) {
                     if (in_text && text.size() <= limits_.cell_bytes) text += piece;
                   }}};
    return parse("xl/sharedStrings.xml", Need::optional, xml);
  }

  Result<void> read_styles() {
    std::set<int> own_dates;
    bool in_formats = false;
    XmlReader xml{{[&](const std::string& name, const XmlAttributes& attributes) {
                     const auto id = whole(value_of(attributes, "numFmtId")).value_or(0);
                     const auto format = static_cast<int>(std::min<std::size_t>(id, 1U << 20U));
                     if (name == "numFmt" && is_date_format(value_of(attributes, "formatCode"))) {
                       own_dates.insert(format);
                     }
                     if (name == "cellXfs") in_formats = true;
                     if (name == "xf" && in_formats) {
                       book_.dates.push_back(is_date_format(format) || own_dates.contains(format));
                     }
                   },
                   [&](const std::string& name) {
                     if (name == "cellXfs") in_formats = false;
                   },
                   [](std::string_view) {}}};
    return parse("xl/styles.xml", Need::optional, xml);
  }

  Result<Table> read_sheet() {
    std::optional<Rejection> refused;
    XmlReader* running = nullptr;
    const auto refuse = [&](tl::unexpected<Rejection> why) {
      if (!refused) refused = std::move(why.value());
      running->stop();
    };
    XmlReader xml{{[&](const std::string& name, const XmlAttributes& attributes) {
                     if (name == "row") begin_row(attributes);
                     if (name == "c") begin_cell(attributes);
                     if (name == "f") cell_.is_formula = true;
                     if (name == "v" || name == "t") in_value_ = !in_reading_aid_;
                     if (name == "rPh") in_reading_aid_ = true;
                   },
                   [&](const std::string& name) {
                     if (name == "v" || name == "t") in_value_ = false;
                     if (name == "rPh") in_reading_aid_ = false;
                     if (name == "c" && !end_cell()) refuse(too_many_columns(limits_.columns));
                     if (name == "row") end_row();
                   },
                   [&](std::string_view piece) {
                     if (!in_value_) return;
                     value_ += piece;
                     if (value_.size() > limits_.cell_bytes) refuse(cell_too_long(row_.number));
                   }}};
    running = &xml;
    const auto read = parse(book_.sheet_part, Need::required, xml);
    if (rows_ > limits_.rows) {
      return too_many_rows(limits_.rows, read && !refused ? rows_ - 1 : 0);
    }
    if (!read) return tl::unexpected<Rejection>(read.error());
    if (refused) return tl::unexpected<Rejection>(std::move(*refused));
    if (table_.rows.empty()) {
      return refuse_file("empty-file", {"工作表里没有内容", "there is nothing in the sheet"},
                         {"内容应当在第一张工作表，第一行是栏目名",
                          "the first sheet, its first line naming the columns"});
    }
    table_.sheet = book_.sheet_name;
    return std::move(table_);
  }

  void begin_row(const XmlAttributes& attributes) {
    const auto number = whole(value_of(attributes, "r"));
    row_ = {};
    row_.number = number ? static_cast<std::int64_t>(*number) : last_row_ + 1;
    last_row_ = row_.number;
  }

  void begin_cell(const XmlAttributes& attributes) {
    const auto reference = value_of(attributes, "r");
    column_ = reference.empty() ? static_cast<int>(row_.cells.size()) : column_of(reference);
    type_ = value_of(attributes, "t");
    style_ = whole(value_of(attributes, "s")).value_or(0);
    cell_ = {};
    value_.clear();
  }

  bool end_cell() {
    if (value_.empty() && !cell_.is_formula) return true;
    if (column_ < 0 || static_cast<std::size_t>(column_) >= limits_.columns) return false;
    if (row_.cells.size() <= static_cast<std::size_t>(column_)) {
      row_.cells.resize(static_cast<std::size_t>(column_) + 1);
    }
    cell_.text = shown();
    row_.cells[static_cast<std::size_t>(column_)] = std::move(cell_);
    return true;
  }

  /// What the cell shows.
  std::string shown() {
    if (type_ == "s") {
      const auto index = whole(value_);
      return index && *index < book_.strings.size() ? book_.strings[*index] : std::string{};
    }
    if (type_ == "b") return value_ == "1" ? "是" : "否";
    if (type_ == "inlineStr" || type_ == "str" || type_ == "e" || type_ == "d") return value_;
    if (style_ < book_.dates.size() && book_.dates[style_]) return day_of(value_, book_.days);
    return plain_number(value_);
  }

  void end_row() {
    const bool is_empty = std::ranges::all_of(
        row_.cells, [](const Cell& cell) { return trim(cell.text).empty() && !cell.is_formula; });
    if (!is_empty && ++rows_ <= limits_.rows) table_.rows.push_back(std::move(row_));
    row_ = {};
    if (rows_ > limits_.rows) table_.rows.clear();  // They are only counted from here on.
  }

  Package& package_;
  const ReadLimits& limits_;
  Book book_;
  Table table_;
  Row row_;
  Cell cell_;
  std::int64_t last_row_ = 0;
  std::size_t rows_ = 0;  ///< With something in them.
  int column_ = 0;
  std::string type_, value_;
  std::size_t style_ = 0;
  bool in_value_ = false, in_reading_aid_ = false;
};

}  // namespace

Result<Table> read_xlsx(std::string_view bytes, const ReadLimits& limits) {
  const auto package = Package::open(bytes, limits.unpacked_bytes);
  if (!package) return broken_file();
  return WorkbookReader{*package, limits}.run();
}

}  // namespace mingcha::sheets
