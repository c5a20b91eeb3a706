// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "people/visitor.h"
#include "registers/change_register.h"

namespace mingcha::store {
class Database;
}  // namespace mingcha::store

namespace mingcha::desk {

/// Somebody's open page. Called by the feed's thread only; must not block. A false answer: gone.
class ChangeSink {
 public:
  ChangeSink() = default;
  ChangeSink(const ChangeSink&) = delete;
  ChangeSink& operator=(const ChangeSink&) = delete;
  virtual ~ChangeSink() = default;

  virtual bool changed(const registers::CaseChange& change) = 0;
  /// More was missed than is told one by one: everything is to be read anew.
  virtual bool start_over() = 0;
  /// Nothing happened for a while.
  virtual bool beat() = 0;
  virtual void end() = 0;
};

/// Tells open pages which cases went on, whichever instance recorded it. One thread calls run()
/// again and again; nobody else waits for anything. Safe to use from any thread.
class ChangeFeed {
 public:
  /// Who it is now, with the roles of this moment; nothing when the session has ended.
  using Who = std::function<std::optional<people::Visitor>()>;
  static constexpr std::size_t kPagesPerPerson = 6;
  static constexpr std::chrono::seconds kBeatEvery{15};

  explicit ChangeFeed(store::Database& database, std::chrono::milliseconds beat_every = kBeatEvery)
      : database_{database}, beat_every_{beat_every} {}

  /// From now on, or from behind `after` (the seq last heard of). One page more than
  /// kPagesPerPerson ends that person's oldest.
  void subscribe(const people::Visitor& visitor, Who who, std::optional<std::int64_t> after,
                 std::shared_ptr<ChangeSink> sink);
  /// Reads what is new, tells those whose matter it is, and ends what is to end.
  void run();
  [[nodiscard]] std::size_t pages() const;

 private:
  using SteadyTime = std::chrono::steady_clock::time_point;
  struct Page {
    people::Visitor visitor;
    Who who;
    std::optional<std::int64_t> after;
    std::shared_ptr<ChangeSink> sink;
    SteadyTime next_beat;
    bool fresh = true;
    bool gone = false;
  };

  [[nodiscard]] std::vector<registers::CaseChange> read_new(SteadyTime now);
  void catch_up(Page& page);
  void tell(Page& page, const std::vector<registers::CaseChange>& changes) const;
  void beat(Page& page, SteadyTime now) const;
  void forget_gone();

  store::Database& database_;
  std::chrono::milliseconds beat_every_;
  mutable std::mutex mutex_;
  std::vector<std::shared_ptr<Page>> pages_;

  // The feed's thread only. An event with a lower seq may come to light after one with a higher,
  // so each round looks back to where the record ended a few seconds ago.
  bool following_ = false;
  std::deque<std::pair<SteadyTime, std::int64_t>> ends_;
  std::set<std::int64_t> told_;
};

}  // namespace mingcha::desk
