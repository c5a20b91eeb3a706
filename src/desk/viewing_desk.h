// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "base/instant.h"
#include "base/result.h"
#include "desk/envelope.h"
#include "desk/recording_book.h"
#include "people/visitor.h"

namespace mingcha::store {
class Database;
class Session;
}  // namespace mingcha::store

namespace mingcha::desk {

class CaseDesk;

/// Links by which somebody outside may watch recordings of a case (律师、检察机关调阅): they
/// expire, can be taken back, and every use is on record. Safe to use from any thread.
class ViewingDesk {
 public:
  ViewingDesk(store::Database& database, const RecordingBook& book, CaseDesk& cases, Clock& clock)
      : database_{database}, book_{book}, cases_{cases}, clock_{clock} {}

  /// Answers JSON {"viewing","token"}; the token is told once. `granted.recordings` must belong to
  /// the case.
  [[nodiscard]] Result<std::string> grant(const people::Visitor& visitor,
                                          const recording::ViewingGranted& granted,
                                          const Envelope& envelope);
  [[nodiscard]] Result<std::string> end(const people::Visitor& visitor, const std::string& id,
                                        const std::string& reason, const Envelope& envelope);
  [[nodiscard]] Result<std::vector<recording::Viewing>> of_case(const people::Visitor& visitor,
                                                                const std::string& case_id);
  /// Whoever has the token; the use is on record when this returns. `recording` empty: the list.
  /// Not found for an unknown, expired or ended link, all in the same words.
  [[nodiscard]] Result<recording::Viewing> use(const std::string& token,
                                               const std::string& recording,
                                               const std::string& address);

 private:
  store::Database& database_;
  const RecordingBook& book_;
  CaseDesk& cases_;
  Clock& clock_;
};

inline constexpr int kViewingDaysMost = 30;

}  // namespace mingcha::desk
