// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "base/text.h"
#include "cel/expression.h"
#include "law/time_limit.h"

/// What the pack says of the public's part: following one's own case, and speaking up.
namespace mingcha::pack {

/// Steps that are told in the same words to whoever follows a case.
struct ToldSteps {
  std::vector<std::string> steps;  ///< Ids, or "kind:review" for every step of that kind.
  Text words;                      ///< Empty: these steps are not told.
};

/// What a party may do while this holds.
struct PartyRight {
  cel::Expression when;
  Text what;
  std::string article;
};

/// What whoever holds a case's progress code is told (办案进度查询).
struct Progress {
  std::string article;              ///< Why.
  std::string looks_article;        ///< Why also who looked.
  std::vector<std::string> papers;  ///< Documents on which the code is printed.
  std::vector<ToldSteps> told;      ///< Steps not named here are told by their title.
  Text internal;                    ///< Said while the case waits for a step that is not told.
  std::vector<PartyRight> rights;

  /// The words for a step; null when it is told by its title. They are empty when it is not told.
  [[nodiscard]] const Text* words_for(const std::string& step, const std::string& kind) const;
};

/// A kind of what the public may send in: 纠错, 投诉, 评价, 咨询.
struct FeedbackKind {
  std::string id;
  Text title, hint;
  std::string article;
  bool rated = false;              ///< Asks for one to five stars.
  bool about_page = false;         ///< Asks which published page it is about.
  bool against_unit = false;       ///< Speaks against a unit, which is kept away from it.
  std::string limit;               ///< One of Participation::limits; empty: needs no answer.
  std::vector<std::string> to;     ///< Roles: the first whose unit it does not speak against.
  std::vector<std::string> again;  ///< The same for a second one about the same matter.
};

struct Participation {
  Progress progress;
  std::vector<FeedbackKind> kinds;  ///< Empty: nothing can be sent in.
  std::vector<law::TimeLimit> limits;
  std::string kept_away_article;  ///< Why a unit never sees who spoke against it.

  /// Null when there is none of that id.
  [[nodiscard]] const FeedbackKind* kind(const std::string& id) const;
  [[nodiscard]] const law::TimeLimit* limit(const std::string& id) const;
};

/// The event that the limits of participation start on.
inline constexpr const char* kFeedbackReceived = "feedback_received";

}  // namespace mingcha::pack
