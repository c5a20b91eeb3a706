// SPDX-License-Identifier: Apache-2.0
#include "store/event_store.h"

#include <chrono>

#include "store/command_store.h"
#include "test/conformance/engine.h"
#include "test/conformance/raw_connection.h"

namespace mingcha::store {
namespace {

using std::chrono::hours;

class EventStore : public OnEachEngine {
 protected:
  Result<std::vector<Place>> try_append(std::string_view stream, std::int64_t expected,
                                        const std::vector<EncodedEvent>& events) {
    Result<std::vector<Place>> places;
    database_->write([&](Session& session) {
      places = append(session, stream, expected, events, "key-1");
      return places ? Outcome::commit : Outcome::roll_back;
    });
    return places;
  }
  std::vector<StoredEvent> loaded(std::string_view stream, std::int64_t from = 1,
                                  const UpTo& up_to = {}) {
    std::vector<StoredEvent> events;
    database_->read([&](Session& session) { events = load(session, stream, from, up_to); });
    return events;
  }
  static std::vector<EncodedEvent> some(std::size_t count) {
    std::vector<EncodedEvent> events;
    for (std::size_t i = 1; i <= count; ++i) {
      events.push_back({"noted", R"({"n":)" + std::to_string(i) + "}", "officer/1", kNoon});
    }
    return events;
  }
};

TEST_P(EventStore, GivesBackWhatWasAppendedByteForByte) {
  const EncodedEvent opened{"case.opened", R"({ "name":"张三𠮷",  "n":1 })", "officer/李四", kNoon};
  const EncodedEvent noted{"noted", "{}", "job/clock", kNoon + hours{1}};

  const auto places = try_append("case/1", 0, {opened, noted}).value();

  ASSERT_EQ(places.size(), 2U);
  EXPECT_LT(places[0].seq, places[1].seq);
  EXPECT_EQ(places[1].version, 2);
  const std::vector<StoredEvent> expected{
      {places[0].seq, "case/1", 1, opened.kind, opened.body, opened.actor, opened.at, "key-1"},
      {places[1].seq, "case/1", 2, noted.kind, noted.body, noted.actor, noted.at, "key-1"}};
  EXPECT_EQ(loaded("case/1"), expected);
}

TEST_P(EventStore, RefusesAVersionThatIsTakenAndLeavesTheStreamAlone) {
  try_append("case/1", 0, some(2)).value();

  const auto refused = try_append("case/1", 1, some(1));

  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().kind, Refusal::conflict);
  EXPECT_FALSE(refused.error().title.zh.empty());
  EXPECT_FALSE(refused.error().title.en.empty());
  ASSERT_EQ(refused.error().findings.size(), 1U);
  EXPECT_FALSE(refused.error().findings.front().cure.zh.empty());
  EXPECT_EQ(loaded("case/1").size(), 2U);
}

TEST_P(EventStore, RefusesAVersionThatTheStreamHasNotReached) {
  try_append("case/1", 0, some(2)).value();

  EXPECT_EQ(try_append("case/1", 3, some(1)).error().kind, Refusal::conflict);
  EXPECT_EQ(try_append("case/2", 1, some(1)).error().kind, Refusal::conflict);
  EXPECT_EQ(loaded("case/1").size(), 2U);
}

TEST_P(EventStore, AppendsMoreEventsThanGoIntoOneStatementInOrder) {
  try_append("case/1", 0, some(1)).value();
  const auto places = try_append("case/1", 1, some(100)).value();

  ASSERT_EQ(places.size(), 100U);
  const auto events = loaded("case/1", 2);
  ASSERT_EQ(events.size(), 100U);
  for (std::size_t i = 0; i < events.size(); ++i) {
    EXPECT_EQ(events[i].version, static_cast<std::int64_t>(i) + 2);
    EXPECT_EQ(events[i].seq, places[i].seq);
    EXPECT_EQ(events[i].body, R"({"n":)" + std::to_string(i + 1) + "}");
  }
}

TEST_P(EventStore, KeepsABodyOfAMebibyte) {
  std::string body = R"({"text":")";
  while (body.size() < (1 << 20)) body += "明察秋毫";
  body += "\"}";
  append_one("case/1", 0, body);

  EXPECT_EQ(loaded("case/1").front().body, body);
}

TEST_P(EventStore, LoadsUpToAVersionOrAMoment) {
  std::vector<EncodedEvent> events = some(5);
  events[1].at = kNoon + hours{1};
  events[2].at = kNoon + hours{2};
  events[3].at = kNoon + hours{1};  // The clock was set back.
  events[4].at = kNoon + hours{3};
  try_append("case/1", 0, events).value();

  EXPECT_EQ(loaded("case/1", 2, {.version = 3}).size(), 2U);
  EXPECT_EQ(loaded("case/1", 1, {.at = kNoon}).size(), 1U);
  EXPECT_EQ(loaded("case/1", 1, {.at = kNoon - hours{1}}).size(), 0U);
  // The fourth is not later, but it comes after one that is: no state ever lacked the third.
  EXPECT_EQ(loaded("case/1", 1, {.at = kNoon + hours{1}}).size(), 2U);
  EXPECT_EQ(loaded("case/1", 1, {.at = kNoon + hours{9}}).size(), 5U);
  EXPECT_EQ(loaded("case/1", 1, {.version = 4, .at = kNoon + hours{9}}).size(), 4U);
}

