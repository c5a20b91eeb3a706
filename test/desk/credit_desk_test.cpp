// SPDX-License-Identifier: Apache-2.0
#include "desk/credit_desk.h"

#include <random>
#include <set>

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "casefile/codec.h"
#include "desk/rebuild.h"
#include "store/event_store.h"
#include "test/conformance/engine.h"
#include "test/desk/office.h"

namespace mingcha::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

template <typename T>
std::string code_of(const Result<T>& outcome) {
  if (outcome) return "";
  const auto& no = outcome.error();
  return no.findings.empty() ? to_string(no.kind) : no.findings.front().code;
}

struct OnCredit : ::testing::TestWithParam<store::Engine> {
  std::string publish(const std::string& id) {
    const auto prepared = office.publications.prepare(office.as("龚丽"), id, {}, office.fresh());
    if (!prepared) return code_of(prepared);
    const auto digest = office.publications.look(office.as("龚丽"), id)->state.prepared->digest;
    return code_of(office.publications.publish(office.as("丁宁"), id, digest, office.fresh()));
  }
  /// Of today: the decision was quashed by the organ above.
  desk::Revocation revocation() {
    return {"revoked", "云岭县人民政府", "云政复决字〔2026〕3号",
            to_string(local_day(office.clock.now())), "复议机关撤销了该决定"};
  }
  void withdraw(const std::string& id) {
    ASSERT_TRUE(office.publications.withdraw(office.as("丁宁"), id, revocation(), office.fresh()));
  }
  Result<std::string> send(const std::string& table = "penalty") {
    return office.credit.export_batch(office.as("龚丽"), table, office.fresh());
  }
  nlohmann::json items(std::int64_t batch) {
    const auto file = office.credit.file(batch, "json");
    return file ? nlohmann::json::parse(file->bytes).at("items") : nlohmann::json{};
  }
  desk::CreditOverview::Table table(const std::string& id = "penalty") {
    for (auto& one : office.credit.overview(office.as("龚丽")).tables) {
      if (one.table->id == id) return one;
    }
    return {};
  }
  std::string states() {
    std::string out;
    for (const auto& item : table().items) out += item.state + ":" + item.kind + " ";
    return out;
  }
  /// Puts the sealing on record and nothing else: the registers are as they were.
  void seal_behind_the_registers(const std::string& id) {
    const auto version = office.state(id)->version;
    const casefile::Event event{casefile::RecordSealed{"PSPL-2025/136", "封存"}};
    office.database->write([&](store::Session& session) {
      const std::vector<desk::NewEvent> events{{std::string{casefile::kind_of(event)},
                                                casefile::encode(event),
                                                ledger::LeafType::record_sealed,
                                                {},
                                                {},
                                                {}}};
      EXPECT_TRUE(office.recorder.record(session, desk::case_stream(id), version, "caozheng",
                                         office.clock.now(), events, ""));
      return store::Outcome::commit;
    });
  }
  void seal(const std::string& id) {
    seal_behind_the_registers(id);
    desk::rebuild(*office.database, office.cases);
  }

  Office office{GetParam()};
};
INSTANTIATE_TEST_SUITE_P(Engines, OnCredit,
                         ::testing::Values(store::Engine::sqlite, store::Engine::postgres),
                         store::engine_name);

TEST_P(OnCredit, DecisionsGoOutOnceTheyArePublished) {
  const auto id = office.tell("venue_walk.story", "已送达");
  EXPECT_EQ(states(), "waiting: ");
  EXPECT_EQ(code_of(send()), "nothing-ready");
  EXPECT_EQ(code_of(send("else")), "not_found");
  ASSERT_EQ(publish(id), "");
  EXPECT_EQ(states(), "ready:new ");

  const auto envelope = office.fresh();
  const auto first = office.credit.export_batch(office.as("龚丽"), "penalty", envelope);
  ASSERT_TRUE(first) << first.error().title.zh;
  EXPECT_EQ(nlohmann::json::parse(*first).at("batch"), 1);
  const auto events = office.count("event");
  EXPECT_EQ(office.credit.export_batch(office.as("龚丽"), "penalty", envelope), first);
  EXPECT_EQ(office.count("event"), events) << "the same key: the same batch";

  const auto rows = items(1);
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].at("CF_WSH"), office.state(id)->decision->number);
  EXPECT_EQ(rows[0].at("CF_XDR_MC"), *office.state(id)->fact("party.name"));
  EXPECT_EQ(rows[0].at("CF_ZT"), "1");
  EXPECT_THAT(office.credit.file(1, "csv")->bytes, StartsWith("\xEF\xBB\xBF"
                                                              "CF_XDR_MC,"));
  EXPECT_THAT(office.credit.file(1, "xlsx")->bytes, StartsWith("PK"));
  EXPECT_EQ(office.credit.file(1, "xlsx")->bytes, office.credit.file(1, "xlsx")->bytes);
  EXPECT_EQ(code_of(office.credit.file(1, "pdf")), "not_found");
  EXPECT_EQ(code_of(office.credit.file(2, "csv")), "not_found");

  EXPECT_EQ(states(), "");
  EXPECT_EQ(table().sent, 1);
  EXPECT_EQ(code_of(send()), "nothing-ready");
}

