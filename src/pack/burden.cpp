// SPDX-License-Identifier: Apache-2.0
#include "pack/burden.h"

#include <map>
#include <utility>

namespace mingcha::pack {

std::vector<AskedTwice> asked_twice(const Pack& pack, const Procedure& procedure) {
  struct Asked {
    std::string field, step;
  };
  std::map<std::pair<std::string, FieldType>, Asked> first;
  std::vector<AskedTwice> out;
  for (const auto& step : procedure.steps) {
    for (const auto& asked : step.form) {
      const auto* field = pack.field(asked.field);
      if (field == nullptr) continue;
      const auto [known, fresh] =
          first.try_emplace({field->label.zh, field->type}, Asked{field->id, step.id});
      if (fresh || known->second.field == field->id || known->second.step == step.id) continue;
      out.push_back({field->label.zh, known->second.field, known->second.step, field->id, step.id});
    }
  }
  return out;
}

}  // namespace mingcha::pack
