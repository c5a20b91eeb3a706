// SPDX-License-Identifier: Apache-2.0
#include "desk/publication_desk.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "acts/case_view.h"
#include "acts/decide.h"
#include "acts/papers.h"
#include "base/assert.h"
#include "desk/case_desk.h"
#include "desk/idempotency.h"
#include "desk/masking.h"
#include "desk/people_desk.h"
#include "desk/publication_queue.h"
#include "desk/recorder.h"
#include "publication/codec.h"
#include "store/database.h"
#include "store/ledger_store.h"

namespace mingcha::desk {
namespace {

using publication::State;
using store::Outcome;
using store::Session;

Rejection no_such_publication() {
  return {Refusal::not_found, {"没有这项公示", "no such publication"}, {}};
}

/// Officers see what their own unit decided; whose duty is publicity sees every unit's.
bool in_scope(const people::Visitor& visitor, const registers::PublicationRow& row) {
  return row.unit == visitor.unit_id || std::ranges::any_of(visitor.roles, [](people::Role role) {
           return role != people::Role::officer &&
                  people::may(role, people::Permission::read_publication_queue);
         });
}

std::string answer_of(const registers::PublicationRow& row, const std::string& digest) {
  return nlohmann::json{{"case", row.case_id},
                        {"publication", row.public_id},
                        {"state", row.state},
                        {"version", row.version},
                        {"digest", digest}}
      .dump();
}

/// What was decided, in the words of the choice that the pack says it stands in.
std::string outcome_of(const acts::CaseView& view) {
  for (const auto& field : view.pack().disclosure.outcome) {
    if (auto value = masked_value(view, field); !value.empty()) return value;
  }
  return {};
}

/// Sealed: that there is one, and why nothing may be said of it. No number, no date, no title.
void hide_sealed(registers::PublicationRow& row) {
  if (row.state != "sealed") return;
  row.number.clear();
  row.title.clear();
  row.decided_on.clear();
  row.party.clear();
  row.outcome.clear();
}

/// Why nothing of this decision may be prepared for the public.
std::optional<Rejection> not_publishable(const registers::PublicationRow& row) {
  if (row.state == "sealed") {
    return Rejection{
        Refusal::rule_broken,
        {"该决定依法封存，不得公示", "this decision is sealed by law and must not be published"},
        {{"sealed",
          {row.reason, "sealed: " + row.reason},
          row.article,
          {"不得向任何单位和个人提供或者公开；依法查询的按查询程序办理",
           "not to be given to anybody; lawful queries have their own procedure"},
          row.case_id}}};
  }
  if (row.state == "not_published") {
    return Rejection{Refusal::rule_broken,
                     {"该决定不属于公示范围", "this decision is not among those to be published"},
                     {{"not-published",
                       {row.reason, "not published: " + row.reason},
                       row.article,
                       {"无需公示", "nothing to publish"},
                       row.case_id}}};
  }
  return std::nullopt;
}

Rejection out_of_order(Text what, Text cure) {
  return {Refusal::out_of_order, what, {{"publication-order", what, {}, std::move(cure), {}}}};
}

/// A decision becomes public once.
std::optional<Rejection> over_already(const State& state) {
  if (state.withdrawn) {
    return out_of_order({"该决定的公示已经撤回", "its publication was withdrawn"},
                        {"撤回后不再公示同一决定", "a withdrawn decision is not published again"});
  }
  if (state.published) {
    return out_of_order({"该决定已经公示", "published already"},
                        {"无需重复公示；公示有误的，请撤回",
                         "no need to publish again; withdraw it if it is wrong"});
  }
  return std::nullopt;
}

}  // namespace

/// A decision with everything its publication depends on. `view` refers to the members above it.
struct PublicationDesk::Loaded {
  registers::PublicationRow row;
  State state;
  std::shared_ptr<const people::Directory> people;
  std::shared_ptr<const casefile::State> case_state;
  std::unique_ptr<acts::CaseView> view;
  std::int64_t decision_seq = 0;
  std::int64_t published_seq = 0, withdrawn_seq = 0;
};

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
    if (event.kind == "decision.published") out.published_seq = event.seq;
    if (event.kind == "decision.withdrawn") out.withdrawn_seq = event.seq;
  }
  out.view = std::make_unique<acts::CaseView>(
      pack_, *out.people, acts::item_of(pack_, *out.case_state), *out.case_state);
  store::UpTo up_to;
  up_to.version = out.case_state->decision_recorded.version;
  const auto decision = store::load(session, case_stream(case_id), up_to.version, up_to);
  MINGCHA_ASSERT(decision.size() == 1);
  out.decision_seq = decision.front().seq;
  return out;
}

