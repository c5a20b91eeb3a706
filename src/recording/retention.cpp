// SPDX-License-Identifier: Apache-2.0
#include "recording/retention.h"

#include <algorithm>

namespace mingcha::recording {

Day months_after(Day day, int months) {
  const std::chrono::year_month_day from{day};
  const auto month = from.year() / from.month() + std::chrono::months{months};
  const std::chrono::year_month_day same{month / from.day()};
  return same.ok() ? Day{same} : Day{month / std::chrono::last};
}

Retention retention_of(const Recording& recording, const pack::Recordings& pack) {
  static const pack::RetentionClass kUnknown{"unknown", {"未知类别", "Unknown class"}, {}, 0};
  Retention out;
  out.held = !recording.holds.empty();
  const auto span = recording.span();
  const auto made = local_day(span ? span->to : recording.received_at);
  for (const auto& [id, reason] : recording.classes) {
    const auto* known = pack.retention(id);
    if (known == nullptr) known = &kUnknown;
    const bool longer =
        out.longest == nullptr ||
        (!out.longest->permanent() && (known->permanent() || known->months > out.longest->months));
    if (longer) out.longest = known;
  }
  if (out.longest != nullptr && !out.longest->permanent()) {
    out.until = months_after(made, out.longest->months);
  }
  return out;
}

std::optional<Text> kept_because(const Recording& recording, const pack::Recordings& pack,
                                 Day day) {
  if (recording.destroyed) return Text{"已经销毁", "it is gone already"};
  if (!recording.matches.empty()) {
    return Text{"已关联案件，作为证据永久保存", "it belongs to a case and is kept as evidence"};
  }
  if (recording.in_quarantine()) {
    return Text{"校验不一致，尚未处理", "its digest did not agree, and nobody has settled that"};
  }
  const auto kept = retention_of(recording, pack);
  if (kept.longest == nullptr) {
    return Text{"尚未确定保存类别，不得销毁", "nobody has said for how long it is kept"};
  }
  if (kept.held) return Text{"已暂停销毁", "it is on hold"};
  if (!kept.until) {
    return Text{kept.longest->title.zh + "，永久保存", kept.longest->title.en + ": kept for ever"};
  }
  if (!kept.over(day)) {
    return Text{"保存期限至" + to_chinese(*kept.until),
                "kept until " + mingcha::to_string(*kept.until)};
  }
  return std::nullopt;
}

}  // namespace mingcha::recording
