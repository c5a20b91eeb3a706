// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <nlohmann/json.hpp>

#include "desk/list_desk.h"
#include "desk/people_desk.h"
#include "desk/services.h"
#include "http/api/api.h"
#include "http/api/command_json.h"
#include "http/api/list_json.h"
#include "http/json_body.h"
#include "http/problem.h"
#include "lists/codec.h"
#include "lists/compare.h"
#include "lists/from_pack.h"
#include "lists/outdated.h"
#include "lists/sheet.h"
#include "pack/definition.h"
#include "people/person.h"
#include "search/fold.h"

namespace mingcha::http {
namespace {

using people::Permission;
using registers::Reach;
using Json = nlohmann::json;

constexpr std::int64_t kPageMost = 500;
constexpr std::int64_t kEveryEntry = 200'000;

tl::unexpected<Rejection> no_such_list() {
  return reject(Refusal::not_found, {"没有这份清单", "no such list"});
}

Result<const pack::ListKind*> kind_of(const Request& request, desk::Services& services) {
  const auto* kind = services.pack.list(request.capture("list"));
  if (kind == nullptr) return no_such_list();
  return kind;
}

Result<Day> day_asked(const Request& request, const char* name, Day otherwise) {
  const auto asked = request.query_value(name);
  if (!asked || asked->empty()) return otherwise;
  if (const auto day = parse_day(*asked)) return *day;
  return reject(Refusal::malformed, {"日期有误", "the day is wrong"},
                {{"not-a-day",
                  {"不是有效日期", "no valid day"},
                  {},
                  {"写成 2026-03-02", "write 2026-03-02"},
                  name}});
}

std::vector<lists::Outdated> outdated_of(const pack::ListKind& kind, desk::Services& services) {
  const auto state = services.lists.state(kind.id);
  if (!state) return {};
  return lists::outdated_entries(kind, services.pack.statutes, **state,
                                 local_day(services.clock.now()));
}

Response list_lists(const Request& request, desk::Services& services) {
  Json out = Json::array();
  const auto standing = services.lists.standing();
  for (const auto& kind : services.pack.lists) {
    auto json = list_json(kind, services, request.language);
    json.erase("columns");
    const auto found = std::ranges::find(standing, &kind, &desk::ListStanding::kind);
    if (found == standing.end()) {
      const auto rows = lists::list_from_pack(services.pack, kind, request.language).rows;
      json.update({{"entries", rows.size()},
                   {"open", rows.size()},
                   {"number", 0},
                   {"changed_on", ""},
                   {"waiting", 0},
                   {"outdated", 0}});
    } else {
      std::set<std::string> keys;
      for (const auto& one : outdated_of(kind, services)) keys.insert(one.key);
      json.update({{"entries", found->entries},
                   {"open", found->open},
                   {"number", found->number},
                   {"changed_on", found->changed_on},
                   {"waiting", found->waiting},
                   {"outdated", keys.size()}});
    }
    out.push_back(std::move(json));
  }
  return json_response(Json{{"lists", std::move(out)}}.dump());
}

bool has_words(const lists::Values& values, std::string_view words) {
  std::string all;
  for (const auto& [id, value] : values) all += value + "\n";
  const auto folded = search::fold(all);
  return std::ranges::all_of(search::split_words(words), [&](std::string_view word) {
    return folded.find(search::fold(word)) != std::string::npos;
  });
}

struct Asked {
  Day on{};
  std::string words;
  std::int64_t offset = 0, limit = 0;
};

Json entries_from_pack(const pack::ListKind& kind, const Asked& asked, desk::Services& services,
                       Language language) {
  Json entries = Json::array();
  std::int64_t total = 0;
  for (const auto& row : lists::list_from_pack(services.pack, kind, language).rows) {
    if (!has_words(row.values, asked.words)) continue;
    if (total++ < asked.offset || std::ssize(entries) >= asked.limit) continue;
    entries.push_back({{"key", row.key},
                       {"from", row.from},
                       {"to", row.to},
                       {"number", 0},
                       {"open", true},
                       {"values", row.values}});
  }
  return {{"total", total}, {"entries", std::move(entries)}};
}

Json kept_entries(const pack::ListKind& kind, const Asked& asked, desk::Services& services,
                  Language language) {
  const auto page = services.lists.entries(kind.id, {asked.on, asked.words, {}, {}}, Reach::all,
                                           asked.offset, asked.limit);
  Json entries = Json::array();
  for (const auto& entry : page.entries) entries.push_back(entry_json(entry));
  Json outdated = Json::array();
  for (const auto& one : outdated_of(kind, services)) {
    outdated.push_back(outdated_json(one, services, language));
  }
  return {
      {"total", page.total}, {"entries", std::move(entries)}, {"outdated", std::move(outdated)}};
}

Result<Asked> read_asked(const Request& request, desk::Services& services) {
  Asked asked;
  const auto on = day_asked(request, "on", local_day(services.clock.now()));
  if (!on) return tl::unexpected<Rejection>(on.error());
  const auto offset = request.query_integer("offset", 0, 0, kEveryEntry);
  if (!offset) return tl::unexpected<Rejection>(offset.error());
  const auto limit = request.query_integer("limit", 50, 1, kPageMost);
  if (!limit) return tl::unexpected<Rejection>(limit.error());
  asked.on = *on;
  asked.words = std::string{first_characters(request.query_value("q").value_or(""), 50)};
  asked.offset = *offset;
  asked.limit = *limit;
  return asked;
}

Response show_list(const Request& request, desk::Services& services) {
  const auto kind = kind_of(request, services);
  if (!kind) return problem(kind.error(), request);
  const auto asked = read_asked(request, services);
  if (!asked) return problem(asked.error(), request);
  auto out = (*kind)->source == pack::ListSource::kept
                 ? kept_entries(**kind, *asked, services, request.language)
                 : entries_from_pack(**kind, *asked, services, request.language);
  out["on"] = mingcha::to_string(asked->on);
  out["list"] = list_json(**kind, services, request.language);
  if (!out.contains("outdated")) out["outdated"] = Json::array();
  return json_response(out.dump());
}

/// The name of a key is not fit for a path: it may hold slashes.
Response show_entry(const Request& request, desk::Services& services) {
  const auto state = services.lists.state(request.capture("list"));
  if (!state) return problem(state.error(), request);
  const std::string key{request.query_value("key").value_or("")};
  Json spans = Json::array();
  for (const auto& span : services.lists.spans(request.capture("list"), key, Reach::all)) {
    spans.push_back(entry_json(span));
  }
  Json changes = Json::array();
  for (const auto& change :
       services.lists.changes(request.capture("list"), 0, key, Reach::all, 0, kPageMost)) {
    changes.push_back(change_json(change));
  }
  if (spans.empty() && changes.empty()) {
    return problem({Refusal::not_found, {"没有这个条目", "no such entry"}, {}}, request);
  }
  return json_response(
      Json{{"key", key}, {"spans", std::move(spans)}, {"changes", std::move(changes)}}.dump());
}

Response list_sets(const Request& request, desk::Services& services) {
  const auto state = services.lists.state(request.capture("list"));
  if (!state) return problem(state.error(), request);
  Json out = Json::array();
  for (const auto& row : services.lists.sets(request.capture("list"), "", 0, kPageMost)) {
    out.push_back(set_json(row, services));
  }
  return json_response(Json{{"sets", std::move(out)}}.dump());
}

Json confirmed_changes(const std::string& list, std::int64_t number, std::int64_t offset,
                       desk::Services& services) {
  Json out = Json::array();
  for (const auto& change :
       services.lists.changes(list, number, "", Reach::all, offset, kPageMost)) {
    out.push_back(change_json(change));
  }
  return out;
}

Response show_set(const Request& request, desk::Services& services) {
  const auto list = request.capture("list");
  const auto state = services.lists.state(list);
  if (!state) return problem(state.error(), request);
  const auto offset = request.query_integer("offset", 0, 0, kEveryEntry);
  if (!offset) return problem(offset.error(), request);
  const auto rows = services.lists.sets(list, "", 0, kEveryEntry);
  const auto found = std::ranges::find_if(
      rows, [&](const auto& row) { return std::to_string(row.set) == request.capture("set"); });
  if (found == rows.end()) {
    return problem({Refusal::not_found, {"没有这份变更单", "no such set"}, {}}, request);
  }
  auto out = set_json(*found, services);
  out["conflicts"] = Json::array();
  out["changes"] = Json::array();
  const auto waiting = (*state)->waiting.find(found->set);
  if (waiting != (*state)->waiting.end()) {
    const auto& prepared = waiting->second.prepared;
    out["changes"] = waiting_changes_json(**state, prepared.changes,
                                          static_cast<std::size_t>(*offset), kPageMost);
    for (const auto& finding : lists::conflicts(**state, prepared)) {
      out["conflicts"].push_back(finding.what.in(request.language));
    }
  } else if (found->number != 0) {
    out["changes"] = confirmed_changes(list, found->number, *offset, services);
  }
  return json_response(out.dump());
}

Json difference_json(const lists::EntryDifference& one) {
  constexpr const char* kWords[]{"added", "changed", "ended"};
  const auto side = [](const lists::Span* span) {
    if (span == nullptr) return Json(nullptr);
    return Json{{"values", span->values}, {"from", span->from}, {"to", span->to}};
  };
  return {{"kind", kWords[static_cast<int>(one.kind)]},
          {"key", one.key},
          {"before", side(one.before)},
          {"after", side(one.after)},
          {"columns", one.columns}};
}

Response compare_versions(const Request& request, desk::Services& services) {
  constexpr std::size_t kShown = 2000;
  const auto list = request.capture("list");
  const auto from = request.query_integer("from", 0, 0, kEveryEntry);
  if (!from) return problem(from.error(), request);
  const auto to = request.query_integer("to", kEveryEntry, 0, kEveryEntry);
  if (!to) return problem(to.error(), request);
  const auto before = services.lists.state_at(list, *from);
  if (!before) return problem(before.error(), request);
  const auto after = services.lists.state_at(list, *to);
  if (!after) return problem(after.error(), request);
  const auto compared = lists::compare(*before, *after);
  Json differences = Json::array();
  for (const auto& one : compared.differences) {
    if (differences.size() < kShown) differences.push_back(difference_json(one));
  }
  return json_response(Json{{"from", before->number},
                            {"to", after->number},
                            {"unchanged", compared.unchanged},
                            {"total", compared.differences.size()},
                            {"differences", std::move(differences)}}
                           .dump());
}

lists::Sheet sheet_of(const pack::ListKind& kind, Day on, desk::Services& services,
                      Language language) {
  lists::Sheet out;
  out.columns = columns_of(kind, services, language);
  if (kind.source != pack::ListSource::kept) {
    for (auto& row : lists::list_from_pack(services.pack, kind, language).rows) {
      out.rows.push_back({std::move(row.values), row.from, row.to});
    }
    return out;
  }
  for (auto& entry :
       services.lists.entries(kind.id, {on, {}, {}, {}}, Reach::all, 0, kEveryEntry).entries) {
    out.rows.push_back({std::move(entry.cells), entry.from, entry.to});
  }
  return out;
}

Response export_list(const Request& request, desk::Services& services) {
  const auto kind = kind_of(request, services);
  if (!kind) return problem(kind.error(), request);
  const auto on = day_asked(request, "on", local_day(services.clock.now()));
  if (!on) return problem(on.error(), request);
  const auto format =
      request.query_value("format") == "csv" ? sheets::Format::csv : sheets::Format::xlsx;
  const auto purpose =
      (*kind)->source == pack::ListSource::kept ? lists::SheetFor::import : lists::SheetFor::people;
  auto response =
      text_response(lists::sheet_bytes(sheet_of(**kind, *on, services, request.language), purpose,
                                       format, services.pack.statutes, request.language),
                    200, std::string{sheets::media_type(format)});
  response.headers.set("Content-Disposition",
                       "attachment; filename=\"" + (*kind)->id + "-" + mingcha::to_string(*on) +
                           (format == sheets::Format::csv ? ".csv\"" : ".xlsx\""));
  response.headers.set("Cache-Control", "private, no-store");
  return response;
}

constexpr std::string_view kColumn = R"({"type":"object",
  "required":["id","title","type","required","open","longest","help","choices"],
  "properties":{"id":{"type":"string"},"title":{"type":"string"},
    "type":{"enum":["text","long_text","integer","day","boolean","choice","citation"]},
    "required":{"type":"boolean"},"open":{"type":"boolean","description":"Shown to the public."},
    "longest":{"type":"integer"},"help":{"type":"string"},
    "choices":{"type":"array","items":{"type":"object","required":["id","label"],
      "properties":{"id":{"type":"string"},"label":{"type":"string"}}}}}})";