std::vector<registers::PublicationRow> PublicationDesk::queue(const people::Visitor& visitor,
                                                              std::int64_t limit) {
  std::vector<registers::PublicationRow> out;
  database_.read([&](Session& session) {
    out = registers::publication_queue(
        session, {"due", "prepared", "published", "withdrawn", "sealed", "not_published"}, limit);
  });
  std::erase_if(out, [&](const auto& row) { return !in_scope(visitor, row); });
  for (auto& row : out) hide_sealed(row);
  return out;
}

Result<PublicationSight> PublicationDesk::look(const people::Visitor& visitor,
                                               const std::string& case_id) {
  std::optional<Loaded> loaded;
  database_.read([&](Session& session) { loaded = load(session, case_id); });
  if (!loaded || !in_scope(visitor, loaded->row))
    return tl::unexpected<Rejection>(no_such_publication());
  PublicationSight sight;
  sight.row = loaded->row;
  sight.state = loaded->state;
  if (not_publishable(loaded->row)) {
    sight.row.number.clear();
    hide_sealed(sight.row);
    return sight;
  }
  sight.original = loaded->case_state->decision->text;
  sight.proposed = disclosure::propose(sight.original, personal_values(*loaded->view));
  sight.masked = disclosure::with_masks(sight.original, sight.proposed).text;
  if (const auto due = publication_due(*loaded->view, clock_.now())) {
    sight.derivation = law::to_sentences(due->derivation, pack_.statutes);
  }
  return sight;
}

Result<std::string> PublicationDesk::prepare(const people::Visitor& visitor,
                                             const std::string& case_id, const Prepare& command,
                                             const Envelope& envelope) {
  Result<std::string> outcome;
  database_.write([&](Session& session) {
    outcome =
        once(session, visitor.person_id, envelope, clock_.now(), [&]() -> Result<std::string> {
          auto loaded = load(session, case_id);
          if (!loaded || !in_scope(visitor, loaded->row)) {
            return tl::unexpected<Rejection>(no_such_publication());
          }
          if (auto refused = not_publishable(loaded->row))
            return tl::unexpected<Rejection>(*refused);
          if (auto over = over_already(loaded->state)) return tl::unexpected<Rejection>(*over);
          const auto& decision = *loaded->case_state->decision;
          const auto spans = disclosure::edit(
              decision.text, disclosure::propose(decision.text, personal_values(*loaded->view)),
              command.add, command.lift);
          if (!spans) return tl::unexpected<Rejection>(spans.error());
          auto masked = disclosure::with_masks(decision.text, *spans);

          publication::PublicationPrepared prepared;
          prepared.public_id = loaded->row.public_id;
          prepared.number = decision.number;
          prepared.title = loaded->row.title;
          prepared.decided_on = decision.decided_on;
          prepared.unit = loaded->row.unit_name;
          prepared.digest = acts::digest_of(masked.text);
          prepared.text = std::move(masked.text);
          for (const auto& span : masked.spans) {
            prepared.masks.push_back({static_cast<std::int64_t>(span.begin),
                                      static_cast<std::int64_t>(span.end), span.reason, span.note});
          }
          for (const auto& field : pack_.disclosure.summary) {
            if (auto value = masked_value(*loaded->view, field); !value.empty()) {
              prepared.facts[field] = std::move(value);
            }
          }
          prepared.party = masked_value(*loaded->view, "party.name");
          prepared.outcome = outcome_of(*loaded->view);
          const publication::Event event{prepared};
          const std::vector<NewEvent> events{{std::string{publication::kind_of(event)},
                                              publication::encode(event),
                                              ledger::LeafType::case_recorded,
                                              {},
                                              {},
                                              {}}};
          const auto stored =
              recorder_.record(session, publication_stream(case_id), loaded->state.version,
                               visitor.person_id, clock_.now(), events, envelope.key);
          if (!stored) return tl::unexpected<Rejection>(stored.error());
          const auto after = publication::evolve(loaded->state, event, visitor.person_id);
          const auto row = publication_row(*loaded->view, after);
          show_publication(session, row, after);
          return answer_of(row, prepared.digest);
        });
    return outcome ? Outcome::commit : Outcome::roll_back;
  });
  return settled(database_, visitor.person_id, envelope, std::move(outcome));
}

