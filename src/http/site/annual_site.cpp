// SPDX-License-Identifier: Apache-2.0
#include "http/site/annual_site.h"

#include <charconv>

#include "base/assert.h"
#include "base/encoding.h"
#include "desk/annual_desk.h"
#include "desk/services.h"
#include "http/portal/annual_page.h"
#include "http/portal/page.h"
#include "http/problem.h"
#include "http/site/site.h"
#include "http/site/site_view.h"

namespace mingcha::http {
namespace {

using people::Permission;

Response page(std::string html) {
  auto response = html_response(std::move(html));
  response.headers.set("Content-Security-Policy", std::string{portal::kContentSecurityPolicy});
  response.headers.set("Vary", "Accept-Language, Cookie");
  return response;
}

Day day_of(const std::string& text) {
  const auto day = parse_day(text);
  MINGCHA_ASSERT(day.has_value());
  return *day;
}

/// Four digits; 0 for anything else, so that a report has one address.
std::int64_t year_of(const Request& request) {
  const auto text = request.capture("year");
  std::int64_t year = 0;
  const auto* end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, year);
  return text.size() == 4 && error == std::errc{} && rest == end ? year : 0;
}

portal::AnnualReportView report_view(const desk::PublicReport& shown) {
  const auto& report = shown.edition.report;
  portal::AnnualReportView view;
  view.year = report.year;
  view.agency = {report.agency, report.agency};
  view.from = day_of(report.from);
  view.to = day_of(report.to);
  view.published_on = day_of(shown.edition.published.published_on);
  view.due = shown.due;
  if (!shown.earlier.empty()) {
    // A correction is late or in time as the first edition was.
    view.first_published_on = day_of(shown.earlier.front().published.published_on);
  }
  view.correction = report.correction;
  view.explanation = report.explanation;
  view.rules = report.rules;
  for (const auto& table : report.tables) {
    portal::AnnualTableView out{table.table, table.title, table.power, {}};
    for (const auto& figure : table.figures) {
      out.figures.push_back({figure.title, annual::shown(figure),
                             figure.money ? Text{"万元", "10 000 yuan"} : Text{"件", "cases"},
                             figure.told});
    }
    view.tables.push_back(std::move(out));
  }
  for (const auto& edition : shown.earlier) {
    view.earlier.push_back({day_of(edition.published.published_on), edition.report.correction});
  }
  if (shown.index) view.index = static_cast<std::uint64_t>(*shown.index);
  return view;
}

Response list(const Request& request, desk::Services& services) {
  return page(
      portal::annual_list_page(site_view(request, services), {services.annual.public_years()}));
}

Response report(const Request& request, desk::Services& services) {
  const auto found = services.annual.find_public(year_of(request));
  if (!found) return missing_page(request, services);
  return page(portal::annual_report_page(site_view(request, services), report_view(*found)));
}

Response no_file(const Request& request) {
  return problem({Refusal::not_found, {"没有这份年报", "no such report"}, {}}, request);
}

/// The very bytes that the log commits to.
Response document(const Request& request, desk::Services& services) {
  const auto found = services.annual.find_public(year_of(request));
  if (!found) return no_file(request);
  auto response = text_response(found->document, 200, "application/json");
  if (!found->salt.empty()) response.headers.set("X-Ael-Salt", to_base64url(found->salt));
  if (found->index) response.headers.set("X-Ael-Index", std::to_string(*found->index));
  response.headers.set("Cache-Control", "no-cache");
  return response;
}

Response file(const Request& request, desk::Services& services, const std::string& format,
              const std::string& type) {
  auto bytes = services.annual.public_file(year_of(request), format);
  if (!bytes) return no_file(request);
  auto response = text_response(*std::move(bytes), 200, type);
  response.headers.set("Content-Disposition", "attachment; filename=\"annual-" +
                                                  request.capture("year") + "." + format + "\"");
  response.headers.set("Cache-Control", "no-cache");
  return response;
}

Response csv(const Request& request, desk::Services& services) {
  return file(request, services, "csv", "text/csv; charset=utf-8");
}

Response xlsx(const Request& request, desk::Services& services) {
  return file(request, services, "xlsx",
              "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
}

constexpr auto kRoutes = std::to_array<Route>({
    {.verb = Verb::get,
     .path = "/annual",
     .may = Permission::public_access,
     .summary = {"行政执法统计年报", "Annual reports"},
     .answer = {.media_type = "text/html"},
     .handle = list},
    {.verb = Verb::get,
     .path = "/annual/{year}",
     .may = Permission::public_access,
     .summary = {"一个年度的行政执法统计年报", "The annual report of a year"},
     .answer = {.media_type = "text/html"},
     .handle = report},
    {.verb = Verb::get,
     .path = "/annual/{year}/report.json",
     .may = Permission::public_access,
     .summary = {"年报数据（与公开日志中的摘要对应的字节）",
                 "The report's data, byte for byte as the log commits to it"},
     .answer = {.media_type = "application/json"},
     .handle = document},
    {.verb = Verb::get,
     .path = "/annual/{year}/report.csv",
     .may = Permission::public_access,
     .summary = {"年报表格（CSV）", "The report's tables as CSV"},
     .answer = {.media_type = "text/csv"},
     .handle = csv},
    {.verb = Verb::get,
     .path = "/annual/{year}/report.xlsx",
     .may = Permission::public_access,
     .summary = {"年报表格（XLSX）", "The report's tables as a spreadsheet"},
     .answer = {.media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
     .handle = xlsx},
});

}  // namespace

std::span<const Route> annual_site_routes() { return kRoutes; }

std::vector<disclosure::Served> bytes_served_for(const desk::PublicReport& shown,
                                                 desk::Services& services) {
  std::vector<disclosure::Served> out;
  for (const auto language : {Language::zh, Language::en}) {
    Request request;
    request.language = language;
    request.segments = {"annual", std::to_string(shown.edition.report.year)};
    out.push_back({{"年报页面", "the report's page"},
                   portal::annual_report_page(site_view(request, services), report_view(shown))});
  }
  return out;
}

}  // namespace mingcha::http
