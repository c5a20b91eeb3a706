// SPDX-License-Identifier: Apache-2.0
#include "law/reckoning.h"

#include <algorithm>

#include "base/assert.h"

namespace mingcha::law {
namespace {

using std::chrono::days;
using std::chrono::year_month_day;

constexpr days kOne{1};

}  // namespace

Day add_months(Day day, int months) {
  const year_month_day start{day};
  const auto target = start + std::chrono::months{months};
  if (target.ok()) return Day{target};
  return Day{target.year() / target.month() / std::chrono::last};
}

std::vector<StandStill> standstills(const std::vector<Suspension>& suspensions, Instant now) {
  std::vector<StandStill> all;
  for (const auto& suspension : suspensions) {
    const auto to = std::max(suspension.to.value_or(now), suspension.from);
    all.push_back(
        {local_day(suspension.from) + kOne, local_day(to), suspension.from, to, &suspension});
  }
  std::ranges::sort(all, {}, &StandStill::from);
  std::vector<StandStill> merged;
  for (auto next : all) {
    if (!merged.empty()) {
      next.from = std::max(next.from, merged.back().to);
      next.first = std::max(next.first, merged.back().last + kOne);
    }
    if (next.to > next.from) merged.push_back(next);
  }
  return merged;
}

bool WorkingDays::contains(Day day) {
  if (!calendar_.covers(day)) {
    const int year{year_month_day{day}.year()};
    if (uncovered_ == Uncovered::refuse) {
      missing_year_ = missing_year_.value_or(year);
      return true;
    }
    guessed_years_.insert(year);
  }
  return calendar_.is_working_day(day);
}

const StandStill* DayCounter::standstill_on(Day day) const {
  const auto found = std::ranges::find_if(
      standstills_, [&](const StandStill& s) { return s.first <= day && day <= s.last; });
  return found == standstills_.end() ? nullptr : &*found;
}

/// Neighbouring days left out for the same reason are one step.
void DayCounter::note(StepKind kind, Day day, const Text& reason) {
  if (!left_out_.empty()) {
    auto& last = left_out_.back();
    if (last.kind == kind && last.reason == reason && last.last + kOne == day &&
        kind != StepKind::swapped_counted) {
      last.last = day;
      ++last.days;
      return;
    }
  }
  Step step;
  step.kind = kind;
  step.first = day;
  step.last = day;
  step.reason = reason;
  step.days = 1;
  left_out_.push_back(std::move(step));
}

void DayCounter::leave_out(Day day) {
  const auto holiday = working_days_.calendar().kind_of(day) == DayKind::holiday;
  const std::string name{working_days_.calendar().name_of(day)};
  note(holiday ? StepKind::holiday_left_out : StepKind::weekend_left_out, day,
       holiday ? Text{name, ""} : Text{});
}

Day DayCounter::count_days(Day base, int amount, Unit unit) {
  auto day = base;
  for (int counted = 0; counted < amount;) {
    day += kOne;
    if (const auto* still = standstill_on(day)) {
      note(StepKind::suspended, day, still->cause->reason);
    } else if (unit == Unit::calendar_days || working_days_.contains(day)) {
      if (unit == Unit::working_days &&
          working_days_.calendar().kind_of(day) == DayKind::swapped_working_day) {
        note(StepKind::swapped_counted, day, {});
      }
      ++counted;
    } else {
      leave_out(day);
    }
  }
  return day;
}

/// The months are turned into the days they have, and those are counted around the standstills.
Day DayCounter::count_months(Day base, int amount) {
  const auto length = (add_months(base, amount) - base).count();
  return count_days(base, static_cast<int>(length), Unit::calendar_days);
}

Day DayCounter::count(Day base, const std::vector<Stretch>& stretches) {
  left_out_.clear();
  auto day = base;
  for (std::size_t i = 0; i < stretches.size();) {
    // 31 January and twice one month is 31 March, not 28 March: equal units are counted as one.
    auto stretch = stretches[i++];
    while (i < stretches.size() && stretches[i].unit == stretch.unit) {
      stretch.amount += stretches[i++].amount;
    }
    day = stretch.unit == Unit::months ? count_months(day, stretch.amount)
                                       : count_days(day, stretch.amount, stretch.unit);
  }
  return day;
}

Day DayCounter::roll(Day day, Direction direction) {
  while (!working_days_.contains(day)) day += direction == Direction::after ? kOne : -kOne;
  return day;
}

Day DayCounter::count_back(Day event, const Stretch& stretch) {
  if (stretch.unit == Unit::months) return add_months(event, -stretch.amount);
  if (stretch.unit == Unit::calendar_days) return event - days{stretch.amount};
  MINGCHA_ASSERT(stretch.unit == Unit::working_days);
  left_out_.clear();
  auto day = event;
  for (int counted = 0; counted < stretch.amount;) {
    day -= kOne;
    if (working_days_.contains(day))
      ++counted;
    else
      leave_out(day);
  }
  std::ranges::reverse(left_out_);
  return day;
}

}  // namespace mingcha::law
