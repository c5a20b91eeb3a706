// SPDX-License-Identifier: Apache-2.0
#include "desk/case_summary.h"

#include "acts/next.h"

namespace mingcha::desk {

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
  return row;
}

std::vector<registers::Todo> todos_of(const acts::CaseView& view, Instant now) {
  std::vector<registers::Todo> todos;
  for (const auto& next : acts::next_steps(view, now)) {
    if (!next.possible || next.again) continue;
    todos.push_back({view.state().id, next.step->id, next.step->title.zh, next.step->who.role,
                     view.state().opened->unit, next.due});
  }
  return todos;
}

}  // namespace mingcha::desk