constexpr auto kSchemas = std::to_array<SharedSchema>({
    {"ListColumn", kColumn},
    {"ListValues", R"({"type":"object","additionalProperties":{"type":"string"},
      "description":"Column id to value; empty values are left out."})"},
    {"ListKind", R"({"type":"object",
      "required":["id","title","about","article","kept","key","withheld","columns"],
      "properties":{"id":{"type":"string"},"title":{"type":"string"},"about":{"type":"string"},
        "article":{"type":"string"},
        "kept":{"type":"boolean","description":"False where the pack itself is the list."},
        "key":{"type":"array","items":{"type":"string"}},"withheld":{"type":"string"},
        "columns":{"type":"array","items":{"$ref":"#/components/schemas/ListColumn"}}}})"},
    {"ListStandings", R"({"type":"object","required":["lists"],"properties":{"lists":{
      "type":"array","items":{"type":"object",
        "required":["id","title","about","article","kept","key","withheld","entries","open",
          "number","changed_on","waiting","outdated"],
        "properties":{"id":{"type":"string"},"title":{"type":"string"},"about":{"type":"string"},
          "article":{"type":"string"},"kept":{"type":"boolean"},
          "key":{"type":"array","items":{"type":"string"}},"withheld":{"type":"string"},
          "entries":{"type":"integer"},"open":{"type":"integer"},"number":{"type":"integer"},
          "changed_on":{"type":"string"},"waiting":{"type":"integer"},
          "outdated":{"type":"integer"}}}}}})"},
    {"ListEntry", R"({"type":"object","required":["key","from","to","number","open","values"],
      "properties":{"key":{"type":"string"},"from":{"type":"string"},
        "to":{"type":"string","description":"Empty while no end is known."},
        "number":{"type":"integer","description":"Version of the list that made it so."},
        "open":{"type":"boolean"},"values":{"$ref":"#/components/schemas/ListValues"}}})"},
    {"ListOutdated", R"({"type":"object","required":["key","column","citation","title","why"],
      "properties":{"key":{"type":"string"},"column":{"type":"string"},
        "citation":{"type":"string"},"title":{"type":"string"},"why":{"type":"string"}}})"},
    {"ListPage", R"({"type":"object","required":["list","on","total","entries","outdated"],
      "properties":{"list":{"$ref":"#/components/schemas/ListKind"},"on":{"type":"string"},
        "total":{"type":"integer"},
        "entries":{"type":"array","items":{"$ref":"#/components/schemas/ListEntry"}},
        "outdated":{"type":"array","items":{"$ref":"#/components/schemas/ListOutdated"}}}})"},
    {"ListChange", R"({"type":"object",
      "required":["number","kind","key","day","before","after","columns"],
      "properties":{"number":{"type":"integer"},"kind":{"enum":["add","change","end"]},
        "key":{"type":"string"},
        "day":{"type":"string","description":"From when; of an end the last day."},
        "before":{"$ref":"#/components/schemas/ListValues"},
        "after":{"$ref":"#/components/schemas/ListValues"},
        "columns":{"type":"array","items":{"type":"string"},
          "description":"Those that differ."}}})"},
    {"ListEntryHistory", R"({"type":"object","required":["key","spans","changes"],
      "properties":{"key":{"type":"string"},
        "spans":{"type":"array","items":{"$ref":"#/components/schemas/ListEntry"}},
        "changes":{"type":"array","items":{"$ref":"#/components/schemas/ListChange"}}}})"},
    {"ListSet", R"({"type":"object",
      "required":["set","state","number","reason","article","prepared_by","prepared_by_name",
        "prepared_at","why_not","added","changed","ended"],
      "properties":{"set":{"type":"integer"},"state":{"enum":["waiting","confirmed","discarded"]},
        "number":{"type":"integer","description":"Version of the list; 0 while not confirmed."},
        "reason":{"type":"string"},"article":{"type":"string"},
        "prepared_by":{"type":"string"},"prepared_by_name":{"type":"string"},
        "prepared_at":{"type":"string","format":"date-time"},
        "decided_by_name":{"type":"string"},"decided_at":{"type":"string","format":"date-time"},
        "why_not":{"type":"string"},"added":{"type":"integer"},"changed":{"type":"integer"},
        "ended":{"type":"integer"}}})"},
    {"ListSets", R"({"type":"object","required":["sets"],"properties":{
      "sets":{"type":"array","items":{"$ref":"#/components/schemas/ListSet"}}}})"},
    {"ListSetContent", R"({"allOf":[{"$ref":"#/components/schemas/ListSet"},{"type":"object",
      "required":["changes","conflicts"],"properties":{
        "changes":{"type":"array","items":{"$ref":"#/components/schemas/ListChange"}},
        "conflicts":{"type":"array","items":{"type":"string"}}}}]})"},
    {"ListComparison", R"({"type":"object",
      "required":["from","to","unchanged","total","differences"],
      "properties":{"from":{"type":"integer"},"to":{"type":"integer"},
        "unchanged":{"type":"integer"},"total":{"type":"integer"},
        "differences":{"type":"array","items":{"type":"object",
          "required":["kind","key","before","after","columns"],
          "properties":{"kind":{"enum":["added","changed","ended"]},"key":{"type":"string"},
            "before":{"oneOf":[{"type":"null"},{"$ref":"#/components/schemas/ListSide"}]},
            "after":{"oneOf":[{"type":"null"},{"$ref":"#/components/schemas/ListSide"}]},
            "columns":{"type":"array","items":{"type":"string"}}}}}}})"},
    {"ListSide", R"({"type":"object","required":["values","from","to"],
      "properties":{"values":{"$ref":"#/components/schemas/ListValues"},
        "from":{"type":"string"},"to":{"type":"string"}}})"},
});

