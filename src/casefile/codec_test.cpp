// SPDX-License-Identifier: Apache-2.0
#include "casefile/codec.h"

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace mingcha::casefile {
namespace {

std::filesystem::path golden_folder() {
  return std::filesystem::path{MINGCHA_SOURCE_DIR} / "test/golden/events/v1";
}

std::string contents(const std::filesystem::path& path) {
  std::ifstream in{path};
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

// The files are what earlier versions stored. They are never changed and never removed.
TEST(GoldenEvents, DecodeForEverAndEncodeTheSame) {
  std::set<std::string> kinds;
  for (const auto& entry : std::filesystem::directory_iterator{golden_folder()}) {
    const auto body = contents(entry.path());
    const auto kind = entry.path().stem().string();
    const auto event = decode(kind, body);

    EXPECT_EQ(kind_of(event), kind);
    EXPECT_EQ(nlohmann::json::parse(encode(event)), nlohmann::json::parse(body)) << kind;
    kinds.insert(kind);
  }
  EXPECT_EQ(kinds.size(), std::variant_size_v<Event>) << "every kind has a golden file";
}

TEST(Codec, SaysWhenTheRecordIsDamaged) {
  EXPECT_THROW(static_cast<void>(decode("case.opened", "{")), Fault);
  EXPECT_THROW(static_cast<void>(decode("case.opened", R"({"item":"x"})")), Fault);
  EXPECT_THROW(static_cast<void>(decode("case.invented", "{}")), Fault);
  EXPECT_THROW(static_cast<void>(decode("record.sealed", R"({"article":1,"reason":""})")), Fault);
}

}  // namespace
}  // namespace mingcha::casefile
