// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "base/instant.h"
#include "store/outbox_store.h"

namespace mingcha::store {
class Session;
}  // namespace mingcha::store

namespace mingcha::desk {

/// Over and done with: nothing that waits behind it has to wait any more.
[[nodiscard]] bool is_settled(const store::Delivery& delivery);
/// Something of it may stand on the other side.
[[nodiscard]] bool may_stand(const store::Delivery& delivery);
/// It would put something on the other side, and something later says otherwise.
[[nodiscard]] bool is_overtaken(const store::Delivery& delivery,
                                const std::vector<store::Delivery>& all);

enum class Asking {
  impossible,  ///< The remote cannot tell what it has.
  possible,
  afresh,  ///< Possible, and what was given up is to be asked once more.
};

/// Settles without sending what a later message about the same decision has overtaken, as far as
/// nothing of it can be on the other side; and then also the later one where it has nothing left
/// to take back. What may have gone out is found out first.
void settle_overtaken(store::Session& session, const std::string& channel,
                      const std::string& public_id, Asking asking, Instant now);

/// Ends a delivery: its message is kept no longer.
void settle(store::Delivery& delivery, const std::string& state, Text answer, Instant now);

}  // namespace mingcha::desk
