// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace mingcha::store {
class Database;
}  // namespace mingcha::store

namespace mingcha::desk {

class CaseDesk;

/// Drops every derived table and fills it again from the events, in one transaction: readers see
/// the old rows until the new ones are complete. Returns how many cases there are.
std::int64_t rebuild(store::Database& database, CaseDesk& cases);

}  // namespace mingcha::desk
