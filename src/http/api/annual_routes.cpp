// SPDX-License-Identifier: Apache-2.0
#include <charconv>

#include <nlohmann/json.hpp>

#include "desk/annual_desk.h"
#include "desk/services.h"
#include "http/api/api.h"
#include "http/api/command_json.h"
#include "http/json_body.h"
#include "http/problem.h"
#include "pack/definition.h"

namespace mingcha::http {
namespace {

using people::Permission;
using Json = nlohmann::json;

/// 0 for what is no year.
std::int64_t year_of(const Request& request) {
  const auto text = request.capture("year");
  std::int64_t year = 0;
  const auto* end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, year);
  return error == std::errc{} && rest == end ? year : 0;
}

Json standing_json(const desk::AnnualStanding& standing) {
  return {{"year", standing.year},
          {"state", standing.state},
          {"due", mingcha::to_string(standing.due)},
          {"published_on", standing.published_on}};
}

Json figure_json(const annual::Figure& figure, Language language) {
  return {{"id", figure.column},
          {"title", figure.title.in(language)},
          {"value", annual::shown_inside(figure)},
          {"public", annual::shown(figure)},
          {"money", figure.money},
          {"by_hand", figure.by_hand},
          {"told", figure.told},
          {"records", figure.records},
          {"digest", figure.digest},
          {"query", figure.query}};
}

Json tables_json(const std::vector<annual::Table>& tables, Language language) {
  Json out = Json::array();
  for (const auto& table : tables) {
    Json figures = Json::array();
    for (const auto& figure : table.figures) figures.push_back(figure_json(figure, language));
    out.push_back({{"id", table.table},
                   {"title", table.title.in(language)},
                   {"power", table.power},
                   {"figures", std::move(figures)}});
  }
  return out;
}

Json fixed_json(const desk::AnnualSight& sight, Language language) {
  return {{"tables", tables_json(sight.fixed->tables, language)},
          {"fixed_on", sight.fixed->fixed_on},
          {"by", sight.fixed_by_name},
          {"by_me", sight.fixed_by_me},
          {"waits", sight.waits},
          {"explanation", sight.fixed->explanation},
          {"sources", sight.fixed->sources},
          {"correction", sight.fixed->correction},
          {"digest", sight.document_digest}};
}

Response list_years(const Request& request, desk::Services& services) {
  Json out = Json::array();
  for (const auto& standing : services.annual.years()) out.push_back(standing_json(standing));
  Json rules = Json::array();
  std::string article;
  if (services.pack.annual) {
    article = services.pack.annual->article;
    for (const auto& rule : services.pack.annual->rules) rules.push_back(rule.in(request.language));
  }
  return json_response(Json{{"years", out}, {"rules", rules}, {"article", article}}.dump());
}

Response show_year(const Request& request, desk::Services& services) {
  const auto sight = services.annual.look(request.signed_in(), year_of(request));
  if (!sight) return problem(sight.error(), request);
  auto out = standing_json(sight->standing);
  out["version"] = sight->version;
  out["now"] = tables_json(sight->now, request.language);
  if (sight->fixed) out["fixed"] = fixed_json(*sight, request.language);
  out["changes"] = Json::array();
  for (const auto& change : sight->changes) {
    out["changes"].push_back({{"table", change.table},
                              {"column", change.column},
                              {"fixed", change.fixed},
                              {"now", change.now},
                              {"added", change.added},
                              {"removed", change.removed}});
  }
  out["editions"] = Json::array();
  for (const auto& edition : sight->editions) {
    out["editions"].push_back({{"published_on", edition.published.published_on},
                               {"digest", edition.published.digest},
                               {"correction", edition.report.correction}});
  }
  return json_response(out.dump());
}

Response list_records(const Request& request, desk::Services& services) {
  const auto asked = [&](const char* name) {
    return std::string{request.query_value(name).value_or("")};
  };
  const auto records =
      services.annual.records(request.signed_in(), year_of(request), asked("table"),
                              asked("column"), asked("fixed") == "true");
  if (!records) return problem(records.error(), request);
  Json out = Json::array();
  std::int64_t hidden = 0;
  for (const auto& record : *records) {
    if (record.hidden) {
      ++hidden;
      continue;
    }
    out.push_back({{"case", record.case_id},
                   {"number", record.number},
                   {"title", record.title},
                   {"unit", record.unit_name},
                   {"party", record.party},
                   {"decided_on", record.day},
                   {"amount", record.amount}});
  }
  return json_response(Json{{"records", out}, {"hidden", hidden}}.dump());
}

std::vector<annual::Entered> read_entered(FieldReader& fields) {
  std::vector<annual::Entered> out;
  constexpr std::int64_t kMost = 1'000'000'000;
  for (const auto& entry : fields.array("entered", 100)) {
    if (!entry.is_object()) {
      fields.complain("entered", "wrong-type", {"每一项应为对象", "each must be an object"});
      continue;
    }
    FieldReader one{entry, "/entered"};
    out.push_back(
        {one.text("table", 1, 40), one.text("column", 1, 40), one.integer("value", 0, kMost)});
    if (const auto ready = one.finish(); !ready) {
      for (const auto& finding : ready.error().findings) {
        fields.complain("entered", finding.code, finding.what);
      }
    }
  }
  return out;
}

Response answer(const Request& request, const Result<std::string>& outcome) {
  if (!outcome) return problem(outcome.error(), request);
  return json_response(*outcome);
}

Response fix(const Request& request, desk::Services& services) {
  const auto json = read_json_object(request.body);
  if (!json) return problem(json.error(), request);
  FieldReader fields{*json};
  desk::FixReport command;
  command.year = year_of(request);
  command.entered = read_entered(fields);
  command.explanation = fields.text("explanation", 1, 5000);
  command.sources = fields.optional_text("sources", 1000).value_or("");
  command.correction = fields.optional_text("correction", 1000).value_or("");
  if (const auto ready = fields.finish(); !ready) return problem(ready.error(), request);
  return answer(request, services.annual.fix(request.signed_in(), command, envelope_of(request)));
}

Response publish(const Request& request, desk::Services& services) {
  const auto json = read_json_object(request.body);
  if (!json) return problem(json.error(), request);
  FieldReader fields{*json};
  const auto digest = fields.text("digest", 64, 64);
  if (const auto ready = fields.finish(); !ready) return problem(ready.error(), request);
  return answer(request, services.annual.publish(request.signed_in(), year_of(request), digest,
                                                 envelope_of(request)));
}

constexpr auto kSchemas = std::to_array<SharedSchema>({
    {"AnnualStanding", R"({"type":"object","required":["year","state","due","published_on"],
      "properties":{"year":{"type":"integer"},
        "state":{"enum":["running","due","late","fixed","published"]},
        "due":{"type":"string","format":"date"},"published_on":{"type":"string"}}})"},
    {"AnnualYears", R"({"type":"object","required":["years","rules","article"],"properties":{
      "years":{"type":"array","items":{"$ref":"#/components/schemas/AnnualStanding"}},
      "rules":{"type":"array","items":{"type":"string"}},"article":{"type":"string"}}})"},
    {"AnnualTable", R"({"type":"object","required":["id","title","power","figures"],
      "properties":{"id":{"type":"string"},"title":{"type":"string"},
        "power":{"type":"boolean","description":"The agency has power of this kind."},
        "figures":{"type":"array","items":{"type":"object",
          "required":["id","title","value","public","money","by_hand","told","records","digest",
            "query"],
          "properties":{"id":{"type":"string"},"title":{"type":"string"},
            "value":{"type":"string","description":"Records, or ten thousands of yuan."},
            "public":{"type":"string","description":"As the public is told."},
            "money":{"type":"boolean"},"by_hand":{"type":"boolean"},
            "told":{"type":"boolean"},"records":{"type":"integer"},
            "digest":{"type":"string","description":"Of the list of records counted."},
            "query":{"type":"string"}}}}}})"},
    {"AnnualReport", R"({"allOf":[{"$ref":"#/components/schemas/AnnualStanding"},
      {"type":"object","required":["version","now","changes","editions"],"properties":{
        "version":{"type":"integer"},
        "now":{"type":"array","items":{"$ref":"#/components/schemas/AnnualTable"}},
        "fixed":{"type":"object",
          "required":["tables","fixed_on","by","by_me","waits","explanation","sources",
            "correction","digest"],
          "properties":{
            "tables":{"type":"array","items":{"$ref":"#/components/schemas/AnnualTable"}},
            "fixed_on":{"type":"string"},"by":{"type":"string"},"by_me":{"type":"boolean"},
            "waits":{"type":"boolean"},"explanation":{"type":"string"},
            "sources":{"type":"string"},"correction":{"type":"string"},
            "digest":{"type":"string"}}},
        "changes":{"type":"array","items":{"type":"object",
          "required":["table","column","fixed","now","added","removed"],
          "properties":{"table":{"type":"string"},"column":{"type":"string"},
            "fixed":{"type":"integer"},"now":{"type":"integer"},
            "added":{"type":"integer"},"removed":{"type":"integer"}}}},
        "editions":{"type":"array","items":{"type":"object",
          "required":["published_on","digest","correction"],
          "properties":{"published_on":{"type":"string"},"digest":{"type":"string"},
            "correction":{"type":"string"}}}}}}]})"},
    {"AnnualRecords", R"({"type":"object","required":["records","hidden"],"properties":{
      "records":{"type":"array","items":{"type":"object",
        "required":["case","number","title","unit","party","decided_on","amount"],
        "properties":{"case":{"type":"string"},"number":{"type":"string"},
          "title":{"type":"string"},"unit":{"type":"string"},"party":{"type":"string"},
          "decided_on":{"type":"string"},
          "amount":{"type":"integer","description":"0: not for this reader."}}}},
      "hidden":{"type":"integer","description":"Counted, but not in the reader's scope."}}})"},
    {"AnnualDone", R"({"type":"object","required":["year","version","digest"],"properties":{
      "year":{"type":"integer"},"version":{"type":"integer"},"digest":{"type":"string"},
      "published_on":{"type":"string"}}})"},
});

