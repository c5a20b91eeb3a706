// SPDX-License-Identifier: Apache-2.0
// review_queue: what the console's page of reviews asks for, over HTTP from the real program, with
// so many open reviews in the tables, on both engines; then the same beside years of opinions.
//
// Beside each call what the engine alone needs for the same rows: one count and one prepared SELECT
// through its C interface, written for just that question, without HTTP and JSON. One client, the
// two in turn.
#include <algorithm>
#include <fstream>
#include <stdexcept>

#include <fmt/format.h>

#include "bench/measure.h"
#include "bench/raw_engine.h"
#include "bench/review_rows.h"
#include "store/database.h"
#include "test/support/bureau.h"
#include "test/support/cases.h"

namespace mingcha::bench {
namespace {

using store::Engine;

constexpr const char* kReviewer = "heping";
constexpr double kAim = 100;  // ms, p95
constexpr int kFirstCalls = 10;

/// What is asked for, and the statements that read the same.
struct Question {
  std::string what, path;
  std::vector<std::string> raw;
  std::int64_t total = -1;  ///< Must be the answer's; -1: the answer has none.
};

/// A page of rows in that order, with their cases, after a count of all that the condition lets
/// through.
std::vector<std::string> page_sql(const std::string& where, const std::string& order, int offset,
                                  int limit) {
  return {"SELECT count(*) FROM review_row r WHERE " + where,
          fmt::format("SELECT r.*, c.* FROM (SELECT * FROM review_row r WHERE {0} ORDER BY {1}, "
                      "r.case_id, r.version LIMIT {2} OFFSET {3}) r JOIN case_row c "
                      "ON c.case_id = r.case_id ORDER BY {1}, r.case_id, r.version",
                      where, order, limit, offset)};
}

Question page(const std::string& what, const std::string& where, int offset, int limit,
              const std::string& also = {}) {
  return {what, fmt::format("/api/v1/reviews?state=open&offset={}&limit={}{}", offset, limit, also),
          page_sql(where, "r.due", offset, limit)};
}

std::vector<Question> questions(const ReviewCounts& there, Instant now) {
  const std::string open = "r.state = 'open'";
  const auto mine = fmt::format("{} AND r.reviewer = '{}'", open, kReviewer);
  std::vector<Question> out{page("open, the first 20", open, 0, 20),
                            page("open, the first 100", open, 0, 100),
                            page("open, the last 20", open, std::max(0, there.open - 20), 20),
                            page("open and mine, the first 20", mine, 0, 20, "&reviewer=me")};
  for (auto& each : out) {
    if (!each.path.ends_with("=me")) each.total = there.open;
  }
  if (there.opined > 0) {
    out.push_back({"opinions, the newest 20", "/api/v1/reviews?state=opined&offset=0&limit=20",
                   page_sql("r.opined_at > 0", "r.opined_at DESC", 0, 20), there.opined});
  }
  out.push_back({"beside it: who has how many",
                 "/api/v1/reviewers",
                 {fmt::format("SELECT reviewer, count(*), sum(CASE WHEN due < {} THEN 1 ELSE 0 END)"
                              " FROM review_row WHERE state = 'open' GROUP BY reviewer",
                              now.time_since_epoch().count())}});
  out.push_back({"HTTP alone: /healthz", "/healthz", {}});
  return out;
}

struct Samples {
  std::vector<double> ours, raw;  ///< ms
  std::size_t bytes = 0;          ///< Of the answer's body.
};

void ask(const Question& question, test::Client& client, RawClient& engine, Samples& samples) {
  test::Answer answer;
  samples.ours.push_back(1e3 * seconds([&] { answer = client.get(question.path); }));
  if (answer.status != 200) throw std::runtime_error(question.path + ": " + answer.body);
  if (question.total >= 0 && answer.json().at("total") != question.total) {
    throw std::runtime_error(question.path + ": another total than was written");
  }
  samples.bytes = answer.body.size();
  std::size_t read = 0;
  samples.raw.push_back(1e3 * seconds([&] {
                          for (const auto& sql : question.raw) read += engine.read(sql);
                        }));
  if (read == 0 && !question.raw.empty()) throw std::runtime_error("the engine found nothing");
}

void measure(const Question& question, test::Client& client, RawClient& engine, int calls) {
  Samples samples;
  for (int i = 0; i < kFirstCalls; ++i) ask(question, client, engine, samples);
  samples = {};
  for (int i = 0; i < calls; ++i) ask(question, client, engine, samples);
  const auto& [ours, raw, bytes] = samples;
  const auto p95 = percentile(ours, 0.95);
  fmt::print("  {:<28} {:>6} {:>8} {:>8.2f} {:>8.2f} {:>8.2f}", question.what, ours.size(), bytes,
             percentile(ours, 0.5), p95, percentile(ours, 0.99));
  if (!question.raw.empty()) {
    fmt::print(" {:>12.2f} {:>8.2f}", percentile(raw, 0.5), percentile(raw, 0.95));
  }
  fmt::print("{}\n", p95 > kAim ? "  p95 above the aim" : "");
  std::fflush(stdout);
}

/// Where the bureau keeps its record, as its operator configured it.
std::string database_of(const test::Bureau& bureau) {
  std::ifstream in{bureau.data() / "mingcha.toml"};
  const std::string key = "database = \"";
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with(key)) return line.substr(key.size(), line.rfind('"') - key.size());
  }
  throw std::runtime_error("no database in the bureau's configuration");
}

void run_on(Engine engine, const ReviewCounts& most, int calls) {
  const std::vector<std::string> logins{"wanglei", "lina", kReviewer};
  test::Bureau bureau{engine, {.logins = logins}};
  bureau.start();
  test::People people{bureau.address(), logins};
  test::CaseInHand model{people, test::venue_script()};
  model.reach("draft");
  const auto address = database_of(bureau);
  const auto database = store::open(address);
  const auto raw = connect_raw(address);
  const auto now = SystemClock{}.now();
  ReviewCounts there{1, 0};
  // The model is one of the open ones.
  for (const auto& more : {ReviewCounts{most.open - 1, 0}, ReviewCounts{0, most.opined}}) {
    add_reviews(*database, more, now);
    there.open += more.open;
    there.opined += more.opined;
    if (engine == Engine::postgres) {  // Does so by itself, a minute later.
      database->write([](store::Session& session) {
        session.run_script("ANALYZE review_row; ANALYZE case_row");
        return store::Outcome::commit;
      });
    }
    fmt::print("{}, {} open reviews, {} opinions\n",
               engine == Engine::sqlite ? "SQLite" : "PostgreSQL", there.open, there.opined);
    fmt::print("  {:<28} {:>6} {:>8} {:>8} {:>8} {:>8} {:>12} {:>8}\n", "asked for", "calls",
               "bytes", "p50, ms", "p95, ms", "p99, ms", "engine: p50", "p95");
    for (const auto& question : questions(there, now)) {
      measure(question, people.as(kReviewer), *raw, calls);
    }
  }
}

void run(const Options& options) {
  const ReviewCounts most{options.number("open"), options.number("opined")};
  fmt::print("one client; aim: p95 within {:.0f} ms\n", kAim);
  for (const auto engine : {Engine::sqlite, Engine::postgres}) {
    run_on(engine, most, options.number("calls"));
  }
}

}  // namespace
}  // namespace mingcha::bench

int main(int count, char** arguments) {
  using namespace mingcha::bench;
  return run_program("review_queue", [&] {
    run({count, arguments, {{"calls", "300"}, {"open", "5000"}, {"opined", "50000"}}});
  });
}
