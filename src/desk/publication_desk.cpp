// SPDX-License-Identifier: Apache-2.0
#include "desk/publication_desk.h"

#include <algorithm>
#include <set>

#include "acts/decide.h"
#include "base/assert.h"
#include "desk/case_desk.h"
#include "desk/idempotency.h"
#include "desk/masking.h"
#include "desk/people_desk.h"
#include "desk/publication_loaded.h"
#include "desk/publication_queue.h"
#include "publication/codec.h"
#include "store/database.h"
#include "store/ledger_store.h"

namespace mingcha::desk {

using registers::Group;
using store::Outcome;
using store::Session;

PublicationDesk::PublicationDesk(store::Database& database, const pack::Pack& pack,
                                 PeopleDesk& people, CaseDesk& cases, const Recorder& recorder,
                                 Clock& clock)
    : database_{database},
      pack_{pack},
      people_{people},
      cases_{cases},
      recorder_{recorder},
      clock_{clock} {}

std::optional<PublicationDesk::Loaded> PublicationDesk::load(Session& session,
                                                             const std::string& case_id) {
  auto row = registers::find_publication(session, case_id);
  auto case_state = cases_.load(session, case_id);
  if (!row || !case_state) return std::nullopt;
  Loaded out;
  out.row = std::move(*row);
  out.case_state = std::move(case_state);
  out.people = people_.directory(session);
  for (const auto& event : store::load(session, publication_stream(case_id))) {
    out.state = publication::evolve(std::move(out.state),
                                    publication::decode(event.kind, event.body), event.actor);
    if (out.state.published_version() == event.version) out.published_seqs.push_back(event.seq);
    if (out.state.over() && out.ended_seq == 0) out.ended_seq = event.seq;
  }
  out.view = std::make_unique<acts::CaseView>(
      pack_, *out.people, acts::item_of(pack_, *out.case_state), *out.case_state);
  if (!out.case_state->decision) return out;
  store::UpTo up_to;
  up_to.version = out.case_state->decision_recorded.version;
  const auto decision = store::load(session, case_stream(case_id), up_to.version, up_to);
  MINGCHA_ASSERT(decision.size() == 1);
  out.decision_seq = decision.front().seq;
  return out;
}

Result<std::string> PublicationDesk::change(const people::Visitor& visitor,
                                            const std::string& case_id, const Envelope& envelope,
                                            const Work& work) {
  Result<std::string> outcome;
  database_.write([&](Session& session) {
    outcome =
        once(session, visitor.person_id, envelope, clock_.now(), [&]() -> Result<std::string> {
          auto loaded = load(session, case_id);
          if (!loaded || !in_scope(visitor, loaded->row)) {
            return tl::unexpected<Rejection>(no_such_publication());
          }
          return work(session, *loaded);
        });
    return outcome ? Outcome::commit : Outcome::roll_back;
  });
  return settled(database_, visitor.person_id, envelope, std::move(outcome));
}

Result<std::string> PublicationDesk::keep(Session& session, Loaded& loaded, NewEvent fresh,
                                          const publication::Event& event, const std::string& actor,
                                          const Envelope& envelope, const std::string& digest) {
  const std::vector<NewEvent> events{std::move(fresh)};
  const auto stored =
      recorder_.record(session, publication_stream(loaded.row.case_id), loaded.state.version, actor,
                       clock_.now(), events, envelope.key);
  if (!stored) return tl::unexpected<Rejection>(stored.error());
  const auto after = publication::evolve(loaded.state, event, actor);
  const auto row = publication_row(*loaded.view, after);
  show_publication(session, row, after);
  // Who is told picks out what the public notices.
  if (announce_) {
    announce_(session, {row, after, stored->front(), loaded.view->item().category});
  }
  return answer_of(row, digest);
}

// ---- looking ----

QueuedPublication PublicationDesk::queued(registers::PublicationRow row,
                                          const people::Directory& people, Instant now) const {
  QueuedPublication out;
  const auto today = local_day(now);
  const bool to_withdraw = row.withdraw_by && row.ended_on.empty();
  if (to_withdraw) {
    out.due = row.withdraw_by;
  } else if (row.state == "due" || row.state == "prepared") {
    out.due = row.due;
  }
  if (out.due) {
    const auto last = local_day(*out.due);
    out.late = now > *out.due;
    out.working_days_left = out.late ? -working_days_between(pack_.calendar, last, today)
                                     : working_days_between(pack_.calendar, today, last);
  }
  out.responsible = responsible_for(row, people, today);
  hide_sealed(row);
  out.row = std::move(row);
  return out;
}

QueuePage PublicationDesk::queue(const people::Visitor& visitor, QueueQuestion question) {
  constexpr std::array kAll{Group::due,       Group::waiting, Group::published,
                            Group::withdrawn, Group::expired, Group::unpublished};
  const auto now = clock_.now();
  const auto people = people_.directory();
  registers::PublicationRow other_unit;
  if (!in_scope(visitor, other_unit)) question.filter.unit = visitor.unit_id;
  std::vector<registers::PublicationRow> rows;
  QueuePage page;
  database_.read([&](Session& session) {
    for (std::size_t i = 0; i < registers::kGroupCount; ++i) {
      page.counts.at(i) =
          registers::count_queue(session, static_cast<Group>(i), question.filter, now);
    }
    const auto add = [&](Group group) {
      const auto more = registers::publication_queue(session, group, question.filter, now,
                                                     question.offset, question.limit);
      rows.insert(rows.end(), more.begin(), more.end());
    };
    if (question.group) {
      add(*question.group);
    } else {
      std::ranges::for_each(kAll, add);
    }
  });
  std::set<std::string> had;  // What is published and corrected waits as well.
  for (auto& row : rows) {
    if (!had.insert(row.case_id).second) continue;
    auto each = queued(std::move(row), *people, now);
    if (question.responsible.empty() || each.responsible == question.responsible) {
      page.rows.push_back(std::move(each));
    }
  }
  return page;
}

std::vector<QueuedPublication> PublicationDesk::alerts(const people::Visitor& visitor,
                                                       std::int64_t limit) {
  const auto now = clock_.now();
  std::vector<QueuedPublication> out;
  std::set<std::string> had;
  for (const auto group : {Group::late, Group::to_withdraw, Group::waiting, Group::due}) {
    for (auto& each : queue(visitor, {group, {}, {}, 0, limit}).rows) {
      if (!each.due || !had.insert(each.row.case_id).second) continue;
      const auto began =
          parse_day(each.row.withdraw_by ? each.row.revoked_on : each.row.decided_on);
      const auto spoken = law::warnings(pack_.ladder, began ? start_of(*began) : now, *each.due);
      const bool speaks = !spoken.empty() && spoken.front().at <= now;
      if (each.late || speaks) out.push_back(std::move(each));
    }
  }
  std::ranges::stable_sort(out, {}, [](const auto& each) { return *each.due; });
  if (out.size() > static_cast<std::size_t>(limit)) out.resize(static_cast<std::size_t>(limit));
  return out;
}

Result<PublicationSight> PublicationDesk::look(const people::Visitor& visitor,
                                               const std::string& case_id) {
  std::optional<Loaded> loaded;
  database_.read([&](Session& session) { loaded = load(session, case_id); });
  if (!loaded || !in_scope(visitor, loaded->row))
    return tl::unexpected<Rejection>(no_such_publication());
  const auto now = clock_.now();
  PublicationSight sight;
  sight.row = loaded->row;
  sight.queued = queued(loaded->row, *loaded->people, now);
  sight.state = loaded->state;
  const auto sentences = [&](const std::optional<law::Due>& due) {
    return due ? law::to_sentences(due->derivation, pack_.statutes) : std::vector<Text>{};
  };
  sight.withdraw_derivation = sentences(withdrawal_due(pack_, loaded->row.revoked_on, now));
  if (not_publishable(loaded->row)) {
    sight.row.number.clear();
    hide_sealed(sight.row);
    return sight;
  }
  if (!loaded->case_state->decision) return sight;
  sight.original = loaded->case_state->decision->text;
  sight.proposed = disclosure::propose(sight.original, personal_values(*loaded->view));
  sight.masked = disclosure::with_masks(sight.original, sight.proposed).text;
  sight.derivation = sentences(publication_due(*loaded->view, now));
  sight.until_derivation = sentences(publicity_end(*loaded->view, now));
  return sight;
}

// ---- the public side ----

registers::PublicPage PublicationDesk::list_public(const registers::PublicFilter& filter,
                                                   std::int64_t offset, std::int64_t limit) {
  registers::PublicPage page;
  database_.read(
      [&](Session& session) { page = registers::list_public(session, filter, offset, limit); });
  return page;
}

registers::PublicFacets PublicationDesk::facets() {
  registers::PublicFacets facets;
  database_.read([&](Session& session) { facets = registers::public_facets(session); });
  return facets;
}

std::vector<registers::Punctuality> PublicationDesk::punctuality() {
  std::vector<registers::Punctuality> out;
  database_.read([&](Session& session) { out = registers::punctuality(session, clock_.now()); });
  return out;
}

PublicDecision PublicationDesk::as_public(Session& session, Loaded loaded) const {
  PublicDecision out;
  if (const auto acted = loaded.case_state->decision_recorded.at; loaded.case_state->decision) {
    if (const auto due = publication_due(*loaded.view, acted)) {
      out.derivation = law::to_sentences(due->derivation, pack_.statutes);
    }
    if (const auto end = publicity_end(*loaded.view, acted)) {
      out.until_derivation = law::to_sentences(end->derivation, pack_.statutes);
    }
  }
  out.item = loaded.case_state->opened->item;
  const auto* kind = loaded.case_state->fact("party.kind");
  out.natural_person = kind != nullptr && *kind == "person";
  const auto place_of = [&](std::int64_t seq) -> std::optional<std::int64_t> {
    const auto placed = store::covered_entry_of(session, seq);
    return placed ? std::optional{placed->index} : std::nullopt;
  };
  // The first brought it to the public; those after it are its corrections.
  for (std::size_t i = 0; i < loaded.published_seqs.size(); ++i) {
    out.published_index = place_of(loaded.published_seqs[i]);
    if (i == 0) out.first_index = out.published_index;
    if (i > 0) out.correction_indexes.push_back(out.published_index);
  }
  if (loaded.published_seq() != 0 && !loaded.state.over()) {
    store::UpTo up_to;
    up_to.version = loaded.state.published_version();
    const auto event =
        store::load(session, publication_stream(loaded.row.case_id), up_to.version, up_to);
    if (const auto secret =
            event.empty() ? std::nullopt : recorder_.secret_of(session, event.front())) {
      out.salt = document_salt(secret->key);
    }
  }
  if (loaded.ended_seq != 0) out.ended_index = place_of(loaded.ended_seq);
  out.row = std::move(loaded.row);
  out.state = std::move(loaded.state);
  return out;
}

std::optional<PublicDecision> PublicationDesk::find_public(const std::string& public_id) {
  return public_one(public_id, false);
}

std::optional<PublicDecision> PublicationDesk::find_with_redaction(const std::string& public_id) {
  return public_one(public_id, true);
}

std::optional<PublicDecision> PublicationDesk::public_one(const std::string& public_id,
                                                          bool with_redaction) {
  std::optional<PublicDecision> out;
  database_.read([&](Session& session) {
    const auto row = registers::find_public(session, public_id);
    if (!row) return;
    const bool known =
        row->state == "published" || row->state == "withdrawn" || row->state == "expired";
    if (!known) return;
    auto loaded = load(session, row->case_id);
    if (!loaded) return;
    auto redaction = with_redaction ? redaction_of(session, *loaded) : std::nullopt;
    out = as_public(session, std::move(*loaded));
    out->redaction = std::move(redaction);
  });
  return out;
}

}  // namespace mingcha::desk
