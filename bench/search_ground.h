// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "search/query.h"

namespace mingcha::store {
class Database;
}  // namespace mingcha::store

namespace mingcha::bench {

/// What is searched: made up by numbers, the same each time. Names are drawn as people are called,
/// few surnames for many, two or three characters.
struct People {
  std::vector<std::string> names;   ///< One a party.
  std::vector<std::string> folded;  ///< Of each entry: first cases, then parties.
  std::vector<int> units;           ///< Of each entry, 0 to kUnits - 1.
  std::int64_t cases = 0;
};

inline constexpr int kUnits = 12;
[[nodiscard]] std::string unit_name(int unit);

/// A person's name as people are called: few surnames for many, two or three characters.
[[nodiscard]] std::string draw_name(std::mt19937_64& random);

/// So many parties, spread over the cases; each case has a title, a number and its first party.
[[nodiscard]] People make_people(std::int64_t parties, std::int64_t cases);

/// Puts all of them into an empty database by the product's own index. Seconds taken.
double fill(store::Database& database, const People& people);

/// How many cases and parties a query finds, by looking at every text; of one unit, or of all (-1).
struct Scanned {
  std::int64_t cases = 0, parties = 0;

  bool operator==(const Scanned&) const = default;
};
[[nodiscard]] Scanned scan(const People& people, const search::Query& query, int unit);

}  // namespace mingcha::bench
