// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Tables for other people's spreadsheets. Whatever a cell holds, no program that opens the file
/// takes it for a formula.
namespace mingcha::sheets {

/// Writes one table to one file. Throws Fault when the disk is full or failing.
class Writer {
 public:
  Writer() = default;
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;
  virtual ~Writer() = default;  ///< Without finish(): the file is of no use.

  /// Text in UTF-8, as many cells as there are columns.
  virtual void add(std::span<const std::string> cells) = 0;
  virtual void finish() = 0;
};

enum class Format { csv, xlsx };

/// The first row is `columns`. CSV: RFC 4180 in UTF-8 with a mark, as Excel wants it. XLSX: text
/// cells only, the first row frozen.
[[nodiscard]] std::unique_ptr<Writer> make_writer(Format format, const std::filesystem::path& file,
                                                  std::span<const std::string> columns);

/// A whole table at once, for those that fit into memory.
[[nodiscard]] std::string to_bytes(Format format, std::span<const std::string> columns,
                                   std::span<const std::vector<std::string>> rows);

/// "text/csv; charset=utf-8".
[[nodiscard]] std::string_view media_type(Format format);

/// A cell of CSV, quoted where needed; one that a spreadsheet would calculate gets a ' in front.
[[nodiscard]] std::string csv_cell(std::string_view text);

}  // namespace mingcha::sheets
