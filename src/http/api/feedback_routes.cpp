// SPDX-License-Identifier: Apache-2.0
// What the public sent in, for those who answer.
#include <array>

#include <nlohmann/json.hpp>

#include "base/readable_code.h"
#include "desk/feedback_desk.h"
#include "desk/people_desk.h"
#include "desk/services.h"
#include "desk/trail_desk.h"
#include "http/api/api.h"
#include "http/api/command_json.h"
#include "http/json_body.h"
#include "http/problem.h"
#include "pack/definition.h"

namespace mingcha::http {
namespace {

using people::Permission;
using Json = nlohmann::json;

constexpr std::int64_t kMost = 500;
constexpr std::size_t kReasonMost = 2000;

std::string unit_title(const people::Directory& people, const std::string& id) {
  const auto* unit = people.unit(id);
  return unit == nullptr ? id : unit->name;
}

/// As the receipt has it, or without the dash.
std::string number_of(const Request& request) {
  return read_code(request.capture("number"), desk::kReceiptNumberLength).code;
}

Json row_json(const registers::FeedbackRow& row, const people::Directory& people,
              desk::Services& services, Language language) {
  const auto* kind = services.pack.participation.kind(row.kind);
  const auto ended = row.settled_at.value_or(services.clock.now());
  Json out{{"number", in_groups(row.number)},
           {"kind", row.kind},
           {"kind_title", kind == nullptr ? row.kind : kind->title.in(language)},
           {"state", row.state},
           {"unit", row.unit},
           {"unit_title", unit_title(people, row.unit)},
           {"about", row.about},
           {"about_title", services.feedback.about(row.about).title.in(language)},
           {"rating", row.rating},
           {"again", !row.earlier.empty()},
           {"received_at", to_local_string(row.received_at)},
           {"late", row.due && ended > *row.due},
           {"published_on", row.published_on}};
  if (row.due) out["due"] = to_local_string(*row.due);
  if (row.settled_at) out["settled_at"] = to_local_string(*row.settled_at);
  return out;
}

Response list_feedback(const Request& request, desk::Services& services) {
  const auto people = services.people.directory();
  Json out{{"feedback", Json::array()}, {"alerts", Json::array()}};
  for (const auto& row : services.feedback.queue(request.signed_in(), kMost)) {
    out["feedback"].push_back(row_json(row, *people, services, request.language));
  }
  for (const auto& alert : services.feedback.alerts(request.signed_in(), kMost)) {
    auto json = row_json(alert.row, *people, services, request.language);
    json["level_title"] = alert.level_title.in(request.language);
    out["alerts"].push_back(std::move(json));
  }
  return json_response(out.dump());
}

Json turns_json(const feedback::State& state, const people::Directory& people) {
  Json out = Json::array();
  for (const auto& turn : state.turns) {
    out.push_back({{"kind", turn.kind},
                   {"actor_name",
                    turn.actor == desk::kPublicActor ? std::string{} : people.name_of(turn.actor)},
                   {"at", to_local_string(turn.at)},
                   {"unit_title", turn.unit.empty() ? "" : unit_title(people, turn.unit)},
                   {"reason", turn.reason}});
  }
  return out;
}

Json sight_json(const desk::FeedbackSight& sight, desk::Services& services, Language language) {
  const auto people = services.people.directory();
  const auto& state = sight.state;
  auto out = row_json(sight.row, *people, services, language);
  out["version"] = state.version;
  out["text"] = state.received.text;
  out["article"] = sight.kind == nullptr ? "" : sight.kind->article;
  out["may_publish"] = state.received.may_publish;
  out["earlier"] = in_groups(state.received.earlier);
  out["escalated_by"] = in_groups(state.again);
  out["turns"] = turns_json(state, *people);
  out["derivation"] = Json::array();
  if (sight.row.due) {
    for (const auto& one : law::to_sentences(sight.derivation, services.pack.statutes)) {
      out["derivation"].push_back(one.in(language));
    }
  }
  out["away"] = Json::array();
  for (const auto& unit : state.away) out["away"].push_back(unit_title(*people, unit));
  out["may_transfer_to"] = Json::array();
  for (const auto& unit : sight.may_transfer_to) {
    out["may_transfer_to"].push_back({{"unit", unit}, {"title", unit_title(*people, unit)}});
  }
  if (sight.author) {
    out["author"] = {{"name", sight.author->name}, {"contact", sight.author->contact}};
  }
  if (!state.received.case_id.empty()) out["case"] = state.received.case_id;
  if (state.answered) out["answer"] = state.answered->text;
  if (state.rejected) out["reason"] = state.rejected->reason;
  if (state.published) {
    out["published"] = {{"question", state.published->question},
                        {"answer", state.published->answer}};
  }
  return out;
}

Response show_feedback(const Request& request, desk::Services& services) {
  const auto number = number_of(request);
  const auto sight = services.feedback.look(request.signed_in(), number);
  if (!sight) return problem(sight.error(), request);
  // Who wrote is shown to nobody without a trace.
  services.trail.looked(request.signed_in(), desk::feedback_stream(number), "feedback", {}, false);
  return json_response(sight_json(*sight, services, request.language).dump());
}

Response answered(const Request& request, const Result<std::string>& outcome) {
  if (!outcome) return problem(outcome.error(), request);
  return json_response(*outcome);
}

/// The text fields of a body that has nothing else.
template <std::size_t Count>
Result<std::array<std::string, Count>> read_texts(
    const Request& request, const std::array<std::pair<const char*, std::size_t>, Count>& wanted) {
  const auto json = read_json_object(request.body);
  if (!json) return tl::unexpected<Rejection>(json.error());
  FieldReader fields{*json};
  std::array<std::string, Count> out;
  for (std::size_t i = 0; i < Count; ++i) {
    out[i] = fields.text(wanted[i].first, 1, wanted[i].second);
  }
  if (const auto ready = fields.finish(); !ready) return tl::unexpected<Rejection>(ready.error());
  return out;
}

Response answer(const Request& request, desk::Services& services) {
  const auto read = read_texts<1>(request, {{{"text", desk::kFeedbackTextMost}}});
  if (!read) return problem(read.error(), request);
  return answered(request, services.feedback.answer(request.signed_in(), number_of(request),
                                                    (*read)[0], envelope_of(request)));
}

Response refuse(const Request& request, desk::Services& services) {
  const auto read = read_texts<1>(request, {{{"reason", kReasonMost}}});
  if (!read) return problem(read.error(), request);
  return answered(request, services.feedback.refuse(request.signed_in(), number_of(request),
                                                    (*read)[0], envelope_of(request)));
}

Response transfer(const Request& request, desk::Services& services) {
  const auto read = read_texts<2>(request, {{{"unit", 100}, {"reason", kReasonMost}}});
  if (!read) return problem(read.error(), request);
  return answered(request,
                  services.feedback.transfer(request.signed_in(), number_of(request), (*read)[0],
                                             (*read)[1], envelope_of(request)));
}

Response publish(const Request& request, desk::Services& services) {
  const auto read =
      read_texts<2>(request, {{{"question", kReasonMost}, {"answer", desk::kFeedbackTextMost}}});
  if (!read) return problem(read.error(), request);
  return answered(request, services.feedback.publish(request.signed_in(), number_of(request),
                                                     (*read)[0], (*read)[1], envelope_of(request)));
}

Response unpublish(const Request& request, desk::Services& services) {
  const auto read = read_texts<1>(request, {{{"reason", kReasonMost}}});
  if (!read) return problem(read.error(), request);
  return answered(request, services.feedback.unpublish(request.signed_in(), number_of(request),
                                                       (*read)[0], envelope_of(request)));
}

constexpr std::string_view kDone = "#/components/schemas/FeedbackDone";
constexpr std::string_view kReason =
    R"({"type":"object","additionalProperties":false,"required":["reason"],
        "properties":{"reason":{"type":"string"}}})";

