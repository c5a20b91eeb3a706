// SPDX-License-Identifier: Apache-2.0
#include "desk/review_desk.h"

#include <algorithm>

#include "desk/case_desk.h"
#include "desk/people_desk.h"
#include "desk/sealed_case.h"
#include "pack/definition.h"
#include "store/database.h"

namespace mingcha::desk {
namespace {

void keep_in_scope(const people::Visitor& visitor, registers::ReviewFilter& filter) {
  if (!sees_every_unit(visitor)) filter.unit = visitor.unit_id;
}

}  // namespace

registers::ReviewPage ReviewDesk::list(const people::Visitor& visitor,
                                       registers::ReviewFilter filter, std::int64_t offset,
                                       std::int64_t limit) {
  keep_in_scope(visitor, filter);
  filter.blind = blind_to(visitor);
  registers::ReviewPage page;
  database_.read([&](store::Session& session) {
    page = registers::list_reviews(session, filter, offset, limit);
  });
  return page;
}

ReviewStaff ReviewDesk::staff() {
  const auto now = clock_.now();
  const auto today = local_day(now);
  ReviewStaff out;
  std::vector<registers::ReviewLoad> loads;
  database_.read([&](store::Session& session) {
    out.people = people_.directory(session);
    loads = registers::review_loads(session, now);
  });
  for (const auto& [id, person] : out.people->persons) {
    if (!person.active) continue;
    const bool enforces = person.certificate && person.certificate->valid_on(today);
    if (enforces && !person.auxiliary) ++out.enforcing;
    if (!person.has(people::Role::legal_reviewer)) continue;
    const bool qualified = person.legal_qualification.valid_on(today);
    if (qualified) ++out.qualified;
    out.reviewers.push_back({&person, qualified, enforces, out.people->absence(id, today), 0, 0});
  }
  for (const auto& load : loads) {
    if (load.reviewer.empty()) out.unassigned = load.open;
    const auto found = std::ranges::find_if(
        out.reviewers, [&](const auto& one) { return one.person->id == load.reviewer; });
    if (found == out.reviewers.end()) continue;
    found->open = load.open;
    found->overdue = load.overdue;
  }
  return out;
}

ReviewQuality ReviewDesk::quality(const people::Visitor& visitor, registers::ReviewFilter filter,
                                  registers::ReviewHeading heading) {
  keep_in_scope(visitor, filter);
  std::vector<std::string> points;
  for (const auto& point : pack_.review.points) points.push_back(point.id);
  ReviewQuality out;
  database_.read([&](store::Session& session) {
    out.figures = registers::review_figures(session, filter, heading);
    out.points = registers::point_figures(session, filter, points);
  });
  return out;
}

}  // namespace mingcha::desk
