// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <limits>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "desk/public_record_desk.h"
#include "desk/services.h"
#include "http/portal/data.h"
#include "http/portal/html.h"
#include "http/portal/page.h"
#include "http/problem.h"
#include "http/site/cached.h"
#include "http/site/find.h"
#include "http/site/open_data.h"
#include "http/site/site.h"
#include "http/site/site_view.h"
#include "pack/definition.h"

namespace mingcha::http {
namespace {

using people::Permission;
using Query = std::vector<std::pair<std::string, std::string>>;

constexpr std::int64_t kPerPage = 100;
constexpr std::int64_t kPerPageMost = 1000;
constexpr std::int64_t kFeedLength = 50;

Response page(std::string html) {
  auto response = html_response(std::move(html));
  response.headers.set("Content-Security-Policy", std::string{portal::kContentSecurityPolicy});
  response.headers.set("Vary", "Accept-Language, Cookie");
  return cached(std::move(response));
}

/// Programs of other sites may read it.
Response open_to_all(std::string bytes, std::string content_type) {
  auto response = text_response(std::move(bytes), 200, std::move(content_type));
  response.headers.set("Access-Control-Allow-Origin", "*");
  response.headers.set("Cross-Origin-Resource-Policy", "cross-origin");
  return cached(std::move(response));
}

// ---- what is asked for ---------------------------------------------------------------------

struct Wanted {
  registers::RecordFilter filter;
  std::int64_t page = 1, per_page = kPerPage;
  Query query;  ///< As asked, without the page.
};

tl::unexpected<Rejection> wrong(const char* name, Text what) {
  return reject(
      Refusal::malformed, {"查询条件有误", "The query is not right"},
      {{"bad-query", std::move(what), {}, {"见 /data", "see /data"}, "?" + std::string{name}}});
}

bool is_month(std::string_view text) {
  return text.size() == 7 && parse_day(std::string{text} + "-01").has_value();
}

bool is_year(std::string_view text) {
  return text.size() == 4 && parse_day(std::string{text} + "-01-01").has_value();
}

Result<void> read_filter(const Request& request, const pack::Pack& pack, Wanted& wanted) {
  const auto value = [&](const char* name) {
    std::string text{request.query_value(name).value_or("")};
    if (!text.empty()) wanted.query.emplace_back(name, text);
    return text;
  };
  auto& list = wanted.filter.list;
  if (const auto words = value("q"); !trim(words).empty()) {
    auto read = search::read_query(words);
    if (!read) return tl::unexpected(read.error());
    list.words = *std::move(read);
  }
  list.year = value("year");
  list.unit = value("unit");
  wanted.filter.month = value("month");
  if (!list.year.empty() && !is_year(list.year)) {
    return wrong("year", {"年度应为四位数字，如 2026", "A year has four digits: 2026"});
  }
  if (!wanted.filter.month.empty() && !is_month(wanted.filter.month)) {
    return wrong("month", {"月份应写作 2026-03", "A month is written 2026-03"});
  }
  const auto kind = value("kind");
  if (kind.empty()) return {};
  wanted.filter.items = items_of_kind(pack, kind);
  if (!wanted.filter.items.empty()) return {};
  return wrong("kind", {"没有这种执法类别：" + kind, "There is no such kind of act: " + kind});
}

Result<Wanted> read_wanted(const Request& request, const pack::Pack& pack) {
  Wanted wanted;
  if (auto read = read_filter(request, pack, wanted); !read) return tl::unexpected(read.error());
  const auto number = request.query_integer("page", 1, 1, 1'000'000);
  const auto length = request.query_integer("per_page", kPerPage, 1, kPerPageMost);
  if (!number) return tl::unexpected(number.error());
  if (!length) return tl::unexpected(length.error());
  wanted.page = *number;
  wanted.per_page = *length;
  if (request.query_value("before")) {
    const auto before =
        request.query_integer("before", 1, 1, std::numeric_limits<std::int64_t>::max());
    if (!before) return tl::unexpected(before.error());
    wanted.filter.before = *before;
  }
  if ((wanted.page - 1) * wanted.per_page >= registers::kCountedMost && !wanted.filter.is_plain()) {
    return wrong("page", {"再往后请沿用每一页给出的 next 地址",
                          "To go on from here, follow the address `next` of each page"});
  }
  if (*length != kPerPage) wanted.query.emplace_back("per_page", std::to_string(*length));
  return wanted;
}

struct Found {
  registers::RecordPage page;
  std::string next;  ///< Path of the page after this one; empty after the last.
};

/// Each page is found from the end of the one before it, however far that is down the list.
Found find(const Wanted& wanted, desk::Services& services, const char* path) {
  Found out;
  const auto offset = (wanted.page - 1) * wanted.per_page;
  out.page = services.records.list(wanted.filter, offset, wanted.per_page + 1);
  auto& records = out.page.records;
  if (std::ssize(records) <= wanted.per_page) return out;
  records.pop_back();
  auto query = wanted.query;
  query.emplace_back("before", std::to_string(records.back().first_seq));
  out.next = portal::to_link(path, query);
  return out;
}

std::string json_list(const std::vector<registers::PublicRecord>& records,
                      const desk::Services& services) {
  std::string out = "[";
  for (const auto& record : records) {
    out += (&record == records.data() ? "\n" : ",\n") + record_json(record, services);
  }
  return out + "]";
}

// ---- routes --------------------------------------------------------------------------------

Response data(const Request& request, desk::Services& services) {
  portal::TakeView view;
  for (const auto& month : services.records.months()) {
    if (month.published == 0) continue;
    view.months.push_back({month.month, static_cast<std::uint64_t>(month.published)});
  }
  view.per_minute = services.site.public_per_minute;
  return page(portal::data_page(site_view(request, services), view));
}

Response dictionary(const Request& request, desk::Services& services) {
  return page(portal::dictionary_page(site_view(request, services), data_columns(services.pack)));
}

Response dictionary_file(const Request& /*request*/, desk::Services& services) {
  return open_to_all(portal::dictionary_json(data_columns(services.pack)), "application/json");
}

Response decisions_json(const Request& request, desk::Services& services) {
  const auto wanted = read_wanted(request, services.pack);
  if (!wanted) return problem(wanted.error(), request);
  const auto [found, next] = find(*wanted, services, "/data/decisions.json");
  auto body = fmt::format(
      "{{\"total\":{},\"total_is_exact\":{},\"page\":{},\"per_page\":{},\"next\":{},"
      "\"decisions\":{}}}\n",
      found.total, found.exact, wanted->page, wanted->per_page,
      next.empty() ? "null" : to_json_string(services.site.base_url + next),
      json_list(found.records, services));
  return open_to_all(std::move(body), "application/json");
}

Response decisions_csv(const Request& request, desk::Services& services) {
  const auto wanted = read_wanted(request, services.pack);
  if (!wanted) return problem(wanted.error(), request);
  const auto [found, next] = find(*wanted, services, "/data/decisions.csv");
  auto response = open_to_all(records_csv(found.records, services), "text/csv; charset=utf-8");
  response.headers.set("Content-Disposition", "attachment; filename=\"decisions.csv\"");
  if (found.exact) response.headers.set("X-Total-Count", std::to_string(found.total));
  if (!next.empty()) {
    response.headers.set("Link", "<" + services.site.base_url + next + ">; rel=\"next\"");
  }
  return response;
}

Response changes(const Request& request, desk::Services& services) {
  constexpr auto kLargest = std::numeric_limits<std::int64_t>::max();
  const auto after = request.query_integer("after", 0, 0, kLargest);
  const auto limit = request.query_integer("limit", kPerPage, 1, kPerPageMost);
  if (!after) return problem(after.error(), request);
  if (!limit) return problem(limit.error(), request);
  const auto found = services.records.changes_after(*after, *limit);
  const auto last = found.empty() ? *after : found.back().seq;
  const auto next = portal::to_link("/data/changes.json", {{"after", std::to_string(last)}});
  auto body =
      fmt::format("{{\"after\":{},\"next\":{},\"more\":{},\"changes\":{}}}\n", *after,
                  to_json_string(services.site.base_url + next),
                  found.size() == static_cast<std::size_t>(*limit), json_list(found, services));
  return open_to_all(std::move(body), "application/json");
}

Response bundle(const Request& request, desk::Services& services) {
  constexpr std::string_view kEnd = ".zip";
  const auto& name = request.capture("name");
  const auto month = name.substr(0, name.size() - std::min(name.size(), kEnd.size()));
  const bool asked = name.ends_with(kEnd) && is_month(month);
  auto bytes = asked ? bundle_of(month, services) : std::string{};
  if (bytes.empty()) {
    return problem(
        {Refusal::not_found, {"这个月没有公示的决定", "nothing was published in that month"}, {}},
        request);
  }
  auto response = open_to_all(std::move(bytes), "application/zip");
  response.headers.set("Content-Disposition",
                       "attachment; filename=\"decisions-" + month + ".zip\"");
  return response;
}

Result<portal::FeedView> feed(const Request& request, desk::Services& services, const char* path) {
  std::optional<std::int64_t> before;
  if (request.query_value("before")) {
    const auto read =
        request.query_integer("before", 1, 1, std::numeric_limits<std::int64_t>::max());
    if (!read) return tl::unexpected(read.error());
    before = *read;
  }
  const auto found = services.records.newest(before, kFeedLength);
  portal::FeedView view;
  for (const auto& record : found) view.entries.push_back(feed_entry(record, services.pack));
  if (found.size() == static_cast<std::size_t>(kFeedLength)) {
    Query query{{"before", std::to_string(found.back().seq)}};
    if (request.language == Language::en) query.emplace_back("lang", "en");
    view.next = portal::to_link(path, query);
  }
  return view;
}

Response atom(const Request& request, desk::Services& services) {
  const auto view = feed(request, services, "/feed.atom");
  if (!view) return problem(view.error(), request);
  auto response = open_to_all(portal::atom_feed(site_view(request, services), *view),
                              "application/atom+xml; charset=utf-8");
  response.headers.set("Vary", "Accept-Language, Cookie");
  return response;
}

Response json(const Request& request, desk::Services& services) {
  const auto view = feed(request, services, "/feed.json");
  if (!view) return problem(view.error(), request);
  auto response = open_to_all(portal::json_feed(site_view(request, services), *view),
                              "application/feed+json; charset=utf-8");
  response.headers.set("Vary", "Accept-Language, Cookie");
  return response;
}

// ---- their description ---------------------------------------------------------------------

constexpr std::string_view kWholeNumber = R"({"type":"integer","minimum":1})";

constexpr std::array<Parameter, 16> kFilterQuery{{
    {"q", {"关键词，两个字即可", "Words; two characters are enough"}},
    {"year", {"决定年度", "Year of the decision"}, R"({"type":"string","pattern":"^[0-9]{4}$"})"},
    {"unit", {"办案单位的编号", "Id of the unit"}},
    {"kind", {"执法类别", "Kind of act"}, R"({"type":"string","examples":["penalty","licence"]})"},
    {"month",
     {"公示月份", "Month of publication"},
     R"({"type":"string","pattern":"^[0-9]{4}-[0-9]{2}$"})"},
    {"page", {"页码", "Page"}, kWholeNumber},
    {"before", {"由上一页的 next 给出", "As `next` of the page before gives it"}, kWholeNumber},
    {"per_page",
     {"每页条数", "Records on a page"},
     R"({"type":"integer","minimum":1,"maximum":1000,"default":100})"},
}};

constexpr auto kRoutes = std::to_array<Route>({
    {.verb = Verb::get,
     .path = "/data",
     .may = Permission::public_access,
     .summary = {"开放数据", "Open data"},
     .answer = {.media_type = "text/html"},
     .handle = data},
    {.verb = Verb::get,
     .path = "/data/dictionary",
     .may = Permission::public_access,
     .summary = {"数据字典", "Data dictionary"},
     .answer = {.media_type = "text/html"},
     .handle = dictionary},
    {.verb = Verb::get,
     .path = "/data/dictionary.json",
     .may = Permission::public_access,
     .summary = {"数据字典（JSON）", "Data dictionary as JSON"},
     .handle = dictionary_file},
    {.verb = Verb::get,
     .path = "/data/decisions.json",
     .may = Permission::public_access,
     .summary = {"公示中的决定（JSON）", "What is published, as JSON"},
     .query = kFilterQuery,
     .cost = 5,
     .handle = decisions_json},
    {.verb = Verb::get,
     .path = "/data/decisions.csv",
     .may = Permission::public_access,
     .summary = {"公示中的决定（CSV）", "What is published, as CSV"},
     .query = kFilterQuery,
     .answer = {.media_type = "text/csv"},
     .cost = 5,
     .handle = decisions_csv},
    {.verb = Verb::get,
     .path = "/data/changes.json",
     .may = Permission::public_access,
     .summary = {"公示、更正和撤下的先后", "Publications, corrections and withdrawals in order"},
     .query = {{{"after",
                 {"上次取到的最后一个 seq", "The last seq that one has"},
                 R"({"type":"integer","minimum":0,"default":0})"},
                {"limit",
                 {"条数", "How many"},
                 R"({"type":"integer","minimum":1,"maximum":1000,"default":100})"}}},
     .cost = 5,
     .handle = changes},
    {.verb = Verb::get,
     .path = "/data/bundles/{name}",
     .may = Permission::public_access,
     .summary = {"按月数据包，如 2026-03.zip", "A monthly bundle, such as 2026-03.zip"},
     .answer = {.media_type = "application/zip"},
     .cost = 30,
     .handle = bundle},
    {.verb = Verb::get,
     .path = "/feed.atom",
     .may = Permission::public_access,
     .summary = {"最新公示（Atom）", "The newest publications, as Atom"},
     .query = {{{"before", {"只要这个 seq 之前的", "Only those before this seq"}, kWholeNumber}}},
     .answer = {.media_type = "application/atom+xml"},
     .handle = atom},
    {.verb = Verb::get,
     .path = "/feed.json",
     .may = Permission::public_access,
     .summary = {"最新公示（JSON Feed）", "The newest publications, as JSON Feed"},
     .query = {{{"before", {"只要这个 seq 之前的", "Only those before this seq"}, kWholeNumber}}},
     .answer = {.media_type = "application/feed+json"},
     .handle = json},
});

}  // namespace

std::span<const Route> data_routes() { return kRoutes; }

}  // namespace mingcha::http
