// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "acts/case_view.h"
#include "acts/command.h"
#include "acts/decide.h"
#include "base/result.h"

namespace mingcha::acts {

/// A step that is about to be done: everything known, nothing decided.
struct Attempt {
  const CaseView& view;
  const pack::Step& step;
  const DoStep& command;
  const Surroundings& around;
  std::vector<std::string> performers;  ///< The actor first.
  Instant happened_at;
  casefile::Values values;
};

/// Adds what is not among the findings yet.
void add(Findings& to, Findings more);

}  // namespace mingcha::acts
