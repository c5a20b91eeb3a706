// SPDX-License-Identifier: Apache-2.0
#include "bench/log_ground.h"

#include <stdexcept>
#include <vector>

#include <fmt/format.h>

#include "crypto/random.h"
#include "store/ledger_store.h"

namespace mingcha::bench {
namespace {

constexpr const char* kOrigin = "bench.example/log";
constexpr const char* kOrganisation = "119999220000000194";

Digest random_digest() { return *to_digest(crypto::random_bytes(32)); }

desk::NewEvent noted(const std::string& body) {
  desk::NewEvent event;
  event.kind = "noted";
  event.body = body;
  event.leaf = ledger::LeafType::case_recorded;
  return event;
}

}  // namespace

LogGround::LogGround(const std::string& address, std::filesystem::path folder)
    : folder_{std::move(folder)},
      database_{store::open(address)},
      recorder_{random_digest()},
      keys_{ledger::NoteSigner{kOrigin, random_digest()}, crypto::Sm2Key::generate()},
      tiles_{folder_},
      integrator_{*database_, tiles_, folder_, keys_} {}

std::int64_t LogGround::append(const std::string& body) {
  const auto stream = "noted/" + to_hex(crypto::random_bytes(10));
  const auto event = noted(body);
  // As the desk does: what needs no database is done before the transaction.
  const auto prepared = desk::prepare(stream, 0, "person/0001", SystemClock{}.now(), {&event, 1});
  std::int64_t seq = 0;
  database_->write([&](store::Session& session) {
    const auto stored = recorder_.record(session, prepared, stream);
    if (!stored) throw std::runtime_error("a new stream was not new");
    seq = stored->front().seq;
    return store::Outcome::commit;
  });
  return seq;
}

void LogGround::append_together(const std::string& body, int count) {
  const auto stream = "noted/" + to_hex(crypto::random_bytes(10));
  const std::vector<desk::NewEvent> events(static_cast<std::size_t>(count), noted(body));
  database_->write([&](store::Session& session) {
    const auto stored =
        recorder_.record(session, stream, 0, "person/0001", SystemClock{}.now(), events, stream);
    if (!stored) throw std::runtime_error("a new stream was not new");
    return store::Outcome::commit;
  });
}

std::int64_t LogGround::integrate() { return integrator_.run(kOrganisation); }

SequencingJob::SequencingJob(LogGround& ground, std::chrono::milliseconds interval, Visible visible)
    : ground_{ground}, interval_{interval}, visible_{std::move(visible)} {
  ground_.database().read([&](store::Session& session) { size_ = store::log_head(session).size; });
  thread_ = std::thread([this] { run(); });
}

SequencingJob::~SequencingJob() {
  {
    const std::lock_guard lock{mutex_};
    stopping_ = true;
  }
  wake_.notify_all();
  thread_.join();
}

std::int64_t SequencingJob::integrate_once() {
  const auto count = ground_.integrate();
  if (count == 0) return 0;
  std::vector<store::LogEntry> added;
  ground_.database().read(
      [&](store::Session& session) { added = store::entries(session, size_, size_ + count); });
  size_ += count;
  for (const auto& entry : added) visible_(entry.seq, entry.index);
  return count;
}

void SequencingJob::run() {
  for (bool last = false;;) {
    const auto count = integrate_once();
    if (last && count == 0) return;
    std::unique_lock lock{mutex_};
    last = wake_.wait_for(lock, last ? std::chrono::milliseconds{0} : interval_,
                          [this] { return stopping_; });
  }
}

}  // namespace mingcha::bench
