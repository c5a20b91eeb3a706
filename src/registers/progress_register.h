// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

namespace mingcha::store {
class Session;
}  // namespace mingcha::store

namespace mingcha::registers {

/// Which case a progress code belongs to. Only the code's digest is here: who reads the table can
/// follow no case, and looking up takes no longer for a code that is nearly right.
void put_progress_code(store::Session& session, const std::string& case_id,
                       const std::string& digest);

[[nodiscard]] std::optional<std::string> find_case_by_code(store::Session& session,
                                                           const std::string& digest);

}  // namespace mingcha::registers
