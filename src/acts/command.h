// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/instant.h"
#include "casefile/event.h"

/// What somebody wants to happen to a case. Imperative, as it came in: nothing is checked yet.
namespace mingcha::acts {

/// Carry out a step of the procedure.
struct DoStep {
  std::string step;
  std::optional<Instant> happened_at;   ///< Absent: now.
  std::vector<std::string> performers;  ///< Who did it with the actor; the actor may be named too.
  casefile::Values values;              ///< Only what is new or corrected.
  // Review steps:
  std::map<std::string, casefile::PointOpinion> points;
  std::string opinion;  ///< Pack's id of it.
  std::string reasons;
  // Review and decision steps: digest of the draft that the person had before the eyes.
  std::string draft;
};

/// Open a case on an enforcement item by carrying out the first step of its procedure.
struct OpenCase {
  std::string item;
  DoStep first;
};

/// A file that has arrived whole in the vault.
struct AcceptEvidence {
  casefile::EvidenceAccepted evidence;
};

/// Stop, restart or extend the clock of a time limit.
struct ChangeLimit {
  std::string limit, change, ground, reason;
  std::optional<Instant> happened_at;
};

/// Put right a fact that was entered wrongly.
struct CorrectFact {
  std::string field, value, reason;
};

/// Make an issued paper count no longer; its number stays taken.
struct VoidPaper {
  std::int64_t paper = 0;  ///< Version of the event that issued it.
  std::string reason;
};

/// Leave a paper as it is although a fact in it was corrected since.
struct KeepPaper {
  std::int64_t paper = 0;  ///< Version of the event that issued it.
  std::string reason;
};

}  // namespace mingcha::acts
