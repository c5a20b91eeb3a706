// SPDX-License-Identifier: Apache-2.0
// Papers as people get them: the PDF of what was issued, previews of what may come, and a batch.
#include <chrono>
#include <fstream>
#include <sstream>
#include <thread>

#include "test/api/installation.h"

namespace mingcha::test {
namespace {

using testing::HasSubstr;
using testing::StartsWith;
using Json = nlohmann::json;

class Papers : public OnEachEngine {
 protected:
  std::string pdf_path(CaseInHand& hand, const std::string& kind, const std::string& document) {
    for (const auto& event : hand.events()) {
      if (event.at("kind") != kind) continue;
      if (event.at("body").at("document") != document) continue;
      return hand.path("/papers/" + std::to_string(event.at("version").get<int>()) + "/pdf");
    }
    throw std::runtime_error("never issued: " + document);
  }

  /// The decision's code needs its place in the log, which comes within a second.
  Answer printed(const std::string& path) {
    for (int i = 0; i < 200; ++i) {
      auto answer = as("wanglei").get(path);
      if (answer.status == 200) return answer;
      std::this_thread::sleep_for(std::chrono::milliseconds{50});
    }
    throw std::runtime_error("never printed: " + path);
  }

  std::string text_of(const std::string& pdf) {
    std::ofstream{folder_.path() / "paper.pdf", std::ios::binary} << pdf;
    const auto command = "pdftotext -raw " + (folder_.path() / "paper.pdf").string() + " " +
                         (folder_.path() / "paper.txt").string();
    EXPECT_EQ(std::system(command.c_str()), 0);
    std::ifstream in{folder_.path() / "paper.txt"};
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
  }

  /// A drawing, as the console uploads it. The id of the evidence.
  std::string drawn(CaseInHand& hand, const std::string& bytes, const std::string& type) {
    const auto answer = as("wanglei").send({.method = "POST",
                                            .path = attach_path(hand.id(), "签名"),
                                            .body = bytes,
                                            .content_type = type,
                                            .key = fresh_key()});
    EXPECT_EQ(answer.status, 201) << answer.body;
    return hand.look().at("evidence").back().at("evidence");
  }

  static std::string picture() {
    std::ifstream in{std::string{MINGCHA_SOURCE_DIR} + "/test/golden/papers/signature.png",
                     std::ios::binary};
    std::ostringstream bytes;
    bytes << in.rdbuf();
    return bytes.str();
  }