constexpr auto kRoutes = std::to_array<Route>({
    {.verb = Verb::get,
     .path = "/api/v1/annual",
     .may = Permission::export_records,
     .summary = {"行政执法统计年报：各年度的状态和期限",
                 "The annual reports and when they are due"},
     .answer = {200, "#/components/schemas/AnnualYears"},
     .handle = list_years},
    {.verb = Verb::get,
     .path = "/api/v1/annual/{year}",
     .may = Permission::export_records,
     .summary = {"年报：现在的数据、固定的数据和其间的变化",
                 "A year's figures as they are, as they were fixed, and what changed since"},
     .answer = {200, "#/components/schemas/AnnualReport"},
     .handle = show_year},
    {.verb = Verb::get,
     .path = "/api/v1/annual/{year}/records",
     .may = Permission::export_records,
     .summary = {"年报：一个数字由哪些案件构成", "The records that a figure was counted from"},
     .query = {Parameter{"table", {"表", "Table"}}, Parameter{"column", {"栏目", "Column"}},
               Parameter{"fixed", {"固定时的（true）还是现在的", "As fixed (true) or as now"}}},
     .answer = {200, "#/components/schemas/AnnualRecords"},
     .handle = list_records},
    {.verb = Verb::post,
     .path = "/api/v1/annual/{year}/fix",
     .may = Permission::export_records,
     .summary = {"固定年报数据，送另一人复核", "Fix the figures, for a second person to confirm"},
     .body = Body::json(R"({"type":"object","additionalProperties":false,
       "required":["entered","explanation"],"properties":{
       "entered":{"type":"array","items":{"type":"object","additionalProperties":false,
         "required":["table","column","value"],"properties":{"table":{"type":"string"},
         "column":{"type":"string"},"value":{"type":"integer","minimum":0}}}},
       "explanation":{"type":"string"},"sources":{"type":"string"},
       "correction":{"type":"string"}}})"),
     .answer = {200, "#/components/schemas/AnnualDone"},
     .idempotency = Idempotency::required,
     .handle = fix},
    {.verb = Verb::post,
     .path = "/api/v1/annual/{year}/publish",
     .may = Permission::confirm_publication,
     .summary = {"复核并公开年报", "The second person: leak test, then public"},
     .body = Body::json(
         R"({"type":"object","additionalProperties":false,"required":["digest"],"properties":{"digest":{"type":"string"}}})"),
     .answer = {200, "#/components/schemas/AnnualDone"},
     .idempotency = Idempotency::required,
     .handle = publish},
});

}  // namespace

std::span<const Route> annual_routes() { return kRoutes; }
std::span<const SharedSchema> annual_schemas() { return kSchemas; }

}  // namespace mingcha::http
