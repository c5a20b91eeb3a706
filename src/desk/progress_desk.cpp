// SPDX-License-Identifier: Apache-2.0
#include "desk/progress_desk.h"

#include <algorithm>

#include "acts/decide.h"
#include "base/readable_code.h"
#include "desk/case_desk.h"
#include "desk/client_network.h"
#include "desk/people_desk.h"
#include "desk/progress_code.h"
#include "desk/trail_desk.h"
#include "registers/progress_register.h"
#include "store/database.h"

namespace mingcha::desk {
namespace {

using people::Permission;
using store::Session;

constexpr std::size_t kLooksMost = 200;

Rejection refused(Refusal kind, const char* code, Text what, Text cure) {
  return {kind, what, {{code, what, {}, std::move(cure), "code"}}};
}

Rejection mistyped(CodeFault fault) {
  const Text cure{"请照着回执上的查询码再输入一次，共16位，不分大小写",
                  "Type the code on your receipt again: 16 characters, small or capital"};
  switch (fault) {
    case CodeFault::empty:
      return refused(Refusal::invalid, "code-missing", {"没有输入查询码", "No code was typed"},
                     cure);
    case CodeFault::length:
      return refused(Refusal::invalid, "code-length",
                     {"查询码应为16位，多了或者少了", "A code has 16 characters, this has not"},
                     cure);
    case CodeFault::character:
      return refused(Refusal::invalid, "code-character",
                     {"其中有查询码里不会出现的字符", "A character is in it that no code has"},
                     cure);
    case CodeFault::check:
    case CodeFault::none: break;
  }
  return refused(Refusal::invalid, "code-check",
                 {"查询码输错了：有一位不对，或者两位颠倒了",
                  "Mistyped: one character is wrong, or two have changed places"},
                 cure);
}

Rejection unknown_code() {
  return refused(Refusal::not_found, "code-unknown",
                 {"没有与这个查询码对应的案件", "No case has this code"},
                 {"请核对回执；仍查不到的，请向出具回执的单位询问",
                  "Compare it with your receipt, or ask the unit that gave it to you"});
}

Rejection too_often() {
  return refused(Refusal::too_many, "too-many-attempts",
                 {"查询过于频繁，请稍后再试", "Too many attempts; try again in a while"},
                 {"请等一分钟再查", "Wait a minute"});
}

/// The role that a person is known by outside: the first that sees cases.
Text role_of(const people::Person& person) {
  for (const auto role : person.roles) {
    if (people::may(role, Permission::read_case)) return people::title(role);
  }
  return person.roles.empty() ? Text{"工作人员", "Staff"} : people::title(person.roles.front());
}

RoleLook role_look(const store::StoredLook& look, const people::Directory& people) {
  RoleLook out{local_day(look.at), {}, {}, look.person_id == kFollower};
  const auto* person = people.person(look.person_id);
  if (out.follower || person == nullptr) return out;
  const auto* unit = people.unit(person->unit);
  if (unit != nullptr) out.unit = {unit->name, unit->name};
  out.role = role_of(*person);
  return out;
}

}  // namespace

Result<FollowSight> ProgressDesk::follow(std::string_view typed, const std::string& address) {
  const auto now = clock_.now();
  const auto wait =
      std::max(per_address_.take(client_network(address), now), overall_.take("", now));
  if (wait.count() > 0) return tl::unexpected<Rejection>(too_often());
  const auto read = read_code(typed, kProgressCodeLength);
  if (read.fault != CodeFault::none) return tl::unexpected<Rejection>(mistyped(read.fault));
  FollowSight sight;
  database_.read([&](Session& session) {
    const auto case_id = registers::find_case_by_code(session, digest_of_code(read.code));
    if (!case_id) return;
    sight.state = cases_.load(session, *case_id);
    sight.people = people_.directory(session);
  });
  if (!sight.state) return tl::unexpected<Rejection>(unknown_code());
  const auto& state = *sight.state;
  people::Visitor follower;
  follower.person_id = kFollower;
  follower.purpose = "当事人凭查询码查询办案进度";
  sight.looks = looks_at(state.id, *sight.people);
  trail_.looked(follower, state.id, "progress", {}, state.sealed.has_value());
  sight.view =
      std::make_unique<acts::CaseView>(pack_, *sight.people, acts::item_of(pack_, state), state);
  sight.progress = acts::progress_of(*sight.view, now);
  if (const auto* unit = sight.people->unit(state.opened->unit)) {
    sight.unit = {unit->name, unit->name};
    sight.phone = unit->phone;
  }
  return sight;
}

/// One line a day, unit and role: how often somebody opened a page is nobody's business.
std::vector<RoleLook> ProgressDesk::looks_at(const std::string& case_id,
                                             const people::Directory& people) {
  std::vector<RoleLook> out;
  const auto looks = trail_.looks_at(case_id);
  for (auto look = looks.rbegin(); look != looks.rend() && out.size() < kLooksMost; ++look) {
    auto line = role_look(*look, people);
    const bool there = std::ranges::any_of(out, [&](const RoleLook& had) {
      return had.day == line.day && had.unit == line.unit && had.role == line.role &&
             had.follower == line.follower;
    });
    if (!there) out.push_back(std::move(line));
  }
  return out;
}

std::string ProgressDesk::code_of(const std::string& case_id) {
  std::string out;
  database_.read([&](Session& session) { out = progress_code_of(session, recorder_, case_id); });
  return out;
}

std::string ProgressDesk::code_for(const people::Visitor& visitor, const casefile::State& state) {
  const bool manages =
      visitor.may(Permission::assign_case) && state.opened && state.opened->unit == visitor.unit_id;
  if (!manages && !state.handlers.contains(visitor.person_id)) return {};
  return code_of(state.id);
}

}  // namespace mingcha::desk
