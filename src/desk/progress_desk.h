// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "acts/progress.h"
#include "base/instant.h"
#include "base/result.h"
#include "desk/attempt_limit.h"
#include "people/visitor.h"

namespace mingcha::store {
class Database;
class Session;
}  // namespace mingcha::store

namespace mingcha::casefile {
struct State;
}  // namespace mingcha::casefile

namespace mingcha::desk {

class CaseDesk;
class PeopleDesk;
class Recorder;
class TrailDesk;

/// Stands in the trail of looks for whoever followed a case with its code.
inline constexpr const char* kFollower = "progress-code";

/// People of the bureau who looked at a case on one day, by what they are. No names.
struct RoleLook {
  Day day;
  Text unit, role;
  bool follower = false;  ///< The party itself, with its code.
};

/// What whoever holds the code is shown. Owns all that `progress` refers to.
struct FollowSight {
  std::shared_ptr<const people::Directory> people;
  std::shared_ptr<const casefile::State> state;
  std::unique_ptr<acts::CaseView> view;
  acts::Progress progress;
  std::vector<RoleLook> looks;  ///< Newest first.
  Text unit;                    ///< That handles it: where to ask.
  std::string phone;
};

/// A case followed by its party (办案进度查询). Safe to use from any thread.
class ProgressDesk {
 public:
  ProgressDesk(store::Database& database, const pack::Pack& pack, PeopleDesk& people,
               CaseDesk& cases, const Recorder& recorder, TrailDesk& trail, Clock& clock)
      : database_{database},
        pack_{pack},
        people_{people},
        cases_{cases},
        recorder_{recorder},
        trail_{trail},
        clock_{clock} {}

  /// What was typed is put right where it can be. Refused as invalid when it can be no code, as not
  /// found when it is the code of no case, and as too many when this address, or all together,
  /// tried too often. Is recorded as a look before it answers.
  [[nodiscard]] Result<FollowSight> follow(std::string_view typed, const std::string& address);

  /// The case's code; empty where the key that it is made from was destroyed.
  [[nodiscard]] std::string code_of(const std::string& case_id);
  /// The same for those who hand it to the party: who handles the case, or manages its unit's.
  [[nodiscard]] std::string code_for(const people::Visitor& visitor, const casefile::State& state);

 private:
  [[nodiscard]] std::vector<RoleLook> looks_at(const std::string& case_id,
                                               const people::Directory& people);

  store::Database& database_;
  const pack::Pack& pack_;
  PeopleDesk& people_;
  CaseDesk& cases_;
  const Recorder& recorder_;
  TrailDesk& trail_;
  Clock& clock_;
  // One family behind one address tries a few times; a machine that guesses is stopped.
  AttemptLimit per_address_{20, std::chrono::seconds{15}};
  AttemptLimit overall_{600, std::chrono::milliseconds{100}};
};

}  // namespace mingcha::desk
