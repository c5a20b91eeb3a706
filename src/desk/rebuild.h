// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>

namespace mingcha::store {
class Database;
}  // namespace mingcha::store

namespace mingcha::desk {

class CaseDesk;

/// Drops every derived table and fills it again from the events, in one transaction: readers see
/// the old rows until the new ones are complete. Returns how many cases there are.
std::int64_t rebuild(store::Database& database, CaseDesk& cases);

/// The same where a new program has emptied the derived tables because it defines them otherwise,
/// or such a rebuild was cut off. Nothing when they are filled.
std::optional<std::int64_t> rebuild_if_stale(store::Database& database, CaseDesk& cases);

}  // namespace mingcha::desk
