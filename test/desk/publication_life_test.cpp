// SPDX-License-Identifier: Apache-2.0
// What becomes of a publication after it was made, and whose turn it is.
#include <gmock/gmock.h>

#include "base/encoding.h"
#include "crypto/hash.h"
#include "desk/public_record_desk.h"
#include "desk/publication_desk.h"
#include "desk/publication_queue.h"
#include "desk/rebuild.h"
#include "store/database.h"
#include "test/conformance/engine.h"
#include "test/desk/office.h"

namespace mingcha::test {
namespace {

using registers::Group;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

std::string codes_of(const Result<std::string>& outcome) {
  std::string out;
  if (outcome) return out;
  for (const auto& finding : outcome.error().findings) {
    out += (out.empty() ? "" : " ") + finding.code;
  }
  return out.empty() ? to_string(outcome.error().kind) : out;
}

struct OnPublicLife : ::testing::TestWithParam<store::Engine> {
  desk::PublicationDesk& desk() { return office.publications; }

  desk::PublicationSight sight(const std::string& id) {
    return *desk().look(office.as("龚丽"), id);
  }
  std::string public_id(const std::string& id) { return sight(id).row.public_id; }
  std::string confirm(const std::string& id, const std::string& name) {
    const auto& state = sight(id).state;
    const auto digest = state.correcting ? state.correcting->text.digest : state.prepared->digest;
    return codes_of(desk().publish(office.as(name), id, digest, office.fresh()));
  }
  std::string correct(const std::string& id, desk::Correct command) {
    return codes_of(desk().correct(office.as("龚丽"), id, command, office.fresh()));
  }
  desk::Prepare hiding(const std::string& id, const std::string& words) {
    const auto at = sight(id).original.find(words);
    EXPECT_NE(at, std::string::npos);
    return {{{at, at + words.size(), "不宜公开"}}, {}};
  }
  desk::Revocation revocation(const std::string& day) {
    return {"revoked", "云岭县人民政府", "云政复决字〔2026〕3号", day, "复议机关撤销了该决定"};
  }
  std::string note(const std::string& id, const desk::Revocation& command) {
    return codes_of(desk().note_revocation(office.as("丁宁"), id, command, office.fresh()));
  }
  std::string withdraw(const std::string& id, const desk::Revocation& command = {}) {
    return codes_of(desk().withdraw(office.as("丁宁"), id, command, office.fresh()));
  }
  std::vector<std::string> in_group(Group group) {
    std::vector<std::string> out;
    desk::QueueQuestion question;
    question.group = group;
    const auto page = desk().queue(office.as("龚丽"), question);
    EXPECT_EQ(page.counts.at(static_cast<std::size_t>(group)),
              static_cast<std::int64_t>(page.rows.size()));
    for (const auto& each : page.rows) out.push_back(each.row.case_id);
    return out;
  }
  void at(const char* moment) { office.clock.set(*parse_instant(moment)); }
  void fact_is(const std::string& id, const std::string& field, const std::string& value) {
    const auto done = office.cases.amend(
        office.as("王磊"), id, acts::CorrectFact{field, value, "登记有误"}, office.fresh());
    ASSERT_TRUE(done.has_value()) << codes_of(done);
  }

