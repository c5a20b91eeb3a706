// SPDX-License-Identifier: Apache-2.0
#include "desk/list_desk.h"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "desk/rebuild.h"
#include "test/conformance/engine.h"
#include "test/desk/office.h"

namespace mingcha::test {
namespace {

using lists::Wish;
using registers::Reach;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

std::string code_of(const Result<std::string>& outcome) {
  if (outcome) return "";
  const auto& no = outcome.error();
  return no.findings.empty() ? to_string(no.kind) : no.findings.front().code;
}

lists::Values officer(const std::string& badge, const std::string& name,
                      const std::string& withheld = "否") {
  return {{"name", name},
          {"unit", "治安管理大队"},
          {"post", "民警"},
          {"badge", badge},
          {"certificate", "云执99-" + badge},
          {"category", "公安行政执法"},
          {"area", "云岭县"},
          {"valid_from", "2022年1月1日"},
          {"valid_to", "2027/12/31"},
          {"withheld", withheld},
          {"note", "只给内部看"}};
}

struct OnLists : ::testing::TestWithParam<store::Engine> {
  static Wish wish(Wish::Kind kind, const std::string& key, lists::Values values,
                   const std::string& day) {
    return {kind, key, std::move(values), day, "/changes/0"};
  }
  static Wish add(lists::Values values, const std::string& day = "2026-01-01") {
    return wish(Wish::Kind::add, "", std::move(values), day);
  }
  Result<std::string> prepare(std::vector<Wish> wishes, const std::string& list = "officers") {
    return office.lists.prepare(office.as("龚丽"), list,
                                {"按计划调整", "APL-2021/42.1", std::move(wishes)}, office.fresh());
  }
  std::string confirm(std::int64_t set, const std::string& name = "丁宁") {
    return code_of(office.lists.confirm(office.as(name), "officers", set, office.fresh()));
  }
  void make(std::vector<Wish> wishes) {
    const auto done = prepare(std::move(wishes));
    ASSERT_EQ(code_of(done), "");
    ASSERT_EQ(confirm(nlohmann::json::parse(*done).at("set")), "");
  }
  std::vector<std::string> names(const std::string& on, Reach reach = Reach::open,
                                 const std::string& words = {}) {
    std::vector<std::string> out;
    for (const auto& entry :
         office.lists.entries("officers", {*parse_day(on), words, {}, {}}, reach, 0, 100).entries) {
      out.push_back(entry.cells.at("name"));
    }
    return out;
  }
  /// Everything the public could be given about the list, in one text.
  std::string public_bytes() {
    std::string out;
    for (const auto* day : {"2025-06-01", "2026-01-15", "2026-03-01", "2030-01-01"}) {
      for (const auto& entry :
           office.lists.entries("officers", {*parse_day(day), {}, {}, {}}, Reach::open, 0, 1000)
               .entries) {
        out += entry.key;
        for (const auto& [id, value] : entry.cells) out += id + value;
      }
    }
    for (const auto& change : office.lists.changes("officers", 0, "", Reach::open, 0, 1000)) {
      out += change.key;
      for (const auto& [id, value] : change.before) out += id + value;
      for (const auto& [id, value] : change.after) out += id + value;
    }
    for (const auto* key : {"100001", "100002"}) {
      for (const auto& span : office.lists.spans("officers", key, Reach::open)) {
        for (const auto& [id, value] : span.cells) out += id + value;
      }
    }
    return out;
  }

