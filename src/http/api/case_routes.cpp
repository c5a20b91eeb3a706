// SPDX-License-Identifier: Apache-2.0
#include <charconv>

#include <nlohmann/json.hpp>

#include "desk/case_desk.h"
#include "desk/log_desk.h"
#include "desk/services.h"
#include "http/api/api.h"
#include "http/api/case_json.h"
#include "http/api/command_json.h"
#include "http/problem.h"
#include "pack/definition.h"

namespace mingcha::http {
namespace {

using people::Permission;
using Json = nlohmann::json;

Response answer(const Request& request, const Result<std::string>& outcome, int status) {
  if (!outcome) return problem(outcome.error(), request);
  return json_response(*outcome, status);
}

Response list_items(const Request& request, desk::Services& services) {
  Json out = Json::array();
  for (const auto& [id, item] : services.pack.items) {
    out.push_back({{"id", id},
                   {"title", item.title.in(request.language)},
                   {"category", item.category},
                   {"statute", item.statute},
                   {"procedure", item.procedure},
                   {"violation", item.violation},
                   {"penalty", item.penalty}});
  }
  return json_response(Json{{"items", out}}.dump());
}

Response open_case(const Request& request, desk::Services& services) {
  const auto opening = read_opening(request);
  if (!opening) return problem(opening.error(), request);
  return answer(request,
                services.cases.open(request.signed_in(), opening->command, opening->envelope), 201);
}

Response do_step(const Request& request, desk::Services& services) {
  const auto step = read_step(request);
  if (!step) return problem(step.error(), request);
  return answer(request,
                services.cases.step(request.signed_in(), request.capture("case"), step->command,
                                    step->envelope),
                200);
}

Response change_limit(const Request& request, desk::Services& services) {
  const auto change = read_limit_change(request);
  if (!change) return problem(change.error(), request);
  return answer(request,
                services.cases.limit(request.signed_in(), request.capture("case"), change->command,
                                     change->envelope),
                200);
}

/// ?at=: the moment to look back to.
Result<std::optional<Instant>> moment_asked(const Request& request) {
  const auto text = request.query_value("at");
  if (!text) return std::optional<Instant>{};
  const auto at = parse_instant(*text);
  if (!at) {
    return reject(Refusal::malformed, {"“at”不是有效的时间", "“at” is not a moment"},
                  {{"not-a-moment",
                    {"格式如 2026-03-02T09:05:00+08:00", "as 2026-03-02T09:05:00+08:00"},
                    {},
                    {},
                    "at"}});
  }
  return std::optional<Instant>{*at};
}

Response show_case(const Request& request, desk::Services& services) {
  const auto at = moment_asked(request);
  if (!at) return problem(at.error(), request);
  const auto sight = services.cases.look(request.signed_in(), request.capture("case"), *at);
  if (!sight) return problem(sight.error(), request);
  return json_response(to_json(*sight, request.language).dump());
}

Response show_timeline(const Request& request, desk::Services& services) {
  const auto timeline = services.cases.timeline(request.signed_in(), request.capture("case"));
  if (!timeline) return problem(timeline.error(), request);
  Json out = Json::array();
  for (const auto& entry : *timeline) out.push_back(to_json(entry));
  return json_response(Json{{"events", out}}.dump());
}

Response show_document(const Request& request, desk::Services& services) {
  const auto sight = services.cases.look(request.signed_in(), request.capture("case"));
  if (!sight) return problem(sight.error(), request);
  const auto* paper = sight->state->paper(request.capture("document"));
  if (paper == nullptr) {
    return problem({Refusal::not_found, {"案卷中没有这份文书", "no such document in the case"}, {}},
                   request);
  }
  return text_response(paper->text);
}

Response list_cases(const Request& request, desk::Services& services) {
  const auto page = request.query_integer("page", 1, 1, 1'000'000);
  if (!page) return problem(page.error(), request);
  constexpr std::int64_t kPerPage = 50;
  registers::CaseFilter filter;
  filter.text = request.query_value("q").value_or("");
  filter.state = request.query_value("state").value_or("");
  filter.unit = request.query_value("unit").value_or("");
  const auto found =
      services.cases.list(request.signed_in(), filter, (*page - 1) * kPerPage, kPerPage);
  Json out{{"total", found.total}, {"page", *page}, {"cases", Json::array()}};
  for (const auto& row : found.rows) out["cases"].push_back(to_json(row));
  return json_response(out.dump());
}

Response list_todos(const Request& request, desk::Services& services) {
  Json out = Json::array();
  for (const auto& item : services.cases.todos(request.signed_in(), 200))
    out.push_back(to_json(item));
  return json_response(Json{{"todos", out}}.dump());
}

std::optional<std::int64_t> parse_seq(const std::string& text) {
  std::int64_t seq = 0;
  const auto* end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, seq);
  if (error != std::errc{} || rest != end || seq <= 0) return std::nullopt;
  return seq;
}

Response show_receipt(const Request& request, desk::Services& services) {
  const auto seq = parse_seq(request.capture("seq"));
  const auto visible = seq ? services.cases.may_see_event(request.signed_in(), *seq) : false;
  if (!visible)
    return problem({Refusal::not_found, {"没有这条记录", "no such event"}, {}}, request);
  const auto receipt = services.log.receipt(*seq);
  if (!receipt) return problem(receipt.error(), request);
  auto response = text_response(*receipt);
  response.headers.set("Content-Disposition",
                       "attachment; filename=\"" + std::to_string(*seq) + ".tlog-proof\"");
  return response;
}

/// What the QR code of the decision's paper says.
Response show_link(const Request& request, desk::Services& services) {
  const auto timeline = services.cases.timeline(request.signed_in(), request.capture("case"));
  if (!timeline) return problem(timeline.error(), request);
  for (const auto& entry : *timeline) {
    if (entry.event.kind != "decision.made") continue;
    const auto digest = Json::parse(entry.event.body).at("digest").get<std::string>();
    const auto fragment = services.log.paper_link(entry.event.seq, digest);
    if (!fragment) return problem(fragment.error(), request);
    return json_response(
        Json{{"link", services.site.base_url + "/v" + *fragment}, {"seq", entry.event.seq}}.dump());
  }
  return problem({Refusal::not_found, {"本案尚未作出决定", "no decision was made yet"}, {}},
                 request);
}

constexpr std::string_view kStepSchema = "#/components/schemas/Step";
constexpr std::string_view kDoneSchema = "#/components/schemas/Done";

constexpr auto kRoutes = std::to_array<Route>({
    {.verb = Verb::get,
     .path = "/api/v1/items",
     .may = Permission::own_session,
     .summary = {"执法事项", "Enforcement items of the pack"},
     .handle = list_items},
    {.verb = Verb::get,
     .path = "/api/v1/todos",
     .may = Permission::read_case,
     .summary = {"我的待办", "What waits for the signed-in person, most urgent first"},
     .handle = list_todos},
    {.verb = Verb::get,
     .path = "/api/v1/cases",
     .may = Permission::read_case,
     .summary = {"案件列表", "Cases in scope, newest first"},
     .query = {{{"q", {"案由、当事人、文号或编号", "title, party, number or id"}},
                {"state", {"open、decided、closed", "open, decided or closed"}},
                {"unit", {"办案单位", "handling unit"}},
                {"page", {"页", "page, from 1"}, R"({"type":"integer","minimum":1})"}}},
     .handle = list_cases},
    {.verb = Verb::post,
     .path = "/api/v1/cases",
     .may = Permission::open_case,
     .summary = {"接报案登记并建立案件", "Register a report and open a case on an item"},
     .body = Body::json("#/components/schemas/Opening"),
     .answer = {201, kDoneSchema},
     .idempotency = Idempotency::required,
     .handle = open_case},
    {.verb = Verb::get,
     .path = "/api/v1/cases/{case}",
     .may = Permission::read_case,
     .summary = {"案件：事实、可办环节、期限",
                 "A case: facts, what may be done now, limits; or as it stood at a moment"},
     .query = {{{"at", {"回看的时间", "the moment to look back to"}}}},
     .handle = show_case},
    {.verb = Verb::get,
     .path = "/api/v1/cases/{case}/timeline",
     .may = Permission::read_timeline,
     .summary = {"全过程记录", "Every event of the case, with its place in the public log"},
     .handle = show_timeline},
    {.verb = Verb::get,
     .path = "/api/v1/cases/{case}/documents/{document}",
     .may = Permission::read_case,
     .summary = {"文书正文", "The text of an issued document"},
     .answer = {.media_type = "text/plain"},
     .handle = show_document},
    {.verb = Verb::get,
     .path = "/api/v1/cases/{case}/verification",
     .may = Permission::read_case,
     .summary = {"决定书核验链接", "The link that the decision's QR code holds"},
     .handle = show_link},
    {.verb = Verb::post,
     .path = "/api/v1/cases/{case}/steps/{step}",
     .may = Permission::read_case,  // Whose step it is, the pack says.
     .summary = {"办理环节", "Carry out a step of the procedure; the pack says who may"},
     .body = Body::json(kStepSchema),
     .answer = {200, kDoneSchema},
     .idempotency = Idempotency::required,
     .handle = do_step},
    {.verb = Verb::post,
     .path = "/api/v1/cases/{case}/limits/{limit}",
     .may = Permission::assign_case,
     .summary = {"期限中止、恢复、延长", "Stop, restart or extend the clock of a time limit"},
     .body = Body::json("#/components/schemas/LimitChange"),
     .answer = {200, kDoneSchema},
     .idempotency = Idempotency::required,
     .handle = change_limit},
    {.verb = Verb::get,
     .path = "/api/v1/receipts/{seq}",
     .may = Permission::read_timeline,
     .summary = {"存证回执", "The receipt of an event, as a .tlog-proof file"},
     .answer = {.media_type = "text/plain"},
     .handle = show_receipt},
});

constexpr auto kSchemas = std::to_array<SharedSchema>({
    {"Values",
     R"({"type":"object","additionalProperties":{"type":["string","integer","boolean","null"]}})"},
    {"Step", R"({"type":"object","additionalProperties":false,"properties":{
      "happened_at":{"type":"string","format":"date-time"},
      "performers":{"type":"array","items":{"type":"string"}},
      "values":{"$ref":"#/components/schemas/Values"},
      "points":{"type":"object","additionalProperties":{"type":"object","properties":{"passed":{"type":"boolean"},"note":{"type":"string"}},"required":["passed"]}},
      "passed":{"type":"boolean"},"reasons":{"type":"string"},
      "draft":{"type":"string","description":"digest of the draft that was read"},
      "expected_version":{"type":"integer"}}})"},
    {"Opening", R"({"type":"object","additionalProperties":false,"required":["item"],"properties":{
      "item":{"type":"string"},
      "happened_at":{"type":"string","format":"date-time"},
      "performers":{"type":"array","items":{"type":"string"}},
      "values":{"$ref":"#/components/schemas/Values"}}})"},
    {"LimitChange",
     R"({"type":"object","additionalProperties":false,"required":["change","reason"],"properties":{
      "change":{"enum":["suspended","resumed","extended"]},"ground":{"type":"string"},
      "reason":{"type":"string"},"happened_at":{"type":"string","format":"date-time"},
      "expected_version":{"type":"integer"}}})"},
    {"Wish",
     R"({"type":"object","additionalProperties":false,"required":["begin","end","note"],"properties":{"begin":{"type":"integer"},"end":{"type":"integer"},"note":{"type":"string"}}})"},
    {"PublicationDone",
     R"({"type":"object","required":["case","publication","state","digest"],"properties":{"case":{"type":"string"},"publication":{"type":"string"},"state":{"type":"string"},"version":{"type":"integer"},"digest":{"type":"string"}}})"},
    {"Done", R"({"type":"object","required":["case","version","events","numbers"],"properties":{
      "case":{"type":"string"},"version":{"type":"integer"},
      "events":{"type":"array","items":{"type":"object","properties":{"seq":{"type":"integer"},"version":{"type":"integer"},"kind":{"type":"string"}}}},
      "numbers":{"type":"array","items":{"type":"string"}}}})"},
});

}  // namespace

std::span<const Route> case_routes() { return kRoutes; }
std::span<const SharedSchema> api_schemas() { return kSchemas; }

}  // namespace mingcha::http
