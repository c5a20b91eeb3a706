// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cerrno>
#include <iconv.h>
#include <optional>

#include "base/text.h"
#include "sheets/refuse.h"

namespace mingcha::sheets {
namespace {

/// In UTF-8; nothing where the bytes are not of that encoding.
std::optional<std::string> converted(std::string_view bytes, const char* encoding) {
  const auto handle = ::iconv_open("UTF-8", encoding);
  if (handle == reinterpret_cast<iconv_t>(-1)) throw Fault("iconv does not know an encoding");
  std::string out;
  std::string in{bytes};
  char* from = in.data();
  std::size_t left = in.size();
  bool fine = true;
  std::array<char, 65536> buffer{};
  while (left > 0) {
    char* to = buffer.data();
    std::size_t room = buffer.size();
    const auto done = ::iconv(handle, &from, &left, &to, &room);
    out.append(buffer.data(), buffer.size() - room);
    if (done == static_cast<std::size_t>(-1) && errno != E2BIG) {
      fine = false;
      break;
    }
  }
  ::iconv_close(handle);
  return fine ? std::optional{std::move(out)} : std::nullopt;
}

struct Decoded {
  std::string text, encoding;
};

Result<Decoded> decoded(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) {
    if (auto text = converted(bytes, "UTF-16"); text && is_text(*text)) {
      return Decoded{std::move(*text), "UTF-16"};
    }
  } else if (is_text(bytes)) {
    return Decoded{std::string{bytes}, "UTF-8"};
  } else if (bytes.find('\0') == std::string_view::npos) {
    if (auto text = converted(bytes, "GB18030"); text && is_text(*text)) {
      return Decoded{std::move(*text), "GB18030"};
    }
  }
  return refuse_file(
      "not-a-table",
      {"文件既不是 XLSX，也不是 UTF-8 或者 GB18030 编码的 CSV",
       "the file is neither XLSX nor CSV in UTF-8 or GB18030"},
      {"用表格软件另存为“Excel 工作簿（.xlsx）”或者“CSV UTF-8”", "save it as .xlsx or CSV UTF-8"});
}

/// The sign that is in the first line most often, outside of quotes.
char separator_of(std::string_view text) {
  std::array<std::pair<char, int>, 3> counts{{{',', 0}, {';', 0}, {'\t', 0}}};
  bool quoted = false;
  for (const char c : text) {
    if (c == '"') quoted = !quoted;
    if (c == '\n' && !quoted) break;
    for (auto& [sign, count] : counts) count += c == sign && !quoted ? 1 : 0;
  }
  return std::ranges::max_element(counts, {}, [](const auto& one) { return one.second; })->first;
}

/// One character after the other; what is refused ends it.
class CsvReader {
 public:
  CsvReader(std::string_view text, const ReadLimits& limits)
      : text_{text}, separator_{separator_of(text)}, limits_{limits} {}

  Result<Table> run() {
    while (at_ < text_.size()) {
      const char c = text_[at_++];
      if (quoted_) {
        in_quotes(c);
      } else if (c == '"' && cell_.empty()) {
        quoted_ = true;
      } else if (c == separator_) {
        if (!end_cell()) return too_many_columns(limits_.columns);
      } else if (c == '\n' || c == '\r') {
        if (c == '\r' && at_ < text_.size() && text_[at_] == '\n') ++at_;
        if (auto refused = end_row()) return tl::unexpected<Rejection>(std::move(*refused));
      } else {
        cell_ += c;
      }
      if (cell_.size() > limits_.cell_bytes) return cell_too_long(number_);
    }
    if (quoted_) {
      return refuse_file("quote-open",
                         {"第" + std::to_string(number_) + "行的引号没有闭合，文件可能不完整",
                          "a quotation mark in row " + std::to_string(number_) +
                              " is never closed; the file may be cut off"},
                         {"请重新导出文件", "export the file again"});
    }
    if (!cell_.empty() || !row_.cells.empty()) {
      if (auto refused = end_row()) return tl::unexpected<Rejection>(std::move(*refused));
    }
    if (rows_ > limits_.rows) return too_many_rows(limits_.rows, rows_ - 1);
    return std::move(table_);
  }

 private:
  void in_quotes(char c) {
    if (c != '"') {
      cell_ += c;
    } else if (at_ < text_.size() && text_[at_] == '"') {
      cell_ += '"';
      ++at_;
    } else {
      quoted_ = false;
    }
  }

  bool end_cell() {
    row_.cells.push_back({std::move(cell_), false});
    cell_.clear();
    return row_.cells.size() <= limits_.columns;
  }

  std::optional<Rejection> end_row() {
    if (!end_cell()) return too_many_columns(limits_.columns).value();
    row_.number = number_++;
    const bool is_empty =
        std::ranges::all_of(row_.cells, [](const Cell& cell) { return trim(cell.text).empty(); });
    if (!is_empty && ++rows_ <= limits_.rows) table_.rows.push_back(std::move(row_));
    row_ = {};
    if (rows_ > limits_.rows) table_.rows.clear();  // They are only counted from here on.
    return std::nullopt;
  }

  std::string_view text_;
  char separator_;
  const ReadLimits& limits_;
  std::size_t at_ = 0;
  std::int64_t number_ = 1;
  std::size_t rows_ = 0;  ///< With something in them.
  bool quoted_ = false;
  std::string cell_;
  Row row_;
  Table table_;
};

}  // namespace

Result<Table> read_csv(std::string_view bytes, const ReadLimits& limits) {
  auto text = decoded(bytes);
  if (!text) return tl::unexpected<Rejection>(text.error());
  auto table = CsvReader{text->text, limits}.run();
  if (table) table->encoding = text->encoding;
  return table;
}

Result<Table> read_table(std::string_view bytes, const ReadLimits& limits) {
  if (bytes.empty()) {
    return refuse_file("empty-file", {"文件是空的", "the file is empty"},
                       {"请选择有内容的文件", "choose a file with something in it"});
  }
  if (bytes.size() > limits.bytes) {
    return refuse_file("too-large",
                       {"文件超过" + std::to_string(limits.bytes >> 20U) + "MB",
                        "the file is larger than " + std::to_string(limits.bytes >> 20U) + " MB"},
                       {"请拆成几份，分几次导入", "split it and import one after the other"},
                       Refusal::too_large);
  }
  if (bytes.starts_with("PK")) return read_xlsx(bytes, limits);
  if (bytes.starts_with("\xD0\xCF\x11\xE0")) {
    return refuse_file("old-workbook",
                       {"这是旧格式（.xls）或者加了密码的工作簿",
                        "this is an old workbook (.xls) or one with a password"},
                       {"用表格软件去掉密码，另存为“Excel 工作簿（.xlsx）”",
                        "take the password off and save it as .xlsx"});
  }
  auto table = read_csv(bytes, limits);
  if (table && table->rows.empty()) {
    return refuse_file("empty-file", {"表格里没有内容", "there is nothing in the table"},
                       {"第一行应当是栏目名", "the first line names the columns"});
  }
  return table;
}

}  // namespace mingcha::sheets
