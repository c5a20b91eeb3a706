// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <fmt/format.h>

#include "pack/reading.h"
#include "pack/render.h"

namespace mingcha::pack {
namespace {

std::map<std::string, std::string> read_texts(Reading& reading, const Entry& entry,
                                              std::string_view key) {
  std::map<std::string, std::string> out;
  const auto* value = entry.find(key);
  if (value == nullptr) return out;
  if (value->kind != Value::Kind::mapping) {
    reading.wrong(value->place, "not-a-mapping", "这里应当是“键: 值”", "expected a mapping");
  }
  for (const auto& [name, member] : value->members) {
    if (member.kind != Value::Kind::scalar) {
      reading.wrong(member.place, "not-text", "这里应当是文字", "expected text");
    }
    out[name.scalar] = member.scalar;
  }
  return out;
}

void read_examples(Reading& reading, const Entry& entry, Rule& rule) {
  for (const auto& value : entry.items("examples")) {
    const Entry one{value, {"name", "given", "refused"}, reading.problems};
    if (!one.has("refused")) static_cast<void>(one.text("refused"));
    rule.examples.push_back(
        {one.text("name"), read_texts(reading, one, "given"), one.flag("refused", false)});
  }
  const auto refused = std::count_if(rule.examples.begin(), rule.examples.end(),
                                     [](const Example& example) { return example.refused; });
  if (refused == 0) {
    reading.wrong(entry.place(), "no-refused-example",
                  fmt::format("规则“{}”没有应当被拒绝的例子", rule.id),
                  fmt::format("rule '{}' has no example that must be refused", rule.id));
  }
  if (refused == static_cast<std::ptrdiff_t>(rule.examples.size())) {
    reading.wrong(entry.place(), "no-passing-example",
                  fmt::format("规则“{}”没有应当通过的例子", rule.id),
                  fmt::format("rule '{}' has no example that must pass", rule.id));
  }
}

void read_rule(Reading& reading, const Value& value) {
  const Entry entry{value,
                    {"id", "title", "pattern", "parameters", "steps", "article", "quote",
                     "in_force", "severity", "otherwise", "cure", "examples"},
                    reading.problems};
  Rule rule;
  rule.id = entry.text("id");
  rule.title = entry.words("title");
  rule.pattern = entry.text("pattern");
  rule.parameters = read_texts(reading, entry, "parameters");
  rule.steps = entry.texts("steps");
  for (const auto& item : entry.items("steps")) {
    reading.references.push_back({item.place, "rule-step", item.scalar, {}});
  }
  rule.article = reading.citation(entry, "article");
  rule.quote = entry.text("quote");
  const auto article = reading.pack.articles.find(rule.article);
  if (article != reading.pack.articles.end() && !is_quoted(rule.quote, article->second)) {
    reading.wrong(entry.place("quote"), "quote-differs",
                  fmt::format("引文与{}的原文不符", rule.article),
                  fmt::format("the quote is not in the words of {}", rule.article));
  }
  if (const auto* in_force = entry.find("in_force")) {
    const Entry span{*in_force, {"from", "to", "of"}, reading.problems};
    if (span.has("from")) rule.in_force_from = reading.day(span, "from");
    if (span.has("to")) rule.in_force_to = reading.day(span, "to");
    if (span.has("of") && span.one_of("of", {"step", "case"}) == 1U) {
      rule.in_force_of = RuleDay::case_opened;
    }
  }
  constexpr Severity kSeverities[] = {Severity::fatal, Severity::major, Severity::minor};
  if (const auto severity = entry.one_of("severity", {"fatal", "major", "minor"})) {
    rule.severity = kSeverities[*severity];
  }
  rule.otherwise = entry.words("otherwise");
  rule.cure = entry.words("cure");
  read_examples(reading, entry, rule);
  const bool again = std::any_of(reading.pack.rules.begin(), reading.pack.rules.end(),
                                 [&](const Rule& had) { return had.id == rule.id; });
  if (again) {
    reading.wrong(entry.place("id"), "duplicate-id", fmt::format("规则“{}”重复", rule.id),
                  fmt::format("rule '{}' is there twice", rule.id));
  }
  reading.pack.rules.push_back(std::move(rule));
}

}  // namespace

void read_document(Reading& reading, const std::string& id, const Value& form,
                   const std::string& template_file, const std::string& template_text) {
  const Entry entry{form, {"title", "outward", "numbering", "printed"}, reading.problems};
  Document document;
  document.id = id;
  document.title = entry.words("title");
  document.outward = entry.flag("outward", false);
  if (const auto* numbering = entry.find("numbering")) {
    document.numbering = Numbering{Entry{*numbering, {"word"}, reading.problems}.text("word")};
  }
  auto read = parse_template(template_file, template_text, reading.pack,
                             reading.environment(all_steps(reading.pack)), reading.problems);
  document.pieces = std::move(read.pieces);
  document.fields = std::move(read.fields);
  for (const auto& citation : read.citations) {
    reading.check_citation({template_file, 1, 1}, citation);
  }
  document.printed = entry.texts("printed");
  for (const auto& item : entry.items("printed")) {
    const bool known =
        std::binary_search(document.fields.begin(), document.fields.end(), item.scalar);
    if (known) continue;
    reading.wrong(item.place, "not-printed", fmt::format("“{}”不在模板中，无从核对", item.scalar),
                  fmt::format("'{}' is not on the paper", item.scalar));
  }
  reading.pack.documents.emplace(id, std::move(document));
}

void read_rules(Reading& reading, const Value& root) {
  const Entry entry{root, {"rules"}, reading.problems};
  for (const auto& value : entry.some("rules")) read_rule(reading, value);
}

namespace {

void check_opinion(Reading& reading, const Place& place, const ReviewOpinion& opinion) {
  const auto& review = reading.pack.review;
  if (review.opinion(opinion.id) != nullptr) {
    reading.wrong(place, "doubled", fmt::format("“{}”重复", opinion.id),
                  fmt::format("'{}' is there twice", opinion.id));
  }
  const bool known =
      opinion.fails.empty() ||
      std::ranges::find(review.points, opinion.fails, &ReviewPoint::id) != review.points.end();
  if (!known) {
    reading.wrong(place, "unknown-point", fmt::format("没有审核要点“{}”", opinion.fails),
                  fmt::format("there is no point '{}'", opinion.fails));
  }
  if (opinion.passes && !opinion.fails.empty()) {
    reading.wrong(place, "passes-and-fails", "通过的结论不能要求某一要点不符合",
                  "an opinion that passes cannot ask for a point that fails");
  }
}

/// A leader's addition must be worth something: one of the conditions asks for it.
void check_addition(Reading& reading, const Place& place) {
  const auto& pack = reading.pack;
  const bool can_add = std::ranges::any_of(pack.procedures, [](const auto& procedure) {
    return procedure.second.step_of(StepKind::addition) != nullptr;
  });
  const bool counts = std::ranges::any_of(pack.review.major, [](const MajorCondition& condition) {
    const auto names = condition.when.names();
    return std::ranges::find(names, kReviewAdded) != names.end();
  });
  if (!can_add || counts) return;
  reading.wrong(place, "addition-without-effect",
                fmt::format("程序中有增列环节，而审核条件中没有用到 {}", kReviewAdded),
                fmt::format("a procedure lets a leader add cases, but no condition asks for {}",
                            kReviewAdded));
}

/// What a review can come to: a way to pass and a way to say no, or it would be no review.
void read_opinions(Reading& reading, const Entry& entry, const Place& place) {
  auto& review = reading.pack.review;
  for (const auto& value : entry.some("opinions")) {
    const Entry one{value, {"id", "title", "next", "passes", "fails", "article"}, reading.problems};
    auto article = reading.citation_or_none(one, "article");
    if (article.empty()) article = review.article;
    ReviewOpinion opinion{one.text("id"),           one.words("title"),
                          one.words("next"),        one.flag("passes", false),
                          one.text_or("fails", {}), std::move(article)};
    check_opinion(reading, value.place, opinion);
    review.opinions.push_back(std::move(opinion));
  }
  const auto passing = std::ranges::count_if(review.opinions, &ReviewOpinion::passes);
  if (passing == 0 || passing == std::ssize(review.opinions)) {
    reading.wrong(place, "opinions-one-sided", "审核结论须有通过的，也须有不通过的",
                  "there must be an opinion that passes and one that does not");
  }
}

}  // namespace

namespace {

/// The engine says what they run from and to; the pack how long, and by which law.
void read_review_limits(Reading& reading, const Entry& entry) {
  auto& review = reading.pack.review;
  for (const auto& value : entry.items("limits")) {
    Entry one{value,
              {"id", "title", "article", "starts_on", "start_title", "amount", "unit", "start_day",
               "last_day", "extensions"},
              reading.problems};
    auto limit = reading.time_limit(value, one);
    if (!limit) continue;
    const std::map<std::string, std::string> starts{{kReviewLimit, "submission"},
                                                    {kReviewAgainLimit, "objection"},
                                                    {kObjectionLimit, "opinion"}};
    const auto start = starts.find(limit->id);
    if (start == starts.end() || start->second != limit->starts_on) {
      reading.wrong(
          value.place, "review-limit",
          "审核期限只有 review（自 submission 起）、re_review（自 objection 起）、"
          "objection（自 opinion 起）",
          "limits of reviews: review from submission, re_review from objection, objection "
          "from opinion");
    }
    if (review.limit(limit->id) != nullptr) {
      reading.wrong(value.place, "doubled", fmt::format("“{}”重复", limit->id),
                    fmt::format("'{}' is there twice", limit->id));
    }
    review.limits.push_back(std::move(*limit));
  }
}

void read_share(Reading& reading, const Entry& entry) {
  const auto* value = entry.find("reviewer_share");
  if (value == nullptr) return;
  const Entry one{*value, {"percent", "article"}, reading.problems};
  const auto percent = one.whole("percent").value_or(0);
  if (percent < 1 || percent > 100) {
    reading.wrong(value->place, "bad-count", "比例应在1至100之间", "a percentage from 1 to 100");
    return;
  }
  reading.pack.review.reviewer_share_percent = static_cast<int>(percent);
  reading.pack.review.share_article = reading.citation(one, "article");
}

}  // namespace

void read_approval(Reading& reading, const Value& root) {
  const Entry entry{root, {"levels", "delegation_article"}, reading.problems};
  for (const auto& value : entry.some("levels")) {
    const Entry one{value, {"id", "title", "own_unit"}, reading.problems};
    Level level{one.text("id"), one.words("title"), one.flag("own_unit", false)};
    if (reading.pack.rank(level.id) != 0) {
      reading.wrong(value.place, "doubled", fmt::format("“{}”重复", level.id),
                    fmt::format("'{}' is there twice", level.id));
    }
    reading.pack.levels.push_back(std::move(level));
  }
  reading.pack.delegation_article = reading.citation(entry, "delegation_article");
}

void read_review(Reading& reading, const Value& root) {
  const Entry entry{root,
                    {"article", "qualified_article", "disagreement_article", "reviewer_share",
                     "major", "points", "opinions", "materials", "limits"},
                    reading.problems};
  auto& review = reading.pack.review;
  review.article = reading.citation(entry, "article");
  review.qualified_article = reading.citation(entry, "qualified_article");
  review.disagreement_article = reading.citation_or_none(entry, "disagreement_article");
  if (review.disagreement_article.empty()) review.disagreement_article = review.article;
  read_share(reading, entry);
  read_review_limits(reading, entry);
  const auto environment = reading.environment(all_steps(reading.pack));
  for (const auto& value : entry.some("major")) {
    const Entry one{value, {"id", "title", "when", "article"}, reading.problems};
    auto id = one.text("id");
    auto title = one.words("title");
    auto when = reading.condition(one, "when", environment);
    auto article = reading.citation(one, "article");
    if (!when) continue;
    review.major.push_back({std::move(id), std::move(title), std::move(*when), std::move(article)});
  }
  for (const auto& value : entry.some("points")) {
    const Entry one{value, {"id", "title", "help", "article"}, reading.problems};
    auto article = reading.citation_or_none(one, "article");
    if (article.empty()) article = review.article;
    review.points.push_back(
        {one.text("id"), one.words("title"), one.words("help"), std::move(article)});
  }
  read_opinions(reading, entry, root.place);
  for (const auto& value : entry.items("materials")) {
    const Entry one{value, {"zh", "en"}, reading.problems};
    review.materials.push_back({one.text("zh"), one.text("en")});
  }
  check_addition(reading, root.place);
}

}  // namespace mingcha::pack
