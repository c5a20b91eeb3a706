// SPDX-License-Identifier: Apache-2.0
#include "desk/change_feed.h"

#include <algorithm>

#include "desk/case_desk.h"
#include "store/database.h"

namespace mingcha::desk {
namespace {

using registers::CaseChange;
using store::Session;

/// Longer than any transaction takes from its first seq to its commit.
constexpr std::chrono::seconds kLookBack{5};
constexpr std::int64_t kRoundMost = 5000;
constexpr std::int64_t kMissedMost = 500;
/// In seqs: what was under way when the page went.
constexpr std::int64_t kOverlap = 100;

bool concerns(const people::Visitor& visitor, const CaseChange& change) {
  return visitor.may(people::Permission::read_case) &&
         (change.unit == visitor.unit_id || sees_every_unit(visitor));
}

}  // namespace

void ChangeFeed::subscribe(const people::Visitor& visitor, Who who,
                           std::optional<std::int64_t> after, std::shared_ptr<ChangeSink> sink) {
  auto page = std::make_shared<Page>();
  page->visitor = visitor;
  page->who = std::move(who);
  page->after = after;
  page->sink = std::move(sink);
  page->next_beat = std::chrono::steady_clock::now() + beat_every_;
  const std::lock_guard lock{mutex_};
  const auto same = [&](const auto& other) {
    return other->visitor.person_id == visitor.person_id;
  };
  if (static_cast<std::size_t>(std::ranges::count_if(pages_, same)) >= kPagesPerPerson) {
    const auto oldest = std::ranges::find_if(pages_, same);
    (*oldest)->sink->end();
    pages_.erase(oldest);
  }
  pages_.push_back(std::move(page));
}

std::size_t ChangeFeed::pages() const {
  const std::lock_guard lock{mutex_};
  return pages_.size();
}

void ChangeFeed::run() {
  std::vector<std::shared_ptr<Page>> pages;
  {
    const std::lock_guard lock{mutex_};
    pages = pages_;
  }
  if (pages.empty()) {
    following_ = false;  // Nobody listens: the database is left alone.
    return;
  }
  const auto now = std::chrono::steady_clock::now();
  const auto changes = read_new(now);
  for (const auto& page : pages) {
    if (page->fresh) {
      if (page->after) catch_up(*page);
      page->fresh = false;
    } else {
      tell(*page, changes);
    }
    beat(*page, now);
  }
  forget_gone();
}

std::vector<CaseChange> ChangeFeed::read_new(SteadyTime now) {
  std::vector<CaseChange> fresh;
  database_.read([&](Session& session) {
    fresh.clear();
    if (!following_) {
      ends_.assign(1, {now, registers::newest_seq(session)});
      return;
    }
    fresh = registers::changes_after(session, ends_.front().second, kRoundMost);
  });
  if (!following_) told_.clear();
  following_ = true;
  auto end = ends_.back().second;
  for (const auto& change : fresh) end = std::max(end, change.seq);
  std::erase_if(fresh, [&](const auto& change) { return !told_.insert(change.seq).second; });
  ends_.emplace_back(now, end);
  while (ends_.size() > 1 && ends_[1].first + kLookBack <= now) ends_.pop_front();
  told_.erase(told_.begin(), told_.upper_bound(ends_.front().second));
  return fresh;
}

/// What happened while the page was away; the last change of each case is enough.
void ChangeFeed::catch_up(Page& page) {
  std::vector<CaseChange> missed;
  database_.read([&](Session& session) {
    missed = registers::last_changes_after(
        session, std::max<std::int64_t>(0, *page.after - kOverlap), kMissedMost);
  });
  if (std::ssize(missed) == kMissedMost && !page.sink->start_over()) page.gone = true;
  tell(page, missed);
}

void ChangeFeed::tell(Page& page, const std::vector<CaseChange>& changes) const {
  for (const auto& change : changes) {
    if (page.gone) return;
    if (concerns(page.visitor, change)) page.gone = !page.sink->changed(change);
  }
}

/// The session is looked at again with each beat, and so are the roles.
void ChangeFeed::beat(Page& page, SteadyTime now) const {
  if (page.gone || now < page.next_beat) return;
  page.next_beat = now + beat_every_;
  const auto visitor = page.who();
  if (!visitor || !visitor->may(people::Permission::read_case)) {
    page.sink->end();
    page.gone = true;
    return;
  }
  page.visitor = *visitor;
  page.gone = !page.sink->beat();
}

void ChangeFeed::forget_gone() {
  const std::lock_guard lock{mutex_};
  std::erase_if(pages_, [](const auto& page) { return page->gone; });
}

}  // namespace mingcha::desk
