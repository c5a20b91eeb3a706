// SPDX-License-Identifier: Apache-2.0
#include "acts/burden.h"

#include <map>

namespace mingcha::acts {
namespace {

struct Known {
  std::string value, step;
};

bool is_number_of_somebody(const pack::Field& field) {
  using enum pack::Check;
  return field.check == id_card || field.check == credit_code || field.check == phone;
}

}  // namespace

std::vector<Retyped> retyped(const pack::Pack& pack, std::span<const casefile::Event> events) {
  std::map<std::string, Known> record;
  std::vector<Retyped> out;
  for (const auto& event : events) {
    const auto* done = std::get_if<casefile::StepDone>(&event);
    if (done == nullptr) continue;
    for (const auto& [id, value] : done->values) {
      const auto* field = pack.field(id);
      if (field == nullptr || value.empty()) continue;
      for (const auto& [had, known] : record) {
        const auto* other = pack.field(had);
        const bool same = had == id || (other != nullptr && other->check == field->check &&
                                        is_number_of_somebody(*field));
        if (same && known.step != done->step && known.value == value) {
          out.push_back({done->step, id, known.step, had});
        }
      }
    }
    for (const auto& [id, value] : done->values) {
      auto& known = record[id];
      if (known.value != value) known = {value, done->step};
    }
  }
  return out;
}

}  // namespace mingcha::acts
