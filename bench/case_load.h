// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <variant>
#include <vector>

#include "acts/command.h"
#include "base/instant.h"
#include "people/visitor.h"

namespace mingcha::bench {

class CaseGround;

/// One command of a case, by whom and when.
struct ScriptLine {
  Instant at;
  people::Visitor visitor;
  std::variant<acts::OpenCase, acts::DoStep, acts::AcceptEvidence> command;
  bool reads_draft = false;  ///< The present draft's digest goes with it.
  bool reviews = false;      ///< Whoever has the review does it, not the visitor.
};

/// The commands of packs/public-security/stories/venue_walk.story that are taken, from the opening
/// of the case to its end: a venue is closed down after legal review.
[[nodiscard]] std::vector<ScriptLine> venue_script(CaseGround& ground);

/// Many such cases. They go through the script together, since they share one clock.
class CaseLoad {
 public:
  /// `name` keeps the keys of loads over the same database apart.
  CaseLoad(CaseGround& ground, const std::vector<ScriptLine>& script, std::string name, int cases);

  /// Which cases still go on.
  using Wanted = std::function<bool(int number)>;

  /// Carries out one line for every case, by so many clients at the same time; throws when one is
  /// refused. Returns the seconds from the first command to the last answer. What a client needs
  /// to know for its command (the draft) was asked before that.
  double play(std::size_t line, int clients, const Wanted& wanted = {});

  [[nodiscard]] const std::string& case_id(int number) const {
    return ids_[static_cast<std::size_t>(number)];
  }
  [[nodiscard]] std::string key_of(std::size_t line, int number) const;

 private:
  void learn_draft(const ScriptLine& line, int number);
  void carry_out(std::size_t line, int number);

  CaseGround& ground_;
  const std::vector<ScriptLine>& script_;
  std::string name_;
  std::vector<std::string> ids_;
  std::vector<std::string> drafts_;
  std::vector<std::string> reviewers_;
};

}  // namespace mingcha::bench
