// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "acts/decide.h"
#include "base/instant.h"
#include "base/result.h"
#include "casefile/state.h"
#include "desk/case_index.h"
#include "desk/case_rows.h"
#include "desk/recorder.h"

namespace mingcha::desk {

/// What somebody wants of a case: acts::decide with the command already given to it.
using Wish = std::function<Result<casefile::Events>(const casefile::State& before,
                                                    const acts::Surroundings& around)>;

/// A command that was decided, and all that follows from it worked out; only the writing is left.
struct DecidedCommand {
  std::shared_ptr<const people::Directory> people;
  Instant at;
  std::string actor;
  casefile::Events events;
  std::shared_ptr<const casefile::State> after;
  PreparedEvents record;  ///< ref_seq is open too.
  CaseRows rows;
  IndexChange index;
  std::vector<std::string> numbers;
};

/// What a command was decided on, so that a transaction can tell whether it still stands so.
struct DecidedOn {
  std::int64_t version = 0;    ///< Of the case.
  std::int64_t directory = 0;  ///< Of the directory of people.

  bool operator==(const DecidedOn&) const = default;
};

/// Pure but for `around.take_number`: decides, folds the events, commits to them, and reckons
/// what lists show. `before` has its id, also where the case is not there yet.
[[nodiscard]] Result<DecidedCommand> work_out(const casefile::State& before, const Wish& wish,
                                              const acts::Surroundings& around,
                                              std::shared_ptr<const people::Directory> people);

}  // namespace mingcha::desk
