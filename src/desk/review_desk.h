// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/instant.h"
#include "people/person.h"
#include "people/visitor.h"
#include "registers/review_register.h"

namespace mingcha::pack {
struct Pack;
}  // namespace mingcha::pack

namespace mingcha::store {
class Database;
}  // namespace mingcha::store

namespace mingcha::desk {

class PeopleDesk;

/// A legal reviewer as those see him who share out reviews. Owns nothing.
struct ReviewerStanding {
  const people::Person* person = nullptr;
  bool qualified = false;    ///< On this day.
  bool certificate = false;  ///< Valid on this day.
  const people::Absence* absence = nullptr;
  std::int64_t open = 0, overdue = 0;
};

/// Everybody who may review, and how many they are among those who enforce.
struct ReviewStaff {
  std::shared_ptr<const people::Directory> people;  ///< What `reviewers` point into.
  std::vector<ReviewerStanding> reviewers;
  std::int64_t unassigned = 0;  ///< Reviews that nobody has.
  std::int64_t qualified = 0;   ///< Reviewers whose qualification holds today.
  std::int64_t enforcing = 0;   ///< People with a valid certificate who are not auxiliary.
};

struct ReviewQuality {
  std::vector<registers::ReviewFigures> figures;
  std::vector<registers::PointFigure> points;
};

/// What those need who share out reviews and answer for them. Safe to use from any thread.
class ReviewDesk {
 public:
  ReviewDesk(store::Database& database, const pack::Pack& pack, PeopleDesk& people, Clock& clock)
      : database_{database}, pack_{pack}, people_{people}, clock_{clock} {}

  /// Within the visitor's units; of sealed cases that he may not be shown without the party.
  [[nodiscard]] registers::ReviewPage list(const people::Visitor& visitor,
                                           registers::ReviewFilter filter, std::int64_t offset,
                                           std::int64_t limit);
  [[nodiscard]] ReviewStaff staff();
  /// Of opinions given, by one heading, and how often each of the pack's points failed.
  [[nodiscard]] ReviewQuality quality(const people::Visitor& visitor,
                                      registers::ReviewFilter filter,
                                      registers::ReviewHeading heading);

 private:
  store::Database& database_;
  const pack::Pack& pack_;
  PeopleDesk& people_;
  Clock& clock_;
};

}  // namespace mingcha::desk
