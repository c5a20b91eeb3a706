// SPDX-License-Identifier: Apache-2.0
// The whole way of a case over HTTP, on each engine: what the law asks for, in the order in which
// it asks.
#include <algorithm>
#include <fstream>
#include <set>
#include <thread>

#include <fmt/format.h>

#include "base/instant.h"
#include "ledger/commitment.h"
#include "ledger/leaf.h"
#include "ledger/policy.h"
#include "ledger/reader.h"
#include "test/api/installation.h"

namespace mingcha::test {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;
using Json = nlohmann::json;

class WholeWalk : public OnEachEngine {
 protected:
  /// The file that proves the last event of that kind; waits until the log has it.
  std::string receipt(CaseInHand& hand, const std::string& kind) {
    std::int64_t seq = 0;
    for (const auto& event : hand.events()) {
      if (event.at("kind") == kind) seq = event.at("seq");
    }
    return wait_for("wanglei", fmt::format("/api/v1/receipts/{}", seq)).body;
  }

  Answer wait_for(const std::string& who, const std::string& path) {
    for (int i = 0; i < 200; ++i) {
      auto answer = as(who).get(path);
      if (answer.status == 200) return answer;
      std::this_thread::sleep_for(std::chrono::milliseconds{50});
    }
    throw std::runtime_error("never came: " + path);
  }

  std::filesystem::path file(const std::string& name, const std::string& bytes) {
    write_file(folder_.path() / name, bytes);
    return folder_.path() / name;
  }

  std::filesystem::path policy() {
    return file("policy", installation_.stranger().get("/log/policy").body);
  }

  /// Prepared by 龚丽, confirmed by 丁宁. The public id.
  std::string publish(CaseInHand& hand) {
    const auto path = "/api/v1/publications/" + hand.id();
    const auto prepared = as("gongli").post(path + "/prepare", Json::object());
    EXPECT_EQ(prepared.status, 200) << prepared.body;
    const auto confirmed =
        as("dingning").post(path + "/publish", {{"digest", prepared.json().at("digest")}});
    EXPECT_EQ(confirmed.status, 200) << confirmed.body;
    return prepared.json().at("publication");
  }

