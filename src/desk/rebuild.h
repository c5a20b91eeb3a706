// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

namespace mingcha::store {
class Database;
class Session;
}  // namespace mingcha::store

namespace mingcha::desk {

class CaseDesk;

/// Fills the derived rows of a family of events that belongs to no case.
using Refill = std::function<void(store::Session&)>;

/// Drops every derived table and fills it again from the events, in one transaction: readers see
/// the old rows until the new ones are complete. Returns how many cases there are.
std::int64_t rebuild(store::Database& database, CaseDesk& cases,
                     const std::vector<Refill>& others = {});

/// The same where a new program has emptied the derived tables because it defines them otherwise,
/// or such a rebuild was cut off. Nothing when they are filled.
std::optional<std::int64_t> rebuild_if_stale(store::Database& database, CaseDesk& cases,
                                             const std::vector<Refill>& others = {});

}  // namespace mingcha::desk
