// SPDX-License-Identifier: Apache-2.0
#include "publication/state.h"

namespace mingcha::publication {
namespace {

void apply(State& state, const PublicationPrepared& e, const std::string& actor) {
  state.prepared = e;
  state.preparer = actor;
}
void apply(State& state, const DecisionPublished& e, const std::string& /*actor*/) {
  state.published = e;
  state.published_version = state.version;
}
void apply(State& state, const DecisionWithdrawn& e, const std::string& /*actor*/) {
  state.withdrawn = e;
}

}  // namespace

State evolve(State state, const Event& event, const std::string& actor) {
  ++state.version;
  std::visit([&](const auto& e) { apply(state, e, actor); }, event);
  return state;
}

}  // namespace mingcha::publication
