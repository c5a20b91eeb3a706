// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "acts/case_view.h"
#include "publication/state.h"
#include "registers/publication_register.h"

namespace mingcha::store {
class Session;
}  // namespace mingcha::store

namespace mingcha::desk {

/// Puts a decided case into the publication queue with its class and its due date, unless it is
/// there. Called with each command of the case, in its transaction; undecided cases: nothing.
void enqueue_publication(store::Session& session, const acts::CaseView& view);

/// What the registers show of a decision and its publication. The case must be decided.
[[nodiscard]] registers::PublicationRow publication_row(const acts::CaseView& view,
                                                        const publication::State& publication);

/// The pack's limit for making the decision public, from the day it was made.
[[nodiscard]] std::optional<law::Due> publication_due(const acts::CaseView& view, Instant now);

}  // namespace mingcha::desk