constexpr auto kSchemas = std::to_array<SharedSchema>({
    {"FeedbackDone", R"({"type":"object","required":["number","version","state"],"properties":{
      "number":{"type":"string"},"version":{"type":"integer"},"state":{"type":"string"}}})"},
    {"FeedbackRow", R"({"type":"object",
      "required":["number","kind","kind_title","state","unit","unit_title","about","about_title","rating",
        "again",
        "received_at","late","published_on"],
      "properties":{"number":{"type":"string"},"kind":{"type":"string"},
        "kind_title":{"type":"string"},
        "state":{"enum":["open","answered","rejected","kept"]},
        "unit":{"type":"string"},"unit_title":{"type":"string"},
        "about":{"type":"string","description":"Address of a published page, or words."},
        "about_title":{"type":"string","description":"What that page is called; may be empty."},
        "rating":{"type":"integer","description":"1 to 5; 0: none."},
        "again":{"type":"boolean","description":"The second one about the same matter."},
        "received_at":{"type":"string","format":"date-time"},
        "due":{"type":"string","format":"date-time"},
        "settled_at":{"type":"string","format":"date-time"},
        "late":{"type":"boolean"},"published_on":{"type":"string"}}})"},
    {"FeedbackAlert", R"({"allOf":[{"$ref":"#/components/schemas/FeedbackRow"},{"type":"object",
      "required":["level_title"],"properties":{"level_title":{"type":"string"}}}]})"},
    {"FeedbackQueue", R"({"type":"object","required":["feedback","alerts"],"properties":{
      "feedback":{"type":"array","items":{"$ref":"#/components/schemas/FeedbackRow"}},
      "alerts":{"type":"array","items":{"$ref":"#/components/schemas/FeedbackAlert"}}}})"},
    {"Feedback", R"({"allOf":[{"$ref":"#/components/schemas/FeedbackRow"},{"type":"object",
      "required":["version","text","article","may_publish","earlier","escalated_by",
        "turns","derivation","away","may_transfer_to"],
      "properties":{"version":{"type":"integer"},"text":{"type":"string"},
        "article":{"type":"string"},
        "may_publish":{"type":"boolean","description":"Its author agreed."},
        "earlier":{"type":"string"},"escalated_by":{"type":"string"},
        "case":{"type":"string","description":"That the published page belongs to."},
        "author":{"type":"object","required":["name","contact"],"properties":{
          "name":{"type":"string"},"contact":{"type":"string"}}},
        "answer":{"type":"string"},"reason":{"type":"string"},
        "published":{"type":"object","required":["question","answer"],"properties":{
          "question":{"type":"string"},"answer":{"type":"string"}}},
        "derivation":{"type":"array","items":{"type":"string"}},
        "away":{"type":"array","items":{"type":"string"},
          "description":"Units that are kept away from it."},
        "may_transfer_to":{"type":"array","items":{"type":"object","required":["unit","title"],
          "properties":{"unit":{"type":"string"},"title":{"type":"string"}}}},
        "turns":{"type":"array","items":{"type":"object",
          "required":["kind","actor_name","at","unit_title","reason"],
          "properties":{"kind":{"type":"string"},
            "actor_name":{"type":"string","description":"Empty: the public."},
            "at":{"type":"string","format":"date-time"},"unit_title":{"type":"string"},
            "reason":{"type":"string"}}}}}}]})"},
});

