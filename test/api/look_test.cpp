// SPDX-License-Identifier: Apache-2.0
// The receipt of a look, checked by the program that anybody has, and the operator's audit.
#include <chrono>
#include <fstream>
#include <thread>

#include "test/api/installation.h"

namespace mingcha::test {
namespace {

using testing::HasSubstr;
using testing::StartsWith;
using Json = nlohmann::json;

class Looks : public OnEachEngine {
 protected:
  Looks() { hand_.reach("filing"); }

  /// The look of somebody in the timeline, once its batch has a place in the log.
  Json settled(const std::string& who) {
    for (int i = 0; i < 300; ++i) {
      const auto timeline = as("chenbin").get(hand_.path("/timeline")).json();
      for (const auto& entry : timeline.at("events")) {
        if (entry.at("kind") == "look" && entry.at("actor") == who && entry.contains("receipt")) {
          return entry;
        }
      }
      std::this_thread::sleep_for(std::chrono::milliseconds{50});
    }
    throw std::runtime_error("the look of " + who + " got no receipt");
  }

  Finished verified(const std::string& proof) {
    const auto policy = folder_.path() / "policy.txt";
    const auto file = folder_.path() / "look.json";
    std::ofstream{policy} << installation_.stranger().get("/log/policy").body;
    std::ofstream{file} << proof;
    return mingcha_verify({"look", file.string(), "--policy", policy.string(), "--english"});
  }

  CaseInHand hand_{people_, venue_script()};
  TemporaryFolder folder_;
};

TEST_P(Looks, HaveAReceiptThatAnybodyCanCheck) {
  ASSERT_EQ(as("heping").get(hand_.path()).status, 200);
  const auto look = settled("heping");
  EXPECT_THAT(look.at("log_index").get<int>(), testing::Ge(0));
  const auto path = look.at("receipt").get<std::string>();
  EXPECT_THAT(path, StartsWith("/api/v1/looks/"));

  const auto proof = as("chenbin").get(path);

  ASSERT_EQ(proof.status, 200) << proof.body;
  EXPECT_THAT(proof.header("content-disposition"), StartsWith("attachment"));
  const auto good = verified(proof.body);
  EXPECT_EQ(good.status, 0) << good.output;
  EXPECT_THAT(good.output, HasSubstr("heping"));
  EXPECT_THAT(good.output, HasSubstr(hand_.id()));
  auto forged = proof.json();
  auto record = forged.at("look").get<std::string>();
  record.replace(record.find("heping"), 6, "xujing");
  forged["look"] = record;
  const auto bad = verified(forged.dump());
  EXPECT_EQ(bad.status, 1) << bad.output;
  EXPECT_THAT(bad.output, HasSubstr("not in the batch"));
  EXPECT_EQ(verified("{}").status, 2);
}

TEST_P(Looks, GiveTheirReceiptsToThoseWhoMaySeeTheCaseAlone) {
  ASSERT_EQ(as("heping").get(hand_.path()).status, 200);
  const auto path = settled("heping").at("receipt").get<std::string>();

  expect_problem(as("zhaomin").get(path), 404, "");
  expect_problem(as("gongli").get(path), 403, "");
  expect_problem(installation_.stranger().get(path), 401, "");
  for (const auto* other :
       {"/api/v1/looks/0/receipt", "/api/v1/looks/99999999/receipt", "/api/v1/looks/-1/receipt",
        "/api/v1/looks/1x/receipt", "/api/v1/looks/99999999999999999999/receipt"}) {
    expect_problem(as("chenbin").get(other), 404, "");
  }
}

TEST_P(Looks, OfASealedCaseNeedAPurposeToo) {
  CaseInHand sealed{people_, assault_script()};
  sealed.reach("decision");
  ASSERT_EQ(as("caozheng").get(sealed.path()).status, 200);
  std::string path;
  for (int i = 0; i < 300 && path.empty(); ++i) {
    const auto timeline = as("zhaomin").get(sealed.path("/timeline")).json();
    for (const auto& entry : timeline.at("events")) {
      if (entry.at("kind") == "look" && entry.contains("receipt")) path = entry.at("receipt");
    }
    std::this_thread::sleep_for(std::chrono::milliseconds{50});
  }
  ASSERT_THAT(path, StartsWith("/api/v1/looks/"));
  EXPECT_EQ(as("zhaomin").get(path).status, 200);
  expect_problem(as("heping").get(path), 403, "purpose-needed");
}

TEST_P(Looks, AgreeWithThePublicLogInTheOperatorsAudit) {
  ASSERT_EQ(as("heping").get(hand_.path()).status, 200);
  (void)settled("heping");

  const auto audit = installation_.bureau.audit();

  EXPECT_EQ(audit.status, 0) << audit.output;
  EXPECT_THAT(audit.output, HasSubstr("与公开日志一致"));
}

MINGCHA_ON_EACH_ENGINE(Looks);

}  // namespace
}  // namespace mingcha::test
