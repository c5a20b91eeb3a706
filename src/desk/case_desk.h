// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "acts/amend.h"
#include "acts/case_view.h"
#include "acts/command.h"
#include "acts/next.h"
#include "acts/reassign.h"
#include "base/instant.h"
#include "base/result.h"
#include "casefile/state.h"
#include "desk/decided_command.h"
#include "desk/envelope.h"
#include "people/visitor.h"
#include "registers/case_register.h"
#include "store/event_store.h"

namespace mingcha::store {
class Database;
class Session;
}  // namespace mingcha::store

namespace mingcha::desk {

class PeopleDesk;
class Recorder;
struct Beyond;

/// A case as somebody may see it. Owns all that `view` refers to.
struct CaseSight {
  std::shared_ptr<const people::Directory> people;
  std::shared_ptr<const casefile::State> state;
  std::unique_ptr<acts::CaseView> view;
  std::vector<acts::NextStep> next;
  std::vector<acts::LimitStatus> limits;
  Instant moment;       ///< That is looked at.
  Day day;              ///< The moment's.
  bool sealed = false;  ///< As the case is now, whatever moment is looked at.
};

struct TimelineEntry {
  store::StoredEvent event;
  std::string actor_name;
  std::optional<std::int64_t> log_index;  ///< Place in the public log; none for about a second.
};

/// The use cases of casework: take a command, load, decide, record, answer. Everything of one
/// command - events, leaves, document number, gate rows, read tables, the saved answer - commits
/// in one transaction.
class CaseDesk {
 public:
  CaseDesk(store::Database& database, const pack::Pack& pack, PeopleDesk& people,
           const Recorder& recorder, Clock& clock);
  ~CaseDesk();

  [[nodiscard]] const pack::Pack& pack() const { return pack_; }

  /// Each answers JSON: {"case","version","events":[{"seq","version","kind"}],"numbers":[…]}, and
  /// "evidence" where a file was taken in; the same key gives the same answer again.
  [[nodiscard]] Result<std::string> open(const people::Visitor& visitor,
                                         const acts::OpenCase& command, const Envelope& envelope);
  [[nodiscard]] Result<std::string> step(const people::Visitor& visitor, const std::string& case_id,
                                         const acts::DoStep& command, const Envelope& envelope);
  [[nodiscard]] Result<std::string> evidence(const people::Visitor& visitor,
                                             const std::string& case_id,
                                             const acts::AcceptEvidence& command,
                                             const Envelope& envelope);
  [[nodiscard]] Result<std::string> limit(const people::Visitor& visitor,
                                          const std::string& case_id,
                                          const acts::ChangeLimit& command,
                                          const Envelope& envelope);
  /// Hands the review over, or records a conflict of interest.
  [[nodiscard]] Result<std::string> reassign(const people::Visitor& visitor,
                                             const std::string& case_id,
                                             const acts::Reassignment& command,
                                             const Envelope& envelope);
  /// Corrects a fact, voids a paper or leaves it as it is. What was published, or is about to be,
  /// is not voided: it has to be withdrawn first.
  [[nodiscard]] Result<std::string> amend(const people::Visitor& visitor,
                                          const std::string& case_id,
                                          const acts::Amendment& command, const Envelope& envelope);

  /// As of now, or as it stood at an earlier moment. Not found for cases out of the visitor's
  /// scope; forbidden for sealed ones that he may not be shown, see sealed_case.h. The same holds
  /// for all below that give something of a case.
  [[nodiscard]] Result<CaseSight> look(const people::Visitor& visitor, const std::string& case_id,
                                       std::optional<Instant> at = {});
  [[nodiscard]] Result<std::vector<TimelineEntry>> timeline(const people::Visitor& visitor,
                                                            const std::string& case_id);
  /// The case that the event belongs to.
  [[nodiscard]] Result<std::shared_ptr<const casefile::State>> case_of_event(
      const people::Visitor& visitor, std::int64_t seq);
  /// Of sealed cases that he may not be shown lists and to-dos leave out the party.
  [[nodiscard]] registers::CasePage list(const people::Visitor& visitor,
                                         registers::CaseFilter filter, std::int64_t offset,
                                         std::int64_t limit);
  [[nodiscard]] std::vector<registers::TodoItem> todos(const people::Visitor& visitor,
                                                       std::int64_t limit);

  /// The case's state inside a transaction; nothing when there is no such case.
  [[nodiscard]] std::shared_ptr<const casefile::State> load(store::Session& session,
                                                            const std::string& case_id);
  /// Fills the case's read rows from its events: `mingcha rebuild`, and every command.
  void project(store::Session& session, const casefile::State& state);

 private:
  /// One command on its way through the desk.
  struct Request {
    const people::Visitor& visitor;
    const std::string& case_id;
    const Wish& wish;
    const Envelope& envelope;
    bool opens = false;  ///< The case is not there yet.
  };
  struct Foreseen {
    DecidedOn on;
    Result<DecidedCommand> decided;
  };

  Result<std::string> submit(const Request& request);
  [[nodiscard]] std::optional<Foreseen> foresee(const Request& request);
  [[nodiscard]] Result<DecidedCommand> decide_now(store::Session& session, const Request& request,
                                                  const DecidedOn& on);
  [[nodiscard]] Result<DecidedCommand> decide(const Request& request,
                                              std::shared_ptr<const casefile::State> before,
                                              std::shared_ptr<const people::Directory> people,
                                              Instant now, const Beyond& beyond) const;
  Result<std::string> put_on_record(store::Session& session, DecidedCommand& decided,
                                    const Envelope& envelope) const;
  [[nodiscard]] bool overtaken(const Request& request, std::int64_t version);
  [[nodiscard]] std::shared_ptr<const casefile::State> load(store::Session& session,
                                                            const std::string& case_id,
                                                            std::int64_t version);
  [[nodiscard]] std::shared_ptr<const casefile::State> known(const std::string& case_id);
  [[nodiscard]] bool in_scope(const people::Visitor& visitor, const casefile::State& state) const;
  /// Why the visitor may not be shown it; it may not be there at all.
  [[nodiscard]] std::optional<Rejection> closed_to(const people::Visitor& visitor,
                                                   const casefile::State* state) const;
  void remember(std::shared_ptr<const casefile::State> state);

  store::Database& database_;
  const pack::Pack& pack_;
  PeopleDesk& people_;
  const Recorder& recorder_;
  Clock& clock_;
  std::mutex mutex_;
  std::unordered_map<std::string, std::shared_ptr<const casefile::State>> known_;
};

/// "case/" + id.
[[nodiscard]] std::string case_stream(const std::string& case_id);
/// The id in the name of a case's stream; nothing for other streams.
[[nodiscard]] std::optional<std::string> case_id_of(const std::string& stream);
/// Whether a step of the case is one that the visitor may do on that day, once nothing else stands
/// against it: he has role and level or was given them, has the review, and handles the case where
/// only handlers may. A reader has no such step.
[[nodiscard]] bool may_do(const people::Visitor& visitor, const acts::CaseView& view,
                          const pack::Step& step, Day day);
/// The visitor's roles, and those of others that he stands in for on that day.
[[nodiscard]] std::vector<std::string> duties_of(const people::Visitor& visitor,
                                                 const people::Directory& people, Day day);
/// Roles whose duties reach over every unit of the agency.
[[nodiscard]] bool sees_every_unit(const people::Visitor& visitor);

}  // namespace mingcha::desk
