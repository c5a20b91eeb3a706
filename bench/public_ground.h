// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace mingcha::store {
class Database;
}  // namespace mingcha::store

namespace mingcha::bench {

/// A published decision, made up from its number: the same each time.
struct Published {
  std::string case_id, public_id, number, title, party, person, officer, outcome, text;
  std::string item, unit, unit_name, decided_on, published_on;
};
[[nodiscard]] Published published(std::int64_t number);

inline constexpr int kPublicYears = 10;
inline constexpr int kPublicUnits = 12;
inline constexpr int kPublicItems = 24;
[[nodiscard]] std::string public_item(int item);

/// Puts as many into the database as are missing: events, the register's rows and the index, each
/// by the product's own code. Seconds taken.
double fill_public(store::Database& database, std::int64_t decisions);

/// Entries of the list of officers and of another list, as they hold today.
void fill_lists(store::Database& database, std::int64_t officers, std::int64_t entries);
[[nodiscard]] std::string badge_of(std::int64_t officer);

}  // namespace mingcha::bench