TEST_P(EventStore, KnowsHowFarAStreamIs) {
  try_append("case/1", 0, some(3)).value();
  database_->read([](Session& session) {
    EXPECT_EQ(stream_version(session, "case/1"), 3);
    EXPECT_EQ(stream_version(session, "case/2"), 0);
  });
}

TEST_P(EventStore, ScansTheWholeRecordInPagesAndByFilter) {
  try_append("case/1", 0, some(3)).value();
  try_append("case-list/1", 0, some(2)).value();
  try_append("case/张", 0, {{"case.opened", "{}", "officer/1", kNoon}}).value();
  try_append("draw/1", 0, some(1)).value();
  database_->read([](Session& session) {
    std::vector<StoredEvent> all;
    for (std::int64_t after = 0;;) {
      const auto page = scan(session, after, 2);
      if (page.empty()) break;
      EXPECT_LE(page.size(), 2U);
      after = page.back().seq;
      all.insert(all.end(), page.begin(), page.end());
    }
    EXPECT_EQ(all.size(), 7U);
    EXPECT_EQ(scan(session, 0, 100, {.stream_prefix = "case/"}).size(), 4U);
    EXPECT_EQ(scan(session, 0, 100, {.kind = "case.opened"}).size(), 1U);
    EXPECT_EQ(scan(session, 0, 100, {.kind = "noted", .stream_prefix = "case/"}).size(), 3U);
  });
}

TEST_P(EventStore, CannotBeChangedByAnybodyWithTheDatabaseInHand) {
  append_one("case/1", 0, R"({"n":1})");
  RawConnection raw{fresh_.address()};

  EXPECT_NE(raw.run("UPDATE event SET body = '{}'"), "");
  EXPECT_NE(raw.run("UPDATE event SET version = 2 WHERE stream = 'case/1'"), "");
  EXPECT_NE(raw.run("DELETE FROM event"), "");
  if (GetParam() == Engine::sqlite) {
    EXPECT_NE(raw.run("INSERT OR REPLACE INTO event (stream, version, kind, body, actor, at, "
                      "command_key) VALUES ('case/1', 1, 'noted', '{}', 'x', 1, 'k')"),
              "");
    EXPECT_NE(raw.run("REPLACE INTO event (seq, stream, version, kind, body, actor, at, "
                      "command_key) VALUES (1, 'case/9', 9, 'noted', '{}', 'x', 1, 'k')"),
              "");
    EXPECT_NE(raw.run("UPDATE OR REPLACE event SET body = '{}'"), "");
  } else {
    EXPECT_NE(raw.run("TRUNCATE event CASCADE"), "");
    EXPECT_NE(raw.run("SET session_replication_role = replica; DELETE FROM event"), "");
    EXPECT_NE(raw.run("INSERT INTO event (stream, version, kind, body, actor, at, command_key) "
                      "VALUES ('case/1', 1, 'noted', '{}', 'x', 1, 'k') "
                      "ON CONFLICT (stream, version) DO UPDATE SET body = '{}'"),
              "");
  }

  ASSERT_EQ(loaded("case/1").size(), 1U);
  EXPECT_EQ(loaded("case/1").front().body, R"({"n":1})");
}

TEST_P(EventStore, RemembersACommandOnceForEachActor) {
  const SavedCommand first{"aa", R"({"ok":true})", kNoon};
  const SavedCommand second{"bb", "{}", kNoon + hours{1}};
  write([&](Session& session) {
    EXPECT_EQ(find_command(session, "officer/1", "k"), std::nullopt);
    EXPECT_TRUE(save_command(session, "officer/1", "k", first));
  });
  write([&](Session& session) {
    EXPECT_FALSE(save_command(session, "officer/1", "k", second));
    EXPECT_EQ(find_command(session, "officer/1", "k"), first);
    EXPECT_TRUE(save_command(session, "officer/2", "k", second));
  });
  reopen();
  database_->read([&](Session& session) {
    EXPECT_EQ(find_command(session, "officer/1", "k"), first);
    EXPECT_EQ(find_command(session, "officer/2", "k"), second);
  });
}

TEST_P(EventStore, TellsAtOnceWhatACommandRestsOn) {
  const SavedCommand saved{"aa", R"({"ok":true})", kNoon};
  write([&](Session& session) {
    const auto ground = command_ground(session, "case/1", "directory", "officer/1", "k");
    EXPECT_EQ(ground.version, 0);
    EXPECT_EQ(ground.other, 0);
    EXPECT_EQ(ground.saved, std::nullopt);
  });
  append_one("case/1", 0);
  append_one("case/1", 1);
  append_one("directory", 0);
  write([&](Session& session) { add_command(session, "officer/1", "k", saved); });

  write([&](Session& session) {
    const auto ground = command_ground(session, "case/1", "directory", "officer/1", "k");
    EXPECT_EQ(ground.version, 2);
    EXPECT_EQ(ground.other, 1);
    EXPECT_EQ(ground.saved, saved);
    EXPECT_EQ(command_ground(session, "case/1", "", "officer/2", "k").saved, std::nullopt);
  });
  EXPECT_THROW(write([&](Session& session) { add_command(session, "officer/1", "k", saved); }),
               UniqueViolation);
}

INSTANTIATE_TEST_SUITE_P(Engines, EventStore, testing::Values(Engine::sqlite, Engine::postgres),
                         engine_name);

}  // namespace
}  // namespace mingcha::store
