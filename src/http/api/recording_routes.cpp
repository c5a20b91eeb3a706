// SPDX-License-Identifier: Apache-2.0
// 音像记录: what arrived, where it belongs, how long it is kept, and watching it.
#include <algorithm>
#include <array>

#include <nlohmann/json.hpp>

#include "desk/people_desk.h"
#include "desk/recording_desk.h"
#include "desk/services.h"
#include "desk/trail_desk.h"
#include "http/api/api.h"
#include "http/api/command_json.h"
#include "http/api/recording_json.h"
#include "http/json_body.h"
#include "http/problem.h"
#include "pack/definition.h"
#include "vault/folder_vault.h"

namespace mingcha::http {
namespace {

using people::Permission;
using Json = nlohmann::json;

constexpr std::int64_t kPageMost = 200;

Response done(const Request& request, const Result<std::string>& outcome) {
  if (!outcome) return problem(outcome.error(), request);
  return json_response(*outcome);
}

std::string asked(const Request& request, std::string_view name) {
  return std::string{request.query_value(name).value_or("")};
}

std::optional<Instant> day_asked(const Request& request, std::string_view name, bool after) {
  const auto day = parse_day(asked(request, name));
  if (!day) return std::nullopt;
  return start_of(after ? *day + std::chrono::days{1} : *day);
}

/// Two numbers of the query: offset and limit.
Result<std::pair<std::int64_t, std::int64_t>> page_asked(const Request& request) {
  const auto offset = request.query_integer("offset", 0, 0, 1'000'000);
  if (!offset) return tl::unexpected<Rejection>(offset.error());
  const auto limit = request.query_integer("limit", 50, 1, kPageMost);
  if (!limit) return tl::unexpected<Rejection>(limit.error());
  return std::pair{*offset, *limit};
}

Response list_recordings(const Request& request, desk::Services& services) {
  const auto page = page_asked(request);
  if (!page) return problem(page.error(), request);
  registers::RecordingFilter filter;
  filter.unit = asked(request, "unit");
  filter.officer = asked(request, "officer");
  filter.device = asked(request, "device");
  filter.only = asked(request, "only");
  filter.words = asked(request, "words");
  filter.from = day_asked(request, "from", false);
  filter.to = day_asked(request, "to", true);
  const auto found =
      services.recordings.list(request.signed_in(), filter, page->first, page->second);
  const auto people = services.people.directory();
  Json out{{"total", found.total}, {"recordings", Json::array()}};
  for (const auto& row : found.rows) out["recordings"].push_back(to_json(row, *people));
  return json_response(out.dump());
}

Response read_recording(const Request& request, desk::Services& services) {
  const auto sight = services.recordings.look(request.signed_in(), request.capture("recording"));
  if (!sight) return problem(sight.error(), request);
  auto out = to_json(*sight, services.pack, request.language);
  out["suggestions"] = Json::array();
  for (const auto& one : services.recordings.suggestions(request.signed_in(), *sight)) {
    auto duty = to_json(one.duty, services.pack, *sight->people, request.language);
    duty["overlap_ms"] = one.overlap_ms;
    duty["officer_fits"] = one.officer_fits;
    duty["unit_fits"] = one.unit_fits;
    out["suggestions"].push_back(std::move(duty));
  }
  return json_response(out.dump());
}

Response begin_watching(const Request& request, desk::Services& services) {
  const auto json = read_json_object(request.body);
  if (!json) return problem(json.error(), request);
  FieldReader fields{*json};
  const auto purpose = fields.optional_text("purpose", 300).value_or("");
  if (const auto ready = fields.finish(); !ready) return problem(ready.error(), request);
  const auto begun = services.recordings.begin_watching(request.signed_in(),
                                                        request.capture("recording"), purpose);
  if (!begun) return problem(begun.error(), request);
  return no_content();
}

/// The copy that was asked for, or the original: its digest and its type.
std::optional<std::pair<std::string, std::string>> bytes_asked(const Request& request,
                                                               const recording::Recording& state) {
  const auto copy = request.query_value("copy");
  if (!copy) return std::pair{state.received.sha256, state.received.media_type};
  const auto found =
      std::ranges::find_if(state.copies, [&](const auto& one) { return one.made.copy == *copy; });
  if (found == state.copies.end()) return std::nullopt;
  return std::pair{found->made.sha256, std::string{"video/mp4"}};
}

/// A type that a browser plays and that is no page.
std::string playable(const std::string& declared) {
  constexpr std::array<std::string_view, 6> kTypes{"video/mp4", "video/webm", "audio/mpeg",
                                                   "audio/mp4", "audio/ogg",  "audio/wav"};
  const auto known = std::ranges::find(kTypes, std::string_view{declared});
  return known == kTypes.end() ? "application/octet-stream" : std::string{*known};
}

Response read_file(const Request& request, desk::Services& services) {
  const auto sight = services.recordings.watch(request.signed_in(), request.capture("recording"));
  if (!sight) return problem(sight.error(), request);
  const auto bytes = bytes_asked(request, sight->state);
  const auto path = bytes ? services.recordings_vault.find(bytes->first) : std::nullopt;
  if (!path) {
    return problem({Refusal::not_found, {"没有这个文件", "no such file"}, {}}, request);
  }
  auto response = file_response(*path, playable(bytes->second), "\"sha256-" + bytes->first + "\"");
  response.headers.set("Content-Disposition", "inline");
  response.headers.set("Content-Security-Policy", "default-src 'none'; media-src 'self'; sandbox");
  response.headers.set("Cache-Control", "private, no-store");
  return response;
}

/// A still of it, for whoever has said why he looks.
Response read_poster(const Request& request, desk::Services& services) {
  const auto sight = services.recordings.watch(request.signed_in(), request.capture("recording"));
  if (!sight) return problem(sight.error(), request);
  const auto file = services.site.posters / (sight->state.received.sha256 + ".jpg");
  if (!std::filesystem::is_regular_file(file)) {
    return problem({Refusal::not_found, {"没有画面", "no picture"}, {}}, request);
  }
  auto response = file_response(file, "image/jpeg");
  response.headers.set("Cache-Control", "private, no-store");
  return response;
}

Response read_looks(const Request& request, desk::Services& services) {
  const auto& id = request.capture("recording");
  const auto sight = services.recordings.look(request.signed_in(), id);
  if (!sight) return problem(sight.error(), request);
  Json out{{"looks", Json::array()}};
  const auto add = [&](const std::string& place) {
    for (const auto& look : services.trail.looks_at(place)) {
      if (look.what != "recording" || look.thing != id) continue;
      out["looks"].push_back({{"person_name", sight->people->name_of(look.person_id)},
                              {"at", to_local_string(look.at)},
                              {"purpose", look.purpose}});
    }
  };
  add(id);
  for (const auto& match : sight->state.matches) add(match.case_id);
  return json_response(out.dump());
}

Response match(const Request& request, desk::Services& services) {
  const auto json = read_json_object(request.body);
  if (!json) return problem(json.error(), request);
  FieldReader fields{*json};
  recording::RecordingMatched command;
  command.case_id = fields.text("case", 1, 100);
  command.occasion = fields.integer("occasion", 0, 1'000'000);
  command.how = "by_hand";
  if (const auto ready = fields.finish(); !ready) return problem(ready.error(), request);
  return done(request, services.recordings.match(request.signed_in(), request.capture("recording"),
                                                 command, envelope_of(request)));
}

Response unmatch(const Request& request, desk::Services& services) {
  const auto json = read_json_object(request.body);
  if (!json) return problem(json.error(), request);
  FieldReader fields{*json};
  recording::RecordingUnmatched command;
  command.case_id = fields.text("case", 1, 100);
  command.occasion = fields.integer("occasion", 0, 1'000'000);
  command.reason = fields.optional_text("reason", 500).value_or("");
  if (const auto ready = fields.finish(); !ready) return problem(ready.error(), request);
  return done(request,
              services.recordings.unmatch(request.signed_in(), request.capture("recording"),
                                          command, envelope_of(request)));
}

Response classify(const Request& request, desk::Services& services) {
  const auto json = read_json_object(request.body);
  if (!json) return problem(json.error(), request);
  FieldReader fields{*json};
  const auto retention = fields.text("retention", 1, 100);
  const auto reason = fields.optional_text("reason", 500).value_or("");
  if (const auto ready = fields.finish(); !ready) return problem(ready.error(), request);
  return done(request,
              services.recordings.classify(request.signed_in(), request.capture("recording"),
                                           retention, reason, envelope_of(request)));
}

Response shorten(const Request& request, desk::Services& services) {
  const auto json = read_json_object(request.body);
  if (!json) return problem(json.error(), request);
  FieldReader fields{*json};
  const auto retention = fields.text("retention", 1, 100);
  const auto reason = fields.optional_text("reason", 500).value_or("");
  const auto agree = fields.flag("agree");
  if (const auto ready = fields.finish(); !ready) return problem(ready.error(), request);
  return done(request,
              services.recordings.shorten(request.signed_in(), request.capture("recording"),
                                          retention, reason, agree, envelope_of(request)));
}

Response hold(const Request& request, desk::Services& services) {
  const auto json = read_json_object(request.body);
  if (!json) return problem(json.error(), request);
  FieldReader fields{*json};
  const auto reason = fields.optional_text("reason", 500).value_or("");
  if (const auto ready = fields.finish(); !ready) return problem(ready.error(), request);
  return done(request, services.recordings.hold(request.signed_in(), request.capture("recording"),
                                                reason, envelope_of(request)));
}

Response lift(const Request& request, desk::Services& services) {
  const auto json = read_json_object(request.body);
  if (!json) return problem(json.error(), request);
  FieldReader fields{*json};
  const auto reason = fields.optional_text("reason", 500).value_or("");
  if (const auto ready = fields.finish(); !ready) return problem(ready.error(), request);
  return done(request,
              services.recordings.lift(request.signed_in(), request.capture("recording"),
                                       request.capture("hold"), reason, envelope_of(request)));
}

Response note(const Request& request, desk::Services& services) {
  const auto json = read_json_object(request.body);
  if (!json) return problem(json.error(), request);
  FieldReader fields{*json};
  const auto at_ms = fields.integer("at_ms", 0, 1'000'000'000);
  const auto text = fields.optional_text("text", 500).value_or("");
  if (const auto ready = fields.finish(); !ready) return problem(ready.error(), request);
  return done(request, services.recordings.note(request.signed_in(), request.capture("recording"),
                                                at_ms, text, envelope_of(request)));
}

Response end_quarantine(const Request& request, desk::Services& services) {
  const auto json = read_json_object(request.body);
  if (!json) return problem(json.error(), request);
  FieldReader fields{*json};
  const auto reason = fields.optional_text("reason", 500).value_or("");
  if (const auto ready = fields.finish(); !ready) return problem(ready.error(), request);
  return done(request,
              services.recordings.end_quarantine(request.signed_in(), request.capture("recording"),
                                                 reason, envelope_of(request)));
}

constexpr Answer kDone{200, "#/components/schemas/RecordingDone"};
constexpr std::string_view kReason =
    R"({"type":"object","additionalProperties":false,"properties":{"reason":{"type":"string"}}})";
constexpr std::string_view kOccasion =
    R"({"type":"object","additionalProperties":false,"required":["case","occasion"],"properties":{"case":{"type":"string"},"occasion":{"type":"integer","description":"Version of the step's event; 0: the case as a whole."},"reason":{"type":"string"}}})";
constexpr std::string_view kMatched =
    R"({"type":"object","additionalProperties":false,"required":["case","occasion"],"properties":{"case":{"type":"string"},"occasion":{"type":"integer","description":"Version of the step's event; 0: the case as a whole."}}})";

constexpr auto kRoutes = std::to_array<Route>({
    {.verb = Verb::get,
     .path = "/api/v1/recordings",
     .may = Permission::read_recording,
     .summary = {"音像记录列表", "Recordings, the newest first"},
     .query = {{{"only",
                 {"只看某一类", "one queue of them"},
                 R"({"enum":["unassigned","late","findings","quarantined","destroyed","held"]})"},
                {"unit", {"部门", "of one unit"}},
                {"officer", {"人员", "of one person"}},
                {"device", {"设备", "of one device"}},
                {"from", {"自某日", "made on that day or later"}, R"({"type":"string"})"},
                {"to", {"至某日", "made on that day or before"}, R"({"type":"string"})"},
                {"words", {"名称中的文字", "in its name"}},
                {"offset", {"跳过几条", "how many to skip"}, R"({"type":"integer"})"},
                {"limit", {"最多几条", "at most so many"}, R"({"type":"integer"})"}}},
     .answer = {200, "#/components/schemas/RecordingPage"},
     .handle = list_recordings},
    {.verb = Verb::get,
     .path = "/api/v1/recordings/{recording}",
     .may = Permission::read_recording,
     .summary = {"一段音像记录", "A recording, what was found in it, and where it may belong"},
     .answer = {200, "#/components/schemas/Recording"},
     .handle = read_recording},
    {.verb = Verb::post,
     .path = "/api/v1/recordings/{recording}/watching",
     .may = Permission::read_recording,
     .summary = {"写明查看目的", "Say why, before watching it; on record at once"},
     .body = Body::json(
         R"({"type":"object","additionalProperties":false,"properties":{"purpose":{"type":"string"}}})"),
     .answer = {.status = 204},
     .handle = begin_watching},
    {.verb = Verb::get,
     .path = "/api/v1/recordings/{recording}/file",
     .may = Permission::read_recording,
     .summary = {"音像记录原件或者副本", "The original as it arrived, or a copy; with ranges"},
     .query = {{{"copy", {"副本编号", "which copy"}}}},
     .answer = {.media_type = "application/octet-stream"},
     .handle = read_file},
    {.verb = Verb::get,
     .path = "/api/v1/recordings/{recording}/poster",
     .may = Permission::read_recording,
     .summary = {"音像记录的画面", "A small still of it, once there is one"},
     .answer = {.media_type = "image/jpeg"},
     .handle = read_poster},
    {.verb = Verb::get,
     .path = "/api/v1/recordings/{recording}/looks",
     .may = Permission::read_recording,
     .summary = {"谁查看过", "Who watched it, when and why"},
     .answer = {200, "#/components/schemas/RecordingLooks"},
     .handle = read_looks},
    {.verb = Verb::post,
     .path = "/api/v1/recordings/{recording}/matches",
     .may = Permission::act_on_case,
     .summary = {"关联到案件环节", "Say which step of which case it shows"},
     .body = Body::json(kMatched),
     .answer = kDone,
     .idempotency = Idempotency::required,
     .handle = match},
    {.verb = Verb::post,
     .path = "/api/v1/recordings/{recording}/unmatches",
     .may = Permission::act_on_case,
     .summary = {"取消关联", "Take it out of a case; its class stays"},
     .body = Body::json(kOccasion),
     .answer = kDone,
     .idempotency = Idempotency::required,
     .handle = unmatch},
    {.verb = Verb::post,
     .path = "/api/v1/recordings/{recording}/classes",
     .may = Permission::read_recording,
     .summary = {"确定保存类别", "Say that it has to be kept as a class says, at least"},
     .body = Body::json(
         R"({"type":"object","additionalProperties":false,"required":["retention"],"properties":{"retention":{"type":"string"},"reason":{"type":"string"}}})"),
     .answer = kDone,
     .idempotency = Idempotency::required,
     .handle = classify},
    {.verb = Verb::post,
     .path = "/api/v1/recordings/{recording}/shortenings",
     .may = Permission::destroy_recording,
     .summary = {"缩短保存期限", "Out of a class: proposed by one, agreed to by another"},
     .body = Body::json(
         R"({"type":"object","additionalProperties":false,"required":["retention","agree"],"properties":{"retention":{"type":"string"},"reason":{"type":"string"},"agree":{"type":"boolean"}}})"),
     .answer = kDone,
     .idempotency = Idempotency::required,
     .handle = shorten},
    {.verb = Verb::post,
     .path = "/api/v1/recordings/{recording}/holds",
     .may = Permission::read_recording,
     .summary = {"暂停销毁", "Put it on hold"},
     .body = Body::json(kReason),
     .answer = kDone,
     .idempotency = Idempotency::required,
     .handle = hold},
    {.verb = Verb::post,
     .path = "/api/v1/recordings/{recording}/holds/{hold}/end",
     .may = Permission::manage_recordings,
     .summary = {"解除暂停销毁", "End a hold"},
     .body = Body::json(kReason),
     .answer = kDone,
     .idempotency = Idempotency::required,
     .handle = lift},
    {.verb = Verb::post,
     .path = "/api/v1/recordings/{recording}/notes",
     .may = Permission::read_recording,
     .summary = {"在某一秒做标注", "A note at a moment of it"},
     .body = Body::json(
         R"({"type":"object","additionalProperties":false,"required":["at_ms"],"properties":{"at_ms":{"type":"integer"},"text":{"type":"string"}}})"),
     .answer = kDone,
     .idempotency = Idempotency::required,
     .handle = note},
    {.verb = Verb::post,
     .path = "/api/v1/recordings/{recording}/acceptance",
     .may = Permission::manage_recordings,
     .summary = {"解除隔离", "Out of quarantine, with the reason"},
     .body = Body::json(kReason),
     .answer = kDone,
     .idempotency = Idempotency::required,
     .handle = end_quarantine},
});

}  // namespace

std::span<const Route> recording_routes() { return kRoutes; }

}  // namespace mingcha::http
