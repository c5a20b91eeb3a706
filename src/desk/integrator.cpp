// SPDX-License-Identifier: Apache-2.0
#include "desk/integrator.h"

#include <algorithm>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>
#include <unordered_map>

#include "base/assert.h"
#include "base/encoding.h"
#include "ledger/checkpoint.h"
#include "ledger/leaf.h"
#include "ledger/reader.h"
#include "ledger/tile_store.h"
#include "store/database.h"
#include "store/ledger_store.h"

namespace mingcha::desk {
namespace {

using store::Outcome;
using store::Session;

constexpr std::int64_t kBatchMax = 8192;

/// A leaf's final bytes. Its reference is known now: what it acts on has a lower index.
std::string entry_bytes(Session& session, const store::Leaf& leaf, const std::string& organisation,
                        const std::unordered_map<std::int64_t, ledger::LeafReference>& in_batch) {
  ledger::Leaf out;
  const auto at = parse_instant(leaf.at);
  const auto eid = from_base64url(leaf.eid);
  const auto root = to_digest(from_base64url(leaf.root).value_or(""));
  const auto type = ledger::parse_leaf_type(leaf.type);
  if (!at || !eid || !root || !type) throw Fault("a stored leaf is damaged");
  out.at = *at;
  out.eid = *eid;
  out.org = organisation;
  out.root = *root;
  out.type = *type;
  if (leaf.pub) out.pub = to_digest(from_base64url(*leaf.pub).value_or(""));
  if (leaf.ref_seq) {
    if (const auto found = in_batch.find(*leaf.ref_seq); found != in_batch.end()) {
      out.ref = found->second;
    } else {
      const auto placed = store::entry_of(session, *leaf.ref_seq);
      if (!placed) throw Fault("a leaf refers to one without a place in the log");
      out.ref = ledger::LeafReference{static_cast<std::uint64_t>(placed->index),
                                      ledger::leaf_hash(placed->entry)};
    }
  }
  return out.encode();
}

/// One writer at a time, over all processes: TileStore asks for that. The kernel lets go of it when
/// the process ends, however it ends.
class FolderLock {
 public:
  explicit FolderLock(const std::filesystem::path& folder)
      : handle_{::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)} {
    if (handle_ < 0) throw Fault("cannot open " + folder.string());
    held_ = ::flock(handle_, LOCK_EX | LOCK_NB) == 0;
  }
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;
  ~FolderLock() { ::close(handle_); }
  [[nodiscard]] bool held() const { return held_; }

 private:
  int handle_;
  bool held_ = false;
};

void sync_folder(const std::filesystem::path& folder) {
  const int handle = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  const bool good = handle >= 0 && ::fsync(handle) == 0;
  if (handle >= 0) ::close(handle);
  if (!good) throw Fault("cannot make durable " + folder.string());
}

void write_durably(const std::filesystem::path& path, const std::string& bytes) {
  const auto temporary = path.string() + ".new";
  const int file = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (file < 0) throw Fault("cannot write " + temporary);
  const auto written = ::write(file, bytes.data(), bytes.size());
  const bool good = written == static_cast<ssize_t>(bytes.size()) && ::fsync(file) == 0;
  ::close(file);
  if (!good) throw Fault("cannot write " + temporary);
  std::filesystem::rename(temporary, path);
  sync_folder(path.parent_path());
}

}  // namespace

Integrator::Integrator(store::Database& database, ledger::TileStore& tiles,
                       std::filesystem::path folder, const LogKeys& keys)
    : database_{database}, tiles_{tiles}, folder_{std::move(folder)}, keys_{keys} {}

Integrator::~Integrator() = default;

void Integrator::reached(IntegratorStage stage) const {
  if (hook_) hook_(stage);
}

/// Of two instances the slower must not put its older checkpoint over the newer one: the file is
/// written under the lock, and what is written is the head as it is then. Whoever does not get the
/// lock leaves it to the one who has it, or to the next run.
void Integrator::show_checkpoint() {
  database_.write([&](Session& session) {
    if (!store::try_lock_integrator(session)) return Outcome::roll_back;
    const auto note = store::log_head(session).note;
    if (!note.empty() && tiles_.read(kCheckpointPath) != note) {
      write_durably(folder_ / kCheckpointPath, note);
    }
    return Outcome::roll_back;
  });
}

// 1. Which entry has which index is fixed first, in the database.
//    Crash before the commit: nothing happened. After: the entries have places nobody has seen;
//    the next run finds them between the head and the log's length.
void Integrator::place_entries(const std::string& organisation) {
  database_.write([&](Session& session) {
    if (!store::try_lock_integrator(session)) return Outcome::roll_back;
    const auto pending = store::pending_leaves(session, kBatchMax);
    if (pending.empty()) return Outcome::roll_back;
    auto index = store::log_length(session);
    const auto first = index;
    std::unordered_map<std::int64_t, ledger::LeafReference> in_batch;
    std::vector<store::LogEntry> entries;
    for (const auto& leaf : pending) {
      auto bytes = entry_bytes(session, leaf, organisation, in_batch);
      in_batch[leaf.seq] = {static_cast<std::uint64_t>(index), ledger::leaf_hash(bytes)};
      entries.push_back({index, leaf.seq, std::move(bytes)});
      ++index;
    }
    return store::add_entries(session, first, entries) ? Outcome::commit : Outcome::roll_back;
  });
}