  TemporaryFolder folder_;
};

std::set<std::string> steps_possible(const Json& sight) {
  std::set<std::string> out;
  for (const auto& step : sight.at("next")) {
    if (step.at("possible").get<bool>()) out.insert(step.at("step").get<std::string>());
  }
  return out;
}

/// Working days after that day, counted by hand from the official calendar.
Day working_days_after(Day day, int count) {
  std::map<std::string, std::string> swapped;
  for (int year = 2025; year < 2100; ++year) {
    std::ifstream in{
        fmt::format("{}/packs/public-security/calendar/{}.csv", MINGCHA_SOURCE_DIR, year)};
    for (std::string line; std::getline(in, line);) {
      const auto comma = line.find(',');
      if (comma == 10) swapped[line.substr(0, 10)] = line.substr(11, line.find(',', 11) - 11);
    }
  }
  while (count > 0) {
    day += std::chrono::days{1};
    const std::chrono::weekday weekday{day};
    const auto found = swapped.find(to_string(day));
    const bool weekend = weekday == std::chrono::Saturday || weekday == std::chrono::Sunday;
    if (found == swapped.end() ? !weekend : found->second == "workday") --count;
  }
  return day;
}

TEST_P(WholeWalk, OpensACaseAndSaysWhatComesNext) {
  CaseInHand hand{people_, venue_script()};

  const auto opened = hand.perform("open");

  ASSERT_EQ(opened.status, 201) << opened.body;
  EXPECT_EQ(opened.json().at("version"), 2);
  const auto sight = hand.look();
  EXPECT_EQ(sight.at("version"), 2);
  EXPECT_EQ(sight.at("unit"), "order");
  EXPECT_EQ(sight.at("facts").at("report.source").at("value"), "found_at_work");
  EXPECT_THAT(steps_possible(sight), Contains("filing"));
  EXPECT_THAT(steps_possible(sight), Not(Contains("decision")));
}

TEST_P(WholeWalk, CarriesTheFactsIntoTheDocumentsAndTheMajorDecisionToReview) {
  CaseInHand hand{people_, venue_script()};
  hand.reach("draft");

  const auto sight = hand.look();

  EXPECT_TRUE(sight.at("major").get<bool>());
  EXPECT_THAT(sight.at("major_because").dump(), HasSubstr("SC-2018-118"));
  EXPECT_THAT(sight.at("draft").at("text").get<std::string>(), HasSubstr("仅留存3日"));
  EXPECT_THAT(steps_possible(sight), Contains("legal_review"));
  EXPECT_THAT(steps_possible(sight), Not(Contains("decision")));
  const auto record = as("wanglei").get(hand.path("/documents/inquiry_record"));
  EXPECT_EQ(record.status, 200);
  EXPECT_THAT(record.body, HasSubstr("只存了三天"));
}

TEST_P(WholeWalk, RefusesADecisionThatNobodyReviewedWithArticleItsTextAndTheCure) {
  CaseInHand hand{people_, venue_script()};
  hand.reach("draft");
  const auto before = hand.look().at("version");

  const auto refused = hand.perform("decision");

  expect_problem(refused, 422, "review-missing");
  EXPECT_EQ(refused.json().at("refusal"), "rule_broken");
  const auto finding = finding_of(refused, "review-missing");
  EXPECT_EQ(finding.at("article"), "SC-2018-118");
  EXPECT_THAT(finding.at("what").get<std::string>(), HasSubstr("尚未经过法制审核"));
  EXPECT_THAT(finding.at("cure").get<std::string>(), HasSubstr("法制审核"));
  // All findings at once: the law's own gate too, with the words of its article.
  const auto findings = refused.json().at("findings");
  const auto law = std::ranges::find_if(findings, [](const Json& each) {
    return each.at("code") == "requirement" && each.at("article") == "APL-2021/58.1";
  });
  ASSERT_NE(law, findings.end());
  EXPECT_THAT(law->at("article_text").get<std::string>(), HasSubstr("法制审核"));
  EXPECT_EQ(hand.look().at("version"), before);
}

TEST_P(WholeWalk, VoidsTheReviewWhenAWordOfTheDraftChanges) {
  CaseInHand hand{people_, venue_script()};
  hand.reach("legal_review");
  const auto read_before = hand.draft();
  EXPECT_TRUE(hand.look().at("review").at("passed").get<bool>());

  ASSERT_EQ(hand.step("wanglei", "proposal", venue_proposal("4")).status, 200);
  expect_problem(hand.perform("decision"), 422, "draft-stale");
  ASSERT_EQ(hand.perform("draft").status, 200);

  const auto sight = hand.look();
  EXPECT_EQ(sight.at("review").at("voided"), 1);
  EXPECT_FALSE(sight.at("review").contains("passed"));
  EXPECT_THAT(sight.at("draft").at("text").get<std::string>(), HasSubstr("仅留存4日"));
  const auto refused = hand.perform("decision");
  expect_problem(refused, 422, "review-missing");
  EXPECT_THAT(refused.body, HasSubstr("已失效"));
  expect_problem(hand.step("heping", "legal_review", passing_opinion(read_before)), 409,
                 "draft-changed");

  ASSERT_EQ(hand.perform("legal_review").status, 200);
  ASSERT_EQ(hand.perform("unit_approval").status, 200);
  const auto decided = hand.perform("decision");
  ASSERT_EQ(decided.status, 200) << decided.body;
  EXPECT_THAT(decided.json().at("numbers").at(0).get<std::string>(),
              StartsWith("云公（治）行罚决字〔"));
  expect_problem(hand.perform("decision"), 409, "already-done");
}

TEST_P(WholeWalk, ServesTheDecisionAndPutsItIntoThePublicationQueueWithItsLastDay) {
  CaseInHand hand{people_, venue_script()};
  hand.reach("service");
  const auto number = hand.look().at("decision").at("number").get<std::string>();
  const auto receipt = as("wanglei").get(hand.path("/documents/service_receipt"));
  EXPECT_THAT(receipt.body, HasSubstr(number));

  const auto queue = as("gongli").get("/api/v1/publications").json().at("publications");
  const auto sight = as("gongli").get("/api/v1/publications/" + hand.id()).json();

  EXPECT_THAT(queue.dump(), HasSubstr(hand.id()));
  EXPECT_EQ(sight.at("state"), "due");
  EXPECT_EQ(sight.at("number"), number);
  const auto decided_on = parse_day(hand.look().at("decision").at("decided_on").get<std::string>());
  ASSERT_TRUE(decided_on.has_value());
  EXPECT_EQ(sight.at("due").get<std::string>().substr(0, 10),
            to_string(working_days_after(*decided_on, 7)));
  const auto derivation = sight.at("derivation").dump();
  EXPECT_THAT(derivation, HasSubstr("七个工作日"));
  EXPECT_GE(sight.at("derivation").size(), 2U);
  EXPECT_THAT(sight.at("original").get<std::string>(), HasSubstr("贾流萤"));
  EXPECT_THAT(sight.at("masked").get<std::string>(), Not(HasSubstr("贾流萤")));
}

TEST_P(WholeWalk, PublishesOnlyThroughASecondPersonAndNothingPersonal) {
  CaseInHand hand{people_, venue_script()};
  hand.reach("service");
  const auto path = "/api/v1/publications/" + hand.id();
  expect_problem(as("dingning").post(path + "/publish", {{"digest", std::string(64, 'a')}}), 409,
                 "publication-order");
  const auto prepared = as("gongli").post(path + "/prepare", Json::object());
  ASSERT_EQ(prepared.status, 200) << prepared.body;
  const Json confirmation{{"digest", prepared.json().at("digest")}};

  expect_problem(as("gongli").post(path + "/publish", confirmation), 422, "same-person");
  const auto page = "/decisions/" + prepared.json().at("publication").get<std::string>();
  EXPECT_EQ(installation_.stranger().get(page).status, 404);
  const auto published = as("dingning").post(path + "/publish", confirmation);

  ASSERT_EQ(published.status, 200) << published.body;
  EXPECT_EQ(published.json().at("state"), "published");
  auto stranger = installation_.stranger();
  const auto shown = stranger.get(page);
  EXPECT_EQ(shown.status, 200);
  const auto number = hand.look().at("decision").at("number").get<std::string>();
  for (const auto& served : {shown, stranger.get(page + "/document"),
                             stranger.get("/decisions?q=" + percent_encoded(number))}) {
    EXPECT_EQ(served.status, 200);
    EXPECT_THAT(served.body, HasSubstr(number));
    EXPECT_THAT(served.body, HasSubstr("流萤量贩歌厅"));
    for (const char* personal : {"贾流萤", "0999-5550288", "王磊", "wanglei"}) {
      EXPECT_THAT(served.body, Not(HasSubstr(personal)));
    }
    EXPECT_THAT(served.body, Not(HasSubstr(hand.id())));
  }
}

TEST_P(WholeWalk, SaysOfAPublishedLicenceWhatWasDecidedAndForHowLong) {
  CaseInHand hand{people_, licence_script()};
  hand.reach("decision");
  EXPECT_THAT(hand.look().dump(), HasSubstr("营业执照复印件｜1｜原件已核"));
  const auto id = publish(hand);
  auto stranger = installation_.stranger();

  const auto page = stranger.get("/decisions/" + id).body;
  const auto list = stranger.get("/decisions?q=" + percent_encoded("旅馆业特种行业许可")).body;

  EXPECT_THAT(list, HasSubstr("准予行政许可"));
  for (const char* said : {"许可决定", "准予行政许可", "许可内容", "旅馆业经营", "有效期至"}) {
    EXPECT_THAT(page.substr(page.find("<dl")), HasSubstr(said));
  }
  EXPECT_THAT(stranger.get("/decisions/" + id + "?lang=en").body, HasSubstr("Granted"));
  EXPECT_THAT(page, Not(HasSubstr("贾明一")));
  EXPECT_THAT(page, Not(HasSubstr("处罚种类")));
}

TEST_P(WholeWalk, LetsAnyoneHoldThePublishedBytesAgainstTheLog) {
  CaseInHand hand{people_, venue_script()};
  hand.reach("service");
  const auto id = publish(hand);
  auto stranger = installation_.stranger();
  Answer document;
  for (int i = 0; i < 200 && document.header("x-ael-index").empty(); ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds{50});
    document = stranger.get("/decisions/" + id + "/document");
  }
  ASSERT_FALSE(document.header("x-ael-index").empty());

