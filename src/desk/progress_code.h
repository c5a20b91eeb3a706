// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace mingcha::store {
class Session;
}  // namespace mingcha::store

namespace mingcha::desk {

class Recorder;
struct PreparedEvents;

inline constexpr std::size_t kProgressCodeLength = 16;

/// The code by which its party follows a case: made from the record key of the case's first event,
/// so the same whenever it is made, and known to nobody who does not hold the key. 67 bits, and a
/// check character. Empty where the key was destroyed, or there is no such case.
[[nodiscard]] std::string progress_code_of(store::Session& session, const Recorder& recorder,
                                           const std::string& case_id);

/// As it stands in the table.
[[nodiscard]] std::string digest_of_code(std::string_view code);

/// Makes the case findable by its code; for the events that open it, and for a rebuild.
void index_progress_code(store::Session& session, const std::string& case_id,
                         const PreparedEvents& opening);
void index_progress_code(store::Session& session, const Recorder& recorder,
                         const std::string& case_id);

}  // namespace mingcha::desk
