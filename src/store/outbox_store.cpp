// SPDX-License-Identifier: Apache-2.0
#include "store/outbox_store.h"

#include "store/database.h"

namespace mingcha::store {
namespace {

const std::string kColumns =
    "channel, key, seq, case_id, public_id, what, queued_at, body, state, standing, steps, turn, "
    "attempts, next_at, held_until, remote_id, remote_url, gone, answer_zh, answer_en, settled_at";
const std::string kSelect = "SELECT id, " + kColumns + " FROM outbox_delivery ";

Delivery read(const Row& row) {
  Delivery out;
  out.id = row.integer(0);
  out.channel = row.text(1);
  out.key = row.text(2);
  out.seq = row.integer(3);
  out.case_id = row.text(4);
  out.public_id = row.text(5);
  out.what = row.text(6);
  out.queued_at = from_millis(row.integer(7));
  out.body = row.text(8);
  out.state = row.text(9);
  out.standing = row.text(10);
  out.steps = row.text(11);
  out.turn = row.integer(12);
  out.attempts = row.integer(13);
  out.next_at = from_millis(row.integer(14));
  out.held_until = from_millis(row.integer(15));
  out.remote_id = row.text(16);
  out.remote_url = row.text(17);
  out.gone = row.integer(18) != 0;
  out.answer = {row.text(19), row.text(20)};
  if (!row.is_null(21)) out.settled_at = from_millis(row.integer(21));
  return out;
}

std::vector<Delivery> read_all(const std::vector<Row>& rows) {
  std::vector<Delivery> out;
  out.reserve(rows.size());
  for (const auto& row : rows) out.push_back(read(row));
  return out;
}

std::optional<Delivery> first(const std::vector<Row>& rows) {
  if (rows.empty()) return std::nullopt;
  return read(rows.front());
}

Value moment_or_null(const std::optional<Instant>& at) {
  return at ? Value{to_millis(*at)} : Value{nullptr};
}

std::int64_t number(bool flag) { return flag ? 1 : 0; }

}  // namespace

void add_delivery(Session& session, const Delivery& delivery) {
  session.run("INSERT INTO outbox_delivery (" + kColumns +
                  ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, "
                  "$16, $17, $18, $19, $20, $21)",
              {delivery.channel,
               delivery.key,
               delivery.seq,
               delivery.case_id,
               delivery.public_id,
               delivery.what,
               to_millis(delivery.queued_at),
               delivery.body,
               delivery.state,
               delivery.standing,
               delivery.steps,
               delivery.turn,
               delivery.attempts,
               to_millis(delivery.next_at),
               to_millis(delivery.held_until),
               delivery.remote_id,
               delivery.remote_url,
               number(delivery.gone),
               delivery.answer.zh,
               delivery.answer.en,
               moment_or_null(delivery.settled_at)});
}

std::optional<Delivery> find_delivery(Session& session, std::int64_t id) {
  return first(session.query(kSelect + "WHERE id = $1", {id}));
}

std::vector<Delivery> deliveries_of(Session& session, std::string_view channel,
                                    std::string_view public_id) {
  return read_all(session.query(kSelect + "WHERE channel = $1 AND public_id = $2 ORDER BY id",
                                {channel, public_id}));
}

std::optional<Delivery> due_delivery(Session& session, std::string_view channel, Instant now) {
  return first(session.query(
      kSelect +
          "AS d WHERE channel = $1 AND ((state = 'waiting' AND next_at <= $2) OR "
          "(state = 'sending' AND held_until <= $2)) AND NOT EXISTS (SELECT 1 FROM outbox_delivery "
          "AS e WHERE e.channel = d.channel AND e.public_id = d.public_id AND e.id < d.id AND "
          "e.state IN ('waiting', 'sending', 'dead', 'blocked')) ORDER BY next_at, id LIMIT 1",
      {channel, to_millis(now)}));
}

bool change_delivery(Session& session, const Delivery& delivery) {
  return session.run(
             "UPDATE outbox_delivery SET body = $3, state = $4, standing = $5, steps = $6, "
             "turn = turn + 1, attempts = $7, next_at = $8, held_until = $9, remote_id = $10, "
             "remote_url = $11, gone = $12, answer_zh = $13, answer_en = $14, settled_at = $15 "
             "WHERE id = $1 AND turn = $2",
             {delivery.id, delivery.turn, delivery.body, delivery.state, delivery.standing,
              delivery.steps, delivery.attempts, to_millis(delivery.next_at),
              to_millis(delivery.held_until), delivery.remote_id, delivery.remote_url,
              number(delivery.gone), delivery.answer.zh, delivery.answer.en,
              moment_or_null(delivery.settled_at)}) == 1;
}

std::vector<Delivery> list_deliveries(Session& session, std::string_view channel,
                                      std::string_view state, std::int64_t offset,
                                      std::int64_t limit) {
  return read_all(session.query(kSelect +
                                    "WHERE ($1 = '' OR channel = $1) AND ($2 = '' OR state = $2) "
                                    "ORDER BY id DESC LIMIT $3 OFFSET $4",
                                {channel, state, limit, offset}));
}

std::vector<DeliveryCount> count_deliveries(Session& session) {
  std::vector<DeliveryCount> out;
  for (const auto& row : session.query("SELECT channel, state, count(*) FROM outbox_delivery "
                                       "GROUP BY channel, state ORDER BY channel, state")) {
    out.push_back({row.text(0), row.text(1), row.integer(2)});
  }
  return out;
}

std::vector<std::string> channels_of(Session& session, std::string_view public_id) {
  std::vector<std::string> out;
  for (const auto& row : session.query("SELECT DISTINCT channel FROM outbox_delivery "
                                       "WHERE public_id = $1 ORDER BY channel",
                                       {public_id})) {
    out.push_back(row.text(0));
  }
  return out;
}

void add_attempt(Session& session, std::int64_t delivery_id, const DeliveryAttempt& attempt) {
  session.run(
      "INSERT INTO outbox_attempt (delivery_id, turn, began_at, ended_at, outcome, answer_zh, "
      "answer_en) VALUES ($1, $2, $3, $4, $5, $6, $7)",
      {delivery_id, attempt.turn, to_millis(attempt.began_at), to_millis(attempt.ended_at),
       attempt.outcome, attempt.answer.zh, attempt.answer.en});
}

std::vector<DeliveryAttempt> attempts_of(Session& session, std::int64_t delivery_id) {
  std::vector<DeliveryAttempt> out;
  for (const auto& row : session.query(
           "SELECT turn, began_at, ended_at, outcome, answer_zh, answer_en FROM outbox_attempt "
           "WHERE delivery_id = $1 ORDER BY turn DESC LIMIT 100",
           {delivery_id})) {
    out.push_back({row.integer(0),
                   from_millis(row.integer(1)),
                   from_millis(row.integer(2)),
                   row.text(3),
                   {row.text(4), row.text(5)}});
  }
  return out;
}

ChannelHold channel_hold(Session& session, std::string_view channel) {
  ChannelHold hold;
  hold.channel = channel;
  const auto rows = session.query(
      "SELECT paused, paused_by, paused_at, reason_zh, reason_en, not_before FROM outbox_channel "
      "WHERE channel = $1",
      {channel});
  if (rows.empty()) return hold;
  const auto& row = rows.front();
  hold.paused = row.integer(0) != 0;
  hold.paused_by = row.text(1);
  hold.paused_at = from_millis(row.integer(2));
  hold.reason = {row.text(3), row.text(4)};
  hold.not_before = from_millis(row.integer(5));
  return hold;
}

void save_channel_hold(Session& session, const ChannelHold& hold) {
  session.run(
      "INSERT INTO outbox_channel (channel, paused, paused_by, paused_at, reason_zh, reason_en, "
      "not_before) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (channel) DO UPDATE SET "
      "paused = excluded.paused, paused_by = excluded.paused_by, paused_at = excluded.paused_at, "
      "reason_zh = excluded.reason_zh, reason_en = excluded.reason_en, "
      "not_before = excluded.not_before",
      {hold.channel, number(hold.paused), hold.paused_by, to_millis(hold.paused_at), hold.reason.zh,
       hold.reason.en, to_millis(hold.not_before)});
}

void add_act(Session& session, const OutboxAct& act) {
  session.run(
      "INSERT INTO outbox_act (at, person_id, channel, delivery_id, act, note) "
      "VALUES ($1, $2, $3, $4, $5, $6)",
      {to_millis(act.at), act.person_id, act.channel, or_null(act.delivery_id), act.act, act.note});
}

std::vector<OutboxAct> acts_on(Session& session, std::int64_t delivery_id) {
  std::vector<OutboxAct> out;
  for (const auto& row :
       session.query("SELECT at, person_id, channel, delivery_id, act, note FROM outbox_act "
                     "WHERE delivery_id = $1 ORDER BY id",
                     {delivery_id})) {
    out.push_back({from_millis(row.integer(0)), row.text(1), row.text(2), row.optional_integer(3),
                   row.text(4), row.text(5)});
  }
  return out;
}

}  // namespace mingcha::store
