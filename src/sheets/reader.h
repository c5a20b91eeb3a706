// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

/// Tables that other people's spreadsheets wrote.
namespace mingcha::sheets {

struct Cell {
  std::string text;         ///< UTF-8. Numbers as digits, dates as 2026-03-02.
  bool is_formula = false;  ///< The file wants it calculated; the text is what it last came to.

  bool operator==(const Cell&) const = default;
};

struct Row {
  std::int64_t number = 0;  ///< As a spreadsheet counts, from 1.
  std::vector<Cell> cells;
};

struct Table {
  std::string sheet;      ///< Name of the worksheet; empty for CSV.
  std::vector<Row> rows;  ///< Without those that are wholly empty.
  std::string encoding;   ///< Of a CSV: UTF-8, GB18030, UTF-16.
};

/// What is more is refused, and told before all of it is unpacked or kept.
struct ReadLimits {
  std::size_t bytes = std::size_t{40} << 20U;                ///< Of the file.
  std::uint64_t unpacked_bytes = std::uint64_t{200} << 20U;  ///< Of all parts that are read.
  std::size_t rows = 20'001;                                 ///< The first line included.
  std::size_t columns = 100;
  std::size_t cell_bytes = 64'000;
};

/// XLSX by its first bytes, everything else as CSV (comma, semicolon or tab; UTF-8 with or without
/// a mark, UTF-16 with one, GB18030). Of a workbook the first sheet that is not hidden. Refuses,
/// with what to do about it, what is empty, cut off, too large, encrypted, or of another kind.
[[nodiscard]] Result<Table> read_table(std::string_view bytes, const ReadLimits& limits = {});

}  // namespace mingcha::sheets
