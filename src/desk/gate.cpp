// SPDX-License-Identifier: Apache-2.0
#include "desk/gate.h"

#include "store/database.h"
#include "store/gate_store.h"

namespace mingcha::desk {

void open_gate(store::Session& session, const casefile::Event& event, const std::string& stream,
               std::int64_t version, const std::string& actor, Instant now) {
  if (const auto* review = std::get_if<casefile::ReviewOpined>(&event); review && review->passed) {
    (void)store::save_review_pass(session, {stream, version, review->draft, actor, now});
  }
  const auto* decision = std::get_if<casefile::DecisionMade>(&event);
  if (decision == nullptr) return;
  store::Decision row{stream, version, decision->draft, {}, {}, decision->number, now};
  if (decision->review != 0) {
    row.review_id = store::find_review_pass(session, stream, decision->draft);
  } else {
    row.not_major_id = store::save_not_major(
        session, {stream, version, decision->draft, decision->not_major_grounds});
  }
  store::save_decision(session, row);
}

}  // namespace mingcha::desk
