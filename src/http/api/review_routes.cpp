// SPDX-License-Identifier: Apache-2.0
// Who reviews what: the queue, handing over, conflicts of interest, and how good the reviews are.
#include <algorithm>
#include <array>

#include <nlohmann/json.hpp>

#include "acts/decide.h"
#include "acts/submission.h"
#include "desk/case_desk.h"
#include "desk/people_desk.h"
#include "desk/review_desk.h"
#include "desk/services.h"
#include "http/api/api.h"
#include "http/api/case_json.h"
#include "http/api/command_json.h"
#include "http/api/look.h"
#include "http/json_body.h"
#include "http/problem.h"
#include "pack/definition.h"

namespace mingcha::http {
namespace {

using Json = nlohmann::json;
using people::Permission;

constexpr std::size_t kIdLongest = 100;
constexpr std::size_t kReasonLongest = 5000;

Response reassign(const Request& request, desk::Services& services,
                  const acts::Reassignment& command, FieldReader& fields) {
  auto envelope = envelope_of(request);
  envelope.expected = fields.optional_integer("expected_version", 0, std::int64_t{1} << 40);
  if (const auto ready = fields.finish(); !ready) return problem(ready.error(), request);
  const auto outcome =
      services.cases.reassign(request.signed_in(), request.capture("case"), command, envelope);
  if (!outcome) return problem(outcome.error(), request);
  return json_response(*outcome);
}

Response assign_review(const Request& request, desk::Services& services) {
  const auto json = read_json_object(request.body);
  if (!json) return problem(json.error(), request);
  FieldReader fields{*json};
  acts::AssignReview command;
  command.reviewer = fields.text("reviewer", 1, kIdLongest);
  command.reason = fields.text("reason", 0, kReasonLongest);
  return reassign(request, services, command, fields);
}

Response declare_conflict(const Request& request, desk::Services& services) {
  const auto json = read_json_object(request.body);
  if (!json) return problem(json.error(), request);
  FieldReader fields{*json};
  acts::DeclareConflict command;
  command.reason = fields.text("reason", 0, kReasonLongest);
  return reassign(request, services, command, fields);
}

Json findings_json(const Findings& findings, Language language) {
  Json out = Json::array();
  for (const auto& finding : findings) {
    out.push_back({{"code", finding.code},
                   {"what", finding.what.in(language)},
                   {"article", finding.article},
                   {"cure", finding.cure.in(language)},
                   {"where", finding.where}});
  }
  return out;
}

/// Everybody who reviews, and why he cannot review this case.
Response list_candidates(const Request& request, desk::Services& services) {
  const auto sight = services.cases.look(request.signed_in(), request.capture("case"));
  if (!sight) return problem(sight.error(), request);
  record_look(request, services, *sight, "case");
  const auto staff = services.reviews.staff();
  const acts::Surroundings around{
      services.pack, *sight->people, request.signed_in().person_id, services.clock.now(), {}, {}};
  Json out = Json::array();
  for (const auto& one : staff.reviewers) {
    const auto against = acts::reviewer_findings(*sight->view, one.person->id, around);
    out.push_back({{"person", one.person->id},
                   {"name", one.person->name},
                   {"open", one.open},
                   {"overdue", one.overdue},
                   {"possible", against.empty()},
                   {"obstacles", findings_json(against, request.language)}});
  }
  return json_response(Json{{"reviewers", std::move(out)}}.dump());
}

std::optional<Day> day_asked(const Request& request, const char* name, Findings& findings) {
  const auto text = request.query_value(name);
  if (!text || text->empty()) return std::nullopt;
  const auto day = parse_day(*text);
  if (!day) {
    findings.push_back(
        {"not-a-date", {"应为日期，格式如 2026-03-02", "a day, as 2026-03-02"}, {}, {}, name});
  }
  return day;
}

std::optional<bool> flag_asked(const Request& request, const char* name, Findings& findings) {
  const auto text = request.query_value(name);
  if (!text || text->empty()) return std::nullopt;
  if (*text == "true") return true;
  if (*text == "false") return false;
  findings.push_back(
      {"unknown-choice", {"可选：true、false", "one of: true, false"}, {}, {}, name});
  return std::nullopt;
}

Result<registers::ReviewFilter> read_filter(const Request& request, Instant now) {
  const auto text = [&](const char* name) {
    return std::string{request.query_value(name).value_or("")};
  };
  Findings findings;
  registers::ReviewFilter filter;
  filter.now = now;
  filter.state = text("state");
  filter.reviewer = text("reviewer");
  filter.unit = text("unit");
  filter.opinion = text("opinion");
  constexpr std::array kStates{"", "open", "opined", "withdrawn"};
  if (std::ranges::find(kStates, filter.state) == kStates.end()) {
    findings.push_back({"unknown-choice",
                        {"可选：open、opined、withdrawn", "one of: open, opined, withdrawn"},
                        {},
                        {},
                        "state"});
  }
  filter.outcome = text("outcome");
  filter.point = text("point");
  filter.passed = flag_asked(request, "passed", findings);
  filter.late = flag_asked(request, "late", findings);
  filter.first_round = flag_asked(request, "first_round", findings);
  if (filter.reviewer == "me") filter.reviewer = request.signed_in().person_id;
  if (const auto from = day_asked(request, "from", findings)) filter.from = start_of(*from);
  if (const auto to = day_asked(request, "to", findings)) {
    filter.before = start_of(*to + std::chrono::days{1});
  }
  if (findings.empty()) return filter;
  return reject(Refusal::malformed, {"查询条件有误", "a condition cannot be read"},
                std::move(findings));
}

/// As acts/reassign.h has it, as far as lists know: the answer to trying it is the last word.
bool may_assign(const registers::CaseRow& row, const people::Visitor& visitor) {
  return (visitor.may(Permission::review_case) || visitor.may(Permission::approve_case)) &&
         row.unit != visitor.unit_id &&
         row.handlers.find(" " + visitor.person_id + " ") == std::string::npos;
}

Json row_json(const registers::ReviewItem& item, const people::Directory& people,
              const pack::Pack& pack, Instant now, const Request& request) {
  const auto& visitor = request.signed_in();
  const auto language = request.language;
  const auto& review = item.review;
  Json out{{"case", to_json(item.row, people)},
           {"version", review.version},
           {"round", review.round},
           {"again", review.again},
           {"state", review.state},
           {"reviewer", review.reviewer},
           {"reviewer_name", review.reviewer.empty() ? "" : people.name_of(review.reviewer)},
           {"absent", people.absence(review.reviewer, local_day(now)) != nullptr},
           {"submitted_by", people.name_of(review.submitted_by)},
           {"submitted_at", to_local_string(review.submitted_at)},
           {"late", review.late || (review.state == "open" && review.due && *review.due < now)},
           {"outcome", review.outcome},
           {"may_assign", review.state == "open" && may_assign(item.row, visitor)}};
  if (review.due) out["due"] = to_local_string(*review.due);
  if (!review.opined_at) return out;
  out["opined_at"] = to_local_string(*review.opined_at);
  out["passed"] = review.passed;
  const auto* opinion = pack.review.opinion(review.opinion);
  out["opinion"] = opinion == nullptr ? review.opinion : opinion->title.in(language);
  out["failed"] = Json::array();
  for (const auto& point : pack.review.points) {
    if (review.failed.find(" " + point.id + " ") != std::string::npos) {
      out["failed"].push_back(point.title.in(language));
    }
  }
  return out;
}

Response list_reviews(const Request& request, desk::Services& services) {
  const auto filter = read_filter(request, services.clock.now());
  if (!filter) return problem(filter.error(), request);
  const auto offset = request.query_integer("offset", 0, 0, 10'000'000);
  if (!offset) return problem(offset.error(), request);
  const auto limit = request.query_integer("limit", 50, 1, 200);
  if (!limit) return problem(limit.error(), request);
  const auto page = services.reviews.list(request.signed_in(), *filter, *offset, *limit);
  const auto people = services.people.directory();
  const auto now = services.clock.now();
  Json rows = Json::array();
  for (const auto& item : page.items) {
    rows.push_back(row_json(item, *people, services.pack, now, request));
  }
  return json_response(Json{
      {"total", page.total}, {"offset", *offset}, {"limit", *limit}, {"reviews", std::move(rows)}}
                           .dump());
}

Json qualification_json(const people::Qualification& qualification) {
  Json out{{"number", qualification.number}, {"withdrawn", qualification.withdrawn}};
  if (qualification.from) out["from"] = mingcha::to_string(*qualification.from);
  if (qualification.to) out["to"] = mingcha::to_string(*qualification.to);
  return out;
}

Response list_reviewers(const Request& /*request*/, desk::Services& services) {
  const auto staff = services.reviews.staff();
  Json reviewers = Json::array();
  for (const auto& one : staff.reviewers) {
    const auto* unit = staff.people->unit(one.person->unit);
    Json entry{{"person", one.person->id},
               {"name", one.person->name},
               {"unit_title", unit == nullptr ? one.person->unit : unit->name},
               {"post", one.person->post},
               {"qualification", qualification_json(one.person->legal_qualification)},
               {"qualified", one.qualified},
               {"certificate_valid", one.certificate},
               {"open", one.open},
               {"overdue", one.overdue}};
    if (one.absence != nullptr) {
      entry["absent_until"] = mingcha::to_string(one.absence->to);
    }
    reviewers.push_back(std::move(entry));
  }
  const auto& review = services.pack.review;
  const auto share = staff.enforcing == 0 ? 0 : staff.qualified * 1000 / staff.enforcing;
  return json_response(Json{{"reviewers", std::move(reviewers)},
                            {"unassigned", staff.unassigned},
                            {"qualified", staff.qualified},
                            {"enforcing", staff.enforcing},
                            {"share_permille", share},
                            {"share_permille_at_least", review.reviewer_share_percent * 10},
                            {"share_article", review.share_article}}
                           .dump());
}

std::string title_of_key(const registers::ReviewFigures& figures, registers::ReviewHeading heading,
                         const people::Directory& people, const pack::Pack& pack,
                         Language language) {
  using enum registers::ReviewHeading;
  if (heading == reviewer) return people.name_of(figures.key);
  if (heading == unit) {
    const auto* found = people.unit(figures.key);
    return found == nullptr ? figures.key : found->name;
  }
  if (heading == opinion) {
    const auto* found = pack.review.opinion(figures.key);
    return found == nullptr ? figures.key : found->title.in(language);
  }
  return figures.key;
}

Response show_quality(const Request& request, desk::Services& services) {
  const auto filter = read_filter(request, services.clock.now());
  if (!filter) return problem(filter.error(), request);
  constexpr std::array<std::string_view, 5> kHeadings{"all", "reviewer", "unit", "opinion",
                                                      "month"};
  const auto by = request.query_value("by").value_or("all");
  const auto found = std::ranges::find(kHeadings, by);
  if (found == kHeadings.end()) {
    return problem({Refusal::malformed,
                    {"查询条件有误", "a condition cannot be read"},
                    {{"unknown-choice",
                      {"可选：all、reviewer、unit、opinion、month",
                       "one of: all, reviewer, unit, opinion, month"},
                      {},
                      {},
                      "by"}}},
                   request);
  }
  const auto heading = static_cast<registers::ReviewHeading>(found - kHeadings.begin());
  const auto quality = services.reviews.quality(request.signed_in(), *filter, heading);
  const auto people = services.people.directory();
  Json figures = Json::array();
  for (const auto& one : quality.figures) {
    figures.push_back(
        {{"key", one.key},
         {"title", title_of_key(one, heading, *people, services.pack, request.language)},
         {"opinions", one.opinions},
         {"passed", one.passed},
         {"first", one.first},
         {"first_passed", one.first_passed},
         {"again", one.again},
         {"late", one.late},
         {"rounds", one.rounds},
         {"minutes", one.minutes},
         {"points_failed", one.points_failed},
         {"decided", one.decided},
         {"annulled", one.annulled},
         {"corrected", one.corrected}});
  }
  Json points = Json::array();
  for (const auto& one : quality.points) {
    const auto point =
        std::ranges::find(services.pack.review.points, one.point, &pack::ReviewPoint::id);
    points.push_back({{"point", one.point},
                      {"title", point->title.in(request.language)},
                      {"failed", one.failed}});
  }
  return json_response(Json{{"figures", std::move(figures)}, {"points", std::move(points)}}.dump());
}

constexpr auto kSchemas = std::to_array<SharedSchema>({
    {"ReviewAssignment",
     R"({"type":"object","additionalProperties":false,"required":["reviewer","reason"],
      "properties":{"reviewer":{"type":"string"},"reason":{"type":"string"},
        "expected_version":{"type":"integer"}}})"},
    {"ReviewCandidates", R"({"type":"object","required":["reviewers"],
      "properties":{"reviewers":{"type":"array","items":{"type":"object",
        "required":["person","name","open","overdue","possible","obstacles"],
        "properties":{"person":{"type":"string"},"name":{"type":"string"},
          "open":{"type":"integer","description":"Reviews that wait for this person."},
          "overdue":{"type":"integer"},"possible":{"type":"boolean"},
          "obstacles":{"type":"array","items":{"$ref":"#/components/schemas/Obstacle"}}}}}}})"},
    {"ReviewRow", R"({"type":"object",
      "required":["case","version","round","again","state","reviewer","reviewer_name","absent",
        "submitted_by","submitted_at","late","outcome","may_assign"],
      "properties":{"case":{"$ref":"#/components/schemas/CaseRow"},
        "version":{"type":"integer","description":"Of the event that submitted the draft."},
        "round":{"type":"integer"},
        "again":{"type":"boolean","description":"After an objection to the last opinion."},
        "state":{"enum":["open","opined","withdrawn"]},
        "reviewer":{"type":"string","description":"Person id; empty: nobody has it."},
        "reviewer_name":{"type":"string"},
        "absent":{"type":"boolean","description":"Whoever has it is on leave today."},
        "submitted_by":{"type":"string"},
        "submitted_at":{"type":"string","format":"date-time"},
        "due":{"type":"string","format":"date-time"},
        "late":{"type":"boolean"},
        "may_assign":{"type":"boolean",
          "description":"The signed-in person may give it to somebody else."},
        "opined_at":{"type":"string","format":"date-time"},
        "opinion":{"type":"string","description":"Its title."},"passed":{"type":"boolean"},
        "failed":{"type":"array","items":{"type":"string"},
          "description":"Titles of the points that failed."},
        "outcome":{"enum":["","decided","annulled","corrected"],
          "description":"What became of the decision that rests on it."}}})"},
    {"ReviewPage", R"({"type":"object","required":["total","offset","limit","reviews"],
      "properties":{"total":{"type":"integer"},"offset":{"type":"integer"},
        "limit":{"type":"integer"},
        "reviews":{"type":"array","items":{"$ref":"#/components/schemas/ReviewRow"}}}})"},
    {"ReviewStaff", R"({"type":"object",
      "required":["reviewers","unassigned","qualified","enforcing","share_permille",
        "share_permille_at_least","share_article"],
      "properties":{"reviewers":{"type":"array","items":{"type":"object",
        "required":["person","name","unit_title","post","qualification","qualified",
          "certificate_valid","open","overdue"],
        "properties":{"person":{"type":"string"},"name":{"type":"string"},
          "unit_title":{"type":"string"},"post":{"type":"string"},
          "qualification":{"type":"object","required":["number","withdrawn"],
            "properties":{"number":{"type":"string","description":"Empty: none."},
              "withdrawn":{"type":"boolean"},"from":{"type":"string","format":"date"},
              "to":{"type":"string","format":"date"}}},
          "qualified":{"type":"boolean","description":"Today."},
          "certificate_valid":{"type":"boolean","description":"Today."},
          "absent_until":{"type":"string","format":"date"},
          "open":{"type":"integer"},"overdue":{"type":"integer"}}}},
        "unassigned":{"type":"integer","description":"Reviews that nobody has."},
        "qualified":{"type":"integer"},
        "enforcing":{"type":"integer","description":"People with a valid certificate."},
        "share_permille":{"type":"integer"},
        "share_permille_at_least":{"type":"integer","description":"0: the pack does not say."},
        "share_article":{"type":"string"}}})"},
    {"ReviewQuality", R"({"type":"object","required":["figures","points"],
      "properties":{"figures":{"type":"array","items":{"type":"object",
        "required":["key","title","opinions","passed","first","first_passed","again","late","rounds",
          "minutes","points_failed","decided","annulled","corrected"],
        "properties":{"key":{"type":"string"},"title":{"type":"string"},
          "opinions":{"type":"integer"},"passed":{"type":"integer"},
          "first":{"type":"integer","description":"In the first round."},
          "first_passed":{"type":"integer","description":"Of those, how many passed."},
          "again":{"type":"integer","description":"After an objection."},
          "late":{"type":"integer"},"rounds":{"type":"integer","description":"Sum of them."},
          "minutes":{"type":"integer","description":"Sum from submission to opinion."},
          "points_failed":{"type":"integer"},
          "decided":{"type":"integer","description":"Decisions that rest on one of them."},
          "annulled":{"type":"integer"},"corrected":{"type":"integer"}}}},
        "points":{"type":"array","items":{"type":"object","required":["point","title","failed"],
          "properties":{"point":{"type":"string"},"title":{"type":"string"},
            "failed":{"type":"integer"}}}}}})"},
});

