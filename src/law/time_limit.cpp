// SPDX-License-Identifier: Apache-2.0
#include "law/time_limit.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "law/calendar.h"
#include "law/reckoning.h"

namespace mingcha::law {
namespace {

constexpr int kAmountMax = 9999;

Finding wrong_limit(const TimeLimit& limit, std::string code, Text what) {
  return {std::move(code), std::move(what), to_string(limit.citation), {}, limit.id};
}

const ExtensionRule* rule_of(const TimeLimit& limit, const std::string& id) {
  const auto found = std::ranges::find(limit.extensions, id, &ExtensionRule::id);
  return found == limit.extensions.end() ? nullptr : &*found;
}

/// Hours and liberty are counted to the millisecond, everything else by days.
bool is_exact(const TimeLimit& limit) {
  return limit.unit == Unit::hours || limit.subject == Subject::liberty;
}

bool rolls(const TimeLimit& limit) {
  if (limit.subject == Subject::liberty || limit.last_day == LastDay::stays) return false;
  if (limit.last_day == LastDay::rolls_forward) return true;
  return limit.unit != Unit::hours;
}

Instant end_of(Day day) {
  return start_of(day + std::chrono::days{1}) - std::chrono::milliseconds{1};
}

Instant add(Instant from, const Stretch& stretch) {
  const auto day = local_day(from);
  switch (stretch.unit) {
    case Unit::hours: return from + std::chrono::hours{stretch.amount};
    case Unit::calendar_days: return from + std::chrono::hours{24} * stretch.amount;
    case Unit::months: return from + (add_months(day, stretch.amount) - day);
    case Unit::working_days: break;  // check() refuses it for everything exact.
  }
  return from;
}

class Reckoning {
 public:
  Reckoning(const TimeLimit& limit, const Course& course, const Calendar& calendar, Instant now,
            Uncovered uncovered)
      : limit_{limit}, course_{course}, now_{now}, working_days_{calendar, uncovered} {}

  Due run() {
    sort_suspensions();
    say(StepKind::limit, limit_.amount, limit_.unit).citation = limit_.citation;
    auto& start = say(StepKind::start);
    start.at = course_.start;
    start.reason = limit_.start_title;
    if (limit_.direction == Direction::before)
      before();
    else
      after();
    return std::move(due_);
  }

  /// Set after run() when its result is worthless: a year had to be known and is not.
  [[nodiscard]] std::optional<int> missing_year() const { return working_days_.missing_year(); }

 private:
  Step& say(StepKind kind, int amount = 0, Unit unit = {}) {
    Step step;
    step.kind = kind;
    step.amount = amount;
    step.unit = unit;
    due_.derivation.steps.push_back(std::move(step));
    return due_.derivation.steps.back();
  }

  void sort_suspensions() {
    for (const auto& suspension : course_.suspensions) {
      if (std::ranges::find(limit_.suspended_by, suspension.event) != limit_.suspended_by.end()) {
        suspensions_.push_back(suspension);
        continue;
      }
      void_suspensions_.push_back(suspension);
      due_.findings.push_back(
          {"suspension-unknown",
           {fmt::format("{}不是本期限的法定扣除事由", suspension.reason.zh),
            fmt::format("{} does not stop this clock", suspension.reason.in(Language::en))},
           to_string(limit_.citation),
           {},
           suspension.event});
    }
    standstills_ = standstills(suspensions_, now_);
  }

  [[nodiscard]] DayCounter counter() { return {working_days_, standstills_}; }

  [[nodiscard]] Day base_day() const {
    const auto start = local_day(course_.start);
    return limit_.start_day == StartDay::counted ? start - std::chrono::days{1} : start;
  }

  /// The end of the time if it consisted of these stretches.
  [[nodiscard]] Instant end(const std::vector<Stretch>& stretches) {
    auto days = counter();
    if (!is_exact(limit_)) {
      const auto last = days.count(base_day(), stretches);
      return end_of(rolls(limit_) ? days.roll(last, Direction::after) : last);
    }
    const auto end = exact_end(stretches);
    if (!rolls(limit_)) return end;
    const auto last = days.roll(local_day(end), Direction::after);
    return last == local_day(end) ? end : end_of(last);
  }

  [[nodiscard]] Instant exact_end(const std::vector<Stretch>& stretches) const {
    auto end = course_.start;
    for (const auto& stretch : stretches) end = add(end, stretch);
    for (const auto& still : standstills_) {
      const auto from = std::max(still.from, course_.start);
      if (from < end && still.to > from) end += still.to - from;
    }
    return end;
  }

  std::vector<Stretch> stretches() {
    std::vector<Stretch> all{{limit_.amount, limit_.unit}};
    auto granted = course_.extensions;
    std::ranges::stable_sort(granted, {}, &Extension::granted_at);
    std::map<std::string, int> times;
    for (const auto& extension : granted) {
      const auto& rule = *rule_of(limit_, extension.id);
      if (extension.granted_at > end(all)) {
        void_extension(rule, extension, "extension-late",
                       {"批准时期限已经届满", "it was granted when the time was up"});
      } else if (times[rule.id] >= rule.max_times) {
        void_extension(rule, extension, "extension-too-often",
                       {fmt::format("最多延长 {} 次", rule.max_times),
                        fmt::format("it may be granted {} time(s) only", rule.max_times)});
      } else {
        ++times[rule.id];
        all.push_back({rule.amount, rule.unit});
        auto& step = say(StepKind::extended, rule.amount, rule.unit);
        step.citation = rule.citation;
        step.at = extension.granted_at;
      }
    }
    return all;
  }

