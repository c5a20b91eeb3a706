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

/// "publication/" + case id.
[[nodiscard]] std::string publication_stream(const std::string& case_id);

/// The publication of the case as its events tell it.
[[nodiscard]] publication::State load_publication(store::Session& session,
                                                  const std::string& case_id);

/// Fills the row of a decided case anew: class and due date by the facts as they are now, the rest
/// from the publication's events. Called with each command of the case, in its transaction, and by
/// `mingcha rebuild`; undecided cases: nothing.
void project_publication(store::Session& session, const acts::CaseView& view);

/// Puts the row, and what is published where the public finds it.
void show_publication(store::Session& session, const registers::PublicationRow& row,
                      const publication::State& publication);

/// What the registers show of a decision and its publication. The case must be decided, or what was
/// public of it be over.
[[nodiscard]] registers::PublicationRow publication_row(const acts::CaseView& view,
                                                        const publication::State& publication);

/// The pack's limit for making the decision public, from the day it was made.
[[nodiscard]] std::optional<law::Due> publication_due(const acts::CaseView& view, Instant now);
/// For how long the decision stays public; nothing where that has no end.
[[nodiscard]] std::optional<law::Due> publicity_end(const acts::CaseView& view, Instant now);
/// The pack's limit for withdrawing what no longer stands, from that day.
[[nodiscard]] std::optional<law::Due> withdrawal_due(const pack::Pack& pack,
                                                     const std::string& revoked_on, Instant now);

/// Which term of publicity counts for the case; null where none does.
[[nodiscard]] const pack::PublicityTerm* publicity_term(const acts::CaseView& view);

/// Working days from the one day, which is not counted, to the other; 0 where it is not later.
[[nodiscard]] std::int64_t working_days_between(const law::Calendar& calendar, Day from, Day to);

}  // namespace mingcha::desk