void Integrator::open_tree(Session& session) {
  const auto head = store::log_head(session);
  if (tree_ && static_cast<std::int64_t>(tree_->head().size) == head.size) return;
  ledger::TreeHead at;
  if (head.size > 0) {
    const auto checkpoint = store::find_checkpoint(session, head.size);
    const auto root =
        checkpoint ? to_digest(from_base64(checkpoint->root).value_or("")) : std::nullopt;
    if (!root) throw Fault("the log's head has no checkpoint");
    at = {static_cast<std::uint64_t>(head.size), *root};
  }
  tree_ = std::make_unique<ledger::TreeWriter>(tiles_, at);
}

std::int64_t Integrator::publish() {
  std::vector<std::string> bytes;
  std::int64_t old_size = 0;
  std::string last_note;
  database_.read([&](Session& session) {
    open_tree(session);
    const auto head = store::log_head(session);
    old_size = head.size;
    last_note = head.note;
    for (auto& entry : store::entries(session, head.size, store::log_length(session))) {
      bytes.push_back(std::move(entry.entry));
    }
  });
  if (bytes.empty()) {
    // A crash after step 3 left the head moved and the old file: the normal path mends it.
    if (!last_note.empty() && tiles_.read(kCheckpointPath) != last_note) show_checkpoint();
    return 0;
  }

  // 2. Bundles and tiles, durable each. Crash: files of a size nobody was told of; writing the
  //    same entries again completes them.
  const auto head = tree_->append(bytes);
  reached(IntegratorStage::tiles_written);

  // 3. The head moves by compare-and-swap, together with the signed note. Of two instances one
  //    wins. Crash after: the note is in the database and not yet in the file; see above.
  auto checkpoint = ledger::sign_checkpoint(head, keys_.signer);
  if (keys_.sm2) {
    checkpoint.note.signatures.push_back(
        ledger::sign_sm2(keys_.signer.name() + "/sm2", *keys_.sm2, checkpoint.note.text));
  }
  const auto note = checkpoint.to_string();
  bool moved = false;
  database_.write([&](Session& session) {
    const auto size = static_cast<std::int64_t>(head.size);
    moved = store::try_lock_integrator(session) &&
            store::save_checkpoint(session, {size, to_base64(as_bytes(head.root)), note}) &&
            store::move_head(session, old_size, size, note);
    return moved ? Outcome::commit : Outcome::roll_back;
  });
  if (!moved) {
    tree_.reset();
    return 0;
  }
  reached(IntegratorStage::head_moved);

  // 4. The checkpoint becomes visible, then partial tiles that full ones replaced are removed.
  show_checkpoint();
  ledger::collect_partial_tiles(tiles_, static_cast<std::uint64_t>(old_size), head.size);
  return static_cast<std::int64_t>(bytes.size());
}

std::int64_t Integrator::run(const std::string& organisation) {
  const std::scoped_lock lock{mutex_};
  const FolderLock writer{folder_};
  if (!writer.held())
    return 0;  // Another instance is at it; it takes what waits, or our next run does.
  try {
    place_entries(organisation);
    reached(IntegratorStage::entries_placed);
    return publish();
  } catch (...) {
    tree_.reset();  // It may stand before what is recorded: recover it from the tiles next time.
    throw;
  }
}

void Integrator::ask_witnesses(const std::vector<ledger::Policy::Witness>& witnesses,
                               const ledger::Post& post) {
  const std::scoped_lock asking{witness_mutex_};
  store::LogHead head;
  database_.read([&](Session& session) { head = store::log_head(session); });
  if (head.size == 0) return;
  auto checkpoint = ledger::parse_checkpoint(head.note);
  MINGCHA_ASSERT(checkpoint.has_value());
  bool added = false;
  for (const auto& witness : witnesses) {
    const bool asked = std::ranges::any_of(
        checkpoint->note.signatures, [&](const auto& line) { return witness.key.made(line); });
    if (asked) continue;  // Its line is there; a second one would say nothing new.
    ledger::TreeReader reader{tiles_, static_cast<std::uint64_t>(head.size)};
    auto answer =
        ledger::ask_witness(witness, *checkpoint, reader, witness_sizes_[witness.name], post);
    witness_sizes_[witness.name] = answer.witness_size;
    if (!answer.signature) continue;
    checkpoint->note.signatures.push_back(*answer.signature);
    added = true;
  }
  if (!added) return;
  const auto note = checkpoint->to_string();
  const std::scoped_lock lock{mutex_};
  bool newest = false;
  database_.write([&](Session& session) {
    if (!store::save_checkpoint(
            session, {head.size, to_base64(as_bytes(checkpoint->checkpoint.head.root)), note})) {
      return Outcome::roll_back;
    }
    newest = store::move_head(session, head.size, head.size, note);
    return Outcome::commit;
  });
  if (newest) show_checkpoint();
}

}  // namespace mingcha::desk
