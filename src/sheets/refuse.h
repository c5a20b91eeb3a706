// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "base/result.h"
#include "sheets/reader.h"

namespace mingcha::sheets {

/// A file that cannot be taken, with what to do about it.
[[nodiscard]] inline tl::unexpected<Rejection> refuse_file(const char* code, Text what, Text cure,
                                                           Refusal kind = Refusal::invalid) {
  auto title = what;
  return reject(kind, std::move(title), {{code, std::move(what), {}, std::move(cure), {}}});
}

/// `rows` without the first line, or 0 where nobody could count to the end.
[[nodiscard]] inline tl::unexpected<Rejection> too_many_rows(std::size_t limit, std::size_t rows) {
  const auto most = std::to_string(limit - 1);
  const auto all = std::to_string(rows);
  const auto parts = std::to_string((rows + limit - 2) / (limit - 1));
  const Text what =
      rows == 0 ? Text{"文件超过" + most + "行，一次装不下",
                       "the file has more than " + most + " rows, too many at once"}
                : Text{"文件有" + all + "行，一次最多导入" + most + "行",
                       "the file has " + all + " rows; at most " + most + " are taken at once"};
  const Text into = rows == 0 ? Text{"几", ""} : Text{parts, parts + " "};
  return refuse_file("too-many-rows", what,
                     {"请拆成" + into.zh + "份，每份不超过" + most +
                          "行，并且都保留第一行的栏目名；导入并确认一份，再导入下一份",
                      "split it into " + into.en + "files of at most " + most +
                          " rows, each with the first line that names the columns; import and "
                          "confirm one, then import the next"},
                     Refusal::too_large);
}

[[nodiscard]] inline tl::unexpected<Rejection> too_many_columns(std::size_t limit) {
  return refuse_file("too-many-columns",
                     {"文件超过" + std::to_string(limit) + "列", "the file has too many columns"},
                     {"只保留清单的栏目", "keep the list's columns only"}, Refusal::too_large);
}

[[nodiscard]] inline tl::unexpected<Rejection> cell_too_long(std::int64_t row) {
  return refuse_file("cell-too-long",
                     {"第" + std::to_string(row) + "行有过长的单元格",
                      "row " + std::to_string(row) + " has a cell that is too long"},
                     {"请缩短该单元格", "make the cell shorter"}, Refusal::too_large);
}

[[nodiscard]] Result<Table> read_csv(std::string_view bytes, const ReadLimits& limits);
[[nodiscard]] Result<Table> read_xlsx(std::string_view bytes, const ReadLimits& limits);

}  // namespace mingcha::sheets
