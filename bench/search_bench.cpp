// SPDX-License-Identifier: Apache-2.0
// search_bench: how long a search takes among so many parties and cases, on both engines, beside
// PostgreSQL's own pg_trgm over the same texts. A search is what the box asks for: exact counts and
// the newest five of each kind. Every count is held against a look at every text.
#include <random>

#include <fmt/format.h>

#include "bench/measure.h"
#include "bench/search_ground.h"
#include "search/index.h"
#include "store/database.h"
#include "test/support/fresh_database.h"

namespace mingcha::bench {
namespace {

using search::Kind;
using store::Engine;
using store::Session;

constexpr std::int64_t kShown = 5;

struct Question {
  search::Query query;
  int unit = -1;  ///< -1: all.
  Scanned expected;
};
struct Questions {
  std::string what;
  std::vector<Question> all;
};

using Ask = std::function<Scanned(Session&, const Question&)>;

Scanned ask_index(Session& session, const Question& question) {
  search::Scope scope;
  if (question.unit >= 0) scope.unit = unit_name(question.unit);
  const auto counts = search::count(session, question.query, scope);
  for (const auto kind : {Kind::case_file, Kind::party, Kind::document}) {
    if (counts[kind] == 0) continue;
    const auto hits = search::find(session, question.query, scope, kind, 0, kShown);
    if (std::ssize(hits) != std::min(counts[kind], kShown)) throw Fault("hits and count differ");
  }
  return {counts[Kind::case_file], counts[Kind::party]};
}

/// The same over one table of texts with an index of pg_trgm.
Scanned ask_trigrams(Session& session, const Question& question) {
  const auto pattern = "%" + question.query.terms.front() + "%";
  const auto unit = question.unit < 0 ? std::string{} : unit_name(question.unit);
  constexpr std::string_view kWhere =
      " FROM trigrams WHERE folded LIKE $1 AND ($2 = '' OR unit = $2)";
  Scanned found;
  for (const auto& row : session.query(
           "SELECT kind, count(*)" + std::string{kWhere} + " GROUP BY kind", {pattern, unit})) {
    (row.integer(0) == 0 ? found.cases : found.parties) = row.integer(1);
  }
  for (const std::int64_t kind : {0, 1, 2}) {
    if (kind == 2 || (kind == 0 ? found.cases : found.parties) == 0) continue;
    session.query(
        "SELECT id, folded" + std::string{kWhere} + " AND kind = $3 ORDER BY id + 0 DESC LIMIT 5",
        {pattern, unit, kind});
  }
  return found;
}

void measure(store::Database& database, const std::string& engine, const Questions& questions,
             std::size_t most, const Ask& ask) {
  std::vector<double> taken;
  std::int64_t found = 0;
  int wrong = 0;
  for (std::size_t i = 0; i < std::min(most, questions.all.size()); ++i) {
    const auto& question = questions.all[i];
    Scanned answer;
    taken.push_back(1000 * seconds([&] {
                      database.read([&](Session& session) { answer = ask(session, question); });
                    }));
    wrong += answer == question.expected ? 0 : 1;
    found += answer.cases + answer.parties;
  }
  fmt::print("{:<12} {:<34} {:>8} {:>10.0f} {:>9.2f} {:>9.2f} {:>9.2f} {:>7}\n", engine,
             questions.what, taken.size(),
             static_cast<double>(found) / static_cast<double>(taken.size()), percentile(taken, 0.5),
             percentile(taken, 0.95), percentile(taken, 1), wrong);
  std::fflush(stdout);
  if (wrong != 0) throw Fault("a count differs from a look at every text");
}

Questions ask_all(const People& people, std::string what, const std::vector<std::string>& texts,
                  bool of_one_unit) {
  Questions questions{std::move(what), {}};
  int unit = 0;
  for (const auto& text : texts) {
    Question question{search::read_query(text).value(), of_one_unit ? unit++ % kUnits : -1, {}};
    question.expected = scan(people, question.query, question.unit);
    questions.all.push_back(std::move(question));
  }
  return questions;
}

/// Names as they are typed: of people who are in there, drawn at random.
std::vector<std::string> names_of(const People& people, std::size_t bytes, int count) {
  std::mt19937_64 random{7};
  std::vector<std::string> names;
  while (std::ssize(names) < count) {
    const auto& name = people.names[random() % people.names.size()];
    if (name.size() == bytes) names.push_back(name);
  }
  return names;
}

void run(const Options& options) {
  const auto people = make_people(options.number("parties"), options.number("cases"));
  const int count = options.number("queries");
  const std::vector<Questions> all{
      ask_all(people, "two characters", names_of(people, 6, count), false),
      ask_all(people, "two characters, one unit", names_of(people, 6, count), true),
      ask_all(people, "three characters", names_of(people, 9, count), false),
      ask_all(people, "document number", {"云公(治)行罚决字(2021)1234号", "〔2020〕77号"}, false),
      ask_all(people, "one character", {"王", "薛", "敏"}, false),
      ask_all(people, "in every party", {"云岭", "示范路"}, false)};
  fmt::print("{} parties, {} cases\n", people.names.size(), people.cases);
  std::fflush(stdout);
  for (const auto engine : {Engine::sqlite, Engine::postgres}) {
    const std::string name = engine == Engine::sqlite ? "SQLite" : "PostgreSQL";
    if (options.text("engine") != "both" &&
        options.text("engine") != (engine == Engine::sqlite ? "sqlite" : "postgres")) {
      continue;
    }
    const test::FreshDatabase fresh{engine};
    const auto database = store::open(fresh.address());
    fmt::print("\n{}: filled in {:.0f} s\n", name, fill(*database, people));
    fmt::print("{:<12} {:<34} {:>8} {:>10} {:>9} {:>9} {:>9} {:>7}\n", "index", "asked for",
               "queries", "hits each", "p50, ms", "p95, ms", "max, ms", "wrong");
    const bool postgres = engine == Engine::postgres;
    if (postgres) {
      database->write([](Session& session) {
        session.run_script(
            "CREATE EXTENSION IF NOT EXISTS pg_trgm SCHEMA public;"
            "CREATE TABLE trigrams AS SELECT e.id, e.kind, e.unit, t.folded FROM search_entry e "
            "JOIN search_open t ON t.rowid = e.id;"
            "CREATE INDEX ON trigrams USING gin (folded public.gin_trgm_ops);"
            "ANALYZE trigrams; ANALYZE search_open; ANALYZE search_entry; ANALYZE event");
        return store::Outcome::commit;
      });
    }
    for (const auto& questions : all) {
      measure(*database, postgres ? "pieces" : "FTS5", questions, questions.all.size(), ask_index);
    }
    if (!postgres) continue;
    // Each takes so long that a few tell.
    for (const auto& questions : all) measure(*database, "pg_trgm", questions, 5, ask_trigrams);
  }
}

}  // namespace
}  // namespace mingcha::bench

int main(int count, char** arguments) {
  using namespace mingcha::bench;
  return run_program("search_bench", [&] {
    run({count,
         arguments,
         {{"parties", "1000000"}, {"cases", "200000"}, {"queries", "200"}, {"engine", "both"}}});
  });
}
