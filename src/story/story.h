// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/instant.h"

/// A story is a case told in plain text: who did what and when, and what must hold then. Lawyers
/// write and read it; the machine plays it against the real desks. The form: doc/stories.md.
namespace mingcha::story {

/// Where something is written, as "file:line".
struct Place {
  std::string file;
  int line = 0;

  [[nodiscard]] std::string to_string() const { return file + ":" + std::to_string(line); }
};

/// "field = value" below an act.
struct Entry {
  Place place;
  std::string name, value;
};

enum class When { moment, same_day, days_later, working_days_later };

/// The clock is set. The first one of a story is a moment.
struct Time {
  Place place;
  When when{};
  Day day{};      ///< moment
  int count = 0;  ///< days_later, working_days_later
  std::chrono::minutes time_of_day{};
};

enum class Verb {
  opens,
  does,
  attaches,
  passes,
  returns,
  suspends,
  resumes,
  extends,
  prepares,
  publishes,
  withdraws,
  amends,    ///< What is published.
  notes,     ///< That a published decision no longer stands.
  corrects,  ///< A fact.
  voids,     ///< A paper.
  keeps,     ///< A paper, as it is.
  assigns,   ///< The review that is under way, to somebody else.
  declares,  ///< A conflict of interest.
  fixes,     ///< The figures of a year.
  confirms,  ///< The report of a year: it is public then.
  exports,   ///< Credit data of a kind.
};

/// A finding that a refusal must hold. Empty parts are not looked at.
struct ExpectedFinding {
  Place place;
  std::string code, article;
  std::string words;  ///< Part of the Chinese sentence.
};

struct ExpectedRefusal {
  Place place;
  std::string kind;  ///< "rule_broken" …; empty: any.
  std::vector<ExpectedFinding> findings;
};

/// Somebody does something. Unless a refusal is expected, it must be taken.
struct Act {
  Place place;
  std::string actor;
  Verb verb{};
  std::string object;                   ///< Item, step, limit or the evidence's title.
  std::vector<std::string> companions;  ///< Who did it with the actor.
  std::string ground;                   ///< Of a changed limit.
  std::string reason;                   ///< After the colon; the content of attached files too.
  std::string file_name;
  std::vector<Entry> entries;
  bool earlier_draft = false;  ///< Had the draft before the present one before the eyes.
  std::optional<ExpectedRefusal> refused;
};

enum class Aspect {
  next_includes,
  next_lacks,
  possible,
  impossible,
  due,
  limit,
  fact,
  number,
  case_is,
  review_is,
  reviewer_is,
  draft_says,
  draft_lacks,
  paper_says,
  paper_lacks,
  flagged,  ///< The paper says what was corrected since.
  not_flagged,
  publication_is,
  publication_due,
  publication_because,
  public_text_says,
  public_text_lacks,
};

/// Something that must hold at this point.
struct Claim {
  Place place;
  Aspect aspect{};
  std::string subject, value;
};

/// Somebody's certificate, or legal qualification, ends on a day.
struct CertificateEnds {
  Place place;
  std::string person;
  Day day{};
  bool qualification = false;
};

/// Somebody is on leave for some days, or lets another approve in his place.
struct StandsIn {
  Place place;
  std::string person;
  std::string other;  ///< Who approves instead; empty: he is on leave.
  Day from{}, to{};
};

/// A name for this point, from which other stories go on.
struct Mark {
  Place place;
  std::string name;
};

using Line = std::variant<Time, Act, Claim, CertificateEnds, Mark, StandsIn>;

/// The story begins like another one, up to a mark.
struct Continuation {
  Place place;
  std::string file, mark;
};

struct Story {
  std::string file;
  std::string title;
  std::vector<Entry> basis;  ///< Citations that it shows; `name` is the citation.
  std::optional<Continuation> continues;
  std::vector<Line> lines;
};

/// A line and when it happens.
struct Scene {
  Instant at;
  Line line;
};

[[nodiscard]] const Place& place_of(const Line& line);

}  // namespace mingcha::story
