// SPDX-License-Identifier: Apache-2.0
#include "desk/recorder.h"

#include <nlohmann/json.hpp>

#include "base/assert.h"
#include "crypto/hash.h"
#include "crypto/random.h"
#include "crypto/sealed.h"
#include "ledger/leaf.h"

namespace mingcha::desk {
namespace {

std::string context_of(std::int64_t seq) { return "record-key/" + std::to_string(seq); }

store::Leaf leaf_of(const NewEvent& event, const ledger::RecordKey& key,
                    const ledger::Commitment& commitment, Instant at) {
  store::Leaf leaf;
  leaf.eid = to_base64url(crypto::random_bytes(16));
  leaf.at = to_utc_string(ledger::to_leaf_time(at));
  leaf.type = ledger::to_string(event.leaf);
  leaf.root = to_base64url(as_bytes(commitment.root()));
  if (event.published) {
    leaf.pub = to_base64url(
        as_bytes(ledger::publication_commitment(document_salt(key), *event.published)));
  }
  if (event.pieced) {
    leaf.pub =
        to_base64url(as_bytes(ledger::text_commitment(ledger::text_seed(key), *event.pieced)));
  }
  leaf.ref_seq = event.refers_to;
  return leaf;
}

/// Special fields, and how a text was cut, are kept with the key: the pack that chose them may
/// change, the leaf may not.
std::string secret_with(const ledger::RecordKey& key, const NewEvent& event) {
  std::string secret{as_bytes(key.bytes)};
  if (event.fields.empty()) return secret;
  auto fields = nlohmann::json::array();
  for (const auto& field : event.fields) fields.push_back({field.name, field.value});
  if (!event.pieced) return secret + fields.dump();
  auto whole = nlohmann::json::array();
  for (const auto& each : event.pieced->whole) whole.push_back({each.begin, each.end});
  return secret + nlohmann::json{{"fields", fields}, {"whole", whole}}.dump();
}

}  // namespace

std::vector<ledger::Field> plain_fields(const store::StoredEvent& event) {
  return {{"stream", event.stream},
          {"version", std::to_string(event.version)},
          {"kind", event.kind},
          {"actor", event.actor},
          {"at", to_utc_string(event.at)},
          {"body_sha256", to_hex(as_bytes(crypto::sha256(event.body)))}};
}

std::string document_salt(const ledger::RecordKey& key) {
  const auto mac =
      crypto::hmac_sha256(as_bytes(key.bytes), std::string_view{"ael-doc-salt/v1\0", 16});
  return std::string{as_bytes(mac).substr(0, 16)};
}

PreparedEvents prepare(std::string_view stream, std::int64_t expected_version,
                       const std::string& actor, Instant at, std::span<const NewEvent> events) {
  PreparedEvents prepared{std::string{stream}, expected_version, {}, {}, {}};
  for (auto version = expected_version; const auto& event : events) {
    const auto key = ledger::RecordKey::generate();
    store::StoredEvent plain{0, prepared.stream, ++version, event.kind, event.body, actor, at, {}};
    const auto commitment =
        ledger::commit(key, event.fields.empty() ? plain_fields(plain) : event.fields);
    MINGCHA_ASSERT(commitment.has_value());  // Our own names; values were checked on entry.
    prepared.leaves.push_back(leaf_of(event, key, *commitment, at));
    prepared.secrets.push_back(secret_with(key, event));
    prepared.events.push_back({std::move(plain.kind), std::move(plain.body), actor, at});
  }
  return prepared;
}

Result<std::vector<store::Place>> Recorder::record(store::Session& session,
                                                   const PreparedEvents& prepared,
                                                   const std::string& command_key) const {
  auto places = store::append(session, prepared.stream, prepared.expected_version, prepared.events,
                              command_key);
  if (!places) return places;
  for (std::size_t i = 0; i < places->size(); ++i) {
    const auto seq = (*places)[i].seq;
    auto leaf = prepared.leaves[i];
    leaf.seq = seq;
    store::save_leaf(session, leaf);
    store::save_record_key(session, seq,
                           crypto::seal(wrapping_key_, prepared.secrets[i], context_of(seq)));
  }
  return places;
}

Result<std::vector<store::StoredEvent>> Recorder::record(store::Session& session,
                                                         std::string_view stream,
                                                         std::int64_t expected_version,
                                                         const std::string& actor, Instant at,
                                                         std::span<const NewEvent> events,
                                                         const std::string& command_key) const {
  const auto places =
      record(session, prepare(stream, expected_version, actor, at, events), command_key);
  if (!places) return tl::unexpected<Rejection>(places.error());
  std::vector<store::StoredEvent> stored;
  for (std::size_t i = 0; i < events.size(); ++i) {
    stored.push_back({(*places)[i].seq, std::string{stream}, (*places)[i].version, events[i].kind,
                      events[i].body, actor, at, command_key});
  }
  return stored;
}

std::optional<LeafSecret> Recorder::secret_of(store::Session& session,
                                              const store::StoredEvent& event) const {
  const auto wrapped = store::find_record_key(session, event.seq);
  if (!wrapped) return std::nullopt;
  const auto opened = crypto::open_sealed(wrapping_key_, *wrapped, context_of(event.seq));
  if (!opened) throw Fault("a record key does not open: wrong key-encryption key?");
  const auto key = to_digest(std::string_view{*opened}.substr(0, 32));
  MINGCHA_ASSERT(key.has_value());
  if (opened->size() == 32) return LeafSecret{{*key}, plain_fields(event)};
  LeafSecret secret{{*key}, {}};
  const auto kept = nlohmann::json::parse(opened->substr(32));
  for (const auto& field : kept.is_array() ? kept : kept.at("fields")) {
    secret.fields.push_back({field.at(0), field.at(1)});
  }
  if (kept.is_object()) {
    secret.whole.emplace();
    for (const auto& each : kept.at("whole")) secret.whole->push_back({each.at(0), each.at(1)});
  }
  return secret;
}

}  // namespace mingcha::desk
