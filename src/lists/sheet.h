// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "base/text.h"
#include "law/citation.h"
#include "lists/event.h"
#include "pack/list.h"
#include "sheets/writer.h"

namespace mingcha::lists {

/// A value as people read it: choices by label, 是/否, articles in words.
[[nodiscard]] std::string shown_value(const pack::ListColumn& column, const std::string& value,
                                      const law::Statutes& statutes, Language language);

/// A list as a table for spreadsheets.
struct Sheet {
  struct Row {
    Values values;
    std::string from, to;
  };
  std::vector<pack::ListColumn> columns;
  std::vector<Row> rows;
};

enum class SheetFor {
  import,  ///< Can be mended and read in again: codes of articles, the day from which rows hold.
  people,  ///< Articles in words, both days.
};

/// The file's bytes.
[[nodiscard]] std::string sheet_bytes(const Sheet& sheet, SheetFor purpose, sheets::Format format,
                                      const law::Statutes& statutes, Language language);

}  // namespace mingcha::lists
