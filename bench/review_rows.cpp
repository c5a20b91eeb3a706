// SPDX-License-Identifier: Apache-2.0
#include "bench/review_rows.h"

#include <algorithm>
#include <array>
#include <functional>
#include <stdexcept>

#include <fmt/format.h>

#include "registers/review_register.h"
#include "store/database.h"

namespace mingcha::bench {
namespace {

using registers::ReviewItem;
using std::chrono::hours;
using std::chrono::minutes;
using store::Session;

constexpr std::array kUnits{"order", "chengguan", "nanqiao", "shuangxi"};
constexpr std::array kReviewers{"heping", "xujing", "lvyang", "tanyang"};
constexpr int kTogether = 5000;

ReviewItem model_in(store::Database& database) {
  registers::ReviewFilter filter;
  filter.state = "open";
  registers::ReviewPage page;
  database.read([&](Session& session) { page = registers::list_reviews(session, filter, 0, 1); });
  if (page.items.empty()) throw std::runtime_error("there is no open review to copy");
  return page.items.front();
}

ReviewItem copy_of(const ReviewItem& model, std::string id, int number) {
  auto copy = model;
  const auto turn = static_cast<std::size_t>(number);
  copy.row.case_id = copy.review.case_id = std::move(id);
  copy.row.unit = copy.review.unit = kUnits.at(turn % kUnits.size());
  copy.review.reviewer = kReviewers.at(turn / kUnits.size() % kReviewers.size());
  return copy;
}

/// Submitted in turn over so many minutes before `now`; with as much time as the model has.
void submit(ReviewItem& item, Instant now, int minutes_ago) {
  const auto allowed = item.review.due.value() - item.review.submitted_at;
  item.review.submitted_at = now - minutes{minutes_ago};
  item.review.due = item.review.submitted_at + allowed;
}

ReviewItem open_review(const ReviewItem& model, Instant now, int number) {
  auto item = copy_of(model, fmt::format("bench-open-{:08}", number), number);
  if (number % 20 == 19) item.review.reviewer.clear();
  // A third of the time allowed is gone already for the oldest.
  const auto allowed = model.review.due.value() - model.review.submitted_at;
  const auto span = std::chrono::duration_cast<minutes>(allowed * 3 / 2).count();
  submit(item, now, static_cast<int>(number * std::int64_t{7919} % span));
  return item;
}

ReviewItem opined_review(const ReviewItem& model, Instant now, int number) {
  constexpr int kThreeYears = 3 * 365 * 24 * 60;
  auto item = copy_of(model, fmt::format("bench-opined-{:08}", number), number);
  submit(item, now, static_cast<int>(number * std::int64_t{7919} % kThreeYears) + 24 * 60);
  auto& review = item.review;
  review.state = "opined";
  review.opined_at = review.submitted_at + hours{20};
  review.passed = number % 5 != 4;
  review.opinion = review.passed ? "pass" : "return";
  if (review.passed) review.outcome = "decided";
  if (!review.passed) review.failed = " facts law ";
  return item;
}

void put(store::Database& database, int count, const std::function<ReviewItem(int)>& make) {
  for (int first = 0; first < count; first += kTogether) {
    database.write([&](Session& session) {
      for (int number = first; number < std::min(count, first + kTogether); ++number) {
        const auto item = make(number);
        registers::put_case(session, item.row, {});
        registers::put_reviews(session, item.row.case_id, {item.review});
      }
      return store::Outcome::commit;
    });
  }
}

}  // namespace

void add_reviews(store::Database& database, const ReviewCounts& counts, Instant now) {
  const auto model = model_in(database);
  put(database, counts.open, [&](int number) { return open_review(model, now, number); });
  put(database, counts.opined, [&](int number) { return opined_review(model, now, number); });
}

}  // namespace mingcha::bench
