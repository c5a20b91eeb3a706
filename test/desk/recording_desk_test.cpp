// SPDX-License-Identifier: Apache-2.0
#include "desk/recording_desk.h"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "desk/destruction_desk.h"
#include "desk/device_desk.h"
#include "desk/rebuild.h"
#include "desk/trail_desk.h"
#include "desk/viewing_desk.h"
#include "test/conformance/engine.h"
#include "test/desk/office.h"

namespace mingcha::test {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

template <typename T>
std::string code_of(const Result<T>& outcome) {
  if (outcome) return "";
  const auto& no = outcome.error();
  return no.findings.empty() ? to_string(no.kind) : no.findings.front().code;
}

std::string on_the_evening(const std::string& time) { return "2026-04-13T" + time + ":00+08:00"; }
Instant at(const std::string& time) { return *parse_instant(on_the_evening(time)); }

struct OnRecordings : ::testing::TestWithParam<store::Engine> {
  /// 赵敏 and 周强 questioned the suspect from 22:20 to 23:05.
  OnRecordings() : case_id{office.tell("assault_sealed.story", "已调查")} {}

  desk::ArrivedRecording film(const std::string& from, const std::string& to,
                              const std::string& who = "990011") {
    desk::ArrivedRecording out;
    out.upload = "u" + std::to_string(++sent_);
    out.uploader = "majun";
    out.said = {{"filename", "询问" + out.upload + ".mp4"},
                {"filetype", "video/mp4"},
                {"started_at", on_the_evening(from)},
                {"ended_at", on_the_evening(to)},
                {"officer", who},
                {"source", "dock"}};
    out.size = 1000;
    out.sha256 = std::string(63, 'a') + std::to_string(sent_);
    out.sm3 = std::string(64, 'b');
    out.begun_at = office.clock.now();
    return out;
  }

  /// Arrived, and looked through.
  std::string recorded(const std::string& from, const std::string& to,
                       const std::string& who = "990011",
                       std::vector<recording::Found> found = {}) {
    const auto id = desk.arrived(film(from, to, who));
    EXPECT_TRUE(id.has_value());
    desk.probed(*id, {"quick", "{}", {}, (at(to) - at(from)).count(), true, std::move(found)});
    return *id;
  }

  desk::RecordingSight seen(const std::string& id, const std::string& who = "马骏") {
    auto sight = desk.look(office.as(who), id);
    EXPECT_TRUE(sight.has_value());
    return *std::move(sight);
  }

  desk::CaseRecordings of_case(const std::string& who = "赵敏") {
    auto found = desk.of_case(office.as(who), case_id);
    EXPECT_TRUE(found.has_value());
    return *std::move(found);
  }
  recording::DutyStatus questioning() { return of_case().duties.front(); }

  Office office{GetParam()};
  std::string case_id;
  desk::RecordingBook book{pack_in_use(), office.people, office.cases, office.recorder};
  desk::TrailDesk trail{*office.database, office.clock};
  desk::RecordingDesk desk{*office.database, book,  office.people,
                           office.cases,     trail, office.clock};
  desk::DeviceDesk devices{*office.database, book, office.people, office.clock};
  std::vector<std::string> removed;
  desk::DestructionDesk destructions{
      *office.database, book, office.clock,
      [this](const std::string& sha256) { removed.push_back(sha256); }};
  desk::ViewingDesk viewings{*office.database, book, office.cases, office.clock};

