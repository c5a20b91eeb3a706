// SPDX-License-Identifier: Apache-2.0
#include "desk/duty_desk.h"

#include <algorithm>

#include "desk/case_desk.h"
#include "desk/case_summary.h"
#include "desk/sealed_case.h"
#include "pack/definition.h"
#include "store/database.h"

namespace mingcha::desk {
namespace {

std::string scope_of(const people::Visitor& visitor) {
  return sees_every_unit(visitor) ? std::string{} : visitor.unit_id;
}

const law::TimeLimit* find_limit(const pack::Pack& pack, const std::string& item_id,
                                 const std::string& limit_id) {
  const auto item = pack.items.find(item_id);
  if (item == pack.items.end()) return nullptr;
  const auto procedure = pack.procedures.find(item->second.procedure);
  if (procedure == pack.procedures.end()) return nullptr;
  const auto& limits = procedure->second.limits;
  const auto found = std::ranges::find(limits, limit_id, &law::TimeLimit::id);
  return found == limits.end() ? nullptr : &*found;
}

/// Nothing while the limit has not spoken.
std::optional<Alert> alert_of(const pack::Pack& pack, const registers::CaseRow& row,
                              const RunningLimit& running, Instant now) {
  const auto* limit = find_limit(pack, row.item, running.id);
  if (limit == nullptr) return std::nullopt;
  Alert alert;
  alert.over = now > running.due;
  for (const auto& warning : law::warnings(pack.ladder, running.start, running.due)) {
    if (warning.at > now) break;
    alert.level = law::to_string(warning.rung);
    alert.level_title = law::to_text(warning.rung);
  }
  if (!alert.over && alert.level.empty()) return std::nullopt;
  alert.row = row;
  alert.limit = limit->id;
  alert.title = limit->title;
  alert.article = law::to_string(limit->citation);
  alert.due = running.due;
  return alert;
}

}  // namespace

std::vector<Alert> DutyDesk::alerts(const people::Visitor& visitor, std::int64_t limit) {
  const auto now = clock_.now();
  const auto unit = scope_of(visitor);
  const auto handler = sees_every_unit(visitor) ? std::string{} : visitor.person_id;
  std::vector<registers::CaseRow> rows;
  database_.read([&](store::Session& session) {
    rows = registers::speaking_cases(session, unit, handler, now, limit);
  });
  std::vector<Alert> out;
  const auto blind = blind_to(visitor);
  for (auto& row : rows) {
    registers::hide(row, blind);
    for (const auto& running : read_limits(row.limits)) {
      if (auto alert = alert_of(pack_, row, running, now)) out.push_back(*std::move(alert));
    }
  }
  std::ranges::stable_sort(out, {}, &Alert::due);
  return out;
}

std::optional<Urging> DutyDesk::urging(const registers::TodoItem& item) const {
  if (!item.todo.due) return std::nullopt;
  for (const auto& running : read_limits(item.row.limits)) {
    if (running.due != *item.todo.due) continue;
    const auto* limit = find_limit(pack_, item.row.item, running.id);
    if (limit == nullptr) continue;
    return Urging{limit->id, limit->title, law::to_string(limit->citation)};
  }
  return std::nullopt;
}

std::vector<registers::TodoItem> DutyDesk::waiting(const people::Visitor& visitor,
                                                   std::int64_t limit) {
  std::vector<std::string> roles;
  for (const auto role : visitor.roles) roles.emplace_back(people::to_string(role));
  std::vector<registers::TodoItem> out;
  database_.read([&](store::Session& session) {
    out = registers::list_waiting(session, visitor.person_id, roles, scope_of(visitor), limit);
  });
  const auto blind = blind_to(visitor);
  for (auto& item : out) registers::hide(item.row, blind);
  return out;
}

}  // namespace mingcha::desk
