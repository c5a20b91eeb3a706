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

/// Supervision rules: the pack names a pattern, its parameters, its article and its words; the
/// engine knows the patterns below and no law.
namespace mingcha::rules {

/// An earlier time the same step was done.
struct Occasion {
  std::vector<std::string> performers;  ///< Person ids.
  casefile::Values facts;               ///< What its form asks for, as it stands recorded.
};

/// All a rule may look at when somebody wants to do a step: plain values, so that the examples in
/// the pack can be written down and run without a case.
struct Situation {
  std::string step;       ///< Step id.
  std::string step_kind;  ///< "record", "notice" …
  people::Person actor;
  std::vector<people::Person> performers;  ///< The actor among them.
  std::set<std::string> handlers;          ///< Person ids of those who handled the case so far.
  Instant happened_at, now;
  std::map<std::string, Instant> done;       ///< Steps that count, and when they happened.
  casefile::Values facts;                    ///< With those of this step.
  std::optional<casefile::Values> notified;  ///< As the party was told them.
  std::vector<Occasion> earlier;
  int evidence = 0;           ///< Files attached.
  std::optional<Day> opened;  ///< When the case was opened.
};

}  // namespace mingcha::rules
