// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "casefile/event.h"

namespace mingcha::casefile {

/// Who recorded an event, when, and as which version of its case.
struct Recorded {
  std::int64_t version = 0;
  std::string actor;
  Instant at;
};

struct Fact {
  std::string value;
  std::string step;  ///< Where it was entered.
  Recorded recorded;
  bool corrected = false;  ///< Put right afterwards, and not by a step.
};

/// The last time a step was done, while it still counts.
struct Done {
  std::string kind;
  Instant happened_at;
  std::vector<std::string> performers;
  int times = 0;
  Recorded recorded;
};

/// One time a step was done; what it said then is State::fact_at its version.
struct Occasion {
  std::string step;
  std::vector<std::string> performers;
  std::int64_t version = 0;  ///< Of its StepDone.
  Instant happened_at;
};

/// Why a paper counts no longer.
struct Voiding {
  std::string article, reason;
  Recorded recorded;
};

struct Paper {
  std::string step, document, text, digest, number;
  Recorded recorded;
  std::optional<Voiding> voided = {};
  Recorded kept = {};  ///< When it was last confirmed as it is; version 0: never.
};

struct ReviewOpinion {
  ReviewOpined opinion;
  Recorded recorded;
};

/// A draft on its way through legal review.
struct Submission {
  ReviewSubmitted said;
  Recorded recorded;
  std::string reviewer;      ///< Who has it now; empty: nobody yet.
  bool withdrawn = false;    ///< Another draft came before any opinion.
  std::int64_t opinion = 0;  ///< Version of the opinion on it; 0: none yet.

  [[nodiscard]] bool open() const { return !withdrawn && opinion == 0; }
};

struct Signature {
  DraftSigned said;
  Recorded recorded;
};

struct Suspension {
  Instant from;
  std::optional<Instant> to;
  std::string ground, reason;
};

struct Extension {
  std::string ground, reason;
  Instant at;
};

/// A case as it stands after some of its events. Built by evolve() and by nothing else.
struct State {
  std::string id;
  std::int64_t version = 0;
  std::optional<CaseOpened> opened;
  Recorded opening;
  std::map<std::string, Fact> facts;
  std::map<std::string, std::vector<Fact>> earlier;  ///< What a fact was before, oldest first.
  std::map<std::string, Done> done;                  ///< Steps that count now, by step id.
  std::vector<Occasion> occasions;                   ///< Oldest first, without voided ones.
  std::set<std::string> ever_done;                   ///< Also those that were voided since.
  std::set<std::string> handlers;  ///< Who carried out record, notice, defence or draft.
  /// By which steps each of them became one; also those whose papers were voided since.
  std::map<std::string, std::set<std::string>> handled;
  std::vector<EvidenceAccepted> evidence;
  std::vector<Paper> papers;  ///< Issued documents, in order; the decision and void ones too.
  std::optional<Paper> draft;
  std::optional<ReviewOpinion> review;  ///< The last one, of the present draft.
  int review_rounds = 0;
  std::vector<ReviewOpinion> opinions;         ///< All, oldest first; of drafts that are gone too.
  std::vector<Submission> submissions;         ///< Oldest first.
  std::vector<std::int64_t> annulled_reviews;  ///< Versions of those whose decisions were voided.
  bool review_added = false;                   ///< By a leader.
  std::optional<Recorded> objected;            ///< To the last opinion.
  std::set<std::string> recused;               ///< Persons with a conflict of interest.
  std::vector<Signature> signatures;           ///< Under drafts, oldest first.
  std::optional<Signature> sent_back;          ///< The present draft, by somebody who had to agree.
  /// Version of the last event that gave a reviewer something new to look at: evidence, a step of
  /// casework, a correction, another draft.
  std::int64_t material_since = 0;
  int reviews_voided = 0;          ///< Passed reviews that became void.
  std::optional<Values> notified;  ///< The facts as the party was told them.
  std::optional<DecisionMade> decision;
  Recorded decision_recorded;
  std::set<std::string> served;                                ///< Document ids.
  std::map<std::string, std::vector<Suspension>> suspensions;  ///< By limit id.
  std::map<std::string, std::vector<Extension>> extensions;
  std::optional<RecordSealed> sealed;
  bool closed = false;

  [[nodiscard]] bool is_done(const std::string& step) const { return done.contains(step); }
  /// Null when not entered.
  [[nodiscard]] const std::string* fact(const std::string& field) const;
  [[nodiscard]] Values values() const;
  /// The newest issued document of that id that counts, or null.
  [[nodiscard]] const Paper* paper(const std::string& document) const;
  /// The document issued by the event of that version, void or not, or null.
  [[nodiscard]] const Paper* paper_of(std::int64_t issued) const;
  /// What the fact was right after the event of that version; null when it was not there.
  [[nodiscard]] const std::string* fact_at(const std::string& field, std::int64_t at_version) const;
  /// The review that is under way, or null.
  [[nodiscard]] const Submission* submission() const;
};

/// Whether who does a step of that kind handles the case from then on.
[[nodiscard]] bool makes_handler(std::string_view kind);

/// A review as it was recorded earlier, in today's form: its opinion has no id.
[[nodiscard]] ReviewOpined as_opined(const ReviewDone& earlier, std::int64_t round);

/// One line per event; no rule lives here: what was recorded is a fact, even where today's law
/// would refuse it.
[[nodiscard]] State evolve(State state, const Event& event, const Recorded& recorded);

}  // namespace mingcha::casefile