  TemporaryFolder folder_;
};

TEST_P(Papers, OfTheDecisionAreTheSameBytesEachTimeAndCarryItsNumber) {
  CaseInHand hand{people_, venue_script()};
  hand.reach("decision");
  const auto path = pdf_path(hand, "decision.made", "penalty_decision");

  const auto first = printed(path);

  EXPECT_THAT(first.header("content-type"), StartsWith("application/pdf"));
  EXPECT_THAT(first.body, StartsWith("%PDF-"));
  EXPECT_TRUE(as("wanglei").get(path).body == first.body);
  const auto decision = hand.look().at("decision");
  EXPECT_THAT(text_of(first.body), HasSubstr(decision.at("number").get<std::string>()));
}

TEST_P(Papers, AreForThoseWhoMaySeeTheCaseOnly) {
  CaseInHand hand{people_, venue_script()};
  hand.reach("filing");
  const auto path = pdf_path(hand, "document.issued", "filing_register");

  EXPECT_EQ(as("wanglei").get(path).status, 200);
  EXPECT_EQ(as("zhaomin").get(path).status, 404);
  EXPECT_EQ(installation_.stranger().get(path).status, 401);
  EXPECT_EQ(as("wanglei").get(hand.path("/papers/1/pdf")).status, 404);
  EXPECT_EQ(as("wanglei").get(hand.path("/papers/x/pdf")).status, 404);
  const auto seen =
      as("zhaomin").post(hand.path("/previews/inquiry_record"), {{"step", "inquiry"}});
  EXPECT_EQ(seen.status, 404);
}

TEST_P(Papers, OfAStepToComeShowEveryGap) {
  CaseInHand hand{people_, venue_script()};
  hand.reach("filing");

  const auto answer =
      as("wanglei").post(hand.path("/previews/inquiry_record"),
                         {{"step", "inquiry"},
                          {"values", {{"inquiry.person", "龘𠮷"}, {"inquiry.round", "many"}}},
                          {"performers", {"lina"}}});

  ASSERT_EQ(answer.status, 200) << answer.body;
  const auto text = text_of(answer.body);
  EXPECT_THAT(text, HasSubstr("龘𠮷"));
  EXPECT_THAT(text, HasSubstr("⟦第几次询问⟧"));
  EXPECT_THAT(text, HasSubstr("⟦询问内容⟧"));
  EXPECT_EQ(
      as("wanglei").post(hand.path("/previews/penalty_decision"), {{"step", "inquiry"}}).status,
      404);
  expect_problem(as("wanglei").post(hand.path("/previews/inquiry_record"), Json::object()), 422,
                 "");
}

TEST_P(Papers, CarryASignatureOnlyWhenItIsAPictureInTheCase) {
  CaseInHand hand{people_, venue_script()};
  hand.reach("decision");
  auto body = hand.stage("service").body;
  const auto no_picture = drawn(hand, "kein Bild", "text/plain");
  for (const auto& wrong : {std::string{"e-0000000000000000"}, no_picture}) {
    body["values"]["service.signature"] = wrong;
    const auto refused = hand.step("wanglei", "service", body);
    EXPECT_EQ(refused.status, 422) << refused.body;
    EXPECT_THAT(refused.body, HasSubstr("service.signature"));
  }
  body["values"]["service.signature"] = drawn(hand, picture(), "image/png");
  ASSERT_EQ(hand.step("wanglei", "service", body).status, 200);

  const auto pdf = as("wanglei").get(pdf_path(hand, "document.issued", "service_receipt"));

  ASSERT_EQ(pdf.status, 200);
  EXPECT_THAT(pdf.body, HasSubstr("/Subtype /Image"));
  EXPECT_EQ(text_of(pdf.body).find("未采集"), std::string::npos);
}

TEST_P(Papers, OfACaseComeTogetherInOneFile) {
  CaseInHand hand{people_, venue_script()};
  hand.reach("decision");
  static_cast<void>(printed(pdf_path(hand, "decision.made", "penalty_decision")));
  const auto ordered =
      as("wanglei").post("/api/v1/jobs", {{"kind", "papers"}, {"cases", {hand.id()}}});
  ASSERT_EQ(ordered.status, 202) << ordered.body;
  const auto job = "/api/v1/jobs/" + ordered.json().at("job").get<std::string>();
  auto state = as("wanglei").get(job).json();
  for (int i = 0; i < 600 && state.at("state") == "running"; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds{50});
    state = as("wanglei").get(job).json();
  }
  ASSERT_EQ(state.at("state"), "done") << state;
  EXPECT_EQ(state.at("done"), state.at("total"));
  std::ofstream{folder_.path() / "papers.zip", std::ios::binary}
      << as("wanglei").get(job + "/result").body;

  const auto tested = "python3 -m zipfile -t " + (folder_.path() / "papers.zip").string() + " >" +
                      (folder_.path() / "tested").string();
  EXPECT_EQ(std::system(tested.c_str()), 0);
  const auto listed = "python3 -m zipfile -l " + (folder_.path() / "papers.zip").string() + " >" +
                      (folder_.path() / "list").string();
  EXPECT_EQ(std::system(listed.c_str()), 0);
  std::ifstream in{folder_.path() / "list"};
  std::ostringstream list;
  list << in.rdbuf();
  for (const auto* name : {"行政案件立案登记表", "询问笔录", "行政处罚决定书", "法制审核意见书"}) {
    EXPECT_THAT(list.str(), HasSubstr(name));
  }
  EXPECT_EQ(as("zhaomin").get(job).status, 404);
  const auto strange =
      as("zhaomin").post("/api/v1/jobs", {{"kind", "papers"}, {"cases", {hand.id()}}});
  const auto strange_job = "/api/v1/jobs/" + strange.json().at("job").get<std::string>();
  auto refused = as("zhaomin").get(strange_job).json();
  for (int i = 0; i < 200 && refused.at("state") == "running"; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds{50});
    refused = as("zhaomin").get(strange_job).json();
  }
  EXPECT_EQ(refused.at("state"), "failed");
}

MINGCHA_ON_EACH_ENGINE(Papers);

}  // namespace
}  // namespace mingcha::test
