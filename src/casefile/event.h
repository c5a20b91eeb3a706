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

struct PointOpinion {
  bool passed = false;
  std::string note;
};

/// One legal review of exactly the draft with this digest.
struct ReviewDone {
  std::string step, draft;
  bool passed = false;
  std::map<std::string, PointOpinion> points;
  std::string reasons;
};

struct DecisionMade {
  std::string step, document;
  std::string draft;              ///< Digest of the draft that was approved.
  std::int64_t review = 0;        ///< Version of the ReviewDone it rests on; 0: not major.
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

using Event = std::variant<CaseOpened, StepDone, EvidenceAccepted, DocumentDrafted, DocumentIssued,
                           ReviewDone, DecisionMade, DocumentServed, LimitChanged, RecordSealed,
                           CaseClosed, FactCorrected, PaperVoided, PaperKept>;
using Events = std::vector<Event>;

}  // namespace mingcha::casefile
