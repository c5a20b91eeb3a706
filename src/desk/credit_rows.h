// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "acts/case_view.h"
#include "credit/event.h"
#include "credit/row.h"
#include "registers/credit_register.h"
#include "store/event_store.h"

namespace mingcha::store {
class Session;
}  // namespace mingcha::store

namespace mingcha::desk {

/// The stream of all batches.
inline constexpr const char* kCreditStream = "credit";

/// Fills the case's credit row anew by the facts as they are now. Called with each command of the
/// case, in its transaction, and by `mingcha rebuild`; while nothing was decided and nothing went
/// out: nothing.
void project_credit(store::Session& session, const acts::CaseView& view);

/// The rows of one batch, from its event.
void project_batch(store::Session& session, const store::Place& place, const std::string& actor,
                   Instant at, const credit::BatchExported& batch);
/// Of every batch there is.
void project_batches(store::Session& session);

/// The decision's row while it counts.
[[nodiscard]] credit::Row credit_row_of(const acts::CaseView& view, const pack::CreditTable& table);

}  // namespace mingcha::desk
