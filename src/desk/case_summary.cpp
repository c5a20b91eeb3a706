// SPDX-License-Identifier: Apache-2.0
#include "desk/case_summary.h"

#include <nlohmann/json.hpp>

#include "acts/limits.h"
#include "acts/next.h"
#include "desk/sealed_case.h"
#include "law/ladder.h"
#include "pack/definition.h"

namespace mingcha::desk {

namespace {

std::string between_spaces(const std::set<std::string>& persons) {
  std::string out;
  for (const auto& person : persons) out += (out.empty() ? " " : "") + person + " ";
  return out;
}

/// Those that run and will not move by themselves. A limit that stands still says nothing.
void add_limits(registers::CaseRow& row, const acts::CaseView& view) {
  std::vector<RunningLimit> running;
  for (const auto& status : acts::limits_of(view, view.state().opening.at)) {
    if (status.ended || status.right || status.due.standing_still) continue;
    running.push_back({status.limit->id, status.start, status.due.at});
    const auto warnings = law::warnings(view.pack().ladder, status.start, status.due.at);
    const auto speaks = warnings.empty() ? status.due.at : warnings.front().at;
    if (!row.speaks_at || speaks < *row.speaks_at) row.speaks_at = speaks;
  }
  row.limits = write_limits(running);
}

}  // namespace

std::string write_limits(const std::vector<RunningLimit>& limits) {
  auto json = nlohmann::json::array();
  for (const auto& limit : limits) {
    json.push_back({limit.id, to_millis(limit.start), to_millis(limit.due)});
  }
  return limits.empty() ? std::string{} : json.dump();
}

std::vector<RunningLimit> read_limits(const std::string& text) {
  std::vector<RunningLimit> limits;
  if (text.empty()) return limits;
  for (const auto& entry : nlohmann::json::parse(text)) {
    limits.push_back({entry.at(0), from_millis(entry.at(1)), from_millis(entry.at(2))});
  }
  return limits;
}

registers::CaseRow summary_of(const acts::CaseView& view) {
  const auto& state = view.state();
  registers::CaseRow row;
  row.case_id = state.id;
  row.version = state.version;
  row.item = view.item().id;
  row.title = view.item().title.zh;
  if (const auto* party = state.fact("party.name")) row.party = *party;
  row.unit = state.opened->unit;
  row.opened_at = state.opening.at;
  std::int64_t latest = 0;
  for (const auto& [id, done] : state.done) {
    const auto* step = view.procedure().step(id);
    if (step == nullptr || done.recorded.version <= latest) continue;
    latest = done.recorded.version;
    row.stage = step->title.zh;
  }
  if (state.decision) {
    row.decided_on = state.decision->decided_on;
    row.number = state.decision->number;
  }
  row.major = view.major();
  row.sealed = state.sealed.has_value();
  row.closed = state.closed;
  row.handlers = between_spaces(state.handlers);
  row.took_part = between_spaces(participants(state));
  if (!row.closed) add_limits(row, view);
  return row;
}

std::vector<registers::Todo> todos_of(const acts::CaseView& view, Instant now) {
  std::vector<registers::Todo> todos;
  const auto* submission = view.state().submission();
  for (const auto& next : acts::steps_to_do(view, now)) {
    const bool review = next.step->kind == pack::StepKind::review;
    todos.push_back({view.state().id, next.step->id, next.step->title.zh, next.step->who.role,
                     review && submission != nullptr ? submission->reviewer : std::string{},
                     view.state().opened->unit, next.due});
  }
  return todos;
}

}  // namespace mingcha::desk
