// SPDX-License-Identifier: Apache-2.0
// What goes out beside the portal, and what became of it.
#include <nlohmann/json.hpp>

#include "desk/outbox_desk.h"
#include "desk/people_desk.h"
#include "desk/services.h"
#include "http/api/api.h"
#include "http/api/command_json.h"
#include "http/json_body.h"
#include "http/problem.h"
#include "pack/definition.h"
#include "people/person.h"

namespace mingcha::http {
namespace {

using Json = nlohmann::json;
using people::Permission;

constexpr std::size_t kReasonLongest = 500;
constexpr std::int64_t kFar = std::int64_t{1} << 40;

Json channel_json(const desk::ChannelSight& sight, const people::Directory& people,
                  Language language) {
  Json categories = Json::array();
  for (const auto& each : sight.categories) {
    categories.push_back(pack::title_of_category(each).in(language));
  }
  Json out{{"channel", sight.id},
           {"kind", sight.kind},
           {"title", sight.title.empty() ? sight.id : sight.title},
           {"host", sight.host},
           {"configured", sight.configured},
           {"categories", std::move(categories)},
           {"paused", sight.hold.paused},
           {"counts", sight.counts}};
  if (sight.hold.paused) {
    const auto& by = sight.hold.paused_by;
    out["paused_at"] = to_local_string(sight.hold.paused_at);
    out["paused_by"] = by.empty() ? std::string{} : people.name_of(by);
    out["reason"] = sight.hold.reason.in(language);
  }
  if (to_millis(sight.hold.not_before) != 0) {
    out["not_before"] = to_local_string(sight.hold.not_before);
  }
  return out;
}

Json delivery_json(const desk::DeliverySight& sight, Language language) {
  const auto& delivery = sight.delivery;
  Json out{{"delivery", delivery.id},
           {"channel", delivery.channel},
           {"key", delivery.key},
           {"publication", delivery.public_id},
           {"what", delivery.what},
           {"title", sight.title},
           {"number", sight.number},
           {"state", delivery.state},
           {"unsure", delivery.standing == "unsure"},
           {"attempts", delivery.attempts},
           {"queued_at", to_local_string(delivery.queued_at)},
           {"answer", delivery.answer.in(language)},
           {"remote_url", delivery.remote_url},
           {"by_hand", Json::array()}};
  if (delivery.state == "waiting") out["next_at"] = to_local_string(delivery.next_at);
  if (delivery.settled_at) out["settled_at"] = to_local_string(*delivery.settled_at);
  for (const auto& each : sight.by_hand) {
    out["by_hand"].push_back({{"id", each.id}, {"url", each.url}});
  }
  return out;
}

Response list_channels(const Request& request, desk::Services& services) {
  const auto people = services.people.directory();
  Json out = Json::array();
  for (const auto& sight : services.outbox.look()) {
    out.push_back(channel_json(sight, *people, request.language));
  }
  return json_response(Json{{"channels", out}}.dump());
}

Response list_deliveries(const Request& request, desk::Services& services) {
  const auto offset = request.query_integer("offset", 0, 0, kFar);
  const auto limit = request.query_integer("limit", 50, 1, 200);
  if (!offset) return problem(offset.error(), request);
  if (!limit) return problem(limit.error(), request);
  const std::string channel{request.query_value("channel").value_or("")};
  const std::string state{request.query_value("state").value_or("")};
  Json out = Json::array();
  for (const auto& sight : services.outbox.list(channel, state, *offset, *limit)) {
    out.push_back(delivery_json(sight, request.language));
  }
  return json_response(Json{{"deliveries", out}}.dump());
}

Result<std::int64_t> delivery_of(const Request& request) {
  const auto& text = request.capture("delivery");
  const bool digits = !text.empty() && text.size() < 16 &&
                      text.find_first_not_of("0123456789") == std::string::npos;
  if (digits) return std::stoll(text);
  return reject(Refusal::not_found, {"没有这次投递", "no such delivery"});
}

Response show_delivery(const Request& request, desk::Services& services) {
  const auto id = delivery_of(request);
  if (!id) return problem(id.error(), request);
  const auto found = services.outbox.find(*id);
  if (!found) {
    return problem({Refusal::not_found, {"没有这次投递", "no such delivery"}, {}}, request);
  }
  const auto people = services.people.directory();
  auto out = delivery_json(found->sight, request.language);
  out["tries"] = Json::array();
  for (const auto& attempt : found->attempts) {
    out["tries"].push_back({{"at", to_local_string(attempt.began_at)},
                            {"ms", (attempt.ended_at - attempt.began_at).count()},
                            {"outcome", attempt.outcome},
                            {"answer", attempt.answer.in(request.language)}});
  }
  out["acts"] = Json::array();
  for (const auto& act : found->acts) {
    out["acts"].push_back({{"at", to_local_string(act.at)},
                           {"by", people->name_of(act.person_id)},
                           {"act", act.act},
                           {"note", act.note}});
  }
  return json_response(out.dump());
}

Response answer(const Request& request, const Result<std::string>& outcome) {
  if (!outcome) return problem(outcome.error(), request);
  return json_response(*outcome);
}

Response retry(const Request& request, desk::Services& services) {
  const auto id = delivery_of(request);
  if (!id) return problem(id.error(), request);
  return answer(request, services.outbox.retry(request.signed_in(), *id, envelope_of(request)));
}

Response settle(const Request& request, desk::Services& services) {
  const auto id = delivery_of(request);
  if (!id) return problem(id.error(), request);
  const auto json = read_json_object(request.body);
  if (!json) return problem(json.error(), request);
  FieldReader fields{*json};
  const auto note = fields.text("note", 1, kReasonLongest);
  if (const auto ready = fields.finish(); !ready) return problem(ready.error(), request);
  return answer(request, services.outbox.settle_by_hand(request.signed_in(), *id, note,
                                                        envelope_of(request)));
}

Response pause(const Request& request, desk::Services& services) {
  const auto json = read_json_object(request.body);
  if (!json) return problem(json.error(), request);
  FieldReader fields{*json};
  const auto reason = fields.text("reason", 1, kReasonLongest);
  if (const auto ready = fields.finish(); !ready) return problem(ready.error(), request);
  return answer(request, services.outbox.pause(request.signed_in(), request.capture("channel"),
                                               reason, envelope_of(request)));
}

Response resume(const Request& request, desk::Services& services) {
  return answer(request, services.outbox.resume(request.signed_in(), request.capture("channel"),
                                                envelope_of(request)));
}

constexpr auto kSchemas = std::to_array<SharedSchema>({
    {"Channel", R"({"type":"object",
      "required":["channel","kind","title","host","configured","categories","paused","counts"],
      "properties":{"channel":{"type":"string"},"kind":{"type":"string"},
        "title":{"type":"string"},"host":{"type":"string"},"configured":{"type":"boolean"},
        "categories":{"type":"array","items":{"type":"string"},
          "description":"Of enforcement items, for people; none: all."},"paused":{"type":"boolean"},
        "paused_at":{"type":"string","format":"date-time"},
        "paused_by":{"type":"string","description":"Empty: by itself."},
        "reason":{"type":"string"},"not_before":{"type":"string","format":"date-time"},
        "counts":{"type":"object","additionalProperties":{"type":"integer"}}}})"},
    {"Channels", R"({"type":"object","required":["channels"],"properties":{
      "channels":{"type":"array","items":{"$ref":"#/components/schemas/Channel"}}}})"},
    {"Delivery", R"({"type":"object",
      "required":["delivery","channel","key","publication","what","title","number","state",
        "unsure","attempts","queued_at","answer","remote_url","by_hand"],
      "properties":{"delivery":{"type":"integer"},"channel":{"type":"string"},
        "key":{"type":"string"},"publication":{"type":"string"},
        "what":{"enum":["published","corrected","withdrawn","expired"]},
        "title":{"type":"string"},"number":{"type":"string"},
        "state":{"enum":["waiting","sending","delivered","dead","blocked","by_hand",
          "done_by_hand","skipped"]},
        "unsure":{"type":"boolean","description":"Something may have arrived."},
        "attempts":{"type":"integer"},"queued_at":{"type":"string","format":"date-time"},
        "next_at":{"type":"string","format":"date-time"},
        "settled_at":{"type":"string","format":"date-time"},"answer":{"type":"string"},
        "remote_url":{"type":"string"},
        "by_hand":{"type":"array","items":{"type":"object","required":["id","url"],
          "properties":{"id":{"type":"string"},"url":{"type":"string"}}}}}})"},
    {"Deliveries", R"({"type":"object","required":["deliveries"],"properties":{
      "deliveries":{"type":"array","items":{"$ref":"#/components/schemas/Delivery"}}}})"},
    {"DeliveryDetails", R"({"allOf":[{"$ref":"#/components/schemas/Delivery"},{"type":"object",
      "required":["tries","acts"],"properties":{
        "tries":{"type":"array","items":{"type":"object",
          "required":["at","ms","outcome","answer"],
          "properties":{"at":{"type":"string","format":"date-time"},"ms":{"type":"integer"},
            "outcome":{"type":"string"},"answer":{"type":"string"}}}},
        "acts":{"type":"array","items":{"type":"object","required":["at","by","act","note"],
          "properties":{"at":{"type":"string","format":"date-time"},"by":{"type":"string"},
            "act":{"type":"string"},"note":{"type":"string"}}}}}}]})"},
    {"DeliveryDone", R"({"type":"object","required":["delivery","state"],
      "properties":{"delivery":{"type":"integer"},"state":{"type":"string"}}})"},
    {"ChannelDone", R"({"type":"object","required":["channel","paused"],
      "properties":{"channel":{"type":"string"},"paused":{"type":"boolean"}}})"},
});