PublicationDesk::LeakTest PublicationDesk::leak_test(const std::string& case_id,
                                                     const std::string& actor) {
  std::optional<Loaded> loaded;
  std::optional<PublicDecision> shown;
  database_.read([&](Session& session) {
    loaded = load(session, case_id);
    auto again = load(session, case_id);
    if (!again || !again->state.prepared || again->state.published) return;
    const publication::Event event{publication::DecisionPublished{
        again->state.prepared->digest, mingcha::to_string(local_day(clock_.now()))}};
    again->state = publication::evolve(std::move(again->state), event, actor);
    again->row = publication_row(*again->view, again->state);
    shown = as_public(session, std::move(*again));
  });
  if (!shown) return {};
  auto served = served_ ? served_(*shown) : std::vector<disclosure::Served>{};
  served.push_back({{"公示文本", "the public text"}, shown->state.prepared->text});
  return {loaded->state.version, leaks_in(*loaded->view, served)};
}

std::optional<Rejection> PublicationDesk::why_not_publish(const Loaded& loaded,
                                                          const std::string& actor,
                                                          const std::string& digest,
                                                          const LeakTest& tested) const {
  if (auto refused = not_publishable(loaded.row)) return refused;
  if (!loaded.state.prepared) {
    return out_of_order({"尚未完成脱敏准备", "nothing was prepared yet"},
                        {"请先由公示管理员脱敏", "prepare it first"});
  }
  if (auto over = over_already(loaded.state)) return over;
  if (loaded.state.preparer == actor) {
    return Rejection{Refusal::rule_broken,
                     {"公示须由另一人复核", "a second person has to confirm"},
                     {{"same-person",
                       {"脱敏与复核不能是同一人", "whoever prepared it cannot confirm it"},
                       pack_.disclosure.confirm_article,
                       {"请由另一名公示管理员复核后公示", "let another publicity editor confirm"},
                       loaded.row.case_id}}};
  }
  const bool other_text = loaded.state.prepared->digest != digest;
  if (other_text || loaded.state.version != tested.version) {
    return Rejection{Refusal::conflict,
                     {"您复核的文本不是现在的文本", "the text you read is not the present one"},
                     {{"text-changed",
                       {"脱敏文本在您打开之后又被修改", "it was changed after you opened it"},
                       {},
                       {"请重新打开并核对", "open it again and read it"},
                       "digest"}}};
  }
  if (tested.leaks.empty()) return std::nullopt;
  return Rejection{
      Refusal::rule_broken,
      {"公示内容仍含有不得公开的信息", "what would be served still holds what must not be public"},
      tested.leaks};
}

Result<std::string> PublicationDesk::publish(const people::Visitor& visitor,
                                             const std::string& case_id, const std::string& digest,
                                             const Envelope& envelope) {
  // The last gate looks at every byte that would be served, and making those reads the database:
  // so it comes before the transaction, which then only takes the very version that was tested.
  const auto tested = leak_test(case_id, visitor.person_id);
  Result<std::string> outcome;
  database_.write([&](Session& session) {
    outcome =
        once(session, visitor.person_id, envelope, clock_.now(), [&]() -> Result<std::string> {
          auto loaded = load(session, case_id);
          if (!loaded) return tl::unexpected<Rejection>(no_such_publication());
          if (auto refused = why_not_publish(*loaded, visitor.person_id, digest, tested)) {
            return tl::unexpected<Rejection>(*refused);
          }
          const auto now = clock_.now();
          const publication::Event event{
              publication::DecisionPublished{digest, mingcha::to_string(local_day(now))}};
          const auto version = loaded->state.version;
          const auto after = publication::evolve(loaded->state, event, visitor.person_id);
          const auto row = publication_row(*loaded->view, after);
          NewEvent fresh{std::string{publication::kind_of(event)},
                         publication::encode(event),
                         ledger::LeafType::decision_published,
                         {},
                         loaded->state.prepared->text,
                         loaded->decision_seq};
          const std::vector<NewEvent> events{std::move(fresh)};
          const auto stored = recorder_.record(session, publication_stream(case_id), version,
                                               visitor.person_id, now, events, envelope.key);
          if (!stored) return tl::unexpected<Rejection>(stored.error());
          show_publication(session, row, after);
          announce(session, *loaded, row, after, stored->front());
          return answer_of(row, digest);
        });
    return outcome ? Outcome::commit : Outcome::roll_back;
  });
  return settled(database_, visitor.person_id, envelope, std::move(outcome));
}

