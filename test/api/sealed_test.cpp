// SPDX-License-Identifier: Apache-2.0
// Whom a sealed case is shown to, and that it says why to whom it is not.
#include <chrono>
#include <map>
#include <thread>

#include <fmt/format.h>

#include "base/instant.h"
#include "test/api/installation.h"

namespace mingcha::test {
namespace {

using testing::Each;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using Json = nlohmann::json;

constexpr const char* kParty = "杜子虚";
constexpr const char* kPurpose = "案件质量评查";

/// 赵敏's assault, decided by 曹正 and sealed with that. 何平 may look into sealed records; 陈斌
/// manages the cases of another unit.
class SealedCase : public OnEachEngine {
 protected:
  SealedCase() {
    hand_.reach("draft");
    std::this_thread::sleep_for(std::chrono::milliseconds{2});
    before_ = to_local_string(SystemClock{}.now() - std::chrono::milliseconds{1});
    hand_.reach("decision");
  }
  ~SealedCase() override { state_purpose("heping", ""); }

  void state_purpose(const std::string& who, const std::string& purpose) {
    const auto stated = as(who).send({.method = "PUT",
                                      .path = "/api/v1/session/purpose",
                                      .body = Json{{"purpose", purpose}}.dump()});
    EXPECT_EQ(stated.status, 204) << stated.body;
  }

  /// What stands in braces in the paths of routes about a case.
  std::map<std::string, std::string> captures() {
    const auto sight = hand_.look();
    const auto& paper = sight.at("documents").back();
    return {{"case", hand_.id()},
            {"document", paper.at("document")},
            {"version", std::to_string(paper.at("version").get<int>())},
            {"evidence", sight.at("evidence").at(0).at("evidence")}};
  }

  std::string filled_in(std::string path) {
    for (const auto& [name, value] : captures()) {
      const auto at = path.find("{" + name + "}");
      if (at != std::string::npos) path.replace(at, name.size() + 2, value);
    }
    EXPECT_THAT(path, Not(HasSubstr("{"))) << "say above what to put there";
    return path;
  }

  /// Every way to read something of the case, as the API itself describes them, and more.
  std::vector<Call> readings() {
    std::vector<Call> out;
    const auto paths = as("heping").get("/api/v1/openapi.json").json().at("paths");
    for (const auto& [path, verbs] : paths.items()) {
      if (!path.starts_with("/api/v1/cases/{case}") || !verbs.contains("get")) continue;
      out.push_back({.path = filled_in(path)});
    }
    EXPECT_GE(out.size(), 7U);
    out.push_back({.path = hand_.path("?at=" + percent_encoded(before_))});
    out.push_back({.method = "POST",
                   .path = filled_in("/api/v1/cases/{case}/previews/{document}"),
                   .body = R"({"step":"draft"})"});
    for (const auto& event : hand_.events()) {
      out.push_back({.path = fmt::format("/api/v1/receipts/{}", event.at("seq").get<int>())});
    }
    return out;
  }

  std::vector<Json> looks_of(const std::string& who) {
    std::vector<Json> out;
    const auto timeline = as("zhaomin").get(hand_.path("/timeline")).json();
    for (const auto& entry : timeline.at("events")) {
      if (entry.at("kind") == "look" && entry.at("actor") == who) out.push_back(entry.at("body"));
    }
    return out;
  }

  /// The case in somebody's list; null when it is not there.
  Json listed(const std::string& who, const std::string& query) {
    const auto page = as(who).get("/api/v1/cases?limit=200&" + query).json();
    for (const auto& row : page.at("cases")) {
      if (row.at("case") == hand_.id()) return row;
    }
    return nullptr;
  }

  Json exported(const std::string& who, const Json& order) {
    const auto ordered = as(who).post("/api/v1/jobs", order);
    EXPECT_EQ(ordered.status, 202) << ordered.body;
    const auto path = "/api/v1/jobs/" + ordered.json().at("job").get<std::string>();
    auto state = as(who).get(path).json();
    for (int i = 0; i < 500 && state.at("state") == "running"; ++i) {
      std::this_thread::sleep_for(std::chrono::milliseconds{20});
      state = as(who).get(path).json();
    }
    state["result"] = as(who).get(path + "/result").body;
    return state;
  }

