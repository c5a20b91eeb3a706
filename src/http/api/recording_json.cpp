// SPDX-License-Identifier: Apache-2.0
#include "http/api/recording_json.h"

#include <nlohmann/json.hpp>

#include "pack/definition.h"
#include "people/person.h"

namespace mingcha::http {
namespace {

using Json = nlohmann::json;

Json moment(const std::optional<Instant>& at) {
  return at ? Json(to_local_string(*at)) : Json(nullptr);
}

Json words_of(const std::string& spaced) {
  Json out = Json::array();
  std::size_t at = 0;
  while ((at = spaced.find_first_not_of(' ', at)) != std::string::npos) {
    const auto end = std::min(spaced.find(' ', at), spaced.size());
    out.push_back(spaced.substr(at, end - at));
    at = end;
  }
  return out;
}

std::string name_of(const people::Directory& people, const std::string& id) {
  return id.empty() ? std::string{} : people.name_of(id);
}

std::string unit_name(const people::Directory& people, const std::string& id) {
  const auto* unit = people.unit(id);
  return unit == nullptr ? id : unit->name;
}

Json names_of(const people::Directory& people, const std::vector<std::string>& ids) {
  Json out = Json::array();
  for (const auto& id : ids) out.push_back(name_of(people, id));
  return out;
}

std::string item_title(const pack::Pack& pack, const std::string& id, Language language) {
  const auto* item = pack.recordings.item(id);
  return item == nullptr ? id : item->title.in(language);
}

Json findings_of(const recording::Recording& state) {
  Json out = Json::array();
  const auto* probed = state.probed();
  if (probed == nullptr) return out;
  for (const auto& each : probed->findings) {
    out.push_back({{"kind", each.kind}, {"from_ms", each.from_ms}, {"to_ms", each.to_ms}});
  }
  return out;
}

/// By whichever procedure has it: steps of one name have one title.
std::string step_title(const pack::Pack& pack, const std::string& id, Language language) {
  for (const auto& [name, procedure] : pack.procedures) {
    if (const auto* step = procedure.step(id)) return step->title.in(language);
  }
  return id;
}

Json matches_of(const desk::RecordingSight& sight, const pack::Pack& pack, Language language) {
  Json out = Json::array();
  for (const auto& match : sight.state.matches) {
    out.push_back({{"case", match.case_id},
                   {"step", match.step},
                   {"step_title", step_title(pack, match.step, language)},
                   {"occasion", match.occasion},
                   {"how", match.how},
                   {"by", name_of(*sight.people, match.by)}});
  }
  return out;
}

Json classes_of(const desk::RecordingSight& sight, const pack::Recordings& rules,
                Language language) {
  Json out = Json::array();
  for (const auto& [id, reason] : sight.state.classes) {
    const auto* known = rules.retention(id);
    const auto asked = sight.state.shortening.find(id);
    const bool open = asked != sight.state.shortening.end();
    out.push_back({{"retention", id},
                   {"title", known == nullptr ? id : known->title.in(language)},
                   {"reason", reason},
                   {"shortening_by", open ? name_of(*sight.people, asked->second.by) : ""},
                   {"shortening_reason", open ? asked->second.reason : ""}});
  }
  return out;
}

Json turns_of(const desk::RecordingSight& sight) {
  Json out = Json::array();
  for (const auto& turn : sight.state.turns) {
    out.push_back({{"kind", turn.kind},
                   {"by", name_of(*sight.people, turn.actor)},
                   {"at", to_local_string(turn.at)},
                   {"about", turn.about},
                   {"reason", turn.reason}});
  }
  return out;
}

Json copies_of(const desk::RecordingSight& sight) {
  Json out = Json::array();
  for (const auto& copy : sight.state.copies) {
    out.push_back({{"copy", copy.made.copy},
                   {"kind", copy.made.kind},
                   {"title", copy.made.title},
                   {"purpose", copy.made.purpose},
                   {"size", copy.made.size},
                   {"sha256", copy.made.sha256},
                   {"by", name_of(*sight.people, copy.by)},
                   {"at", to_local_string(copy.made_at)}});
  }
  return out;
}

Json notes_of(const desk::RecordingSight& sight) {
  Json out = Json::array();
  for (const auto& note : sight.state.notes) {
    out.push_back({{"at_ms", note.at_ms},
                   {"text", note.text},
                   {"by", name_of(*sight.people, note.by)},
                   {"at", to_local_string(note.made_at)}});
  }
  return out;
}

}  // namespace

Json to_json(const registers::RecordingRow& row, const people::Directory& people) {
  return {{"recording", row.recording},
          {"name", row.name},
          {"state", row.state},
          {"size", row.size},
          {"source", row.source},
          {"device", row.device},
          {"officer", row.officer},
          {"officer_name", name_of(people, row.officer)},
          {"unit", row.unit},
          {"unit_name", unit_name(people, row.unit)},
          {"from", moment(row.made_from)},
          {"to", moment(row.made_to)},
          {"received_at", to_local_string(row.received_at)},
          {"late_ms", row.late_ms},
          {"probed", row.probed},
          {"findings", words_of(row.findings)},
          {"plays", row.plays},
          {"matched", row.matched},
          {"retention", row.retention},
          {"keep_until", row.keep_until},
          {"held", row.held}};
}

Json to_json(const desk::RecordingSight& sight, const pack::Pack& pack, Language language) {
  const auto& rules = pack.recordings;
  auto out = to_json(sight.row, *sight.people);
  out["version"] = sight.state.version;
  out["sha256"] = sight.state.received.sha256;
  out["sm3"] = sight.state.received.sm3;
  out["media_type"] = sight.state.received.media_type;
  out["device_number"] = sight.device ? sight.device->number : sight.state.received.device_said;
  out["received_by"] = name_of(*sight.people, sight.state.received_by);
  out["declared_sha256"] = sight.state.quarantined.value_or("");
  const auto* probed = sight.state.probed();
  out["report"] = probed == nullptr ? Json(nullptr) : Json::parse(probed->report, nullptr, false);
  out["found"] = findings_of(sight.state);
  out["matches"] = matches_of(sight, pack, language);
  out["classes"] = classes_of(sight, rules, language);
  Json holds = Json::array();
  for (const auto& [id, reason] : sight.state.holds) {
    holds.push_back({{"hold", id}, {"reason", reason}});
  }
  out["holds"] = std::move(holds);
  out["notes"] = notes_of(sight);
  out["copies"] = copies_of(sight);
  out["turns"] = turns_of(sight);
  Json same = Json::array();
  for (const auto& other : sight.same_time) same.push_back(to_json(other, *sight.people));
  out["same_time"] = std::move(same);
  out["may_watch"] = sight.may_watch;
  out["may_manage"] = sight.may_manage;
  return out;
}

Json to_json(const registers::DutyRow& row, const pack::Pack& pack, const people::Directory& people,
             Language language) {
  Json officers = Json::array();
  for (const auto& id : words_of(row.officers)) {
    officers.push_back(name_of(people, id.get<std::string>()));
  }
  return {{"case", row.case_id},
          {"occasion", row.occasion},
          {"item", row.item},
          {"item_title", item_title(pack, row.item, language)},
          {"step", row.step},
          {"unit", row.unit},
          {"unit_name", unit_name(people, row.unit)},
          {"officers", std::move(officers)},
          {"from", to_local_string(row.from)},
          {"to", to_local_string(row.to)},
          {"covered_ms", row.covered_ms},
          {"total_ms", row.total_ms},
          {"state", row.state}};
}

Json to_json(const recording::DutyStatus& status, const pack::Pack& pack,
             const std::string& procedure, const people::Directory& people, Language language) {
  const auto& duty = status.duty;
  const auto* step = pack.procedures.at(procedure).step(duty.step);
  Json gaps = Json::array();
  for (std::size_t at = 0; at < status.coverage.gaps.size(); ++at) {
    const auto& gap = status.coverage.gaps[at];
    const auto* said = status.explained[at];
    gaps.push_back({{"kind", recording::to_string(gap.kind)},
                    {"title", recording::title(gap.kind).in(language)},
                    {"from", to_local_string(gap.span.from)},
                    {"to", to_local_string(gap.span.to)},
                    {"explained", said != nullptr},
                    {"ground", said == nullptr ? "" : said->gap.ground},
                    {"text", said == nullptr ? "" : said->gap.text},
                    {"by", said == nullptr ? "" : name_of(people, said->by)}});
  }
  return {{"item", to_json(*duty.item, language)},
          {"step", duty.step},
          {"step_title", step == nullptr ? duty.step : step->title.in(language)},
          {"occasion", duty.occasion},
          {"officers", names_of(people, duty.performers)},
          {"from", to_local_string(duty.act.from)},
          {"to", to_local_string(duty.act.to)},
          {"covered_ms", status.coverage.covered_ms},
          {"total_ms", status.coverage.total_ms},
          {"percent", status.coverage.percent()},
          {"state", status.state()},
          {"recordings", status.recordings},
          {"gaps", std::move(gaps)}};
}

Json to_json(const pack::RecordingItem& item, Language language) {
  Json capture = Json::array();
  for (const auto& each : item.capture) capture.push_back(each.in(language));
  const char* grade = item.grade == pack::RecordingGrade::full  ? "full"
                      : item.grade == pack::RecordingGrade::key ? "key"
                                                                : "optional";
  return {{"item", item.id},
          {"title", item.title.in(language)},
          {"group", item.group},
          {"mode", item.mode},
          {"grade", grade},
          {"starts", item.starts.in(language)},
          {"ends", item.ends.in(language)},
          {"capture", std::move(capture)},
          {"place", item.place.in(language)},
          {"article", item.article}};
}

}  // namespace mingcha::http
