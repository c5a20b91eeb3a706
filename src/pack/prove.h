// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"
#include "pack/definition.h"

/// Proofs about procedures, by exhaustive exploration: every set of done steps that can be reached,
/// with every truth that conditions can have. Facts may change at any time, so a step counts as
/// possible when some facts allow it: what is proved holds whatever is entered.
namespace mingcha::pack {

/// Steps of one procedure; more is refused before anything is explored.
inline constexpr std::size_t kStepsMax = 48;
/// Sets of done steps of one procedure.
inline constexpr std::size_t kStatesMax = 200'000;
/// Fact combinations tried for one question.
inline constexpr std::size_t kCasesMax = 500'000;

/// For one procedure and one item that uses it. Empty when everything is proved:
/// - each guarantee of the pack;
/// - what no pack may leave out (categories penalty, licence, compulsion): no major decision
///   without review; for penalties no decision without notice and defence, nor before at least
///   two officers acted together; no closing with an unserved decision;
/// - each step can be reached, from everywhere the case can still end, each time limit begins and
///   ends with steps that can be reached.
/// A finding tells the way that breaks the promise as a story.
[[nodiscard]] Findings prove(const Pack& pack, const Procedure& procedure, const Item& item);

/// Every item with its procedure, and every procedure that no item uses.
[[nodiscard]] Findings prove(const Pack& pack);

}  // namespace mingcha::pack