  CaseInHand hand_{people_, assault_script()};
  std::string before_;  ///< When it was not sealed yet.
};

TEST_P(SealedCase, AsksForAPurposeOnEveryWayToIt) {
  for (auto call : readings()) {
    SCOPED_TRACE(call.path);
    const auto refused = as("heping").send(call);

    expect_problem(refused, 403, "purpose-needed");
    EXPECT_EQ(finding_of(refused, "purpose-needed").at("article"), "PSPL-2025/136");
    EXPECT_THAT(finding_of(refused, "purpose-needed").at("cure").get<std::string>(),
                HasSubstr("查阅目的"));
    EXPECT_THAT(refused.body, Not(HasSubstr(kParty)));
    call.headers.emplace_back("Accept-Language: en");
    expect_problem(as("heping").send(call), 403, "purpose-needed", Speaks::english);
  }
  const auto papers = exported("heping", {{"kind", "papers"}, {"cases", {hand_.id()}}});
  EXPECT_EQ(papers.at("state"), "failed") << papers;
  EXPECT_THAT(papers.dump(), HasSubstr("封存"));
  EXPECT_THAT(looks_of("heping"), IsEmpty()) << "nothing was shown";
}

TEST_P(SealedCase, IsShownForAPurposeThatTheLookThenCarries) {
  state_purpose("heping", "　 ");
  expect_problem(as("heping").get(hand_.path()), 403, "purpose-needed");
  state_purpose("heping", kPurpose);

  EXPECT_THAT(as("heping").get(hand_.path()).body, HasSubstr(kParty));
  EXPECT_EQ(as("heping").get(hand_.path("/drafts")).status, 200);
  EXPECT_THAT(as("heping").get(hand_.path("?at=" + percent_encoded(before_))).body,
              HasSubstr(kParty));

  const auto looks = looks_of("heping");
  ASSERT_EQ(looks.size(), 2U);
  for (const auto& look : looks) {
    EXPECT_EQ(look.at("purpose"), kPurpose) << look;
    EXPECT_TRUE(look.at("sealed").get<bool>());
  }
  state_purpose("heping", "");
  expect_problem(as("heping").get(hand_.path()), 403, "purpose-needed");
}

TEST_P(SealedCase, TellsNothingOfItsFactsToWhoeverTriesAStep) {
  for (const auto* step : {"service", "proposal", "decision", "legal_review", "closing"}) {
    for (const auto* who : {"heping", "tangwei", "chenbin"}) {
      const auto refused = hand_.step(who, step, {{"values", {{"penalty.fine_yuan", 100'000}}}});
      EXPECT_THAT(refused.status, testing::AnyOf(403, 409, 422)) << refused.body;
      EXPECT_THAT(refused.body, Not(HasSubstr(kParty)));
      auto said = refused.json();
      said.erase("instance");  // A random number, which may hold any digits.
      EXPECT_THAT(said.dump(), Not(HasSubstr("500")));
    }
  }
}

TEST_P(SealedCase, IsShownToItsOwnPeopleAsBefore) {
  for (const auto* who : {"zhaomin", "caozheng"}) {
    EXPECT_EQ(as(who).get(hand_.path()).status, 200) << who;
    EXPECT_EQ(as(who).get(hand_.path("/drafts")).status, 200) << who;
    EXPECT_EQ(listed(who, "sealed=true").at("party"), kParty) << who;
  }
}

TEST_P(SealedCase, IsNotShownToThoseWhoseDutiesReachItAndNoFurther) {
  for (const auto& call : readings()) {
    SCOPED_TRACE(call.path);
    expect_problem(as("chenbin").send(call), 403, "sealed-record");
  }
  EXPECT_EQ(listed("chenbin", "sealed=true").at("party"), "");
  EXPECT_THAT(looks_of("chenbin"), IsEmpty());
}

TEST_P(SealedCase, KeepsItsPartyOutOfListsUntilAPurposeIsStated) {
  const auto by_name = "q=" + percent_encoded(kParty);
  const Json list{{"kind", "case_list"}, {"format", "csv"}, {"filter", {{"sealed", "true"}}}};
  EXPECT_EQ(listed("heping", "sealed=true").at("party"), "");
  EXPECT_TRUE(listed("heping", by_name).is_null()) << "a search would tell";
  const auto hidden = exported("heping", list).at("result").get<std::string>();
  EXPECT_THAT(hidden, HasSubstr(hand_.id()));
  EXPECT_THAT(hidden, Not(HasSubstr(kParty)));
  for (const auto* path : {"/api/v1/desk", "/api/v1/todos"}) {
    EXPECT_THAT(as("heping").get(path).body, Not(HasSubstr(kParty)));
  }

  state_purpose("heping", kPurpose);

  EXPECT_EQ(listed("heping", "sealed=true").at("party"), kParty);
  EXPECT_FALSE(listed("heping", by_name).is_null());
  EXPECT_THAT(exported("heping", list).at("result").get<std::string>(), HasSubstr(kParty));
}

TEST_P(SealedCase, TellsNothingByItsPlaceInAListSortedByParty) {
  // One that is not sealed, whose name comes before the hidden one; 流萤量贩歌厅 comes after it.
  auto script = assault_script();
  script.at(1).body["values"]["party.name"] = "丁一";
  CaseInHand other{people_, script};
  other.reach("filing");
  CaseInHand venue{people_, venue_script()};
  venue.reach("filing");
  const auto order = [&] {
    std::vector<std::string> parties;
    const auto page = as("heping").get("/api/v1/cases?limit=200&sort=-party").json();
    for (const auto& row : page.at("cases")) parties.push_back(row.at("party"));
    return parties;
  };
  const auto hidden = order();
  ASSERT_FALSE(hidden.empty());
  EXPECT_TRUE(std::ranges::is_sorted(
      hidden, [](const auto& a, const auto& b) { return a.empty() < b.empty(); }));
}

MINGCHA_ON_EACH_ENGINE(SealedCase);

}  // namespace
}  // namespace mingcha::test
