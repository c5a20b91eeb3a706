// SPDX-License-Identifier: Apache-2.0
#include "recording/duty.h"

#include <algorithm>

#include <fmt/format.h>

#include "cel/expression.h"

namespace mingcha::recording {
namespace {

bool names(const pack::RecordingItem& item, const pack::Step& step) {
  return std::ranges::any_of(item.steps, [&](const std::string& name) {
    return name == step.id || name == fmt::format("kind:{}", acts::to_string(step.kind));
  });
}

bool may_hold(const pack::RecordingItem& item, const acts::CaseView& view) {
  if (!item.when) return true;
  return item.when->evaluate(view.lookup()).truth != cel::Truth::no;
}

std::optional<Instant> moment(const casefile::Values& values, const std::string& field) {
  const auto found = values.find(field);
  return found == values.end() ? std::nullopt : parse_instant(found->second);
}

Span act_of(const pack::RecordingItem& item, const casefile::Values& values, Instant happened_at) {
  if (!item.from.empty()) {
    const auto from = moment(values, item.from);
    const auto to = moment(values, item.to);
    if (from && to && *from <= *to) return {*from, *to};
    return {happened_at, happened_at};
  }
  return {happened_at - std::chrono::minutes{item.minutes_before}, happened_at};
}

/// What the step's form says of that time, corrections included: a value stands until the step is
/// done again. Facts of other steps are as they are now.
casefile::Values said_at(const casefile::State& state, const pack::Step& step,
                         std::int64_t version) {
  auto until = state.version;
  for (const auto& later : state.occasions) {
    if (later.step == step.id && later.version > version) {
      until = later.version - 1;
      break;
    }
  }
  casefile::Values out;
  for (const auto& asked : step.form) {
    if (const auto* value = state.fact_at(asked.field, until)) out[asked.field] = *value;
  }
  return out;
}

const Explained* explanation_of(const Gap& gap, const Duty& duty,
                                const Explanations& explanations) {
  for (const auto& each : explanations.gaps) {
    if (each.gap.occasion == duty.occasion && each.gap.item == duty.item->id &&
        from_millis(each.gap.from) <= gap.span.from && gap.span.to <= from_millis(each.gap.to)) {
      return &each;
    }
  }
  return nullptr;
}

}  // namespace

std::vector<Duty> duties_of(const acts::CaseView& view) {
  std::vector<Duty> out;

  for (const auto& occasion : view.state().occasions) {
    const auto* step = view.procedure().step(occasion.step);
    if (step == nullptr) continue;
    auto said = said_at(view.state(), *step, occasion.version);
    const acts::CaseView then{view.pack(), view.people(), view.item(), view.state(), said};
    for (const auto& item : view.pack().recordings.items) {
      if (!names(item, *step) || !item.in_force(local_day(occasion.happened_at)) ||
          !may_hold(item, then)) {
        continue;
      }
      out.push_back({&item, step->id, occasion.version, occasion.performers,
                     act_of(item, said, occasion.happened_at)});
    }
  }
  return out;
}

std::vector<const pack::RecordingItem*> items_for(const acts::CaseView& view,
                                                  const pack::Step& step, Day day) {
  std::vector<const pack::RecordingItem*> out;

  for (const auto& item : view.pack().recordings.items) {
    if (names(item, step) && item.in_force(day) && may_hold(item, view)) out.push_back(&item);
  }
  return out;
}

DutyStatus status_of(const Duty& duty, const std::vector<Piece>& pieces,
                     const Explanations& explanations, const pack::RecordingThresholds& limits) {
  DutyStatus out{duty, {}, {}, {}};
  std::vector<Span> spans;
  for (const auto& piece : pieces) {
    if (piece.occasion != 0 && piece.occasion != duty.occasion) continue;
    const bool shows = std::ranges::any_of(piece.spans, [&](const Span& span) {
      return span.from <= duty.act.to && duty.act.from < span.to;
    });
    if (!shows) continue;
    out.recordings.push_back(piece.recording);
    spans.insert(spans.end(), piece.spans.begin(), piece.spans.end());
  }
  out.coverage = cover(duty.act, joined(std::move(spans)), duty.item->grade, limits);
  for (const auto& gap : out.coverage.gaps) {
    out.explained.push_back(explanation_of(gap, duty, explanations));
  }
  return out;
}

const char* DutyStatus::state() const {
  if (coverage.gaps.empty()) return "covered";
  if (std::ranges::all_of(explained, [](const auto* one) { return one != nullptr; })) {
    return "explained";
  }
  const bool missing = std::ranges::any_of(
      coverage.gaps, [](const Gap& gap) { return gap.kind == GapKind::missing; });
  return missing ? "missing" : "gaps";
}

}  // namespace mingcha::recording
