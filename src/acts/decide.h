// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "acts/command.h"
#include "base/result.h"
#include "casefile/event.h"
#include "casefile/state.h"
#include "pack/definition.h"
#include "people/person.h"

/// From a case and somebody's wish to events or to every reason why not. Pure: no clock, no files,
/// no database; the same values give the same answer.
namespace mingcha::acts {

class CaseView;

/// Takes the next document number of a kind of document (文种), e.g.
/// "云公（治）行罚决字〔2026〕12号". Called once, when nothing else can be refused any more.
using TakeNumber = std::function<std::string(const std::string& word, const std::string& unit)>;

/// Some hours that somebody spent on a step of another case.
struct Engagement {
  std::string person;
  Instant from, until;
};

/// What deciding may have to know of other cases. It is asked in the command's own transaction, and
/// what it answers stays so until the commit. What is left empty is not known: as if there were
/// nothing.
struct Elsewhere {
  /// Of these persons, by the rule of that id, between the two moments.
  std::function<std::vector<Engagement>(const std::string& rule,
                                        const std::vector<std::string>& persons, Instant from,
                                        Instant until)>
      engagements;
  /// Whether another case has settled the same by the rule of that id (rules::SameAsked).
  std::function<bool(const std::string& rule, const std::string& key)> settled;
  /// How much that person has to review and has reviewed lately: more is more.
  std::function<std::int64_t(const std::string& person)> review_burden;
};

struct Surroundings {
  const pack::Pack& pack;
  const people::Directory& people;
  std::string actor;  ///< Person id.
  Instant now;
  TakeNumber take_number;
  Elsewhere elsewhere = {};
};

[[nodiscard]] Result<casefile::Events> decide(const casefile::State& state, const OpenCase& command,
                                              const Surroundings& around);
[[nodiscard]] Result<casefile::Events> decide(const casefile::State& state, const DoStep& command,
                                              const Surroundings& around);
[[nodiscard]] Result<casefile::Events> decide(const casefile::State& state,
                                              const AcceptEvidence& command,
                                              const Surroundings& around);
[[nodiscard]] Result<casefile::Events> decide(const casefile::State& state,
                                              const ChangeLimit& command,
                                              const Surroundings& around);

/// Why the step cannot be done now by anybody: its own conditions and the gates. Empty: it can,
/// once its form is filled and the right people do it.
[[nodiscard]] Findings obstacles(const CaseView& view, const pack::Step& step);
/// Whether there are none; asks no further than the first.
[[nodiscard]] bool is_possible(const CaseView& view, const pack::Step& step);

/// Whether the step counts from when it is submitted and takes no other time: reviews, objections
/// and approvals, which depend on who may on the day, and decisions that had to wait for them.
[[nodiscard]] bool is_made_now(const pack::Procedure& procedure, const pack::Step& step);

/// Common to all: the item the case is on. MINGCHA_ASSERT that the pack has it.
[[nodiscard]] const pack::Item& item_of(const pack::Pack& pack, const casefile::State& state);

}  // namespace mingcha::acts
