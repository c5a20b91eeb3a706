// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "annual/codec.h"
#include "desk/annual_desk.h"
#include "desk/recorder.h"
#include "registers/annual_register.h"
#include "store/database.h"
#include "store/event_store.h"
#include "store/ledger_store.h"

namespace mingcha::desk {

using annual::State;
using store::Session;

std::string annual_stream(std::int64_t year) { return "annual/" + std::to_string(year); }

State load_report(Session& session, std::int64_t year) {
  State state;
  for (const auto& event : store::load(session, annual_stream(year))) {
    state = annual::evolve(std::move(state), annual::decode(event.kind, event.body), event.actor);
  }
  return state;
}

void project_reports(Session& session) {
  for (auto year = kFirstAnnualYear; year <= kLastAnnualYear; ++year) {
    const auto state = load_report(session, year);
    if (state.editions.empty()) continue;
    registers::put_report(session, {year, state.editions.back().version,
                                    state.editions.back().published.published_on});
  }
}

std::vector<std::int64_t> AnnualDesk::public_years() {
  std::vector<std::int64_t> out;
  database_.read([&](Session& session) {
    out.clear();
    for (const auto& report : registers::annual_reports(session)) out.push_back(report.year);
  });
  return out;
}

std::optional<PublicReport> AnnualDesk::find_public(std::int64_t year) {
  std::optional<PublicReport> out;
  if (!knows(year)) return out;
  database_.read([&](Session& session) {
    out.reset();
    auto state = load_report(session, year);
    if (state.editions.empty()) return;
    PublicReport shown{state.editions.back(), {}, {}, {}, {}, standing_of(state, year).due};
    state.editions.pop_back();
    shown.earlier = std::move(state.editions);
    shown.document = annual::document_of(shown.edition.report);
    store::UpTo up_to;
    up_to.version = shown.edition.version;
    const auto events = store::load(session, annual_stream(year), up_to.version, up_to);
    if (!events.empty()) {
      if (const auto secret = recorder_.secret_of(session, events.front())) {
        shown.salt = document_salt(secret->key);
      }
      if (const auto placed = store::covered_entry_of(session, events.front().seq)) {
        shown.index = placed->index;
      }
    }
    out = std::move(shown);
  });
  return out;
}

std::optional<std::string> AnnualDesk::public_file(std::int64_t year, const std::string& format) {
  const auto report = find_public(year);
  if (!report) return std::nullopt;
  const auto& files = report->edition.published.files;
  const auto file = std::ranges::find(files, format, &annual::PublishedFile::format);
  if (file == files.end()) return std::nullopt;
  return kept_bytes(room_, file->sha256);
}

}  // namespace mingcha::desk