  Office office{GetParam()};
};
INSTANTIATE_TEST_SUITE_P(Engines, OnPublicLife,
                         ::testing::Values(store::Engine::sqlite, store::Engine::postgres),
                         store::engine_name);

TEST_P(OnPublicLife, WaitsUntilTheDecisionIsServed) {
  const auto id = office.tell("venue_walk.story", "已决定");
  ASSERT_EQ(codes_of(desk().prepare(office.as("龚丽"), id, {}, office.fresh())), "");
  const auto refused =
      desk().publish(office.as("丁宁"), id, sight(id).state.prepared->digest, office.fresh());
  ASSERT_FALSE(refused);
  ASSERT_THAT(refused.error().findings, SizeIs(1));
  EXPECT_EQ(refused.error().findings.front().code, "publication-condition");
  EXPECT_EQ(refused.error().findings.front().article, "APL-2021/61.1");
  EXPECT_FALSE(desk().find_public(public_id(id)).has_value());
}

TEST_P(OnPublicLife, RefusesAMaskThatTakesOutTheWrongOne) {
  const auto id = office.tell("venue_walk.story", "已送达");
  const auto refused =
      desk().prepare(office.as("龚丽"), id, hiding(id, "星河量贩歌厅"), office.fresh());
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().findings.front().code, "wrong-masked");
  EXPECT_EQ(refused.error().findings.front().where, "party.name");
  EXPECT_EQ(refused.error().findings.front().article, "SC-2018-118");
  EXPECT_EQ(
      codes_of(desk().prepare(office.as("龚丽"), id, hiding(id, "云岭县公安局"), office.fresh())),
      "wrong-masked");
}

TEST_P(OnPublicLife, ShowsTheSecondPersonWhereEachMaskStandsInTheOriginal) {
  const auto id = office.tell("venue_walk.story", "已送达");
  ASSERT_EQ(codes_of(desk().prepare(office.as("龚丽"), id, hiding(id, "以上事实有以下证据证实"),
                                    office.fresh())),
            "");
  const auto seen = sight(id);
  std::string rebuilt;
  std::size_t from = 0;
  for (const auto& mask : seen.state.prepared->masks) {
    const auto begin = static_cast<std::size_t>(mask.original_begin);
    rebuilt += seen.original.substr(from, begin - from);
    rebuilt += seen.state.prepared->text.substr(static_cast<std::size_t>(mask.begin),
                                                static_cast<std::size_t>(mask.end - mask.begin));
    from = static_cast<std::size_t>(mask.original_end);
  }
  rebuilt += seen.original.substr(from);
  EXPECT_EQ(rebuilt, seen.state.prepared->text);
}

TEST_P(OnPublicLife, IsCorrectedBySomebodyElseAndKeepsItsDay) {
  const auto id = office.tell("venue_walk.story", "已公示");
  const auto first = desk().find_public(public_id(id));
  at("2026-05-06T09:00:00+08:00");
  EXPECT_EQ(correct(id, {{}, "", " "}), "reasons-missing reasons-missing");
  EXPECT_EQ(correct(id, {{}, "钱多多的姓名", "漏遮"}), "leak") << "what is said is public";
  ASSERT_EQ(correct(id, {hiding(id, "以上事实有以下证据证实"), "遮盖一处", "该处不宜公开"}), "");
  EXPECT_THAT(in_group(Group::waiting), Contains(id));
  EXPECT_EQ(desk().find_public(public_id(id))->state.prepared->text, first->state.prepared->text)
      << "what is public stands until somebody else agrees";
  EXPECT_EQ(confirm(id, "龚丽"), "same-person");
  ASSERT_EQ(confirm(id, "丁宁"), "");

  const auto shown = desk().find_public(public_id(id));
  EXPECT_EQ(shown->row.published_on, "2026-04-02");
  EXPECT_EQ(shown->row.corrections, 1);
  ASSERT_THAT(shown->state.corrections, SizeIs(1));
  EXPECT_EQ(shown->state.corrections.front().what, "遮盖一处");
  EXPECT_EQ(shown->state.corrections.front().corrected_on, "2026-05-06");
  EXPECT_THAT(shown->correction_indexes, SizeIs(1));
  EXPECT_NE(shown->state.prepared->text, first->state.prepared->text);
  EXPECT_NE(shown->salt, first->salt);
  EXPECT_EQ(shown->salt.size(), 16U);
  EXPECT_THAT(in_group(Group::waiting), IsEmpty());
  EXPECT_EQ(desk()
                .list_public({search::read_query("以上事实有以下证据证实").value(), "", ""}, 0, 10)
                .total,
            0)
      << "the earlier words are not found any more";
  EXPECT_EQ(desk().list_public({search::read_query("星河").value(), "", ""}, 0, 10).total, 1);

  // Twice more, and the number of times stays in the open.
  ASSERT_EQ(correct(id, {{}, "恢复", "遮盖过多"}), "");
  ASSERT_EQ(confirm(id, "丁宁"), "");
  EXPECT_EQ(desk().find_public(public_id(id))->row.corrections, 2);
  EXPECT_EQ(desk().find_public(public_id(id))->row.published_on, "2026-04-02");
  EXPECT_EQ(office.count("search_public"), 1);
}

TEST_P(OnPublicLife, DropsTheSaltOfACorrectedText) {
  const auto id = office.tell("venue_walk.story", "已公示");
  const auto keys = office.count("record_key");
  ASSERT_EQ(correct(id, {{}, "重新核对", "核对"}), "");
  ASSERT_EQ(confirm(id, "丁宁"), "");
  // Two events more, one key destroyed.
  EXPECT_EQ(office.count("record_key"), keys + 1);
}

TEST_P(OnPublicLife, MustBeWithdrawnOnceTheDecisionNoLongerStands) {
  const auto id = office.tell("venue_walk.story", "已公示");
  at("2026-04-20T10:00:00+08:00");
  EXPECT_EQ(withdraw(id), "unknown-ground reasons-missing wrong-day");
  EXPECT_EQ(note(id, {"revoked", "", "", "2026-04-17", "撤销"}), "organ-missing document-missing");
  EXPECT_EQ(note(id, {"revoked", "县政府", "1号", "2026-03-26", "撤销"}), "wrong-day");
  EXPECT_EQ(note(id, {"revoked", "县政府", "1号", "2026-04-21", "撤销"}), "wrong-day");
  EXPECT_EQ(note(id, {"revoked", "县政府", "1号", "13月", "撤销"}), "wrong-day");
  EXPECT_EQ(note(id, {"revoked", "钱多多", "1号", "2026-04-17", "撤销"}), "leak");
  EXPECT_EQ(note(id, {"不喜欢", "县政府", "1号", "2026-04-17", "撤销"}), "unknown-ground");
  ASSERT_EQ(note(id, revocation("2026-04-17")), "");
  EXPECT_EQ(note(id, revocation("2026-04-17")), "publication-order");
  EXPECT_THAT(in_group(Group::to_withdraw), Contains(id));
  EXPECT_THAT(in_group(Group::late), IsEmpty());
  EXPECT_EQ(mingcha::to_string(local_day(*sight(id).row.withdraw_by)), "2026-04-22");
  EXPECT_FALSE(sight(id).withdraw_derivation.empty());

  at("2026-04-24T10:00:00+08:00");
  EXPECT_THAT(in_group(Group::late), Contains(id));
  const auto alerts = desk().alerts(office.as("龚丽"), 10);
  ASSERT_THAT(alerts, SizeIs(1));
  EXPECT_TRUE(alerts.front().late);
  EXPECT_EQ(alerts.front().working_days_left, -2);
  EXPECT_NE(alerts.front().responsible, "") << "with a name on it";
  EXPECT_EQ(desk().punctuality().front().withdrawal_overdue, 1);

  ASSERT_EQ(withdraw(id), "") << "what was noted is enough";
  const auto gone = desk().find_public(public_id(id));
  EXPECT_EQ(gone->row.state, "withdrawn");
  EXPECT_EQ(gone->row.withdrawn_late, 2);
  EXPECT_EQ(gone->state.withdrawn->organ, "云岭县人民政府");
  EXPECT_EQ(gone->state.withdrawn->document, "云政复决字〔2026〕3号");
  EXPECT_EQ(gone->state.withdrawn->article, "APL-2021/48.2");
  EXPECT_EQ(gone->salt, "");
  EXPECT_THAT(in_group(Group::late), IsEmpty());
  EXPECT_EQ(desk().punctuality().front().withdrawn_late, 1);
  EXPECT_EQ(correct(id, {{}, "更正", "更正"}), "publication-order");
  EXPECT_EQ(withdraw(id, revocation("2026-04-17")), "publication-order");
}

TEST_P(OnPublicLife, EndsOnItsDay) {
  const auto id = office.tell("venue_walk.story", "已公示");
  const auto keys = office.count("record_key");
  EXPECT_EQ(sight(id).row.public_until, "2029-03-27") << "no warning: three years";
  EXPECT_FALSE(sight(id).until_derivation.empty());
  at("2029-03-27T23:59:00+08:00");
  EXPECT_EQ(desk().end_expired(10), 0);
  ASSERT_EQ(correct(id, {{}, "更正", "公示期不因此重新起算"}), "");
  ASSERT_EQ(confirm(id, "丁宁"), "");
  EXPECT_EQ(sight(id).row.public_until, "2029-03-27");
  at("2029-03-28T00:10:00+08:00");
  EXPECT_EQ(desk().end_expired(10), 1);
  EXPECT_EQ(desk().end_expired(10), 0) << "once";
  const auto gone = desk().find_public(public_id(id));
  EXPECT_EQ(gone->row.state, "expired");
  EXPECT_EQ(gone->row.ended_on, "2029-03-28");
  EXPECT_EQ(gone->salt, "");
  EXPECT_EQ(office.count("record_key"), keys + 1);
  EXPECT_EQ(desk().list_public({}, 0, 10).total, 0);
  EXPECT_EQ(office.count("search_public"), 0);
  EXPECT_EQ(codes_of(desk().prepare(office.as("龚丽"), id, {}, office.fresh())),
            "publication-order");
  EXPECT_EQ(withdraw(id, revocation("2026-04-17")), "publication-order");
}

TEST_P(OnPublicLife, LatePublicationIsAnAlertWithANameAndStaysToBeSeen) {
  const auto id = office.tell("venue_walk.story", "已送达");
  at("2026-04-15T10:00:00+08:00");
  EXPECT_THAT(in_group(Group::late), Contains(id));
  const auto alerts = desk().alerts(office.as("龚丽"), 10);
  ASSERT_THAT(alerts, SizeIs(1));
  EXPECT_NE(alerts.front().responsible, "");
  EXPECT_EQ(alerts.front().working_days_left, -5);
  const auto figures = desk().punctuality();
  ASSERT_THAT(figures, SizeIs(1));
  EXPECT_EQ(figures.front().overdue, 1);

  ASSERT_EQ(codes_of(desk().prepare(office.as("龚丽"), id, {}, office.fresh())), "");
  ASSERT_EQ(confirm(id, "丁宁"), "");
  EXPECT_EQ(desk().find_public(public_id(id))->row.late_days, 5);
  EXPECT_EQ(desk().punctuality().front().late, 1);
  EXPECT_EQ(desk().punctuality().front().overdue, 0);
  EXPECT_THAT(desk().alerts(office.as("龚丽"), 10), IsEmpty());
}

TEST_P(OnPublicLife, GivesTheSecondStepToAnotherThanTheFirst) {
  const auto id = office.tell("venue_walk.story", "已送达");
  ASSERT_EQ(codes_of(desk().prepare(office.as("龚丽"), id, {}, office.fresh())), "");
  EXPECT_EQ(sight(id).queued.responsible, office.as("丁宁").person_id);
  const auto give = [&](const std::string& whom) {
    return codes_of(
        desk().assign(office.as("龚丽"), id, office.as(whom).person_id, "轮休", office.fresh()));
  };
  EXPECT_EQ(give("龚丽"), "not-an-editor") << "masked it";
  EXPECT_EQ(give("王磊"), "not-an-editor");
  EXPECT_EQ(give("丁宁"), "");
  ASSERT_EQ(confirm(id, "丁宁"), "");
  EXPECT_EQ(give("丁宁"), "not-an-editor") << "nothing is to be done";
}

TEST_P(OnPublicLife, IsOverAtOnceWhenTheFactsSayThatItIsNotForThePublic) {
  const auto id = office.tell("venue_walk.story", "已公示");
  const auto page = public_id(id);
  fact_is(id, "party.kind", "person");
  EXPECT_FALSE(desk().find_public(page).has_value());
  EXPECT_EQ(desk().list_public({}, 0, 10).total, 0);
  EXPECT_THAT(in_group(Group::to_withdraw), Contains(id));
  EXPECT_THAT(in_group(Group::late), Contains(id));
  EXPECT_EQ(codes_of(desk().publish(office.as("丁宁"), id, std::string(64, 'a'), office.fresh())),
            "sealed")
      << "nobody knows whether the person is a minor";
  auto command = revocation(mingcha::to_string(local_day(office.clock.now())));
  command.ground = "not_public";
  ASSERT_EQ(withdraw(id, command), "");
  EXPECT_EQ(desk().find_public(page)->row.state, "withdrawn");
}

TEST_P(OnPublicLife, IsHeldAgainstTheDecisionWithoutALookAtWhatIsMasked) {
  const auto id = office.tell("venue_walk.story", "已公示");
  const auto held = [&] {
    const auto found = desk().find_with_redaction(public_id(id));
    EXPECT_TRUE(found && found->redaction);
    const auto& text = found->state.prepared->text;
    const auto commitment = ledger::commitment_of(*found->redaction, text);
    EXPECT_TRUE(commitment.has_value());
    EXPECT_THAT(office.dump("leaf"),
                Contains(AllOf(HasSubstr("decision.made"),
                               HasSubstr(to_base64url(as_bytes(commitment.value_or(Digest{})))))));
    return std::ranges::count(found->redaction->parts, false, &ledger::TextPart::shown);
  };
  const auto masked = held();
  EXPECT_GT(masked, 0);
  ASSERT_EQ(correct(id, {hiding(id, "以上事实有以下证据证实"), "遮盖", "不宜公开"}), "");
  ASSERT_EQ(confirm(id, "丁宁"), "");
  EXPECT_EQ(held(), masked + 1);
  EXPECT_FALSE(desk().find_public(public_id(id))->redaction);
  ASSERT_EQ(withdraw(id, revocation("2026-04-01")), "");
  EXPECT_FALSE(desk().find_with_redaction(public_id(id))->redaction);
}

TEST_P(OnPublicLife, IsTakenBackByItselfWhenItIsNotForThePublicAnyMore) {
  const auto id = office.tell("venue_walk.story", "已公示");
  office.tell("venue_walk.story", "已公示");
  EXPECT_EQ(desk().end_unlawful(10), 0);
  fact_is(id, "party.kind", "person");
  const auto keys = office.count("record_key");
  EXPECT_EQ(desk().end_unlawful(10), 1);
  EXPECT_EQ(desk().end_unlawful(10), 0) << "once";
  const auto gone = desk().find_public(public_id(id));
  ASSERT_TRUE(gone);
  EXPECT_EQ(gone->row.state, "withdrawn");
  EXPECT_EQ(gone->state.withdrawn->ground, "not_public");
  EXPECT_EQ(gone->salt, "");
  EXPECT_EQ(office.count("record_key"), keys) << "one more event, and the published one's is gone";
  EXPECT_THAT(in_group(Group::to_withdraw), IsEmpty());
  // Whoever took the data reads in the changes that it is gone.
  desk::PublicRecordDesk data{*office.database, office.clock};
  office.clock.set(office.clock.now() + std::chrono::minutes{1});
  const auto changes = data.changes_after(0, 10);
  ASSERT_EQ(changes.size(), 2U);
  EXPECT_EQ(changes.back().public_id, public_id(id));
  EXPECT_EQ(changes.back().state, "withdrawn");
}

TEST_P(OnPublicLife, ComesOutOfTheEventsTheSame) {
  const auto corrected = office.tell("venue_walk.story", "已公示");
  ASSERT_EQ(correct(corrected, {hiding(corrected, "以上事实有以下证据证实"), "遮盖", "不宜公开"}),
            "");
  ASSERT_EQ(confirm(corrected, "丁宁"), "");
  const auto withdrawn = office.tell("venue_walk.story", "已公示");
  ASSERT_EQ(withdraw(withdrawn, revocation("2026-04-01")), "");
  const auto noted = office.tell("venue_walk.story", "已公示");
  ASSERT_EQ(note(noted, revocation("2026-04-01")), "");
  const auto rows = office.dump("publication_row");
  const auto words = office.dump("search_public");
  (void)desk::rebuild(*office.database, office.cases);
  EXPECT_EQ(office.dump("publication_row"), rows);
  EXPECT_EQ(office.dump("search_public"), words);
}

TEST_P(OnPublicLife, FindsRowsByWordsAndUnitButNotWhatIsSealed) {
  const auto id = office.tell("venue_walk.story", "已公示");
  const auto sealed = office.tell("assault_sealed.story", "已封存");
  const auto found = [&](const std::string& words, const std::string& unit = {}) {
    desk::QueueQuestion question;
    question.filter = {unit, words};
    return desk().queue(office.as("龚丽"), question).rows.size();
  };
  EXPECT_EQ(found(""), 2U);
  EXPECT_EQ(found("星河"), 1U);
  EXPECT_EQ(found("殴打"), 0U) << "the sealed one's title tells nothing";
  EXPECT_EQ(found("%"), 0U);
  EXPECT_EQ(found("", "没有这个单位"), 0U);
  EXPECT_THAT(in_group(Group::unpublished), Contains(sealed));
}

}  // namespace
}  // namespace mingcha::test
