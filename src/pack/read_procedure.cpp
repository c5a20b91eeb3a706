// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <fmt/format.h>

#include "pack/prove.h"
#include "pack/reading.h"

namespace mingcha::pack {
namespace {

constexpr StepKind kKinds[] = {StepKind::record,      StepKind::notice,   StepKind::defence,
                               StepKind::draft,       StepKind::review,   StepKind::decision,
                               StepKind::service,     StepKind::closing,  StepKind::approval,
                               StepKind::instruction, StepKind::addition, StepKind::submission,
                               StepKind::objection};

const std::vector<std::string>& category_words() {
  static const std::vector<std::string> kWords{"penalty",    "licence",      "compulsion", "fee",
                                               "inspection", "confirmation", "payment"};
  return kWords;
}

const std::vector<std::string>& role_words() {
  static const std::vector<std::string> kWords{"officer", "case_manager", "legal_reviewer",
                                               "approver"};
  return kWords;
}

/// What reading a step needs beside the step.
struct Around {
  Reading& reading;
  const cel::Environment& environment;
  const std::string& procedure;
};

std::vector<LevelRule> read_levels(const Around& around, const Entry& entry) {
  auto& reading = around.reading;
  std::vector<LevelRule> out;
  for (const auto& value : entry.items("levels")) {
    const Entry one{value, {"when", "level", "article"}, reading.problems};
    LevelRule rule;
    if (one.has("when")) rule.when = reading.condition(one, "when", around.environment);
    rule.level = one.text("level");
    rule.article = reading.citation(one, "article");
    if (!rule.level.empty() && reading.pack.rank(rule.level) == 0) {
      reading.wrong(one.place("level"), "unknown-level",
                    fmt::format("approval.yaml 中没有审批层级“{}”", rule.level),
                    fmt::format("approval.yaml has no level '{}'", rule.level));
    }
    if (!out.empty() && !out.back().when) {
      reading.wrong(value.place, "level-unreachable", "前一项没有条件，这一项永远用不到",
                    "the one before holds always: this is never used");
    }
    out.push_back(std::move(rule));
  }
  if (!out.empty() && out.back().when) {
    reading.wrong(entry.place("levels"), "level-open", "最后一项不得有条件：每件案件都要有人能批",
                  "the last may have no condition: somebody must be able to decide");
  }
  return out;
}

Performer read_performer(const Around& around, const Value& value) {
  auto& reading = around.reading;
  const Entry entry{
      value, {"role", "officers", "must_handle", "article", "alone", "levels"}, reading.problems};
  Performer out;
  if (const auto role = entry.one_of("role", role_words())) out.role = role_words()[*role];
  const auto officers = entry.whole("officers").value_or(1);
  if (officers < 1 || officers > 9) {
    reading.wrong(entry.place("officers"), "bad-count", "人数应在1至9之间",
                  "officers must be 1 to 9");
  } else {
    out.officers = static_cast<int>(officers);
  }
  out.must_handle = entry.flag("must_handle", false);
  out.article = reading.citation_or_none(entry, "article");
  out.levels = read_levels(around, entry);
  if (const auto* alone = entry.find("alone")) {
    const Entry one{*alone, {"when", "article"}, reading.problems};
    out.alone_when = reading.condition(one, "when", around.environment);
    out.alone_article = reading.citation(one, "article");
    if (out.officers < 2) {
      reading.wrong(alone->place, "misplaced-key", "本来就只需一人办理",
                    "one person is enough anyway");
    }
  }
  return out;
}

std::vector<FormField> read_form(const Around& around, const Entry& step) {
  auto& reading = around.reading;
  std::vector<FormField> out;
  for (const auto& value : step.items("form")) {
    FormField one;
    auto place = value.place;
    if (value.kind == Value::Kind::scalar) {
      one.field = value.scalar;
    } else {
      const Entry entry{value, {"field", "required", "required_when"}, reading.problems};
      one.field = entry.text("field");
      place = entry.place("field");
      one.required = entry.flag("required", true);
      if (entry.has("required_when")) {
        one.required_when = reading.condition(entry, "required_when", around.environment);
      }
    }
    if (one.field.empty()) continue;
    reading.references.push_back({place, "field", one.field, {}});
    const bool again = std::any_of(out.begin(), out.end(),
                                   [&](const FormField& had) { return had.field == one.field; });
    if (again) {
      reading.wrong(place, "duplicate-id", fmt::format("表单中“{}”重复", one.field),
                    fmt::format("'{}' is in the form twice", one.field));
    }
    out.push_back(std::move(one));
  }
  return out;
}

std::optional<Step> read_step(const Around& around, const Value& value) {
  auto& reading = around.reading;
  const Entry entry{value,
                    {"id", "title", "kind", "basis", "who", "when", "requires", "form", "documents",
                     "document", "repeats", "optional", "evidence_at_least", "help"},
                    reading.problems};
  Step step;
  step.id = entry.text("id");
  step.title = entry.words("title");
  const auto kind = entry.one_of("kind", step_kind_words());
  if (!kind || step.id.empty()) return std::nullopt;
  step.kind = kKinds[*kind];
  static_cast<void>(entry.some("basis"));
  step.basis = reading.citations(entry, "basis");
  if (const auto* who = entry.find("who")) {
    step.who = read_performer(around, *who);
  } else {
    static_cast<void>(entry.text("who"));
  }
  if (entry.has("when")) step.when = reading.condition(entry, "when", around.environment);
  step.requires_ = reading.requirements(entry, "requires", around.environment, around.procedure);
  step.form = read_form(around, entry);
  step.documents = entry.texts("documents");
  for (const auto& item : entry.items("documents")) {
    reading.references.push_back({item.place, "document", item.scalar, {}});
  }
  const bool handles_document = step.kind == StepKind::draft || step.kind == StepKind::decision ||
                                step.kind == StepKind::service;
  if (handles_document) {
    step.document = entry.text("document");
    if (!step.document.empty()) {
      reading.references.push_back({entry.place("document"), "document", step.document, {}});
    }
  } else if (entry.has("document")) {
    reading.wrong(entry.place("document"), "misplaced-key", "只有拟稿、决定、送达环节有“document”",
                  "only draft, decision and service steps have 'document'");
  }
  step.repeats = entry.flag("repeats", false);
  step.optional = entry.flag("optional", false);
  step.evidence_at_least = static_cast<int>(entry.whole("evidence_at_least").value_or(0));
  step.help = entry.words_or_none("help");
  return step;
}

std::vector<std::string> read_step_ids(Reading& reading, const Entry& entry) {
  std::vector<std::string> ids;
  for (const auto& value : entry.some("steps")) {
    for (const auto& [key, member] : value.members) {
      if (key.scalar != "id" || member.kind != Value::Kind::scalar) continue;
      if (!is_identifier(member.scalar)) {
        reading.wrong(member.place, "bad-id", fmt::format("“{}”不能作环节名", member.scalar),
                      fmt::format("'{}' cannot be a step id", member.scalar));
      }
      if (std::find(ids.begin(), ids.end(), member.scalar) != ids.end()) {
        reading.wrong(member.place, "duplicate-id", fmt::format("环节“{}”重复", member.scalar),
                      fmt::format("step '{}' is there twice", member.scalar));
      }
      ids.push_back(member.scalar);
    }
  }
  if (ids.size() > kStepsMax) {
    reading.wrong(entry.place("steps"), "too-many-steps", fmt::format("环节超过{}个", kStepsMax),
                  fmt::format("more than {} steps", kStepsMax));
  }
  return ids;
}

/// What the limit was for cases opened before it became what it is.
void read_earlier(Reading& reading, const Entry& entry, const law::TimeLimit& now,
                  Procedure& procedure) {
  std::optional<Day> last;
  for (const auto& value : entry.items("earlier")) {
    const Entry one{value, {"to", "amount", "unit", "article"}, reading.problems};
    const auto to = reading.day(one, "to");
    const auto amount = one.whole("amount");
    const auto unit = one.one_of("unit", unit_words());
    const auto article = law::parse_citation(reading.citation(one, "article"));
    if (!to || !unit || !article) continue;
    reading.check_rising(one.place("to"), last, *to);
    auto limit = now;
    limit.amount = static_cast<int>(amount.value_or(0));
    limit.unit = to_unit(*unit);
    limit.citation = *article;
    for (const auto& finding : law::check(limit)) {
      reading.problems.add(value.place, finding.code, finding.what);
    }
    procedure.earlier_limits[limit.id].push_back({*to, std::move(limit)});
  }
}

void read_limits(Reading& reading, const Entry& entry, Procedure& procedure) {
  for (const auto& value : entry.items("limits")) {
    Entry one{value,
              {"id", "title", "article", "starts_on", "ends_on", "amount", "unit", "start_day",
               "last_day", "subject", "suspended_by", "extensions", "earlier", "start_title"},
              reading.problems};
    auto limit = reading.time_limit(value, one);
    const auto end = one.text("ends_on");
    const auto start = one.text_or("starts_on", {});
    for (const auto& [key, step] : {std::pair{"starts_on", start}, std::pair{"ends_on", end}}) {
      if (step.empty()) continue;
      reading.references.push_back({one.place(key), "limit-step", step, procedure.id});
    }
    if (!limit) continue;
    const auto* begins = procedure.step(start);
    if (begins != nullptr && limit->start_title.zh.empty()) limit->start_title = begins->title;
    if (!procedure.limit_ends.emplace(limit->id, end).second) {
      reading.wrong(value.place, "duplicate-id", fmt::format("期限“{}”重复", limit->id),
                    fmt::format("limit '{}' is there twice", limit->id));
    }
    const auto same = std::find_if(
        procedure.limits.begin(), procedure.limits.end(), [&](const law::TimeLimit& had) {
          return had.starts_on == limit->starts_on && procedure.limit_ends[had.id] == end;
        });
    if (same != procedure.limits.end()) {
      reading.wrong(value.place, "limit-doubled",
                    fmt::format("从“{}”到“{}”已经有期限“{}”", start, end, same->id),
                    fmt::format("'{}' runs from '{}' to '{}' already", same->id, start, end));
    }
    read_earlier(reading, one, *limit, procedure);
    procedure.limits.push_back(std::move(*limit));
  }
}

void read_guarantees(const Around& around, const Entry& entry, Procedure& procedure) {
  auto& reading = around.reading;
  for (const auto& value : entry.items("guarantees")) {
    const Entry one{value, {"id", "before", "must", "when", "article", "title"}, reading.problems};
    auto id = one.text("id");
    const auto before = one.one_of("before", step_kind_words());
    auto must = reading.condition(one, "must", around.environment);
    std::optional<cel::Expression> when;
    if (one.has("when")) when = reading.condition(one, "when", around.environment);
    auto article = reading.citation(one, "article");
    auto title = one.words("title");
    if (!before || !must) continue;
    procedure.guarantees.push_back({std::move(id), kKinds[*before], std::move(*must),
                                    std::move(when), std::move(article), std::move(title)});
  }
}

/// The engine knows one draft, one review, one decision and one closing step.
void check_kinds(Reading& reading, const Place& place, const Procedure& procedure) {
  for (std::size_t i = 0; i < std::size(kKinds); ++i) {
    const auto kind = kKinds[i];
    const auto count = std::count_if(procedure.steps.begin(), procedure.steps.end(),
                                     [&](const Step& step) { return step.kind == kind; });
    const bool single = kind == StepKind::draft || kind == StepKind::review ||
                        kind == StepKind::decision || kind == StepKind::closing ||
                        kind == StepKind::addition || kind == StepKind::submission ||
                        kind == StepKind::objection;
    if (single && count > 1) {
      reading.wrong(place, "step-kind", fmt::format("“{}”类环节只能有一个", step_kind_words()[i]),
                    fmt::format("there can be only one {} step", step_kind_words()[i]));
    }
    if (kind == StepKind::closing && count == 0) {
      reading.wrong(place, "step-kind", "缺少结案环节", "there is no closing step");
    }
  }
  const auto* draft = procedure.step_of(StepKind::draft);
  const auto* decision = procedure.step_of(StepKind::decision);
  for (const auto kind : {StepKind::submission, StepKind::objection}) {
    if (procedure.step_of(kind) == nullptr || procedure.step_of(StepKind::review) != nullptr) {
      continue;
    }
    reading.wrong(place, "step-kind", "没有法制审核环节，就没有送审和异议",
                  "without a review there is nothing to submit to it or object to");
  }
  if (decision != nullptr && (draft == nullptr || draft->document != decision->document)) {
    reading.wrong(place, "step-kind", "决定必须就是所拟的草稿：两个环节的文书应当相同",
                  "a decision is exactly its draft: both steps must name the same document");
  }
}

std::vector<Remedy> read_remedies(Reading& reading, const Entry& entry) {
  std::vector<Remedy> out;
  for (const auto& value : entry.some("remedies")) {
    const Entry one{value, {"name", "organ", "within", "article"}, reading.problems};
    const std::vector<std::string> organs{"agency.reconsideration", "agency.court"};
    const auto organ = one.one_of("organ", organs);
    out.push_back({one.words("name"), organ ? organs[*organ] : std::string{}, one.words("within"),
                   reading.citation(one, "article")});
  }
  return out;
}

/// A penalty names what was broken and what is applied; everything else what it rests on.
void read_item_law(Reading& reading, const Entry& entry, Item& item) {
  const bool penalty = item.category == "penalty";
  for (const auto* key : {"violation", "penalty", "basis"}) {
    const bool belongs = (std::string_view{key} == "basis") != penalty;
    if (belongs) {
      static_cast<void>(entry.some(key));
    } else if (entry.has(key)) {
      reading.wrong(entry.place(key), "misplaced-key", fmt::format("这一类事项不写“{}”", key),
                    fmt::format("items of this category have no '{}'", key));
    }
  }
  item.violation = reading.citations(entry, "violation");
  item.penalty = reading.citations(entry, "penalty");
  item.basis = reading.citations(entry, "basis");
}

}  // namespace

void read_procedure(Reading& reading, const Value& root) {
  const Entry entry{
      root,
      {"id", "title", "category", "basis", "in_force", "steps", "limits", "guarantees"},
      reading.problems};
  Procedure procedure;
  procedure.id = entry.text("id");
  reading.citing = procedure.id;
  procedure.title = entry.words("title");
  if (const auto word = entry.one_of("category", category_words())) {
    procedure.category = category_words()[*word];
  }
  procedure.basis = reading.citations(entry, "basis");
  if (const auto* in_force = entry.find("in_force")) {
    const Entry span{*in_force, {"from", "to"}, reading.problems};
    if (span.has("from")) procedure.in_force_from = reading.day(span, "from");
    if (span.has("to")) procedure.in_force_to = reading.day(span, "to");
  }
  auto environment = reading.environment(read_step_ids(reading, entry));
  environment.declare("major", cel::Type::boolean);
  const Around around{reading, environment, procedure.id};
  for (const auto& value : entry.items("steps")) {
    if (auto step = read_step(around, value)) procedure.steps.push_back(std::move(*step));
  }
  read_limits(reading, entry, procedure);
  read_guarantees(around, entry, procedure);
  check_kinds(reading, entry.place(), procedure);
  reading.citing.clear();
  const auto id = procedure.id;
  if (!reading.pack.procedures.emplace(id, std::move(procedure)).second) {
    reading.wrong(entry.place("id"), "duplicate-id", fmt::format("程序“{}”重复", id),
                  fmt::format("procedure '{}' is there twice", id));
  }
}

void read_item(Reading& reading, const Value& root) {
  const Entry entry{root,
                    {"id", "title", "category", "statute", "violation", "penalty", "basis",
                     "procedure", "organ_word", "checks", "object", "remedies", "published"},
                    reading.problems};
  Item item;
  item.id = entry.text("id");
  item.title = entry.words("title");
  if (const auto word = entry.one_of("category", category_words())) {
    item.category = category_words()[*word];
  }
  item.statute = entry.text("statute");
  reading.citing = entry.text("procedure");
  read_item_law(reading, entry, item);
  item.procedure = reading.citing;
  item.organ_word = entry.text_or("organ_word", {});
  if (!item.statute.empty() && reading.pack.statutes.find(item.statute) == nullptr) {
    reading.wrong(entry.place("statute"), "unknown-citation",
                  fmt::format("没有法律文本“{}”", item.statute),
                  fmt::format("no legal text '{}'", item.statute));
  }
  const auto found = reading.pack.procedures.find(item.procedure);
  std::vector<std::string> steps;
  if (found == reading.pack.procedures.end()) {
    reading.references.push_back({entry.place("procedure"), "procedure", item.procedure, {}});
  } else {
    for (const auto& step : found->second.steps) steps.push_back(step.id);
    if (found->second.category != item.category) {
      reading.wrong(entry.place("category"), "category-differs", "事项类别与程序类别不一致",
                    "item and procedure are of different categories");
    }
  }
  item.checks = reading.requirements(entry, "checks", reading.environment(steps), item.procedure);
  item.object = entry.words("object");
  item.remedies = read_remedies(reading, entry);
  item.published = entry.flag("published", true);
  reading.citing.clear();
  const auto id = item.id;
  reading.item_places.emplace(id, entry.place("id"));
  if (!reading.pack.items.emplace(id, std::move(item)).second) {
    reading.wrong(entry.place("id"), "duplicate-id", fmt::format("事项“{}”重复", id),
                  fmt::format("item '{}' is there twice", id));
  }
}

}  // namespace mingcha::pack
