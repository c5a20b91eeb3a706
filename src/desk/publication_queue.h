// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "acts/case_view.h"

namespace mingcha::store {
class Session;
}  // namespace mingcha::store

namespace mingcha::desk {

class Recorder;

/// Puts a decided case into the publication queue with its class and its due date, unless it is
/// there. Called with each command of the case, in its transaction; undecided cases: nothing.
void enqueue_publication(store::Session& session, const acts::CaseView& view);

/// The pack's limit for making the decision public, from the day it was made.
[[nodiscard]] std::optional<law::Due> publication_due(const acts::CaseView& view, Instant now);

/// The pack's class for this case: the first rule that holds or is in doubt. Null: no rule.
[[nodiscard]] const pack::ClassRule* class_of(const acts::CaseView& view);

}  // namespace mingcha::desk