TEST_P(OnCredit, WithdrawnDecisionsAreCalledBackOnce) {
  const auto id = office.tell("venue_walk.story", "已公示");
  ASSERT_TRUE(send());
  withdraw(id);
  EXPECT_EQ(states(), "ready:revoked ");
  ASSERT_TRUE(send());
  const auto before = items(1), after = items(2);
  ASSERT_EQ(after.size(), 1U);
  EXPECT_EQ(after[0].at("CF_ZT"), "2");
  EXPECT_EQ(after[0].at("BZ"), "复议机关撤销了该决定");
  EXPECT_EQ(after[0].at("CF_WSH"), before[0].at("CF_WSH"));
  EXPECT_EQ(states(), "");
  EXPECT_EQ(code_of(send()), "nothing-ready");
}

TEST_P(OnCredit, NothingOfASealedDecisionIsToldButThatThereIsOne) {
  const auto id = office.tell("assault_sealed.story", "已封存");
  EXPECT_EQ(code_of(send()), "nothing-ready");
  EXPECT_EQ(code_of(office.credit.look(office.as("龚丽"), id)), "not_found");
  const auto sight = office.credit.overview(office.as("龚丽"));
  for (const auto& one : sight.tables) EXPECT_TRUE(one.items.empty());
  ASSERT_EQ(sight.excluded.size(), 1U);
  EXPECT_EQ(sight.excluded[0].article, "PSPL-2025/136");
  EXPECT_EQ(sight.excluded[0].count, 1);
  for (const auto& row : office.dump("credit_row")) {
    EXPECT_THAT(row, Not(HasSubstr(office.state(id)->decision->number)));
    EXPECT_THAT(row, Not(HasSubstr(office.state(id)->decision->decided_on)));
  }
}

TEST_P(OnCredit, WhatIsSealedAfterItWentOutIsHandedOutNoMore) {
  const auto id = office.tell("venue_walk.story", "已公示");
  ASSERT_TRUE(send());
  seal(id);
  for (const auto* format : {"csv", "xlsx", "json"}) {
    EXPECT_EQ(code_of(office.credit.file(1, format)), "batch-withheld");
  }
  const auto sight = office.credit.overview(office.as("龚丽"));
  ASSERT_EQ(sight.recalls.size(), 1U);
  EXPECT_EQ(sight.recalls[0].batch, 1);
  EXPECT_EQ(sight.recalls[0].position, 1);
  EXPECT_TRUE(sight.batches.front().withheld);
  EXPECT_EQ(states(), "");
  withdraw(id);
  EXPECT_EQ(code_of(send()), "nothing-ready") << "not even to call it back";
  EXPECT_EQ(code_of(office.credit.look(office.as("龚丽"), id)), "not_found");
}

TEST_P(OnCredit, TheRecordIsAskedAndNotTheRegister) {
  const auto id = office.tell("venue_walk.story", "已公示");
  seal_behind_the_registers(id);
  EXPECT_EQ(states(), "ready:new ") << "the register has not heard of it";
  EXPECT_EQ(code_of(send()), "nothing-ready");
}

TEST_P(OnCredit, TheRegistersAreTheSameWhenTheyAreMadeAgain) {
  const auto id = office.tell("venue_walk.story", "已公示");
  (void)office.tell("assault_sealed.story", "已封存");
  ASSERT_TRUE(send());
  withdraw(id);
  ASSERT_TRUE(send());
  std::map<std::string, std::vector<std::string>> before;
  for (const std::string name : {"credit_row", "credit_batch", "credit_sent", "annual_mark"}) {
    before[name] = office.dump(name);
    EXPECT_THAT(before[name], Not(IsEmpty())) << name;
  }
  desk::rebuild(*office.database, office.cases);
  for (const auto& [name, rows] : before) EXPECT_EQ(office.dump(name), rows) << name;
}

TEST_P(OnCredit, NoHistoryBringsASealedRecordIntoABatch) {
  if (GetParam() != store::Engine::sqlite) GTEST_SKIP() << "once is enough: it is slow";
  int rows = 0;
  std::mt19937 random{11};
  std::vector<std::string> open;
  std::set<std::string> sealed;
  std::int64_t batches = 0;
  for (int step = 0; step < 60; ++step) {
    const auto one = [&] { return open[random() % open.size()]; };
    switch (open.empty() ? 0 : random() % 6) {
      case 0: open.push_back(office.tell("venue_walk.story", "已公示")); break;
      case 1: {
        if (step % 3 != 0) break;
        const auto id = office.tell("assault_sealed.story", "已封存");
        sealed.insert(office.state(id)->decision->number);
        break;
      }
      case 2: {
        const auto id = one();
        random() % 2 == 0 ? seal(id) : seal_behind_the_registers(id);
        sealed.insert(office.state(id)->decision->number);
        break;
      }
      case 3:
        (void)office.publications.withdraw(office.as("丁宁"), one(), revocation(), office.fresh());
        break;
      default: {
        if (!send()) break;
        for (const auto& item : items(++batches)) {
          ++rows;
          EXPECT_FALSE(sealed.contains(item.at("CF_WSH"))) << "step " << step;
        }
      }
    }
  }
  EXPECT_GT(rows, 3) << "something has to go out";
  EXPECT_GT(sealed.size(), 2U);
}

}  // namespace
}  // namespace mingcha::test
