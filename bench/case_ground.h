// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>

#include "base/encoding.h"
#include "base/instant.h"
#include "base/result.h"
#include "desk/case_desk.h"
#include "desk/people_desk.h"
#include "desk/recorder.h"
#include "pack/definition.h"
#include "store/database.h"

namespace mingcha::bench {

/// The pack for public security. Throws when it does not load.
[[nodiscard]] std::shared_ptr<const pack::Pack> load_pack();

/// What a refusal says, for whoever has to mend the benchmark.
[[nodiscard]] std::string describe(const Rejection& rejection);

/// The case desk over a database, with the demonstration's fictional agency and a clock that the
/// benchmark sets. The agency is recorded when the database does not know it yet.
class CaseGround {
 public:
  CaseGround(const std::string& address, const pack::Pack& pack, const Digest& wrapping_key);

  [[nodiscard]] const pack::Pack& pack() const { return pack_; }
  [[nodiscard]] SetClock& clock() { return clock_; }
  [[nodiscard]] store::Database& database() { return *database_; }
  [[nodiscard]] desk::CaseDesk& cases() { return cases_; }
  [[nodiscard]] std::shared_ptr<const people::Directory> directory() { return people_.directory(); }

 private:
  const pack::Pack& pack_;
  SetClock clock_;
  std::unique_ptr<store::Database> database_;
  desk::Recorder recorder_;
  desk::PeopleDesk people_;
  desk::CaseDesk cases_;
};

}  // namespace mingcha::bench
