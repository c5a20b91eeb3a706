// SPDX-License-Identifier: Apache-2.0
#include "annual/marks.h"

#include <algorithm>
#include <optional>

#include "acts/publication_class.h"
#include "base/encoding.h"
#include "crypto/hash.h"
#include "pack/yaml.h"

namespace mingcha::annual {
namespace {

using pack::AnnualColumn;
using pack::AnnualDay;
using pack::AnnualKind;

bool is_decision(const pack::Procedure& procedure, const std::string& document) {
  return std::ranges::any_of(procedure.steps, [&](const pack::Step& step) {
    return step.kind == pack::StepKind::decision && step.document == document;
  });
}

/// Of the decision, also of one that was quashed since and has no other in its place.
std::optional<Day> decided_on(const acts::CaseView& view) {
  const auto& state = view.state();
  if (state.decision) return parse_day(state.decision->decided_on);
  std::optional<Day> last;
  for (const auto& paper : state.papers) {
    if (paper.voided && is_decision(view.procedure(), paper.document)) {
      last = local_day(paper.recorded.at);
    }
  }
  return last;
}

/// What closed a case is the last thing that was done in it.
std::optional<Day> closed_on(const acts::CaseView& view) {
  if (!view.state().closed) return std::nullopt;
  std::optional<Instant> last;
  for (const auto& [step, done] : view.state().done) {
    if (!last || *last < done.happened_at) last = done.happened_at;
  }
  return last ? std::optional{local_day(*last)} : std::nullopt;
}

std::optional<Day> day_of(AnnualDay day, const acts::CaseView& view) {
  switch (day) {
    case AnnualDay::opened: return view.opened_on();
    case AnnualDay::decided: return decided_on(view);
    case AnnualDay::closed: return closed_on(view);
  }
  return std::nullopt;
}

bool holds(const AnnualColumn& column, const acts::CaseView& view) {
  return !column.when || column.when->evaluate(view.lookup()).truth == cel::Truth::yes;
}

/// The one kind among several in which a decision counts; null: none.
const AnnualColumn* kind_of(const pack::AnnualTable& table, const acts::CaseView& view) {
  const AnnualColumn* heaviest = nullptr;
  const AnnualColumn* other = nullptr;
  for (const auto& column : table.columns) {
    if (column.kind == AnnualKind::none || !holds(column, view)) continue;
    (column.kind == AnnualKind::named ? heaviest : other) = &column;
  }
  return heaviest != nullptr ? heaviest : other;
}

std::optional<Mark> mark_of(const pack::AnnualTable& table, const AnnualColumn& column,
                            const acts::CaseView& view) {
  const auto day = day_of(column.day, view);
  if (!day) return std::nullopt;
  Mark mark{table.id, column.id, *day, 1, {}};
  const auto fact = [&](const std::string& field) -> const std::string* {
    const auto found = view.facts().find(field);
    return found == view.facts().end() ? nullptr : &found->second;
  };
  if (!column.sum.empty()) {
    const auto* value = fact(column.sum);
    const auto amount = value == nullptr ? std::nullopt : pack::to_whole(*value);
    if (!amount || *amount < 0) return std::nullopt;
    mark.amount = *amount;
  }
  if (!column.distinct.empty()) {
    const auto* value = fact(column.distinct);
    if (value == nullptr) return std::nullopt;
    mark.distinct = to_hex(as_bytes(crypto::sha256("mingcha annual/" + *value))).substr(0, 32);
  }
  return mark;
}

}  // namespace

std::vector<Mark> marks_of(const acts::CaseView& view) {
  std::vector<Mark> out;
  if (!view.pack().annual) return out;
  for (const auto& table : view.pack().annual->tables) {
    if (table.category != view.item().category) continue;
    const auto* kind = kind_of(table, view);
    for (const auto& column : table.columns) {
      if (column.by_hand) continue;
      const bool counts = column.kind == AnnualKind::none ? holds(column, view) : &column == kind;
      if (!counts) continue;
      if (auto mark = mark_of(table, column, view)) out.push_back(*std::move(mark));
    }
  }
  return out;
}

bool is_sealed(const acts::CaseView& view) {
  return view.state().sealed.has_value() ||
         acts::publication_class(view).publication_class == disclosure::PublicationClass::sealed;
}

}  // namespace mingcha::annual