  // What an outsider does: trust the policy's key, read the tiles, compare.
  struct OverHttp final : ledger::TileSource {
    explicit OverHttp(Client& client) : client_{client} {}
    std::optional<std::string> read(std::string_view path) override {
      const auto answer = client_.get("/log/" + std::string{path});
      if (answer.status != 200) return std::nullopt;
      return answer.body;
    }
    Client& client_;
  } tiles{stranger};
  const auto trusted = ledger::parse_policy(stranger.get("/log/policy").body);
  ASSERT_TRUE(trusted.has_value());
  const auto checkpoint =
      ledger::open_checkpoint(stranger.get("/log/checkpoint").body, trusted->logs.at(0).key);
  ASSERT_TRUE(checkpoint.has_value());
  const auto index = std::stoull(document.header("x-ael-index"));
  ASSERT_LT(index, checkpoint->checkpoint.head.size);
  ledger::TreeReader reader{tiles, checkpoint->checkpoint.head.size};
  const auto entry = reader.entry(index);
  EXPECT_TRUE(ledger::verify_inclusion(ledger::leaf_hash(entry), index, reader.size(),
                                       reader.inclusion(index), checkpoint->checkpoint.head.root));
  const auto leaf = ledger::parse_leaf(entry);
  ASSERT_TRUE(leaf.has_value());
  const auto salt = from_base64url(document.header("x-ael-salt"));
  ASSERT_TRUE(salt.has_value());
  EXPECT_EQ(leaf->pub, ledger::publication_commitment(*salt, document.body));
  EXPECT_NE(leaf->pub, ledger::publication_commitment(*salt, document.body + " "));
  ASSERT_TRUE(leaf->ref.has_value());
  const auto decision = ledger::parse_leaf(reader.entry(leaf->ref->index));
  ASSERT_TRUE(decision.has_value());
  EXPECT_EQ(decision->type, ledger::LeafType::decision_made);
}

