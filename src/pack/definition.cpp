// SPDX-License-Identifier: Apache-2.0
#include "pack/definition.h"

#include <algorithm>

namespace mingcha::pack {

const Step* Procedure::step(const std::string& step_id) const {
  const auto found =
      std::find_if(steps.begin(), steps.end(), [&](const Step& one) { return one.id == step_id; });
  return found == steps.end() ? nullptr : &*found;
}

const Step* Procedure::step_of(StepKind kind) const {
  const auto is_kind = [&](const Step& one) { return one.kind == kind; };
  const auto found = std::find_if(steps.begin(), steps.end(), is_kind);
  if (found == steps.end() || std::any_of(found + 1, steps.end(), is_kind)) return nullptr;
  return &*found;
}

const Field* Pack::field(const std::string& field_id) const {
  const auto found = fields.find(field_id);
  return found == fields.end() ? nullptr : &found->second;
}

}  // namespace mingcha::pack
