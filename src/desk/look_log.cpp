// SPDX-License-Identifier: Apache-2.0
#include "desk/look_log.h"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/assert.h"
#include "crypto/random.h"
#include "desk/log_desk.h"
#include "desk/recorder.h"
#include "ledger/look_proof.h"
#include "ledger/proof.h"
#include "store/database.h"
#include "store/event_store.h"

namespace mingcha::desk {
namespace {

using store::LookPlace;
using store::Outcome;
using store::Session;
using store::StoredEvent;
using store::StoredLook;

constexpr const char* kBatched = "looks.batched";
constexpr const char* kActor = "look-batches";
constexpr const char* kCountField = "looks.count";
constexpr const char* kKeyField = "looks.key";
constexpr std::int64_t kFindingsMost = 100;

std::string bytes_of(const StoredLook& look, const Digest& key) {
  ledger::LookRecord record;
  record.id = std::to_string(look.id);
  record.person = look.person_id;
  record.case_id = look.case_id;
  record.what = look.what;
  record.thing = look.thing;
  record.purpose = look.purpose;
  record.at = to_millis(look.at);
  record.sealed = look.sealed;
  record.salt = ledger::look_salt(key, record.id);
  return record.encode();
}

/// Damaged ones give a hash that agrees with nothing.
ledger::Hashes hashes_of(const std::vector<LookPlace>& places) {
  ledger::Hashes out;
  for (const auto& place : places) {
    out.push_back(to_digest(from_hex(place.hash).value_or("")).value_or(Digest{}));
  }
  return out;
}

std::string field_of(const LeafSecret& secret, std::string_view name) {
  const auto found = std::ranges::find(secret.fields, name, &ledger::Field::name);
  return found == secret.fields.end() ? std::string{} : found->value;
}

std::optional<Digest> key_of(const LeafSecret& secret) {
  return to_digest(from_base64url(field_of(secret, kKeyField)).value_or(""));
}

NewEvent to_event(std::size_t count, const Digest& root, const Digest& key) {
  const auto hex = to_hex(as_bytes(root));
  NewEvent event;
  event.kind = kBatched;
  event.body = nlohmann::json{{"count", count}, {"root", hex}}.dump();
  event.leaf = ledger::LeafType::access_batch;
  event.fields = {{kCountField, std::to_string(count)},
                  {kKeyField, to_base64url(as_bytes(key))},
                  {std::string{ledger::kLooksRootField}, hex}};
  return event;
}

std::optional<StoredEvent> event_at(Session& session, std::int64_t seq) {
  auto found = store::scan(session, seq - 1, 1);
  if (found.empty() || found.front().seq != seq) return std::nullopt;
  return std::move(found.front());
}

Rejection not_yet() {
  return {Refusal::not_found,
          {"这条查阅记录还没有回执，请在下一批次存证后再试",
           "this look has no receipt yet; try again after the next batch"},
          {}};
}

Finding finding(const char* code, Text what) { return {code, std::move(what), {}, {}, {}}; }

std::string batch_name(const StoredEvent& event) { return fmt::format("{}", event.version); }

}  // namespace

std::int64_t LookLog::batch(std::int64_t most) {
  std::int64_t all = 0;
  for (;;) {
    const auto some = batch_some(most);
    all += some;
    if (some < most) return all;
  }
}

// Which looks are in the batch, the batch's event and its leaf are one transaction. Of two
// instances one has the lock; and should both write nevertheless, the second finds the stream's
// version taken.
std::int64_t LookLog::batch_some(std::int64_t most) {
  std::int64_t taken = 0;
  database_.write([&](Session& session) {
    taken = 0;
    if (!store::try_lock_look_batches(session)) return Outcome::roll_back;
    const auto looks = store::pending_looks(session, most);
    if (looks.empty()) return Outcome::roll_back;
    const auto key = to_digest(crypto::random_bytes(32));
    MINGCHA_ASSERT(key.has_value());
    std::vector<LookPlace> places;
    ledger::Hashes hashes;
    for (const auto& look : looks) {
      hashes.push_back(ledger::leaf_hash(bytes_of(look, *key)));
      places.push_back({look.id, 0, std::ssize(places), to_hex(as_bytes(hashes.back()))});
    }
    const std::vector<NewEvent> events{to_event(looks.size(), ledger::tree_head(hashes), *key)};
    const auto stored =
        recorder_.record(session, kLookStream, store::stream_version(session, kLookStream), kActor,
                         clock_.now(), events, {});
    if (!stored) return Outcome::roll_back;
    for (auto& place : places) place.seq = stored->front().seq;
    store::save_look_places(session, places);
    taken = std::ssize(looks);
    return Outcome::commit;
  });
  return taken;
}

std::optional<StoredLook> LookLog::find(std::int64_t look) {
  std::optional<StoredLook> out;
  database_.read([&](Session& session) { out = store::find_look(session, look); });
  return out;
}

Result<std::string> LookLog::proof(std::int64_t look) {
  std::optional<StoredLook> stored;
  std::optional<LookPlace> place;
  std::vector<LookPlace> places;
  std::optional<LeafSecret> secret;
  database_.read([&](Session& session) {
    stored = store::find_look(session, look);
    place = store::place_of_look(session, look);
    if (!place) return;
    places = store::places_in_batch(session, place->seq);
    if (const auto event = event_at(session, place->seq)) {
      secret = recorder_.secret_of(session, *event);
    }
  });
  const auto key = secret ? key_of(*secret) : std::nullopt;
  if (!stored || !key) return tl::unexpected<Rejection>(not_yet());
  auto receipt = log_.receipt(place->seq, {kCountField, std::string{ledger::kLooksRootField}});
  if (!receipt) return tl::unexpected<Rejection>(not_yet());
  const auto hashes = hashes_of(places);
  ledger::LookProof proof;
  proof.look = bytes_of(*stored, *key);
  proof.index = static_cast<std::uint64_t>(place->place);
  proof.size = hashes.size();
  if (proof.index >= proof.size) throw Fault("a batch of looks is damaged");
  proof.path = ledger::inclusion_path(proof.index, proof.size, ledger::hash_of(hashes));
  proof.receipt = *std::move(receipt);
  return proof.to_string();
}

LookLog::Audit LookLog::audit() {
  Audit out;
  std::vector<StoredEvent> events;
  database_.read([&](Session& session) {
    events = store::load(session, kLookStream);
    out.waiting = store::count_pending_looks(session);
  });
  for (const auto& event : events) {
    if (std::ssize(out.findings) >= kFindingsMost) return out;
    audit_batch(event, out);
  }
  audit_strays(out);
  audit_log(out);
  return out;
}

/// Its event, its leaf and the log say the same root.
void LookLog::audit_batch(const StoredEvent& event, Audit& out) {
  ++out.batches;
  audit_looks(event, out);
  std::optional<LeafSecret> secret;
  bool placed = false;
  database_.read([&](Session& session) {
    secret = recorder_.secret_of(session, event);
    const auto entry = store::entry_of(session, event.seq);
    placed = entry && entry->index < store::log_head(session).size;
  });
  if (!placed) return;  // Under the next checkpoint; its looks are not held against the log yet.
  const auto receipt = log_.receipt(event.seq);
  const auto proof = receipt ? ledger::parse_proof(*receipt)
                             : Result<ledger::Proof>{tl::unexpected(receipt.error())};
  const auto proven = proof ? ledger::verify_receipt(*proof, log_.policy())
                            : Result<ledger::Receipt>{tl::unexpected(proof.error())};
  if (!secret || !proven || !ledger::verify_whole_record(*proven, secret->key, secret->fields)) {
    out.findings.push_back(
        finding("batch-not-in-log",
                {fmt::format("第{}批的存证与公开日志不符", batch_name(event)),
                 fmt::format("batch {} is not as the public log has it", batch_name(event))}));
  }
}

/// Every look gives its hash, and the hashes give the root.
void LookLog::audit_looks(const StoredEvent& event, Audit& out) {
  std::optional<LeafSecret> secret;
  std::vector<LookPlace> places;
  std::vector<std::optional<StoredLook>> looks;
  database_.read([&](Session& session) {
    secret = recorder_.secret_of(session, event);
    places = store::places_in_batch(session, event.seq);
    looks.clear();
    for (const auto& place : places) looks.push_back(store::find_look(session, place.look));
  });
  const auto key = secret ? key_of(*secret) : std::nullopt;
  const auto name = batch_name(event);
  if (!key) {
    out.findings.push_back(
        finding("batch-not-in-log", {fmt::format("第{}批的密钥不在，无法核对", name),
                                     fmt::format("the key of batch {} is gone", name)}));
    return;
  }
  for (std::size_t i = 0; i < places.size(); ++i) {
    const auto id = places[i].look;
    if (!looks[i]) {
      out.findings.push_back(
          finding("look-deleted", {fmt::format("第{}批的第{}号查阅记录已被删除", name, id),
                                   fmt::format("look {} of batch {} was deleted", id, name)}));
    } else if (to_hex(as_bytes(ledger::leaf_hash(bytes_of(*looks[i], *key)))) != places[i].hash) {
      out.findings.push_back(
          finding("look-altered", {fmt::format("第{}批的第{}号查阅记录已被改动", name, id),
                                   fmt::format("look {} of batch {} was altered", id, name)}));
    }
    ++out.looks;
  }
  const auto root =
      places.empty() ? std::string{} : to_hex(as_bytes(ledger::tree_head(hashes_of(places))));
  const bool whole = field_of(*secret, kCountField) == std::to_string(places.size()) &&
                     field_of(*secret, ledger::kLooksRootField) == root &&
                     event.body == nlohmann::json{{"count", places.size()}, {"root", root}}.dump();
  if (!whole) {
    out.findings.push_back(finding(
        "batch-altered", {fmt::format("第{}批的查阅记录与批次的树根不符", name),
                          fmt::format("the looks of batch {} do not give its root", name)}));
  }
}

void LookLog::audit_strays(Audit& out) {
  std::vector<std::int64_t> looks;
  std::vector<std::int64_t> batches;
  database_.read([&](Session& session) {
    looks = store::stray_looks(session, kFindingsMost);
    batches = store::stray_batches(session, kLookStream, kFindingsMost);
  });
  for (const auto id : looks) {
    out.findings.push_back(
        finding("look-stray", {fmt::format("第{}号查阅记录不属于任何批次，也未列入待存证", id),
                               fmt::format("look {} is in no batch and waits for none", id)}));
  }
  for (const auto seq : batches) {
    out.findings.push_back(
        finding("batch-deleted", {fmt::format("批次的事件（{}）已被删除", seq),
                                  fmt::format("the event {} of a batch was deleted", seq)}));
  }
}

/// Who deletes a batch with all that belongs to it still leaves its leaf in the log.
void LookLog::audit_log(Audit& out) {
  const auto names = log_.names_of(ledger::LeafType::access_batch);
  std::vector<std::string> unknown;
  database_.read([&](Session& session) {
    unknown.clear();
    for (const auto& name : names) {
      const auto leaf = store::find_leaf_by_eid(session, name);
      const auto event = leaf ? event_at(session, leaf->seq) : std::nullopt;
      if (!event || event->stream != kLookStream) unknown.push_back(name);
    }
  });
  for (const auto& name : unknown) {
    out.findings.push_back(
        finding("batch-deleted", {"公开日志中的批次 " + name + " 在数据库中没有",
                                  "batch " + name + " of the public log is not in the database"}));
  }
}

}  // namespace mingcha::desk