TEST_P(WholeWalk, GivesReceiptsThatAnIndependentProgramProves) {
  CaseInHand hand{people_, venue_script()};
  hand.reach("decision");
  const auto decision = file("decision.tlog-proof", receipt(hand, "decision.made"));
  const auto review = file("review.tlog-proof", receipt(hand, "review.opined"));
  const auto trusted = policy().string();

  const auto proven = mingcha_verify(
      {"proof", decision.string(), "--policy", trusted, "--review", review.string()});
  const auto swapped = mingcha_verify(
      {"proof", review.string(), "--policy", trusted, "--review", decision.string()});
  auto bytes = read_file(decision);
  const auto middle = bytes.find('\n', bytes.find("index")) + 3;
  bytes[middle] = bytes[middle] == 'A' ? 'B' : 'A';
  const auto forged =
      mingcha_verify({"proof", file("forged", bytes).string(), "--policy", trusted});

  EXPECT_EQ(proven.status, 0) << proven.output;
  EXPECT_THAT(proven.output, HasSubstr("法制审核"));
  EXPECT_NE(swapped.status, 0) << swapped.output;
  EXPECT_NE(forged.status, 0) << forged.output;
  const auto link = wait_for("wanglei", hand.path("/verification")).json();
  EXPECT_THAT(link.at("link").get<std::string>(), StartsWith("http://127.0.0.1/v#1."));
}

