// SPDX-License-Identifier: Apache-2.0
#include "http/api/limit_json.h"

#include <nlohmann/json.hpp>

#include "http/json_body.h"
#include "law/rule_text.h"

namespace mingcha::http {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kMostChanges = 20;
constexpr std::size_t kIdLongest = 100;
constexpr std::size_t kMomentLongest = 40;

/// Of those sentences that rest on an article of their own.
std::string article_of(const law::Step& step) {
  return step.citation.text.empty() ? std::string{} : law::to_string(step.citation);
}

/// Neighbouring weekends as one sentence, the rest one by one: as law::to_sentences has them.
Json derivation(const law::Derivation& derivation, const pack::Pack& pack, Language language) {
  Json out = Json::array();
  const auto sentences = law::to_sentences(derivation, pack.statutes);
  std::size_t next = 0;
  bool weekends_told = false;
  for (const auto& step : derivation.steps) {
    const bool weekend = step.kind == law::StepKind::weekend_left_out;
    if (weekend && weekends_told) continue;
    weekends_told = weekends_told || weekend;
    if (next == sentences.size()) break;
    out.push_back({{"text", sentences[next++].in(language)}, {"article", article_of(step)}});
  }
  return out;
}

Json warnings_of(const std::vector<law::Warning>& warnings, Language language) {
  Json out = Json::array();
  for (const auto& warning : warnings) {
    out.push_back({{"at", to_local_string(warning.at)},
                   {"level", law::to_string(warning.rung)},
                   {"title", law::to_text(warning.rung).in(language)}});
  }
  return out;
}

Instant read_moment(FieldReader& fields, const char* name) {
  const auto text = fields.text(name, 1, kMomentLongest);
  const auto at = parse_instant(text);
  if (!at && !text.empty()) {
    fields.complain(name, "not-a-moment",
                    {"不是有效的时间，格式如 2026-03-02T09:05:00+08:00",
                     "must be like 2026-03-02T09:05:00+08:00"});
  }
  return at.value_or(Instant{});
}

/// Each entry with a reader of its own; what it complains of becomes a complaint of the list.
template <typename Read>
void read_each(FieldReader& fields, const Json& json, const char* name, const Read& read) {
  if (!json.contains(name)) return;
  std::size_t index = 0;
  for (const auto& value : fields.array(name, kMostChanges)) {
    const auto where = std::string{"/"} + name + "/" + std::to_string(index++);
    if (!value.is_object()) {
      fields.complain(name, "wrong-type", {"此项须为对象", "each of these is an object"});
      continue;
    }
    FieldReader one{value, where};
    read(one, value);
    if (const auto ready = one.finish(); !ready) {
      for (const auto& finding : ready.error().findings) {
        fields.complain(name, finding.code, finding.what);
      }
    }
  }
}

}  // namespace

Json limit_json(const pack::Pack& pack, const std::string& procedure, const law::TimeLimit& limit,
                Language language) {
  Json grounds = Json::array();
  for (const auto& ground : limit.suspended_by) {
    grounds.push_back(
        {{"ground", ground}, {"title", law::ground_title(limit, ground).in(language)}});
  }
  Json extensions = Json::array();
  for (const auto& rule : limit.extensions) {
    extensions.push_back({{"extension", rule.id},
                          {"length", law::name_of(rule.unit, rule.amount).in(language)},
                          {"max_times", rule.max_times},
                          {"article", law::to_string(rule.citation)},
                          {"needs", rule.needs}});
  }
  Json rule = Json::array();
  for (const auto& one : law::rule_sentences(limit, pack.statutes)) {
    rule.push_back(one.in(language));
  }
  return {{"procedure", procedure},
          {"limit", limit.id},
          {"title", limit.title.in(language)},
          {"article", law::to_string(limit.citation)},
          {"length", law::name_of(limit.unit, limit.amount).in(language)},
          {"begins_with", limit.start_title.in(language)},
          {"liberty", limit.subject == law::Subject::liberty},
          {"grounds", grounds},
          {"extensions", extensions},
          {"rule", rule}};
}

Json reckoning_json(const pack::Pack& pack, const acts::Reckoned& reckoned, Language language) {
  Json notes = Json::array();
  for (const auto& finding : reckoned.due.findings) notes.push_back(finding.what.in(language));
  return {{"title", reckoned.limit.title.in(language)},
          {"article", law::to_string(reckoned.limit.citation)},
          {"due", to_local_string(reckoned.due.at)},
          {"provisional", reckoned.due.provisional},
          {"standing_still", reckoned.due.standing_still},
          {"derivation", derivation(reckoned.due.derivation, pack, language)},
          {"notes", notes},
          {"warnings", warnings_of(reckoned.warnings, language)}};
}

Json course_json(const pack::Pack& pack, const std::string& procedure,
                 const acts::LimitStatus& status, const law::Course& course, Language language) {
  Json suspensions = Json::array();
  for (const auto& one : course.suspensions) {
    Json entry{{"ground", one.event}, {"from", to_local_string(one.from)}};
    if (one.to) entry["to"] = to_local_string(*one.to);
    suspensions.push_back(std::move(entry));
  }
  Json extensions = Json::array();
  for (const auto& one : course.extensions) {
    extensions.push_back({{"extension", one.id}, {"granted_at", to_local_string(one.granted_at)}});
  }
  const auto& due = status.due;
  return {
      {"procedure", procedure},
      {"limit", status.limit->id},
      {"start", to_local_string(status.start)},
      {"suspensions", suspensions},
      {"extensions", extensions},
      {"derivation", derivation(due.derivation, pack, language)},
      {"warnings",
       warnings_of(law::warnings(pack.ladder, std::min(status.start, due.at), due.at), language)}};
}

Result<acts::SupposedLimit> read_supposed(const std::string& body) {
  const auto json = read_json_object(body);
  if (!json) return tl::unexpected<Rejection>(json.error());
  FieldReader fields{*json};
  acts::SupposedLimit out;
  out.procedure = fields.text("procedure", 1, kIdLongest);
  out.limit = fields.text("limit", 1, kIdLongest);
  out.course.start = read_moment(fields, "start");
  read_each(fields, *json, "suspensions", [&](FieldReader& one, const Json& value) {
    law::Suspension suspension;
    suspension.event = one.text("ground", 1, kIdLongest);
    suspension.from = read_moment(one, "from");
    if (value.contains("to")) suspension.to = read_moment(one, "to");
    out.course.suspensions.push_back(std::move(suspension));
  });
  read_each(fields, *json, "extensions", [&](FieldReader& one, const Json&) {
    law::Extension extension;
    extension.id = one.text("extension", 1, kIdLongest);
    extension.granted_at = read_moment(one, "granted_at");
    out.course.extensions.push_back(std::move(extension));
  });
  if (const auto ready = fields.finish(); !ready) return tl::unexpected<Rejection>(ready.error());
  return out;
}

}  // namespace mingcha::http
