// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <set>
#include <string>

#include "base/result.h"
#include "people/visitor.h"
#include "registers/case_register.h"

namespace mingcha::casefile {
struct State;
}  // namespace mingcha::casefile

namespace mingcha::desk {

/// Who opened, handled, reviewed or decided the case, or carried out a step of it that counts: it
/// is their own.
[[nodiscard]] std::set<std::string> participants(const casefile::State& state);

/// Why a visitor who has the case in his scope is not shown it as it is now. Nothing for a case
/// that is not sealed, for those who took part, and for whoever may look into sealed records and
/// said why. The rest of the handling unit works on the case and needs no more than its scope.
/// Codes: "purpose-needed", and "sealed-record" for whoever has it in scope by the breadth of his
/// duties alone.
[[nodiscard]] std::optional<Rejection> why_sealed(const people::Visitor& visitor,
                                                  const casefile::State& state);

/// What lists hide from the visitor, by the same rule.
[[nodiscard]] std::optional<registers::Blind> blind_to(const people::Visitor& visitor);

}  // namespace mingcha::desk
