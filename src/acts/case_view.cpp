// SPDX-License-Identifier: Apache-2.0
#include "acts/case_view.h"

#include <algorithm>
#include <charconv>

#include "acts/papers.h"
#include "acts/penalty.h"
#include "base/assert.h"
#include "cel/explain.h"

namespace mingcha::acts {
namespace {

std::optional<cel::Value> typed(const pack::Field& field, const std::string& value) {
  switch (field.type) {
    case pack::FieldType::integer: {
      std::int64_t number = 0;
      const auto* end = value.data() + value.size();
      const auto [rest, error] = std::from_chars(value.data(), end, number);
      if (error != std::errc{} || rest != end) return std::nullopt;
      return cel::Value{number};
    }
    case pack::FieldType::boolean: return cel::Value{value == "true"};
    case pack::FieldType::day:
      if (const auto day = parse_day(value)) return cel::Value{*day};
      return std::nullopt;
    case pack::FieldType::moment:
      if (const auto at = parse_instant(value)) return cel::Value{local_day(*at)};
      return std::nullopt;
    case pack::FieldType::text:
    case pack::FieldType::long_text:
    case pack::FieldType::rows:
    case pack::FieldType::signature:
    case pack::FieldType::choice: return cel::Value{value};
  }
  MINGCHA_ASSERT(false);
}

}  // namespace

CaseView::CaseView(const pack::Pack& pack, const people::Directory& people, const pack::Item& item,
                   const casefile::State& state, casefile::Values entered)
    : pack_{pack},
      people_{people},
      item_{item},
      procedure_{procedure_of(pack, item)},
      state_{state},
      facts_{std::move(entered)} {
  facts_.merge(state.values());  // What is entered now goes before what was known.
  std::erase_if(facts_, [](const auto& fact) { return fact.second.empty(); });
}

std::optional<cel::Value> CaseView::lookup(std::string_view name) const {
  if (name.starts_with("done.")) return cel::Value{state_.is_done(std::string{name.substr(5)})};
  if (name == "major") return cel::Value{major()};
  if (name == "item.id") return cel::Value{item_.id};
  if (name == "item.statute") return cel::Value{item_.statute};
  if (name == "item.category") return cel::Value{item_.category};
  if (name == "item.procedure") return cel::Value{item_.procedure};
  if (name.starts_with("is.")) return named_condition(name.substr(3));
  if (name == pack::kBenchmarkDeparted) return benchmark_departed();
  if (name == pack::kReviewAdded) return cel::Value{state_.review_added};
  if (name == pack::kCaseOpened) {
    const auto day = opened_on();
    return day ? std::optional{cel::Value{*day}} : std::nullopt;
  }
  const auto fact = facts_.find(std::string{name});
  const auto* field = pack_.field(std::string{name});
  if (fact == facts_.end() || field == nullptr) return std::nullopt;
  return typed(*field, fact->second);
}

std::optional<Day> CaseView::opened_on() const {
  if (!state_.opened) return std::nullopt;
  return local_day(state_.opening.at);
}

std::optional<cel::Value> CaseView::benchmark_departed() const {
  if (!asked_departed_) departed_ = departs_from_benchmark(*this);
  asked_departed_ = true;
  return departed_ ? std::optional{cel::Value{*departed_}} : std::nullopt;
}

std::optional<cel::Value> CaseView::named_condition(std::string_view id) const {
  const auto found = std::ranges::find(pack_.conditions, id, &pack::NamedCondition::id);
  if (found == pack_.conditions.end()) return std::nullopt;
  const auto truth = found->that.evaluate(lookup()).truth;
  if (truth == cel::Truth::unknown) return std::nullopt;
  return cel::Value{truth == cel::Truth::yes};
}

cel::Lookup CaseView::lookup() const {
  return [this](std::string_view name) { return lookup(name); };
}

std::vector<const pack::MajorCondition*> CaseView::major_conditions() const {
  std::vector<const pack::MajorCondition*> holding;
  // `major` itself is not among the names these conditions may use.
  for (const auto& condition : pack_.review.major) {
    if (condition.when.evaluate(lookup()).truth != cel::Truth::no) holding.push_back(&condition);
  }
  return holding;
}

bool CaseView::major() const {
  // Nobody takes a case out again: what was submitted is decided on after a pass only.
  if (!major_) {
    major_ = !state_.submissions.empty() || !state_.opinions.empty() || !major_conditions().empty();
  }
  return *major_;
}

bool CaseView::draft_is_stale() const {
  if (draft_is_stale_) return *draft_is_stale_;
  const auto& draft = state_.draft;
  MINGCHA_ASSERT(draft.has_value());
  const auto found = pack_.documents.find(draft->document);
  if (found == pack_.documents.end()) return *(draft_is_stale_ = false);
  const auto now = render_draft(*this, found->second);
  return *(draft_is_stale_ = !now || *now != draft->text);
}

Text CaseView::label(std::string_view name) const {
  if (name.starts_with("done.")) {
    const auto* step = procedure_.step(std::string{name.substr(5)});
    if (step != nullptr) return {"已完成“" + step->title.zh + "”", step->title.en + " done"};
  }
  const auto* field = pack_.variable(std::string{name});
  return field == nullptr ? Text{} : field->label;
}

cel::Labels CaseView::labels() const {
  return {[this](std::string_view name) { return label(name); },
          [this](std::string_view name, std::string_view choice) -> Text {
            const auto* field = pack_.field(std::string{name});
            if (field == nullptr) return {};
            const auto found = std::ranges::find(field->choices, choice, &pack::Choice::id);
            return found == field->choices.end() ? Text{} : found->label;
          },
          [this](std::string_view name) { return pack_.unit_of(std::string{name}); }};
}

Text CaseView::not_major_grounds() const {
  const auto names = labels();
  Text out;
  for (const auto& condition : pack_.review.major) {
    const auto why = cel::explain(condition.when, lookup(), names);
    out.zh += (out.zh.empty() ? "" : "；") + condition.title.zh + "：" + why.zh;
    out.en += (out.en.empty() ? "" : "; ") + condition.title.en + ": " + why.en;
  }
  return out;
}

std::string show(const pack::Field& field, const std::string& value) {
  switch (field.type) {
    case pack::FieldType::choice: {
      const auto found = std::ranges::find(field.choices, value, &pack::Choice::id);
      return found == field.choices.end() ? value : found->label.zh;
    }
    case pack::FieldType::boolean: return value == "true" ? "是" : "否";
    case pack::FieldType::day:
      if (const auto day = parse_day(value)) return to_chinese(*day);
      return value;
    case pack::FieldType::moment:
      if (const auto at = parse_instant(value)) return to_chinese(*at);
      return value;
    case pack::FieldType::integer: return value + field.unit;
    case pack::FieldType::text:
    case pack::FieldType::long_text:
    case pack::FieldType::rows:
    case pack::FieldType::signature: return value;
  }
  MINGCHA_ASSERT(false);
}

std::string CaseView::shown(const std::string& field) const {
  const auto fact = facts_.find(field);
  const auto* known = pack_.field(field);
  if (fact == facts_.end() || known == nullptr) return {};
  return show(*known, fact->second);
}

const pack::Procedure& procedure_of(const pack::Pack& pack, const pack::Item& item) {
  const auto found = pack.procedures.find(item.procedure);
  MINGCHA_ASSERT(found != pack.procedures.end());
  return found->second;
}

std::string_view to_string(pack::StepKind kind) {
  switch (kind) {
    case pack::StepKind::record: return "record";
    case pack::StepKind::notice: return "notice";
    case pack::StepKind::defence: return "defence";
    case pack::StepKind::draft: return "draft";
    case pack::StepKind::review: return "review";
    case pack::StepKind::decision: return "decision";
    case pack::StepKind::service: return "service";
    case pack::StepKind::closing: return "closing";
    case pack::StepKind::approval: return "approval";
    case pack::StepKind::instruction: return "instruction";
    case pack::StepKind::addition: return "addition";
    case pack::StepKind::submission: return "submission";
    case pack::StepKind::objection: return "objection";
  }
  MINGCHA_ASSERT(false);
}

}  // namespace mingcha::acts
