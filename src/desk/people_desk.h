// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "base/instant.h"
#include "base/result.h"
#include "desk/envelope.h"
#include "people/person.h"
#include "people/visitor.h"

namespace mingcha::pack {
struct Pack;
}  // namespace mingcha::pack

namespace mingcha::store {
class Database;
class Session;
}  // namespace mingcha::store

namespace mingcha::desk {

class Recorder;

/// Somebody will not work from one day to another, both included.
struct SetAbsence {
  std::string person;  ///< Whoever reports for another must be an approver.
  Day from, to;
  std::string reason;
};

/// Somebody may use the visitor's power to approve from one day to another, both included.
struct SetDelegation {
  std::string to;
  Day from, until;
  std::string reason;
};

/// The agency, its units and its people: a stream of its own, "directory".
class PeopleDesk {
 public:
  PeopleDesk(store::Database& database, const Recorder& recorder);

  /// As of now. Cheap: read anew only when it changed.
  [[nodiscard]] std::shared_ptr<const people::Directory> directory();
  /// The same inside a transaction that is under way.
  [[nodiscard]] std::shared_ptr<const people::Directory> directory(store::Session& session);
  /// Where the transaction knows the version of its stream already.
  [[nodiscard]] std::shared_ptr<const people::Directory> directory(store::Session& session,
                                                                   std::int64_t version);
  /// As it was read last: another instance may have changed it since. Null before the first time.
  struct Known {
    std::int64_t version = -1;
    std::shared_ptr<const people::Directory> directory;
  };
  [[nodiscard]] Known known();

  /// Takes {"agency":{…},"units":[…],"persons":[…]} and records what is new or different. Refuses
  /// the whole document when anything in it is wrong.
  [[nodiscard]] Result<int> take(const std::string& actor, Instant at, const std::string& json);

  /// Each answers JSON {"id"}; the same key gives the same answer again. Days that are over, or the
  /// wrong way round, or overlap what is there, are refused.
  [[nodiscard]] Result<std::string> report_absence(const people::Visitor& visitor, Instant now,
                                                   const pack::Pack& pack,
                                                   const SetAbsence& command,
                                                   const Envelope& envelope);
  /// Only by somebody whose post has a level of approval, and not to somebody who is on leave.
  [[nodiscard]] Result<std::string> delegate(const people::Visitor& visitor, Instant now,
                                             const pack::Pack& pack, const SetDelegation& command,
                                             const Envelope& envelope);
  /// Ends it, from now on; what was done meanwhile stands. By whoever made it.
  [[nodiscard]] Result<std::string> withdraw_absence(const people::Visitor& visitor, Instant now,
                                                     const pack::Pack& pack, const std::string& id,
                                                     const Envelope& envelope);
  [[nodiscard]] Result<std::string> withdraw_delegation(const people::Visitor& visitor, Instant now,
                                                        const std::string& id,
                                                        const Envelope& envelope);

 private:
  struct DirectoryChange {
    std::string kind, id, body;
  };
  /// Decides on the directory as it is in the transaction, and records the change.
  [[nodiscard]] Result<std::string> change(
      const people::Visitor& visitor, Instant now, const Envelope& envelope,
      const std::function<Result<DirectoryChange>(const people::Directory&)>& decide);

  store::Database& database_;
  const Recorder& recorder_;
  std::mutex mutex_;
  Known known_;
};

/// Name of the stream.
inline constexpr const char* kDirectoryStream = "directory";

}  // namespace mingcha::desk
