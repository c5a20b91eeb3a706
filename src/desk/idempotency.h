// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>

#include "base/instant.h"
#include "base/result.h"
#include "desk/envelope.h"

namespace mingcha::store {
class Session;
}  // namespace mingcha::store

namespace mingcha::desk {

/// Carries a command out unless this actor's key was used: then gives the saved answer again, or
/// refuses when it was another command. Key, answer and effects commit together.
[[nodiscard]] Result<std::string> once(store::Session& session, const std::string& actor,
                                       const Envelope& envelope, Instant now,
                                       const std::function<Result<std::string>()>& carry_out);

}  // namespace mingcha::desk
