// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "people/visitor.h"

namespace mingcha::store {
class Database;
}  // namespace mingcha::store

namespace mingcha::desk {

class PeopleDesk;

/// Empty parts narrow nothing down.
struct NumberFilter {
  std::string unit, word;
  std::int64_t year = 0;
};

struct RegisteredNumber {
  std::int64_t serial = 0;
  std::string text, case_id;
  bool voided = false;
  std::string reason;  ///< Why it is void, who did it and on which ground.
};

/// The numbers of one unit, kind of document and year, by serial.
struct NumberRegister {
  std::string unit, unit_title, word;
  std::int64_t year = 0;
  std::int64_t gaps = 0;  ///< Serials between 1 and the last one that nobody took.
  std::vector<RegisteredNumber> numbers;
};

/// The register of document numbers. Safe to use from any thread.
class NumberDesk {
 public:
  NumberDesk(store::Database& database, PeopleDesk& people)
      : database_{database}, people_{people} {}

  /// Those of the visitor's unit, or of every unit where his duties reach over all. Numbers say
  /// nothing of a case; what is behind them is asked of the case itself.
  [[nodiscard]] std::vector<NumberRegister> list(const people::Visitor& visitor,
                                                 const NumberFilter& filter);

 private:
  store::Database& database_;
  PeopleDesk& people_;
};

}  // namespace mingcha::desk
