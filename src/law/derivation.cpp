// SPDX-License-Identifier: Apache-2.0
#include "law/derivation.h"

#include <fmt/format.h>

#include "base/assert.h"

namespace mingcha::law {
namespace {

std::string span_zh(const Step& step) {
  if (step.first == step.last) return to_chinese(step.first);
  const auto from = to_chinese(step.first);
  auto to = to_chinese(step.last);
  const auto year = to.find("年");
  if (from.starts_with(to.substr(0, year))) to.erase(0, year + std::string_view{"年"}.size());
  return from + "至" + to;
}

std::string span_en(const Step& step) {
  if (step.first == step.last) return to_string(step.first);
  return to_string(step.first) + " to " + to_string(step.last);
}

std::string plural(std::int64_t count, std::string_view word) {
  return fmt::format("{} {}{}", count, word, count == 1 ? "" : "s");
}

Text start(const Step& step) {
  const auto zh = to_chinese(step.at);
  const auto en = to_local_string(step.at);
  if (step.reason.zh.empty()) return {"起算时刻：" + zh + "。", "Starts at " + en + "."};
  return {fmt::format("自{}（{}）起算。", step.reason.zh, zh),
          fmt::format("Starts with {} ({}).", step.reason.in(Language::en), en)};
}

Text limit(const Step& step, const Statutes& statutes) {
  const auto basis = statutes.print(step.citation);
  const auto length = name_of(step.unit, step.amount);
  return {fmt::format("依据{}，期限为{}。", basis.zh, length.zh),
          fmt::format("{}: the limit is {}.", basis.en, length.en)};
}

Text extended(const Step& step, const Statutes& statutes) {
  const auto basis = statutes.print(step.citation);
  const auto length = name_of(step.unit, step.amount);
  const auto day = local_day(step.at);
  return {fmt::format("依据{}，{}批准延长{}。", basis.zh, to_chinese(day), length.zh),
          fmt::format("{}: extended by {}, granted {}.", basis.en, length.en, to_string(day))};
}

Text holiday(const Step& step) {
  const auto name = step.reason.zh.empty() ? Text{"法定节假日", "public holiday"} : step.reason;
  return {fmt::format("{} {}放假 {} 天，不计入。", span_zh(step), name.zh, step.days),
          fmt::format("{}: {}, {} off, not counted.", span_en(step), name.in(Language::en),
                      plural(step.days, "day"))};
}

Text suspended(const Step& step) {
  if (step.days == 0) {
    return {fmt::format("{}至{} {}，不计入期限。", to_chinese(step.at), to_chinese(step.until),
                        step.reason.zh),
            fmt::format("{} to {}: {}, not counted.", to_local_string(step.at),
                        to_local_string(step.until), step.reason.in(Language::en))};
  }
  return {fmt::format("{} {} {} 天，不计入期限。", span_zh(step), step.reason.zh, step.days),
          fmt::format("{}: {}, {}, not counted.", span_en(step), step.reason.in(Language::en),
                      plural(step.days, "day"))};
}

Text rolled(const Step& step) {
  const bool later = step.last > step.first;
  return {fmt::format("最后一日{}为{}，{}至{}。", to_chinese(step.first), step.reason.zh,
                      later ? "顺延" : "提前", to_chinese(step.last)),
          fmt::format("The last day {} is {}: moved to {}.", to_string(step.first),
                      step.reason.in(Language::en), to_string(step.last))};
}

Text gathered_weekends(const std::vector<const Step*>& weekends) {
  constexpr std::size_t kListed = 6;
  std::int64_t days = 0;
  std::string zh;
  std::string en;
  for (std::size_t i = 0; i < weekends.size(); ++i) {
    days += weekends[i]->days;
    if (i >= kListed) continue;
    zh += (i == 0 ? "" : "、") + span_zh(*weekends[i]);
    en += (i == 0 ? "" : ", ") + span_en(*weekends[i]);
  }
  const bool more = weekends.size() > kListed;
  return {
      fmt::format("周末 {} 天不计入（{}{}）。", days, zh, more ? " 等" : ""),
      fmt::format("{} of weekend not counted ({}{}).", plural(days, "day"), en, more ? ", …" : "")};
}

}  // namespace

Text name_of(Unit unit, int amount) {
  const auto zh = to_chinese_number(amount);
  switch (unit) {
    case Unit::hours: return {zh + "小时", plural(amount, "hour")};
    case Unit::calendar_days: return {zh + "日", plural(amount, "day")};
    case Unit::working_days: return {zh + "个工作日", plural(amount, "working day")};
    case Unit::months: return {zh + "个月", plural(amount, "month")};
  }
  MINGCHA_ASSERT(false);
}

Text to_text(const Step& step, const Statutes& statutes) {
  const auto why = step.reason;
  switch (step.kind) {
    case StepKind::limit: return limit(step, statutes);
    case StepKind::start: return start(step);
    case StepKind::start_not_counted:
      return {fmt::format("开始之日{}不计算在内。", to_chinese(step.first)),
              fmt::format("The start day {} does not count.", to_string(step.first))};
    case StepKind::holiday_left_out: return holiday(step);
    case StepKind::weekend_left_out: return gathered_weekends({&step});
    case StepKind::swapped_counted:
      return {fmt::format("{}为调休上班日，计入。", to_chinese(step.first)),
              fmt::format("{} is a worked weekend day and counts.", to_string(step.first))};
    case StepKind::suspended: return suspended(step);
    case StepKind::standing_still:
      return {fmt::format("自{}起{}，期限中止计算，尚未恢复。", to_chinese(step.first), why.zh),
              fmt::format("Since {} the clock stands still: {}.", to_string(step.first),
                          why.in(Language::en))};
    case StepKind::suspension_void:
      return {fmt::format("{}不是法定的扣除事由，照常计算。", why.zh),
              fmt::format("{} does not stop this clock.", why.in(Language::en))};
    case StepKind::extended: return extended(step, statutes);
    case StepKind::extension_void:
      return {fmt::format("{}的延长无效：{}。", to_chinese(local_day(step.at)), why.zh),
              fmt::format("The extension of {} has no effect: {}.", to_string(local_day(step.at)),
                          why.in(Language::en))};
    case StepKind::rolled: return rolled(step);
    case StepKind::liberty_stays:
      return {"限制人身自由的期限按时刻届满，不因节假日延长。",
              "Restraint of a person ends to the minute, whatever the day."};
    case StepKind::provisional:
      return {fmt::format("{} 年放假安排未录入，暂按周末计算。", step.amount),
              fmt::format("The holidays of {} are not loaded: counted by weekends for now.",
                          step.amount)};
    case StepKind::result_day:
      return {fmt::format("期满日：{}（当日24时止）。", to_chinese(step.first)),
              fmt::format("Last day: {} (until midnight).", to_string(step.first))};
    case StepKind::result_moment:
      return {fmt::format("期满时刻：{}。", to_chinese(step.at)),
              fmt::format("Ends at {}.", to_local_string(step.at))};
  }
  MINGCHA_ASSERT(false);
}

std::vector<Text> to_sentences(const Derivation& derivation, const Statutes& statutes) {
  std::vector<const Step*> weekends;
  for (const auto& step : derivation.steps) {
    if (step.kind == StepKind::weekend_left_out) weekends.push_back(&step);
  }
  std::vector<Text> out;
  bool told = false;
  for (const auto& step : derivation.steps) {
    if (step.kind != StepKind::weekend_left_out) {
      out.push_back(to_text(step, statutes));
    } else if (!told) {
      out.push_back(gathered_weekends(weekends));
      told = true;
    }
  }
  return out;
}

}  // namespace mingcha::law
