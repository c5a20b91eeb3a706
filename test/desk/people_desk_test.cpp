// SPDX-License-Identifier: Apache-2.0
#include "desk/people_desk.h"

#include <filesystem>

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "crypto/hash.h"
#include "desk/recorder.h"
#include "store/database.h"
#include "test/conformance/engine.h"
#include "test/desk/office.h"

namespace mingcha::test {
namespace {

using Json = nlohmann::json;

struct OnPeople : ::testing::TestWithParam<store::Engine> {
  Result<int> take(const Json& json) {
    return office.people.take("majun", office.clock.now(), json.dump());
  }
  /// A directory in which one person is changed by a patch.
  Result<int> take_changed(const Json& patch) {
    auto person = agency.at("persons").at(0);
    person.merge_patch(patch);
    return take({{"persons", {person}}});
  }

  Office office{GetParam()};
  Json agency =
      Json::parse(bytes_of(std::filesystem::path{MINGCHA_SOURCE_DIR} / "demo/agency.json"));
};
INSTANTIATE_TEST_SUITE_P(Engines, OnPeople,
                         ::testing::Values(store::Engine::sqlite, store::Engine::postgres),
                         store::engine_name);

TEST_P(OnPeople, AreRecordedOnlyWhereSomethingIsNew) {
  EXPECT_EQ(take(agency), 0);
  auto& first = agency["persons"][0];
  first["post"] = "大队长";
  const auto events = office.count("event");
  EXPECT_EQ(take(agency), 1);
  EXPECT_EQ(office.count("event"), events + 1);
  EXPECT_EQ(office.people.directory()->person("wanglei")->post, "大队长");
}

TEST_P(OnPeople, AreTakenAsAWholeOrNotAtAll) {
  const auto events = office.count("event");
  const Json unsound[] = {
      {{"unit", "nowhere"}},
      {{"auxiliary", true}},
      {{"roles", {"officer", "audit_administrator"}}},
      {{"name", "　"}},
      {{"id", ""}},
      {{"certificate", {{"from", "2027-01-01"}, {"to", "2026-01-01"}}}},
  };
  for (const auto& patch : unsound) {
    const auto taken = take_changed(patch);
    ASSERT_FALSE(taken.has_value()) << patch;
    EXPECT_EQ(taken.error().kind, Refusal::invalid) << patch;
    EXPECT_EQ(taken.error().findings.front().code, "directory-invalid");
  }
  const Json unreadable[] = {
      {{"roles", {"king"}}},       {{"roles", "officer"}},
      {{"name", nullptr}},         {{"certificate", {{"from", "soon"}}}},
      {{"certificate", "云执99"}}, {{"auxiliary", "yes"}},
  };
  for (const auto& patch : unreadable) {
    const auto taken = take_changed(patch);
    ASSERT_FALSE(taken.has_value()) << patch;
    EXPECT_EQ(taken.error().kind, Refusal::malformed) << patch;
  }
  EXPECT_EQ(office.count("event"), events);
  EXPECT_EQ(office.people.directory()->person("wanglei")->unit, "order");
}

TEST_P(OnPeople, AreRefusedWhenTheDocumentIsNone) {
  for (const auto* text : {"", "{", "[]", "null", "3", R"({"persons": 3})", R"({"persons": [3]})",
                           R"({"units": [{"id": "x"}]})", R"({"agency": []})"}) {
    const auto taken = office.people.take("majun", office.clock.now(), text);
    ASSERT_FALSE(taken.has_value()) << text;
    EXPECT_EQ(taken.error().kind, Refusal::malformed) << text;
  }
}

TEST_P(OnPeople, NeedTheAgencysTrueCode) {
  auto wrong = agency.at("agency");
  wrong["code"] = "119999220000000195";
  EXPECT_FALSE(take({{"agency", wrong}}).has_value());
}

TEST_P(OnPeople, AreReadAnewWhenAnotherInstanceChangedThem) {
  desk::PeopleDesk other{*office.database, office.recorder};
  EXPECT_EQ(other.directory()->person("wanglei")->post, "民警");
  ASSERT_EQ(take_changed({{"post", "所长"}}), 1);
  EXPECT_EQ(other.directory()->person("wanglei")->post, "所长");
}

}  // namespace
}  // namespace mingcha::test
