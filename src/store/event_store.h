// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "base/result.h"

namespace mingcha::store {

class Session;

/// What happened, ready to be stored: `body` is a JSON object whose bytes are kept as they are.
struct EncodedEvent {
  std::string kind;   ///< "decision.made"
  std::string body;   ///< JSON object, UTF-8.
  std::string actor;  ///< Person or job that did it.
  Instant at;         ///< When, by the server's clock.
};

/// Where an event came to stand.
struct Place {
  std::int64_t seq = 0;      ///< In the whole record; rises, may skip, is never used twice.
  std::int64_t version = 0;  ///< In its stream: 1, 2, 3 … without gaps.

  bool operator==(const Place&) const = default;
};

struct StoredEvent {
  std::int64_t seq = 0;
  std::string stream;
  std::int64_t version = 0;
  std::string kind;
  std::string body;
  std::string actor;
  Instant at;
  std::string command_key;

  bool operator==(const StoredEvent&) const = default;
};

/// Adds `events` (at least one) to the stream as versions expected_version + 1, … and returns
/// their places in order. Refusal::conflict when the stream is not at `expected_version` (0: does
/// not exist yet): then nothing was added and the caller rolls back or decides anew. Of many who
/// append on the same version at the same time exactly one succeeds.
[[nodiscard]] Result<std::vector<Place>> append(Session& session, std::string_view stream,
                                                std::int64_t expected_version,
                                                std::span<const EncodedEvent> events,
                                                std::string_view command_key);

/// How far `load` reads. Both bounds hold when both are given.
struct UpTo {
  std::int64_t version = std::numeric_limits<std::int64_t>::max();  ///< This one included.
  std::optional<Instant> at{};  ///< Ends before the first event that is later than this moment.
};

/// The stream's events in order of version, from `from_version` (included). Empty: no such stream.
[[nodiscard]] std::vector<StoredEvent> load(Session& session, std::string_view stream,
                                            std::int64_t from_version = 1, const UpTo& up_to = {});

/// 0: no such stream.
[[nodiscard]] std::int64_t stream_version(Session& session, std::string_view stream);

/// Empty fields let everything through.
struct ScanFilter {
  std::string kind{};           ///< Exactly this kind.
  std::string stream_prefix{};  ///< "case/"
};

/// The whole record by seq, in pages of `limit`, beginning after `after_seq` (0: from the start).
/// For rebuilding and searching within one read. It is no tail to follow: on PostgreSQL an event
/// with a lower seq may become visible after one with a higher.
[[nodiscard]] std::vector<StoredEvent> scan(Session& session, std::int64_t after_seq,
                                            std::int64_t limit, const ScanFilter& filter = {});

}  // namespace mingcha::store