  void void_extension(const ExtensionRule& rule, const Extension& extension, std::string code,
                      Text why) {
    auto& step = say(StepKind::extension_void, rule.amount, rule.unit);
    step.at = extension.granted_at;
    step.reason = why;
    due_.findings.push_back({std::move(code),
                             {"延长无效：" + why.zh, "no effect: " + why.en},
                             to_string(rule.citation),
                             {},
                             rule.id});
  }

  void after() {
    if (!is_exact(limit_) && limit_.start_day == StartDay::not_counted) {
      say(StepKind::start_not_counted).first = local_day(course_.start);
    }
    const auto all = stretches();
    for (const auto& suspension : void_suspensions_) {
      say(StepKind::suspension_void).reason = suspension.reason;
    }
    if (is_exact(limit_))
      exact(all);
    else
      by_days(all);
  }

  void by_days(const std::vector<Stretch>& all) {
    auto days = counter();
    const auto last = days.count(base_day(), all);
    const auto& left_out = days.left_out();
    due_.derivation.steps.insert(due_.derivation.steps.end(), left_out.begin(), left_out.end());
    still_standing(end_of(last));
    finish_on(last, days, Direction::after);
  }

  void exact(const std::vector<Stretch>& all) {
    const auto end = exact_end(all);
    for (const auto& still : standstills_) {
      if (still.from >= end || still.to <= course_.start) continue;
      auto& step = say(StepKind::suspended);
      step.at = std::max(still.from, course_.start);
      step.until = still.to;
      step.reason = still.cause->reason;
    }
    still_standing(end);
    if (limit_.subject == Subject::liberty) say(StepKind::liberty_stays);
    auto days = counter();
    const auto day = local_day(end);
    if (rolls(limit_) && days.roll(day, Direction::after) != day) {
      return finish_on(day, days, Direction::after);
    }
    tell_guesses();
    due_.at = end;
    say(StepKind::result_moment).at = end;
  }

  void before() {
    if (limit_.unit == Unit::hours) {
      due_.at = course_.start - std::chrono::hours{limit_.amount};
      say(StepKind::result_moment).at = due_.at;
      return;
    }
    auto days = counter();
    const auto event = local_day(course_.start);
    say(StepKind::start_not_counted).first = event;
    const auto last = days.count_back(event, {limit_.amount, limit_.unit});
    const auto& left_out = days.left_out();
    due_.derivation.steps.insert(due_.derivation.steps.end(), left_out.begin(), left_out.end());
    finish_on(last, days, Direction::before);
  }

  /// A suspension that began in time and has not ended: the clock stands still now.
  void still_standing(Instant end) {
    for (const auto& suspension : suspensions_) {
      if (suspension.to || suspension.from > end || suspension.from > now_) continue;
      due_.standing_still = true;
      auto& step = say(StepKind::standing_still);
      step.first = local_day(suspension.from);
      step.reason = suspension.reason;
    }
  }

  void tell_guesses() {
    for (const auto year : working_days_.guessed_years()) {
      due_.provisional = true;
      say(StepKind::provisional, year);
    }
  }

  void finish_on(Day last, DayCounter& days, Direction direction) {
    auto final_day = last;
    if (rolls(limit_)) final_day = days.roll(last, direction);
    if (final_day != last) {
      auto& step = say(StepKind::rolled);
      step.first = last;
      step.last = final_day;
      const auto& calendar = working_days_.calendar();
      const std::string name{calendar.name_of(last)};
      step.reason = calendar.kind_of(last) != DayKind::holiday ? Text{"周末", "a weekend day"}
                    : name.empty() ? Text{"法定节假日", "a public holiday"}
                                   : Text{name + "假期", "a public holiday"};
    }
    tell_guesses();
    due_.at = end_of(final_day);
    auto& step = say(StepKind::result_day);
    step.first = final_day;
    step.at = due_.at;
  }

