// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "base/instant.h"
#include "base/result.h"
#include "people/person.h"

namespace mingcha::store {
class Database;
class Session;
}  // namespace mingcha::store

namespace mingcha::desk {

class Recorder;

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

 private:
  store::Database& database_;
  const Recorder& recorder_;
  std::mutex mutex_;
  Known known_;
};

/// Name of the stream.
inline constexpr const char* kDirectoryStream = "directory";

}  // namespace mingcha::desk
