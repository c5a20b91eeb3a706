// SPDX-License-Identifier: Apache-2.0
#include "store/look_store.h"

#include <algorithm>

#include "store/database.h"

namespace mingcha::store {

namespace {

// Any constant, as long as it is ours alone: "mingcha3".
constexpr std::int64_t kLookBatchLock = 0x6d696e6763686133;

constexpr std::string_view kLook =
    "SELECT l.person_id, l.case_id, l.what, l.thing, l.at, l.purpose, l.sealed, l.id, e.idx "
    "FROM look l LEFT JOIN look_batch b ON b.look_id = l.id LEFT JOIN log_entry e ON e.seq = b.seq "
    "AND e.idx < (SELECT size FROM log_head WHERE id = 1) ";

StoredLook read_look(const Row& row) {
  return {row.text(0),
          row.text(1),
          row.text(2),
          row.text(3),
          from_millis(row.integer(4)),
          row.text(5),
          row.integer(6) != 0,
          row.integer(7),
          row.optional_integer(8)};
}

LookPlace read_place(const Row& row) {
  return {row.integer(0), row.integer(1), row.integer(2), row.text(3)};
}

}  // namespace

bool add_look(Session& session, const StoredLook& look, Instant not_since) {
  const auto known = session.query(
      "SELECT 1 FROM look WHERE person_id = $1 AND case_id = $2 AND what = $3 AND thing = $4 "
      "AND at > $5 AND purpose = $6 LIMIT 1",
      {look.person_id, look.case_id, look.what, look.thing, to_millis(not_since), look.purpose});
  if (!known.empty()) return false;
  const auto id = session.query(
      "INSERT INTO look (person_id, case_id, what, thing, at, purpose, sealed) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id",
      {look.person_id, look.case_id, look.what, look.thing, to_millis(look.at), look.purpose,
       std::int64_t{look.sealed ? 1 : 0}});
  session.post("INSERT INTO look_pending (look_id) VALUES ($1)", {id.front().integer(0)});
  return true;
}

std::vector<StoredLook> looks_at(Session& session, std::string_view case_id, std::int64_t limit) {
  std::vector<StoredLook> out;
  for (const auto& row :
       session.query(std::string{kLook} + "WHERE l.case_id = $1 ORDER BY l.at DESC, l.id DESC "
                                          "LIMIT $2",
                     {case_id, limit})) {
    out.push_back(read_look(row));
  }
  std::ranges::reverse(out);
  return out;
}

std::optional<StoredLook> find_look(Session& session, std::int64_t id) {
  const auto rows = session.query(std::string{kLook} + "WHERE l.id = $1", {id});
  if (rows.empty()) return std::nullopt;
  return read_look(rows.front());
}

bool try_lock_look_batches(Session& session) {
  // On SQLite whoever writes is alone.
  if (session.engine() == Engine::sqlite) return true;
  return session.query("SELECT pg_try_advisory_xact_lock($1)", {kLookBatchLock})
             .front()
             .integer(0) == 1;
}

std::vector<StoredLook> pending_looks(Session& session, std::int64_t limit) {
  std::vector<StoredLook> out;
  for (const auto& row : session.query(
           std::string{kLook} + "JOIN look_pending p ON p.look_id = l.id ORDER BY l.id LIMIT $1",
           {limit})) {
    out.push_back(read_look(row));
  }
  return out;
}

std::int64_t count_pending_looks(Session& session) {
  return session.query("SELECT count(*) FROM look_pending").front().integer(0);
}

void save_look_places(Session& session, std::span<const LookPlace> places) {
  std::vector<std::vector<Value>> rows;
  std::vector<std::vector<Value>> waiting;
  for (const auto& place : places) {
    rows.push_back({place.look, place.seq, place.place, place.hash});
    waiting.push_back({place.look});
  }
  session.run_all("INSERT INTO look_batch (look_id, seq, place, hash) VALUES ($1, $2, $3, $4)",
                  rows);
  session.run_all("DELETE FROM look_pending WHERE look_id = $1", waiting);
}

std::optional<LookPlace> place_of_look(Session& session, std::int64_t id) {
  const auto rows =
      session.query("SELECT look_id, seq, place, hash FROM look_batch WHERE look_id = $1", {id});
  if (rows.empty()) return std::nullopt;
  return read_place(rows.front());
}

std::vector<LookPlace> places_in_batch(Session& session, std::int64_t seq) {
  std::vector<LookPlace> out;
  for (const auto& row : session.query(
           "SELECT look_id, seq, place, hash FROM look_batch WHERE seq = $1 ORDER BY place",
           {seq})) {
    out.push_back(read_place(row));
  }
  return out;
}

std::vector<std::int64_t> stray_looks(Session& session, std::int64_t limit) {
  std::vector<std::int64_t> out;
  for (const auto& row : session.query(
           "SELECT id FROM look WHERE NOT EXISTS (SELECT 1 FROM look_batch WHERE look_id = id) "
           "AND NOT EXISTS (SELECT 1 FROM look_pending WHERE look_id = id) ORDER BY id LIMIT $1",
           {limit})) {
    out.push_back(row.integer(0));
  }
  return out;
}

std::vector<std::int64_t> stray_batches(Session& session, std::string_view stream,
                                        std::int64_t limit) {
  std::vector<std::int64_t> out;
  for (const auto& row : session.query(
           "SELECT DISTINCT seq FROM look_batch b WHERE NOT EXISTS (SELECT 1 FROM event e "
           "WHERE e.seq = b.seq AND e.stream = $1) ORDER BY seq LIMIT $2",
           {stream, limit})) {
    out.push_back(row.integer(0));
  }
  return out;
}

void add_sign_in_attempt(Session& session, const StoredSignInAttempt& attempt) {
  session.run(
      "INSERT INTO sign_in_attempt (person_id, client_address, at, outcome) "
      "VALUES ($1, $2, $3, $4)",
      {attempt.person_id, attempt.client_address, to_millis(attempt.at), attempt.outcome});
}

std::vector<StoredSignInAttempt> sign_in_attempts(Session& session, std::int64_t offset,
                                                  std::int64_t limit) {
  std::vector<StoredSignInAttempt> out;
  for (const auto& row :
       session.query("SELECT person_id, client_address, at, outcome FROM sign_in_attempt "
                     "ORDER BY at DESC, id DESC LIMIT $1 OFFSET $2",
                     {limit, offset})) {
    out.push_back({row.text(0), row.text(1), from_millis(row.integer(2)), row.text(3)});
  }
  return out;
}

}  // namespace mingcha::store
