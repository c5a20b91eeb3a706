// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/instant.h"
#include "base/text.h"
#include "chart/draw.h"

// What each page shows, as plain values. Nothing here is looked up or decided by a page: masking,
// counting and dates have happened before. Every string is untrusted text and gets escaped.
namespace mingcha::portal {

enum class TextSize { normal, large };
enum class Records { real, demonstration };

/// What every page needs: whose site this is, and where the reader stands.
struct SiteView {
  Text bureau;                    ///< "云岭县公安局"
  Text tagline;                   ///< One line under the name.
  std::string contact_phone;      ///< Enquiries; may be empty.
  std::string supervision_phone;  ///< Complaints about enforcement; may be empty.
  Text address;
  Language language{Language::zh};
  TextSize size{TextSize::normal};
  Records records{Records::real};  ///< Demonstration records are marked so on every page.
  std::string base_url;            ///< "https://host", no slash at the end.
  std::string path;                ///< Of this page, "/decisions".
  /// Of this page, without `lang` and `size`: the switches in the page head keep it.
  std::vector<std::pair<std::string, std::string>> query;
  std::string log_origin;  ///< "log.bureau.example/enforcement"
  std::string log_key_id;  ///< 8 hex digits.
};

/// One line of a list. The name of the party is as published, masks included.
struct DecisionSummary {
  std::string id;      ///< Publication id, used in addresses.
  std::string number;  ///< 文号
  std::string party;
  Text cause;
  Text outcome;  ///< "罚款3,000元"
  Text unit;     ///< The unit that handled it.
  Day decided_on{};
  Day published_on{};
};

struct LogFigures {
  std::uint64_t size{};  ///< Entries in the log.
  std::optional<Instant> checkpoint_at;
};

struct HomeView {
  std::vector<DecisionSummary> latest;
  std::uint64_t decisions{};  ///< Published and not withdrawn.
  std::uint64_t items{};
  LogFigures log;
};

struct Choice {
  std::string value;
  Text label;
};

struct DecisionListView {
  std::string text;  ///< What was searched for, as typed.
  std::string year;  ///< Chosen year or empty.
  std::string unit;  ///< Chosen unit or empty.
  std::string kind;  ///< Chosen kind of act or empty.
  std::vector<int> years;
  std::vector<Choice> units, kinds;
  std::uint64_t total{};
  bool exact{true};  ///< False: there are more than `total`, and no pages of them.
  std::uint64_t page{1};
  std::uint64_t pages{1};
  std::vector<DecisionSummary> decisions;
};

struct ArticleView {
  Text citation;     ///< "《娱乐场所管理条例》第三十一条"
  std::string text;  ///< The article as enacted, in Chinese.
};

/// A stretch of a document: as served, or what stands in for something masked.
struct Run {
  std::string text;
  std::string mask;  ///< Code in DecisionView::masks; empty where nothing was masked.
};

enum class ParagraphKind { body, heading, addressee, signature };

struct Paragraph {
  ParagraphKind kind{ParagraphKind::body};
  std::vector<Run> runs;
};

struct MaskReason {
  std::string code;  ///< "甲": printed beside each masked place.
  Text what;         ///< "身份证号码"
  Text reason;       ///< Why, with the article.
};

struct Penalty {
  Text kind;                        ///< "罚款"
  std::optional<std::int64_t> fen;  ///< Where it is money.
  Text detail;                      ///< "停业整顿五日"; may be empty.
};

struct Particular {
  Text what;  ///< "统一社会信用代码"
  Text value;
};

struct Remedy {
  Text name;  ///< "行政复议"
  Text organ;
  Text within;  ///< "收到决定书之日起60日内"
};

struct Correction {
  Day on{};
  Text what;
  Text reason;
  std::optional<std::uint64_t> index;  ///< In the log.
};

/// What is still public though the decision no longer stands.
struct Revoked {
  Text ground;  ///< "决定被依法撤销"
  Text organ;
  Day on{};
  std::optional<Day> withdraw_by;
  std::int64_t late_days{};  ///< Working days past that; 0 while there is time.
};

enum class PartyKind { natural_person, organisation };

struct DecisionView {
  DecisionSummary summary;
  PartyKind party_kind{PartyKind::organisation};
  Text document_title;  ///< "行政处罚决定书"
  Text agency;
  std::vector<Paragraph> document;  ///< What follows its head: agency, title and number.
  std::vector<MaskReason> masks;
  std::vector<Penalty> penalties;
  std::vector<Particular> particulars;  ///< Whatever else is shown beside the text.
  std::vector<ArticleView> bases;
  std::optional<Day> published_until;  ///< Where publication ends by law.
  std::vector<Text> until;             ///< How that day was reached.
  std::optional<Day> due;              ///< Last day for publishing, where it came later than that.
  std::int64_t late_days{};            ///< Working days by which it did.
  std::vector<Text> publication;       ///< How the last day for publishing was reached.
  std::optional<Revoked> revoked;      ///< It no longer stands and has to be withdrawn.
  std::vector<Remedy> remedies;
  std::vector<Correction> corrections;
  std::uint64_t namesakes{};   ///< Other published decisions whose party has the same name.
  bool namesakes_exact{true};  ///< False: there are more.
  std::optional<std::uint64_t> published_index;  ///< In the log; none until it is integrated.
};

/// Why what was public is not any more.
enum class Ended { withdrawn, expired };

/// What is left of a decision that is public no more: that it was there, and why it no longer is.
struct TombstoneView {
  Ended ended{Ended::withdrawn};
  std::string number{};  ///< Empty where even that must not be shown.
  Day published_on{};
  Day withdrawn_on{};
  Text ground{};                     ///< Of the law; may be empty.
  std::optional<Day> withdraw_by{};  ///< Where it came later than that.
  std::int64_t late_days{};          ///< Working days by which it did.
  Text reason{};
  Text organ{};            ///< That decided so.
  std::string document{};  ///< Number of that organ's document; may be empty.
  std::uint64_t published_index{};
  std::optional<std::uint64_t> withdrawn_index{};
};

struct ItemSummary {
  std::string id;
  Text name;
  Text kind;  ///< "行政处罚"
};

/// A time limit with what it says, a sentence each.
struct LimitView {
  Text name;
  std::vector<Text> rule;
};

/// A kind of major decision in the review catalogue.
struct MajorView {
  Text name;
  Text kinds;  ///< 执法类别: of all items on which such a decision can be made.
  Text when;   ///< The condition in words.
  ArticleView basis;
  std::vector<ItemSummary> items;
};

/// 重大执法决定法制审核目录清单
struct ReviewCatalogueView {
  std::vector<MajorView> entries;
  std::vector<std::pair<Text, Text>> points;  ///< What is reviewed, and what that means.
  std::vector<Text> materials;                ///< 报送材料
  std::vector<LimitView> limits;              ///< 审核期限
};

/// How one unit kept to the time limits of publicity.
struct PunctualityRow {
  std::string unit{};
  std::uint64_t in_time{}, late{}, overdue{};
  std::int64_t longest{};  ///< Working days by which the oldest of those overdue is.
  std::uint64_t withdrawn_in_time{}, withdrawn_late{}, withdrawal_overdue{};
};

struct PunctualityView {
  std::vector<PunctualityRow> rows{};
  std::vector<LimitView> limits{};  ///< What is counted.
  Day on{};
};

struct StepView {
  Text name;
  Text who;
  Text within;  ///< Time limit; may be empty.
  Text detail;  ///< Documents, recording, what has to be true before; may be empty.
};

struct ItemListView {
  std::string text;
  std::vector<ItemSummary> items;
};

/// What a service guide says beside the item's own particulars, each under its heading.
struct GuideView {
  Text accepted_by, approved_by, concessions;
  std::vector<Text> materials;
  std::vector<LimitView> limits;
  Text supervision, liability, hours;
};

struct ItemView {
  ItemSummary summary;
  Text agency;
  Text unit;
  Text object;  ///< Whom it is directed at; may be empty.
  std::vector<Text> powers;
  std::vector<ArticleView> bases;
  std::vector<StepView> steps;
  std::vector<Remedy> remedies;
  GuideView guide;
  chart::Svg chart;                ///< On screens.
  std::vector<chart::Svg> sheets;  ///< On paper.
};

/// One of the published lists (清单).
struct ListSummaryView {
  std::string id;
  Text name;
  Text about;
  std::uint64_t entries{};          ///< That hold today.
  std::optional<Day> changed_on{};  ///< Nothing where the list comes from the pack.
};

struct ListIndexView {
  std::vector<ListSummaryView> lists;
};

/// A value under its column's name.
struct ListCellView {
  Text column;
  std::string value;
};

struct ListEntryView {
  std::string name;
  std::vector<ListCellView> cells;  ///< Without those that are empty.
  std::optional<Day> from, to;      ///< In force.
};

struct ListView {
  ListSummaryView summary;
  ArticleView article;  ///< Why it is public.
  std::string text;     ///< What was searched for, as typed.
  Day on{};
  bool kept{true};      ///< False: from the pack, without days to look back to.
  bool of_today{true};  ///< `on` is today.
  std::uint64_t total{};
  std::uint64_t page{1};
  std::uint64_t pages{1};
  std::vector<ListEntryView> entries;
};

struct ListChangeView {
  enum class Kind { added, changed, ended } kind{};
  std::string name;
  Day day{};  ///< From when; of an end the last day.
  struct Difference {
    Text column;
    std::string before, after;
  };
  std::vector<Difference> differences;
};

/// One version of a list, as far as the public may see what it changed.
struct ListVersionView {
  std::int64_t number{};
  Day on{};
  std::string reason;
  Text article;  ///< In words; may be empty.
  std::uint64_t added{}, changed{}, ended{};
  std::vector<ListChangeView> changes;  ///< The first of them.
};

struct ListHistoryView {
  ListSummaryView summary;
  std::uint64_t page{1};
  std::uint64_t pages{1};
  std::vector<ListVersionView> versions;  ///< The newest first.
};

struct WitnessView {
  std::string name;
  std::string vkey;
  std::optional<Instant> signed_at;
};

struct LogView {
  LogFigures figures;
  std::string root;        ///< Base64, as in the checkpoint.
  std::string checkpoint;  ///< The signed note, whole.
  std::string vkey;
  std::vector<WitnessView> witnesses;
};

enum class Message { not_found, bad_request, too_many, fault };

struct MessageView {
  Message kind{Message::not_found};
  Text detail;            ///< May be empty.
  std::string reference;  ///< To quote on the telephone; may be empty.
};

/// How the verifier asks for a value, and turns what people type into what was recorded.
enum class FieldKind {
  text,
  document_number,  ///< Brackets and spaces are put right: 云公（治）行罚决字〔2026〕8号.
  date,             ///< Recorded as "2026-03-02".
  integer,          ///< Recorded in digits.
  fen,              ///< Typed in yuan, recorded as decimal fen.
  choice,           ///< One of `choices`, recorded by its value.
  document_digest,  ///< Not asked for: the fifth part of the paper's link, recorded in hex.
};

/// Whether every paper shows it; one that a paper does not show stays out of its record.
enum class Presence { always, where_shown };

/// A field that a person copies from paper to check a record of this type.
struct FieldView {
  std::string name;
  Text label;
  FieldKind kind{FieldKind::text};
  Presence presence{Presence::always};
  std::vector<Choice> choices;
};
struct RecordFieldsView {
  std::string type;  ///< "decision.made"
  std::vector<FieldView> fields;
};

}  // namespace mingcha::portal
