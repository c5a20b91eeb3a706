// SPDX-License-Identifier: Apache-2.0
#include "desk/case_leaf.h"

#include <algorithm>

#include "base/assert.h"
#include "casefile/codec.h"
#include "store/database.h"

namespace mingcha::desk {
namespace {

using ledger::LeafType;

struct TypeOf {
  LeafType operator()(const casefile::CaseOpened& /*e*/) const { return LeafType::case_opened; }
  LeafType operator()(const casefile::StepDone& /*e*/) const { return LeafType::case_recorded; }
  LeafType operator()(const casefile::EvidenceAccepted& /*e*/) const {
    return LeafType::evidence_accepted;
  }
  LeafType operator()(const casefile::DocumentDrafted& /*e*/) const {
    return LeafType::case_recorded;
  }
  LeafType operator()(const casefile::DocumentIssued& /*e*/) const {
    return LeafType::document_issued;
  }
  LeafType operator()(const casefile::ReviewDone& e) const {
    return e.passed ? LeafType::review_done : LeafType::review_returned;
  }
  LeafType operator()(const casefile::ReviewOpined& e) const {
    return e.passed ? LeafType::review_done : LeafType::review_returned;
  }
  LeafType operator()(const casefile::DecisionMade& /*e*/) const { return LeafType::decision_made; }
  LeafType operator()(const casefile::DocumentServed& /*e*/) const {
    return LeafType::document_served;
  }
  LeafType operator()(const casefile::LimitChanged& /*e*/) const { return LeafType::case_recorded; }
  LeafType operator()(const casefile::RecordSealed& /*e*/) const { return LeafType::record_sealed; }
  LeafType operator()(const casefile::CaseClosed& /*e*/) const { return LeafType::case_recorded; }
  LeafType operator()(const casefile::FactCorrected& /*e*/) const {
    return LeafType::case_recorded;
  }
  LeafType operator()(const casefile::PaperVoided& /*e*/) const { return LeafType::case_recorded; }
  LeafType operator()(const casefile::PaperKept& /*e*/) const { return LeafType::case_recorded; }
  LeafType operator()(const casefile::ReviewSubmitted& /*e*/) const {
    return LeafType::case_recorded;
  }
  LeafType operator()(const casefile::ReviewAssigned& /*e*/) const {
    return LeafType::case_recorded;
  }
  LeafType operator()(const casefile::ConflictDeclared& /*e*/) const {
    return LeafType::case_recorded;
  }
  LeafType operator()(const casefile::DraftSigned& /*e*/) const { return LeafType::case_recorded; }
};

/// seq of the stream's event with that version.
std::int64_t seq_of(store::Session& session, const std::string& stream, std::int64_t version) {
  store::UpTo up_to;
  up_to.version = version;
  const auto events = store::load(session, stream, version, up_to);
  MINGCHA_ASSERT(events.size() == 1);
  return events.front().seq;
}

}  // namespace

std::vector<ledger::Field> decision_fields(const pack::Pack& pack, const casefile::State& state,
                                           const casefile::DecisionMade& decision) {
  std::vector<ledger::Field> fields{{"document.number", decision.number},
                                    {"decided_on", decision.decided_on}};
  const auto found = pack.documents.find(decision.document);
  MINGCHA_ASSERT(found != pack.documents.end());
  for (const auto& name : found->second.printed) {
    const auto* value = state.fact(name);
    if (value != nullptr && !value->empty()) fields.push_back({name, *value});
  }
  fields.push_back({"text_sha256", decision.digest});
  return fields;
}

NewEvent to_new_event(const pack::Pack& pack, const casefile::State& state,
                      const casefile::Event& event) {
  NewEvent out;
  out.kind = casefile::kind_of(event);
  out.body = casefile::encode(event);
  out.leaf = std::visit(TypeOf{}, event);
  if (const auto* decision = std::get_if<casefile::DecisionMade>(&event)) {
    out.fields = decision_fields(pack, state, *decision);
  }
  return out;
}

std::optional<std::int64_t> refers_to(store::Session& session, const std::string& stream,
                                      const casefile::Event& event) {
  const auto* decision = std::get_if<casefile::DecisionMade>(&event);
  if (decision == nullptr || decision->review == 0) return std::nullopt;
  return seq_of(session, stream, decision->review);
}

}  // namespace mingcha::desk
