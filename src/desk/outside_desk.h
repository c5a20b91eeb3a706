// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/instant.h"
#include "base/result.h"
#include "desk/envelope.h"
#include "outside/event.h"
#include "people/visitor.h"

namespace mingcha::store {
class Database;
class Session;
}  // namespace mingcha::store

namespace mingcha::pack {
struct Pack;
}  // namespace mingcha::pack

namespace mingcha::desk {

class CaseDesk;
class PeopleDesk;
class Recorder;

/// One outside query as it stands.
struct OutsideQuery {
  std::string id;
  outside::State state;
  Instant asked_at{};
};

/// Outside queries of sealed records: registered with organ, basis and letter, approved by a second
/// person, answered, and all of it on record. The public log says that a sealed record was queried,
/// not whose.
class OutsideDesk {
 public:
  OutsideDesk(store::Database& database, const pack::Pack& pack, PeopleDesk& people,
              CaseDesk& cases, const Recorder& recorder, Clock& clock)
      : database_{database},
        pack_{pack},
        people_{people},
        cases_{cases},
        recorder_{recorder},
        clock_{clock} {}

  /// By whoever may look into the record, and said why. Answers JSON {"query", "state"}.
  [[nodiscard]] Result<std::string> ask(const people::Visitor& visitor,
                                        const outside::QueryAsked& command,
                                        const Envelope& envelope);
  /// By somebody else than registered it.
  [[nodiscard]] Result<std::string> decide(const people::Visitor& visitor, const std::string& id,
                                           const outside::QueryDecided& command,
                                           const Envelope& envelope);
  /// What was given, once it was approved.
  [[nodiscard]] Result<std::string> answer(const people::Visitor& visitor, const std::string& id,
                                           const outside::QueryAnswered& command,
                                           const Envelope& envelope);
  /// Newest first.
  [[nodiscard]] std::vector<OutsideQuery> list(std::int64_t limit);

 private:
  [[nodiscard]] Result<std::string> keep(store::Session& session, const std::string& id,
                                         const outside::State& before, const outside::Event& event,
                                         const std::string& actor, const Envelope& envelope);

  store::Database& database_;
  const pack::Pack& pack_;
  PeopleDesk& people_;
  CaseDesk& cases_;
  const Recorder& recorder_;
  Clock& clock_;
};

}  // namespace mingcha::desk
