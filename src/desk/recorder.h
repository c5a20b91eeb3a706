// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/encoding.h"
#include "base/instant.h"
#include "base/result.h"
#include "ledger/commitment.h"
#include "ledger/leaf_type.h"
#include "ledger/text_commitment.h"
#include "store/event_store.h"
#include "store/ledger_store.h"

namespace mingcha::desk {

/// An event that is about to become part of the record, with what its public leaf commits to.
struct NewEvent {
  std::string kind, body;
  ledger::LeafType leaf{};
  /// Private fields under the leaf's root; empty: case, version, kind, actor, moment and the
  /// digest of the body, which together commit to all there is.
  std::vector<ledger::Field> fields;
  std::optional<std::string> published{};   ///< Bytes of a document that becomes public.
  std::optional<std::int64_t> refers_to{};  ///< seq of the earlier event it acts on.
  /// A text that its leaf commits to piece by piece, so that a masked copy can be held against it.
  std::optional<ledger::PiecedText> pieced{};
};

/// Events worked out as far as can be without the database: encoded, each with its leaf and what
/// hides the leaf's fields. Open are only their places in the record.
struct PreparedEvents {
  std::string stream;
  std::int64_t expected_version = 0;  ///< Of the stream before them.
  std::vector<store::EncodedEvent> events;
  std::vector<store::Leaf> leaves;   ///< One an event; seq is open.
  std::vector<std::string> secrets;  ///< One an event: the record key, and fields kept with it.
};

/// The private side of a leaf.
struct LeafSecret {
  ledger::RecordKey key;
  std::vector<ledger::Field> fields;
  /// How the text was cut; nothing where the leaf commits to none.
  std::optional<std::vector<ledger::Stretch>> whole{};
};

/// Puts events on record: the event, its leaf, and the key that hides the leaf's fields, all in
/// the caller's transaction. A crash before the commit leaves nothing; after it everything is
/// there and the integrator gives the leaf its place in the log.
class Recorder {
 public:
  /// `wrapping_key` seals record keys.
  explicit Recorder(const Digest& wrapping_key) : wrapping_key_{wrapping_key} {}

  [[nodiscard]] Result<std::vector<store::StoredEvent>> record(
      store::Session& session, std::string_view stream, std::int64_t expected_version,
      const std::string& actor, Instant at, std::span<const NewEvent> events,
      const std::string& command_key) const;
  /// The same for events that were prepared before the transaction began.
  [[nodiscard]] Result<std::vector<store::Place>> record(store::Session& session,
                                                         const PreparedEvents& prepared,
                                                         const std::string& command_key) const;

  /// What hides behind an event's leaf; nothing once it was destroyed.
  [[nodiscard]] std::optional<LeafSecret> secret_of(store::Session& session,
                                                    const store::StoredEvent& event) const;

 private:
  Digest wrapping_key_;
};

/// Everything of record() that needs no database.
[[nodiscard]] PreparedEvents prepare(std::string_view stream, std::int64_t expected_version,
                                     const std::string& actor, Instant at,
                                     std::span<const NewEvent> events);

/// The private fields of an event that has no special ones, in order.
[[nodiscard]] std::vector<ledger::Field> plain_fields(const store::StoredEvent& event);

/// The salt under which a published document is committed to: 16 bytes from the record key, so
/// that destroying the key on withdrawal drops the salt too.
[[nodiscard]] std::string document_salt(const ledger::RecordKey& key);

}  // namespace mingcha::desk
