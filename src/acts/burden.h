// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <vector>

#include "casefile/event.h"
#include "pack/definition.h"

namespace mingcha::acts {

/// A value that a person typed although the case had it already.
struct Retyped {
  std::string step, field;
  std::string had_step, had_field;  ///< Where it was on record.
};

/// Over a case's events in their order: what was entered at a step and equals what another step
/// had entered in the same field; and numbers of persons and organisations (identity card, credit
/// code, telephone) entered anew under another field.
[[nodiscard]] std::vector<Retyped> retyped(const pack::Pack& pack,
                                           std::span<const casefile::Event> events);

}  // namespace mingcha::acts
