// SPDX-License-Identifier: Apache-2.0
// How the public text is held against the decision's own.
#include <algorithm>

#include "base/assert.h"
#include "base/text.h"
#include "desk/case_desk.h"
#include "desk/publication_loaded.h"
#include "store/database.h"
#include "store/event_store.h"

namespace mingcha::desk {
namespace {

std::vector<ledger::Masking> maskings(const publication::PublicationPrepared& prepared) {
  std::vector<ledger::Masking> out;
  const std::string_view text = prepared.text;
  const auto at = [](std::int64_t place) { return static_cast<std::size_t>(place); };
  for (const auto& mask : prepared.masks) {
    const auto shown = text.substr(at(mask.begin), at(mask.end - mask.begin));
    out.push_back({{at(mask.original_begin), at(mask.original_end)}, count_characters(shown)});
  }
  return out;
}

/// Masks that were recorded before they said where in the original they stand.
bool placed(const publication::PublicationPrepared& prepared) {
  return std::ranges::all_of(
      prepared.masks, [](const auto& mask) { return mask.original_end > mask.original_begin; });
}

}  // namespace

std::optional<ledger::TextProof> PublicationDesk::redaction_of(store::Session& session,
                                                               const Loaded& loaded) const {
  const auto& decision = loaded.case_state->decision;
  const auto& prepared = loaded.state.prepared;
  if (!decision || !prepared || loaded.state.over() || !placed(*prepared)) return std::nullopt;
  store::UpTo up_to;
  up_to.version = loaded.case_state->decision_recorded.version;
  const auto events = store::load(session, case_stream(loaded.row.case_id), up_to.version, up_to);
  MINGCHA_ASSERT(events.size() == 1);
  const auto secret = recorder_.secret_of(session, events.front());
  if (!secret || !secret->whole) return std::nullopt;
  return ledger::prove_text(ledger::text_seed(secret->key), {decision->text, *secret->whole},
                            maskings(*prepared));
}

}  // namespace mingcha::desk
