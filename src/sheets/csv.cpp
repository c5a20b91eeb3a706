// SPDX-License-Identifier: Apache-2.0
#include "sheets/csv.h"

#include <algorithm>
#include <array>
#include <fstream>

#include "base/result.h"

namespace mingcha::sheets {
namespace {

/// What makes a spreadsheet calculate a cell, also in the wide forms that some of them take.
bool would_be_calculated(std::string_view text) {
  constexpr auto kSigns = std::to_array<std::string_view>(
      {"=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"});
  const auto begin = std::min(text.find_first_not_of(' '), text.size());
  const auto rest = text.substr(begin);
  return std::ranges::any_of(kSigns, [&](auto sign) { return rest.starts_with(sign); });
}

class CsvWriter : public Writer {
 public:
  CsvWriter(const std::filesystem::path& file, std::span<const std::string> columns)
      : out_{file, std::ios::binary | std::ios::trunc} {
    out_ << "\xEF\xBB\xBF";
    add(columns);
  }

  void add(std::span<const std::string> cells) override {
    std::string line;
    for (const auto& cell : cells) {
      if (&cell != cells.data()) line += ',';
      line += csv_cell(cell);
    }
    out_ << line << "\r\n";
    if (!out_) throw Fault("cannot write a table");
  }

  void finish() override {
    out_.close();
    if (!out_) throw Fault("cannot write a table");
  }

 private:
  std::ofstream out_;
};

}  // namespace

std::string csv_cell(std::string_view text) {
  std::string cell;
  if (would_be_calculated(text)) cell += '\'';
  cell += text;
  if (cell.find_first_of("\",\r\n;\t") == std::string::npos) return cell;
  std::string quoted = "\"";
  for (const char c : cell) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

std::unique_ptr<Writer> make_csv_writer(const std::filesystem::path& file,
                                        std::span<const std::string> columns) {
  return std::make_unique<CsvWriter>(file, columns);
}

}  // namespace mingcha::sheets
