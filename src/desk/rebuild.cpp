// SPDX-License-Identifier: Apache-2.0
#include "desk/rebuild.h"

#include "base/assert.h"
#include "desk/annual_desk.h"
#include "desk/case_desk.h"
#include "desk/credit_rows.h"
#include "desk/list_rows.h"
#include "store/database.h"
#include "store/event_store.h"
#include "store/schema.h"

namespace mingcha::desk {

std::int64_t rebuild(store::Database& database, CaseDesk& cases,
                     const std::vector<Refill>& others) {
  constexpr std::int64_t kPage = 1000;
  std::int64_t count = 0;
  database.write([&](store::Session& session) {
    count = 0;
    store::drop_derived(session);
    store::create_derived(session);
    // Before the cases: what went out of a case decides what is kept of it.
    project_batches(session);
    project_reports(session);
    store::ScanFilter openings;
    openings.kind = "case.opened";
    std::int64_t after = 0;
    for (;;) {
      const auto page = store::scan(session, after, kPage, openings);
      for (const auto& event : page) {
        const auto case_id = case_id_of(event.stream);
        MINGCHA_ASSERT(case_id.has_value());
        const auto state = cases.load(session, *case_id);
        cases.project(session, *state);
        after = event.seq;
        ++count;
      }
      if (page.size() < static_cast<std::size_t>(kPage)) break;
    }
    project_lists(session, cases.pack());
    for (const auto& refill : others) refill(session);
    store::mark_derived_filled(session);
    return store::Outcome::commit;
  });
  return count;
}

std::optional<std::int64_t> rebuild_if_stale(store::Database& database, CaseDesk& cases,
                                             const std::vector<Refill>& others) {
  bool stale = false;
  database.read([&](store::Session& session) { stale = store::derived_is_stale(session); });
  return stale ? std::optional{rebuild(database, cases, others)} : std::nullopt;
}

}  // namespace mingcha::desk
