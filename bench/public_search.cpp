// SPDX-License-Identifier: Apache-2.0
// public_search: what the public asks for among so many published decisions, and of the published
// lists, as long as the database takes for it. Beside it, from the same connections: one look-up by
// primary key, and a count of the whole register.
#include <algorithm>
#include <filesystem>
#include <numeric>

#include <fmt/format.h>

#include "bench/measure.h"
#include "bench/public_ground.h"
#include "bench/search_ground.h"
#include "desk/public_record_desk.h"
#include "registers/list_register.h"
#include "store/database.h"

namespace mingcha::bench {
namespace {

using registers::RecordFilter;
using store::Session;

constexpr std::int64_t kShown = 10;

/// Of each query: what it found, milliseconds, and those of our processor.
struct Taken {
  std::vector<double> found;
  std::vector<double> milliseconds;
  std::vector<double> used;

  void add(const Taken& more) {
    found.insert(found.end(), more.found.begin(), more.found.end());
    milliseconds.insert(milliseconds.end(), more.milliseconds.begin(), more.milliseconds.end());
    used.insert(used.end(), more.used.begin(), more.used.end());
  }
};

void print(const std::string& what, const Taken& taken) {
  const auto found = std::accumulate(taken.found.begin(), taken.found.end(), 0.0);
  const auto& all = taken.milliseconds;
  fmt::print("{:<40} {:>9.0f} {:>8.2f} {:>8.2f} {:>8.2f} {:>8.2f} {:>8.2f}\n", what,
             found / static_cast<double>(taken.found.size()), percentile(all, 0),
             percentile(all, 0.5), percentile(all, 0.95), percentile(all, 1),
             percentile(taken.used, 0.95));
  std::fflush(stdout);
}

class Bench {
 public:
  Bench(store::Database& database, std::int64_t decisions, int queries)
      : database_{database}, records_{database, clock_}, decisions_{decisions}, queries_{queries} {}

  [[nodiscard]] Published any() {
    return published(static_cast<std::int64_t>(random_() >> 1U) % decisions_);
  }

  /// Prints what so many of them take; `ask` answers how many were found.
  template <typename Ask>
  Taken measure(const std::string& what, const Ask& ask) {
    Taken taken;
    random_.seed(7);
    for (int i = 0; i < queries_; ++i) {
      const auto one = any();
      const auto before = processor_seconds();
      taken.milliseconds.push_back(
          1000 * seconds([&] { taken.found.push_back(static_cast<double>(ask(one))); }));
      taken.used.push_back(1000 * (processor_seconds() - before));
    }
    print(what, taken);
    return taken;
  }

  /// What a page of results asks for: the count, the first decisions and a piece of their texts,
  /// what the list can be narrowed to, and the officers.
  void search(const std::string& what, const std::function<RecordFilter(const Published&)>& filter,
              const std::function<std::string(const Published&)>& words) {
    searched_.add(measure(what, [&](const Published& one) {
      auto asked = filter(one);
      asked.list.words = search::read_query(words(one)).value();
      const auto page = records_.list(asked, 0, kShown);
      if (std::ssize(page.records) != std::min(page.total, kShown)) throw Fault("too few");
      (void)records_.texts(page.records);
      database_.read([&](Session& session) {
        (void)registers::public_facets(session);
        (void)registers::list_entries(session, "officers", {day_, words(one), {}, {}},
                                      registers::Reach::open, 0, kShown);
      });
      return page.total;
    }));
  }

  void list(const std::string& what, const std::function<RecordFilter(const Published&)>& filter,
            std::int64_t offset) {
    measure(what, [&](const Published& one) {
      const auto page = records_.list(filter(one), offset, 20);
      database_.read([&](Session& session) { (void)registers::public_facets(session); });
      return page.total;
    });
  }

  template <typename Ask>
  void ask(const std::string& what, const Ask& ask) {
    measure(what, [&](const Published& one) {
      std::int64_t found = 0;
      database_.read([&](Session& session) { found = ask(session, one); });
      return found;
    });
  }

  [[nodiscard]] desk::PublicRecordDesk& records() { return records_; }
  [[nodiscard]] Day day() const { return day_; }
  /// Every search so far.
  [[nodiscard]] const Taken& searched() const { return searched_; }

