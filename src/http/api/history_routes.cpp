// SPDX-License-Identifier: Apache-2.0
// A case over time: its events and who looked at it, and the drafts of its decision.
#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "casefile/codec.h"
#include "desk/case_desk.h"
#include "desk/look_log.h"
#include "desk/people_desk.h"
#include "desk/progress_desk.h"
#include "desk/services.h"
#include "desk/trail_desk.h"
#include "http/api/api.h"
#include "http/api/case_json.h"
#include "http/api/look.h"
#include "http/problem.h"

namespace mingcha::http {
namespace {

using people::Permission;
using Json = nlohmann::json;

Json look_json(const store::StoredLook& look, const people::Directory& people) {
  Json body{{"what", look.what}, {"thing", look.thing}, {"sealed", look.sealed}};
  if (look.sealed) body["purpose"] = look.purpose;
  const bool follower = look.person_id == desk::kFollower;
  Json out{{"kind", "look"},
           {"actor", look.person_id},
           {"actor_name", follower ? "当事人（凭查询码）" : people.name_of(look.person_id)},
           {"at", to_local_string(look.at)},
           {"body", std::move(body)}};
  if (look.log_index) {
    out["log_index"] = *look.log_index;
    out["receipt"] = fmt::format("/api/v1/looks/{}/receipt", look.id);
  }
  return out;
}

/// The look's own bytes, their way to the root of its batch, and the batch's receipt.
Response show_look_receipt(const Request& request, desk::Services& services) {
  const auto& text = request.capture("look");
  std::int64_t id = 0;
  const auto* end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, id);
  const auto look = error == std::errc{} && rest == end ? services.looks.find(id) : std::nullopt;
  if (!look)
    return problem({Refusal::not_found, {"没有这条查阅记录", "no such look"}, {}}, request);
  const auto sight = services.cases.look(request.signed_in(), look->case_id);
  if (!sight) return problem(sight.error(), request);
  const auto proof = services.looks.proof(id);
  if (!proof) return problem(proof.error(), request);
  record_look(request, services, *sight, "timeline");
  auto response = json_response(*proof);
  response.headers.set("Content-Disposition",
                       fmt::format("attachment; filename=\"look-{}.json\"", id));
  return response;
}

/// Events and looks in the order of time; at the same moment the event comes first.
Response show_timeline(const Request& request, desk::Services& services) {
  const auto& case_id = request.capture("case");
  const auto sight = services.cases.look(request.signed_in(), case_id);
  if (!sight) return problem(sight.error(), request);
  record_look(request, services, *sight, "timeline");
  const auto timeline = services.cases.timeline(request.signed_in(), case_id);
  if (!timeline) return problem(timeline.error(), request);
  const auto looks = services.trail.looks_at(case_id);
  const auto people = services.people.directory();
  Json out = Json::array();
  auto look = looks.begin();
  for (const auto& entry : *timeline) {
    for (; look != looks.end() && look->at < entry.event.at; ++look) {
      out.push_back(look_json(*look, *people));
    }
    out.push_back(to_json(entry));
  }
  for (; look != looks.end(); ++look) out.push_back(look_json(*look, *people));
  return json_response(Json{{"events", out}}.dump());
}

Json references_json(const std::vector<casefile::PointReference>& references) {
  Json out = Json::array();
  for (const auto& each : references) {
    Json one{{"of", each.of}, {"id", each.id}};
    if (each.page > 0) one["page"] = each.page;
    if (each.paragraph > 0) one["paragraph"] = each.paragraph;
    if (each.second >= 0) one["second"] = each.second;
    out.push_back(std::move(one));
  }
  return out;
}

Json review_json(const casefile::ReviewOpined& review, const desk::TimelineEntry& entry,
                 const pack::Pack& pack, Language language) {
  Json points = Json::array();
  for (const auto& [id, opinion] : review.points) {
    const auto found = std::ranges::find(pack.review.points, id, &pack::ReviewPoint::id);
    points.push_back({{"id", id},
                      {"title", found == pack.review.points.end() ? id : found->title.in(language)},
                      {"passed", opinion.passed},
                      {"note", opinion.note},
                      {"references", references_json(opinion.references)}});
  }
  const auto* opinion = pack.review.opinion(review.opinion);
  return {{"version", entry.event.version},
          {"passed", review.passed},
          {"round", review.round},
          {"opinion", opinion == nullptr ? review.opinion : opinion->title.in(language)},
          {"reasons", review.reasons},
          {"reviewer", entry.actor_name},
          {"person", entry.event.actor},
          {"at", to_local_string(entry.event.at)},
          {"points", std::move(points)}};
}

void add_review(const casefile::ReviewOpined& review, const desk::TimelineEntry& entry,
                const pack::Pack& pack, Language language, Json& drafts) {
  if (drafts.empty() || drafts.back()["digest"] != review.draft) return;
  drafts.back()["reviews"].push_back(review_json(review, entry, pack, language));
}

/// Each draft with the reviews passed on it. A draft written again in the same words is another
/// draft, and a review belongs to the last one before it.
Json drafts_of(const std::vector<desk::TimelineEntry>& timeline, const pack::Pack& pack,
               Language language) {
  Json out = Json::array();
  std::int64_t rounds = 0;
  for (const auto& entry : timeline) {
    const auto event = casefile::decode(entry.event.kind, entry.event.body);
    if (const auto* drafted = std::get_if<casefile::DocumentDrafted>(&event)) {
      out.push_back({{"version", entry.event.version},
                     {"document", drafted->document},
                     {"digest", drafted->digest},
                     {"text", drafted->text},
                     {"author", entry.actor_name},
                     {"at", to_local_string(entry.event.at)},
                     {"reviews", Json::array()},
                     {"decided", false}});
    } else if (const auto* earlier = std::get_if<casefile::ReviewDone>(&event)) {
      add_review(casefile::as_opined(*earlier, ++rounds), entry, pack, language, out);
    } else if (const auto* review = std::get_if<casefile::ReviewOpined>(&event)) {
      rounds = review->round;
      add_review(*review, entry, pack, language, out);
    } else if (const auto* decision = std::get_if<casefile::DecisionMade>(&event)) {
      if (!out.empty() && out.back()["digest"] == decision->draft) out.back()["decided"] = true;
    }
  }
  return out;
}

Response list_drafts(const Request& request, desk::Services& services) {
  const auto& case_id = request.capture("case");
  const auto sight = services.cases.look(request.signed_in(), case_id);
  if (!sight) return problem(sight.error(), request);
  record_look(request, services, *sight, "drafts");
  const auto timeline = services.cases.timeline(request.signed_in(), case_id);
  if (!timeline) return problem(timeline.error(), request);
  return json_response(
      Json{{"drafts", drafts_of(*timeline, services.pack, request.language)}}.dump());
}

constexpr auto kSchemas = std::to_array<SharedSchema>({
    {"TimelineEntry", R"({"type":"object",
      "required":["kind","actor","actor_name","at","body"],
      "properties":{"seq":{"type":"integer","description":"Of events; a look has none."},
        "version":{"type":"integer"},
        "kind":{"type":"string","description":"Of the event, or look."},
        "actor":{"type":"string"},"actor_name":{"type":"string"},
        "at":{"type":"string","format":"date-time"},
        "body":{"type":"object","additionalProperties":true},
        "log_index":{"type":"integer",
          "description":"Place in the public log, once it has one; of a look: its batch's."},
        "receipt":{"type":"string","description":"Address of the receipt."}}})"},
    {"LookProof", R"({"type":"object","additionalProperties":false,
      "description":"That one look stands in a batch whose root is in the public log.",
      "required":["v","look","index","size","path","receipt"],
      "properties":{"v":{"const":"1"},
        "look":{"type":"string","description":"The record of the look, byte for byte."},
        "index":{"type":"integer","description":"Place in the batch, from 0."},
        "size":{"type":"integer","description":"Looks in the batch."},
        "path":{"type":"array","items":{"type":"string"},
          "description":"Hashes (base64url) from its sibling up to the root's child."},
        "receipt":{"type":"string","description":"Receipt of the batch: a .tlog-proof file."}}})"},
    {"Timeline", R"({"type":"object","required":["events"],"properties":{
      "events":{"type":"array","items":{"$ref":"#/components/schemas/TimelineEntry"}}}})"},
    {"PassedReview", R"({"type":"object",
      "required":["version","passed","round","opinion","reasons","reviewer","person","at","points"],
      "properties":{"version":{"type":"integer"},"passed":{"type":"boolean"},
        "round":{"type":"integer"},
        "opinion":{"type":"string","description":"Its title; empty for reviews of earlier versions."},
        "reasons":{"type":"string"},"reviewer":{"type":"string"},"person":{"type":"string"},
        "at":{"type":"string","format":"date-time"},
        "points":{"type":"array","items":{"type":"object",
          "required":["id","title","passed","note","references"],
          "properties":{"id":{"type":"string"},"title":{"type":"string"},
            "passed":{"type":"boolean"},"note":{"type":"string"},
            "references":{"type":"array",
              "items":{"$ref":"#/components/schemas/PointReference"}}}}}}})"},
    {"DraftHistory", R"({"type":"object","required":["drafts"],"properties":{
      "drafts":{"type":"array","items":{"type":"object",
        "required":["version","document","digest","text","author","at","reviews","decided"],
        "properties":{"version":{"type":"integer"},"document":{"type":"string"},
          "digest":{"type":"string"},"text":{"type":"string"},"author":{"type":"string"},
          "at":{"type":"string","format":"date-time"},
          "reviews":{"type":"array","items":{"$ref":"#/components/schemas/PassedReview"}},
          "decided":{"type":"boolean","description":"The decision was made on it."}}}}}})"},
});

constexpr auto kRoutes = std::to_array<Route>({
    {.verb = Verb::get,
     .path = "/api/v1/cases/{case}/timeline",
     .may = Permission::read_timeline,
     .summary = {"全过程记录",
                 "Every event of the case, with its place in the public log, and every look at it"},
     .answer = {200, "#/components/schemas/Timeline"},
     .handle = show_timeline},
    {.verb = Verb::get,
     .path = "/api/v1/looks/{look}/receipt",
     .may = Permission::read_timeline,
     .summary = {"查阅记录的存证回执",
                 "The receipt of one look: its way to the root of its batch in the public log"},
     .answer = {200, "#/components/schemas/LookProof"},
     .handle = show_look_receipt},
    {.verb = Verb::get,
     .path = "/api/v1/cases/{case}/drafts",
     .may = Permission::read_case,
     .summary = {"决定草稿沿革", "Every draft of the decision, with the reviews passed on it"},
     .answer = {200, "#/components/schemas/DraftHistory"},
     .handle = list_drafts},
});

}  // namespace

std::span<const Route> history_routes() { return kRoutes; }
std::span<const SharedSchema> history_schemas() { return kSchemas; }

}  // namespace mingcha::http
