// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "acts/decide.h"

namespace mingcha::store {
class Session;
}  // namespace mingcha::store

namespace mingcha::desk {

/// What a command takes from, and asks of, more than its own case.
struct Beyond {
  acts::TakeNumber take_number;
  acts::Elsewhere elsewhere;
};

/// Takes and tells nothing; says whether it was asked. `asked` must outlive it.
[[nodiscard]] Beyond nothing_beyond(bool& asked);

/// Other cases, as they are until the session's transaction ends.
[[nodiscard]] acts::Elsewhere elsewhere_in(store::Session& session, const std::string& case_id);

}  // namespace mingcha::desk
