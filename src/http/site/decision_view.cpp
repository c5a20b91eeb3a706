// SPDX-License-Identifier: Apache-2.0
#include "http/site/decision_view.h"

#include <map>

#include "base/assert.h"
#include "desk/people_desk.h"
#include "desk/publication_desk.h"
#include "desk/services.h"
#include "http/site/site_view.h"
#include "pack/definition.h"
#include "people/person.h"

namespace mingcha::http {
namespace {

using publication::Mask;

Text kind_name(const std::string& reason) {
  static const std::map<std::string, Text> kNames{
      {"person_name", {"自然人姓名", "Name of a person"}},
      {"id_card", {"身份证件号码", "Identity number"}},
      {"phone", {"联系电话", "Telephone"}},
      {"bank_card", {"银行账号", "Bank account"}},
      {"plate", {"车牌号", "Number plate"}},
      {"email", {"电子邮箱", "E-mail"}},
      {"address", {"详细住址", "Address"}},
      {"text", {"个人信息", "Personal information"}},
      {"all", {"不予公开的内容", "Not for the public"}},
      {"by_hand", {"经审查遮盖的内容", "Masked after review"}},
  };
  const auto found = kNames.find(reason);
  return found == kNames.end() ? Text{"个人信息", "Personal information"} : found->second;
}

/// 甲、乙、丙 … one for each kind of mask, in order of appearance.
std::map<std::string, std::string> codes_of(const std::vector<Mask>& masks) {
  constexpr std::array kCodes{"甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸"};
  std::map<std::string, std::string> codes;
  for (const auto& mask : masks) {
    if (codes.contains(mask.reason) || codes.size() >= kCodes.size()) continue;
    codes[mask.reason] = kCodes.at(codes.size());
  }
  return codes;
}

/// The line [begin, end) of the text, cut at its masks.
std::vector<portal::Run> runs_of(const std::string& text, std::size_t begin, std::size_t end,
                                 const std::vector<Mask>& masks,
                                 const std::map<std::string, std::string>& codes) {
  std::vector<portal::Run> runs;
  auto at = begin;
  for (const auto& mask : masks) {
    const auto from = static_cast<std::size_t>(mask.begin);
    const auto to = static_cast<std::size_t>(mask.end);
    if (from < at || to > end) continue;
    if (from > at) runs.push_back({text.substr(at, from - at), {}});
    const auto code = codes.find(mask.reason);
    runs.push_back({text.substr(from, to - from), code == codes.end() ? "" : code->second});
    at = to;
  }
  if (end > at) runs.push_back({text.substr(at, end - at), {}});
  return runs;
}

/// The text after its heading lines: agency, title and number stand on the page already.
std::vector<portal::Paragraph> paragraphs_of(const publication::PublicationPrepared& prepared) {
  const auto codes = codes_of(prepared.masks);
  std::vector<portal::Paragraph> out;
  std::size_t begin = 0;
  while (begin < prepared.text.size()) {
    auto end = prepared.text.find('\n', begin);
    if (end == std::string::npos) end = prepared.text.size();
    const auto line = std::string_view{prepared.text}.substr(begin, end - begin);
    if (!trim(line).empty()) {
      out.push_back({portal::ParagraphKind::body, runs_of(prepared.text, begin, end, prepared.masks, codes)});
    }
    begin = end + 1;
  }
  return out;
}

Day day_of(const std::string& text) {
  const auto day = parse_day(text);
  MINGCHA_ASSERT(day.has_value());
  return *day;
}

std::vector<portal::Remedy> remedies_of(const people::Directory& people) {
  return {{{"行政复议", "Administrative reconsideration"}, {people.superior, people.superior},
           {"收到决定书之日起六十日内", "within 60 days of receiving the decision"}},
          {{"行政诉讼", "Administrative litigation"}, {people.court, people.court},
           {"收到决定书之日起六个月内", "within six months of receiving the decision"}}};
}

}  // namespace

portal::DecisionSummary summary_view(const registers::PublicationRow& row) {
  portal::DecisionSummary out;
  out.id = row.public_id;
  out.number = row.number;
  out.party = row.party;
  out.cause = {row.title, row.title};
  out.outcome = {row.outcome, row.outcome};
  out.unit = {row.unit_name, row.unit_name};
  out.decided_on = day_of(row.decided_on);
  out.published_on = day_of(row.published_on);
  return out;
}

portal::DecisionView decision_view(const desk::PublicDecision& decision,
                                   desk::Services& services) {
  const auto people = services.people.directory();
  const auto& prepared = *decision.state.prepared;
  portal::DecisionView view;
  view.summary = summary_view(decision.row);
  const auto item = services.pack.items.find(decision.item);
  view.party_kind = portal::PartyKind::organisation;
  view.document_title = {"行政处罚决定书", "Decision on an administrative penalty"};
  view.agency = {people->agency_name, people->agency_name};
  view.document = paragraphs_of(prepared);
  for (const auto& [reason, code] : codes_of(prepared.masks)) {
    view.masks.push_back({code, kind_name(reason),
                          {"依法保护个人信息", "Protected by the law on personal information"}});
  }
  portal::Penalty penalty;
  penalty.kind = {decision.row.outcome, decision.row.outcome};
  for (const auto* field : {"penalty.suspend_days", "penalty.fine_yuan"}) {
    const auto found = prepared.facts.find(field);
    if (found != prepared.facts.end()) penalty.detail = {found->second, found->second};
  }
  view.penalties.push_back(std::move(penalty));
  if (item != services.pack.items.end()) {
    for (const auto& article : item->second.violation) view.bases.push_back(article_view(services, article));
    for (const auto& article : item->second.penalty) view.bases.push_back(article_view(services, article));
  }
  int step = 0;
  for (const auto& sentence : decision.derivation) {
    ++step;
    view.publication.push_back({{"第" + std::to_string(step) + "步", "Step " + std::to_string(step)}, sentence});
  }
  view.remedies = remedies_of(*people);
  if (decision.published_index) view.published_index = static_cast<std::uint64_t>(*decision.published_index);
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
  if (decision.published_index) view.published_index = static_cast<std::uint64_t>(*decision.published_index);
  if (decision.withdrawn_index) view.withdrawn_index = static_cast<std::uint64_t>(*decision.withdrawn_index);
  return view;
}

}  // namespace mingcha::http
