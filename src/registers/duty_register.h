// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/instant.h"

namespace mingcha::store {
class Session;
}  // namespace mingcha::store

namespace mingcha::registers {

/// A step that had to be recorded, one of the times it was done.
struct DutyRow {
  std::string case_id;
  std::int64_t occasion = 0;
  std::string item, step, unit;
  std::string officers;  ///< Person ids, each between spaces.
  bool must = true;      ///< Not one that may be left out.
  Instant from, to;
  std::int64_t covered_ms = 0, total_ms = 0;
  std::string state;  ///< missing | gaps | explained | covered
  std::string gaps;   ///< JSON [[kind, from ms, to ms, explained 0 or 1], …]

  bool operator==(const DutyRow&) const = default;
};

/// In place of all that are there of the case.
void put_duties(store::Session& session, const std::string& case_id,
                const std::vector<DutyRow>& rows);
/// Of all units, or (not empty) one, that overlap the time; nearest in time first.
[[nodiscard]] std::vector<DutyRow> duties_at(store::Session& session, const std::string& unit,
                                             Instant from, Instant to, std::int64_t limit);

struct DutyFilter {
  std::string unit{}, item{};
  std::string state{};  ///< Empty: any; "open": missing or gaps.
  Instant from{}, to{};
};
struct DutyPage {
  std::int64_t total = 0;
  std::vector<DutyRow> rows;
};
/// The newest first; what may be left out only where something of it is there.
[[nodiscard]] DutyPage list_duties(store::Session& session, const DutyFilter& filter,
                                   std::int64_t offset, std::int64_t limit);

/// How many of one unit's steps of one item stand how, and how much of them is there.
struct DutyFigures {
  std::string unit, item;
  std::int64_t count = 0, missing = 0, gaps = 0, explained = 0, covered = 0;
  std::int64_t covered_ms = 0, total_ms = 0;
};
/// Only of those that had to be recorded.
[[nodiscard]] std::vector<DutyFigures> duty_figures(store::Session& session, Instant from,
                                                    Instant to);

}  // namespace mingcha::registers
