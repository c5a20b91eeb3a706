// SPDX-License-Identifier: Apache-2.0
#include <nlohmann/json.hpp>

#include "desk/people_desk.h"
#include "desk/publication_desk.h"
#include "desk/services.h"
#include "http/api/api.h"
#include "http/api/command_json.h"
#include "http/json_body.h"
#include "http/problem.h"
#include "law/calendar.h"
#include "pack/definition.h"
#include "people/person.h"

namespace mingcha::http {
namespace {

using people::Permission;
using Json = nlohmann::json;

Json to_json(const registers::PublicationRow& row) {
  Json out{{"case", row.case_id},
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
           {"published_on", row.published_on}};
  if (row.due) out["due"] = to_local_string(*row.due);
  return out;
}

/// Working days from today to the last day for publishing; negative once it is over.
std::int64_t working_days_left(const law::Calendar& calendar, Day today, Day due) {
  const bool is_over = due < today;
  const auto last = is_over ? today : due;
  std::int64_t count = 0;
  for (auto day = is_over ? due : today; day < last;) {
    day += std::chrono::days{1};
    if (calendar.is_working_day(day)) ++count;
  }
  return is_over ? -count : count;
}

Json row_json(const registers::PublicationRow& row, desk::Services& services) {
  auto out = to_json(row);
  if (row.due && (row.state == "due" || row.state == "prepared")) {
    out["working_days_left"] = working_days_left(
        services.pack.calendar, local_day(services.clock.now()), local_day(*row.due));
  }
  return out;
}

Json prepared_json(const publication::State& state, const people::Directory& people) {
  Json masks = Json::array();
  for (const auto& mask : state.prepared->masks) {
    masks.push_back(
        {{"begin", mask.begin}, {"end", mask.end}, {"reason", mask.reason}, {"note", mask.note}});
  }
  return {{"text", state.prepared->text},
          {"digest", state.prepared->digest},
          {"by", state.preparer},
          {"by_name", people.name_of(state.preparer)},
          {"masks", std::move(masks)}};
}

Response answer(const Request& request, const Result<std::string>& outcome) {
  if (!outcome) return problem(outcome.error(), request);
  return json_response(*outcome);
}

Response list_publications(const Request& request, desk::Services& services) {
  Json out = Json::array();
  for (const auto& row : services.publications.queue(request.signed_in(), 500)) {
    out.push_back(row_json(row, services));
  }
  return json_response(Json{{"publications", out}}.dump());
}

Response show_publication(const Request& request, desk::Services& services) {
  const auto sight = services.publications.look(request.signed_in(), request.capture("case"));
  if (!sight) return problem(sight.error(), request);
  Json out = row_json(sight->row, services);
  out["derivation"] = Json::array();
  for (const auto& sentence : sight->derivation) {
    out["derivation"].push_back(sentence.in(request.language));
  }
  out["original"] = sight->original;
  out["masked"] = sight->masked;
  out["proposed"] = Json::array();
  for (const auto& mask : sight->proposed) {
    out["proposed"].push_back({{"begin", mask.begin},
                               {"end", mask.end},
                               {"reason", mask.reason},
                               {"replacement", mask.replacement}});
  }
  if (sight->state.prepared) {
    out["prepared"] = prepared_json(sight->state, *services.people.directory());
  }
  return json_response(out.dump());
}

std::vector<disclosure::Wish> read_wishes(FieldReader& fields, const Json& json, const char* name) {
  std::vector<disclosure::Wish> out;
  if (!json.contains(name)) return out;
  constexpr std::int64_t kFar = std::int64_t{1} << 40;
  for (const auto& entry : fields.array(name, 500)) {
    if (!entry.is_object()) {
      fields.complain(name, "wrong-type", {"每一处应为对象", "each must be an object"});
      continue;
    }
    FieldReader wish{entry, std::string{"/"} + name};
    disclosure::Wish read;
    read.begin = static_cast<std::size_t>(wish.integer("begin", 0, kFar));
    read.end = static_cast<std::size_t>(wish.integer("end", 0, kFar));
    read.note = wish.text("note", 1, 500);
    if (const auto ready = wish.finish(); !ready) {
      for (const auto& finding : ready.error().findings)
        fields.complain(name, finding.code, finding.what);
    }
    out.push_back(std::move(read));
  }
  return out;
}

Response prepare(const Request& request, desk::Services& services) {
  const auto json = read_json_object(request.body);
  if (!json) return problem(json.error(), request);
  FieldReader fields{*json};
  desk::Prepare command{read_wishes(fields, *json, "add"), read_wishes(fields, *json, "lift")};
  if (const auto ready = fields.finish(); !ready) return problem(ready.error(), request);
  return answer(request, services.publications.prepare(request.signed_in(), request.capture("case"),
                                                       command, envelope_of(request)));
}

Response publish(const Request& request, desk::Services& services) {
  const auto json = read_json_object(request.body);
  if (!json) return problem(json.error(), request);
  FieldReader fields{*json};
  const auto digest = fields.text("digest", 64, 64);
  if (const auto ready = fields.finish(); !ready) return problem(ready.error(), request);
  return answer(request, services.publications.publish(request.signed_in(), request.capture("case"),
                                                       digest, envelope_of(request)));
}

Response withdraw(const Request& request, desk::Services& services) {
  const auto json = read_json_object(request.body);
  if (!json) return problem(json.error(), request);
  FieldReader fields{*json};
  const auto reason = fields.text("reason", 1, 2000);
  const auto article = fields.optional_text("article", 100).value_or("");
  if (const auto ready = fields.finish(); !ready) return problem(ready.error(), request);
  return answer(request,
                services.publications.withdraw(request.signed_in(), request.capture("case"), reason,
                                               article, envelope_of(request)));
}

constexpr std::string_view kDone = "#/components/schemas/PublicationDone";

constexpr auto kSchemas = std::to_array<SharedSchema>({
    {"Wish",
     R"({"type":"object","additionalProperties":false,"required":["begin","end","note"],"properties":{"begin":{"type":"integer"},"end":{"type":"integer"},"note":{"type":"string"}}})"},
    {"PublicationDone",
     R"({"type":"object","required":["case","publication","state","digest"],"properties":{"case":{"type":"string"},"publication":{"type":"string"},"state":{"type":"string"},"version":{"type":"integer"},"digest":{"type":"string"}}})"},
    {"PublicationRow", R"({"type":"object",
      "required":["case","publication","state","version","article","reason","unit","number",
        "title","party","outcome","decided_on","published_on"],
      "properties":{"case":{"type":"string"},"publication":{"type":"string"},
        "state":{"enum":["due","prepared","published","withdrawn","sealed","not_published"]},
        "version":{"type":"integer"},"article":{"type":"string"},"reason":{"type":"string"},
        "unit":{"type":"string"},"number":{"type":"string"},"title":{"type":"string"},
        "party":{"type":"string"},"outcome":{"type":"string"},"decided_on":{"type":"string"},
        "published_on":{"type":"string"},"due":{"type":"string","format":"date-time"},
        "working_days_left":{"type":"integer",
          "description":"Until due, of what is not public yet; negative when it is over."}}})"},
    {"PublicationQueue", R"({"type":"object","required":["publications"],"properties":{
      "publications":{"type":"array","items":{"$ref":"#/components/schemas/PublicationRow"}}}})"},
    {"Publication", R"({"allOf":[{"$ref":"#/components/schemas/PublicationRow"},{"type":"object",
      "required":["derivation","original","masked","proposed"],
      "properties":{"derivation":{"type":"array","items":{"type":"string"}},
        "original":{"type":"string"},"masked":{"type":"string"},
        "proposed":{"type":"array","items":{"type":"object",
          "required":["begin","end","reason","replacement"],
          "properties":{"begin":{"type":"integer","description":"Bytes of UTF-8 in original."},
            "end":{"type":"integer"},"reason":{"type":"string"},
            "replacement":{"type":"string"}}}},
        "prepared":{"type":"object","required":["text","digest","by","by_name","masks"],
          "properties":{"text":{"type":"string"},"digest":{"type":"string"},
            "by":{"type":"string"},"by_name":{"type":"string"},
            "masks":{"type":"array","items":{"type":"object",
              "required":["begin","end","reason","note"],
              "properties":{"begin":{"type":"integer","description":"Bytes of UTF-8 in text."},
                "end":{"type":"integer"},"reason":{"type":"string"},
                "note":{"type":"string"}}}}}}}}]})"},
});

