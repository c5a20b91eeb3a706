// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/portal/view.h"

namespace mingcha::desk {
struct PublicDecision;
struct Services;
}  // namespace mingcha::desk

namespace mingcha::pack {
struct Pack;
}  // namespace mingcha::pack

namespace mingcha::registers {
struct PublicationRow;
struct PublicRecord;
}  // namespace mingcha::registers

namespace mingcha::http {

[[nodiscard]] portal::DecisionSummary summary_view(const registers::PublicationRow& row,
                                                   const pack::Pack& pack);
[[nodiscard]] portal::DecisionSummary summary_view(const registers::PublicRecord& record,
                                                   const pack::Pack& pack);
/// Of a published decision.
[[nodiscard]] portal::DecisionView decision_view(const desk::PublicDecision& decision,
                                                 desk::Services& services);
/// Of a withdrawn one.
[[nodiscard]] portal::TombstoneView tombstone_view(const desk::PublicDecision& decision,
                                                   desk::Services& services);

/// What a check of the document needs besides its bytes and the log, as JSON: the entry that it is
/// published under, the salt, and how it is held against the decision's own text.
/// doc/reference/redaction.md has the format.
[[nodiscard]] std::string document_proof(const desk::PublicDecision& decision);

/// How the units keep to the time limits of publicity.
[[nodiscard]] portal::PunctualityView punctuality_view(desk::Services& services);

}  // namespace mingcha::http
