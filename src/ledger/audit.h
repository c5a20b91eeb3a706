// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>

#include "base/result.h"
#include "ledger/checkpoint.h"
#include "ledger/tile_store.h"

namespace mingcha::ledger {

/// Makes the whole log of a checkpoint anew from its entry bundles and holds every tile and the
/// root against it; then holds each older checkpoint against the tree of its size. Gives every
/// difference found (missing, malformed, other), none when the log is whole. Signatures are not
/// looked at. At most a hundred findings.
[[nodiscard]] Findings audit(TileSource& source, const Checkpoint& checkpoint,
                             std::span<const Checkpoint> older);

}  // namespace mingcha::ledger
