// SPDX-License-Identifier: Apache-2.0
#include "desk/integrator.h"

#include <fstream>
#include <thread>

#include <gmock/gmock.h>

#include "crypto/hash.h"
#include "desk/recorder.h"
#include "ledger/audit.h"
#include "ledger/checkpoint.h"
#include "ledger/tile_store.h"
#include "store/database.h"
#include "store/ledger_store.h"
#include "test/conformance/engine.h"
#include "test/support/fresh_database.h"
#include "test/support/temporary_folder.h"

namespace mingcha::test {
namespace {

using desk::IntegratorStage;
using ::testing::IsEmpty;

constexpr auto kOrganisation = "119999220000000194";

/// Stands for a process that was killed.
struct Killed : std::runtime_error {
  Killed() : std::runtime_error("killed") {}
};

/// The real folder until a number of files was written; then the process is gone.
class MortalTileStore final : public ledger::TileStore {
 public:
  MortalTileStore(const std::filesystem::path& folder, int files) : store_{folder}, left_{files} {}

  std::optional<std::string> read(std::string_view path) override { return store_.read(path); }
  void write(std::string_view path, std::string_view bytes) override {
    if (left_-- <= 0) throw Killed{};
    store_.write(path, bytes);
  }
  std::vector<std::string> list(std::string_view folder) override { return store_.list(folder); }
  void remove(std::string_view path) override {
    if (left_-- <= 0) throw Killed{};
    store_.remove(path);
  }
  [[nodiscard]] bool died() const { return left_ < 0; }

 private:
  ledger::FolderTileStore store_;
  int left_;
};

class OnTheLog : public ::testing::TestWithParam<store::Engine> {
 protected:
  explicit OnTheLog(store::Engine engine)
      : place_{engine}, database_{store::open(place_.address())}, tiles_{folder_.path()} {}
  OnTheLog() : OnTheLog(GetParam()) {}

  void record(store::Database& database, const std::string& stream, int count) {
    const std::vector<desk::NewEvent> events(
        static_cast<std::size_t>(count),
        desk::NewEvent{"noted", "{}", ledger::LeafType::case_recorded, {}, {}, {}});
    database.write([&](store::Session& session) {
      const auto stored = recorder_.record(session, stream, store::stream_version(session, stream),
                                           "test", from_millis(1'772'424'306'007), events, "");
      return stored ? store::Outcome::commit : store::Outcome::roll_back;
    });
    recorded_ += count;
  }
  void record(int count) { record(*database_, "case/c1", count); }

  desk::Integrator integrator(ledger::TileStore& tiles) {
    return {*database_, tiles, folder_.path(), keys_};
  }
  /// What anybody can read.
  std::optional<ledger::Checkpoint> shown() {
    const auto note = tiles_.read(desk::kCheckpointPath);
    if (!note) return std::nullopt;
    const auto opened = ledger::open_checkpoint(*note, keys_.signer.verifier());
    if (!opened) throw Fault("the checkpoint is not ours");
    if (seen_.empty() || seen_.back() != opened->checkpoint) seen_.push_back(opened->checkpoint);
    return opened->checkpoint;
  }
  /// The log holds everything, each file as it has to be, and kept every promise made before.
  void expect_whole() {
    const auto now = shown();
    ASSERT_TRUE(now.has_value());
    EXPECT_EQ(now->head.size, static_cast<std::uint64_t>(recorded_));
    for (const auto& finding : ledger::audit(tiles_, *now, seen_)) ADD_FAILURE() << finding.what.en;
    for (std::size_t i = 1; i < seen_.size(); ++i) {
      EXPECT_LE(seen_[i - 1].head.size, seen_[i].head.size) << "the checkpoint went back";
    }
  }

