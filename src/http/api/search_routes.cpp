// SPDX-License-Identifier: Apache-2.0
// One box over everything that the visitor may see.
#include <array>

#include <nlohmann/json.hpp>

#include "desk/people_desk.h"
#include "desk/search_desk.h"
#include "desk/services.h"
#include "desk/trail_desk.h"
#include "http/api/api.h"
#include "http/api/case_json.h"
#include "http/problem.h"

namespace mingcha::http {
namespace {

using desk::FindKind;
using people::Permission;
using Json = nlohmann::json;

Json snippet_json(const search::Snippet& snippet) {
  Json marks = Json::array();
  for (const auto& [begin, end] : snippet.marks) marks.push_back({begin, end});
  return {{"text", snippet.text}, {"marks", std::move(marks)}};
}

Json hit_json(const desk::Found& hit, const people::Directory& people, Language language) {
  Json out{{"kind", desk::to_string(hit.kind)},
           {"id", hit.id},
           {"title", hit.title.in(language)},
           {"number", hit.number},
           {"draft", hit.draft},
           {"snippet", snippet_json(hit.snippet)}};
  if (hit.row) out["case"] = to_json(*hit.row, people);
  if (!hit.unit.empty()) {
    const auto* unit = people.unit(hit.unit);
    out["unit_title"] = unit == nullptr ? hit.unit : unit->name;
  }
  return out;
}

/// A piece of a document is something of the case, and so is all of a sealed one.
void record_looks(const Request& request, desk::Services& services, const desk::FoundPage& page) {
  std::vector<desk::TrailDesk::Look> looks;
  for (const auto& hit : page.hits) {
    if (!hit.row || (hit.kind != FindKind::document && !hit.row->sealed)) continue;
    looks.push_back({hit.row->case_id, "search",
                     hit.kind == FindKind::document ? hit.id : std::string{}, hit.row->sealed});
  }
  services.trail.looked(request.signed_in(), looks);
}

Response search(const Request& request, desk::Services& services) {
  const auto asked = request.query_value("kind");
  const auto kind = asked ? desk::to_find_kind(*asked) : std::nullopt;
  if (asked && !kind) {
    return problem({Refusal::malformed,
                    {"没有这一类", "no such kind"},
                    {{"unknown-choice",
                      {"可选：case, party, document, item, officer",
                       "one of: case, party, document, item, officer"},
                      {},
                      {},
                      "kind"}}},
                   request);
  }
  const auto offset = request.query_integer("offset", 0, 0, 10'000);
  if (!offset) return problem(offset.error(), request);
  const auto limit = request.query_integer("limit", 20, 1, 50);
  if (!limit) return problem(limit.error(), request);
  const auto page = services.search.search(
      request.signed_in(), request.query_value("q").value_or(""), kind, *offset, *limit);
  if (!page) return problem(page.error(), request);
  record_looks(request, services, *page);
  const auto people = services.people.directory();
  Json out{{"sealed", desk::to_string(page->sealed)},
           {"counts", Json::array()},
           {"hits", Json::array()}};
  for (const auto& count : page->counts) {
    out["counts"].push_back({{"kind", desk::to_string(count.kind)}, {"count", count.count}});
  }
  for (const auto& hit : page->hits) {
    out["hits"].push_back(hit_json(hit, *people, request.language));
  }
  return json_response(out.dump());
}

constexpr auto kSchemas = std::to_array<SharedSchema>({
    {"FindKind", R"({"enum":["case","party","document","item","officer"]})"},
    {"FoundHit", R"({"type":"object",
      "required":["kind","id","title","number","draft","snippet"],
      "properties":{"kind":{"$ref":"#/components/schemas/FindKind"},
        "id":{"type":"string","description":"Of the case (also for its party), the document in its case, the item or the person."},
        "title":{"type":"string"},
        "number":{"type":"string","description":"Of the document or the badge; may be empty."},
        "draft":{"type":"boolean","description":"A document that was not issued."},
        "case":{"$ref":"#/components/schemas/CaseRow"},
        "unit_title":{"type":"string","description":"Of an officer."},
        "snippet":{"type":"object","required":["text","marks"],"properties":{
          "text":{"type":"string","description":"One line of plain text around the first place found; … where it was cut."},
          "marks":{"type":"array","description":"What was found: begin and end in characters (Unicode code points) of the text, the end not included.",
            "items":{"type":"array","minItems":2,"maxItems":2,"items":{"type":"integer","minimum":0}}}}}}})"},
    {"FoundPage", R"({"type":"object","required":["sealed","counts","hits"],"properties":{
      "sealed":{"enum":["none","own_unit","purpose_needed","everything"],
        "description":"How far the visitor's search reaches into sealed records, whether there are any or not."},
      "counts":{"type":"array","description":"Exact, of each kind that the visitor may search, within what he may see.",
        "items":{"type":"object","required":["kind","count"],"properties":{
          "kind":{"$ref":"#/components/schemas/FindKind"},
          "count":{"type":"integer","minimum":0}}}},
      "hits":{"type":"array","description":"By kind in the order of the counts; cases, parties and documents newest first.",
        "items":{"$ref":"#/components/schemas/FoundHit"}}}})"},
});

constexpr auto kRoutes = std::to_array<Route>({
    {.verb = Verb::get,
     .path = "/api/v1/search",
     .may = Permission::own_session,
     .summary = {"全文检索：案件、当事人、文书、事项、人员",
                 "Search cases, parties, the text of documents, items and officers"},
     .query = {{{"q",
                 {"检索词，以空格分隔，须全部出现",
                  "words, parted by spaces; all of them must be found. At most 200 characters"}},
                {"kind",
                 {"只检索一类", "only this kind; without it the first hits of each"},
                 R"({"$ref":"#/components/schemas/FindKind"})"},
                {"offset",
                 {"从第几条起；须指明类别", "how many to leave out; only with a kind"},
                 R"({"type":"integer","minimum":0,"maximum":10000})"},
                {"limit",
                 {"每类条数", "how many of each kind at most"},
                 R"({"type":"integer","minimum":1,"maximum":50})"}}},
     .answer = {200, "#/components/schemas/FoundPage"},
     .handle = search},
});

}  // namespace

std::span<const Route> search_routes() { return kRoutes; }
std::span<const SharedSchema> search_schemas() { return kSchemas; }

}  // namespace mingcha::http
