// SPDX-License-Identifier: Apache-2.0
#include "http/api/case_filter.h"

#include <algorithm>

#include "base/text.h"

namespace mingcha::http {
namespace {

constexpr std::size_t kTextLongest = 200;

class FilterReader {
 public:
  using Ask = std::function<std::optional<std::string>(std::string_view)>;
  explicit FilterReader(const Ask& ask) : ask_{ask} {}

  std::string text(std::string_view name) {
    auto value = ask_(name).value_or("");
    if (count_characters(value) <= kTextLongest) return value;
    complain(name, "too-long", {"不得超过200字", "at most 200 characters"});
    return {};
  }

  std::string one_of(std::string_view name, std::initializer_list<std::string_view> allowed) {
    auto value = ask_(name).value_or("");
    if (value.empty() || std::ranges::find(allowed, value) != allowed.end()) return value;
    std::string list;
    for (const auto& each : allowed) list.append(list.empty() ? "" : ", ").append(each);
    complain(name, "unknown-choice", {"可选：" + list, "one of: " + list});
    return {};
  }

  std::optional<bool> flag(std::string_view name) {
    const auto value = one_of(name, {"true", "false"});
    if (value.empty()) return std::nullopt;
    return value == "true";
  }

  std::optional<Day> day(std::string_view name) {
    const auto value = ask_(name).value_or("");
    if (value.empty()) return std::nullopt;
    const auto day = parse_day(value);
    if (!day) complain(name, "not-a-date", {"应为日期，格式如 2026-03-02", "a day, as 2026-03-02"});
    return day;
  }

  [[nodiscard]] const Findings& findings() const { return findings_; }

 private:
  void complain(std::string_view name, std::string code, Text what) {
    findings_.push_back({std::move(code), std::move(what), {}, {}, std::string{name}});
  }

  const Ask& ask_;
  Findings findings_;
};

}  // namespace

Result<registers::CaseFilter> read_case_filter(
    const std::function<std::optional<std::string>(std::string_view name)>& value) {
  FilterReader reader{value};
  registers::CaseFilter filter;
  filter.text = reader.text("q");
  filter.item = reader.text("item");
  filter.unit = reader.text("unit");
  filter.stage = reader.text("stage");
  filter.state = reader.one_of("state", {"open", "decided", "closed"});
  filter.major = reader.flag("major");
  filter.sealed = reader.flag("sealed");
  if (const auto from = reader.day("opened_from")) filter.opened_from = start_of(*from);
  if (const auto to = reader.day("opened_to")) {
    filter.opened_before = start_of(*to + std::chrono::days{1});
  }
  filter.sort = reader.one_of(
      "sort", {"opened_at", "-opened_at", "title", "-title", "party", "-party", "unit", "-unit",
               "stage", "-stage", "number", "-number", "decided_on", "-decided_on"});
  if (reader.findings().empty()) return filter;
  return reject(Refusal::malformed, {"筛选条件不正确", "the filter is not well-formed"},
                reader.findings());
}

}  // namespace mingcha::http
