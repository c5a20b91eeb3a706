// SPDX-License-Identifier: Apache-2.0
#include "desk/log_desk.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/assert.h"
#include "desk/integrator.h"
#include "desk/recorder.h"
#include "ledger/checkpoint.h"
#include "ledger/leaf.h"
#include "ledger/reader.h"
#include "ledger/receipt.h"
#include "store/database.h"
#include "store/event_store.h"
#include "store/ledger_store.h"

namespace mingcha::desk {
namespace {

using store::Session;

std::optional<store::StoredEvent> event_at(Session& session, std::int64_t seq) {
  auto found = store::scan(session, seq - 1, 1);
  if (found.empty() || found.front().seq != seq) return std::nullopt;
  return std::move(found.front());
}

Rejection not_yet() {
  return {Refusal::not_found,
          {"该记录还没有存证回执，请稍候片刻再试", "no receipt yet; try again in a moment"},
          {}};
}

}  // namespace

LogDesk::LogDesk(store::Database& database, const Recorder& recorder, ledger::TileSource& tiles,
                 const LogKeys& keys, ledger::Policy policy)
    : database_{database},
      recorder_{recorder},
      tiles_{tiles},
      keys_{keys},
      policy_{std::move(policy)} {}

LogState LogDesk::state() {
  LogState out;
  database_.read([&](Session& session) {
    const auto head = store::log_head(session);
    out.size = head.size;
    out.checkpoint = head.note;
    out.waiting = store::log_length(session) - head.size;
    if (const auto checkpoint = store::find_checkpoint(session, head.size)) {
      out.root = checkpoint->root;
    }
    for (const auto& entry : store::entries(session, head.size - 1, head.size)) {
      if (const auto leaf = ledger::parse_leaf(entry.entry)) out.checkpoint_at = leaf->at;
    }
  });
  return out;
}

std::string LogDesk::sign_manifest(std::string what,
                                   const std::vector<ledger::Manifest::File>& files) {
  const auto size = static_cast<std::uint64_t>(state().size);
  const ledger::Manifest manifest{keys_.signer.name(), std::move(what), size, files};
  return ledger::sign_manifest(manifest, keys_.signer).to_string();
}

Result<std::string> LogDesk::receipt(std::int64_t seq) {
  return receipt_showing(seq, [](const ledger::Field&) { return true; });
}

Result<std::string> LogDesk::receipt(std::int64_t seq, const std::vector<std::string>& fields) {
  return receipt_showing(seq, [&](const ledger::Field& field) {
    return std::ranges::find(fields, field.name) != fields.end();
  });
}

std::vector<std::string> LogDesk::names_of(ledger::LeafType type) {
  std::int64_t size = 0;
  database_.read([&](Session& session) { size = store::log_head(session).size; });
  ledger::TreeReader reader{tiles_, static_cast<std::uint64_t>(size)};
  std::vector<std::string> out;
  for (std::uint64_t bundle = 0; bundle * ledger::kTileWidth < reader.size(); ++bundle) {
    for (const auto& entry : reader.bundle(bundle)) {
      const auto leaf = ledger::parse_leaf(entry);
      if (!leaf) throw Fault("the log has an entry that is none");
      if (leaf->type == type) out.push_back(to_base64url(leaf->eid));
    }
  }
  return out;
}

Result<std::string> LogDesk::receipt_showing(std::int64_t seq, const Shows& shows) {
  std::optional<LeafSecret> secret;
  std::optional<store::LogEntry> entry;
  store::LogHead head;
  database_.read([&](Session& session) {
    const auto event = event_at(session, seq);
    if (!event) return;
    secret = recorder_.secret_of(session, *event);
    entry = store::entry_of(session, seq);
    head = store::log_head(session);
  });
  if (!secret || !entry || entry->index >= head.size) {
    return tl::unexpected<Rejection>(not_yet());
  }
  const auto commitment = ledger::commit(secret->key, secret->fields);
  MINGCHA_ASSERT(commitment.has_value());
  std::vector<ledger::ShownField> shown;
  for (std::size_t i = 0; i < secret->fields.size(); ++i) {
    if (shows(secret->fields[i])) shown.push_back(commitment->show(i));
  }
  const auto checkpoint = ledger::parse_checkpoint(head.note);
  MINGCHA_ASSERT(checkpoint.has_value());
  ledger::TreeReader reader{tiles_, static_cast<std::uint64_t>(head.size)};
  return ledger::make_receipt(reader, static_cast<std::uint64_t>(entry->index), *checkpoint,
                              std::move(shown), commitment->digests().size())
      .to_string();
}

Result<std::string> LogDesk::paper_link(std::int64_t seq, const std::string& text_digest) {
  std::optional<LeafSecret> secret;
  std::optional<store::LogEntry> entry;
  database_.read([&](Session& session) {
    const auto event = event_at(session, seq);
    if (!event) return;
    secret = recorder_.secret_of(session, *event);
    entry = store::entry_of(session, seq);
  });
  if (!secret || !entry) return tl::unexpected<Rejection>(not_yet());
  return fmt::format("#1.{:08x}.{}.{}.{}", keys_.signer.verifier().id(), entry->index,
                     to_base64url(as_bytes(secret->key.bytes)),
                     to_base64url(from_hex(text_digest).value_or("")));
}

}  // namespace mingcha::desk