constexpr auto kRoutes = std::to_array<Route>({
    {.verb = Verb::get,
     .path = "/api/v1/feedback",
     .may = Permission::answer_report,
     .summary = {"公众反馈", "What the public sent in for the visitor's unit to answer"},
     .answer = {200, "#/components/schemas/FeedbackQueue"},
     .handle = list_feedback},
    {.verb = Verb::get,
     .path = "/api/v1/feedback/{number}",
     .may = Permission::answer_report,
     .summary = {"一件公众反馈", "One of them, with its author for the unit that answers"},
     .answer = {200, "#/components/schemas/Feedback"},
     .handle = show_feedback},
    {.verb = Verb::post,
     .path = "/api/v1/feedback/{number}/answer",
     .may = Permission::answer_report,
     .summary = {"答复", "Answer it"},
     .body = Body::json(
         R"({"type":"object","additionalProperties":false,"required":["text"],"properties":{"text":{"type":"string"}}})"),
     .answer = {200, kDone},
     .idempotency = Idempotency::required,
     .handle = answer},
    {.verb = Verb::post,
     .path = "/api/v1/feedback/{number}/reject",
     .may = Permission::answer_report,
     .summary = {"不予办理", "Do not take it up, and say why"},
     .body = Body::json(kReason),
     .answer = {200, kDone},
     .idempotency = Idempotency::required,
     .handle = refuse},
    {.verb = Verb::post,
     .path = "/api/v1/feedback/{number}/transfer",
     .may = Permission::answer_report,
     .summary = {"转办", "Hand it to another unit; never to one that it speaks against"},
     .body = Body::json(
         R"({"type":"object","additionalProperties":false,"required":["unit","reason"],"properties":{"unit":{"type":"string"},"reason":{"type":"string"}}})"),
     .answer = {200, kDone},
     .idempotency = Idempotency::required,
     .handle = transfer},
    {.verb = Verb::post,
     .path = "/api/v1/feedback/{number}/publish",
     .may = Permission::answer_report,
     .summary = {"公开问答", "Publish question and answer, where the author agreed; leak test"},
     .body = Body::json(
         R"({"type":"object","additionalProperties":false,"required":["question","answer"],"properties":{"question":{"type":"string"},"answer":{"type":"string"}}})"),
     .answer = {200, kDone},
     .idempotency = Idempotency::required,
     .handle = publish},
    {.verb = Verb::post,
     .path = "/api/v1/feedback/{number}/unpublish",
     .may = Permission::answer_report,
     .summary = {"撤下公开的问答", "Take a published answer down"},
     .body = Body::json(kReason),
     .answer = {200, kDone},
     .idempotency = Idempotency::required,
     .handle = unpublish},
});

}  // namespace

std::span<const Route> feedback_routes() { return kRoutes; }
std::span<const SharedSchema> feedback_schemas() { return kSchemas; }

}  // namespace mingcha::http
