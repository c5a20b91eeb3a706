// SPDX-License-Identifier: Apache-2.0
#include "desk/case_desk.h"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "acts/decide.h"
#include "acts/limits.h"
#include "acts/signature.h"
#include "acts/submission.h"
#include "base/assert.h"
#include "casefile/codec.h"
#include "crypto/random.h"
#include "desk/beyond.h"
#include "desk/case_index.h"
#include "desk/case_leaf.h"
#include "desk/credit_rows.h"
#include "desk/document_number.h"
#include "desk/gate.h"
#include "desk/idempotency.h"
#include "desk/people_desk.h"
#include "desk/progress_code.h"
#include "desk/publication_queue.h"
#include "desk/recorder.h"
#include "desk/sealed_case.h"
#include "desk/voided_paper.h"
#include "store/command_store.h"
#include "store/database.h"
#include "store/ledger_store.h"

namespace mingcha::desk {
namespace {

using casefile::State;
using store::Outcome;
using store::Session;

constexpr std::size_t kRememberedMax = 8192;

std::string new_case_id() {
  // 80 random bits: says nothing and cannot be guessed.
  constexpr std::string_view kAlphabet = "0123456789abcdefghjkmnpqrstvwxyz";
  std::string id = "c";
  for (const char byte : crypto::random_bytes(16)) {
    id += kAlphabet[static_cast<unsigned char>(byte) & 31U];
  }
  return id;
}

Rejection no_such_case() {
  return {Refusal::not_found,
          {"没有这个案件，或不在您的职责范围内", "no such case, or not in your scope"},
          {}};
}

std::string answer_of(const DecidedCommand& decided, const std::vector<store::Place>& places) {
  nlohmann::json answer{{"case", decided.after->id}, {"version", decided.after->version}};
  answer["events"] = nlohmann::json::array();
  for (std::size_t i = 0; i < places.size(); ++i) {
    answer["events"].push_back({{"seq", places[i].seq},
                                {"version", places[i].version},
                                {"kind", decided.record.events[i].kind}});
  }
  answer["numbers"] = decided.numbers;
  for (const auto& event : decided.events) {
    if (const auto* accepted = std::get_if<casefile::EvidenceAccepted>(&event)) {
      answer["evidence"] = accepted->evidence;
    }
  }
  return answer.dump();
}

/// The command must outlive it.
template <typename Command>
Wish wish_of(const Command& command) {
  return [&command](const State& before, const acts::Surroundings& around) {
    return acts::decide(before, command, around);
  };
}

/// Whether its findings may say what is in the case, and not only how far it is and whose turn.
bool speaks_of_facts(const Rejection& no) {
  return no.kind == Refusal::invalid || no.kind == Refusal::rule_broken;
}

std::optional<Rejection> wrong_version(const State& state, const Envelope& envelope) {
  if (!envelope.expected || *envelope.expected == state.version) return std::nullopt;
  return Rejection{
      Refusal::conflict,
      {"案件在您打开之后已被他人更新", "the case has changed since you opened it"},
      {{"version-stale",
        {fmt::format("您看到的是第{}版，现在是第{}版", *envelope.expected, state.version),
         fmt::format("you saw version {}, it is now at {}", *envelope.expected, state.version)},
        {},
        {"请重新打开案件，核对新的内容后再提交",
         "open the case again, look at what is new, and submit again"},
        "version"}}};
}

}  // namespace

std::string case_stream(const std::string& case_id) { return "case/" + case_id; }

std::optional<std::string> case_id_of(const std::string& stream) {
  if (!stream.starts_with("case/")) return std::nullopt;
  return stream.substr(5);
}

bool may_do(const people::Visitor& visitor, const acts::CaseView& view, const pack::Step& step,
            Day day) {
  if (!acts::power_of(view, step, visitor.person_id, day)) return false;
  if (view.state().recused.contains(visitor.person_id)) return false;
  if (!acts::review_person_findings(view, step, {visitor.person_id}).empty()) return false;
  return !step.who.must_handle || view.state().handlers.empty() ||
         view.state().handlers.contains(visitor.person_id);
}

std::vector<std::string> duties_of(const people::Visitor& visitor, const people::Directory& people,
                                   Day day) {
  std::vector<std::string> out;
  const auto add = [&](people::Role role) {
    const std::string name = people::to_string(role);
    if (std::ranges::find(out, name) == out.end()) out.push_back(name);
  };
  for (const auto role : visitor.roles) add(role);
  for (const auto* given : people.delegated_to(visitor.person_id, day)) {
    const auto* giver = people.person(given->by);
    if (giver == nullptr) continue;
    for (const auto role : {people::Role::approver, people::Role::case_manager}) {
      if (giver->has(role)) add(role);
    }
  }
  return out;
}

bool sees_every_unit(const people::Visitor& visitor) {
  using people::Role;
  return std::ranges::any_of(visitor.roles, [](Role role) {
    return role != Role::officer && people::may(role, people::Permission::read_case);
  });
}

CaseDesk::CaseDesk(store::Database& database, const pack::Pack& pack, PeopleDesk& people,
                   const Recorder& recorder, Clock& clock)
    : database_{database}, pack_{pack}, people_{people}, recorder_{recorder}, clock_{clock} {}

CaseDesk::~CaseDesk() = default;

bool CaseDesk::in_scope(const people::Visitor& visitor, const State& state) const {
  return state.opened && visitor.may(people::Permission::read_case) &&
         (state.opened->unit == visitor.unit_id || sees_every_unit(visitor));
}

// A case out of scope and one that is not there are told in the same words.
std::optional<Rejection> CaseDesk::closed_to(const people::Visitor& visitor,
                                             const State* state) const {
  if (state == nullptr || !in_scope(visitor, *state)) return no_such_case();
  return why_sealed(visitor, *state);
}

void CaseDesk::remember(std::shared_ptr<const State> state) {
  const std::scoped_lock lock{mutex_};
  if (known_.size() >= kRememberedMax) known_.clear();
  known_[state->id].swap(state);  // What was known is freed by the caller, outside the lock.
}

std::shared_ptr<const State> CaseDesk::known(const std::string& case_id) {
  const std::scoped_lock lock{mutex_};
  const auto found = known_.find(case_id);
  return found == known_.end() ? nullptr : found->second;
}

std::shared_ptr<const State> CaseDesk::load(Session& session, const std::string& case_id) {
  return load(session, case_id, store::stream_version(session, case_stream(case_id)));
}

std::shared_ptr<const State> CaseDesk::load(Session& session, const std::string& case_id,
                                            std::int64_t version) {
  if (version == 0) return nullptr;
  // What is remembered may be behind (another instance wrote) but never ahead of what is durable.
  const auto known = this->known(case_id);
  if (known && known->version == version) return known;
  auto state = known && known->version < version ? *known : State{};
  state.id = case_id;
  store::UpTo up_to;
  up_to.version = version;
  for (const auto& event : store::load(session, case_stream(case_id), state.version + 1, up_to)) {
    state = casefile::evolve(std::move(state), casefile::decode(event.kind, event.body),
                             {event.version, event.actor, event.at});
  }
  return std::make_shared<const State>(std::move(state));
}

void CaseDesk::project(Session& session, const State& state) {
  const auto people = people_.directory(session);
  const acts::CaseView view{pack_, *people, acts::item_of(pack_, state), state};
  put_rows(session, rows_of(view, clock_.now()));
  search::drop_case(session, state.id);
  apply(session, index_change(pack_, State{}, state));
  project_publication(session, view);
  project_credit(session, view);
  index_progress_code(session, recorder_, state.id);
}

/// All that may refuse a command. Pure but for what it takes and asks of `beyond`.
Result<DecidedCommand> CaseDesk::decide(const Request& request, std::shared_ptr<const State> before,
                                        std::shared_ptr<const people::Directory> people,
                                        Instant now, const Beyond& beyond) const {
  // A case out of scope and one that is not there are told in the same words.
  if (before ? !in_scope(request.visitor, *before) : !request.opens) {
    return tl::unexpected<Rejection>(no_such_case());
  }
  if (!before) {
    State fresh;
    fresh.id = request.case_id;
    before = std::make_shared<const State>(std::move(fresh));
  }
  if (auto stale = wrong_version(*before, request.envelope)) {
    return tl::unexpected<Rejection>(*stale);
  }
  auto decided = work_out(
      *before, request.wish,
      {pack_, *people, request.visitor.person_id, now, beyond.take_number, beyond.elsewhere},
      people);
  if (!decided && speaks_of_facts(decided.error())) {
    if (auto closed = why_sealed(request.visitor, *before)) {
      return tl::unexpected<Rejection>(*std::move(closed));
    }
  }
  return decided;
}

/// Decides on what is remembered, before the transaction and beside those of others. Nothing when
/// nothing is remembered, or when the command takes a number or looks at other cases: numbers are
/// taken in the transaction, so that a refusal or a crash leaves no gap in the series, and other
/// cases are looked at there, so that they stay as they are.
std::optional<CaseDesk::Foreseen> CaseDesk::foresee(const Request& request) {
  const auto people = people_.known();
  const auto before = request.opens ? nullptr : known(request.case_id);
  if (!people.directory || (!before && !request.opens)) return std::nullopt;
  bool beyond = false;
  auto decided = decide(request, before, people.directory, clock_.now(), nothing_beyond(beyond));
  if (beyond) return std::nullopt;
  return Foreseen{{before ? before->version : 0, people.version}, std::move(decided)};
}

Result<DecidedCommand> CaseDesk::decide_now(Session& session, const Request& request,
                                            const DecidedOn& on) {
  const auto now = clock_.now();
  const auto people = people_.directory(session, on.directory);
  std::vector<std::string> numbers;
  NumberTaker taker{session, *people, case_stream(request.case_id), on.version, now, numbers};
  const Beyond beyond{
      [&](const std::string& word, const std::string& unit) { return taker.take(word, unit); },
      elsewhere_in(session, request.case_id)};
  auto decided = decide(request, load(session, request.case_id, on.version), people, now, beyond);
  if (decided) decided->numbers = std::move(numbers);
  return decided;
}

/// Events, leaves, keys, gate rows, read rows and the answer, all in the one transaction.
Result<std::string> CaseDesk::put_on_record(Session& session, DecidedCommand& decided,
                                            const Envelope& envelope) const {
  auto& record = decided.record;
  if (auto no = void_papers(session, decided)) return tl::unexpected<Rejection>(*std::move(no));
  for (std::size_t i = 0; i < decided.events.size(); ++i) {
    // The gate's rows stand before the events they allow: the database refuses a decision without.
    open_gate(session, decided.events[i], record.stream,
              record.expected_version + 1 + static_cast<std::int64_t>(i), decided.actor,
              decided.at);
    record.leaves[i].ref_seq = refers_to(session, record.stream, decided.events[i]);
  }
  const auto places = recorder_.record(session, record, envelope.key);
  if (!places) return tl::unexpected<Rejection>(places.error());
  if (record.expected_version == 0) index_progress_code(session, decided.after->id, record);
  put_rows(session, decided.rows);
  apply(session, decided.index);
  const auto& after = *decided.after;
  if (after.decision) {
    project_publication(session, {pack_, *decided.people, acts::item_of(pack_, after), after});
  }
  project_credit(session, {pack_, *decided.people, acts::item_of(pack_, after), after});
  auto answer = answer_of(decided, *places);
  if (!envelope.key.empty()) {
    store::add_command(session, decided.actor, envelope.key, {envelope.digest, answer, decided.at});
  }
  return answer;
}

/// Whether somebody else changed the case since, or carried out the same command.
bool CaseDesk::overtaken(const Request& request, std::int64_t version) {
  bool overtaken = false;
  database_.read([&](Session& session) {
    const auto ground = store::command_ground(session, case_stream(request.case_id), {},
                                              request.visitor.person_id, request.envelope.key);
    overtaken = ground.version > version || ground.saved;
  });
  return overtaken;
}

Result<std::string> CaseDesk::submit(const Request& request) {
  auto foreseen = foresee(request);
  const auto& visitor = request.visitor;
  const auto& case_id = request.case_id;
  const auto& envelope = request.envelope;
  Result<std::string> outcome;
  std::shared_ptr<const State> after;
  DecidedOn on;
  try {
    database_.write([&](Session& session) {
      after.reset();
      const auto ground = store::command_ground(session, case_stream(case_id), kDirectoryStream,
                                                visitor.person_id, envelope.key);
      if (ground.saved) {
        outcome = answer_again(*ground.saved, envelope);
        return Outcome::roll_back;
      }
      on = {ground.version, ground.other};
      std::optional<Result<DecidedCommand>> anew;
      if (!foreseen || foreseen->on != on) anew = decide_now(session, request, on);
      auto& decided = anew ? *anew : foreseen->decided;
      outcome = decided ? put_on_record(session, *decided, envelope)
                        : tl::unexpected<Rejection>(decided.error());
      if (!outcome) return Outcome::roll_back;
      after = decided->after;
      return Outcome::commit;
    });
  } catch (const store::UniqueViolation&) {
    // On PostgreSQL the slower of two who do the same at the same time may meet the faster one's
    // gate rows or answer, and not yet the event.
    if (!overtaken(request, on.version)) throw;
    outcome = reject(Refusal::conflict, {"案件刚被他人更新，请重新打开案件后再提交",
                                         "the case has just changed; open it again"});
    after.reset();
  }
  // Only what is durable is remembered: a version that was rolled back may come again otherwise.
  if (outcome && after) remember(std::move(after));
  return settled(database_, visitor.person_id, envelope, std::move(outcome));
}

Result<std::string> CaseDesk::open(const people::Visitor& visitor, const acts::OpenCase& command,
                                   const Envelope& envelope) {
  return submit({visitor, new_case_id(), wish_of(command), envelope, true});
}

Result<std::string> CaseDesk::step(const people::Visitor& visitor, const std::string& case_id,
                                   const acts::DoStep& command, const Envelope& envelope) {
  return submit({visitor, case_id, wish_of(command), envelope});
}

Result<std::string> CaseDesk::evidence(const people::Visitor& visitor, const std::string& case_id,
                                       const acts::AcceptEvidence& command,
                                       const Envelope& envelope) {
  return submit({visitor, case_id, wish_of(command), envelope});
}

Result<std::string> CaseDesk::limit(const people::Visitor& visitor, const std::string& case_id,
                                    const acts::ChangeLimit& command, const Envelope& envelope) {
  return submit({visitor, case_id, wish_of(command), envelope});
}

Result<std::string> CaseDesk::amend(const people::Visitor& visitor, const std::string& case_id,
                                    const acts::Amendment& command, const Envelope& envelope) {
  return submit({visitor, case_id, wish_of(command), envelope});
}

Result<std::string> CaseDesk::reassign(const people::Visitor& visitor, const std::string& case_id,
                                       const acts::Reassignment& command,
                                       const Envelope& envelope) {
  return submit({visitor, case_id, wish_of(command), envelope});
}

Result<CaseSight> CaseDesk::look(const people::Visitor& visitor, const std::string& case_id,
                                 std::optional<Instant> at) {
  CaseSight sight;
  std::shared_ptr<const State> present;
  database_.read([&](Session& session) {
    sight.people = people_.directory(session);
    sight.state = present = load(session, case_id);
    if (!at) return;
    sight.state.reset();
    State state;
    state.id = case_id;
    store::UpTo up_to;
    up_to.at = at;
    for (const auto& event : store::load(session, case_stream(case_id), 1, up_to)) {
      state = casefile::evolve(std::move(state), casefile::decode(event.kind, event.body),
                               {event.version, event.actor, event.at});
    }
    if (state.version > 0) sight.state = std::make_shared<const State>(std::move(state));
  });
  // What is sealed now is sealed also as it stood before.
  if (auto closed = closed_to(visitor, sight.state ? present.get() : nullptr)) {
    return tl::unexpected<Rejection>(*std::move(closed));
  }
  sight.sealed = present->sealed.has_value();
  const auto moment = at.value_or(clock_.now());
  sight.moment = moment;
  sight.day = local_day(moment);
  sight.view = std::make_unique<acts::CaseView>(pack_, *sight.people,
                                                acts::item_of(pack_, *sight.state), *sight.state);
  sight.next = acts::next_steps(*sight.view, moment);
  sight.limits = acts::limits_of(*sight.view, moment);
  return sight;
}

Result<std::vector<TimelineEntry>> CaseDesk::timeline(const people::Visitor& visitor,
                                                      const std::string& case_id) {
  std::vector<TimelineEntry> out;
  std::optional<Rejection> refused;
  database_.read([&](Session& session) {
    refused = closed_to(visitor, load(session, case_id).get());
    if (refused) return;
    const auto people = people_.directory(session);
    for (auto& event : store::load(session, case_stream(case_id))) {
      TimelineEntry entry{std::move(event), {}, {}};
      entry.actor_name = people->name_of(entry.event.actor);
      if (const auto placed = store::covered_entry_of(session, entry.event.seq)) {
        entry.log_index = placed->index;
      }
      out.push_back(std::move(entry));
    }
  });
  if (refused) return tl::unexpected<Rejection>(*refused);
  return out;
}

Result<std::shared_ptr<const State>> CaseDesk::case_of_event(const people::Visitor& visitor,
                                                             std::int64_t seq) {
  std::shared_ptr<const State> state;
  database_.read([&](Session& session) {
    const auto found = store::scan(session, seq - 1, 1);
    if (found.empty() || found.front().seq != seq) return;
    const auto case_id = case_id_of(found.front().stream);
    if (case_id) state = load(session, *case_id);
  });
  if (!state || !in_scope(visitor, *state)) {
    return reject(Refusal::not_found, {"没有这条记录", "no such event"});
  }
  if (auto closed = why_sealed(visitor, *state)) {
    return tl::unexpected<Rejection>(*std::move(closed));
  }
  return state;
}

registers::CasePage CaseDesk::list(const people::Visitor& visitor, registers::CaseFilter filter,
                                   std::int64_t offset, std::int64_t limit) {
  if (!sees_every_unit(visitor)) filter.unit = visitor.unit_id;
  filter.blind = blind_to(visitor);
  registers::CasePage page;
  database_.read(
      [&](Session& session) { page = registers::list_cases(session, filter, offset, limit); });
  return page;
}

std::vector<registers::TodoItem> CaseDesk::todos(const people::Visitor& visitor,
                                                 std::int64_t limit) {
  const auto unit = sees_every_unit(visitor) ? std::string{} : visitor.unit_id;
  std::vector<registers::TodoItem> out;
  database_.read([&](Session& session) {
    const auto roles = duties_of(visitor, *people_.directory(session), local_day(clock_.now()));
    out = registers::list_todos(session, {roles, visitor.person_id}, unit, limit);
  });
  const auto blind = blind_to(visitor);
  for (auto& item : out) registers::hide(item.row, blind);
  return out;
}

}  // namespace mingcha::desk
