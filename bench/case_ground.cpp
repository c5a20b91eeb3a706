// SPDX-License-Identifier: Apache-2.0
#include "bench/case_ground.h"

#include <fstream>
#include <sstream>
#include <stdexcept>

#include "pack/load.h"

namespace mingcha::bench {
namespace {

const std::string kRoot = MINGCHA_SOURCE_DIR;

std::string agency() {
  std::ifstream in{kRoot + "/demo/agency.json"};
  std::ostringstream bytes;
  bytes << in.rdbuf();
  return bytes.str();
}

}  // namespace

std::shared_ptr<const pack::Pack> load_pack() {
  auto loaded = pack::load(kRoot + "/packs/public-security");
  if (!loaded) throw std::runtime_error(describe(loaded.error()));
  return *loaded;
}

std::string describe(const Rejection& rejection) {
  std::string out = rejection.title.en;
  for (const auto& finding : rejection.findings) {
    out += "\n  " + finding.code + ": " + finding.what.en + " @" + finding.where;
  }
  return out;
}

CaseGround::CaseGround(const std::string& address, const pack::Pack& pack,
                       const Digest& wrapping_key)
    : pack_{pack},
      clock_{*parse_instant("2026-03-01T08:00:00+08:00")},
      database_{store::open(address)},
      recorder_{wrapping_key},
      people_{*database_, recorder_},
      cases_{*database_, pack, people_, recorder_, clock_} {
  const auto taken = people_.take("bench", clock_.now(), agency());
  if (!taken) throw std::runtime_error(describe(taken.error()));
}

}  // namespace mingcha::bench