  Office office{GetParam()};
};
INSTANTIATE_TEST_SUITE_P(Engines, OnLists,
                         ::testing::Values(store::Engine::sqlite, store::Engine::postgres),
                         store::engine_name);

TEST_P(OnLists, ArePublicOnceASecondPersonHasConfirmedTheChanges) {
  const auto done = prepare({add(officer("100001", "甲一")), add(officer("100002", "乙二"))});
  ASSERT_EQ(code_of(done), "");

  EXPECT_THAT(names("2026-03-01"), IsEmpty()) << "nobody has confirmed it";
  EXPECT_EQ(confirm(1, "龚丽"), "same-person");
  EXPECT_EQ(confirm(2), "not_found");
  EXPECT_EQ(confirm(1), "");
  EXPECT_EQ(confirm(1), "not_found") << "only once";
  EXPECT_THAT(names("2026-03-01"), ElementsAre("甲一", "乙二"));
  EXPECT_THAT(names("2025-12-31"), IsEmpty()) << "not in force yet";
  EXPECT_THAT(names("2026-03-01", Reach::open, "乙二 治安"), ElementsAre("乙二"));
  EXPECT_THAT(names("2026-03-01", Reach::open, "%"), IsEmpty()) << "stands for itself";
}

TEST_P(OnLists, KeepEveryVersionOfAnEntryWithItsDays) {
  make({add(officer("100001", "甲一"))});
  auto promoted = officer("100001", "甲一");
  promoted["post"] = "中队长";
  make({wish(Wish::Kind::change, "100001", promoted, "2026-02-01")});
  make({wish(Wish::Kind::end, "100001", {}, "2026-02-20")});

  const auto spans = office.lists.spans("officers", "100001", Reach::open);
  ASSERT_EQ(spans.size(), 2U);
  EXPECT_EQ(spans[0].to, "2026-01-31");
  EXPECT_EQ(spans[0].cells.at("post"), "民警");
  EXPECT_EQ(spans[1].from, "2026-02-01");
  EXPECT_EQ(spans[1].to, "2026-02-20");
  EXPECT_EQ(spans[1].cells.at("post"), "中队长");
  EXPECT_THAT(names("2026-02-20"), ElementsAre("甲一"));
  EXPECT_THAT(names("2026-02-21"), IsEmpty());
  EXPECT_EQ(office.lists.state_at("officers", 1)->timeline("100001").size(), 1U);
  EXPECT_EQ(office.lists.changes("officers", 2, "", Reach::open, 0, 9).size(), 1U);
}

TEST_P(OnLists, RefuseASetWhoseEntriesWereChangedMeanwhile) {
  make({add(officer("100001", "甲一")), add(officer("100002", "乙二"))});
  auto one = officer("100001", "甲一");
  one["post"] = "中队长";
  ASSERT_EQ(code_of(prepare({wish(Wish::Kind::change, "100001", one, "2026-02-01")})), "");
  auto other = officer("100001", "甲一");
  other["post"] = "所长";
  ASSERT_EQ(code_of(prepare({wish(Wish::Kind::change, "100001", other, "2026-02-01")})), "");
  ASSERT_EQ(code_of(prepare({wish(Wish::Kind::end, "100002", {}, "2026-02-01")})), "");

  EXPECT_EQ(confirm(2), "");
  EXPECT_EQ(confirm(3), "entry-changed");
  EXPECT_EQ(confirm(4), "") << "another entry";
  EXPECT_EQ(code_of(office.lists.discard(office.as("龚丽"), "officers", 3, " ", office.fresh())),
            "reasons-missing");
  EXPECT_EQ(
      code_of(office.lists.discard(office.as("龚丽"), "officers", 3, "不用了", office.fresh())),
      "");
  EXPECT_EQ(confirm(3), "not_found");
  EXPECT_EQ(office.lists.spans("officers", "100001", Reach::open).back().cells.at("post"),
            "中队长");
}

TEST_P(OnLists, SayEverythingThatIsWrongAtOnce) {
  auto wrong = officer("100001", "=HYPERLINK(\"http://x\")");
  wrong["withheld"] = "也许";
  wrong["valid_to"] = "2026-02-30";
  wrong.erase("area");
  wrong["shoe"] = "42";
  wrong["unit"] = "甲队 11010519491231002X";
  const auto done =
      prepare({add(wrong), add(officer("100002", "乙二")), add(officer("100002", "乙三")),
               wish(Wish::Kind::end, "100009", {}, "2026-02-01")});

  ASSERT_FALSE(done.has_value());
  std::vector<std::string> codes;
  for (const auto& finding : done.error().findings) codes.push_back(finding.code);
  EXPECT_THAT(codes, testing::UnorderedElementsAre("formula", "not-yes-or-no", "not-a-day",
                                                   "missing", "unknown-column", "leak",
                                                   "duplicate-key", "not-in-force"));
  EXPECT_EQ(office.lists.sets("officers", "", 0, 9).size(), 0U);
  EXPECT_EQ(code_of(prepare({add({{"name", "x"}})}, "items")), "not_found") << "made from the pack";
  EXPECT_EQ(code_of(prepare({}, "nothing")), "not_found");
}

TEST_P(OnLists, NeverShowThePublicAnEntryThatIsWithheldNorItsPast) {
  make({add(officer("100001", "甲一")), add(officer("100002", "密二", "是"))});
  EXPECT_THAT(public_bytes(), HasSubstr("甲一"));
  EXPECT_THAT(public_bytes(), Not(HasSubstr("密二")));
  EXPECT_THAT(public_bytes(), Not(HasSubstr("100002")));
  EXPECT_THAT(public_bytes(), Not(HasSubstr("只给内部看"))) << "a column that is not open";
  EXPECT_THAT(names("2026-03-01", Reach::all), ElementsAre("甲一", "密二"));

  // Whoever is withheld from tomorrow on is gone at once, with all that was shown before.
  make({wish(Wish::Kind::change, "100001", officer("100001", "甲一", "是"), "2026-04-01")});
  EXPECT_THAT(public_bytes(), Not(HasSubstr("甲一")));
  EXPECT_THAT(public_bytes(), Not(HasSubstr("100001")));

  // And comes back only from the day on which the protection ends.
  make({wish(Wish::Kind::change, "100001", officer("100001", "甲一", "否"), "2026-05-01")});
  EXPECT_THAT(public_bytes(), Not(HasSubstr("甲一"))) << "today is in March";
  office.clock.set(*parse_instant("2026-05-02T09:00:00+08:00"));
  EXPECT_THAT(names("2026-05-02"), ElementsAre("甲一"));
  EXPECT_THAT(names("2026-03-01"), IsEmpty());
}

TEST_P(OnLists, NeverSayWhoIsWithheldInAReasonOrInAnotherList) {
  make({add(officer("100002", "密 二", "是"))});
  const auto because = [&](const std::string& reason) {
    return code_of(office.lists.prepare(office.as("龚丽"), "officers",
                                        {reason, "", {add(officer("100001", "甲一"))}},
                                        office.fresh()));
  };
  EXPECT_EQ(because("密二调离"), "withheld-identity");
  EXPECT_EQ(because("警号１００００２停用"), "withheld-identity") << "in wide digits too";
  EXPECT_EQ(because("治安管理大队增员"), "") << "that unit is no secret";
  const lists::Values channel{{"name", "督察"}, {"organ", "督察大队"}, {"matters", "找密二"}};
  EXPECT_EQ(code_of(prepare({add(channel)}, "supervision")), "withheld-identity");

  // Whoever is protected only after a set was prepared is not published by it.
  const lists::Values other{{"name", "法制"}, {"organ", "法制大队"}, {"matters", "找丙三"}};
  ASSERT_EQ(code_of(prepare({add(other)}, "supervision")), "");
  make({add(officer("100003", "丙三", "是"))});
  EXPECT_EQ(code_of(office.lists.confirm(office.as("丁宁"), "supervision", 1, office.fresh())),
            "withheld-identity");
  make({wish(Wish::Kind::change, "100003", officer("100003", "丙三", "否"), "2026-02-01")});
  EXPECT_EQ(code_of(office.lists.confirm(office.as("丁宁"), "supervision", 1, office.fresh())), "");
}

TEST_P(OnLists, AreTheSameAfterARebuild) {
  make({add(officer("100001", "甲一")), add(officer("100002", "密二", "是"))});
  make({wish(Wish::Kind::change, "100001", officer("100001", "甲一", "是"), "2026-04-01")});
  ASSERT_EQ(code_of(prepare({wish(Wish::Kind::end, "100002", {}, "2026-04-01")})), "");
  std::map<std::string, std::vector<std::string>> before;
  for (const auto* table : {"list_entry", "list_set", "list_change"}) {
    before[table] = office.dump(table);
    EXPECT_THAT(before[table], Not(IsEmpty()));
  }

  desk::rebuild(*office.database, office.cases);

  for (const auto& [table, rows] : before) EXPECT_EQ(office.dump(table), rows) << table;
}

TEST_P(OnLists, AnswerTheSameCommandTwiceAndRefuseAnotherUnderItsKey) {
  const auto envelope = office.fresh();
  const desk::PrepareList command{"按计划调整", "", {add(officer("100001", "甲一"))}};
  const auto once = office.lists.prepare(office.as("龚丽"), "officers", command, envelope);
  const auto again = office.lists.prepare(office.as("龚丽"), "officers", command, envelope);
  EXPECT_EQ(*once, *again);
  EXPECT_EQ(office.lists.sets("officers", "waiting", 0, 9).size(), 1U);
}

}  // namespace
}  // namespace mingcha::test
