// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "bench/case_load.h"

namespace mingcha::bench {

/// A row that a command left behind: its table, and the bytes of its columns one after another.
struct WrittenRow {
  std::string table, bytes;
};

/// For each line of the script what it leaves in the database, found by playing it once on SQLite:
/// events, leaves, record keys, the saved answer, gate and number rows, the rows that lists read.
[[nodiscard]] std::vector<std::vector<WrittenRow>> written_rows(
    CaseGround& ground, const std::vector<ScriptLine>& script);

}  // namespace mingcha::bench
