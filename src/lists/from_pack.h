// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "base/text.h"
#include "lists/event.h"
#include "pack/list.h"

namespace mingcha::pack {
struct Pack;
}  // namespace mingcha::pack

namespace mingcha::lists {

/// A list that is not kept by people: what the pack itself says, as a table.
struct PackList {
  struct Row {
    std::string key;
    Values values;
    std::string from, to;  ///< Days in force; may be empty.
  };
  std::vector<pack::ListColumn> columns;
  std::vector<Row> rows;
};

/// `kind` is no kept list. Words in the language; citations as they stand in the pack.
[[nodiscard]] PackList list_from_pack(const pack::Pack& pack, const pack::ListKind& kind,
                                      Language language);

}  // namespace mingcha::lists
