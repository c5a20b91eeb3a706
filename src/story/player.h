// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "base/instant.h"
#include "base/result.h"
#include "story/stage.h"
#include "story/story.h"

namespace mingcha::desk {
struct Envelope;
struct Prepare;
struct Revocation;
}  // namespace mingcha::desk

namespace mingcha::people {
struct Directory;
struct Person;
}  // namespace mingcha::people

namespace mingcha::pack {
struct Step;
struct Procedure;
}  // namespace mingcha::pack

namespace mingcha::people {
struct Person;
struct Visitor;
}  // namespace mingcha::people

namespace mingcha::casefile {
struct State;
}  // namespace mingcha::casefile

namespace mingcha::acts {
struct DoStep;
}  // namespace mingcha::acts

namespace mingcha::story {

/// Plays one story line by line against the desks, so that several can be played together in the
/// order of time. Everything that comes out otherwise than told becomes a finding: "story-differs"
/// or, for names nobody has, "story-unknown"; `where` is "file:line".
class Player {
 public:
  /// `key` is another one for each story on the same record.
  Player(std::vector<Scene> scenes, Desks desks, std::string key);

  [[nodiscard]] bool over() const { return next_ == scenes_.size(); }
  /// When the next line happens. Not when it is over.
  [[nodiscard]] Instant next_at() const { return scenes_[next_].at; }
  /// Plays the next line.
  void advance();

  [[nodiscard]] const Findings& findings() const { return findings_; }
  /// The case that was opened last; empty before that.
  [[nodiscard]] const std::string& case_id() const { return case_id_; }

 private:
  void play(const Time& time);
  void play(const Mark& mark);
  void play(const CertificateEnds& change);
  void play(const StandsIn& line);
  [[nodiscard]] const people::Person* reviewer_of(const people::Directory& directory) const;
  void play(const Act& act);
  void play(const Claim& claim);

  [[nodiscard]] Result<std::string> carry_out(const Act& act, const people::Person& actor);
  [[nodiscard]] Result<std::string> open(const Act& act, const people::Visitor& visitor);
  [[nodiscard]] Result<std::string> step(const Act& act, const people::Visitor& visitor);
  [[nodiscard]] Result<std::string> report(const Act& act, const people::Visitor& visitor);
  [[nodiscard]] Result<std::string> amend(const Act& act, const people::Visitor& visitor);
  [[nodiscard]] Result<std::string> attach(const Act& act, const people::Visitor& visitor);
  [[nodiscard]] Result<std::string> change_limit(const Act& act, const people::Visitor& visitor);
  [[nodiscard]] Result<std::string> prepare(const Act& act, const people::Visitor& visitor);
  [[nodiscard]] Result<std::string> amend_publication(const Act& act,
                                                      const people::Visitor& visitor);
  [[nodiscard]] Result<std::string> publish(const Act& act, const people::Visitor& visitor);
  [[nodiscard]] desk::Prepare masks_of(const Act& act, const std::string& original);
  [[nodiscard]] desk::Revocation revocation(const Act& act);
  [[nodiscard]] acts::DoStep command_of(const Act& act, const pack::Step* step);
  void enter(const pack::Step* step, const Entry& entry, acts::DoStep& command);
  void compare(const Act& act, const Result<std::string>& outcome);
  void note_draft();

  [[nodiscard]] std::shared_ptr<const casefile::State> state() const;
  [[nodiscard]] const pack::Procedure* procedure() const;
  [[nodiscard]] desk::Envelope envelope();
  void differs(const Place& place, Text what);
  void unknown(const Place& place, const std::string& what, const std::string& name);

  std::vector<Scene> scenes_;
  Desks desks_;
  std::string key_;
  std::size_t next_ = 0;
  int commands_ = 0;
  std::string case_id_;
  std::string draft_, earlier_draft_;
  Findings findings_;
};

/// Plays all of it.
[[nodiscard]] Findings play(std::vector<Scene> scenes, Desks desks, const std::string& key);

}  // namespace mingcha::story
