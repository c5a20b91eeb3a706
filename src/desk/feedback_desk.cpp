// SPDX-License-Identifier: Apache-2.0
// What every side of feedback rests on, and the side of those who answer.
#include "desk/feedback_desk.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "acts/decide.h"
#include "crypto/sealed.h"
#include "desk/case_desk.h"
#include "desk/feedback_route.h"
#include "desk/idempotency.h"
#include "desk/masking.h"
#include "desk/people_desk.h"
#include "desk/recorder.h"
#include "disclosure/leak.h"
#include "feedback/codec.h"
#include "law/ladder.h"
#include "pack/definition.h"
#include "store/database.h"

namespace mingcha::desk {
namespace {

using feedback::State;
using people::Permission;
using store::Outcome;
using store::Session;

Rejection no_such_feedback() {
  return {Refusal::not_found,
          {"没有这件反馈，或不由您的部门答复", "no such report, or not for your unit to answer"},
          {}};
}

/// Whose unit answers, unless it is kept away. A unit kept away is told what a stranger is told.
bool may_see(const people::Visitor& visitor, const State& state) {
  return visitor.may(Permission::answer_report) && visitor.unit_id == state.unit &&
         !state.away.contains(visitor.unit_id);
}

Rejection out_of_order(Text what, Text cure) {
  return {Refusal::out_of_order, what, {{"feedback-order", what, {}, std::move(cure), {}}}};
}

std::optional<Rejection> settled_already(const State& state) {
  if (!state.settled()) return std::nullopt;
  return out_of_order(
      {"这件反馈已经办结", "it was answered or rejected already"},
      {"不再办理；作者可以再次反映", "nothing more to do; its author may write again"});
}

Rejection missing(const char* where, Text what, Text cure) {
  return {Refusal::invalid, what, {{"text-missing", what, {}, std::move(cure), where}}};
}

std::string joined(const std::set<std::string>& units) {
  std::string out = " ";
  for (const auto& unit : units) out += unit + " ";
  return out;
}

std::string answer_of(const registers::FeedbackRow& row) {
  return nlohmann::json{{"number", row.number}, {"version", row.version}, {"state", row.state}}
      .dump();
}

std::string author_context(const std::string& number) { return "feedback-author/" + number; }

}  // namespace

std::string feedback_stream(const std::string& number) { return "feedback/" + number; }

std::optional<State> FeedbackDesk::load(Session& session, const std::string& number) {
  State state;
  for (const auto& event : store::load(session, feedback_stream(number))) {
    state = feedback::evolve(std::move(state), feedback::decode(event.kind, event.body),
                             event.actor, event.at);
  }
  if (state.version == 0) return std::nullopt;
  return state;
}

registers::FeedbackRow FeedbackDesk::row_of(const State& state) const {
  const auto& received = state.received;
  registers::FeedbackRow row;
  row.number = received.number;
  row.version = state.version;
  row.kind = received.kind;
  row.unit = state.unit;
  row.away = joined(state.away);
  row.about = received.about;
  row.case_id = received.case_id;
  row.rating = received.rating;
  row.earlier = received.earlier;
  row.received_at = state.received_at;
  row.settled_at = state.settled_at;
  const auto* kind = pack_.participation.kind(received.kind);
  const auto* limit = kind == nullptr ? nullptr : pack_.participation.limit(kind->limit);
  if (limit != nullptr) {
    const auto due = law::compute(*limit, {state.received_at, {}, {}}, pack_.calendar,
                                  state.received_at, law::Uncovered::provisional);
    if (due) row.due = due->at;
  }
  row.state = state.answered ? "answered" : state.rejected ? "rejected" : row.due ? "open" : "kept";
  if (state.published) {
    row.question = state.published->question;
    row.answer = state.published->answer;
    row.published_on = state.published->published_on;
  }
  return row;
}

void FeedbackDesk::project(Session& session, const State& state) {
  registers::put_feedback(session, row_of(state));
}

void FeedbackDesk::refill(Session& session) {
  constexpr std::int64_t kPage = 1000;
  store::ScanFilter received;
  received.kind = feedback::kFeedbackReceived;
  for (std::int64_t after = 0;;) {
    const auto page = store::scan(session, after, kPage, received);
    for (const auto& event : page) {
      project(session, *load(session, event.stream.substr(feedback_stream("").size())));
      after = event.seq;
    }
    if (std::ssize(page) < kPage) return;
  }
}

std::optional<FeedbackAuthor> FeedbackDesk::author_of(const State& state) const {
  if (state.received.author.empty()) return std::nullopt;
  const auto sealed = from_base64url(state.received.author);
  const auto opened =
      sealed ? crypto::open_sealed(wrapping_key_, *sealed, author_context(state.received.number))
             : std::nullopt;
  if (!opened) throw Fault("an author does not open: wrong key-encryption key?");
  const auto json = nlohmann::json::parse(*opened);
  return FeedbackAuthor{json.at("name"), json.at("contact")};
}

FeedbackSight FeedbackDesk::sight_of(Session& session, State state) {
  FeedbackSight sight;
  sight.row = row_of(state);
  sight.kind = pack_.participation.kind(state.received.kind);
  sight.about_title = about(session, state.received.about).title;
  const auto* limit =
      sight.kind == nullptr ? nullptr : pack_.participation.limit(sight.kind->limit);
  if (limit != nullptr) {
    auto due = law::compute(*limit, {state.received_at, {}, {}}, pack_.calendar, state.received_at,
                            law::Uncovered::provisional);
    if (due) sight.derivation = std::move(due->derivation);
  }
  sight.state = std::move(state);
  return sight;
}

Result<void> FeedbackDesk::record(Session& session, const State& before,
                                  const feedback::Event& event, const std::string& actor,
                                  const std::string& key) {
  const auto now = clock_.now();
  const auto after = feedback::evolve(before, event, actor, now);
  const std::vector<NewEvent> events{{std::string{feedback::kind_of(event)},
                                      feedback::encode(event),
                                      ledger::LeafType::feedback_recorded,
                                      {},
                                      {},
                                      {}}};
  const auto stored = recorder_.record(session, feedback_stream(after.received.number),
                                       before.version, actor, now, events, key);
  if (!stored) return tl::unexpected<Rejection>(stored.error());
  project(session, after);
  return {};
}

// ---- those who answer ------------------------------------------------------------------------

std::vector<registers::FeedbackRow> FeedbackDesk::queue(const people::Visitor& visitor,
                                                        std::int64_t limit) {
  std::vector<registers::FeedbackRow> out;
  if (!visitor.may(Permission::answer_report)) return out;
  database_.read([&](Session& session) {
    out = registers::feedback_of_unit(session, visitor.unit_id, limit);
  });
  std::erase_if(out, [&](const auto& row) { return row.keeps_away(visitor.unit_id); });
  return out;
}

std::vector<FeedbackAlert> FeedbackDesk::alerts(const people::Visitor& visitor,
                                                std::int64_t limit) {
  const auto now = clock_.now();
  std::vector<FeedbackAlert> out;
  for (auto& row : queue(visitor, limit)) {
    if (row.state != "open" || !row.due) continue;
    FeedbackAlert alert;
    alert.over = now > *row.due;
    bool speaks = alert.over;
    for (const auto& warning : law::warnings(pack_.ladder, row.received_at, *row.due)) {
      if (warning.at > now) break;
      alert.level_title = law::to_text(warning.rung);
      speaks = true;
    }
    if (!speaks) continue;
    if (const auto* kind = pack_.participation.kind(row.kind)) alert.kind_title = kind->title;
    alert.row = std::move(row);
    out.push_back(std::move(alert));
  }
  return out;
}

Result<FeedbackSight> FeedbackDesk::look(const people::Visitor& visitor,
                                         const std::string& number) {
  std::optional<FeedbackSight> sight;
  database_.read([&](Session& session) {
    auto state = load(session, number);
    if (!state || !may_see(visitor, *state)) return;
    auto author = author_of(*state);
    sight = sight_of(session, *std::move(state));
    sight->author = std::move(author);
    sight->may_transfer_to = units_that_answer(*people_.directory(session), sight->state.away);
    std::erase(sight->may_transfer_to, visitor.unit_id);
  });
  if (!sight) return tl::unexpected<Rejection>(no_such_feedback());
  return *std::move(sight);
}

Result<std::string> FeedbackDesk::act(const people::Visitor& visitor, const std::string& number,
                                      const Envelope& envelope, const Decide& decide) {
  Result<std::string> outcome;
  database_.write([&](Session& session) {
    outcome =
        once(session, visitor.person_id, envelope, clock_.now(), [&]() -> Result<std::string> {
          const auto state = load(session, number);
          if (!state || !may_see(visitor, *state)) {
            return tl::unexpected<Rejection>(no_such_feedback());
          }
          const auto event = decide(session, *state);
          if (!event) return tl::unexpected<Rejection>(event.error());
          if (auto done = record(session, *state, *event, visitor.person_id, envelope.key); !done) {
            return tl::unexpected<Rejection>(done.error());
          }
          return answer_of(*registers::find_feedback(session, number));
        });
    return outcome ? Outcome::commit : Outcome::roll_back;
  });
  return settled(database_, visitor.person_id, envelope, std::move(outcome));
}

Result<std::string> FeedbackDesk::answer(const people::Visitor& visitor, const std::string& number,
                                         const std::string& text, const Envelope& envelope) {
  return act(visitor, number, envelope,
             [&](Session&, const State& state) -> Result<feedback::Event> {
               if (auto over = settled_already(state)) return tl::unexpected<Rejection>(*over);
               if (trim(text).empty()) {
                 return tl::unexpected<Rejection>(missing("text", {"没有写答复", "no answer given"},
                                                          {"请写明答复", "write the answer"}));
               }
               return feedback::FeedbackAnswered{std::string{trim(text)}};
             });
}

Result<std::string> FeedbackDesk::refuse(const people::Visitor& visitor, const std::string& number,
                                         const std::string& reason, const Envelope& envelope) {
  return act(visitor, number, envelope,
             [&](Session&, const State& state) -> Result<feedback::Event> {
               if (auto over = settled_already(state)) return tl::unexpected<Rejection>(*over);
               if (trim(reason).empty()) {
                 return tl::unexpected<Rejection>(
                     missing("reason", {"没有写明不予办理的理由", "no reason given"},
                             {"请写明理由，作者会看到", "give the reason; the author reads it"}));
               }
               return feedback::FeedbackRejected{std::string{trim(reason)}};
             });
}

Result<std::string> FeedbackDesk::transfer(const people::Visitor& visitor,
                                           const std::string& number, const std::string& unit,
                                           const std::string& reason, const Envelope& envelope) {
  return act(visitor, number, envelope,
             [&](Session& session, const State& state) -> Result<feedback::Event> {
               if (auto over = settled_already(state)) return tl::unexpected<Rejection>(*over);
               const auto people = people_.directory(session);
               if (state.away.contains(unit)) {
                 return reject(
                     Refusal::rule_broken,
                     {"不得转给被反映的部门", "not to the unit that it speaks against"},
                     {{"kept-away",
                       {"反映人和反映内容不得透露给被反映的部门",
                        "neither author nor content may reach the unit complained of"},
                       pack_.participation.kept_away_article,
                       {"请转给其他部门，或者自行答复", "choose another unit, or answer it"},
                       "unit"}});
               }
               const auto able = units_that_answer(*people, state.away);
               if (unit == state.unit || std::ranges::find(able, unit) == able.end()) {
                 return tl::unexpected<Rejection>(
                     missing("unit", {"没有可以转办的这个部门", "no such unit to hand it to"},
                             {"请从列出的部门中选择", "choose one of those listed"}));
               }
               if (trim(reason).empty()) {
                 return tl::unexpected<Rejection>(missing("reason",
                                                          {"没有写明转办的理由", "no reason given"},
                                                          {"请写明理由", "give the reason"}));
               }
               return feedback::FeedbackTransferred{unit, std::string{trim(reason)}};
             });
}

/// What would be public holds nothing of its author, nothing of the case it is about, and nothing
/// that looks personal.
Findings FeedbackDesk::leaks(Session& session, const State& state,
                             const std::vector<disclosure::Served>& served) {
  const auto people = people_.directory(session);
  std::vector<disclosure::PersonalValue> values;
  if (const auto author = author_of(state)) {
    values.push_back({"author.name", disclosure::Kind::person_name, author->name});
    values.push_back({"author.contact", disclosure::Kind::text, author->contact});
  }
  const auto open = [&](const std::string& number) {
    values.push_back({"agency", disclosure::Kind::phone, number, disclosure::Privacy::open});
  };
  open(people->phone);
  open(people->supervision_phone);
  for (const auto& [id, unit] : people->units) open(unit.phone);
  std::erase_if(values, [](const auto& value) { return value.value.empty(); });
  Findings findings;
  for (const auto& each : served) {
    for (const auto& hit : disclosure::scan(each.bytes, values)) {
      findings.push_back({"leak",
                          {each.where.zh + "含有个人信息（" + hit.excerpt + "）",
                           each.where.en + " holds something personal (" + hit.excerpt + ")"},
                          pack_.disclosure.mask_article,
                          {"请删去或者改写后再公开", "take it out, then publish"},
                          {}});
    }
  }
  if (const auto known = cases_.load(session, state.received.case_id)) {
    const acts::CaseView view{pack_, *people, acts::item_of(pack_, *known), *known};
    auto more = leaks_in(view, served);
    findings.insert(findings.end(), more.begin(), more.end());
  }
  return findings;
}

Result<std::string> FeedbackDesk::publish(const people::Visitor& visitor, const std::string& number,
                                          const std::string& question, const std::string& answer,
                                          const Envelope& envelope) {
  return act(
      visitor, number, envelope,
      [&](Session& session, const State& state) -> Result<feedback::Event> {
        if (!state.answered) {
          return tl::unexpected<Rejection>(out_of_order({"还没有答复", "it is not answered yet"},
                                                        {"请先答复", "answer it first"}));
        }
        if (!state.received.may_publish) {
          return reject(Refusal::rule_broken,
                        {"作者没有同意公开", "its author did not agree to that"},
                        {{"not-agreed",
                          {"作者没有勾选同意公开", "the author did not tick the box"},
                          pack_.disclosure.mask_article,
                          {"不公开；需要公众知晓的，另行发布", "leave it private"},
                          {}}});
        }
        if (trim(question).empty() || trim(answer).empty()) {
          return tl::unexpected<Rejection>(
              missing("question", {"问题和答复都要写", "question and answer are both needed"},
                      {"请写明", "write both"}));
        }
        if (auto found =
                leaks(session, state,
                      {{{"问题", "the question"}, question}, {{"答复", "the answer"}, answer}});
            !found.empty()) {
          return reject(Refusal::rule_broken,
                        {"公开的内容含有个人信息", "it holds something personal"},
                        std::move(found));
        }
        return feedback::AnswerPublished{std::string{trim(question)}, std::string{trim(answer)},
                                         mingcha::to_string(local_day(clock_.now()))};
      });
}

Result<std::string> FeedbackDesk::unpublish(const people::Visitor& visitor,
                                            const std::string& number, const std::string& reason,
                                            const Envelope& envelope) {
  return act(
      visitor, number, envelope, [&](Session&, const State& state) -> Result<feedback::Event> {
        if (!state.published) {
          return tl::unexpected<Rejection>(
              out_of_order({"没有公开", "it is not public"}, {"无需撤下", "nothing to take down"}));
        }
        if (trim(reason).empty()) {
          return tl::unexpected<Rejection>(missing("reason",
                                                   {"没有写明撤下的理由", "no reason given"},
                                                   {"请写明理由", "give the reason"}));
        }
        return feedback::AnswerWithdrawn{std::string{trim(reason)}};
      });
}

}  // namespace mingcha::desk