constexpr auto kRoutes = std::to_array<Route>({
    {.verb = Verb::get,
     .path = "/api/v1/channels",
     .may = Permission::read_publication_queue,
     .summary = {"对外发布渠道", "Where publications go beside the portal, and how it stands"},
     .answer = {200, "#/components/schemas/Channels"},
     .handle = list_channels},
    {.verb = Verb::get,
     .path = "/api/v1/deliveries",
     .may = Permission::read_publication_queue,
     .summary = {"投递记录", "What was and is to be sent, the newest first"},
     .query = {{{"channel", {"渠道", "Of one channel"}},
                {"state", {"状态", "In one state"}},
                {"offset", {"从第几条起", "From which on"}, R"({"type":"integer"})"},
                {"limit", {"最多几条", "How many at most"}, R"({"type":"integer"})"}}},
     .answer = {200, "#/components/schemas/Deliveries"},
     .handle = list_deliveries},
    {.verb = Verb::get,
     .path = "/api/v1/deliveries/{delivery}",
     .may = Permission::read_publication_queue,
     .summary = {"一次投递的经过", "One delivery with every attempt"},
     .answer = {200, "#/components/schemas/DeliveryDetails"},
     .handle = show_delivery},
    {.verb = Verb::post,
     .path = "/api/v1/deliveries/{delivery}/retry",
     .may = Permission::confirm_publication,
     .summary = {"立即重试", "Try again at once"},
     .answer = {200, "#/components/schemas/DeliveryDone"},
     .idempotency = Idempotency::required,
     .handle = retry},
    {.verb = Verb::post,
     .path = "/api/v1/deliveries/{delivery}/settle",
     .may = Permission::confirm_publication,
     .summary = {"人工办结", "Settled by hand on the other side, with a note"},
     .body = Body::json(
         R"({"type":"object","additionalProperties":false,"required":["note"],"properties":{"note":{"type":"string"}}})"),
     .answer = {200, "#/components/schemas/DeliveryDone"},
     .idempotency = Idempotency::required,
     .handle = settle},
    {.verb = Verb::post,
     .path = "/api/v1/channels/{channel}/pause",
     .may = Permission::confirm_publication,
     .summary = {"暂停渠道", "Let nothing go out this way, with a reason"},
     .body = Body::json(
         R"({"type":"object","additionalProperties":false,"required":["reason"],"properties":{"reason":{"type":"string"}}})"),
     .answer = {200, "#/components/schemas/ChannelDone"},
     .idempotency = Idempotency::required,
     .handle = pause},
    {.verb = Verb::post,
     .path = "/api/v1/channels/{channel}/resume",
     .may = Permission::confirm_publication,
     .summary = {"恢复渠道", "Let what waits go out again"},
     .answer = {200, "#/components/schemas/ChannelDone"},
     .idempotency = Idempotency::required,
     .handle = resume},
});

}  // namespace

std::span<const Route> channel_routes() { return kRoutes; }
std::span<const SharedSchema> channel_schemas() { return kSchemas; }

}  // namespace mingcha::http
