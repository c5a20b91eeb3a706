// SPDX-License-Identifier: Apache-2.0
// What had to be recorded and whether it was: of a case, and of all units on the wall.
#include <algorithm>
#include <map>

#include <nlohmann/json.hpp>

#include "acts/next.h"
#include "base/text.h"
#include "desk/case_desk.h"
#include "desk/idempotency.h"
#include "desk/people_desk.h"
#include "desk/recording_desk.h"
#include "pack/definition.h"
#include "store/database.h"

namespace mingcha::desk {
namespace {

using store::Outcome;
using store::Session;

/// Steps that can be done next and that will have to be recorded.
std::vector<std::pair<const pack::Step*, const pack::RecordingItem*>> ahead_of(
    const CaseSight& sight) {
  std::vector<std::pair<const pack::Step*, const pack::RecordingItem*>> out;
  for (const auto& next : sight.next) {
    for (const auto* item : recording::items_for(*sight.view, *next.step, sight.day)) {
      out.emplace_back(next.step, item);
    }
  }
  return out;
}

tl::unexpected<Rejection> refused(const char* code, Text what, Text cure, std::string article,
                                  std::string where) {
  return tl::unexpected<Rejection>(
      Rejection{Refusal::invalid,
                what,
                {{code, what, std::move(article), std::move(cure), std::move(where)}}});
}

bool is_a_gap(const std::vector<recording::DutyStatus>& duties,
              const recording::GapExplained& said) {
  return std::ranges::any_of(duties, [&](const auto& status) {
    return status.duty.occasion == said.occasion && status.duty.item->id == said.item &&
           std::ranges::any_of(status.coverage.gaps, [&](const auto& gap) {
             return to_millis(gap.span.from) == said.from && to_millis(gap.span.to) == said.to;
           });
  });
}

}  // namespace

Result<CaseRecordings> RecordingDesk::of_case(const people::Visitor& visitor,
                                              const std::string& case_id) {
  const auto seen = cases_.look(visitor, case_id);
  if (!seen) return tl::unexpected<Rejection>(seen.error());
  CaseRecordings out;
  out.people = seen->people;
  out.ahead = ahead_of(*seen);
  const auto duties = recording::duties_of(*seen->view);
  database_.read([&](Session& session) {
    out.explanations = explanations_of(session, case_id);
    out.duties =
        duty_status(session, case_id, duties, out.explanations, book_.pack().recordings.thresholds);
    for (const auto& id : registers::recordings_of_case(session, case_id)) {
      auto sight = sight_of(session, visitor, *book_.recording(session, id));
      sight.may_watch = visitor.may(people::Permission::read_recording) && !sight.state.destroyed;
      out.recordings.push_back(std::move(sight));
    }
  });
  std::ranges::sort(out.recordings, {}, [](const RecordingSight& sight) {
    return sight.row.made_from.value_or(sight.row.received_at);
  });
  return out;
}

Result<std::string> RecordingDesk::explain(const people::Visitor& visitor,
                                           const std::string& case_id,
                                           const recording::GapExplained& gap,
                                           const Envelope& envelope) {
  const auto& rules = book_.pack().recordings;
  const auto seen = cases_.look(visitor, case_id);
  if (!seen) return tl::unexpected<Rejection>(seen.error());
  const bool known = std::ranges::any_of(
      rules.reasons, [&](const pack::Choice& reason) { return reason.id == gap.ground; });
  if (!known) {
    return refused("ground-missing", {"没有选择原因", "no ground chosen"},
                   {"请选择中断或者没有录制的原因", "choose why it was not recorded"},
                   rules.explain_article, "ground");
  }
  if (count_characters(trim(gap.text)) < 5) {
    return refused("text-missing", {"没有写明具体情况", "it is not said what happened"},
                   {"请用至少五个字写明具体情况", "say in a few words what happened"},
                   rules.explain_article, "text");
  }
  const auto duties = recording::duties_of(*seen->view);
  Result<std::string> outcome;
  database_.write([&](Session& session) {
    outcome =
        once(session, visitor.person_id, envelope, clock_.now(), [&]() -> Result<std::string> {
          const auto explanations = explanations_of(session, case_id);
          if (!is_a_gap(duty_status(session, case_id, duties, explanations, rules.thresholds),
                        gap)) {
            return refused("no-such-gap", {"没有这一段缺口", "there is no such gap"},
                           {"请刷新页面", "load the page again"}, {}, "from");
          }
          const auto done =
              book_.explain(session, case_id, gap, {visitor.person_id, clock_.now(), envelope.key});
          if (!done) return tl::unexpected<Rejection>(done.error());
          return nlohmann::json{{"case", case_id}}.dump();
        });
    return outcome ? Outcome::commit : Outcome::roll_back;
  });
  return settled(database_, visitor.person_id, envelope, std::move(outcome));
}

registers::DutyPage RecordingDesk::duties(const people::Visitor& visitor,
                                          registers::DutyFilter filter, std::int64_t offset,
                                          std::int64_t limit) {
  registers::DutyPage out;
  if (!sees_every_unit(visitor) && !visitor.may(people::Permission::manage_recordings)) {
    filter.unit = visitor.unit_id;
  }
  database_.read(
      [&](Session& session) { out = registers::list_duties(session, filter, offset, limit); });
  return out;
}

Wall RecordingDesk::wall(const people::Visitor& visitor, std::int64_t days) {
  const auto& limits = book_.pack().recordings.thresholds;
  const auto now = clock_.now();
  Wall out;
  out.to = now;
  out.from = now - std::chrono::hours{24 * days};
  std::map<std::string, WallUnit> units;
  const auto people = people_.directory();
  const bool all = sees_every_unit(visitor) || visitor.may(people::Permission::manage_recordings);
  database_.read([&](Session& session) {
    units.clear();
    for (auto& each : registers::recording_figures(
             session, out.from, now - std::chrono::hours{limits.unassigned_hours})) {
      units[each.unit].recordings = each;
    }
    for (auto& each : registers::duty_figures(session, out.from, out.to)) {
      units[each.unit].duties.push_back(each);
    }
    for (const auto& device : registers::list_devices(session, {})) {
      if (device.condition == "scrapped") continue;
      auto& unit = units[device.unit];
      ++unit.devices;
      if (device.condition == "lost") ++unit.lost;
      const auto heard = device.last_recording.value_or(device.since.value_or(now));
      if (device.condition == "issued" && now - std::max(heard, device.since.value_or(heard)) >
                                              std::chrono::hours{24 * limits.idle_days}) {
        ++unit.silent;
      }
      if (!device.checked_at ||
          now - *device.checked_at > std::chrono::hours{24 * limits.check_days}) {
        ++unit.unchecked;
      }
    }
    out.bytes = registers::bytes_kept(session);
  });
  for (auto& [id, unit] : units) {
    if (!all && id != visitor.unit_id) continue;
    unit.unit = id;
    const auto* known = people->unit(id);
    unit.name = known == nullptr ? id : known->name;
    out.units.push_back(std::move(unit));
  }
  return out;
}

}  // namespace mingcha::desk
