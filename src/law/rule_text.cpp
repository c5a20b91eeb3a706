// SPDX-License-Identifier: Apache-2.0
#include "law/rule_text.h"

#include <fmt/format.h>

#include "base/assert.h"

namespace mingcha::law {
namespace {

Text length_of(const TimeLimit& limit, const Statutes& statutes) {
  const auto basis = statutes.print(limit.citation);
  const auto length = name_of(limit.unit, limit.amount);
  const auto& en = basis.in(Language::en);
  const Text start = limit.start_title.zh.empty() ? Text{"起算事件", "the start"}
                                                  : Text{"“" + limit.start_title.zh + "”",
                                                         limit.start_title.in(Language::en)};
  if (limit.direction == Direction::before) {
    return {fmt::format("依据{}，应当在{}前{}办理。", basis.zh, start.zh, length.zh),
            fmt::format("{}: at least {} before {}.", en, length.en, start.en)};
  }
  return {fmt::format("依据{}，自{}起{}。", basis.zh, start.zh, length.zh),
          fmt::format("{}: {} from {}.", en, length.en, start.en)};
}

Text counting_of(const TimeLimit& limit) {
  if (limit.subject == Subject::liberty) {
    return {"限制人身自由的期限从起算时刻起按分钟连续计算，不因节假日延长。",
            "Restraint of a person is counted in minutes from its first and never moved by a day "
            "off."};
  }
  const bool counted = limit.start_day == StartDay::counted;
  const Text start = counted ? Text{"开始之日计算在内，", "The start day counts; "}
                             : Text{"开始之日不计算在内，", "The start day does not count; "};
  switch (limit.unit) {
    case Unit::hours:
      return {"从起算时刻起按小时连续计算。", "Counted in hours from the moment itself."};
    case Unit::working_days:
      return {start.zh + "周末和法定节假日不计入，调休上班的周末计入。",
              start.en + "weekends and holidays do not, weekend days worked in exchange do."};
    case Unit::calendar_days:
      return {start.zh + "期间的周末和节假日计入。", start.en + "weekends and holidays do."};
    case Unit::months:
      return {start.zh + "按月计算，到期月份的对应日为最后一日；没有对应日的，为该月末日。",
              start.en + "months end on the day of the same number, or on the last of the month."};
  }
  MINGCHA_ASSERT(false);
}

bool rolls(const TimeLimit& limit) {
  if (limit.subject == Subject::liberty || limit.last_day == LastDay::stays) return false;
  return limit.last_day == LastDay::rolls_forward ||
         (limit.unit != Unit::hours && limit.unit != Unit::working_days);
}

Text extension_of(const ExtensionRule& rule, const Statutes& statutes) {
  const auto basis = statutes.print(rule.citation);
  const auto length = name_of(rule.unit, rule.amount);
  Text out{fmt::format("依据{}，可以延长{}", basis.zh, length.zh),
           fmt::format("{}: may be extended by {}", basis.in(Language::en), length.en)};
  if (rule.max_times > 1) {
    out.zh += fmt::format("，最多{}次", to_chinese_number(rule.max_times));
    out.en += fmt::format(", at most {} times", rule.max_times);
  }
  if (!rule.needs.empty()) {
    out.zh += "：" + rule.needs;
    out.en += " (" + rule.needs + ")";
  }
  return {out.zh + "。", out.en + "."};
}

Text suspensions_of(const TimeLimit& limit) {
  std::string zh;
  std::string en;
  for (const auto& ground : limit.suspended_by) {
    const auto title = ground_title(limit, ground);
    zh += (zh.empty() ? "" : "、") + title.zh;
    en += (en.empty() ? "" : ", ") + title.in(Language::en);
  }
  return {zh + "所需时间不计入。", "Not counted: " + en + "."};
}

}  // namespace

Text ground_title(const TimeLimit& limit, const std::string& ground) {
  const auto found = limit.suspension_titles.find(ground);
  return found == limit.suspension_titles.end() ? Text{ground, ground} : found->second;
}

std::vector<Text> rule_sentences(const TimeLimit& limit, const Statutes& statutes) {
  std::vector<Text> out{length_of(limit, statutes), counting_of(limit)};
  if (rolls(limit)) {
    const bool before = limit.direction == Direction::before;
    out.push_back({before ? "最后一日是周末或者节假日的，提前至其前的工作日。"
                          : "最后一日是周末或者节假日的，顺延至其后的第一个工作日。",
                   before ? "If the last day is a day off, the working day before it."
                          : "If the last day is a day off, the next working day."});
  }
  if (!limit.suspended_by.empty()) out.push_back(suspensions_of(limit));
  for (const auto& rule : limit.extensions) out.push_back(extension_of(rule, statutes));
  return out;
}

}  // namespace mingcha::law
