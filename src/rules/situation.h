// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/instant.h"
#include "casefile/event.h"
#include "people/person.h"

namespace mingcha::law {
class Calendar;
}  // namespace mingcha::law

/// Supervision rules: the pack names a pattern, its parameters, its article and its words; the
/// engine knows the patterns below and no law.
namespace mingcha::rules {

/// An earlier time the same step was done.
struct Occasion {
  std::vector<std::string> performers;  ///< Person ids.
  casefile::Values facts;               ///< What its form asks for, as it stands recorded.
};

/// A rule that looks beyond the case: at other times of the same persons.
struct SpanAsked {
  std::string rule;
  std::string from, until;  ///< Fields that hold the moments.
};

/// A rule that looks beyond the case: at other cases in which the same was settled.
struct SameAsked {
  std::string rule;
  std::string key;  ///< What is the same, as one text; never shown to anybody.
};

/// All a rule may look at when somebody wants to do a step: plain values, so that the examples in
/// the pack can be written down and run without a case.
struct Situation {
  std::string step;       ///< Step id.
  std::string step_kind;  ///< "record", "notice" …
  people::Person actor;
  std::vector<people::Person> performers;  ///< The actor among them.
  std::set<std::string> handlers;          ///< Person ids of those who handled the case so far.
  /// The steps by which each of them became one; of examples nothing.
  std::map<std::string, std::set<std::string>> handled;
  std::set<std::string> recused;  ///< Person ids of those with a conflict of interest.
  /// On whose behalf performers act: their conflicts and earlier work count as well.
  std::set<std::string> behind;
  std::set<std::string> absent;  ///< Of the performers: who is on leave that day.
  std::string unit;              ///< That handles the case.
  Instant happened_at, now;
  std::map<std::string, Instant> done;               ///< Steps that count, and when they happened.
  std::map<std::string, std::set<std::string>> did;  ///< Who did them: person ids by step.
  casefile::Values facts;                            ///< With those of this step.
  std::optional<casefile::Values> notified;          ///< As the party was told them.
  std::vector<Occasion> earlier;    ///< In this case and, of the same persons, in others.
  std::set<std::string> elsewhere;  ///< Ids of rules by which another case has settled the same.
  int evidence = 0;                 ///< Files attached.
  const law::Calendar* calendar = nullptr;  ///< For working days; lives as long as the pack.
  std::optional<Day> opened;                ///< When the case was opened.
};

}  // namespace mingcha::rules
