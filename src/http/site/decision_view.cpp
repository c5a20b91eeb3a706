// SPDX-License-Identifier: Apache-2.0
#include "http/site/decision_view.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "base/assert.h"
#include "base/encoding.h"
#include "desk/people_desk.h"
#include "desk/public_record_desk.h"
#include "desk/publication_desk.h"
#include "desk/publication_queue.h"
#include "desk/services.h"
#include "http/site/item_view.h"
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

portal::DecisionSummary summary_view(const registers::PublicRecord& record,
                                     const pack::Pack& pack) {
  registers::PublicationRow row;
  row.public_id = record.public_id;
  row.number = record.number;
  row.title = record.title;
  row.party = record.party;
  row.outcome = record.outcome;
  row.unit_name = record.unit_name;
  row.decided_on = record.decided_on;
  row.published_on = record.published_on;
  return summary_view(row, pack);
}

namespace {

/// The ground as the pack names it; of an older record nothing.
Text ground_title(const pack::Pack& pack, const std::string& id) {
  const auto& grounds = pack.disclosure.grounds;
  const auto found = std::ranges::find(grounds, id, &pack::WithdrawalGround::id);
  return found == grounds.end() ? Text{} : found->title;
}

std::optional<std::uint64_t> place(const std::optional<std::int64_t>& index) {
  return index ? std::optional{static_cast<std::uint64_t>(*index)} : std::nullopt;
}

void add_time(portal::DecisionView& view, const desk::PublicDecision& decision) {
  view.publication = decision.derivation;
  view.until = decision.until_derivation;
  if (!decision.row.public_until.empty()) view.published_until = day_of(decision.row.public_until);
  if (decision.row.due && decision.row.late_days > 0) {
    view.due = local_day(*decision.row.due);
    view.late_days = decision.row.late_days;
  }
}

void add_corrections(portal::DecisionView& view, const desk::PublicDecision& decision) {
  const auto& done = decision.state.corrections;
  for (std::size_t i = 0; i < done.size(); ++i) {
    const auto index = i < decision.correction_indexes.size()
                           ? place(decision.correction_indexes[i])
                           : std::nullopt;
    view.corrections.push_back({day_of(done[i].corrected_on),
                                {done[i].what, done[i].what},
                                {done[i].reason, done[i].reason},
                                index});
  }
}

void add_revocation(portal::DecisionView& view, const desk::PublicDecision& decision,
                    desk::Services& services) {
  const auto& revoked = decision.state.revoked;
  if (!revoked) return;
  auto organ = revoked->organ;
  if (organ.empty()) organ = services.people.directory()->agency_name;
  portal::Revoked out{ground_title(services.pack, revoked->ground),
                      {organ, organ},
                      day_of(revoked->revoked_on),
                      std::nullopt,
                      0};
  if (const auto& by = decision.row.withdraw_by) {
    out.withdraw_by = local_day(*by);
    out.late_days = desk::working_days_between(services.pack.calendar, *out.withdraw_by,
                                               local_day(services.clock.now()));
  }
  view.revoked = std::move(out);
}

}  // namespace

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
  add_time(view, decision);
  add_corrections(view, decision);
  add_revocation(view, decision, services);
  view.published_index = place(decision.published_index);
  view.namesakes = static_cast<std::uint64_t>(
      services.records.count_namesakes(decision.row.party, decision.row.public_id));
  view.namesakes_exact = view.namesakes < registers::kCountedMost;
  return view;
}

portal::TombstoneView tombstone_view(const desk::PublicDecision& decision,
                                     desk::Services& services) {
  const auto& state = decision.state;
  portal::TombstoneView view;
  // Of what is sealed not even the number is said.
  if (decision.row.class_ != "sealed") view.number = decision.row.number;
  view.published_on = day_of(decision.row.published_on);
  view.withdrawn_on = day_of(decision.row.ended_on);
  view.published_index = place(decision.first_index).value_or(0);
  view.withdrawn_index = place(decision.ended_index);
  if (!state.withdrawn) {
    view.ended = portal::Ended::expired;
    return view;
  }
  const auto& withdrawn = *state.withdrawn;
  view.ground = ground_title(services.pack, withdrawn.ground);
  view.reason = {withdrawn.reason, withdrawn.reason};
  view.document = withdrawn.document;
  auto organ = withdrawn.organ;
  if (organ.empty()) organ = services.people.directory()->agency_name;
  view.organ = {organ, organ};
  if (decision.row.withdraw_by && decision.row.withdrawn_late > 0) {
    view.withdraw_by = local_day(*decision.row.withdraw_by);
    view.late_days = decision.row.withdrawn_late;
  }
  return view;
}

portal::PunctualityView punctuality_view(desk::Services& services) {
  const auto today = local_day(services.clock.now());
  const auto count = [](std::int64_t number) { return static_cast<std::uint64_t>(number); };
  portal::PunctualityView view;
  view.on = today;
  for (const auto& unit : services.publications.punctuality()) {
    portal::PunctualityRow row;
    row.unit = unit.unit_name;
    row.in_time = count(unit.in_time);
    row.late = count(unit.late);
    row.overdue = count(unit.overdue);
    if (unit.oldest) {
      row.longest =
          desk::working_days_between(services.pack.calendar, local_day(*unit.oldest), today);
    }
    row.withdrawn_in_time = count(unit.withdrawn_in_time);
    row.withdrawn_late = count(unit.withdrawn_late);
    row.withdrawal_overdue = count(unit.withdrawal_overdue);
    view.rows.push_back(std::move(row));
  }
  const auto& disclosure = services.pack.disclosure;
  auto shown = disclosure.limits;
  std::erase_if(shown, [&](const law::TimeLimit& limit) {
    return std::ranges::any_of(disclosure.terms,
                               [&](const auto& term) { return term.limit == limit.id; });
  });
  view.limits = limits_view(shown, services);
  return view;
}

std::string document_proof(const desk::PublicDecision& decision) {
  const auto index = decision.published_index
                         ? fmt::format(R"("index":{},)", *decision.published_index)
                         : std::string{};
  const auto text =
      decision.redaction ? R"(,"text":)" + decision.redaction->encode() : std::string{};
  return fmt::format(R"({{{}"salt":"{}"{}}})", index, to_base64url(decision.salt), text);
}

}  // namespace mingcha::http
