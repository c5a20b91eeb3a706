// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "base/result.h"

namespace mingcha::pack {
struct Pack;
}  // namespace mingcha::pack

namespace mingcha::store {
class Database;
struct StoredEvent;
}  // namespace mingcha::store

namespace mingcha::desk {

class LogDesk;
class PeopleDesk;
class Recorder;

/// Holds the decisions of the database against the public log, as somebody does who does not trust
/// whoever administers the database: the gate of legal review (APL art. 58) seen from behind.
class DecisionAudit {
 public:
  DecisionAudit(store::Database& database, const Recorder& recorder, LogDesk& log,
                const pack::Pack& pack, PeopleDesk& people)
      : database_{database}, recorder_{recorder}, log_{log}, pack_{pack}, people_{people} {}

  struct Report {
    std::int64_t decisions = 0;  ///< Held against the log.
    std::int64_t reviewed = 0;   ///< Of them those that stand on a review.
    std::int64_t waiting = 0;    ///< Not under a checkpoint yet, so not held against it.
    Findings findings;           ///< What does not agree; none when all does. At most a hundred.
  };
  /// For every decision: that each event of its case up to it is as the log has it; that it is the
  /// reviewed draft with number and day; that its leaf refers to the leaf of a review that passed
  /// exactly this draft, or that it is not major. And that the database has every decision of the
  /// log. Reads everything; its time grows with the record.
  [[nodiscard]] Report run();

 private:
  void check(const store::StoredEvent& decision, Report& out);
  void check_log(Report& out);

  store::Database& database_;
  const Recorder& recorder_;
  LogDesk& log_;
  const pack::Pack& pack_;
  PeopleDesk& people_;
};

}  // namespace mingcha::desk