 private:
  int sent_ = 0;
};
INSTANTIATE_TEST_SUITE_P(Engines, OnRecordings,
                         ::testing::Values(store::Engine::sqlite, store::Engine::postgres),
                         store::engine_name);

TEST_P(OnRecordings, AStepThatHadToBeRecordedStandsOpenUntilItIs) {
  ASSERT_THAT(of_case().duties, SizeIs(1));
  EXPECT_EQ(questioning().duty.item->id, "questioning");
  EXPECT_STREQ(questioning().state(), "missing");
  recorded("22:19", "23:06");
  EXPECT_STREQ(questioning().state(), "covered");
}

TEST_P(OnRecordings, BelongsToTheStepThatItsOfficerDidAtThatTime) {
  const auto id = recorded("22:19", "23:06");
  const auto sight = seen(id);
  ASSERT_THAT(sight.state.matches, SizeIs(1));
  EXPECT_EQ(sight.state.matches.front().case_id, case_id);
  EXPECT_EQ(sight.state.matches.front().how, "suggested");
  EXPECT_EQ(sight.row.retention, "evidence");
  EXPECT_EQ(sight.row.keep_until, "") << "for ever";
}

TEST_P(OnRecordings, OfSomebodyElseIsOnlySuggested) {
  const auto id = recorded("22:19", "23:06", "990013");
  EXPECT_THAT(seen(id).state.matches, IsEmpty());
  const auto chief = office.as("吴婷");
  const auto suggestions = desk.suggestions(chief, *desk.look(chief, id));
  ASSERT_THAT(suggestions, SizeIs(1));
  EXPECT_FALSE(suggestions.front().officer_fits);
  recording::RecordingMatched match;
  match.case_id = case_id;
  match.occasion = suggestions.front().duty.occasion;
  match.how = "by_hand";
  EXPECT_TRUE(desk.match(chief, id, match, office.fresh()));
  EXPECT_STREQ(questioning().state(), "covered");
  EXPECT_EQ(code_of(desk.match(chief, id, match, office.fresh())), "matched-already");
}

TEST_P(OnRecordings, ArrivesOnceHoweverOftenItIsDelivered) {
  const auto arrival = film("22:19", "23:06");
  const auto id = desk.arrived(arrival);
  EXPECT_EQ(desk.arrived(arrival), id);
  auto again = arrival;
  again.upload = "another";
  EXPECT_EQ(desk.arrived(again), id) << "the same bytes";
  EXPECT_THAT(office.dump("recording_row"), SizeIs(1));
}

TEST_P(OnRecordings, ThatIsEmptyIsRefused) {
  auto arrival = film("22:19", "23:06");
  arrival.size = 0;
  EXPECT_EQ(code_of(desk.arrived(arrival)), "file-empty");
}

TEST_P(OnRecordings, WithAnotherDigestThanDeclaredIsKeptApart) {
  auto arrival = film("22:19", "23:06");
  arrival.matches = false;
  arrival.declared_sha256 = std::string(64, 'c');
  const auto id = *desk.arrived(arrival);
  desk.probed(id, {"quick", "{}", {}, 60'000, true, {}});
  EXPECT_EQ(seen(id).row.state, "quarantined");
  EXPECT_STREQ(questioning().state(), "missing");
  EXPECT_EQ(code_of(desk.end_quarantine(office.as("赵敏"), id, "重传", office.fresh())),
            "not-the-manager");
  EXPECT_TRUE(desk.end_quarantine(office.as("马骏"), id, "采集站故障，已核对", office.fresh()));
  EXPECT_EQ(seen(id).row.state, "kept");
}

TEST_P(OnRecordings, AGapInItsMiddleIsFoundAndExplainedOnce) {
  recorded("22:19", "23:06", "990011", {{"gap", 600'000, 1'200'000}});
  auto status = questioning();
  ASSERT_THAT(status.coverage.gaps, SizeIs(1));
  EXPECT_STREQ(status.state(), "gaps");
  recording::GapExplained gap;
  gap.step = status.duty.step;
  gap.occasion = status.duty.occasion;
  gap.item = status.duty.item->id;
  gap.from = to_millis(status.coverage.gaps.front().span.from);
  gap.to = to_millis(status.coverage.gaps.front().span.to);
  const auto zhao = office.as("赵敏");
  EXPECT_EQ(code_of(desk.explain(zhao, case_id, gap, office.fresh())), "ground-missing");
  gap.ground = "power";
  EXPECT_EQ(code_of(desk.explain(zhao, case_id, gap, office.fresh())), "text-missing");
  gap.text = "执法记录仪电量耗尽，更换电池";
  auto elsewhere = gap;
  elsewhere.from += 1;
  EXPECT_EQ(code_of(desk.explain(zhao, case_id, elsewhere, office.fresh())), "no-such-gap");
  EXPECT_TRUE(desk.explain(zhao, case_id, gap, office.fresh()));
  EXPECT_STREQ(questioning().state(), "explained");
}

TEST_P(OnRecordings, IsWatchedOnlyByWhoSaidWhyAndTheCaseShowsIt) {
  const auto id = recorded("22:19", "23:06");
  const auto zhao = office.as("赵敏");
  EXPECT_EQ(code_of(desk.watch(zhao, id)), "purpose-missing");
  EXPECT_EQ(code_of(desk.begin_watching(zhao, id, " ")), "purpose-missing");
  EXPECT_TRUE(desk.begin_watching(zhao, id, "核对笔录"));
  EXPECT_TRUE(desk.watch(zhao, id));
  const auto looks = trail.looks_at(case_id);
  ASSERT_THAT(looks, SizeIs(1));
  EXPECT_EQ(looks.front().what, "recording");
  EXPECT_EQ(looks.front().thing, id);
  EXPECT_EQ(looks.front().purpose, "核对笔录");
  EXPECT_EQ(code_of(desk.watch(office.as("周强"), id)), "purpose-missing") << "each for himself";
}

TEST_P(OnRecordings, OfAnotherUnitIsNotThere) {
  const auto id = recorded("22:19", "23:06");
  EXPECT_EQ(code_of(desk.look(office.as("王磊"), id)), "not_found");
  EXPECT_EQ(code_of(desk.begin_watching(office.as("王磊"), id, "好奇")), "not_found");
}

TEST_P(OnRecordings, LeavesItsClassOnlyByTwoPeople) {
  const auto id = recorded("22:19", "23:06", "990013");
  const auto ma = office.as("马骏");
  EXPECT_TRUE(desk.classify(ma, id, "obstruction", "有人阻碍", office.fresh()));
  EXPECT_EQ(code_of(desk.shorten(ma, id, "obstruction", "", true, office.fresh())),
            "reason-missing");
  EXPECT_TRUE(desk.shorten(ma, id, "obstruction", "并无阻碍", true, office.fresh()));
  EXPECT_EQ(code_of(desk.shorten(ma, id, "obstruction", "并无阻碍", true, office.fresh())),
            "two-persons");
  EXPECT_TRUE(seen(id).state.classes.contains("obstruction"));
  EXPECT_TRUE(desk.shorten(office.as("吴婷"), id, "obstruction", "同意", true, office.fresh()));
  EXPECT_FALSE(seen(id).state.classes.contains("obstruction"));
}

TEST_P(OnRecordings, EvidenceIsNeverDestroyed) {
  const auto id = recorded("22:19", "23:06");
  const auto refused = destructions.propose(office.as("马骏"), {id}, "到期", office.fresh());
  EXPECT_EQ(code_of(refused), "must-be-kept");
  EXPECT_THAT(refused.error().findings.front().what.zh, HasSubstr("证据"));
}

TEST_P(OnRecordings, IsDestroyedByTwoPeopleWhenItsTimeIsOver) {
  const auto id = recorded("22:19", "23:06", "990013");
  const auto ma = office.as("马骏");
  const auto wu = office.as("吴婷");
  EXPECT_EQ(code_of(destructions.propose(ma, {id}, "到期", office.fresh())), "must-be-kept");
  EXPECT_TRUE(desk.classify(ma, id, "ordinary", "一般执法", office.fresh()));
  office.clock.set(office.clock.now() + std::chrono::hours{24 * 200});
  const auto today = local_day(office.clock.now());
  EXPECT_EQ(destructions.over_by(ma, today, 10).total, 1);
  const auto batch = destructions.propose(ma, {id}, "保存期满", office.fresh());
  ASSERT_TRUE(batch);
  const std::string batch_id = nlohmann::json::parse(*batch).at("batch");
  EXPECT_EQ(code_of(destructions.agree(ma, batch_id, "", office.fresh())), "two-persons");
  EXPECT_THAT(removed, IsEmpty());
  EXPECT_TRUE(destructions.agree(wu, batch_id, "同意", office.fresh()));
  EXPECT_EQ(seen(id).row.state, "destroyed");
  EXPECT_THAT(removed, ElementsAre(seen(id).state.received.sha256));
  EXPECT_THAT(office.dump("leaf"), Contains(HasSubstr("recordings.destroyed")));
  EXPECT_EQ(code_of(desk.begin_watching(ma, id, "查看")), "not_found");
  EXPECT_EQ(code_of(destructions.agree(wu, batch_id, "", office.fresh())), "settled");
}

TEST_P(OnRecordings, OnHoldOutlivesItsTerm) {
  const auto id = recorded("22:19", "23:06", "990013");
  const auto ma = office.as("马骏");
  EXPECT_TRUE(desk.classify(ma, id, "ordinary", "一般执法", office.fresh()));
  EXPECT_TRUE(desk.hold(office.as("吴婷"), id, "行政复议", office.fresh()));
  office.clock.set(office.clock.now() + std::chrono::hours{24 * 200});
  EXPECT_EQ(code_of(destructions.propose(ma, {id}, "到期", office.fresh())), "must-be-kept");
}

TEST_P(OnRecordings, SuchThatCameLateAreCounted) {
  office.clock.set(at("23:06") + std::chrono::hours{25});
  const auto id = recorded("22:19", "23:06");
  EXPECT_EQ(seen(id).row.late_ms, std::chrono::milliseconds{std::chrono::hours{1}}.count());
  const auto wall = desk.wall(office.as("罗靖"), 30);
  const auto unit = std::ranges::find(wall.units, "chengguan", &desk::WallUnit::unit);
  ASSERT_NE(unit, wall.units.end());
  EXPECT_EQ(unit->recordings.late, 1);
}

TEST_P(OnRecordings, FindTheirStepAlsoWhenItIsEnteredLater) {
  Office later{GetParam()};
  later.clock.set(at("23:08"));
  const desk::RecordingBook own{pack_in_use(), later.people, later.cases, later.recorder};
  desk::TrailDesk looks{*later.database, later.clock};
  desk::RecordingDesk early{*later.database, own, later.people, later.cases, looks, later.clock};
  const auto id = early.arrived(film("22:19", "23:06"));
  early.probed(*id, {"quick", "{}", {}, 47 * 60'000, true, {}});
  EXPECT_EQ(early.match_waiting(100), 0);
  const auto questioned = later.tell("assault_sealed.story", "已调查");
  EXPECT_EQ(early.match_waiting(100), 1);
  EXPECT_EQ(early.match_waiting(100), 0);
  EXPECT_EQ(early.look(later.as("赵敏"), *id)->state.matches.front().case_id, questioned);
}

TEST_P(OnRecordings, TakenOutByHandIsNotPutBackByTheMachine) {
  const auto id = recorded("22:19", "23:06");
  const recording::RecordingUnmatched off{case_id, questioning().duty.occasion, "传错"};
  EXPECT_EQ(code_of(desk.unmatch(office.as("赵敏"), id, {case_id, questioning().duty.occasion, " "},
                                 office.fresh())),
            "reason-missing");
  EXPECT_TRUE(desk.unmatch(office.as("赵敏"), id, off, office.fresh()));
  EXPECT_STREQ(questioning().state(), "missing");
  EXPECT_EQ(desk.match_waiting(100), 0);
  EXPECT_EQ(seen(id).row.retention, "evidence") << "a class only two people take off";
}

TEST_P(OnRecordings, AClockAheadOfTheServersIsFound) {
  office.clock.set(at("22:30"));
  const auto id = recorded("22:19", "23:06");
  EXPECT_THAT(seen(id).row.findings, HasSubstr(" clock "));
}

TEST_P(OnRecordings, TheSameCameraInTwoPlacesIsShown) {
  const auto registered = devices.enter(
      office.as("马骏"), {"", "DSJ-7", "body_camera", "A7", "S7", "chengguan"}, office.fresh());
  ASSERT_TRUE(registered);
  auto one = film("20:00", "20:30");
  auto other = film("20:10", "20:40", "990012");
  one.said["device"] = other.said["device"] = "DSJ-7";
  const auto first = *desk.arrived(one);
  const auto second = *desk.arrived(other);
  EXPECT_THAT(seen(first).same_time, SizeIs(1));
  EXPECT_EQ(seen(first).same_time.front().recording, second);
}

TEST_P(OnRecordings, ADeviceTellsWhoseRecordingItIs) {
  const auto ma = office.as("马骏");
  const auto registered =
      devices.enter(ma, {"", "DSJ-8", "body_camera", "A7", "S8", "chengguan"}, office.fresh());
  const std::string device = nlohmann::json::parse(*registered).at("device");
  EXPECT_EQ(
      code_of(devices.enter(ma, {"", "DSJ-8", "body_camera", "", "", "chengguan"}, office.fresh())),
      "number-taken");
  EXPECT_EQ(code_of(devices.act(office.as("赵敏"), device, recording::DeviceIssued{"zhaomin"},
                                office.fresh())),
            "not-the-manager");
  EXPECT_EQ(code_of(devices.act(ma, device, recording::DeviceIssued{"wanglei"}, office.fresh())),
            "other-unit");
  office.clock.set(at("20:00"));
  EXPECT_TRUE(devices.act(ma, device, recording::DeviceIssued{"zhaomin"}, office.fresh()));
  EXPECT_EQ(code_of(devices.act(ma, device, recording::DeviceIssued{"zhouqiang"}, office.fresh())),
            "device-condition");
  office.clock.set(at("23:30"));
  auto arrival = film("22:19", "23:06", "");
  arrival.said["device"] = "S8";
  const auto id = *desk.arrived(arrival);
  EXPECT_EQ(seen(id).row.officer, "zhaomin");
  EXPECT_EQ(seen(id).row.unit, "chengguan");
}

TEST_P(OnRecordings, AreWatchedFromOutsideOnlyWhileTheLinkLasts) {
  const auto id = recorded("22:19", "23:06");
  const auto wu = office.as("吴婷");
  recording::ViewingGranted wish;
  wish.case_id = case_id;
  wish.recordings = {id};
  wish.until = to_millis(office.clock.now() + std::chrono::hours{48});
  EXPECT_EQ(code_of(viewings.grant(wu, wish, office.fresh())), "viewing-incomplete");
  wish.viewer = "常律师";
  wish.organ = "云岭县某律师事务所";
  wish.basis = "APL-2021/45";
  wish.letter = "委托书";
  auto foreign = wish;
  foreign.recordings = {"r-unknown"};
  EXPECT_EQ(code_of(viewings.grant(wu, foreign, office.fresh())), "viewing-recordings");
  const auto granted = viewings.grant(wu, wish, office.fresh());
  ASSERT_TRUE(granted);
  const std::string token = nlohmann::json::parse(*granted).at("token");
  EXPECT_TRUE(viewings.use(token, id, "203.0.113.7"));
  EXPECT_EQ(code_of(viewings.use(token, "r-unknown", "203.0.113.7")), "not_found");
  EXPECT_EQ(code_of(viewings.use("guess", id, "203.0.113.7")), "not_found");
  EXPECT_THAT(office.dump("event"), Not(Contains(HasSubstr(token)))) << "only its digest";
  const auto uses = viewings.of_case(wu, case_id)->front().uses;
  ASSERT_THAT(uses, SizeIs(1));
  EXPECT_EQ(uses.front().second.address, "203.0.113.7");
  office.clock.set(office.clock.now() + std::chrono::hours{49});
  EXPECT_EQ(code_of(viewings.use(token, id, "203.0.113.7")), "not_found");
}

TEST_P(OnRecordings, AreAllThereAgainAfterARebuild) {
  recorded("22:19", "23:06", "990011", {{"gap", 600'000, 1'200'000}});
  recorded("21:00", "21:30", "990013");
  EXPECT_TRUE(devices.enter(office.as("马骏"), {"", "DSJ-9", "body_camera", "A7", "", "chengguan"},
                            office.fresh()));
  const std::vector<std::string> tables{"recording_row", "recording_match", "recording_duty",
                                        "device_row"};
  std::vector<std::vector<std::string>> before;
  for (const auto& table : tables) before.push_back(office.dump(table));
  EXPECT_THAT(before[2], SizeIs(1));
  desk::rebuild(*office.database, office.cases,
                {[&](store::Session& session) { book.refill(session); }});
  for (std::size_t each = 0; each < tables.size(); ++each) {
    EXPECT_EQ(office.dump(tables[each]), before[each]) << tables[each];
  }
}

}  // namespace
}  // namespace mingcha::test
