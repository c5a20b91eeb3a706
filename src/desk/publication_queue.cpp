// SPDX-License-Identifier: Apache-2.0
#include "desk/publication_queue.h"

#include <algorithm>

#include "acts/publication_class.h"
#include "base/assert.h"
#include "crypto/hash.h"
#include "desk/case_index.h"
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

std::optional<law::Due> publication_due(const acts::CaseView& view, Instant now) {
  const auto& disclosure = view.pack().disclosure;
  if (!view.state().decision) return std::nullopt;
  const auto of_class = acts::publication_class(view).limit;
  const auto limit = std::ranges::find(
      disclosure.limits, of_class.empty() ? disclosure.limit : of_class, &law::TimeLimit::id);
  if (limit == disclosure.limits.end()) return std::nullopt;
  auto due = law::compute(*limit, {view.state().decision_recorded.at, {}, {}}, view.pack().calendar,
                          now, law::Uncovered::provisional);
  if (!due) return std::nullopt;
  return std::move(*due);
}

registers::PublicationRow publication_row(const acts::CaseView& view,
                                          const publication::State& publication) {
  const auto& state = view.state();
  MINGCHA_ASSERT(state.decision.has_value());
  const auto decided = acts::publication_class(view);
  registers::PublicationRow row;
  row.case_id = state.id;
  row.public_id = public_id_of(state.id);
  row.version = publication.version;
  if (decided.citation) row.article = law::to_string(*decided.citation);
  row.reason = decided.reason.zh;
  row.unit = state.opened->unit;
  if (const auto* unit = view.people().unit(row.unit)) row.unit_name = unit->name;
  row.number = state.decision->number;
  row.title = view.item().title.zh;
  row.decided_on = state.decision->decided_on;
  row.state = state_of(decided.publication_class);
  if (row.state == "due") {
    if (const auto due = publication_due(view, state.decision_recorded.at)) row.due = due->at;
  }
  if (publication.prepared) {
    row.state = "prepared";
    row.party = publication.prepared->party;
    row.outcome = publication.prepared->outcome;
  }
  if (publication.published) {
    row.state = "published";
    row.published_on = publication.published->published_on;
  }
  if (publication.withdrawn) row.state = "withdrawn";
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
}

void project_publication(store::Session& session, const acts::CaseView& view) {
  if (!view.state().decision) return;
  const auto publication = load_publication(session, view.state().id);
  show_publication(session, publication_row(view, publication), publication);
}

}  // namespace mingcha::desk
