// SPDX-License-Identifier: Apache-2.0
#include "desk/publication_queue.h"

#include <algorithm>

#include "acts/publication_class.h"
#include "base/assert.h"
#include "crypto/hash.h"
#include "desk/case_index.h"
#include "desk/public_record_row.h"
#include "publication/codec.h"
#include "store/database.h"
#include "store/event_store.h"

namespace mingcha::desk {
namespace {

std::string_view state_of(disclosure::PublicationClass publication_class) {
  switch (publication_class) {
    case disclosure::PublicationClass::sealed: return "sealed";
    case disclosure::PublicationClass::not_published:
    case disclosure::PublicationClass::review_required: return "not_published";
    case disclosure::PublicationClass::public_after_review:
    case disclosure::PublicationClass::public_at_once: return "due";
  }
  MINGCHA_ASSERT(false);
}

/// Public, and says nothing of the case: the case's own id is random and is not shown.
std::string public_id_of(const std::string& case_id) {
  return "p" + to_hex(as_bytes(crypto::sha256("mingcha public id/" + case_id))).substr(0, 20);
}

}  // namespace

std::int64_t working_days_between(const law::Calendar& calendar, Day from, Day to) {
  std::int64_t count = 0;
  for (auto day = from; day < to;) {
    day += std::chrono::days{1};
    if (calendar.is_working_day(day)) ++count;
  }
  return count;
}

namespace {

/// Nothing where the pack has no such limit.
std::optional<law::Due> due_of(const pack::Pack& pack, const std::string& limit_id, Instant start,
                               Instant now) {
  const auto& limits = pack.disclosure.limits;
  const auto limit = std::ranges::find(limits, limit_id, &law::TimeLimit::id);
  if (limit_id.empty() || limit == limits.end()) return std::nullopt;
  auto due = law::compute(*limit, {start, {}, {}}, pack.calendar, now, law::Uncovered::provisional);
  if (!due) return std::nullopt;
  return std::move(*due);
}

/// Working days past the end of the limit.
std::int64_t late_by(const law::Calendar& calendar, const std::optional<Instant>& due,
                     const std::string& done_on) {
  const auto day = parse_day(done_on);
  return due && day ? working_days_between(calendar, local_day(*due), *day) : 0;
}

}  // namespace

std::optional<law::Due> publication_due(const acts::CaseView& view, Instant now) {
  if (!view.state().decision) return std::nullopt;
  const auto of_class = acts::publication_class(view).limit;
  return due_of(view.pack(), of_class.empty() ? view.pack().disclosure.limit : of_class,
                view.state().decision_recorded.at, now);
}

const pack::PublicityTerm* publicity_term(const acts::CaseView& view) {
  const auto& terms = view.pack().disclosure.terms;
  const auto found = std::ranges::find_if(terms, [&](const pack::PublicityTerm& term) {
    return term.when.evaluate(view.lookup()).truth == cel::Truth::yes;
  });
  return found == terms.end() ? nullptr : &*found;
}

std::optional<law::Due> publicity_end(const acts::CaseView& view, Instant now) {
  const auto* term = publicity_term(view);
  if (term == nullptr || !view.state().decision) return std::nullopt;
  return due_of(view.pack(), term->limit, view.state().decision_recorded.at, now);
}

std::optional<law::Due> withdrawal_due(const pack::Pack& pack, const std::string& revoked_on,
                                       Instant now) {
  const auto day = parse_day(revoked_on);
  if (!day) return std::nullopt;
  return due_of(pack, pack.disclosure.withdraw_limit, start_of(*day), now);
}

namespace {

/// By the facts as they are now: whether it may be public, by when, and for how long.
void add_law(registers::PublicationRow& row, const acts::CaseView& view) {
  const auto decided = acts::publication_class(view);
  row.class_ = disclosure::to_string(decided.publication_class);
  if (decided.citation) row.article = law::to_string(*decided.citation);
  row.reason = decided.reason.zh;
  row.state = state_of(decided.publication_class);
  if (row.state != "due") return;
  const auto at = view.state().decision_recorded.at;
  if (const auto due = publication_due(view, at)) row.due = due->at;
  if (const auto end = publicity_end(view, at)) row.public_until = to_string(local_day(end->at));
}

void add_withdrawal(registers::PublicationRow& row, const acts::CaseView& view,
                    const publication::State& publication) {
  if (publication.revoked) row.revoked_on = publication.revoked->revoked_on;
  if (publication.withdrawn && !publication.withdrawn->revoked_on.empty()) {
    row.revoked_on = publication.withdrawn->revoked_on;
  }
  if (const auto due =
          withdrawal_due(view.pack(), row.revoked_on, view.state().decision_recorded.at)) {
    row.withdraw_by = due->at;
  }
}

/// What has become of it, as its own events tell. A class that no longer lets it be public counts
/// at once, whatever was published before.
void add_history(registers::PublicationRow& row, const acts::CaseView& view,
                 const publication::State& publication) {
  const bool may_be_public = row.state == "due";
  const auto& calendar = view.pack().calendar;
  if (publication.prepared) {
    row.party = publication.prepared->party;
    row.outcome = publication.prepared->outcome;
    row.preparer = publication.preparer;
    if (may_be_public) row.state = "prepared";
  }
  row.corrections = static_cast<std::int64_t>(publication.corrections.size());
  if (publication.correcting) {
    row.correcting = true;
    row.preparer = publication.corrector;
  }
  if (publication.published) {
    row.published_on = publication.published->published_on;
    row.late_days = late_by(calendar, row.due, row.published_on);
    if (may_be_public) row.state = "published";
    add_withdrawal(row, view, publication);
    if (!may_be_public && !row.withdraw_by && !publication.over()) {
      row.withdraw_by = view.state().decision_recorded.at;  // At once.
    }
  }
  if (publication.withdrawn) {
    row.state = "withdrawn";
    row.ended_on = publication.withdrawn->withdrawn_on;
    row.withdrawn_late = late_by(calendar, row.withdraw_by, row.ended_on);
  } else if (publication.expired) {
    row.state = "expired";
    row.ended_on = publication.expired->expired_on;
  }
}

}  // namespace

registers::PublicationRow publication_row(const acts::CaseView& view,
                                          const publication::State& publication) {
  const auto& state = view.state();
  MINGCHA_ASSERT(state.decision.has_value() || publication.over());
  registers::PublicationRow row;
  row.case_id = state.id;
  row.public_id = public_id_of(state.id);
  row.version = publication.version;
  row.unit = state.opened->unit;
  if (const auto* unit = view.people().unit(row.unit)) row.unit_name = unit->name;
  row.title = view.item().title.zh;
  // What was public is told of the text that was, also when something else was decided since.
  const bool over = publication.over();
  row.number = over ? publication.prepared->number : state.decision->number;
  row.decided_on = over ? publication.prepared->decided_on : state.decision->decided_on;
  row.assignee = publication.assignee;
  add_law(row, view);
  add_history(row, view, publication);
  return row;
}

std::string publication_stream(const std::string& case_id) { return "publication/" + case_id; }

publication::State load_publication(store::Session& session, const std::string& case_id) {
  publication::State state;
  for (const auto& event : store::load(session, publication_stream(case_id))) {
    state = publication::evolve(std::move(state), publication::decode(event.kind, event.body),
                                event.actor);
  }
  return state;
}

void show_publication(store::Session& session, const registers::PublicationRow& row,
                      const publication::State& publication) {
  registers::put_publication(session, row);
  index_publication(session, row, publication);
  show_public_record(session, row);
}

void project_publication(store::Session& session, const acts::CaseView& view) {
  const auto& state = view.state();
  // A decision that was voided is in no queue; that it was withdrawn stays to be read.
  const bool voided = std::ranges::any_of(
      state.papers, [](const casefile::Paper& paper) { return paper.voided.has_value(); });
  if (!state.decision && !voided) return;
  const auto publication = load_publication(session, state.id);
  if (!state.decision && !publication.over()) return;
  show_publication(session, publication_row(view, publication), publication);
}

}  // namespace mingcha::desk
