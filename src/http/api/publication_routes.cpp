// SPDX-License-Identifier: Apache-2.0
#include <nlohmann/json.hpp>

#include "desk/people_desk.h"
#include "desk/publication_desk.h"
#include "desk/services.h"
#include "http/api/api.h"
#include "http/api/command_json.h"
#include "http/api/publication_json.h"
#include "http/json_body.h"
#include "http/problem.h"
#include "people/person.h"

namespace mingcha::http {
namespace {

using people::Permission;
using Json = nlohmann::json;

constexpr std::int64_t kMostRows = 500;
constexpr std::int64_t kMostAlerts = 200;

Response answer(const Request& request, const Result<std::string>& outcome) {
  if (!outcome) return problem(outcome.error(), request);
  return json_response(*outcome);
}

Result<desk::QueueQuestion> read_question(const Request& request) {
  desk::QueueQuestion question;
  if (const auto word = request.query_value("group"); word && !word->empty()) {
    question.group = registers::to_group(*word);
    if (!question.group) {
      return reject(Refusal::malformed, {"没有这一组", "no such group"},
                    {{"unknown-group", {"没有这一组", "no such group"}, {}, {}, "group"}});
    }
  }
  question.filter.unit = request.query_value("unit").value_or("");
  question.filter.words = trim(first_characters(request.query_value("q").value_or(""), 50));
  question.responsible = request.query_value("responsible").value_or("");
  if (question.responsible == "me") question.responsible = request.signed_in().person_id;
  const auto offset = request.query_integer("offset", 0, 0, 10'000'000);
  if (!offset) return tl::unexpected<Rejection>(offset.error());
  const auto limit = request.query_integer("limit", kMostRows, 1, kMostRows);
  if (!limit) return tl::unexpected<Rejection>(limit.error());
  question.offset = *offset;
  question.limit = *limit;
  return question;
}

Response list_publications(const Request& request, desk::Services& services) {
  auto question = read_question(request);
  if (!question) return problem(question.error(), request);
  const auto page = services.publications.queue(request.signed_in(), std::move(*question));
  return json_response(to_json(page, *services.people.directory()).dump());
}

Response list_alerts(const Request& request, desk::Services& services) {
  const auto people = services.people.directory();
  Json out{{"alerts", Json::array()}};
  for (const auto& alert : services.publications.alerts(request.signed_in(), kMostAlerts)) {
    out["alerts"].push_back(to_json(alert, *people));
  }
  return json_response(out.dump());
}

Response show_publication(const Request& request, desk::Services& services) {
  const auto sight = services.publications.look(request.signed_in(), request.capture("case"));
  if (!sight) return problem(sight.error(), request);
  return json_response(to_json(*sight, services, request.language).dump());
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

Response correct(const Request& request, desk::Services& services) {
  const auto json = read_json_object(request.body);
  if (!json) return problem(json.error(), request);
  FieldReader fields{*json};
  desk::Correct command;
  command.masks = {read_wishes(fields, *json, "add"), read_wishes(fields, *json, "lift")};
  command.what = fields.text("what", 1, 500);
  command.reason = fields.text("reason", 1, 1000);
  if (const auto ready = fields.finish(); !ready) return problem(ready.error(), request);
  return answer(request, services.publications.correct(request.signed_in(), request.capture("case"),
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

Result<desk::Revocation> read_revocation(const Request& request) {
  const auto json = read_json_object(request.body);
  if (!json) return tl::unexpected<Rejection>(json.error());
  FieldReader fields{*json};
  desk::Revocation command;
  command.ground = fields.optional_text("ground", 40).value_or("");
  command.organ = fields.optional_text("organ", 100).value_or("");
  command.document = fields.optional_text("document", 100).value_or("");
  command.revoked_on = fields.optional_text("revoked_on", 10).value_or("");
  command.reason = fields.optional_text("reason", 2000).value_or("");
  if (const auto ready = fields.finish(); !ready) return tl::unexpected<Rejection>(ready.error());
  return command;
}

Response note_revocation(const Request& request, desk::Services& services) {
  const auto command = read_revocation(request);
  if (!command) return problem(command.error(), request);
  return answer(request,
                services.publications.note_revocation(request.signed_in(), request.capture("case"),
                                                      *command, envelope_of(request)));
}

Response withdraw(const Request& request, desk::Services& services) {
  const auto command = read_revocation(request);
  if (!command) return problem(command.error(), request);
  return answer(request,
                services.publications.withdraw(request.signed_in(), request.capture("case"),
                                               *command, envelope_of(request)));
}

Response assign(const Request& request, desk::Services& services) {
  const auto json = read_json_object(request.body);
  if (!json) return problem(json.error(), request);
  FieldReader fields{*json};
  const auto person = fields.text("person", 1, 100);
  const auto reason = fields.text("reason", 1, 500);
  if (const auto ready = fields.finish(); !ready) return problem(ready.error(), request);
  return answer(request, services.publications.assign(request.signed_in(), request.capture("case"),
                                                      person, reason, envelope_of(request)));
}

constexpr std::string_view kDone = "#/components/schemas/PublicationDone";
constexpr Body kRevocation = Body::json("#/components/schemas/Revocation");

constexpr auto kRoutes = std::to_array<Route>({
    {.verb = Verb::get,
     .path = "/api/v1/publications",
     .may = Permission::read_publication_queue,
     .summary = {"公示队列",
                 "What is due for publication, what was published, and what must not be"},
     .query = {{{"group",
                 {"分组；不写为全部",
                  "due, waiting, late, to_withdraw, published, "
                  "withdrawn, expired, unpublished; all without it"}},
                {"unit", {"办案单位", "handling unit"}},
                {"q", {"文号、案由或者当事人", "number, title or party"}},
                {"responsible", {"责任人；me 为本人", "person id, or me"}},
                {"offset", {"从第几条起", "how many to leave out"}, R"({"type":"integer"})"},
                {"limit", {"最多几条", "at most"}, R"({"type":"integer"})"}}},
     .answer = {200, "#/components/schemas/PublicationQueue"},
     .handle = list_publications},
    {.verb = Verb::get,
     .path = "/api/v1/publication-alerts",
     .may = Permission::read_publication_queue,
     .summary = {"公示预警：迟延和即将到期的事项及责任人",
                 "What is late or soon will be, and whose it is"},
     .answer = {200, "#/components/schemas/PublicationAlerts"},
     .handle = list_alerts},
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
     .path = "/api/v1/publications/{case}/correct",
     .may = Permission::prepare_publication,
     .summary = {"更正公示：提出", "A corrected text, to be confirmed by a second person"},
     .body = Body::json(
         R"({"type":"object","additionalProperties":false,"required":["what","reason"],"properties":{"add":{"type":"array","items":{"$ref":"#/components/schemas/Wish"}},"lift":{"type":"array","items":{"$ref":"#/components/schemas/Wish"}},"what":{"type":"string"},"reason":{"type":"string"}}})"),
     .answer = {200, kDone},
     .idempotency = Idempotency::required,
     .handle = correct},
    {.verb = Verb::post,
     .path = "/api/v1/publications/{case}/publish",
     .may = Permission::confirm_publication,
     .summary = {"复核并公示，或者复核更正",
                 "The second person: leak test, then public; a correction likewise"},
     .body = Body::json(
         R"({"type":"object","additionalProperties":false,"required":["digest"],"properties":{"digest":{"type":"string"}}})"),
     .answer = {200, kDone},
     .idempotency = Idempotency::required,
     .handle = publish},
    {.verb = Verb::post,
     .path = "/api/v1/publications/{case}/revocation",
     .may = Permission::confirm_publication,
     .summary = {"登记决定被变更、撤销等", "Note that the decision no longer stands"},
     .body = kRevocation,
     .answer = {200, kDone},
     .idempotency = Idempotency::required,
     .handle = note_revocation},
    {.verb = Verb::post,
     .path = "/api/v1/publications/{case}/withdraw",
     .may = Permission::confirm_publication,
     .summary = {"撤回公示", "Withdraw with a public reason"},
     .body = kRevocation,
     .answer = {200, kDone},
     .idempotency = Idempotency::required,
     .handle = withdraw},
    {.verb = Verb::post,
     .path = "/api/v1/publications/{case}/assign",
     .may = Permission::confirm_publication,
     .summary = {"改派责任人", "Give what is to be done next to somebody else"},
     .body = Body::json(
         R"({"type":"object","additionalProperties":false,"required":["person","reason"],"properties":{"person":{"type":"string"},"reason":{"type":"string"}}})"),
     .answer = {200, kDone},
     .idempotency = Idempotency::required,
     .handle = assign},
});

}  // namespace

std::span<const Route> publication_routes() { return kRoutes; }

}  // namespace mingcha::http
