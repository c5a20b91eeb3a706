// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "acts/case_view.h"
#include "acts/command.h"
#include "base/result.h"

namespace mingcha::acts {

struct Surroundings;

/// What a paper made at a step may take from the step itself.
struct Making {
  const pack::Step& step;
  const std::vector<std::string>& performers;
  Instant happened_at;
  const DoStep& command;
  const Surroundings& around;
};

/// The decision as the facts make it, number and day left open. Only facts go into it, so that
/// anybody can make the same bytes again.
[[nodiscard]] Result<std::string> render_draft(const CaseView& view,
                                               const pack::Document& document);

/// Any other paper, with what the step knows. Findings name every blank.
[[nodiscard]] Result<std::string> render_paper(const CaseView& view, const pack::Document& document,
                                               const Making& making);

/// What the step would print, as far as it is known: what is missing stands as ⟦label⟧. For the
/// decision's document as for any other. Never issued.
[[nodiscard]] std::string preview_paper(const CaseView& view, const pack::Document& document,
                                        const Making& making);

/// A provided field (pack::kProvidedFields) that only agency and case say; nothing for others.
[[nodiscard]] std::optional<std::string> provided_by_case(const CaseView& view,
                                                          const std::string& name);

/// Number and day put where the draft left them open; nothing else changes.
[[nodiscard]] std::string finish_draft(std::string_view draft, std::string_view number, Day day);

/// Hex SHA-256 of the bytes.
[[nodiscard]] std::string digest_of(std::string_view text);

/// The event that seals the record, when the pack's publication class for this case is sealed.
[[nodiscard]] std::optional<casefile::RecordSealed> sealing_of(const CaseView& view);

}  // namespace mingcha::acts
