// SPDX-License-Identifier: Apache-2.0
#include "desk/list_desk.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "base/assert.h"
#include "desk/idempotency.h"
#include "desk/list_guard.h"
#include "desk/list_rows.h"
#include "desk/recorder.h"
#include "lists/codec.h"
#include "pack/definition.h"
#include "store/database.h"

namespace mingcha::desk {
namespace {

using lists::State;
using store::Outcome;
using store::Session;

constexpr std::size_t kWaitingMax = 20;

tl::unexpected<Rejection> no_such_list() {
  return reject(Refusal::not_found, {"没有这份清单", "no such list"});
}

tl::unexpected<Rejection> no_such_set() {
  return reject(Refusal::not_found, {"没有待确认的这份变更单", "no such set of changes waits"});
}

std::string answer_of(const std::string& list, std::int64_t set, const char* state,
                      std::int64_t number) {
  return nlohmann::json{{"list", list}, {"set", set}, {"state", state}, {"number", number}}.dump();
}

Findings missing(const char* field, Text what, Text cure) {
  return {{"reasons-missing", std::move(what), {}, std::move(cure), field}};
}

std::optional<Rejection> why_no_set(const State& state, const PrepareList& command,
                                    const law::Statutes& statutes) {
  if (state.waiting.size() >= kWaitingMax) {
    return Rejection{Refusal::too_many,
                     {"待确认的变更单过多，请先处理", "too many sets wait; deal with them first"},
                     {}};
  }
  if (trim(command.reason).empty()) {
    return Rejection{
        Refusal::invalid,
        {"须写明变更原因", "the reason is missing"},
        missing("/reason", {"变更原因会随变更历史公开", "it is public with the change"},
                {"写明因何变更", "say why the list changes"})};
  }
  if (command.article.empty()) return std::nullopt;
  const auto cited = statutes.cite(command.article);
  return cited ? std::nullopt : std::optional{cited.error()};
}

/// "第4行 姓名".
Findings findings_of(const std::vector<lists::RowProblem>& problems) {
  Findings out;
  for (const auto& problem : problems) {
    auto finding = problem.finding;
    if (problem.row != 0) finding.where = "第" + std::to_string(problem.row) + "行";
    if (!problem.column.empty()) finding.where += " " + problem.column;
    out.push_back(std::move(finding));
  }
  return out;
}

Rejection betrayal(Findings findings) {
  return {Refusal::rule_broken,
          {"变更内容会公开不公开身份的人员", "the changes would tell of somebody who is withheld"},
          std::move(findings)};
}

ListStanding stands(Session& session, const pack::ListKind& kind, Day today) {
  ListStanding out;
  out.kind = &kind;
  out.entries = registers::count_entries(session, kind.id, today, registers::Reach::all);
  out.open = registers::count_entries(session, kind.id, today, registers::Reach::open);
  out.waiting = registers::count_sets(session, kind.id, "waiting");
  const auto last = registers::list_sets(session, kind.id, "confirmed", 0, 1);
  if (!last.empty()) {
    out.number = last.front().number;
    out.changed_on = mingcha::to_string(local_day(*last.front().decided_at));
  }
  return out;
}

}  // namespace

ListDesk::ListDesk(store::Database& database, const pack::Pack& pack, const Recorder& recorder,
                   Clock& clock)
    : database_{database}, pack_{pack}, recorder_{recorder}, clock_{clock} {}

Result<const pack::ListKind*> ListDesk::kept(const std::string& list) const {
  const auto* kind = pack_.list(list);
  if (kind == nullptr) return no_such_list();
  if (kind->source == pack::ListSource::kept) return kind;
  return reject(Refusal::not_found, {"这份清单由法规包生成，不在这里维护",
                                     "this list is made from the pack and not kept here"});
}

ListDesk::Loaded ListDesk::load(Session& session, const std::string& list) {
  const auto version = store::stream_version(session, list_stream(list));
  Loaded known;
  {
    const std::scoped_lock lock{mutex_};
    known = known_[list];
  }
  if (known && known->version == version) return known;
  // Only what came since is read; a list's past never changes.
  State state = known && known->version < version ? *known : State{};
  for (const auto& event : store::load(session, list_stream(list), state.version + 1)) {
    state = lists::evolve(std::move(state), lists::decode(event.kind, event.body), event.actor,
                          event.at);
  }
  auto loaded = std::make_shared<const State>(std::move(state));
  const std::scoped_lock lock{mutex_};
  auto& kept_one = known_[list];
  if (!kept_one || kept_one->version < loaded->version) kept_one = loaded;
  return loaded;
}

Result<std::string> ListDesk::carry_out(const people::Visitor& visitor, const Envelope& envelope,
                                        const std::function<Result<std::string>(Session&)>& work) {
  Result<std::string> outcome;
  database_.write([&](Session& session) {
    outcome = once(session, visitor.person_id, envelope, clock_.now(),
                   [&]() -> Result<std::string> { return work(session); });
    return outcome ? Outcome::commit : Outcome::roll_back;
  });
  return settled(database_, visitor.person_id, envelope, std::move(outcome));
}

Result<std::string> ListDesk::record(Session& session, const pack::ListKind& kind,
                                     const Loaded& loaded, const lists::Event& event,
                                     const people::Visitor& visitor, const Envelope& envelope,
                                     std::optional<std::int64_t> refers_to) {
  const auto now = clock_.now();
  const bool is_public = std::holds_alternative<lists::ListConfirmed>(event);
  const std::vector<NewEvent> events{
      {std::string{lists::kind_of(event)},
       lists::encode(event),
       is_public ? ledger::LeafType::list_changed : ledger::LeafType::case_recorded,
       {},
       {},
       refers_to}};
  const auto stored = recorder_.record(session, list_stream(kind.id), loaded->version,
                                       visitor.person_id, now, events, envelope.key);
  if (!stored) return tl::unexpected<Rejection>(stored.error());
  const auto after = lists::evolve(*loaded, event, visitor.person_id, now);
  show_list_event(session, kind, *loaded, after, event, visitor.person_id, now);
  return std::string{};
}

Findings ListDesk::betrayals_of(Session& session, const pack::ListKind& kind,
                                const lists::ListPrepared& set) {
  Findings out;
  for (const auto& other : pack_.lists) {
    if (other.source != pack::ListSource::kept || other.withheld.empty()) continue;
    auto state = *load(session, other.id);
    if (other.id == kind.id) {
      for (const auto& change : set.changes) {
        auto& timeline = state.entries[change.key];
        timeline = lists::applied(std::move(timeline), change, 0);
      }
    }
    auto found = betrayals(kind, set.reason, set.changes, protected_words(other, state),
                           other.withheld_article);
    out.insert(out.end(), found.begin(), found.end());
  }
  return out;
}

Result<std::string> ListDesk::prepare_set(const people::Visitor& visitor, const std::string& list,
                                          const PrepareList& command, const Planner& planner,
                                          const Envelope& envelope) {
  const auto kind = kept(list);
  if (!kind) return tl::unexpected<Rejection>(kind.error());
  return carry_out(visitor, envelope, [&](Session& session) -> Result<std::string> {
    const auto loaded = load(session, list);
    if (auto refused = why_no_set(*loaded, command, pack_.statutes)) {
      return tl::unexpected<Rejection>(std::move(*refused));
    }
    auto changes = planner(**kind, *loaded);
    if (!changes) return tl::unexpected<Rejection>(changes.error());
    if (changes->empty()) {
      return reject(Refusal::invalid, {"没有任何变更", "nothing would change"});
    }
    const lists::ListPrepared prepared{loaded->sets + 1, loaded->number,
                                       std::string{trim(command.reason)}, command.article,
                                       std::move(*changes)};
    if (auto findings = betrayals_of(session, **kind, prepared); !findings.empty()) {
      return tl::unexpected<Rejection>(betrayal(std::move(findings)));
    }
    auto done =
        record(session, **kind, loaded, lists::Event{prepared}, visitor, envelope, std::nullopt);
    if (!done) return done;
    return answer_of(list, prepared.set, "waiting", loaded->number);
  });
}

Result<std::string> ListDesk::prepare(const people::Visitor& visitor, const std::string& list,
                                      const PrepareList& command, const Envelope& envelope) {
  const auto planner = [&](const pack::ListKind& kind,
                           const State& state) -> Result<std::vector<lists::Change>> {
    auto planned = lists::plan(kind, pack_.statutes, state, command.wishes);
    if (planned.findings.empty()) return std::move(planned.changes);
    return reject(Refusal::invalid, {"变更内容有误", "the changes are wrong"},
                  std::move(planned.findings));
  };
  return prepare_set(visitor, list, command, planner, envelope);
}

Result<lists::Import> ListDesk::preview(const std::string& list, const sheets::Table& table,
                                        const lists::ImportRules& rules) {
  const auto kind = kept(list);
  if (!kind) return tl::unexpected<Rejection>(kind.error());
  const auto loaded = state(list);
  if (!loaded) return tl::unexpected<Rejection>(loaded.error());
  return lists::plan_import(**kind, pack_.statutes, **loaded, table, rules);
}

Result<std::string> ListDesk::prepare_import(const people::Visitor& visitor,
                                             const std::string& list, const sheets::Table& table,
                                             const lists::ImportRules& rules,
                                             const PrepareList& command, const Envelope& envelope) {
  const auto planner = [&](const pack::ListKind& kind,
                           const State& state) -> Result<std::vector<lists::Change>> {
    auto planned = lists::plan_import(kind, pack_.statutes, state, table, rules);
    if (planned.problems.empty()) return std::move(planned.changes);
    return reject(Refusal::invalid, {"文件有误，未予导入", "the file has errors and was not taken"},
                  findings_of(planned.problems));
  };
  return prepare_set(visitor, list, command, planner, envelope);
}

Result<std::string> ListDesk::confirm(const people::Visitor& visitor, const std::string& list,
                                      std::int64_t set, const Envelope& envelope) {
  const auto kind = kept(list);
  if (!kind) return tl::unexpected<Rejection>(kind.error());
  return carry_out(visitor, envelope, [&](Session& session) -> Result<std::string> {
    const auto loaded = load(session, list);
    const auto found = loaded->waiting.find(set);
    if (found == loaded->waiting.end()) return no_such_set();
    if (found->second.by == visitor.person_id) {
      return reject(Refusal::rule_broken,
                    {"清单变更须由另一人确认", "a second person must confirm"},
                    {{"same-person",
                      {"拟稿与确认不能是同一人", "whoever prepared it cannot confirm it"},
                      pack_.disclosure.confirm_article,
                      {"请由另一名公示管理员确认", "let another publicity editor confirm"},
                      std::to_string(set)}});
    }
    if (auto findings = lists::conflicts(*loaded, found->second.prepared); !findings.empty()) {
      return reject(Refusal::conflict,
                    {"拟稿之后清单已有变更", "the list has changed since this was prepared"},
                    std::move(findings));
    }
    if (auto findings = betrayals_of(session, **kind, found->second.prepared); !findings.empty()) {
      return tl::unexpected<Rejection>(betrayal(std::move(findings)));
    }
    store::UpTo up_to;
    up_to.version = found->second.version;
    const auto prepared = store::load(session, list_stream(list), up_to.version, up_to);
    MINGCHA_ASSERT(prepared.size() == 1);
    const lists::ListConfirmed confirmed{set, loaded->number + 1,
                                         mingcha::to_string(local_day(clock_.now()))};
    auto done = record(session, **kind, loaded, lists::Event{confirmed}, visitor, envelope,
                       prepared.front().seq);
    if (!done) return done;
    return answer_of(list, set, "confirmed", confirmed.number);
  });
}

Result<std::string> ListDesk::discard(const people::Visitor& visitor, const std::string& list,
                                      std::int64_t set, const std::string& reason,
                                      const Envelope& envelope) {
  const auto kind = kept(list);
  if (!kind) return tl::unexpected<Rejection>(kind.error());
  return carry_out(visitor, envelope, [&](Session& session) -> Result<std::string> {
    const auto loaded = load(session, list);
    if (!loaded->waiting.contains(set)) return no_such_set();
    if (trim(reason).empty()) {
      return reject(Refusal::invalid, {"须写明作废原因", "the reason is missing"},
                    missing("/reason", {"未写明作废原因", "no reason given"},
                            {"写明为何不用", "say why it is given up"}));
    }
    const lists::ListDiscarded discarded{set, std::string{trim(reason)}};
    auto done =
        record(session, **kind, loaded, lists::Event{discarded}, visitor, envelope, std::nullopt);
    if (!done) return done;
    return answer_of(list, set, "discarded", loaded->number);
  });
}

std::vector<ListStanding> ListDesk::standing() {
  std::vector<ListStanding> out;
  const auto today = local_day(clock_.now());
  database_.read([&](Session& session) {
    out.clear();
    for (const auto& kind : pack_.lists) {
      if (kind.source == pack::ListSource::kept) out.push_back(stands(session, kind, today));
    }
  });
  return out;
}

ListStanding ListDesk::standing(const pack::ListKind& kind) {
  ListStanding out;
  const auto today = local_day(clock_.now());
  database_.read([&](Session& session) { out = stands(session, kind, today); });
  return out;
}

Result<std::shared_ptr<const State>> ListDesk::state(const std::string& list) {
  if (const auto kind = kept(list); !kind) return tl::unexpected<Rejection>(kind.error());
  Loaded out;
  database_.read([&](Session& session) { out = load(session, list); });
  return out;
}

Result<State> ListDesk::state_at(const std::string& list, std::int64_t number) {
  if (const auto kind = kept(list); !kind) return tl::unexpected<Rejection>(kind.error());
  State out;
  database_.read([&](Session& session) {
    out = {};
    for (const auto& stored : store::load(session, list_stream(list))) {
      const auto event = lists::decode(stored.kind, stored.body);
      const auto* confirmed = std::get_if<lists::ListConfirmed>(&event);
      if (confirmed != nullptr && confirmed->number > number) break;
      out = lists::evolve(std::move(out), event, stored.actor, stored.at);
    }
  });
  return out;
}

registers::ListPage ListDesk::entries(const std::string& list, const registers::ListFilter& filter,
                                      registers::Reach reach, std::int64_t offset,
                                      std::int64_t limit) {
  registers::ListPage out;
  auto asked = filter;
  // What begins tomorrow is nobody's business yet.
  if (reach == registers::Reach::open) asked.on = std::min(asked.on, local_day(clock_.now()));
  database_.read([&](Session& session) {
    out = registers::list_entries(session, list, asked, reach, offset, limit);
  });
  return out;
}

std::vector<registers::ListEntry> ListDesk::spans(const std::string& list, const std::string& key,
                                                  registers::Reach reach) {
  std::vector<registers::ListEntry> out;
  const auto until = reach == registers::Reach::open ? std::optional{local_day(clock_.now())}
                                                     : std::optional<Day>{};
  database_.read([&](Session& session) {
    out = registers::list_entry_spans(session, list, key, reach, until);
  });
  return out;
}

std::vector<registers::ListSetRow> ListDesk::sets(const std::string& list, const std::string& state,
                                                  std::int64_t offset, std::int64_t limit) {
  std::vector<registers::ListSetRow> out;
  database_.read(
      [&](Session& session) { out = registers::list_sets(session, list, state, offset, limit); });
  return out;
}

std::vector<registers::ListChange> ListDesk::changes(const std::string& list, std::int64_t number,
                                                     const std::string& key, registers::Reach reach,
                                                     std::int64_t offset, std::int64_t limit) {
  std::vector<registers::ListChange> out;
  database_.read([&](Session& session) {
    out = registers::list_changes(session, list, number, key, reach, offset, limit);
  });
  return out;
}

std::set<std::string> ListDesk::withheld_words() {
  std::set<std::string> out;
  database_.read([&](Session& session) {
    out.clear();
    for (const auto& kind : pack_.lists) {
      if (kind.source == pack::ListSource::kept && !kind.withheld.empty()) {
        out.merge(protected_words(kind, *load(session, kind.id)));
      }
    }
  });
  return out;
}

std::optional<Day> ListDesk::changed_openly(const std::string& list) {
  std::optional<Day> out;
  database_.read([&](Session& session) {
    out.reset();
    const auto number = registers::last_open_change(session, list);
    const auto set = registers::find_list_version(session, list, number);
    if (set && set->decided_at) out = local_day(*set->decided_at);
  });
  return out;
}

registers::ListChangeCount ListDesk::count_changes(const std::string& list, std::int64_t number,
                                                   registers::Reach reach) {
  registers::ListChangeCount out;
  database_.read(
      [&](Session& session) { out = registers::count_changes(session, list, number, reach); });
  return out;
}

}  // namespace mingcha::desk
