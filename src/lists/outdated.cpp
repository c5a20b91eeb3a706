// SPDX-License-Identifier: Apache-2.0
#include "lists/outdated.h"

#include "lists/check.h"

namespace mingcha::lists {

Text why_outdated(const law::Statutes& statutes, const std::string& citation,
                  const std::string& from, Day today) {
  const auto cited = law::parse_citation(citation);
  const auto* statute = cited ? statutes.find(cited->text) : nullptr;
  if (statute == nullptr) {
    return {"所引文本不在法规包内", "the text cited is not in the pack"};
  }
  const auto* now = statutes.in_force_on(law::family_of(statute->id), today);
  if (now != nullptr && now->id != statute->id) {
    return {"《" + statute->title.zh + "》已有新的文本，自" +
                mingcha::to_string(now->in_force_from) + "起施行",
            "there is a later version, in force since " + mingcha::to_string(now->in_force_from)};
  }
  if (statute->in_force_to && *statute->in_force_to < today) {
    return {
        "《" + statute->title.zh + "》已于" + mingcha::to_string(*statute->in_force_to) + "失效",
        "no longer in force since " + mingcha::to_string(*statute->in_force_to)};
  }
  const auto since = mingcha::to_string(statute->in_force_from);
  if (since > from) {
    return {"所引文本自" + since + "起施行，晚于本条目的生效日期" + from,
            "the text cited is in force since " + since + ", later than this entry (" + from + ")"};
  }
  return {};
}

std::vector<Outdated> outdated_entries(const pack::ListKind& kind, const law::Statutes& statutes,
                                       const State& state, Day today) {
  std::vector<Outdated> out;
  const auto day = mingcha::to_string(today);
  for (const auto& [key, timeline] : state.entries) {
    const auto* span = holding_on(timeline, day);
    if (span == nullptr) continue;
    for (const auto& column : kind.columns) {
      const auto value = span->values.find(column.id);
      if (column.type != pack::ColumnType::citation || value == span->values.end()) continue;
      for (const auto& citation : citations_in(value->second)) {
        auto why = why_outdated(statutes, citation, span->from, today);
        if (!why.zh.empty()) out.push_back({key, column.id, citation, std::move(why)});
      }
    }
  }
  return out;
}

}  // namespace mingcha::lists
