// SPDX-License-Identifier: Apache-2.0
// Who is on leave, and who may approve in another's place meanwhile.
#include <nlohmann/json.hpp>

#include "crypto/random.h"
#include "desk/idempotency.h"
#include "desk/people_desk.h"
#include "desk/recorder.h"
#include "pack/definition.h"
#include "store/database.h"
#include "store/event_store.h"

namespace mingcha::desk {
namespace {

using Json = nlohmann::json;
using people::Directory;

constexpr std::size_t kReasonLongest = 200;
constexpr std::chrono::days kLongest{366};

const Text kAbsenceRefused{"不能登记休假", "the leave cannot be recorded"};
const Text kDelegationRefused{"不能登记委托", "the delegation cannot be recorded"};

std::string new_id(std::string_view prefix) {
  return std::string{prefix} + to_hex(crypto::random_bytes(8));
}

Finding finding(const char* code, Text what, Text cure, const char* where,
                const std::string& article = {}) {
  return {code, std::move(what), article, std::move(cure), where};
}

Findings check_days(Day from, Day to, Day today, const std::string& reason) {
  Findings out;
  if (to < from) {
    out.push_back(finding("days-reversed", {"止日早于起日", "it ends before it begins"},
                          {"请核对起止日期", "check the days"}, "to"));
  } else if (to < today) {
    out.push_back(finding("days-over", {"这段时间已经过去", "those days are over"},
                          {"只能登记今天以后的时间", "only from today on"}, "to"));
  } else if (to - from > kLongest) {
    out.push_back(finding("days-too-many", {"一次不得超过一年", "a year at most"},
                          {"请分次登记", "record it in parts"}, "to"));
  }
  if (trim(reason).empty() || count_characters(reason) > kReasonLongest) {
    out.push_back(finding("reasons-missing",
                          {"请写明事由，不超过200字", "say why, in 200 characters"},
                          {"请写明事由", "say why"}, "reason"));
  }
  return out;
}

Finding begins_before_today() {
  return finding("begins-before-today", {"起日早于今天", "it begins before today"},
                 {"只能从今天起登记", "let it begin today or later"}, "from");
}

const people::Person* active(const Directory& people, const std::string& id) {
  const auto* person = people.person(id);
  return person == nullptr || !person->active ? nullptr : person;
}

/// One's own; that of others an approver keeps, in the own unit or with a level that counts beyond
/// it. Leave says who can be chosen to review, so no other unit has a hand in it.
bool keeps_leave_of(const Directory& people, const pack::Pack& pack, const people::Visitor& visitor,
                    const std::string& person) {
  if (person == visitor.person_id) return true;
  if (!visitor.may(people::Permission::approve_case)) return false;
  const auto* approver = active(people, visitor.person_id);
  const auto* subject = people.person(person);
  if (approver == nullptr || subject == nullptr) return false;
  const auto rank = pack.rank(approver->level);
  return approver->unit == subject->unit || (rank != 0 && !pack.levels[rank - 1].own_unit);
}

Finding unknown_person(const std::string& id, const char* where) {
  return finding("unknown-person", {"没有这名在职人员：" + id, "no such person: " + id},
                 {"请从本单位人员中选择", "choose from the staff"}, where);
}

}  // namespace

Result<std::string> PeopleDesk::change(
    const people::Visitor& visitor, Instant now, const Envelope& envelope,
    const std::function<Result<DirectoryChange>(const Directory&)>& decide) {
  Result<std::string> outcome;
  database_.write([&](store::Session& session) {
    outcome = once(session, visitor.person_id, envelope, now, [&]() -> Result<std::string> {
      const auto version = store::stream_version(session, kDirectoryStream);
      const auto decided = decide(*directory(session, version));
      if (!decided) return tl::unexpected<Rejection>(decided.error());
      const NewEvent event{
          decided->kind, decided->body, ledger::LeafType::person_changed, {}, {}, {}};
      const auto stored = recorder_.record(session, kDirectoryStream, version, visitor.person_id,
                                           now, {&event, 1}, envelope.key);
      if (!stored) return tl::unexpected<Rejection>(stored.error());
      return Json{{"id", decided->id}}.dump();
    });
    return outcome ? store::Outcome::commit : store::Outcome::roll_back;
  });
  return settled(database_, visitor.person_id, envelope, std::move(outcome));
}

Result<std::string> PeopleDesk::report_absence(const people::Visitor& visitor, Instant now,
                                               const pack::Pack& pack, const SetAbsence& command,
                                               const Envelope& envelope) {
  return change(visitor, now, envelope, [&](const Directory& people) -> Result<DirectoryChange> {
    auto findings = check_days(command.from, command.to, local_day(now), command.reason);
    if (active(people, command.person) == nullptr) {
      findings.push_back(unknown_person(command.person, "person"));
    }
    if (command.person != visitor.person_id && command.from < local_day(now)) {
      findings.push_back(begins_before_today());
    }
    if (!keeps_leave_of(people, pack, visitor, command.person)) {
      findings.push_back(finding("not-own", {"只能登记本人的休假", "only your own leave"},
                                 {"他人的休假由本部门或者上级的审批人登记",
                                  "an approver of that unit or above records it"},
                                 "person"));
    }
    for (const auto& [id, other] : people.absences) {
      if (other.person != command.person || other.withdrawn) continue;
      if (other.to < command.from || command.to < other.from) continue;
      findings.push_back(finding("days-overlap",
                                 {"与已登记的休假重叠：" + mingcha::to_string(other.from) + " 至 " +
                                      mingcha::to_string(other.to),
                                  "overlaps a leave that is recorded"},
                                 {"请先撤销原登记", "withdraw that one first"}, "from"));
    }
    if (!findings.empty()) {
      return reject(Refusal::invalid, kAbsenceRefused, std::move(findings));
    }
    const auto id = new_id("a");
    return DirectoryChange{"absence.set", id,
                           Json{{"id", id},
                                {"person", command.person},
                                {"from", mingcha::to_string(command.from)},
                                {"to", mingcha::to_string(command.to)},
                                {"reason", std::string{trim(command.reason)}}}
                               .dump()};
  });
}

Result<std::string> PeopleDesk::delegate(const people::Visitor& visitor, Instant now,
                                         const pack::Pack& pack, const SetDelegation& command,
                                         const Envelope& envelope) {
  return change(visitor, now, envelope, [&](const Directory& people) -> Result<DirectoryChange> {
    const auto& article = pack.delegation_article;
    auto findings = check_days(command.from, command.until, local_day(now), command.reason);
    if (command.from < local_day(now)) findings.push_back(begins_before_today());
    const auto* giver = active(people, visitor.person_id);
    const auto* taker = active(people, command.to);
    if (giver == nullptr || pack.rank(giver->level) == 0) {
      findings.push_back(finding(
          "no-power-to-give", {"您没有审批权限，不能委托他人审批", "you have no power to give"},
          {"由有审批权限的负责人委托", "somebody with that power gives it"}, "by", article));
    }
    if (taker == nullptr) {
      findings.push_back(unknown_person(command.to, "to"));
    } else if (command.to == visitor.person_id) {
      findings.push_back(finding("to-oneself", {"不能委托给本人", "not to yourself"},
                                 {"请选择其他人员", "choose somebody else"}, "to", article));
    } else if (taker->auxiliary || !taker->certificate ||
               !taker->certificate->valid_on(command.from) ||
               !taker->certificate->valid_on(command.until)) {
      findings.push_back(finding(
          "taker-cannot",
          {taker->name + "没有执法资格，不能受托审批", taker->name + " has no right to enforce"},
          {"请选择有执法资格的人员", "choose somebody who has"}, "to", article));
    } else if (people.absence(command.to, command.from) != nullptr) {
      findings.push_back(finding("taker-absent",
                                 {taker->name + "当日休假", taker->name + " is on leave that day"},
                                 {"请选择在岗的人员", "choose somebody who is there"}, "to"));
    }
    for (const auto& [id, other] : people.delegations) {
      if (other.by != visitor.person_id || other.withdrawn) continue;
      if (other.until < command.from || command.until < other.from) continue;
      findings.push_back(finding("days-overlap",
                                 {"这段时间已经委托给" + people.name_of(other.to),
                                  "for those days it is given to " + people.name_of(other.to)},
                                 {"请先撤销原委托", "withdraw that one first"}, "from", article));
    }
    if (!findings.empty()) {
      return reject(Refusal::rule_broken, kDelegationRefused, std::move(findings));
    }
    const auto id = new_id("d");
    return DirectoryChange{"delegation.set", id,
                           Json{{"id", id},
                                {"by", visitor.person_id},
                                {"to", command.to},
                                {"from", mingcha::to_string(command.from)},
                                {"until", mingcha::to_string(command.until)},
                                {"reason", std::string{trim(command.reason)}}}
                               .dump()};
  });
}

Result<std::string> PeopleDesk::withdraw_absence(const people::Visitor& visitor, Instant now,
                                                 const pack::Pack& pack, const std::string& id,
                                                 const Envelope& envelope) {
  return change(visitor, now, envelope, [&](const Directory& people) -> Result<DirectoryChange> {
    const auto found = people.absences.find(id);
    const bool his = found != people.absences.end() &&
                     keeps_leave_of(people, pack, visitor, found->second.person);
    if (!his || found->second.withdrawn) {
      return reject(Refusal::not_found, {"没有这项休假登记", "no such leave"});
    }
    const auto& old = found->second;
    return DirectoryChange{"absence.set", id,
                           Json{{"id", id},
                                {"person", old.person},
                                {"from", mingcha::to_string(old.from)},
                                {"to", mingcha::to_string(old.to)},
                                {"reason", old.reason},
                                {"withdrawn", true}}
                               .dump()};
  });
}

Result<std::string> PeopleDesk::withdraw_delegation(const people::Visitor& visitor, Instant now,
                                                    const std::string& id,
                                                    const Envelope& envelope) {
  return change(visitor, now, envelope, [&](const Directory& people) -> Result<DirectoryChange> {
    const auto found = people.delegations.find(id);
    if (found == people.delegations.end() || found->second.by != visitor.person_id ||
        found->second.withdrawn) {
      return reject(Refusal::not_found, {"没有这项委托", "no such delegation"});
    }
    const auto& old = found->second;
    return DirectoryChange{"delegation.set", id,
                           Json{{"id", id},
                                {"by", old.by},
                                {"to", old.to},
                                {"from", mingcha::to_string(old.from)},
                                {"until", mingcha::to_string(old.until)},
                                {"reason", old.reason},
                                {"withdrawn", true}}
                               .dump()};
  });
}

}  // namespace mingcha::desk
