// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "desk/public_record_desk.h"
#include "desk/rebuild.h"
#include "registers/publication_register.h"
#include "search/index.h"
#include "store/database.h"
#include "test/conformance/engine.h"
#include "test/desk/office.h"

namespace mingcha::test {
namespace {

using registers::PublicRecord;
using ::testing::IsEmpty;
using ::testing::SizeIs;

struct OnPublicRecords : ::testing::TestWithParam<store::Engine> {
  void withdraw(const std::string& id) {
    const auto today = mingcha::to_string(local_day(office.clock.now()));
    const desk::Revocation why{"revoked", "云岭县人民政府", "云政复决字〔2026〕3号", today,
                               "该决定已被依法撤销"};
    const auto done = office.publications.withdraw(office.as("丁宁"), id, why, office.fresh());
    ASSERT_TRUE(done.has_value()) << done.error().title.en;
  }
  std::vector<PublicRecord> all() { return data.newest(std::nullopt, 100); }
  /// Long enough after everything that was recorded.
  void settle() { office.clock.set(office.clock.now() + std::chrono::minutes{1}); }

  Office office{GetParam()};
  desk::PublicRecordDesk data{*office.database, office.clock};
};
INSTANTIATE_TEST_SUITE_P(Engines, OnPublicRecords,
                         ::testing::Values(store::Engine::sqlite, store::Engine::postgres),
                         store::engine_name);

TEST_P(OnPublicRecords, HoldWhatIsPublicAndNothingBefore) {
  const auto id = office.tell("venue_walk.story", "已送达");
  ASSERT_TRUE(office.publications.prepare(office.as("龚丽"), id, {}, office.fresh()).has_value());
  EXPECT_THAT(all(), IsEmpty()) << "prepared is not public";
  const auto digest = office.publications.look(office.as("龚丽"), id)->state.prepared->digest;
  ASSERT_TRUE(
      office.publications.publish(office.as("丁宁"), id, digest, office.fresh()).has_value());
  ASSERT_THAT(all(), SizeIs(1));
  const auto record = all().front();
  EXPECT_EQ(record.state, "published");
  EXPECT_EQ(record.digest, digest);
  EXPECT_EQ(record.item, "venue_recordings_not_kept");
  EXPECT_FALSE(record.corrected);
  EXPECT_EQ(record.published_at, record.changed_at);
  EXPECT_FALSE(record.log_index.has_value()) << "the log has not taken it yet";
  EXPECT_EQ(nlohmann::json::parse(record.facts).at("party.name"), record.party);
}

TEST_P(OnPublicRecords, FilterByWhatIsAskedForAndCountRightly) {
  office.tell("venue_walk.story", "已公示");
  const auto count = [&](registers::RecordFilter filter) {
    const auto page = data.list(filter, 0, 10);
    EXPECT_EQ(page.total, static_cast<std::int64_t>(page.records.size()));
    return page.total;
  };
  const auto record = all().front();
  EXPECT_EQ(count({}), 1);
  EXPECT_EQ(count({{search::read_query("星河").value(), "", ""}, {}, {}}), 1);
  EXPECT_EQ(count({{search::read_query("无此").value(), "", ""}, {}, {}}), 0);
  EXPECT_EQ(count({{std::nullopt, record.decided_on.substr(0, 4), record.unit}, {}, {}}), 1);
  EXPECT_EQ(count({{std::nullopt, "1999", ""}, {}, {}}), 0);
  EXPECT_EQ(count({{}, {record.item, "assault"}, record.month}), 1);
  EXPECT_EQ(count({{}, {"assault"}, {}}), 0);
  EXPECT_EQ(count({{}, {"venue_recordings"}, {}}), 0) << "a part of an item is no item";
  EXPECT_EQ(count({{}, {}, "1999-01"}), 0);
}

TEST_P(OnPublicRecords, LeaveOfWhatWasWithdrawnItsAddressAndNoMore) {
  const auto id = office.tell("venue_walk.story", "已公示");
  const auto before = all().front();
  settle();
  withdraw(id);
  ASSERT_THAT(all(), SizeIs(1));
  const auto after = all().front();
  PublicRecord rest;
  rest.case_id = after.case_id;
  rest.public_id = before.public_id;
  rest.state = "withdrawn";
  rest.seq = after.seq;
  rest.changed_at = office.clock.now();
  rest.published_at = before.published_at;
  rest.month = before.month;
  rest.first_seq = before.first_seq;
  EXPECT_EQ(after, rest);
  EXPECT_GT(after.seq, before.seq);
  EXPECT_EQ(data.list({}, 0, 10).total, 0);
  const auto months = data.months();
  ASSERT_THAT(months, SizeIs(1));
  EXPECT_EQ(months.front().published, 0);
  EXPECT_EQ(months.front().last_seq, after.seq);
}

/// A corrected text takes the place of the published one, and not before it is confirmed.
TEST_P(OnPublicRecords, SayWhatWasCorrectedOnceItIs) {
  const auto id = office.tell("venue_walk.story", "已公示");
  const auto before = all().front();
  const auto sight = office.publications.look(office.as("龚丽"), id);
  const std::string words = "监控录像";
  const auto begin = sight->original.find(words);
  ASSERT_NE(begin, std::string::npos);
  const desk::Correct hiding{
      {{{begin, begin + words.size(), "不宜公开"}}, {}}, "隐去一处", "原公示文本有误"};
  ASSERT_TRUE(
      office.publications.correct(office.as("龚丽"), id, hiding, office.fresh()).has_value());
  EXPECT_EQ(all().front(), before) << "it waits for the second person";
  const auto digest =
      office.publications.look(office.as("丁宁"), id)->state.correcting->text.digest;
  ASSERT_TRUE(
      office.publications.publish(office.as("丁宁"), id, digest, office.fresh()).has_value());
  const auto after = all().front();
  EXPECT_TRUE(after.corrected);
  EXPECT_EQ(after.digest, digest);
  EXPECT_GT(after.seq, before.seq);
  EXPECT_EQ(after.month, before.month);
  EXPECT_EQ(after.published_at, before.published_at);
}

TEST_P(OnPublicRecords, GiveEveryChangeToWhoeverGoesOnFromTheLast) {
  const auto one = office.tell("venue_walk.story", "已公示");
  const auto two = office.tell("venue_walk.story", "已公示");
  EXPECT_THAT(data.changes_after(0, 10), IsEmpty()) << "an earlier one may still be on its way";
  settle();
  const auto all = data.changes_after(0, 10);
  ASSERT_THAT(all, SizeIs(2));
  EXPECT_LT(all[0].seq, all[1].seq);
  EXPECT_EQ(data.changes_after(0, 1), std::vector{all[0]});
  EXPECT_EQ(data.changes_after(all[0].seq, 10), std::vector{all[1]});
  withdraw(one);
  settle();
  const auto later = data.changes_after(all[1].seq, 10);
  ASSERT_THAT(later, SizeIs(1));
  EXPECT_EQ(later.front().public_id, all[0].public_id);
  EXPECT_EQ(later.front().state, "withdrawn");
  EXPECT_THAT(data.changes_after(later.front().seq, 10), IsEmpty());
  EXPECT_EQ(data.newest(later.front().seq, 10), std::vector{all[1]});
}

TEST_P(OnPublicRecords, AreTheSameAgainFromTheEvents) {
  office.tell("assault_sealed.story", "已封存");
  const auto id = office.tell("venue_walk.story", "已公示");
  office.tell("venue_walk.story", "已公示");
  withdraw(id);
  const auto before = office.dump("public_record");
  const auto counts = office.dump("public_count");
  EXPECT_THAT(before, SizeIs(2)) << "nothing of the sealed one";
  (void)desk::rebuild(*office.database, office.cases);
  EXPECT_EQ(office.dump("public_record"), before);
  EXPECT_EQ(office.dump("public_count"), counts);
}

/// A list of 1,500 copies of the first, each in the register and in the index, far apart in the
/// record; the next to last is of another unit.
void multiply(Office& office, const PublicRecord& first) {
  constexpr std::int64_t kCopies = 1500;
  office.database->write([&](store::Session& session) {
    const auto row = registers::find_publication(session, first.case_id);
    for (std::int64_t i = 1; i <= kCopies; ++i) {
      auto copy = first;
      copy.case_id = "copy" + std::to_string(i);
      copy.public_id = "p" + copy.case_id;
      copy.seq = copy.first_seq = first.seq + 1000 * i;
      copy.unit = i == kCopies - 1 ? "other" : first.unit;
      auto its_row = *row;
      its_row.case_id = copy.case_id;
      its_row.public_id = copy.public_id;
      its_row.unit = copy.unit;
      const auto stream = "publication/" + copy.case_id;
      session.run(
          std::string{"INSERT INTO event (seq, stream, version, kind, body, actor, at, "
                      "command_key) "} +
              (session.engine() == store::Engine::postgres ? "OVERRIDING SYSTEM VALUE " : "") +
              "VALUES ($1, $2, 1, 'copied', '{}', 'test', 0, '')",
          {copy.seq, stream});
      registers::put_publication(session, its_row);
      registers::put_public_record(session, copy);
      search::put(session, {search::Shelf::published,
                            search::Kind::publication,
                            stream,
                            1,
                            copy.case_id,
                            copy.unit,
                            {},
                            "云岭县\n",
                            registers::RecordFilter::marks_of(copy)});
    }
    return store::Outcome::commit;
  });
}

TEST_P(OnPublicRecords, AreFoundOnAnyPageOfALongList) {
  office.tell("venue_walk.story", "已公示");
  const auto first = all().front();
  multiply(office, first);
  const auto whole = data.list({}, 0, 2000);
  ASSERT_THAT(whole.records, SizeIs(1501));
  EXPECT_EQ(whole.total, 1501);
  EXPECT_TRUE(whole.exact);
  EXPECT_EQ(whole.records.back(), first) << "the newest publication comes first";
  for (const std::int64_t offset : {0, 1, 15, 16, 17, 700, 1484, 1500}) {
    const auto page = data.list({}, offset, 3);
    ASSERT_FALSE(page.records.empty()) << offset;
    EXPECT_EQ(page.records.front(), whole.records.at(static_cast<std::size_t>(offset))) << offset;
  }
  EXPECT_THAT(data.list({}, 1501, 3).records, IsEmpty());
  registers::RecordFilter rest;
  rest.before = whole.records.at(9).first_seq;
  EXPECT_EQ(data.list(rest, 0, 1).records.front(), whole.records.at(10));
  rest.list.words = search::read_query("云岭").value();
  EXPECT_EQ(data.list(rest, 0, 1).records.front(), whole.records.at(10));
}

TEST_P(OnPublicRecords, AreCountedNoFurtherThanAnybodyReads) {
  office.tell("venue_walk.story", "已公示");
  const auto first = all().front();
  multiply(office, first);
  const auto many = data.list({{std::nullopt, "", first.unit}, {}, {}}, 0, 2);
  EXPECT_EQ(many.total, registers::kCountedMost);
  EXPECT_FALSE(many.exact);
  EXPECT_EQ(many.records.front().case_id, "copy1500") << "the newest publication comes first";
  const auto one = data.list(
      {{search::read_query("云岭").value(), first.decided_on.substr(0, 4), "other"}, {}, {}}, 0, 2);
  EXPECT_EQ(one.total, 1);
  EXPECT_TRUE(one.exact);
  EXPECT_EQ(one.records.front().case_id, "copy1499");
  EXPECT_EQ(data.count_namesakes(first.party, first.public_id), registers::kCountedMost);
}

}  // namespace
}  // namespace mingcha::test
