// SPDX-License-Identifier: Apache-2.0
#include "acts/limit_reckoning.h"

#include <algorithm>

namespace mingcha::acts {
namespace {

constexpr std::chrono::days kLongestSuspension{3660};

const Text kRefused{"期限不能计算", "the time limit cannot be computed"};

/// Nothing when the pack has no such limit.
std::optional<law::TimeLimit> limit_of(const pack::Pack& pack, const SupposedLimit& supposed) {
  const auto pick = [&](const std::vector<law::TimeLimit>& limits) {
    return std::ranges::find(limits, supposed.limit, &law::TimeLimit::id);
  };
  if (supposed.procedure == kDisclosure) {
    const auto found = pick(pack.disclosure.limits);
    if (found == pack.disclosure.limits.end()) return std::nullopt;
    return *found;
  }
  const auto procedure = pack.procedures.find(supposed.procedure);
  if (procedure == pack.procedures.end()) return std::nullopt;
  const auto found = pick(procedure->second.limits);
  if (found == procedure->second.limits.end()) return std::nullopt;
  return procedure->second.limit_for(*found, local_day(supposed.course.start));
}

std::string years_of(const law::Calendar& calendar) {
  std::string out;
  for (const auto year : calendar.years()) {
    out += (out.empty() ? "" : "、") + std::to_string(static_cast<int>(year));
  }
  return out;
}

Findings check_times(const pack::Pack& pack, const law::TimeLimit& limit,
                     const law::Course& course) {
  const auto article = law::to_string(limit.citation);
  Findings out;
  if (!pack.calendar.covers(local_day(course.start))) {
    const auto years = years_of(pack.calendar);
    out.push_back({"calendar-missing",
                   {"起算日所在年份的放假安排未录入，已录入的年份：" + years,
                    "the holidays of the start's year are not loaded; loaded: " + years},
                   article,
                   {"请选择已录入年份内的起算时刻", "choose a start in one of those years"},
                   "start"});
  }
  for (const auto& suspension : course.suspensions) {
    if (!suspension.to || *suspension.to - suspension.from <= kLongestSuspension) continue;
    out.push_back({"suspension-too-long",
                   {"扣除期间超过十年", "a suspension lasts more than ten years"},
                   article,
                   {"请核对扣除期间的起止时刻", "check its beginning and end"},
                   "suspensions"});
  }
  return out;
}

}  // namespace

Result<Reckoned> reckon(const pack::Pack& pack, const SupposedLimit& supposed, Instant now) {
  auto limit = limit_of(pack, supposed);
  if (!limit) {
    return reject(Refusal::invalid, kRefused,
                  {{"limit-unknown",
                    {"没有这一期限：" + supposed.limit, "no such limit: " + supposed.limit},
                    {},
                    {"请从期限目录中选择", "choose one of those listed"},
                    "limit"}});
  }
  auto course = supposed.course;
  for (auto& suspension : course.suspensions) {
    const auto title = limit->suspension_titles.find(suspension.event);
    if (title != limit->suspension_titles.end()) {
      suspension.reason = title->second;
    } else if (suspension.reason.zh.empty()) {
      suspension.reason = {suspension.event, suspension.event};
    }
  }
  if (auto findings = check_times(pack, *limit, course); !findings.empty()) {
    return reject(Refusal::invalid, kRefused, std::move(findings));
  }
  auto due = law::compute(*limit, course, pack.calendar, now, law::Uncovered::provisional);
  if (!due) return tl::unexpected<Rejection>(due.error());
  auto warnings = law::warnings(pack.ladder, std::min(course.start, due->at), due->at);
  return Reckoned{std::move(*limit), std::move(*due), std::move(warnings)};
}

}  // namespace mingcha::acts