constexpr Parameter kOn{"on", {"截至日期", "As of this day"}};
constexpr Parameter kWords{"q", {"检索词", "Words to look for"}};
constexpr Parameter kOffset{
    "offset", {"跳过的条数", "How many to leave out"}, R"({"type":"integer"})"};
constexpr Parameter kLimit{"limit", {"最多条数", "At most how many"}, R"({"type":"integer"})"};

constexpr auto kRoutes = std::to_array<Route>({
    {.verb = Verb::get,
     .path = "/api/v1/lists",
     .may = Permission::edit_lists,
     .summary = {"公开的清单及待办", "The published lists, and what waits in each"},
     .answer = {200, "#/components/schemas/ListStandings"},
     .handle = list_lists},
    {.verb = Verb::get,
     .path = "/api/v1/lists/{list}",
     .may = Permission::edit_lists,
     .summary = {"清单条目", "Entries of a list as of a day"},
     .query = {kOn, kWords, kOffset, kLimit},
     .answer = {200, "#/components/schemas/ListPage"},
     .handle = show_list},
    {.verb = Verb::get,
     .path = "/api/v1/lists/{list}/entry",
     .may = Permission::edit_lists,
     .summary = {"条目的历史", "Every version of an entry"},
     .query = {{{"key", {"条目", "Key of the entry"}}}},
     .answer = {200, "#/components/schemas/ListEntryHistory"},
     .handle = show_entry},
    {.verb = Verb::get,
     .path = "/api/v1/lists/{list}/sets",
     .may = Permission::edit_lists,
     .summary = {"变更单", "Sets of changes, the newest first"},
     .answer = {200, "#/components/schemas/ListSets"},
     .handle = list_sets},
    {.verb = Verb::get,
     .path = "/api/v1/lists/{list}/sets/{set}",
     .may = Permission::edit_lists,
     .summary = {"变更单的内容", "What a set of changes does"},
     .query = {kOffset},
     .answer = {200, "#/components/schemas/ListSetContent"},
     .handle = show_set},
    {.verb = Verb::get,
     .path = "/api/v1/lists/{list}/compare",
     .may = Permission::edit_lists,
     .summary = {"两个版本的对比", "Two versions of a list side by side"},
     .query = {{{"from", {"较早的版本", "The earlier version"}, R"({"type":"integer"})"},
                {"to", {"较晚的版本", "The later version"}, R"({"type":"integer"})"}}},
     .answer = {200, "#/components/schemas/ListComparison"},
     .handle = compare_versions},
    {.verb = Verb::get,
     .path = "/api/v1/lists/{list}/export",
     .may = Permission::edit_lists,
     .summary = {"导出清单", "A list as XLSX or CSV"},
     .query = {{{"format", {"xlsx 或 csv", "xlsx or csv"}}, kOn}},
     .answer = {200, {}, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
     .handle = export_list},
});

}  // namespace

std::span<const Route> list_routes() { return kRoutes; }
std::span<const SharedSchema> list_schemas() { return kSchemas; }

}  // namespace mingcha::http
