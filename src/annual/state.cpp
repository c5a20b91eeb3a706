// SPDX-License-Identifier: Apache-2.0
#include "annual/state.h"

#include "base/assert.h"

namespace mingcha::annual {
namespace {

void apply(State& state, const ReportFixed& e, const std::string& actor) {
  state.fixed = e;
  state.fixed_by = actor;
  state.fixed_version = state.version;
}

void apply(State& state, const ReportPublished& e, const std::string& actor) {
  MINGCHA_ASSERT(state.fixed.has_value());
  state.editions.push_back({*state.fixed, e, state.version, state.fixed_by, actor});
}

}  // namespace

State evolve(State state, const Event& event, const std::string& actor) {
  ++state.version;
  std::visit([&](const auto& e) { apply(state, e, actor); }, event);
  return state;
}

}  // namespace mingcha::annual
