// SPDX-License-Identifier: Apache-2.0
#include "http/api/publication_json.h"

#include <nlohmann/json.hpp>

#include "desk/people_desk.h"
#include "desk/publication_desk.h"
#include "desk/services.h"
#include "pack/definition.h"
#include "people/person.h"

namespace mingcha::http {
namespace {

using Json = nlohmann::json;

Json sentences(const std::vector<Text>& all, Language language) {
  Json out = Json::array();
  for (const auto& sentence : all) out.push_back(sentence.in(language));
  return out;
}

Json text_json(const publication::PublicationPrepared& text, const std::string& by,
               const people::Directory& people) {
  Json masks = Json::array(), lifts = Json::array();
  for (const auto& mask : text.masks) {
    masks.push_back({{"begin", mask.begin},
                     {"end", mask.end},
                     {"reason", mask.reason},
                     {"note", mask.note},
                     {"original_begin", mask.original_begin},
                     {"original_end", mask.original_end}});
  }
  for (const auto& lift : text.lifts) {
    lifts.push_back({{"begin", lift.begin}, {"end", lift.end}, {"note", lift.note}});
  }
  return {{"text", text.text}, {"digest", text.digest}, {"by", by}, {"by_name", people.name_of(by)},
          {"masks", masks},    {"lifts", lifts}};
}

/// What is public of the end of a publication, or of why it has to end.
void add_end(Json& out, const publication::State& state) {
  if (state.revoked) {
    out["revocation"] = {{"ground", state.revoked->ground},
                         {"organ", state.revoked->organ},
                         {"document", state.revoked->document},
                         {"revoked_on", state.revoked->revoked_on},
                         {"reason", state.revoked->reason}};
  }
  if (state.withdrawn) {
    out["revocation"] = {{"ground", state.withdrawn->ground},
                         {"organ", state.withdrawn->organ},
                         {"document", state.withdrawn->document},
                         {"revoked_on", state.withdrawn->revoked_on},
                         {"reason", state.withdrawn->reason}};
  }
}

Json grounds_json(const pack::Pack& pack, Language language) {
  Json out = Json::array();
  for (const auto& ground : pack.disclosure.grounds) {
    out.push_back({{"id", ground.id},
                   {"title", ground.title.in(language)},
                   {"article", ground.article},
                   {"document", ground.needs_document}});
  }
  return out;
}

}  // namespace

Json to_json(const desk::QueuedPublication& queued, const people::Directory& people) {
  const auto& row = queued.row;
  Json out{
      {"case", row.case_id},
      {"publication", row.public_id},
      {"state", row.state},
      {"version", row.version},
      {"article", row.article},
      {"reason", row.reason},
      {"unit", row.unit_name},
      {"number", row.number},
      {"title", row.title},
      {"party", row.party},
      {"outcome", row.outcome},
      {"decided_on", row.decided_on},
      {"published_on", row.published_on},
      {"late", queued.late},
      {"late_days", row.late_days},
      {"public_until", row.public_until},
      {"corrections", row.corrections},
      {"correcting", row.correcting},
      {"revoked_on", row.revoked_on},
      {"ended_on", row.ended_on},
      {"withdrawn_late", row.withdrawn_late},
      {"responsible", queued.responsible},
      {"responsible_name", queued.responsible.empty() ? "" : people.name_of(queued.responsible)}};
  if (row.due) out["due"] = to_local_string(*row.due);
  if (row.withdraw_by) out["withdraw_by"] = to_local_string(*row.withdraw_by);
  if (queued.working_days_left) out["working_days_left"] = *queued.working_days_left;
  return out;
}

Json to_json(const desk::QueuePage& page, const people::Directory& people) {
  Json rows = Json::array(), counts = Json::object();
  for (const auto& row : page.rows) rows.push_back(to_json(row, people));
  for (std::size_t i = 0; i < page.counts.size(); ++i) {
    counts[registers::to_string(static_cast<registers::Group>(i))] = page.counts.at(i);
  }
  return {{"publications", std::move(rows)}, {"counts", std::move(counts)}};
}

Json to_json(const desk::PublicationSight& sight, desk::Services& services, Language language) {
  const auto people = services.people.directory();
  auto queued = sight.queued;
  queued.row = sight.row;
  Json out = to_json(queued, *people);
  out["derivation"] = sentences(sight.derivation, language);
  out["until_derivation"] = sentences(sight.until_derivation, language);
  out["withdraw_derivation"] = sentences(sight.withdraw_derivation, language);
  out["original"] = sight.original;
  out["masked"] = sight.masked;
  out["proposed"] = Json::array();
  for (const auto& mask : sight.proposed) {
    out["proposed"].push_back({{"begin", mask.begin},
                               {"end", mask.end},
                               {"reason", mask.reason},
                               {"replacement", mask.replacement}});
  }
  const auto& state = sight.state;
  if (state.prepared && sight.row.state != "sealed") {
    out["prepared"] = text_json(*state.prepared, state.preparer, *people);
  }
  if (state.correcting && sight.row.state != "sealed") {
    out["correction"] = text_json(state.correcting->text, state.corrector, *people);
    out["correction"]["what"] = state.correcting->what;
    out["correction"]["why"] = state.correcting->reason;
  }
  out["corrected"] = Json::array();
  for (const auto& done : state.corrections) {
    out["corrected"].push_back(
        {{"on", done.corrected_on}, {"what", done.what}, {"why", done.reason}});
  }
  add_end(out, state);
  out["grounds"] = grounds_json(services.pack, language);
  out["editors"] = Json::array();
  for (const auto& [id, person] : people->persons) {
    if (!person.active || !person.has(people::Role::publicity_editor)) continue;
    out["editors"].push_back({{"person", id}, {"name", person.name}});
  }
  return out;
}

}  // namespace mingcha::http
