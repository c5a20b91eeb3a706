// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "http/portal/view.h"

// What the pages of 公众参与 show: following one's own case, and speaking up. Plain values.
namespace mingcha::portal {

/// GET /follow, and again after a code that was none.
struct FollowFormView {
  std::string typed;  ///< What was typed; empty at first.
  Text fault;         ///< What is wrong with it; empty at first.
  Text cure;
};

/// Part of a case's course.
struct FollowStage {
  Text words;
  Day from{}, to{};
};

struct FollowLimit {
  Text title;
  Instant due;
  bool right = false;  ///< Of something that the reader may do.
  bool overdue = false;
  std::vector<Text> derivation;
  ArticleView article;
};

/// People of the bureau who looked at the case on one day.
struct FollowLook {
  Day day{};
  Text unit, role;
  bool reader = false;  ///< The reader, with the code.
};

struct FollowRight {
  Text what;
  ArticleView article;
};

/// POST /follow
struct FollowView {
  Text kind;  ///< 行政处罚
  Day opened{};
  Text unit;
  std::string phone;
  bool closed = false;
  std::vector<FollowStage> done;
  Text current, next;  ///< Empty: not known, or nothing.
  std::vector<FollowLimit> limits;
  std::vector<FollowRight> rights;
  std::vector<Remedy> remedies;
  std::vector<FollowLook> looks;
  ArticleView why, why_looks;
};

// ---- speaking up ------------------------------------------------------------------------------

/// 纠错, 投诉, 评价, 咨询
struct SpeakKind {
  std::string id;
  Text title, hint;
  bool rated = false, about_page = false, against_unit = false;
};

/// What is wrong with one field of a form.
struct SpeakFault {
  std::string field;  ///< Its id; empty: the form as a whole.
  Text what, cure;
};

/// GET /speak
struct SpeakHomeView {
  std::vector<SpeakKind> kinds;
  std::string number;  ///< As typed.
  std::vector<SpeakFault> faults;
  std::uint64_t answers = 0;  ///< Published.
};

/// GET /speak/new?kind=&about=, and again with what was wrong.
struct SpeakFormView {
  SpeakKind kind;
  std::string key;  ///< Makes a form sent twice one.
  std::string text, about, against, name, contact;
  Text about_title;  ///< Of the page it is about; empty for other words.
  std::int64_t rating = 0;
  bool may_publish = false;
  std::string earlier, earlier_secret;  ///< Of a second one.
  std::vector<Choice> units;
  std::vector<LimitView> limits;
  std::vector<SpeakFault> faults;
};

/// POST /speak: the receipt, shown once.
struct SpeakReceiptView {
  Text kind, unit;
  std::string number, secret;  ///< In groups.
  std::string link;            ///< Of the page of status, whole.
  std::optional<Instant> due;
  std::vector<Text> derivation;
};

struct SpeakTurn {
  Text what;
  Instant at;
  std::string detail;  ///< A reason; may be empty.
};

/// POST /speak/{receipt}
struct SpeakStatusView {
  Text kind, unit, state;
  std::string number;
  std::string text, about;
  Text about_title;
  std::int64_t rating = 0;
  Instant received_at;
  std::optional<Instant> due;
  bool late = false;
  std::vector<Text> derivation;
  std::vector<SpeakTurn> turns;  ///< Oldest first.
  std::string answer, reason;    ///< What came of it; the one that is not empty.
  bool published = false;
  bool may_speak_again = false;
  std::string kind_id, secret, key;  ///< For the form of a second one.
};

struct SpeakAnswer {
  Text kind;
  std::string question, answer;
  Day published_on{};
};

/// GET /speak/answers?page=
struct SpeakAnswersView {
  std::vector<SpeakAnswer> answers;
  std::uint64_t total{}, page{1}, pages{1};
};

/// GET /follow
[[nodiscard]] std::string follow_form_page(const SiteView& site, const FollowFormView& view);
/// POST /follow. Belongs into no cache.
[[nodiscard]] std::string follow_page(const SiteView& site, const FollowView& view);

[[nodiscard]] std::string speak_home_page(const SiteView& site, const SpeakHomeView& view);
[[nodiscard]] std::string speak_form_page(const SiteView& site, const SpeakFormView& view);
/// Belongs into no cache.
[[nodiscard]] std::string speak_receipt_page(const SiteView& site, const SpeakReceiptView& view);
/// GET /speak/{receipt}: asks for the other half, whether there is such a receipt or not.
[[nodiscard]] std::string speak_secret_page(const SiteView& site, const SpeakHomeView& view);
/// Belongs into no cache.
[[nodiscard]] std::string speak_status_page(const SiteView& site, const SpeakStatusView& view);
[[nodiscard]] std::string speak_answers_page(const SiteView& site, const SpeakAnswersView& view);

}  // namespace mingcha::portal
