// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "base/instant.h"
#include "base/text.h"
#include "people/visitor.h"
#include "registers/case_register.h"

namespace mingcha::pack {
struct Pack;
}  // namespace mingcha::pack

namespace mingcha::store {
class Database;
}  // namespace mingcha::store

namespace mingcha::desk {

/// A time limit that has spoken: near its end, or over.
struct Alert {
  registers::CaseRow row;
  std::string limit;
  Text title;
  std::string article;
  Instant due;
  bool over = false;
  std::string level;  ///< The rung of the pack's ladder that spoke last: "50%", "T-2h", "T".
  Text level_title;
};

/// Which running time limit makes a to-do due.
struct Urging {
  std::string limit;
  Text title;
  std::string article;
};

/// What a person should look at first, beside his own to-dos. Safe to use from any thread.
class DutyDesk {
 public:
  DutyDesk(store::Database& database, const pack::Pack& pack, Clock& clock)
      : database_{database}, pack_{pack}, clock_{clock} {}

  /// Of the cases that an officer handles; of every case in scope for those who watch over units.
  /// What ends first comes first, at most `limit` cases.
  [[nodiscard]] std::vector<Alert> alerts(const people::Visitor& visitor, std::int64_t limit);
  /// What others must do in the cases that the visitor handles.
  [[nodiscard]] std::vector<registers::TodoItem> waiting(const people::Visitor& visitor,
                                                         std::int64_t limit);
  /// Why a to-do is due when it is; nothing where it is not due at all.
  [[nodiscard]] std::optional<Urging> urging(const registers::TodoItem& item) const;

 private:
  store::Database& database_;
  const pack::Pack& pack_;
  Clock& clock_;
};

}  // namespace mingcha::desk
