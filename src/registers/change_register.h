// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace mingcha::store {
class Session;
}  // namespace mingcha::store

namespace mingcha::registers {

/// A case went on.
struct CaseChange {
  std::string case_id, unit;
  std::int64_t version = 0;
  std::int64_t seq = 0;

  bool operator==(const CaseChange&) const = default;
};

/// Events of cases behind `after_seq`, by seq, at most `limit`. On PostgreSQL one with a lower seq
/// may become visible after one with a higher: whoever follows looks back a little.
[[nodiscard]] std::vector<CaseChange> changes_after(store::Session& session, std::int64_t after_seq,
                                                    std::int64_t limit);
/// The last change of each case that went on behind `after_seq`; the newest `limit`, by seq.
[[nodiscard]] std::vector<CaseChange> last_changes_after(store::Session& session,
                                                         std::int64_t after_seq,
                                                         std::int64_t limit);
/// 0: nothing was recorded yet.
[[nodiscard]] std::int64_t newest_seq(store::Session& session);

}  // namespace mingcha::registers
