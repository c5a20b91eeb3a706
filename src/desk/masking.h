// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "acts/case_view.h"
#include "base/result.h"
#include "disclosure/mask.h"
#include "disclosure/personal.h"
#include "disclosure/served.h"
#include "ledger/text_commitment.h"

namespace mingcha::desk {

/// The case's facts as the masks and the leak test take them.
[[nodiscard]] std::vector<disclosure::PersonalValue> personal_values(const acts::CaseView& view);

/// The text with each stretch that the rules would mask as one piece, so that not even its length
/// shows in a proof.
[[nodiscard]] ledger::PiecedText in_pieces(const acts::CaseView& view, const std::string& text);

/// A value of the case as the public may see it; empty for closed fields.
[[nodiscard]] std::string masked_value(const acts::CaseView& view, const std::string& field);

/// One finding for each span made by hand that takes out what the pack says must be public: the
/// wrong one was masked.
[[nodiscard]] Findings wrongly_masked(const acts::CaseView& view, const std::string& text,
                                      const std::vector<disclosure::Span>& spans);

/// One finding for each place in the bytes that holds something personal of this case, or looks as
/// if it did: where, and of what kind, with no more of it than the first character. Bytes that
/// cannot be looked into are a finding too.
[[nodiscard]] Findings leaks_in(const acts::CaseView& view,
                                const std::vector<disclosure::Served>& served);

}  // namespace mingcha::desk