constexpr std::string_view kDone = "#/components/schemas/Done";
constexpr std::string_view kFlag = R"({"type":"boolean"})";
constexpr std::string_view kInteger = R"({"type":"integer","minimum":0})";
constexpr std::string_view kDay = R"({"type":"string","format":"date"})";

constexpr auto kRoutes = std::to_array<Route>({
    {.verb = Verb::post,
     .path = "/api/v1/cases/{case}/reviewer",
     .may = Permission::read_case,  // Whose it is to give, acts/reassign.h says.
     .summary = {"改派审核人", "Give the review that is under way to somebody else"},
     .body = Body::json("#/components/schemas/ReviewAssignment"),
     .answer = {200, kDone},
     .idempotency = Idempotency::required,
     .handle = assign_review},
    {.verb = Verb::get,
     .path = "/api/v1/cases/{case}/reviewers",
     .may = Permission::read_reviews,
     .summary = {"可以审核本案的人员", "Who could review the case, and why others cannot"},
     .answer = {200, "#/components/schemas/ReviewCandidates"},
     .handle = list_candidates},
    {.verb = Verb::post,
     .path = "/api/v1/cases/{case}/conflict",
     .may = Permission::read_case,
     .summary = {"登记回避", "Declare a conflict of interest: one does nothing more in the case"},
     .body = Body::json("#/components/schemas/Reasoned"),
     .answer = {200, kDone},
     .idempotency = Idempotency::required,
     .handle = declare_conflict},
    {.verb = Verb::get,
     .path = "/api/v1/reviews",
     .may = Permission::read_reviews,
     .summary = {"法制审核队列",
                 "Drafts submitted to review: open ones by due, others newest first"},
     .query = {{{"state", {"状态", "open, opined or withdrawn"}},
                {"reviewer", {"审核人", "person id, me, or - for what nobody has"}},
                {"unit", {"办案单位", "handling unit"}},
                {"opinion", {"审核结论", "id of the opinion"}},
                {"outcome",
                 {"其后的决定", "of the decision that rests on it"},
                 R"({"enum":["decided","annulled","corrected"]})"},
                {"point", {"不符合的要点", "id of a point that failed"}},
                {"passed", {"是否通过", "whether it passed"}, kFlag},
                {"late", {"是否超期", "whether it came late"}, kFlag},
                {"first_round", {"是否首轮", "whether it was the first round"}, kFlag},
                {"from", {"出具意见之日起", "opinions from that day on"}, kDay},
                {"to", {"出具意见之日止", "opinions until that day"}, kDay},
                {"offset", {"从第几条起", "how many to leave out"}, kInteger},
                {"limit",
                 {"每页条数", "how many at most"},
                 R"({"type":"integer","minimum":1,"maximum":200})"}}},
     .answer = {200, "#/components/schemas/ReviewPage"},
     .handle = list_reviews},
    {.verb = Verb::get,
     .path = "/api/v1/reviewers",
     .may = Permission::read_reviews,
     .summary = {"审核人员、资格和在办", "Reviewers: qualification, leave, what waits for them"},
     .answer = {200, "#/components/schemas/ReviewStaff"},
     .handle = list_reviewers},
    {.verb = Verb::get,
     .path = "/api/v1/reviews/quality",
     .may = Permission::read_reviews,
     .summary = {"法制审核质量",
                 "What came of reviews: time, rounds, points found, later annulled"},
     .query =
         {{{"by", {"分组", "heading"}, R"({"enum":["all","reviewer","unit","opinion","month"]})"},
           {"reviewer", {"审核人", "person id, or me"}},
           {"unit", {"办案单位", "handling unit"}},
           {"opinion", {"审核结论", "id of the opinion"}},
           {"from", {"出具意见之日起", "opinions from that day on"}, kDay},
           {"to", {"出具意见之日止", "opinions until that day"}, kDay}}},
     .answer = {200, "#/components/schemas/ReviewQuality"},
     .handle = show_quality},
});

}  // namespace

std::span<const Route> review_routes() { return kRoutes; }
std::span<const SharedSchema> review_schemas() { return kSchemas; }

}  // namespace mingcha::http
