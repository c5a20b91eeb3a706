// SPDX-License-Identifier: Apache-2.0
#include "store/ledger_store.h"

#include "base/assert.h"
#include "store/database.h"

namespace mingcha::store {
namespace {

// Any constant, as long as it is ours alone: "mingcha2".
constexpr std::int64_t kIntegratorLock = 0x6d696e6763686132;

Leaf read_leaf(const Row& row) {
  return {.seq = row.integer(0),
          .eid = row.text(1),
          .at = row.text(2),
          .type = row.text(3),
          .root = row.text(4),
          .pub = row.optional_text(5),
          .ref_seq = row.optional_integer(6)};
}

std::optional<Leaf> first_leaf(const std::vector<Row>& rows) {
  if (rows.empty()) return std::nullopt;
  return read_leaf(rows.front());
}

LogEntry read_entry(const Row& row) {
  return {.index = row.integer(0), .seq = row.integer(1), .entry = row.text(2)};
}

std::optional<LogCheckpoint> first_checkpoint(const std::vector<Row>& rows) {
  if (rows.empty()) return std::nullopt;
  const Row& row = rows.front();
  return LogCheckpoint{.size = row.integer(0), .root = row.text(1), .note = row.text(2)};
}

}  // namespace

void save_leaf(Session& session, const Leaf& leaf) {
  session.post(
      "INSERT INTO leaf (seq, eid, at, type, root, pub, ref_seq) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7)",
      {leaf.seq, leaf.eid, leaf.at, leaf.type, leaf.root, or_null(leaf.pub),
       or_null(leaf.ref_seq)});
  session.post("INSERT INTO leaf_pending (seq) VALUES ($1)", {leaf.seq});
}

std::optional<Leaf> find_leaf(Session& session, std::int64_t seq) {
  return first_leaf(session.query(
      "SELECT seq, eid, at, type, root, pub, ref_seq FROM leaf WHERE seq = $1", {seq}));
}

std::optional<Leaf> find_leaf_by_eid(Session& session, std::string_view eid) {
  return first_leaf(session.query(
      "SELECT seq, eid, at, type, root, pub, ref_seq FROM leaf WHERE eid = $1", {eid}));
}

bool try_lock_integrator(Session& session) {
  // On SQLite whoever writes is alone.
  if (session.engine() == Engine::sqlite) return true;
  return session.query("SELECT pg_try_advisory_xact_lock($1)", {kIntegratorLock})
             .front()
             .integer(0) == 1;
}

std::vector<Leaf> pending_leaves(Session& session, std::int64_t limit) {
  const auto rows = session.query(
      "SELECT leaf.seq, eid, at, type, root, pub, ref_seq FROM leaf_pending "
      "JOIN leaf ON leaf.seq = leaf_pending.seq ORDER BY leaf_pending.seq LIMIT $1",
      {limit});
  std::vector<Leaf> leaves;
  leaves.reserve(rows.size());
  for (const Row& row : rows) leaves.push_back(read_leaf(row));
  return leaves;
}

bool add_entries(Session& session, std::int64_t first_index, std::span<const LogEntry> entries) {
  if (log_length(session) != first_index) return false;
  std::vector<std::vector<Value>> places;
  std::vector<std::vector<Value>> waiting;
  for (std::int64_t index = first_index; const LogEntry& entry : entries) {
    MINGCHA_ASSERT(entry.index == index);
    places.push_back({entry.index, entry.seq, Blob{entry.entry}});
    waiting.push_back({entry.seq});
    ++index;
  }
  session.run_all("INSERT INTO log_entry (idx, seq, entry) VALUES ($1, $2, $3)", places);
  session.run_all("DELETE FROM leaf_pending WHERE seq = $1", waiting);
  return true;
}

std::int64_t log_length(Session& session) {
  return session.query("SELECT coalesce(max(idx) + 1, 0) FROM log_entry").front().integer(0);
}

std::vector<LogEntry> entries(Session& session, std::int64_t from, std::int64_t to) {
  const auto rows = session.query(
      "SELECT idx, seq, entry FROM log_entry WHERE idx >= $1 AND idx < $2 ORDER BY idx",
      {from, to});
  std::vector<LogEntry> found;
  found.reserve(rows.size());
  for (const Row& row : rows) found.push_back(read_entry(row));
  return found;
}

std::optional<LogEntry> entry_of(Session& session, std::int64_t seq) {
  const auto rows = session.query("SELECT idx, seq, entry FROM log_entry WHERE seq = $1", {seq});
  if (rows.empty()) return std::nullopt;
  return read_entry(rows.front());
}

std::optional<LogEntry> covered_entry_of(Session& session, std::int64_t seq) {
  auto entry = entry_of(session, seq);
  if (entry && entry->index >= log_head(session).size) entry.reset();
  return entry;
}

bool save_checkpoint(Session& session, const LogCheckpoint& checkpoint) {
  const auto updated =
      session.run("UPDATE log_checkpoint SET note = $3 WHERE size = $1 AND root = $2",
                  {checkpoint.size, checkpoint.root, checkpoint.note});
  if (updated == 1) return true;
  if (find_checkpoint(session, checkpoint.size)) return false;
  session.run("INSERT INTO log_checkpoint (size, root, note) VALUES ($1, $2, $3)",
              {checkpoint.size, checkpoint.root, checkpoint.note});
  return true;
}

std::optional<LogCheckpoint> find_checkpoint(Session& session, std::int64_t size) {
  return first_checkpoint(
      session.query("SELECT size, root, note FROM log_checkpoint WHERE size = $1", {size}));
}

std::optional<LogCheckpoint> checkpoint_at_most(Session& session, std::int64_t size) {
  return first_checkpoint(
      session.query("SELECT size, root, note FROM log_checkpoint WHERE size <= $1 "
                    "ORDER BY size DESC LIMIT 1",
                    {size}));
}

std::optional<LogCheckpoint> checkpoint_covering(Session& session, std::int64_t index) {
  return first_checkpoint(
      session.query("SELECT size, root, note FROM log_checkpoint WHERE size > $1 "
                    "ORDER BY size LIMIT 1",
                    {index}));
}

LogHead log_head(Session& session) {
  const auto rows = session.query("SELECT size, note FROM log_head WHERE id = 1");
  MINGCHA_ASSERT(rows.size() == 1);  // The migration makes it and the database keeps it.
  return {.size = rows.front().integer(0), .note = rows.front().text(1)};
}

bool move_head(Session& session, std::int64_t old_size, std::int64_t new_size,
               std::string_view note) {
  return session.run("UPDATE log_head SET size = $2, note = $3 WHERE id = 1 AND size = $1",
                     {old_size, new_size, note}) == 1;
}

void save_record_key(Session& session, std::int64_t seq, std::string_view wrapped) {
  session.post("INSERT INTO record_key (seq, wrapped) VALUES ($1, $2)", {seq, Blob{wrapped}});
}

std::optional<std::string> find_record_key(Session& session, std::int64_t seq) {
  const auto rows = session.query("SELECT wrapped FROM record_key WHERE seq = $1", {seq});
  if (rows.empty()) return std::nullopt;
  return rows.front().text(0);
}

bool shred_record_key(Session& session, std::int64_t seq) {
  return session.run("DELETE FROM record_key WHERE seq = $1", {seq}) == 1;
}

}  // namespace mingcha::store
