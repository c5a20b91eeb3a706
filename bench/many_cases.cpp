// SPDX-License-Identifier: Apache-2.0
// many_cases --database sqlite:… --kek FILE --cases 10000: fills the record of an installation.
//
// Each case goes through the desk, like everybody's, up to a step of its own; so the record has
// cases in every state. A database that has as many already is left as it is.
#include <fstream>

#include <fmt/format.h>

#include "base/text.h"
#include "bench/case_ground.h"
#include "bench/case_load.h"
#include "bench/measure.h"

namespace mingcha::bench {
namespace {

Digest key_in(const std::string& path) {
  std::ifstream in{path};
  std::string line;
  std::getline(in, line);
  const auto bytes = from_hex(trim(line));
  const auto key = bytes ? to_digest(*bytes) : std::nullopt;
  if (!key) throw std::runtime_error("not 64 hex digits: " + path);
  return *key;
}

std::int64_t cases_in(store::Database& database) {
  std::int64_t count = 0;
  database.read([&](store::Session& session) {
    count = session.query("SELECT count(*) FROM case_row").front().integer(0);
  });
  return count;
}

void run(const Options& options) {
  const auto pack = load_pack();
  CaseGround ground{options.text("database"), *pack, key_in(options.text("kek"))};
  const auto script = venue_script(ground);
  const int cases = options.number("cases");
  const auto known = cases_in(ground.database());
  if (known >= cases) {
    fmt::print("{} cases are there already\n", known);
    return;
  }
  if (known != 0) throw std::runtime_error("there are some cases already; begin with none");
  CaseLoad load{ground, script, "many", cases};
  const auto last = [&](int number) { return static_cast<std::size_t>(number) % script.size(); };
  double taken = 0;
  for (std::size_t line = 0; line < script.size(); ++line) {
    taken += load.play(line, options.number("clients"),
                       [&](int number) { return line <= last(number); });
  }
  fmt::print("{} cases made in {:.0f} s\n", cases_in(ground.database()), taken);
}

}  // namespace
}  // namespace mingcha::bench

int main(int count, char** arguments) {
  using namespace mingcha::bench;
  return run_program("many_cases", [&] {
    run({count, arguments, {{"cases", "10000"}, {"clients", "64"}, {"database", ""}, {"kek", ""}}});
  });
}