Result<std::string> PublicationDesk::withdraw(const people::Visitor& visitor,
                                              const std::string& case_id, const std::string& reason,
                                              const std::string& article,
                                              const Envelope& envelope) {
  Result<std::string> outcome;
  database_.write([&](Session& session) {
    outcome =
        once(session, visitor.person_id, envelope, clock_.now(), [&]() -> Result<std::string> {
          auto loaded = load(session, case_id);
          if (!loaded) return tl::unexpected<Rejection>(no_such_publication());
          if (!loaded->state.published || loaded->state.withdrawn) {
            return tl::unexpected<Rejection>(out_of_order(
                {"该决定不在公示中", "it is not published"}, {"无需撤回", "nothing to withdraw"}));
          }
          if (trim(reason).empty()) {
            return reject(Refusal::rule_broken,
                          {"撤回须公开说明理由", "withdrawal has to be explained in public"},
                          {{"reasons-missing",
                            {"未写明撤回理由", "no reason given"},
                            article,
                            {"请写明理由", "give the reason"},
                            "reason"}});
          }
          // The reason is public like the text it stands for.
          if (auto leaks =
                  leaks_in(*loaded->view, {{{"撤回理由", "the reason"}, reason + "\n" + article}});
              !leaks.empty()) {
            return reject(
                Refusal::rule_broken,
                {"撤回理由含有不得公开的信息", "the reason holds what must not be public"},
                std::move(leaks));
          }
          const auto now = clock_.now();
          const publication::Event event{publication::DecisionWithdrawn{
              std::string{trim(reason)}, article, mingcha::to_string(local_day(now))}};
          const std::vector<NewEvent> events{{std::string{publication::kind_of(event)},
                                              publication::encode(event),
                                              ledger::LeafType::decision_withdrawn,
                                              {},
                                              {},
                                              loaded->published_seq}};
          const auto stored =
              recorder_.record(session, publication_stream(case_id), loaded->state.version,
                               visitor.person_id, now, events, envelope.key);
          if (!stored) return tl::unexpected<Rejection>(stored.error());
          // Without the key nobody can confirm a guess at what was published.
          (void)store::shred_record_key(session, loaded->published_seq);
          const auto after = publication::evolve(loaded->state, event, visitor.person_id);
          const auto row = publication_row(*loaded->view, after);
          show_publication(session, row, after);
          announce(session, *loaded, row, after, stored->front());
          return answer_of(row, loaded->state.published->digest);
        });
    return outcome ? Outcome::commit : Outcome::roll_back;
  });
  return settled(database_, visitor.person_id, envelope, std::move(outcome));
}

void PublicationDesk::announce(Session& session, const Loaded& loaded,
                               const registers::PublicationRow& row, const State& state,
                               const store::StoredEvent& event) const {
  if (announce_) announce_(session, {row, state, event, loaded.view->item().category});
}

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

PublicDecision PublicationDesk::as_public(Session& session, Loaded loaded) const {
  PublicDecision out;
  if (const auto acted = loaded.case_state->decision_recorded.at; loaded.case_state->decision) {
    const acts::CaseView view{pack_, *loaded.people, acts::item_of(pack_, *loaded.case_state),
                              *loaded.case_state};
    if (const auto due = publication_due(view, acted)) {
      out.derivation = law::to_sentences(due->derivation, pack_.statutes);
    }
  }
  out.item = loaded.case_state->opened->item;
  const auto* kind = loaded.case_state->fact("party.kind");
  out.natural_person = kind != nullptr && *kind == "person";
  if (loaded.published_seq != 0) {
    if (const auto placed = store::covered_entry_of(session, loaded.published_seq)) {
      out.published_index = placed->index;
    }
    store::UpTo up_to;
    up_to.version = loaded.state.published_version;
    const auto event =
        store::load(session, publication_stream(loaded.row.case_id), up_to.version, up_to);
    if (const auto secret =
            event.empty() ? std::nullopt : recorder_.secret_of(session, event.front())) {
      out.salt = document_salt(secret->key);
    }
  }
  if (loaded.withdrawn_seq != 0) {
    if (const auto placed = store::covered_entry_of(session, loaded.withdrawn_seq)) {
      out.withdrawn_index = placed->index;
    }
  }
  out.row = std::move(loaded.row);
  out.state = std::move(loaded.state);
  return out;
}

std::optional<PublicDecision> PublicationDesk::find_public(const std::string& public_id) {
  std::optional<PublicDecision> out;
  database_.read([&](Session& session) {
    const auto row = registers::find_public(session, public_id);
    if (!row || (row->state != "published" && row->state != "withdrawn")) return;
    auto loaded = load(session, row->case_id);
    if (loaded) out = as_public(session, std::move(*loaded));
  });
  return out;
}

}  // namespace mingcha::desk
