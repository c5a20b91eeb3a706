// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <variant>
#include <vector>

#include "base/instant.h"

/// What can happen to a case. Events are facts in the past tense; a released event never changes
/// its meaning or its fields (test/golden/events): a new meaning is a new kind.
namespace mingcha::casefile {

/// Values of fields by field id, in canonical text: whole numbers in decimal, days "YYYY-MM-DD",
/// moments in RFC 3339, booleans "true"/"false", choices by id, text in NFC.
using Values = std::map<std::string, std::string>;

struct CaseOpened {
  std::string item, procedure;
  std::string pack, pack_version, pack_digest;
  std::string unit;
};

/// A step of the procedure was carried out; its facts were entered.
struct StepDone {
  std::string step, kind;
  Instant happened_at;
  std::vector<std::string> performers;  ///< Person ids, the actor among them.
  Values values;
};

/// A file arrived whole; both digests are over its bytes.
struct EvidenceAccepted {
  std::string evidence, title, name, media_type;
  std::int64_t size = 0;
  std::string sha256, sm3;  ///< Hex.
};

struct DocumentDrafted {
  std::string step, document, text, digest;
};

/// Any document but the decision: complete, and on file from now on.
struct DocumentIssued {
  std::string step, document, text, digest, number;
};

/// Where in the file a reviewer looked. `of`: draft | evidence | paper; `id`: the evidence's id, or
/// the version of the event that issued the paper. 0, and second -1: not said.
struct PointReference {
  std::string of, id;
  std::int64_t page = 0;
  std::int64_t paragraph = 0;
  std::int64_t second = -1;
};

struct PointOpinion {
  bool passed = false;
  std::string note;
  std::vector<PointReference> references = {};
};

/// One legal review of exactly the draft with this digest, as it was recorded when reviews only
/// passed or returned. Now: ReviewOpined.
struct ReviewDone {
  std::string step, draft;
  bool passed = false;
  std::map<std::string, PointOpinion> points;
  std::string reasons;
};

/// One legal review of exactly the draft with this digest. Whether it opens the way to the decision
/// stands in the event, so that a later pack cannot say otherwise.
struct ReviewOpined {
  std::string step, draft;
  std::string opinion;  ///< Pack's id of it: pass, return …
  bool passed = false;
  std::int64_t round = 0;  ///< From 1.
  std::map<std::string, PointOpinion> points;
  std::string reasons;
};

struct DecisionMade {
  std::string step, document;
  std::string draft;              ///< Digest of the draft that was approved.
  std::int64_t review = 0;        ///< Version of the review it rests on; 0: not major.
  std::string not_major_grounds;  ///< Why no review was needed; empty where there was one.
  std::string number, text, digest;
  std::string decided_on;  ///< Day.
};

struct DocumentServed {
  std::string step, document, digest;
};

/// The clock of a time limit was stopped, started again, or its term extended.
struct LimitChanged {
  std::string limit, change;  ///< change: suspended | resumed | extended
  std::string ground;         ///< Pack's id of the suspension event or extension.
  std::string reason;
  Instant happened_at;
};

struct RecordSealed {
  std::string article, reason;
};

struct CaseClosed {
  std::string step;
};

/// A fact that had been entered wrongly was put right; it still belongs to the step that asked.
struct FactCorrected {
  std::string field, before, value, reason;
};

/// An issued paper counts no longer; its number stays taken.
struct PaperVoided {
  std::int64_t paper = 0;  ///< Version of the event that issued it.
  std::string step, document, digest, number;
  std::string article, reason;
};

/// A paper that says what a fact was before its correction stays as it is.
struct PaperKept {
  std::int64_t paper = 0;  ///< Version of the event that issued it.
  std::string document, digest, reason;
};

/// A draft went to legal review: by being drafted where the case is major, again by its handlers,
/// or to another reviewer after an objection.
struct ReviewSubmitted {
  std::string step, draft;
  std::int64_t round = 0;  ///< Of the opinion that is asked for.
  bool again = false;      ///< After an objection to the last opinion.
  std::string reviewer;    ///< Whom the rule chose; empty: nobody could be chosen.
  std::string account;     ///< What the handlers say to it (情况说明, 补正情况).
};

/// The review that is under way went to another reviewer.
struct ReviewAssigned {
  std::int64_t round = 0;
  std::string before, reviewer;  ///< Persons; empty: nobody.
  std::string reason;
};

/// Somebody has a conflict of interest in this case and does nothing in it any more (回避).
struct ConflictDeclared {
  std::string person, reason;
};

/// Somebody above the handlers agreed with exactly this draft, or sent it back.
struct DraftSigned {
  std::string step, draft;
  std::string signer;
  std::string level;       ///< Pack's id of the level on which it was signed; may be empty.
  std::string on_behalf;   ///< Person whose power was used; empty: his own.
  std::string delegation;  ///< Id of what gave him that power.
  bool agrees = false;
  std::string reasons;  ///< Why not.
};

using Event = std::variant<CaseOpened, StepDone, EvidenceAccepted, DocumentDrafted, DocumentIssued,
                           ReviewDone, DecisionMade, DocumentServed, LimitChanged, RecordSealed,
                           CaseClosed, FactCorrected, PaperVoided, PaperKept, ReviewOpined,
                           ReviewSubmitted, ReviewAssigned, ConflictDeclared, DraftSigned>;
using Events = std::vector<Event>;

}  // namespace mingcha::casefile
