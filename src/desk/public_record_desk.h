// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/instant.h"
#include "registers/public_record.h"

namespace mingcha::store {
class Database;
}  // namespace mingcha::store

namespace mingcha::desk {

/// What the public may take away as data: what is published, and every change to it. Nobody is
/// asked who they are, and nothing is given that is not on the portal's own pages.
class PublicRecordDesk {
 public:
  PublicRecordDesk(store::Database& database, Clock& clock) : database_{database}, clock_{clock} {}

  [[nodiscard]] registers::RecordPage list(const registers::RecordFilter& filter,
                                           std::int64_t offset, std::int64_t limit);
  /// Oldest first, from the last one that somebody has.
  [[nodiscard]] std::vector<registers::PublicRecord> changes_after(std::int64_t seq,
                                                                   std::int64_t limit);
  /// Newest first.
  [[nodiscard]] std::vector<registers::PublicRecord> newest(std::optional<std::int64_t> before,
                                                            std::int64_t limit);
  [[nodiscard]] std::vector<registers::PublicMonth> months();
  /// Other decisions that are public and name exactly this party.
  [[nodiscard]] std::int64_t count_namesakes(const std::string& party,
                                             const std::string& public_id);
  /// The published document of each record, in their order; empty where there is none any more.
  [[nodiscard]] std::vector<std::string> texts(const std::vector<registers::PublicRecord>& records);

 private:
  store::Database& database_;
  Clock& clock_;
};

}  // namespace mingcha::desk
