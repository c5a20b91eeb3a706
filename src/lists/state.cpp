// SPDX-License-Identifier: Apache-2.0
#include "lists/state.h"

#include <algorithm>

#include "base/assert.h"

namespace mingcha::lists {
namespace {

std::string moved(const std::string& day, int days) {
  const auto parsed = parse_day(day);
  MINGCHA_ASSERT(parsed.has_value());
  return mingcha::to_string(*parsed + std::chrono::days{days});
}

void apply(State& state, const ListPrepared& e, const std::string& actor, Instant at) {
  state.sets = std::max(state.sets, e.set);
  state.waiting[e.set] = {e, actor, at, state.version};
}

void apply(State& state, const ListConfirmed& e, const std::string& /*actor*/, Instant /*at*/) {
  const auto found = state.waiting.find(e.set);
  MINGCHA_ASSERT(found != state.waiting.end());
  for (const auto& change : found->second.prepared.changes) {
    auto& timeline = state.entries[change.key];
    timeline = applied(std::move(timeline), change, e.number);
  }
  state.number = e.number;
  state.waiting.erase(found);
}

void apply(State& state, const ListDiscarded& e, const std::string& /*actor*/, Instant /*at*/) {
  state.waiting.erase(e.set);
}

}  // namespace

const Timeline& State::timeline(const std::string& key) const {
  static const Timeline kNone;
  const auto found = entries.find(key);
  return found == entries.end() ? kNone : found->second;
}

State evolve(State state, const Event& event, const std::string& actor, Instant at) {
  ++state.version;
  std::visit([&](const auto& e) { apply(state, e, actor, at); }, event);
  return state;
}

Timeline applied(Timeline timeline, const Change& change, std::int64_t number) {
  const bool ends = change.kind == ChangeKind::end;
  const auto first_gone = ends ? day_after(change.day) : change.day;
  std::erase_if(timeline, [&](const Span& span) { return span.from >= first_gone; });
  if (!timeline.empty()) {
    auto& last = timeline.back();
    if (last.to.empty() || last.to >= first_gone) {
      last.to = day_before(first_gone);
      if (ends) last.number = number;
    }
  }
  if (!ends) timeline.push_back({change.values, change.day, {}, number});
  return timeline;
}

bool holds_on(const Span& span, std::string_view day) {
  return span.from <= day && (span.to.empty() || span.to >= day);
}

const Span* holding_on(const Timeline& timeline, std::string_view day) {
  const auto found =
      std::ranges::find_if(timeline, [&](const Span& span) { return holds_on(span, day); });
  return found == timeline.end() ? nullptr : &*found;
}

std::string day_before(const std::string& day) { return moved(day, -1); }
std::string day_after(const std::string& day) { return moved(day, 1); }

}  // namespace mingcha::lists