 private:
  store::Database& database_;
  SystemClock clock_;
  desk::PublicRecordDesk records_;
  std::int64_t decisions_;
  int queries_;
  std::mt19937_64 random_{7};
  Taken searched_;
  Day day_ = *parse_day("2026-03-02");
};

const auto kAll = [](const Published&) { return RecordFilter{}; };
const auto kOfYear = [](const Published& one) {
  return RecordFilter{{{}, one.decided_on.substr(0, 4), {}}, {}, {}};
};
const auto kOfUnit = [](const Published& one) { return RecordFilter{{{}, {}, one.unit}, {}, {}}; };
const auto kOfAll = [](const Published& one) {
  return RecordFilter{{{}, one.decided_on.substr(0, 4), one.unit}, {one.item, "item_none"}, {}};
};
const auto kOfKind = [](const Published& one) { return RecordFilter{{}, {one.item}, {}}; };

void head(const char* what) {
  fmt::print("\n{:<40} {:>9} {:>8} {:>8} {:>8} {:>8} {:>8}\n", what, "hits", "min, ms", "p50, ms",
             "p95, ms", "max, ms", "p95, CPU");
}

/// Some persons have two characters, others three.
std::string name_of(std::size_t bytes, const Published& one) {
  std::mt19937_64 random{static_cast<std::uint64_t>(std::stoll(one.case_id.substr(1)))};
  auto name = one.person;
  while (name.size() != bytes) name = draw_name(random);
  return name;
}

void searches(Bench& bench) {
  head("a page of results for");
  bench.search("a name of two characters", kAll, [](const auto& one) { return name_of(6, one); });
  bench.search("  of one year", kOfYear, [](const auto& one) { return name_of(6, one); });
  bench.search("  of one unit", kOfUnit, [](const auto& one) { return name_of(6, one); });
  bench.search("a name of three characters", kAll, [](const auto& one) { return name_of(9, one); });
  bench.search("an organisation", kAll, [](const auto& one) { return one.party; });
  bench.search("a shop's name and trade", kAll, [](const auto&) { return "星河网吧"; });
  bench.search("a document number", kAll, [](const auto& one) { return one.number; });
  bench.search("the end of a number", kAll,
               [](const auto& one) { return one.number.substr(one.number.find("〔")); });
  bench.search("an officer's number", kAll, [](const auto& one) { return one.officer; });
  bench.search("an item", kAll, [](const auto& one) { return one.title; });
  bench.search("  of one year, unit and kind", kOfAll, [](const auto& one) { return one.title; });
  bench.search("a unit", kAll, [](const auto& one) { return one.unit_name; });
  bench.search("a name and an item", kAll,
               [](const auto& one) { return name_of(6, one) + " " + one.title; });
  bench.search("what stands in every text", kAll, [](const auto&) { return "云岭"; });
  bench.search("  of one year, unit and kind", kOfAll, [](const auto&) { return "云岭"; });
  bench.search("what stands in none", kAll, [](const auto&) { return "无此内容"; });
  print("all of them", bench.searched());
}

void pages(Bench& bench, std::int64_t decisions) {
  head("a page of the list");
  bench.list("the first", kAll, 0);
  bench.list("in the middle", kAll, decisions / 2);
  bench.list("the last", kAll, decisions - 20);
  bench.list("of one year", kOfYear, 0);
  bench.list("of one unit", kOfUnit, 0);
  bench.list("of one kind", kOfKind, 0);
  bench.list("of one year, unit and kind", kOfAll, 0);
  bench.ask("home page: newest six, and how many", [](Session& session, const Published&) {
    return registers::list_public(session, {}, 0, 6).total;
  });
  bench.measure("open data: months", [&](const Published&) {
    return static_cast<std::int64_t>(bench.records().months().size());
  });
}

void lists(Bench& bench, std::int64_t entries) {
  head("a page of a published list");
  for (const auto& [what, words, offset] :
       std::vector<std::tuple<std::string, std::string, std::int64_t>>{
           {"the first", "", 0},
           {"the last", "", entries - 20},
           {"words", "赌博", 0},
           {"a code", "YL012345", 0}}) {
    bench.ask(what, [&](Session& session, const Published&) {
      return registers::list_entries(session, "powers", {bench.day(), words, {}, {}},
                                     registers::Reach::open, offset, 20)
          .total;
    });
  }
}

void beside(Bench& bench) {
  head("beside it");
  bench.ask("one row by primary key", [](Session& session, const Published& one) {
    return registers::find_publication(session, one.case_id) ? 1 : 0;
  });
  bench.ask("a count of the whole register", [](Session& session, const Published&) {
    return session.query("SELECT count(*) FROM public_record").front().integer(0);
  });
}

void run(const Options& options) {
  const auto decisions = options.number("decisions");
  const auto entries = options.number("entries");
  const auto& folder = options.text("folder");
  std::filesystem::create_directories(folder);
  const auto database = store::open("sqlite:" + folder + "/public.db");
  const auto taken = fill_public(*database, decisions);
  fill_lists(*database, 500, entries);
  fmt::print("{} published decisions, {:.0f} s to put in those that were missing\n", decisions,
             taken);
  Bench bench{*database, decisions, options.number("queries")};
  searches(bench);
  pages(bench, decisions);
  lists(bench, entries);
  beside(bench);
}

}  // namespace
}  // namespace mingcha::bench

int main(int count, char** arguments) {
  using namespace mingcha::bench;
  return run_program("public_search", [&] {
    run({count,
         arguments,
         {{"decisions", "1000000"},
          {"entries", "20000"},
          {"queries", "200"},
          {"folder", "build/public-bench"}}});
  });
}
