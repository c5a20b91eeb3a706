// SPDX-License-Identifier: Apache-2.0
#include "publication/state.h"

#include <utility>

namespace mingcha::publication {
namespace {

void apply(State& state, const PublicationPrepared& e, const std::string& actor) {
  state.prepared = e;
  state.preparer = actor;
  state.assignee.clear();  // What is next is for somebody else.
}
void apply(State& state, const DecisionPublished& e, const std::string& /*actor*/) {
  state.published = e;
  state.published_versions.push_back(state.version);
  state.assignee.clear();
}
void apply(State& state, const DecisionWithdrawn& e, const std::string& /*actor*/) {
  state.withdrawn = e;
  state.correcting.reset();
}
void apply(State& state, const CorrectionPrepared& e, const std::string& actor) {
  state.correcting = e;
  state.corrector = actor;
  state.assignee.clear();
}
void apply(State& state, const DecisionCorrected& e, const std::string& /*actor*/) {
  if (!state.correcting || !state.published) return;
  state.corrections.push_back(
      {state.correcting->what, state.correcting->reason, e.corrected_on, state.version});
  state.prepared = std::move(state.correcting->text);
  state.preparer = state.corrector;
  state.published->digest = e.digest;
  state.published_versions.push_back(state.version);
  state.correcting.reset();
  state.assignee.clear();
}
void apply(State& state, const RevocationNoted& e, const std::string& /*actor*/) {
  state.revoked = e;
}
void apply(State& state, const PublicationExpired& e, const std::string& /*actor*/) {
  state.expired = e;
  state.correcting.reset();
}
void apply(State& state, const PublicationAssigned& e, const std::string& /*actor*/) {
  state.assignee = e.person;
}

}  // namespace

State evolve(State state, const Event& event, const std::string& actor) {
  ++state.version;
  std::visit([&](const auto& e) { apply(state, e, actor); }, event);
  return state;
}

}  // namespace mingcha::publication
