// SPDX-License-Identifier: Apache-2.0
#include "recording/coverage.h"

#include <algorithm>
#include <tuple>

#include "base/assert.h"

namespace mingcha::recording {
namespace {

using pack::RecordingGrade;

std::chrono::seconds allowed(GapKind kind, const pack::RecordingThresholds& limits) {
  switch (kind) {
    case GapKind::missing: return std::chrono::seconds{0};
    case GapKind::late_start: return std::chrono::seconds{limits.late_start_seconds};
    case GapKind::interrupted: return std::chrono::seconds{limits.gap_seconds};
    case GapKind::early_stop: return std::chrono::seconds{limits.early_stop_seconds};
  }
  MINGCHA_ASSERT(false);
}

/// Whether a gap of that kind says anything against an act of that grade.
bool counts(GapKind kind, RecordingGrade grade) {
  switch (grade) {
    case RecordingGrade::full: return true;
    case RecordingGrade::key: return kind == GapKind::missing;
    case RecordingGrade::optional: return kind == GapKind::interrupted;
  }
  MINGCHA_ASSERT(false);
}

class Covering {
 public:
  Covering(const Span& act, RecordingGrade grade, const pack::RecordingThresholds& limits)
      : act_{act}, grade_{grade}, limits_{limits}, reached_{act.from} {
    out_.total_ms = act.millis();
  }

  void take(const Span& piece) {
    const Span inside{std::max(piece.from, act_.from), std::min(piece.to, act_.to)};
    if (inside.to <= inside.from) return;
    note(out_.covered_ms == 0 ? GapKind::late_start : GapKind::interrupted,
         {reached_, inside.from});
    out_.covered_ms += inside.millis();
    reached_ = inside.to;
  }

  Coverage finish() && {
    note(out_.covered_ms == 0 ? GapKind::missing : GapKind::early_stop, {reached_, act_.to});
    return std::move(out_);
  }

 private:
  void note(GapKind kind, const Span& span) {
    if (span.millis() > std::chrono::milliseconds{allowed(kind, limits_)}.count() &&
        counts(kind, grade_)) {
      out_.gaps.push_back({kind, span});
    }
  }

  const Span& act_;
  RecordingGrade grade_;
  const pack::RecordingThresholds& limits_;
  Instant reached_;
  Coverage out_;
};

Coverage at_a_moment(const Span& act, std::span<const Span> recorded, RecordingGrade grade) {
  Coverage out;
  const bool held = std::ranges::any_of(
      recorded, [&](const Span& piece) { return piece.from <= act.from && act.from < piece.to; });
  if (!held && counts(GapKind::missing, grade)) out.gaps.push_back({GapKind::missing, act});
  return out;
}

}  // namespace

const char* to_string(GapKind kind) {
  switch (kind) {
    case GapKind::missing: return "missing";
    case GapKind::late_start: return "late_start";
    case GapKind::interrupted: return "interrupted";
    case GapKind::early_stop: return "early_stop";
  }
  MINGCHA_ASSERT(false);
}

Text title(GapKind kind) {
  switch (kind) {
    case GapKind::missing: return {"没有录制", "Not recorded"};
    case GapKind::late_start: return {"晚开机", "Began late"};
    case GapKind::interrupted: return {"录制中断", "Interrupted"};
    case GapKind::early_stop: return {"提前停止", "Stopped early"};
  }
  MINGCHA_ASSERT(false);
}

std::vector<Span> joined(std::vector<Span> spans) {
  std::ranges::sort(spans, {}, [](const Span& one) { return std::tuple{one.from, one.to}; });
  std::vector<Span> out;
  for (const auto& span : spans) {
    if (span.to <= span.from) continue;
    if (!out.empty() && span.from <= out.back().to) {
      out.back().to = std::max(out.back().to, span.to);
    } else {
      out.push_back(span);
    }
  }
  return out;
}

Coverage cover(const Span& act, std::span<const Span> recorded, RecordingGrade grade,
               const pack::RecordingThresholds& limits) {
  if (act.to <= act.from) return at_a_moment(act, recorded, grade);
  Covering covering{act, grade, limits};
  auto piece = std::ranges::lower_bound(recorded, act.from, {}, &Span::to);
  for (; piece != recorded.end() && piece->from < act.to; ++piece) covering.take(*piece);
  return std::move(covering).finish();
}

std::vector<Coverage> cover_all(std::span<const Keyed> acts, std::vector<Keyed> recorded,
                                RecordingGrade grade, const pack::RecordingThresholds& limits) {
  std::ranges::sort(recorded, {}, &Keyed::key);
  std::vector<Coverage> out(acts.size());
  std::vector<std::uint32_t> order(acts.size());
  for (std::uint32_t at = 0; at < order.size(); ++at) order[at] = at;
  std::ranges::sort(order, {}, [&](std::uint32_t at) { return acts[at].key; });
  std::vector<Span> together;
  auto next = recorded.begin();
  for (std::size_t at = 0; at < order.size(); ++at) {
    const auto key = acts[order[at]].key;
    if (at == 0 || acts[order[at - 1]].key != key) {
      next = std::find_if(next, recorded.end(), [&](const Keyed& one) { return one.key >= key; });
      together.clear();
      for (; next != recorded.end() && next->key == key; ++next) together.push_back(next->span);
      together = joined(std::move(together));
    }
    out[order[at]] = cover(acts[order[at]].span, together, grade, limits);
  }
  return out;
}

}  // namespace mingcha::recording