  const TimeLimit& limit_;
  const Course& course_;
  Instant now_;
  WorkingDays working_days_;
  std::vector<Suspension> suspensions_;
  std::vector<Suspension> void_suspensions_;
  std::vector<StandStill> standstills_;
  Due due_;
};

Findings check_extension_rules(const TimeLimit& limit) {
  Findings findings;
  std::vector<std::string> ids;
  for (const auto& rule : limit.extensions) {
    const bool repeated = std::ranges::find(ids, rule.id) != ids.end();
    ids.push_back(rule.id);
    if (rule.id.empty() || repeated) {
      findings.push_back(wrong_limit(
          limit, "extension-id", {"延长规则需要各自的编号", "each extension needs its own id"}));
    }
    if (rule.amount < 1 || rule.amount > kAmountMax || rule.max_times < 1) {
      findings.push_back(wrong_limit(
          limit, "extension-amount",
          {"延长的长度和次数应为正数", "length and number of extensions must be positive"}));
    }
    const bool exact = is_exact(limit);
    const bool exact_rule = rule.unit == Unit::hours;
    if ((exact && rule.unit == Unit::working_days) || (!exact && exact_rule)) {
      findings.push_back(wrong_limit(
          limit, "extension-unit",
          {"延长的单位与期限的单位不能混用", "the unit of the extension does not fit the limit"}));
    }
  }
  return findings;
}

Findings check_course(const TimeLimit& limit, const Course& course) {
  Findings findings;
  if (limit.direction == Direction::before &&
      !(course.suspensions.empty() && course.extensions.empty())) {
    findings.push_back(wrong_limit(limit, "course-before",
                                   {"倒数的期限不能扣除或者延长",
                                    "a limit before an event has no suspensions or extensions"}));
  }
  for (const auto& suspension : course.suspensions) {
    if (!suspension.to || *suspension.to >= suspension.from) continue;
    findings.push_back(
        wrong_limit(limit, "suspension-backwards",
                    {"扣除期间的结束早于开始", "a suspension ends before it begins"}));
  }
  for (const auto& extension : course.extensions) {
    if (rule_of(limit, extension.id) == nullptr) {
      findings.push_back(
          wrong_limit(limit, "extension-unknown",
                      {fmt::format("本期限没有名为“{}”的延长", extension.id),
                       fmt::format("this limit has no extension '{}'", extension.id)}));
    } else if (extension.granted_at < course.start) {
      findings.push_back(wrong_limit(
          limit, "extension-early",
          {"延长的批准早于期限的开始", "the extension was granted before the limit began"}));
    }
  }
  return findings;
}

Rejection missing_year(const TimeLimit& limit, int number) {
  Finding finding{
      "calendar-missing",
      {fmt::format("{} 年放假安排未录入，不能计算期限", number),
       fmt::format("the holidays of {} are not loaded: the limit cannot be computed", number)},
      to_string(limit.citation),
      {fmt::format("录入国务院办公厅 {} 年部分节假日安排的通知", number),
       fmt::format("load the State Council notice on the holidays of {}", number)},
      limit.id};
  return {Refusal::invalid, {"期限不能计算", "the time limit cannot be computed"}, {finding}};
}

}  // namespace

Findings check(const TimeLimit& limit) {
  Findings findings;
  if (limit.amount < 1 || limit.amount > kAmountMax) {
    findings.push_back(
        wrong_limit(limit, "limit-amount", {"期限的长度应为正数", "the length must be positive"}));
  }
  if (limit.starts_on.empty()) {
    findings.push_back(
        wrong_limit(limit, "limit-start", {"期限没有起算事件", "the limit has no start"}));
  }
  if (limit.subject == Subject::liberty && limit.unit == Unit::working_days) {
    findings.push_back(wrong_limit(
        limit, "limit-liberty",
        {"限制人身自由的期限不能以工作日计算", "liberty is never counted in working days"}));
  }
  if (limit.subject == Subject::liberty && limit.last_day == LastDay::rolls_forward) {
    findings.push_back(wrong_limit(limit, "limit-liberty",
                                   {"限制人身自由的期限不得因节假日而延长",
                                    "a holiday never lengthens the restraint of a person"}));
  }
  const bool before = limit.direction == Direction::before;
  if (before && !(limit.extensions.empty() && limit.suspended_by.empty())) {
    findings.push_back(wrong_limit(limit, "limit-before",
                                   {"倒数的期限不能扣除或者延长",
                                    "a limit before an event has no suspensions or extensions"}));
  }
  auto of_extensions = check_extension_rules(limit);
  findings.insert(findings.end(), of_extensions.begin(), of_extensions.end());
  return findings;
}

Result<Due> compute(const TimeLimit& limit, const Course& course, const Calendar& calendar,
                    Instant now, Uncovered uncovered) {
  auto findings = check(limit);
  const auto of_course = check_course(limit, course);
  findings.insert(findings.end(), of_course.begin(), of_course.end());
  if (!findings.empty()) {
    return reject(Refusal::invalid, {"期限不能计算", "the time limit cannot be computed"},
                  std::move(findings));
  }
  Reckoning reckoning{limit, course, calendar, now, uncovered};
  auto due = reckoning.run();
  if (const auto year = reckoning.missing_year()) return tl::unexpected(missing_year(limit, *year));
  return due;
}

Findings may_extend(const TimeLimit& limit, const Course& course, const std::string& extension_id,
                    const Calendar& calendar, Instant now, Uncovered uncovered) {
  auto extended = course;
  extended.extensions.push_back({extension_id, now});
  const auto before = compute(limit, course, calendar, now, uncovered);
  const auto due = compute(limit, extended, calendar, now, uncovered);
  if (!due) return due.error().findings;
  // What is wrong with the past does not speak against the extension that is asked for.
  const auto old = before ? before->findings.size() : 0;
  if (due->findings.size() <= old) return {};
  return {due->findings.back()};
}

}  // namespace mingcha::law
