// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "acts/case_view.h"
#include "desk/publication_desk.h"
#include "desk/recorder.h"

/// Inside the desk of publications: what its commands share.
namespace mingcha::desk {

/// A decision with everything its publication depends on. `view` refers to the members above it.
struct PublicationDesk::Loaded {
  registers::PublicationRow row;
  publication::State state;
  std::shared_ptr<const people::Directory> people;
  std::shared_ptr<const casefile::State> case_state;
  std::unique_ptr<acts::CaseView> view;
  std::int64_t decision_seq = 0;             ///< 0 where the decision was voided since.
  std::vector<std::int64_t> published_seqs;  ///< As State::published_versions.
  std::int64_t ended_seq = 0;

  /// Of the event whose leaf commits to the public text; 0 before it is public.
  [[nodiscard]] std::int64_t published_seq() const {
    return published_seqs.empty() ? 0 : published_seqs.back();
  }
};

/// The event with its leaf: one of a case that says no more, unless told.
[[nodiscard]] NewEvent event_of(const publication::Event& event,
                                ledger::LeafType leaf = ledger::LeafType::case_recorded);

[[nodiscard]] Rejection no_such_publication();
/// Officers see what their own unit decided; whose duty is publicity sees every unit's.
[[nodiscard]] bool in_scope(const people::Visitor& visitor, const registers::PublicationRow& row);
/// Sealed: that there is one, and why nothing may be said of it. No number, no date, no title.
void hide_sealed(registers::PublicationRow& row);
/// Why nothing of this decision may be prepared for the public.
[[nodiscard]] std::optional<Rejection> not_publishable(const registers::PublicationRow& row);
[[nodiscard]] Rejection out_of_order(Text what, Text cure);
[[nodiscard]] std::string answer_of(const registers::PublicationRow& row,
                                    const std::string& digest);

/// Who answers for what is to be done next: the one it was given to, else an editor who is there,
/// of the unit that decided if it has one, the same each time it is asked. Empty: nothing is to be
/// done, or there is nobody.
[[nodiscard]] std::string responsible_for(const registers::PublicationRow& row,
                                          const people::Directory& people, Day today);

}  // namespace mingcha::desk
