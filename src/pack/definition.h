// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/encoding.h"
#include "base/instant.h"
#include "base/text.h"
#include "cel/expression.h"
#include "law/calendar.h"
#include "law/citation.h"
#include "law/ladder.h"
#include "law/time_limit.h"
#include "pack/annual.h"
#include "pack/choice.h"
#include "pack/credit.h"
#include "pack/layout.h"
#include "pack/list.h"
#include "pack/participation.h"
#include "pack/recordings.h"
#include "pack/review.h"

/// What a pack says, after loading: plain values, checked, never changed afterwards.
/// The engine knows the kinds of things below and no statute, amount, number of days or place.
namespace mingcha::pack {

// ---- the vocabulary -------------------------------------------------------------------------

enum class FieldType {
  text,       ///< One line.
  long_text,  ///< Paragraphs.
  integer,    ///< Whole number; `unit` says of what (元, 天, 人).
  day,        ///< Calendar day.
  moment,     ///< Day and time of day.
  boolean,
  choice,     ///< One of `choices`, by id.
  signature,  ///< Drawn by a person: the id of an image among the case's evidence.
  rows,       ///< A list of things, a line each, its `columns` divided by kCellBar.
};

/// Stands between the cells of a row, and in no cell.
inline constexpr std::string_view kCellBar = "｜";

enum class Check { none, id_card, credit_code, phone, name };

/// How a field may be shown outside. Anything not public is masked or left out when publishing.
enum class Privacy { open, masked, closed };

struct Field {
  std::string id;  ///< Dotted, e.g. "party.name". One meaning in the whole pack.
  Text label;
  FieldType type{};
  Check check = Check::none;
  Privacy privacy = Privacy::closed;
  std::string mask;             ///< Kind of mask when masked: person_name, id_card, address …
  std::vector<Choice> choices;  ///< For FieldType::choice, in the order of the form.
  std::vector<Text> columns;    ///< For FieldType::rows; a row is nothing without its first cell.
  std::optional<std::int64_t> at_least, at_most;  ///< For integers, included.
  std::size_t longest = 200;                      ///< Characters, for text.
  std::string unit;
  Text help;
  std::string article;  ///< Where the law asks for it, e.g. "APL-2021/59.1(1)"; may be empty.
  bool may_be_future = false;  ///< Days and moments: hearing dates may, events may not.
};

/// A fact of a step's form.
struct FormField {
  std::string field;
  bool required = true;
  std::optional<cel::Expression> required_when;  ///< Instead of `required`.
};

/// Facts the engine itself provides to templates: nobody types them. (acts/provided.cpp)
inline constexpr const char* kProvidedFields[] = {
    "agency.name",             ///< 云岭县公安局
    "agency.reconsideration",  ///< Where reconsideration is asked for.
    "agency.court",            ///< Where suit is brought.
    "agency.phone",            //
    "unit.name",               ///< The handling unit.
    "case.id",                 //
    "item.title",              ///< 案由
    "item.violation",          ///< The articles broken, in full, joined with 、
    "item.penalty",            ///< The articles applied, in full, joined with 、
    "item.basis",              ///< The articles it rests on, in full, joined with 、
    "step.performers",       ///< Names with badge numbers of those doing the step, joined with 、
    "step.moment",           ///< When the step happened: 2026年3月2日 9时05分
    "step.day",              ///< 2026年3月2日
    "review.points",         ///< One line a point: title and opinion (documents of review steps).
    "review.opinion",        ///< The title of the opinion: 通过, 退回 …
    "review.round",          ///< 1, 2 …
    "review.submitted_at",   ///< When the draft came to the reviewer: 2026年3月2日 9时05分
    "review.qualification",  ///< Number of the reviewer's legal qualification.
    "review.reasons",        //
    "document.title",        ///< Of the served document, in service steps.
    "document.number",  ///< ⟦文号⟧ while a draft; of the served document in service steps.
};

// ---- conditions that refuse -----------------------------------------------------------------

/// Something that must hold, with the words said when it does not.
struct Requirement {
  cel::Expression that;
  std::string article;
  Text otherwise;         ///< What is wrong.
  Text cure;              ///< What to do.
  std::string cure_step;  ///< The step that cures it; may be empty.
};

// ---- procedures -----------------------------------------------------------------------------

/// What the engine does when a step is done. Everything else about a step is data.
enum class StepKind {
  record,       ///< Facts are entered.
  notice,       ///< The party is told of the intended decision; freezes the `frozen` fields.
  defence,      ///< The party's statement, or its waiver, is recorded.
  draft,        ///< The decision is drafted from the facts.
  review,       ///< Legal review of exactly that draft.
  decision,     ///< Approved, numbered and made: exactly the draft.
  service,      ///< A document is handed over with a receipt.
  closing,      ///< The case is closed.
  approval,     ///< Somebody above agrees with exactly this draft; another draft needs it again.
  instruction,  ///< A leader's word on the case. Does not make a handler of it.
  addition,     ///< An instruction after which the case is major, whatever else it is.
  submission,   ///< The draft goes to legal review (again).
  objection,    ///< The handlers do not agree with a review that did not pass: it goes to another.
};

/// Who may approve what: the lowest level that may, where this holds.
struct LevelRule {
  std::optional<cel::Expression> when;  ///< Absent: where none before it holds.
  std::string level;                    ///< Id of Pack::levels.
  std::string article;
};

/// A level of approval (审批层级).
struct Level {
  std::string id;
  Text title;
  bool own_unit = false;  ///< Counts only in cases of the person's own unit.
};

struct Performer {
  std::string role;          ///< Role id of people/, e.g. "officer".
  int officers = 1;          ///< How many persons must act, the actor included.
  bool must_handle = false;  ///< Only handlers of the case (those who did an earlier step of it).
  std::string article;       ///< Why that many and those.
  std::optional<cel::Expression> alone_when;  ///< Where the law lets one person do it …
  std::string alone_article;                  ///< … and which law.
  std::vector<LevelRule> levels;              ///< The first that holds; empty: every level will do.
};

struct Step {
  std::string id;
  Text title;
  StepKind kind{};
  std::vector<std::string> basis;  ///< Articles.
  Performer who;
  std::optional<cel::Expression> when;  ///< Needed only when this holds; absent: always.
  std::vector<Requirement> requires_;   ///< All must hold before the step.
  std::vector<FormField> form;
  std::vector<std::string> documents;  ///< Documents this step makes (ids).
  std::string document;       ///< draft/decision: the decision document. service: what is served.
  bool repeats = false;       ///< May be done again (the last one counts).
  bool optional = false;      ///< A case may end without it.
  int evidence_at_least = 0;  ///< Evidence files that must be attached to the case before.
  Text help;
};

/// A time limit as it was for cases opened no later than a day.
struct EarlierLimit {
  Day to;
  law::TimeLimit limit;
};

/// "Before a decision, the party must have been told": proved over every path when loading.
struct Guarantee {
  std::string id;
  StepKind before{};                    ///< No step of this kind …
  cel::Expression must;                 ///< … unless this holds (over done.* and facts) …
  std::optional<cel::Expression> when;  ///< … whenever this does.
  std::string article;
  Text title;
};

struct Procedure {
  std::string id;
  Text title;
  std::string category;  ///< penalty, licence, compulsion …
  std::vector<std::string> basis;
  std::optional<Day> in_force_from, in_force_to;
  std::vector<Step> steps;
  std::vector<law::TimeLimit> limits;
  std::map<std::string, std::string> limit_ends;  ///< limit id → step that ends it.
  std::map<std::string, std::vector<EarlierLimit>> earlier_limits;  ///< By limit id, oldest first.
  std::vector<Guarantee> guarantees;

