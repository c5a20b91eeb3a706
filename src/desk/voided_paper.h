// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "base/result.h"

namespace mingcha::store {
class Session;
}  // namespace mingcha::store

namespace mingcha::desk {

struct DecidedCommand;

/// For every paper that the command voids: its number stays in the register with the reason, and a
/// decision leaves the queue of publications. Refused when the decision is published, or prepared
/// for it. In the caller's transaction.
[[nodiscard]] std::optional<Rejection> void_papers(store::Session& session,
                                                   const DecidedCommand& decided);

}  // namespace mingcha::desk
