// SPDX-License-Identifier: Apache-2.0
#include "http/site/decision_view.h"

#include <algorithm>
#include <charconv>

#include "base/assert.h"
#include "desk/people_desk.h"
#include "desk/publication_desk.h"
#include "desk/services.h"
#include "http/site/paper_view.h"
#include "http/site/site_view.h"
#include "pack/definition.h"
#include "people/person.h"

namespace mingcha::http {
namespace {

constexpr std::string_view kPenalty = "penalty.";
constexpr const char* kPenaltyKind = "penalty.kind";

Day day_of(const std::string& text) {
  const auto day = parse_day(text);
  MINGCHA_ASSERT(day.has_value());
  return *day;
}

/// What was published is Chinese; the pack knows its English, as long as it still has the words.
Text item_title(const pack::Pack& pack, const std::string& published) {
  for (const auto& [id, item] : pack.items) {
    if (item.title.zh == published) return item.title;
  }
  return {published, published};
}

Text choice_label(const pack::Field& field, const std::string& published) {
  const auto found = std::ranges::find_if(
      field.choices, [&](const pack::Choice& one) { return one.label.zh == published; });
  return found == field.choices.end() ? Text{published, published} : found->label;
}

/// Whichever field it stood in: lists hold the words alone.
Text outcome_label(const pack::Pack& pack, const std::string& published) {
  for (const auto& id : pack.disclosure.outcome) {
    const auto* field = pack.field(id);
    if (field == nullptr) continue;
    if (auto label = choice_label(*field, published); label.en != published) return label;
  }
  return {published, published};
}

/// The digits at the beginning of "30天".
std::optional<std::int64_t> number_of(const std::string& shown) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(shown.data(), shown.data() + shown.size(), number);
  if (error != std::errc{} || end == shown.data()) return std::nullopt;
  return number;
}

Text measured(const pack::Field& field, const std::string& shown) {
  const auto number = number_of(shown);
  if (!number || field.type != pack::FieldType::integer) return {shown, shown};
  return {shown, field.label.in(Language::en) + ": " + std::to_string(*number)};
}

/// A penalty with its amount and length first; the pack's other fields beside the text after it.
void add_outcome(portal::DecisionView& view, const publication::PublicationPrepared& prepared,
                 const pack::Pack& pack) {
  portal::Penalty penalty;
  penalty.kind = outcome_label(pack, prepared.outcome);
  for (const auto& id : pack.disclosure.summary) {
    const auto* field = pack.field(id);
    const auto shown = prepared.facts.find(id);
    if (field == nullptr || shown == prepared.facts.end()) continue;
    if (id == kPenaltyKind || id == "party.name") continue;  // Have places of their own.
    if (!id.starts_with(kPenalty) || field->type != pack::FieldType::integer) {
      view.particulars.push_back({field->label, choice_label(*field, shown->second)});
    } else if (const auto yuan = number_of(shown->second); yuan && field->unit == "元") {
      penalty.fen = *yuan * 100;
    } else {
      const auto detail = measured(*field, shown->second);
      penalty.detail.zh += (penalty.detail.zh.empty() ? "" : "，") + detail.zh;
      penalty.detail.en += (penalty.detail.en.empty() ? "" : ", ") + detail.en;
    }
  }
  if (prepared.facts.contains(kPenaltyKind)) view.penalties.push_back(std::move(penalty));
}

void add_law(portal::DecisionView& view, const std::string& item_id, desk::Services& services) {
  const auto found = services.pack.items.find(item_id);
  if (found == services.pack.items.end()) return;
  const auto& item = found->second;
  for (const auto* articles : {&item.violation, &item.penalty, &item.basis}) {
    for (const auto& article : *articles) view.bases.push_back(article_view(services, article));
  }
  view.remedies = remedies_view(item, services);
}

}  // namespace

portal::DecisionSummary summary_view(const registers::PublicationRow& row, const pack::Pack& pack) {
  portal::DecisionSummary out;
  out.id = row.public_id;
  out.number = row.number;
  out.party = row.party;
  out.cause = item_title(pack, row.title);
  out.outcome = outcome_label(pack, row.outcome);
  out.unit = {row.unit_name, row.unit_name};
  out.decided_on = day_of(row.decided_on);
  out.published_on = day_of(row.published_on);
  return out;
}

portal::DecisionView decision_view(const desk::PublicDecision& decision, desk::Services& services) {
  const auto people = services.people.directory();
  const auto& prepared = *decision.state.prepared;
  auto paper = paper_view(prepared, services.pack);
  portal::DecisionView view;
  view.summary = summary_view(decision.row, services.pack);
  view.party_kind =
      decision.natural_person ? portal::PartyKind::natural_person : portal::PartyKind::organisation;
  view.document_title = {paper.title, paper.title};
  view.agency = {people->agency_name, people->agency_name};
  view.document = std::move(paper.body);
  view.masks = std::move(paper.masks);
  add_outcome(view, prepared, services.pack);
  add_law(view, decision.item, services);
  view.publication = decision.derivation;
  if (decision.published_index) {
    view.published_index = static_cast<std::uint64_t>(*decision.published_index);
  }
  return view;
}

portal::TombstoneView tombstone_view(const desk::PublicDecision& decision,
                                     desk::Services& services) {
  const auto people = services.people.directory();
  portal::TombstoneView view;
  view.number = decision.row.number;
  view.published_on = day_of(decision.row.published_on);
  view.withdrawn_on = day_of(decision.state.withdrawn->withdrawn_on);
  view.reason = {decision.state.withdrawn->reason, decision.state.withdrawn->reason};
  view.organ = {people->agency_name, people->agency_name};
  if (decision.published_index) {
    view.published_index = static_cast<std::uint64_t>(*decision.published_index);
  }
  if (decision.withdrawn_index) {
    view.withdrawn_index = static_cast<std::uint64_t>(*decision.withdrawn_index);
  }
  return view;
}

}  // namespace mingcha::http
