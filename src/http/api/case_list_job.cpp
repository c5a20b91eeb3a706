// SPDX-License-Identifier: Apache-2.0
#include "http/api/case_list_job.h"

#include <map>

#include <nlohmann/json.hpp>

#include "desk/case_desk.h"
#include "desk/people_desk.h"
#include "desk/services.h"
#include "http/api/case_filter.h"
#include "http/json_body.h"
#include "sheets/writer.h"

namespace mingcha::http {
namespace {

constexpr std::int64_t kRowsMost = 200'000;
constexpr std::size_t kValueLongest = 200;

struct CaseListWish {
  people::Visitor visitor;
  registers::CaseFilter filter;
  sheets::Format format{};
  Language language{};
};

std::vector<std::string> columns(Language language) {
  std::vector<std::string> out;
  for (const auto& column :
       {Text{"案件编号", "Case"}, Text{"案由", "Title"}, Text{"当事人", "Party"},
        Text{"办案单位", "Unit"}, Text{"最近环节", "Stage"}, Text{"登记时间", "Opened"},
        Text{"决定日期", "Decided"}, Text{"文号", "Number"}, Text{"重大执法决定", "Major"},
        Text{"已封存", "Sealed"}, Text{"已结案", "Closed"}}) {
    out.push_back(column.in(language));
  }
  return out;
}

std::vector<std::string> cells(const registers::CaseRow& row, const people::Directory& people,
                               Language language) {
  const auto said = [&](bool value) {
    return (value ? Text{"是", "yes"} : Text{"否", "no"}).in(language);
  };
  const auto* unit = people.unit(row.unit);
  return {row.case_id,     row.title,
          row.party,       unit == nullptr ? row.unit : unit->name,
          row.stage,       to_local_string(row.opened_at),
          row.decided_on,  row.number,
          said(row.major), said(row.sealed),
          said(row.closed)};
}

Result<desk::JobFile> write_case_list(const CaseListWish& wish, desk::Services& services,
                                      desk::JobProgress& progress,
                                      const std::filesystem::path& folder) {
  // One look at the register: no case twice and none left out while others work on.
  const auto page = services.cases.list(wish.visitor, wish.filter, 0, kRowsMost);
  if (page.total > kRowsMost) {
    return reject(Refusal::too_large, {"超过20万条，请缩小范围", "over 200,000 cases; narrow it"});
  }
  const auto people = services.people.directory();
  const bool csv = wish.format == sheets::Format::csv;
  desk::JobFile made{csv ? "cases.csv" : "cases.xlsx",
                     csv ? "text/csv; charset=utf-8"
                         : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                     folder / "table"};
  const auto writer = sheets::make_writer(wish.format, made.file, columns(wish.language));
  std::int64_t done = 0;
  for (const auto& row : page.rows) {
    writer->add(cells(row, *people, wish.language));
    if (!progress.reached(++done, page.total)) return made;
  }
  writer->finish();
  return made;
}

Result<registers::CaseFilter> read_filter(FieldReader& fields) {
  std::map<std::string, std::string, std::less<>> values;
  if (const auto* object = fields.optional_object("filter")) {
    FieldReader filter{*object, "/filter"};
    for (const auto& name : kCaseFilterNames) {
      if (auto value = filter.optional_text(std::string{name}.c_str(), kValueLongest)) {
        values.emplace(name, std::move(*value));
      }
    }
    if (const auto ready = filter.finish(); !ready) return tl::unexpected<Rejection>(ready.error());
  }
  return read_case_filter([&](std::string_view name) -> std::optional<std::string> {
    const auto found = values.find(name);
    return found == values.end() ? std::nullopt : std::optional{found->second};
  });
}

}  // namespace

Result<desk::JobWork> read_case_list_job(const Request& request, FieldReader& fields,
                                         desk::Services& services) {
  const auto format = fields.text("format", 1, 10);
  if (!format.empty() && format != "csv" && format != "xlsx") {
    fields.complain("format", "unknown-choice", {"可选：csv, xlsx", "one of: csv, xlsx"});
  }
  const auto filter = read_filter(fields);
  if (!filter) return tl::unexpected<Rejection>(filter.error());
  CaseListWish wish{request.signed_in(), *filter,
                    format == "xlsx" ? sheets::Format::xlsx : sheets::Format::csv,
                    request.language};
  return desk::JobWork{[wish = std::move(wish), &services](desk::JobProgress& progress,
                                                           const std::filesystem::path& folder) {
    return write_case_list(wish, services, progress, folder);
  }};
}

}  // namespace mingcha::http
