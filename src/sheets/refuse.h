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

[[nodiscard]] inline tl::unexpected<Rejection> too_many_rows(std::size_t limit) {
  const auto most = std::to_string(limit - 1);
  return refuse_file(
      "too-many-rows",
      {"文件超过" + most + "行，一次装不下",
       "the file has more than " + most + " rows, too many at once"},
      {"请拆成每份不超过" + most + "行的文件，分几次导入",
       "split it into files of at most " + most + " rows and import one after the other"},
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
