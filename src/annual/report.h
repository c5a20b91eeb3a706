// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "annual/event.h"
#include "pack/annual.h"

namespace mingcha::annual {

/// One record counted in a column.
struct Counted {
  std::string table, column, case_id;
  std::int64_t amount = 1;
  std::string distinct;
  bool sealed = false;

  bool operator==(const Counted&) const = default;
};

/// Entered by hand: table, column, number.
struct Entered {
  std::string table, column;
  std::int64_t value = 0;
};

/// The tables of the pack with the figures of these records. `categories`: those of the items that
/// the agency has.
[[nodiscard]] std::vector<Table> tables_of(const pack::Annual& annual,
                                           const std::vector<std::string>& categories,
                                           const std::vector<Counted>& counted,
                                           const std::vector<Entered>& entered);

/// Digest of the records of one column, whatever order they are in.
[[nodiscard]] std::string digest_of(const std::vector<Counted>& counted, const std::string& table,
                                    const std::string& column);

/// The list of records as it is kept, one JSON object a line, sorted; and read back. Reading throws
/// Fault for what is not one of ours.
[[nodiscard]] std::string list_of(std::vector<Counted> counted);
[[nodiscard]] std::vector<Counted> read_list(const std::string& lines);

/// By what the records of a column are found, for people who want to check it.
[[nodiscard]] std::string query_of(const pack::AnnualTable& table,
                                   const pack::AnnualColumn& column);

/// As it is told to the public: "12", "3.05", and a dash where it is not told.
[[nodiscard]] std::string shown(const Figure& figure);
/// As whoever makes the report reads it.
[[nodiscard]] std::string shown_inside(const Figure& figure);

/// The public document, byte for byte as served and committed to in the log: JSON without anything
/// that is only for inside.
[[nodiscard]] std::string document_of(const ReportFixed& report);

}  // namespace mingcha::annual
