// SPDX-License-Identifier: Apache-2.0
#include "desk/case_desk.h"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "acts/decide.h"
#include "acts/limits.h"
#include "base/assert.h"
#include "casefile/codec.h"
#include "crypto/random.h"
#include "desk/case_leaf.h"
#include "desk/case_summary.h"
#include "desk/document_number.h"
#include "desk/gate.h"
#include "desk/idempotency.h"
#include "desk/people_desk.h"
#include "desk/publication_queue.h"
#include "desk/recorder.h"
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

std::string answer_of(const State& state, const std::vector<store::StoredEvent>& stored,
                      const std::vector<std::string>& numbers) {
  nlohmann::json answer{{"case", state.id}, {"version", state.version}};
  answer["events"] = nlohmann::json::array();
  for (const auto& event : stored) {
    answer["events"].push_back(
        {{"seq", event.seq}, {"version", event.version}, {"kind", event.kind}});
  }
  answer["numbers"] = numbers;
  return answer.dump();
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

void CaseDesk::remember(std::shared_ptr<const State> state) {
  const std::scoped_lock lock{mutex_};
  if (known_.size() >= kRememberedMax) known_.clear();
  known_[state->id] = std::move(state);
}

std::shared_ptr<const State> CaseDesk::load(Session& session, const std::string& case_id) {
  std::shared_ptr<const State> known;
  {
    const std::scoped_lock lock{mutex_};
    if (const auto found = known_.find(case_id); found != known_.end()) known = found->second;
  }
  const auto stream = case_stream(case_id);
  // What is remembered may be behind (another instance wrote) but never ahead of what is durable.
  const auto version = store::stream_version(session, stream);
  if (version == 0) return nullptr;
  if (known && known->version == version) return known;
  auto state = known && known->version < version ? *known : State{};
  state.id = case_id;
  for (const auto& event : store::load(session, stream, state.version + 1)) {
    state = casefile::evolve(std::move(state), casefile::decode(event.kind, event.body),
                             {event.version, event.actor, event.at});
  }
  return std::make_shared<const State>(std::move(state));
}

void CaseDesk::project(Session& session, const State& state) {
  const auto people = people_.directory(session);
  const acts::CaseView view{pack_, *people, acts::item_of(pack_, state), state};
  const auto now = clock_.now();
  registers::put_case(session, summary_of(view), todos_of(view, now));
  project_publication(session, view);
}

template <typename Command>
Result<std::string> CaseDesk::carry_out(Session& session, const people::Visitor& visitor,
                                        const std::string& case_id, const Command& command,
                                        const Envelope& envelope,
                                        std::shared_ptr<const State>& after_commit) {
  auto before = load(session, case_id);
  // A case out of scope and one that is not there are told in the same words.
  constexpr bool opens = std::is_same_v<Command, acts::OpenCase>;
  if (before ? !in_scope(visitor, *before) : !opens) {
    return tl::unexpected<Rejection>(no_such_case());
  }
  State state = before ? *before : State{};
  state.id = case_id;
  if (auto stale = wrong_version(state, envelope)) return tl::unexpected<Rejection>(*stale);

  // Decide: pure, all findings at once. Numbers are taken last, inside this transaction, so that
  // a refusal or a crash leaves no gap in the series.
  const auto now = clock_.now();
  const auto people = people_.directory(session);
  std::vector<std::string> numbers;
  NumberTaker taker{session, *people, case_stream(case_id), state.version, now, numbers};
  auto events = acts::decide(
      state, command,
      {pack_, *people, visitor.person_id, now,
       [&](const std::string& word, const std::string& unit) { return taker.take(word, unit); }});
  if (!events) return tl::unexpected<Rejection>(events.error());

  // The gate's rows stand before the events they allow: the database refuses a decision without.
  std::vector<NewEvent> fresh;
  State after = state;
  for (const auto& event : *events) {
    open_gate(session, after, event, case_stream(case_id), after.version + 1, visitor.person_id,
              now);
    fresh.push_back(to_new_event(pack_, after, event, session, case_stream(case_id)));
    const casefile::Recorded recorded{after.version + 1, visitor.person_id, now};
    after = casefile::evolve(std::move(after), event, recorded);
  }
  const auto stored = recorder_.record(session, case_stream(case_id), state.version,
                                       visitor.person_id, now, fresh, envelope.key);
  if (!stored) return tl::unexpected<Rejection>(stored.error());

  project(session, after);
  auto answer = answer_of(after, *stored, numbers);
  after_commit = std::make_shared<const State>(std::move(after));
  return answer;
}

bool CaseDesk::changed_since(const std::string& case_id, std::int64_t version) {
  std::int64_t now = 0;
  database_.read(
      [&](Session& session) { now = store::stream_version(session, case_stream(case_id)); });
  return now > version;
}

template <typename Command>
Result<std::string> CaseDesk::submit(const people::Visitor& visitor, const std::string& case_id,
                                     const Command& command, const Envelope& envelope) {
  Result<std::string> outcome;
  std::shared_ptr<const State> after;
  std::int64_t seen = 0;
  try {
    database_.write([&](Session& session) {
      after.reset();
      seen = store::stream_version(session, case_stream(case_id));
      outcome = once(session, visitor.person_id, envelope, clock_.now(), [&] {
        return carry_out(session, visitor, case_id, command, envelope, after);
      });
      return outcome ? Outcome::commit : Outcome::roll_back;
    });
  } catch (const store::UniqueViolation&) {
    // The gate's rows stand before the event: on PostgreSQL the slower of two who decide at the
    // same time meets the faster one's row there, and not yet the event.
    if (!changed_since(case_id, seen)) throw;
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
  return submit(visitor, new_case_id(), command, envelope);
}

Result<std::string> CaseDesk::step(const people::Visitor& visitor, const std::string& case_id,
                                   const acts::DoStep& command, const Envelope& envelope) {
  return submit(visitor, case_id, command, envelope);
}

Result<std::string> CaseDesk::evidence(const people::Visitor& visitor, const std::string& case_id,
                                       const acts::AcceptEvidence& command,
                                       const Envelope& envelope) {
  return submit(visitor, case_id, command, envelope);
}

Result<std::string> CaseDesk::limit(const people::Visitor& visitor, const std::string& case_id,
                                    const acts::ChangeLimit& command, const Envelope& envelope) {
  return submit(visitor, case_id, command, envelope);
}

Result<CaseSight> CaseDesk::look(const people::Visitor& visitor, const std::string& case_id,
                                 std::optional<Instant> at) {
  CaseSight sight;
  database_.read([&](Session& session) {
    sight.people = people_.directory(session);
    if (!at) {
      sight.state = load(session, case_id);
      return;
    }
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
  if (!sight.state || !in_scope(visitor, *sight.state)) {
    return tl::unexpected<Rejection>(no_such_case());
  }
  const auto moment = at.value_or(clock_.now());
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
    const auto state = load(session, case_id);
    if (!state || !in_scope(visitor, *state)) {
      refused = no_such_case();
      return;
    }
    const auto people = people_.directory(session);
    for (auto& event : store::load(session, case_stream(case_id))) {
      TimelineEntry entry{std::move(event), {}, {}};
      entry.actor_name = people->name_of(entry.event.actor);
      if (const auto placed = store::entry_of(session, entry.event.seq)) {
        entry.log_index = placed->index;
      }
      out.push_back(std::move(entry));
    }
  });
  if (refused) return tl::unexpected<Rejection>(*refused);
  return out;
}

bool CaseDesk::may_see_event(const people::Visitor& visitor, std::int64_t seq) {
  bool visible = false;
  database_.read([&](Session& session) {
    const auto found = store::scan(session, seq - 1, 1);
    if (found.empty() || found.front().seq != seq) return;
    const auto case_id = case_id_of(found.front().stream);
    const auto state = case_id ? load(session, *case_id) : nullptr;
    visible = state && in_scope(visitor, *state);
  });
  return visible;
}

registers::CasePage CaseDesk::list(const people::Visitor& visitor, registers::CaseFilter filter,
                                   std::int64_t offset, std::int64_t limit) {
  if (!sees_every_unit(visitor)) filter.unit = visitor.unit_id;
  registers::CasePage page;
  database_.read(
      [&](Session& session) { page = registers::list_cases(session, filter, offset, limit); });
  return page;
}

std::vector<registers::TodoItem> CaseDesk::todos(const people::Visitor& visitor,
                                                 std::int64_t limit) {
  std::vector<std::string> roles;
  for (const auto role : visitor.roles) roles.emplace_back(people::to_string(role));
  const auto unit = sees_every_unit(visitor) ? std::string{} : visitor.unit_id;
  std::vector<registers::TodoItem> out;
  database_.read(
      [&](Session& session) { out = registers::list_todos(session, roles, unit, limit); });
  return out;
}

}  // namespace mingcha::desk