  FreshDatabase place_;
  std::unique_ptr<store::Database> database_;
  TemporaryFolder folder_;
  ledger::FolderTileStore tiles_;
  desk::Recorder recorder_{crypto::sha256(std::string_view{"wrapping"})};
  desk::LogKeys keys_{ledger::NoteSigner{"log.bureau.example/enforcement",
                                         crypto::sha256(std::string_view{"seed"})},
                      {}};
  std::vector<ledger::Checkpoint> seen_;
  std::int64_t recorded_ = 0;
};
INSTANTIATE_TEST_SUITE_P(Engines, OnTheLog,
                         ::testing::Values(store::Engine::sqlite, store::Engine::postgres),
                         store::engine_name);

TEST_P(OnTheLog, NothingIsShownBeforeThereIsAnything) {
  EXPECT_EQ(integrator(tiles_).run(kOrganisation), 0);
  EXPECT_FALSE(shown().has_value());
}

TEST_P(OnTheLog, WhatWasCommittedGetsItsPlaceOnce) {
  auto job = integrator(tiles_);
  for (const int count : {1, 2, 300, 5}) {
    record(count);
    EXPECT_EQ(job.run(kOrganisation), count);
    EXPECT_EQ(job.run(kOrganisation), 0);
    expect_whole();
  }
}

TEST_P(OnTheLog, ARunThatDiesAtAnyStageIsFinishedByTheNext) {
  for (const auto stage : {IntegratorStage::entries_placed, IntegratorStage::tiles_written,
                           IntegratorStage::head_moved}) {
    for (const int more : {0, 7}) {
      record(260);
      {
        auto dying = integrator(tiles_);
        dying.on_stage([&](IntegratorStage at) {
          if (at == stage) throw Killed{};
        });
        EXPECT_THROW(dying.run(kOrganisation), Killed);
        (void)shown();
      }
      if (more > 0) record(more);
      auto next = integrator(tiles_);
      while (next.run(kOrganisation) > 0) {
      }
      expect_whole();
    }
  }
}

TEST_P(OnTheLog, TheSameIntegratorGoesOnAfterAFault) {
  auto job = integrator(tiles_);
  bool dies = false;
  auto fatal = IntegratorStage::entries_placed;
  job.on_stage([&](IntegratorStage at) {
    if (dies && at == fatal) throw Killed{};
  });
  for (const auto stage : {IntegratorStage::entries_placed, IntegratorStage::tiles_written,
                           IntegratorStage::head_moved}) {
    record(100);
    dies = true;
    fatal = stage;
    EXPECT_THROW(job.run(kOrganisation), Killed);
    dies = false;
    (void)job.run(kOrganisation);
    expect_whole();
  }
}

TEST_P(OnTheLog, ARunThatDiesBetweenTwoFilesIsFinishedByTheNext) {
  int deaths = 0;
  for (int files = 0; files < 12; ++files) {
    record(130);
    {
      MortalTileStore mortal{folder_.path(), files};
      auto dying = integrator(mortal);
      try {
        (void)dying.run(kOrganisation);
      } catch (const Killed&) {
        ++deaths;
      }
      (void)shown();
    }
    record(3);
    auto next = integrator(tiles_);
    while (next.run(kOrganisation) > 0) {
    }
    expect_whole();
  }
  EXPECT_GE(deaths, 3);
}

TEST_P(OnTheLog, ACheckpointThatWasLostOrIsOldIsPutBack) {
  record(5);
  auto job = integrator(tiles_);
  (void)job.run(kOrganisation);
  const auto old = *tiles_.read(desk::kCheckpointPath);
  record(5);
  (void)job.run(kOrganisation);
  std::ofstream{folder_.path() / desk::kCheckpointPath} << old;
  EXPECT_EQ(job.run(kOrganisation), 0);
  EXPECT_EQ(shown()->head.size, 10U);
  std::filesystem::remove(folder_.path() / desk::kCheckpointPath);
  EXPECT_EQ(job.run(kOrganisation), 0);
  EXPECT_EQ(shown()->head.size, 10U);
}

TEST_P(OnTheLog, TilesThatWereTamperedWithAreNotBuiltOn) {
  record(5);
  (void)integrator(tiles_).run(kOrganisation);
  const auto tile = folder_.path() / "tile/0/000.p/5";
  ASSERT_TRUE(std::filesystem::exists(tile));
  std::string bytes = *tiles_.read("tile/0/000.p/5");
  bytes[0] = static_cast<char>(bytes[0] ^ 1);
  std::ofstream{tile, std::ios::binary} << bytes;
  record(5);
  EXPECT_THROW((void)integrator(tiles_).run(kOrganisation), Fault);
  EXPECT_EQ(shown()->head.size, 5U);
}

/// Writers, two integrators with connections and stores of their own, and a reader all the while.
TEST_P(OnTheLog, TwoIntegratorsAtOnceMakeOneLog) {
  constexpr int kBatches = 40;
  std::atomic<bool> writing = true;
  std::atomic<int> faults = 0;
  const auto integrate = [&] {
    const auto database = store::open(place_.address());
    ledger::FolderTileStore tiles{folder_.path()};
    desk::Integrator job{*database, tiles, folder_.path(), keys_};
    while (writing) {
      try {
        (void)job.run(kOrganisation);
      } catch (const std::exception& error) {
        ADD_FAILURE() << error.what();
        ++faults;
      }
    }
  };
  {
    const std::jthread one{integrate};
    const std::jthread two{integrate};
    for (int i = 0; i < kBatches; ++i) {
      record(1 + i % 17);
      (void)shown();
    }
    writing = false;
  }
  auto last = integrator(tiles_);
  while (last.run(kOrganisation) > 0) {
  }
  EXPECT_EQ(faults, 0);
  expect_whole();
}

/// More than a batch; once is enough, for the time it takes.
class ManyLeaves : public OnTheLog {
 protected:
  ManyLeaves() : OnTheLog(store::Engine::sqlite) {}
};
INSTANTIATE_TEST_SUITE_P(Engines, ManyLeaves, ::testing::Values(store::Engine::sqlite),
                         store::engine_name);

TEST_P(ManyLeaves, TwentyThousandAreTakenInBatches) {
  for (int i = 0; i < 20; ++i) record(1000);
  auto job = integrator(tiles_);
  std::int64_t placed = 0;
  int runs = 0;
  for (std::int64_t now = job.run(kOrganisation); now > 0; now = job.run(kOrganisation)) {
    placed += now;
    ++runs;
    (void)shown();
  }
  EXPECT_EQ(placed, 20'000);
  EXPECT_EQ(runs, 3);
  expect_whole();
}

}  // namespace
}  // namespace mingcha::test
