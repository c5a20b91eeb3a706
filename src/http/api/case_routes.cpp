// SPDX-License-Identifier: Apache-2.0
#include <charconv>

#include <nlohmann/json.hpp>

#include "base/readable_code.h"
#include "desk/case_desk.h"
#include "desk/log_desk.h"
#include "desk/people_desk.h"
#include "desk/personal_desk.h"
#include "desk/progress_desk.h"
#include "desk/services.h"
#include "desk/trail_desk.h"
#include "http/api/api.h"
#include "http/api/case_filter.h"
#include "http/api/case_json.h"
#include "http/api/command_json.h"
#include "http/api/look.h"
#include "http/problem.h"

namespace mingcha::http {
namespace {

using people::Permission;
using Json = nlohmann::json;

Response answer(const Request& request, const Result<std::string>& outcome, int status) {
  if (!outcome) return problem(outcome.error(), request);
  return json_response(*outcome, status);
}

Response open_case(const Request& request, desk::Services& services) {
  const auto opening = read_opening(request);
  if (!opening) return problem(opening.error(), request);
  const auto outcome =
      services.cases.open(request.signed_in(), opening->command, opening->envelope);
  // What was typed is on record now. Should this fail, a draft is left over and nothing is lost.
  if (outcome) services.personal.drop(request.signed_in(), "new." + opening->command.item);
  return answer(request, outcome, 201);
}

Response do_step(const Request& request, desk::Services& services) {
  const auto step = read_step(request);
  if (!step) return problem(step.error(), request);
  const auto& case_id = request.capture("case");
  const auto outcome =
      services.cases.step(request.signed_in(), case_id, step->command, step->envelope);
  if (outcome) services.personal.drop(request.signed_in(), case_id + "." + step->command.step);
  return answer(request, outcome, 200);
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
  record_look(request, services, *sight, "case");
  auto json = to_json(*sight, request.signed_in(), request.language);
  if (auto code = services.progress.code_for(request.signed_in(), *sight->state); !code.empty()) {
    json["progress_code"] = in_groups(code);
  }
  return json_response(json.dump());
}

Response show_document(const Request& request, desk::Services& services) {
  const auto sight = services.cases.look(request.signed_in(), request.capture("case"));
  if (!sight) return problem(sight.error(), request);
  const auto* paper = sight->state->paper(request.capture("document"));
  if (paper == nullptr) {
    return problem({Refusal::not_found, {"案卷中没有这份文书", "no such document in the case"}, {}},
                   request);
  }
  record_look(request, services, *sight, "paper", paper->document);
  return text_response(paper->text);
}

Response list_cases(const Request& request, desk::Services& services) {
  const auto filter = read_case_filter([&](std::string_view name) -> std::optional<std::string> {
    const auto value = request.query_value(name);
    return value ? std::optional{std::string{*value}} : std::nullopt;
  });
  if (!filter) return problem(filter.error(), request);
  const auto offset = request.query_integer("offset", 0, 0, 10'000'000);
  if (!offset) return problem(offset.error(), request);
  const auto limit = request.query_integer("limit", 50, 1, 200);
  if (!limit) return problem(limit.error(), request);
  const auto found = services.cases.list(request.signed_in(), *filter, *offset, *limit);
  const auto people = services.people.directory();
  Json out{
      {"total", found.total}, {"offset", *offset}, {"limit", *limit}, {"cases", Json::array()}};
  for (const auto& row : found.rows) out["cases"].push_back(to_json(row, *people));
  return json_response(out.dump());
}

Response list_todos(const Request& request, desk::Services& services) {
  Json out = Json::array();
  const auto people = services.people.directory();
  for (const auto& item : services.cases.todos(request.signed_in(), 200)) {
    out.push_back(to_json(item, *people, request.language));
  }
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
  if (!seq) return problem({Refusal::not_found, {"没有这条记录", "no such event"}, {}}, request);
  const auto owner = services.cases.case_of_event(request.signed_in(), *seq);
  if (!owner) return problem(owner.error(), request);
  const auto receipt = services.log.receipt(*seq);
  if (!receipt) return problem(receipt.error(), request);
  // It shows every field that the leaf commits to.
  services.trail.looked(request.signed_in(), (*owner)->id, "timeline", {},
                        (*owner)->sealed.has_value());
  auto response = text_response(*receipt);
  response.headers.set("Content-Disposition",
                       "attachment; filename=\"" + std::to_string(*seq) + ".tlog-proof\"");
  return response;
}

/// What the QR code of the decision's paper says.
Response show_link(const Request& request, desk::Services& services) {
  const auto sight = services.cases.look(request.signed_in(), request.capture("case"));
  if (!sight) return problem(sight.error(), request);
  const auto timeline = services.cases.timeline(request.signed_in(), request.capture("case"));
  if (!timeline) return problem(timeline.error(), request);
  for (const auto& entry : *timeline) {
    if (entry.event.kind != "decision.made") continue;
    const auto digest = Json::parse(entry.event.body).at("digest").get<std::string>();
    const auto fragment = services.log.paper_link(entry.event.seq, digest);
    if (!fragment) return problem(fragment.error(), request);
    record_look(request, services, *sight, "case");
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
     .path = "/api/v1/todos",
     .may = Permission::read_case,
     .summary = {"我的待办", "What waits for the signed-in person, most urgent first"},
     .answer = {200, "#/components/schemas/TodoList"},
     .handle = list_todos},
    {.verb = Verb::get,
     .path = "/api/v1/cases",
     .may = Permission::read_case,
     .summary = {"案件列表", "Cases in scope, newest first"},
     .query =
         {{{"q", {"案由、当事人、文号或编号", "title, party, number or id"}},
           {"item", {"执法事项", "enforcement item"}},
           {"unit", {"办案单位", "handling unit"}},
           {"stage", {"最近办理的环节", "the step done last, by its title"}},
           {"state",
            {"open、decided、closed", "open, decided or closed"},
            R"({"enum":["open","decided","closed"]})"},
           {"major",
            {"重大执法决定", "whether the decision needs legal review"},
            R"({"type":"boolean"})"},
           {"sealed", {"已封存", "whether its record is sealed"}, R"({"type":"boolean"})"},
           {"opened_from",
            {"登记日期自", "opened on this day or later"},
            R"({"type":"string","format":"date"})"},
           {"opened_to",
            {"登记日期至", "opened on this day or earlier"},
            R"({"type":"string","format":"date"})"},
           {"sort",
            {"排序，前加“-”为倒序", "a column; with - before it, descending"},
            R"({"enum":["opened_at","-opened_at","title","-title","party","-party","unit",
                 "-unit","stage","-stage","number","-number","decided_on","-decided_on"]})"},
           {"offset", {"从第几条起", "how many to leave out"}, R"({"type":"integer","minimum":0})"},
           {"limit",
            {"每页条数，至多200", "how many at most"},
            R"({"type":"integer","minimum":1,"maximum":200})"}}},
     .answer = {200, "#/components/schemas/CasePage"},
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
     .answer = {200, "#/components/schemas/Case"},
     .handle = show_case},
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
     .answer = {200, "#/components/schemas/VerificationLink"},
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

}  // namespace

std::span<const Route> case_routes() { return kRoutes; }

}  // namespace mingcha::http
