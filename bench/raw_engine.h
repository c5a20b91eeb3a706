// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace mingcha::bench {

/// The bytes of one event, as they are inserted.
struct RawRow {
  std::string_view stream;
  std::int64_t version = 0;
  std::string_view kind;
  std::string_view body;
  std::string_view actor;
  std::int64_t at = 0;
  std::string_view command_key;
};

/// What an engine can do at best with nothing of ours around it: its C API, one prepared INSERT
/// into a table of the event table's columns and keys, without triggers; or one prepared SELECT.
/// The mark that our own paths are held against.
class RawClient {
 public:
  RawClient() = default;
  RawClient(const RawClient&) = delete;
  RawClient& operator=(const RawClient&) = delete;
  virtual ~RawClient() = default;
  /// One transaction with all rows, durable on return. Throws std::runtime_error.
  virtual void commit_together(std::span<const RawRow> rows) = 0;
  /// All rows of one SELECT without parameters, prepared the first time; how many bytes they are,
  /// as text. Throws std::runtime_error.
  virtual std::size_t read(const std::string& sql) = 0;
};

/// Makes the table, in a database that has none of that name. `address` as for store::open.
void create_raw_table(const std::string& address);
/// For one thread at a time.
[[nodiscard]] std::unique_ptr<RawClient> connect_raw(const std::string& address);

}  // namespace mingcha::bench
