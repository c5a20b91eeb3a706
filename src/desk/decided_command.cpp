// SPDX-License-Identifier: Apache-2.0
#include "desk/decided_command.h"

#include "acts/case_view.h"
#include "desk/case_desk.h"
#include "desk/case_leaf.h"
#include "desk/masking.h"

namespace mingcha::desk {

Result<DecidedCommand> work_out(const casefile::State& before, const Wish& wish,
                                const acts::Surroundings& around,
                                std::shared_ptr<const people::Directory> people) {
  auto events = wish(before, around);
  if (!events) return tl::unexpected<Rejection>(events.error());
  DecidedCommand decided;
  decided.people = std::move(people);
  decided.at = around.now;
  decided.actor = around.actor;
  std::vector<NewEvent> fresh;
  auto after = before;
  for (const auto& event : *events) {
    fresh.push_back(to_new_event(around.pack, after, event));
    after =
        casefile::evolve(std::move(after), event, {after.version + 1, around.actor, around.now});
  }
  const acts::CaseView view{around.pack, around.people, acts::item_of(around.pack, after), after};
  for (std::size_t i = 0; i < fresh.size(); ++i) {
    const auto* decision = std::get_if<casefile::DecisionMade>(&(*events)[i]);
    if (decision != nullptr) fresh[i].pieced = in_pieces(view, decision->text);
  }
  decided.record = prepare(case_stream(before.id), before.version, around.actor, around.now, fresh);
  decided.events = std::move(*events);
  decided.rows = rows_of(view, around.now);
  decided.index = index_change(around.pack, before, after);
  decided.after = std::make_shared<const casefile::State>(std::move(after));
  return decided;
}

}  // namespace mingcha::desk