constexpr auto kRoutes = std::to_array<Route>({
    {.verb = Verb::get,
     .path = "/api/v1/publications",
     .may = Permission::read_publication_queue,
     .summary = {"公示队列",
                 "What is due for publication, what was published, and what must not be"},
     .answer = {200, "#/components/schemas/PublicationQueue"},
     .handle = list_publications},
    {.verb = Verb::get,
     .path = "/api/v1/publications/{case}",
     .may = Permission::prepare_publication,
     .summary = {"公示：原文、拟脱敏文本、期限推算",
                 "Original beside the proposed masked text, with the derivation of the due date"},
     .answer = {200, "#/components/schemas/Publication"},
     .handle = show_publication},
    {.verb = Verb::post,
     .path = "/api/v1/publications/{case}/prepare",
     .may = Permission::prepare_publication,
     .summary = {"脱敏准备", "Mask by rule and by hand"},
     .body = Body::json(
         R"({"type":"object","additionalProperties":false,"properties":{"add":{"type":"array","items":{"$ref":"#/components/schemas/Wish"}},"lift":{"type":"array","items":{"$ref":"#/components/schemas/Wish"}}}})"),
     .answer = {200, kDone},
     .idempotency = Idempotency::required,
     .handle = prepare},
    {.verb = Verb::post,
     .path = "/api/v1/publications/{case}/publish",
     .may = Permission::confirm_publication,
     .summary = {"复核并公示", "The second person: leak test, then public"},
     .body = Body::json(
         R"({"type":"object","additionalProperties":false,"required":["digest"],"properties":{"digest":{"type":"string"}}})"),
     .answer = {200, kDone},
     .idempotency = Idempotency::required,
     .handle = publish},
    {.verb = Verb::post,
     .path = "/api/v1/publications/{case}/withdraw",
     .may = Permission::confirm_publication,
     .summary = {"撤回公示", "Withdraw with a public reason"},
     .body = Body::json(
         R"({"type":"object","additionalProperties":false,"required":["reason"],"properties":{"reason":{"type":"string"},"article":{"type":"string"}}})"),
     .answer = {200, kDone},
     .idempotency = Idempotency::required,
     .handle = withdraw},
});

}  // namespace

std::span<const Route> publication_routes() { return kRoutes; }
std::span<const SharedSchema> publication_schemas() { return kSchemas; }

}  // namespace mingcha::http