TEST_P(WholeWalk, ShowsTheWholeProcessWithAPlaceInTheLogForEveryEvent) {
  CaseInHand hand{people_, venue_script()};
  hand.reach("decision");
  (void)receipt(hand, "decision.made");

  const auto events = hand.events();

  std::int64_t version = 0;
  for (const auto& event : events) {
    EXPECT_EQ(event.at("version"), ++version);
    EXPECT_TRUE(event.contains("log_index")) << event;
    const auto proof = as("wanglei").get(event.at("receipt").get<std::string>());
    EXPECT_EQ(proof.status, 200);
    EXPECT_THAT(proof.body, StartsWith("c2sp.org/tlog-proof@v1\n"));
  }
  EXPECT_EQ(hand.look().at("version"), version);
}

TEST_P(WholeWalk, LooksBackAtTheCaseAsItStood) {
  CaseInHand hand{people_, venue_script()};
  hand.reach("legal_review");
  const auto then = hand.look();
  std::this_thread::sleep_for(std::chrono::milliseconds{1100});
  const auto moment = to_local_string(SystemClock{}.now() - std::chrono::milliseconds{1});
  std::this_thread::sleep_for(std::chrono::milliseconds{1100});
  ASSERT_EQ(hand.step("wanglei", "proposal", venue_proposal("4")).status, 200);
  ASSERT_EQ(hand.perform("draft").status, 200);

  const auto back = as("wanglei").get(hand.path("?at=" + percent_encoded(moment)));

  ASSERT_EQ(back.status, 200) << back.body;
  EXPECT_EQ(back.json().at("version"), then.at("version"));
  EXPECT_EQ(back.json().at("draft").at("text"), then.at("draft").at("text"));
  EXPECT_TRUE(back.json().at("review").at("passed").get<bool>());
  EXPECT_NE(hand.look().at("draft").at("text"), then.at("draft").at("text"));
  const auto early = to_local_string(SystemClock{}.now() - std::chrono::hours{48});
  expect_problem(as("wanglei").get(hand.path("?at=" + percent_encoded(early))), 404, "");
  expect_problem(as("wanglei").get(hand.path("?at=yesterday")), 400, "not-a-moment");
}

TEST_P(WholeWalk, SealsAnAssaultAndRefusesToPublishIt) {
  CaseInHand hand{people_, assault_script()};
  hand.reach("decision");

  const auto sight = hand.look();

  EXPECT_TRUE(sight.at("sealed").get<bool>());
  EXPECT_FALSE(sight.at("major").get<bool>());
  const auto number = sight.at("decision").at("number").get<std::string>();
  EXPECT_THAT(number, StartsWith("云公（城）行罚决字〔"));
  const auto path = "/api/v1/publications/" + hand.id();
  const auto refused = as("gongli").post(path + "/prepare", Json::object());
  expect_problem(refused, 422, "sealed");
  EXPECT_EQ(finding_of(refused, "sealed").at("article"), "PSPL-2025/136");
  const auto queue = as("gongli").get("/api/v1/publications").body;
  EXPECT_THAT(queue, Not(HasSubstr(number)));
  EXPECT_THAT(queue, Not(HasSubstr("杜子虚")));
  auto stranger = installation_.stranger();
  for (const char* page : {"/", "/decisions", "/decisions?q=%E6%9D%9C"}) {
    const auto served = stranger.get(page);
    EXPECT_EQ(served.status, 200);
    EXPECT_THAT(served.body, Not(HasSubstr("杜子虚")));
    EXPECT_THAT(served.body, Not(HasSubstr(number)));
  }
}

MINGCHA_ON_EACH_ENGINE(WholeWalk);

}  // namespace
}  // namespace mingcha::test
