// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "store/database.h"

struct pg_result;

namespace mingcha::store {

// How values cross over to PostgreSQL and back. Used by postgres_connection.cpp alone.

/// A NULL has no type of its own, so the same SQL is prepared once for each pattern of types.
[[nodiscard]] std::string key_of(std::string_view sql, std::span<const Value> values);
/// PostgreSQL's number of each value's type; 0, "find out", for NULL.
[[nodiscard]] std::vector<unsigned> types_of(std::span<const Value> values);
/// The server would take values that no parameter stands for: a slip that SQLite notices.
/// Throws StoreFault.
void check_each_is_used(std::string_view sql, std::size_t values);

/// Parameters in libpq's shape, all binary: text as it is, integers big-endian. Points into the
/// values. Throws StoreFault for what is no text.
class Parameters {
 public:
  explicit Parameters(std::span<const Value> values);
  [[nodiscard]] int count() const { return static_cast<int>(pointers_.size()); }
  [[nodiscard]] const char* const* pointers() const { return pointers_.data(); }
  [[nodiscard]] const int* lengths() const { return lengths_.data(); }
  [[nodiscard]] const int* formats() const { return formats_.data(); }

 private:
  void push(const char* bytes, std::size_t size);
  void add(std::size_t place, const Value& value);

  std::vector<std::array<char, 8>> integers_;
  std::vector<const char*> pointers_;
  std::vector<int> lengths_;
  std::vector<int> formats_;
};

[[nodiscard]] std::vector<Row> read_rows(const pg_result* answer);
/// 0 for a SELECT.
[[nodiscard]] std::int64_t changed_rows(pg_result* answer);

}  // namespace mingcha::store
