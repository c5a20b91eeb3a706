// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mingcha::store {

class Session;

/// The public leaf of an event, before it has a place in the log. Field meanings: ael-leaf/v1.
struct Leaf {
  std::int64_t seq = 0;  ///< Its event.
  std::string eid;       ///< Public random name of the event.
  std::string at;        ///< As printed in the leaf (may be coarser than the event's time).
  std::string type;
  std::string root;                     ///< base64url of the record's Merkle root.
  std::optional<std::string> pub;       ///< Commitment to a published document.
  std::optional<std::int64_t> ref_seq;  ///< The earlier event it acts on; that has a leaf too.

  bool operator==(const Leaf&) const = default;
};

/// After the event's append, in the same transaction. The leaf then waits for the integrator.
void save_leaf(Session& session, const Leaf& leaf);

[[nodiscard]] std::optional<Leaf> find_leaf(Session& session, std::int64_t seq);
/// By its public name.
[[nodiscard]] std::optional<Leaf> find_leaf_by_eid(Session& session, std::string_view eid);

/// Lets one integrator at a time into its write transaction, over all instances. Call first thing
/// in `write`; false: another is at work, roll back. Held until the transaction ends.
[[nodiscard]] bool try_lock_integrator(Session& session);

/// Committed leaves without a place in the log, lowest seq first, so that a leaf never stands
/// before the one it refers to. Asks a queue, not the highest seq integrated: on PostgreSQL a
/// lower seq may be committed after a higher one was integrated.
[[nodiscard]] std::vector<Leaf> pending_leaves(Session& session, std::int64_t limit);

struct LogEntry {
  std::int64_t index = 0;  ///< Place in the log, from 0.
  std::int64_t seq = 0;    ///< Its event.
  std::string entry;       ///< The leaf's bytes as served.

  bool operator==(const LogEntry&) const = default;
};

/// Gives `entries` (whose index fields must be first_index, first_index + 1, …) their places and
/// takes their leaves off the queue. False when the log has not exactly `first_index` entries:
/// nothing was added.
[[nodiscard]] bool add_entries(Session& session, std::int64_t first_index,
                               std::span<const LogEntry> entries);

/// How many entries have a place; the checkpoint may lag behind.
[[nodiscard]] std::int64_t log_length(Session& session);
/// Entries with from <= index < to, in order.
[[nodiscard]] std::vector<LogEntry> entries(Session& session, std::int64_t from, std::int64_t to);
/// The entry of an event.
[[nodiscard]] std::optional<LogEntry> entry_of(Session& session, std::int64_t seq);
/// The same once a checkpoint covers it; before that nobody outside can check it.
[[nodiscard]] std::optional<LogEntry> covered_entry_of(Session& session, std::int64_t seq);

struct LogCheckpoint {
  std::int64_t size = 0;
  std::string root;  ///< base64, as in the note.
  std::string note;  ///< The signed note, all signature lines.

  bool operator==(const LogCheckpoint&) const = default;
};

/// A second save of the same size replaces the note (cosignatures come later). False when the
/// root differs: the log would have signed two histories; nothing was changed.
[[nodiscard]] bool save_checkpoint(Session& session, const LogCheckpoint& checkpoint);
[[nodiscard]] std::optional<LogCheckpoint> find_checkpoint(Session& session, std::int64_t size);
/// The greatest size <= `size`.
[[nodiscard]] std::optional<LogCheckpoint> checkpoint_at_most(Session& session, std::int64_t size);
/// The smallest size > `index`: the first checkpoint that covers the entry.
[[nodiscard]] std::optional<LogCheckpoint> checkpoint_covering(Session& session,
                                                               std::int64_t index);

/// The one head that was signed last. Size 0 and an empty note before the first.
struct LogHead {
  std::int64_t size = 0;
  std::string note;

  bool operator==(const LogHead&) const = default;
};

[[nodiscard]] LogHead log_head(Session& session);
/// Compare-and-swap: false when the head is not at `old_size`. `new_size` is never less than
/// `old_size` (the database refuses it); equal when only signatures are added.
[[nodiscard]] bool move_head(Session& session, std::int64_t old_size, std::int64_t new_size,
                             std::string_view note);

/// The wrapped key of a record's salts and files. One per event.
void save_record_key(Session& session, std::int64_t seq, std::string_view wrapped);
[[nodiscard]] std::optional<std::string> find_record_key(Session& session, std::int64_t seq);
/// Deletes it: the record's digests can never again be tied to values. False: there was none.
[[nodiscard]] bool shred_record_key(Session& session, std::int64_t seq);

}  // namespace mingcha::store