  [[nodiscard]] const Step* step(const std::string& step_id) const;
  /// The only step of that kind, or null.
  [[nodiscard]] const Step* step_of(StepKind kind) const;
  /// The limit as it counts for a case opened on the day: itself, or one of its earlier versions.
  [[nodiscard]] const law::TimeLimit& limit_for(const law::TimeLimit& limit, Day opened) const;
};

// ---- what may be imposed --------------------------------------------------------------------

/// Whole numbers, both ends included.
struct Range {
  std::int64_t from = 0, to = 0;

  bool operator==(const Range&) const = default;
};

/// How much of what a field says may be imposed.
struct AmountRange {
  std::string field;  ///< An integer: fine in yuan, days …
  Range range;
  std::string times;  ///< The range is of multiples of this field's value; empty: of the unit.
};

/// One way to use a tier: "a fine of 500 to 1000 yuan".
struct PenaltyOption {
  std::string kind;  ///< Choice of Penalties::kind.
  std::vector<AmountRange> amounts;
};

/// A step of the discretion benchmark (裁量阶次): a part of every range, or ranges of its own.
struct BenchmarkStep {
  std::string id;
  Text title;
  std::optional<cel::Expression> when;  ///< Absent: where no step before it holds.
  Range percent{0, 100};                ///< Of the way from the least to the most.
  std::vector<AmountRange> amounts;     ///< Where given, instead of `percent`.
};

/// What an article allows under some circumstances (处罚档次).
struct PenaltyTier {
  std::string id;
  std::string article;
  std::string quote;  ///< The article's words that say so.
  Text circumstances;
  std::optional<cel::Expression> when;  ///< Absent: always.
  std::optional<Day> in_force_from, in_force_to;
  std::vector<PenaltyOption> options;
  std::vector<BenchmarkStep> benchmark;  ///< Of its own; empty: that of the pack.
};

/// Below the range, where the law says so (减轻).
struct Mitigation {
  cel::Expression when;
  std::string article;
};

/// Which penalties the law allows for which act, and how far the benchmark narrows that.
struct Penalties {
  std::string kind;     ///< The choice field that says what is imposed.
  std::string act_day;  ///< The day field that says when the act was done: its law counts.
  std::vector<std::string> gravity;  ///< Choices of `kind`, the lightest first.
  std::optional<Mitigation> mitigation;
  std::string benchmark_article;  ///< Why there is a benchmark.
  std::string reasons;            ///< The field that gives reasons for departing from it.
  std::vector<BenchmarkStep> benchmark;
  std::vector<Requirement> checks;  ///< On every item that has tiers.
  std::vector<PenaltyTier> tiers;

  /// The tiers of the articles that an item applies, in the order of the pack.
  [[nodiscard]] std::vector<const PenaltyTier*> of(const std::vector<std::string>& articles) const;
};

// ---- enforcement items ----------------------------------------------------------------------

/// What a party who disagrees can do.
struct Remedy {
  Text name;            ///< 行政复议
  std::string organ;    ///< Provided field that names the organ: agency.reconsideration …
  Text within;          ///< 自知道该决定之日起六十日内
  std::string article;  ///< Where the law gives the term.
};

struct Item {
  std::string id;
  Text title;                          ///< 案由, e.g. 未按照规定留存监控录像资料
  std::string category;                ///< penalty …
  std::string statute;                 ///< Text id, e.g. "REL-2020".
  std::vector<std::string> violation;  ///< Articles broken.
  std::vector<std::string> penalty;    ///< Articles applied.
  std::vector<std::string> basis;      ///< What it rests on, in categories other than penalty.
  std::string procedure;
  std::string organ_word;           ///< What stands before 字 in numbers is made from it.
  std::vector<Requirement> checks;  ///< On the facts, at draft and decision (lawful range …).
  Text object;                      ///< Who it is directed at.
  std::vector<Remedy> remedies;
  bool published = true;  ///< Its decisions, as a rule; that the item exists is never a secret.
};

// ---- documents ------------------------------------------------------------------------------

struct Numbering {
  std::string word;  ///< 文种, e.g. 行罚决
};

/// A piece of a template: literal text, a field, or a part under a condition.
struct TemplatePiece;

struct Document {
  std::string id;
  Text title;
  bool outward = false;  ///< Handed to a party.
  std::optional<Numbering> numbering;
  std::vector<std::shared_ptr<const TemplatePiece>> pieces;
  std::vector<std::string> fields;   ///< Fields the template uses, sorted.
  std::vector<std::string> printed;  ///< Fields a reader of the paper can check against the log.
  std::optional<Layout> layout;      ///< How it stands on paper; absent: plainly.
};

struct TemplatePiece {
  enum class Kind { literal, value, article, part } kind{};
  std::string text;    ///< literal: the text. value: field id. article: citation.
  std::string format;  ///< value: "", "chinese_day", "chinese_amount", "label" …
  std::optional<cel::Expression> condition;                  ///< part
  std::vector<std::shared_ptr<const TemplatePiece>> pieces;  ///< part, when it holds
};

// ---- disclosure, rules --------------------------------------------------------------

enum class PublicationClass { sealed, not_published, public_after_review, public_at_once };

struct ClassRule {
  cel::Expression when;
  PublicationClass class_{};
  std::string article;
  Text reason;
  std::string limit;  ///< Which of the limits counts then; empty: Disclosure::limit.
};

/// A masked field that is open in some cases: the name of an organisation is no personal datum.
struct OpenRule {
  std::string field;
  cel::Expression when;
  std::string article;
};

/// For how long a decision stays public.
struct PublicityTerm {
  cel::Expression when;
  std::string limit;  ///< One of Disclosure::limits; empty: it has no end.
  std::string article;
  Text reason;
};

/// Why something published is withdrawn.
struct WithdrawalGround {
  std::string id;
  Text title;
  std::string article;
  bool needs_document = true;  ///< Whether some organ decided so, in a document with a number.
  /// Holds by itself where a case turns out not to be for the public: nobody has to say so.
  bool by_itself = false;
};

/// An outside query of a sealed record.
struct OutsideQuery {
  std::string article;
  Text duty;  ///< What is said to whoever gets an answer: that it is to be kept confidential.
};

struct Disclosure {
  std::vector<ClassRule> classes;  ///< The first that holds decides.
  std::string limit;               ///< Which of `limits` counts, where the class does not say.
  std::vector<law::TimeLimit> limits;
  std::vector<std::string> summary;  ///< Fields shown beside the text, in order.
  std::vector<std::string> outcome;  ///< Choices that say what was decided; the first known one.
  std::vector<OpenRule> open;
  std::vector<Requirement> requires_;  ///< All must hold before a decision is public.
  std::vector<std::string> must_show;  ///< Fields that no mask may take out of the public text.
  std::string must_show_article;       ///< Why; empty where there are none.
  std::vector<PublicityTerm> terms;    ///< The first that holds decides; none: no end.
  std::string withdraw_limit;          ///< Which of `limits` counts for withdrawing; may be empty.
  std::vector<WithdrawalGround> grounds;
  std::optional<OutsideQuery> query;
  std::string mask_article;     ///< Why personal data is masked.
  std::string confirm_article;  ///< Why a second person confirms each publication.
};

/// A situation written down by the pack's author, run as a test by rules::check_rules; the keys
/// are those of rules/example.h.
struct Example {
  std::string name;
  std::map<std::string, std::string> given;
  bool refused = false;  ///< Whether the rule must refuse it.
};

enum class Severity { fatal, major, minor };
enum class RuleDay { step_done, case_opened };

/// A supervision rule: a pattern of the engine with the pack's parameters and words.
struct Rule {
  std::string id;
  Text title;
  std::string pattern;  ///< "officers_at_least", "certificate_valid" … (rules/)
  std::map<std::string, std::string> parameters;
  std::vector<std::string> steps;  ///< Step ids or kinds ("kind:decision"); empty: every step.
  std::string article;
  std::string quote;
  std::optional<Day> in_force_from, in_force_to;
  Text otherwise;
  Text cure;
  Severity severity = Severity::fatal;
  std::vector<Example> examples;  ///< At least one that is refused and one that is not.
  /// Whether the days of `in_force` are those of the step, or those on which cases were opened.
  RuleDay in_force_of = RuleDay::step_done;
};

/// A condition with a name, so that it is written once: "is.hearing_entitled" in other conditions.
struct NamedCondition {
  std::string id;
  Text title;
  cel::Expression that;
  std::string article;
};

/// What the pack's author could not confirm, beside the careful value that stands meanwhile.
struct OpenQuestion {
  std::string file;
  int line = 0;
  std::string about;  ///< Id of the thing it stands in.
  Text text;
};

/// What people need to know who deal with the agency, beside what item and procedure say anyway:
/// the headings of a service guide (办事指南).
struct Guide {
  Text accepted_by;             ///< 受理机构
  Text approved_by;             ///< 审批机构
  Text concessions;             ///< 优惠政策
  std::vector<Text> materials;  ///< 申请材料
  Text supervision;             ///< 监督方式
  Text liability;               ///< 责任追究
  Text hours;                   ///< 办公时间
};

struct Pack {
  std::string id;
  Text title;
  std::string version;
  Digest digest{};  ///< SHA-256 over the pack's files: names and bytes.
  law::Statutes statutes;
  law::Calendar calendar;
  law::LadderTable ladder;
  std::map<std::string, Field> fields;
  std::map<std::string, Item> items;
  std::map<std::string, Procedure> procedures;
  std::optional<Penalties> penalties;
  std::map<std::string, Document> documents;
  std::string mending_article;  ///< Why errors that were found are put right; may be empty.
  std::vector<Level> levels;    ///< Of approval, the lowest first.
  std::string delegation_article;
  Review review;
  Disclosure disclosure;
  std::optional<Credit> credit;  ///< A pack need not report to anybody.
  std::optional<Annual> annual;
  Participation participation;
  Recordings recordings;  ///< Without items where the pack has none.
  std::vector<Rule> rules;
  std::vector<NamedCondition> conditions;
  std::map<std::string, Guide> guides;  ///< By item id; every item has one.
  std::vector<ListKind> lists;          ///< That are published, in the order they are shown.
  /// Citation → the words of the law in Chinese. Every citation of the pack is in here.
  std::map<std::string, std::string> articles;
  std::set<std::string> summaries;      ///< Those of `articles` that are not the words themselves.
  std::vector<OpenQuestion> questions;  ///< In the order of file and line.

  [[nodiscard]] const Field* field(const std::string& id) const;
  [[nodiscard]] const ListKind* list(std::string_view list_id) const;
  /// As `field`, and what the engine knows of every case: the names below.
  [[nodiscard]] const Field* variable(const std::string& variable_id) const;
  [[nodiscard]] std::string unit_of(const std::string& field_id) const;  ///< Empty: none known.
  /// Place of a level of approval, from 1; 0 where the pack has none of that id.
  [[nodiscard]] std::size_t rank(std::string_view level) const;
};

/// The day on which a case was opened: old cases keep the old law.
inline constexpr const char* kCaseOpened = "case.opened";
/// Whether what is imposed lies outside the benchmark.
inline constexpr const char* kBenchmarkDeparted = "benchmark.departed";
/// Whether a leader has put the case among those that are reviewed.
inline constexpr const char* kReviewAdded = "review.added";
/// Whether the decision was served on the party; asked for in Disclosure::requires_ alone.
inline constexpr const char* kDecisionServed = "decision.served";

/// "行政处罚" for "penalty"; of an unknown category its id.
[[nodiscard]] Text title_of_category(const std::string& category);

}  // namespace mingcha::pack
