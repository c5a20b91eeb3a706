// SPDX-License-Identifier: Apache-2.0
#include "desk/feedback_desk.h"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "base/readable_code.h"
#include "crypto/hash.h"
#include "desk/feedback_route.h"
#include "desk/rebuild.h"
#include "people/person.h"
#include "store/database.h"
#include "store/event_store.h"
#include "test/conformance/engine.h"
#include "test/desk/office.h"

namespace mingcha::test {
namespace {

using ::testing::Contains;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

std::string code_of(const Result<std::string>& outcome) {
  if (outcome) return "";
  const auto& no = outcome.error();
  return no.findings.empty() ? to_string(no.kind) : no.findings.front().code;
}

struct OnFeedback : ::testing::TestWithParam<store::Engine> {
  static desk::SpeakUp complaint(const std::string& against = "order") {
    desk::SpeakUp said;
    said.kind = "complaint";
    said.text = "出警拖延两个小时，态度恶劣。";
    said.against = against;
    said.name = "甄平安";
    said.contact = "13900000000";
    return said;
  }
  static desk::SpeakUp enquiry() {
    desk::SpeakUp said;
    said.kind = "enquiry";
    said.text = "旅馆换了法定代表人，许可证要重新办吗？";
    said.name = "贾问路";
    said.contact = "13900000001";
    said.may_publish = true;
    return said;
  }
  /// From another address each time, so that only the limits' own tests meet them.
  desk::FeedbackReceipt send(const desk::SpeakUp& said) {
    const auto receipt =
        desk.receive(said, "198.51.100." + std::to_string(++sent_), office.fresh());
    EXPECT_TRUE(receipt.has_value());
    return receipt ? *receipt : desk::FeedbackReceipt{};
  }
  std::vector<std::string> wrong_fields(const desk::SpeakUp& said) {
    const auto receipt =
        desk.receive(said, "198.51.100." + std::to_string(++sent_), office.fresh());
    std::vector<std::string> out;
    if (receipt) return out;
    for (const auto& finding : receipt.error().findings) out.push_back(finding.where);
    return out;
  }
  Result<desk::FeedbackSight> look(const std::string& name, const std::string& number) {
    return desk.look(office.as(name), number);
  }
  bool sees(const std::string& name, const std::string& number) {
    const auto rows = desk.queue(office.as(name), 100);
    const bool listed =
        std::ranges::any_of(rows, [&](const auto& r) { return r.number == number; });
    EXPECT_EQ(listed, look(name, number).has_value()) << "list and page agree";
    return listed;
  }

  Office office{GetParam()};
  desk::FeedbackDesk desk{*office.database,
                          pack_in_use(),
                          office.people,
                          office.cases,
                          office.recorder,
                          office.clock,
                          crypto::sha256(std::string_view{"wrapping key"})};

 private:
  int sent_ = 0;
};
INSTANTIATE_TEST_SUITE_P(Engines, OnFeedback,
                         ::testing::Values(store::Engine::sqlite, store::Engine::postgres),
                         store::engine_name);

TEST_P(OnFeedback, GiveAReceiptATermAndAnAnswer) {
  const auto receipt = send(enquiry());
  const auto waiting = desk.follow(receipt.number, receipt.secret, "192.0.2.1");
  ASSERT_TRUE(waiting.has_value());
  EXPECT_EQ(waiting->row.state, "open");
  ASSERT_TRUE(waiting->row.due.has_value());
  EXPECT_FALSE(waiting->derivation.steps.empty());
  EXPECT_FALSE(waiting->author.has_value()) << "the author knows";

  ASSERT_TRUE(sees("龚丽", receipt.number));
  const auto sight = look("龚丽", receipt.number);
  ASSERT_TRUE(sight->author.has_value());
  EXPECT_EQ(sight->author->contact, "13900000001");
  EXPECT_EQ(code_of(desk.answer(office.as("龚丽"), receipt.number, "  ", office.fresh())),
            "text-missing");
  EXPECT_EQ(code_of(desk.answer(office.as("龚丽"), receipt.number, "要办变更。", office.fresh())),
            "");
  EXPECT_EQ(code_of(desk.answer(office.as("龚丽"), receipt.number, "再答", office.fresh())),
            "feedback-order");
  EXPECT_EQ(code_of(desk.refuse(office.as("龚丽"), receipt.number, "不办", office.fresh())),
            "feedback-order");
  const auto answered =
      desk.follow(in_groups(receipt.number), in_groups(receipt.secret), "192.0.2.1");
  ASSERT_TRUE(answered.has_value());
  EXPECT_EQ(answered->row.state, "answered");
  EXPECT_EQ(answered->state.answered->text, "要办变更。");
}

TEST_P(OnFeedback, SayAllThatIsWrongAtOnce) {
  desk::SpeakUp said;
  EXPECT_THAT(wrong_fields(said), ElementsAre("kind"));
  said.kind = "visit";
  EXPECT_THAT(wrong_fields(said), ElementsAre("rating", "against"));
  said.kind = "complaint";
  said.against = "nobody";
  said.name = std::string(60, 'x');
  said.contact = std::string(101, '1');
  said.about = std::string(301, 'a');
  EXPECT_THAT(wrong_fields(said), ElementsAre("text", "about", "name", "contact", "against"));
  said = complaint();
  for (int i = 0; i < 4001; ++i) said.text += "长";
  EXPECT_THAT(wrong_fields(said), ElementsAre("text"));
  EXPECT_EQ(office.count("event"), office.count("leaf"));
  EXPECT_THAT(office.dump("feedback_row"), IsEmpty());
}

TEST_P(OnFeedback, TakeAFormThatIsSentTwiceOnce) {
  const auto envelope = office.fresh();
  const auto first = desk.receive(enquiry(), "192.0.2.1", envelope);
  const auto second = desk.receive(enquiry(), "192.0.2.1", envelope);
  ASSERT_TRUE(first.has_value() && second.has_value());
  EXPECT_EQ(first->number, second->number);
  EXPECT_EQ(first->secret, second->secret);
  EXPECT_EQ(office.count("feedback_row"), 1);
}

TEST_P(OnFeedback, AreStoppedAtAThousandAMinute) {
  int taken = 0;
  std::string last;
  for (int i = 0; i < 1000; ++i) {
    const auto receipt = desk.receive(enquiry(), "192.0.2.1", office.fresh());
    if (receipt) {
      ++taken;
    } else {
      EXPECT_EQ(receipt.error().kind, Refusal::too_many);
    }
  }
  EXPECT_EQ(taken, 10);
  EXPECT_TRUE(desk.receive(enquiry(), "192.0.2.2", office.fresh()).has_value());
  int together = 0;
  for (int i = 0; i < 300; ++i) {
    if (desk.receive(enquiry(), "2001:db8:" + std::to_string(i) + "::1", office.fresh()))
      ++together;
  }
  EXPECT_LE(together, 120) << "nor by many together";
}

TEST_P(OnFeedback, SayNothingToWhoeverHasNotBothHalvesOfTheReceipt) {
  const auto receipt = send(complaint());
  auto wrong = receipt.secret;
  wrong[0] = wrong[0] == '3' ? '4' : '3';
  const auto other = make_code("a forger's own bytes of noise", desk::kReceiptSecretLength);
  const auto none = make_code("nobody's number, sixteen", desk::kReceiptNumberLength);
  const auto refused = desk.follow(receipt.number, other, "192.0.2.1");
  ASSERT_FALSE(refused.has_value());
  for (const auto& [number, secret] :
       std::vector<std::pair<std::string, std::string>>{{receipt.number, wrong},
                                                        {none, receipt.secret},
                                                        {none, other},
                                                        {"", ""},
                                                        {receipt.number, ""},
                                                        {"' OR ''='", "%00"}}) {
    const auto answer = desk.follow(number, secret, "192.0.2.1");
    ASSERT_FALSE(answer.has_value()) << number;
    EXPECT_EQ(answer.error(), refused.error()) << "the same words for all of them";
  }
  EXPECT_EQ(refused.error().kind, Refusal::not_found);
}

TEST_P(OnFeedback, KeepTheUnitThatAComplaintIsAboutAwayFromIt) {
  // 罗靖 (supervision) answers; 陈斌 manages the unit complained of and has every other right.
  const auto receipt = send(complaint("order"));
  EXPECT_TRUE(sees("罗靖", receipt.number));
  auto head = office.as("陈斌");
  head.roles.push_back(people::Role::approver);
  ASSERT_TRUE(head.may(people::Permission::answer_report));
  EXPECT_THAT(desk.queue(head, 100), IsEmpty());
  EXPECT_FALSE(desk.look(head, receipt.number).has_value());
  const auto refused = desk.look(head, receipt.number).error();
  EXPECT_EQ(refused, desk.look(head, "3456789A").error()) << "as if there were none";
  EXPECT_EQ(code_of(desk.refuse(head, receipt.number, "不实", office.fresh())), "not_found");
  EXPECT_EQ(code_of(desk.answer(head, receipt.number, "不实", office.fresh())), "not_found");
  EXPECT_EQ(code_of(desk.transfer(head, receipt.number, "legal", "不实", office.fresh())),
            "not_found");
  // Nor can it be handed to them.
  EXPECT_EQ(
      code_of(desk.transfer(office.as("罗靖"), receipt.number, "order", "请核实", office.fresh())),
      "kept-away");
  EXPECT_THAT(look("罗靖", receipt.number)->may_transfer_to, Not(Contains("order")));
}

TEST_P(OnFeedback, GoToTheLegalUnitTheSecondTimeWhereNobodyBeforeSeesTheAuthor) {
  const auto first = send(complaint("order"));
  ASSERT_EQ(code_of(desk.answer(office.as("罗靖"), first.number, "经查不实。", office.fresh())),
            "");
  auto again = complaint("order");
  again.earlier = first.number;
  again.earlier_secret = first.secret;
  again.text = "答复避重就轻。";
  const auto second = send(again);

  EXPECT_TRUE(sees("何平", second.number)) << "the legal unit has the second …";
  ASSERT_TRUE(sees("何平", first.number)) << "… and the first with it";
  EXPECT_EQ(look("何平", first.number)->author->name, "甄平安");
  // Neither who is complained of nor who answered the first sees anything any more.
  EXPECT_FALSE(sees("罗靖", first.number));
  EXPECT_FALSE(sees("罗靖", second.number));
  EXPECT_EQ(code_of(desk.refuse(office.as("罗靖"), second.number, "重复", office.fresh())),
            "not_found");
  for (const auto* unit : {"order", "supervision"}) {
    EXPECT_EQ(
        code_of(desk.transfer(office.as("何平"), second.number, unit, "请核实", office.fresh())),
        "kept-away")
        << unit;
  }
  // The author sees both, with the receipts.
  EXPECT_EQ(desk.follow(first.number, first.secret, "192.0.2.9")->state.again, second.number);
}

TEST_P(OnFeedback, CannotBeDrawnAwayByWhoeverHasNoReceiptOfTheFirst) {
  const auto first = send(complaint("order"));
  auto again = complaint("order");
  again.earlier = first.number;
  again.earlier_secret = make_code("a forger's own bytes of noise", desk::kReceiptSecretLength);
  const auto refused = desk.receive(again, "192.0.2.1", office.fresh());
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().kind, Refusal::not_found);
  EXPECT_TRUE(sees("罗靖", first.number)) << "the first stays where it is";
}

TEST_P(OnFeedback, WaitForAnAnswerOrForTheEndOfTheTermBeforeASecondOne) {
  const auto first = send(complaint("order"));
  auto again = complaint("order");
  again.earlier = first.number;
  again.earlier_secret = first.secret;
  const auto attempt = [&] {
    const auto receipt = desk.receive(again, "192.0.2.1", office.fresh());
    return receipt ? std::string{} : receipt.error().findings.front().code;
  };
  EXPECT_EQ(attempt(), "again-too-early");
  EXPECT_TRUE(sees("罗靖", first.number));
  office.clock.set(*look("罗靖", first.number)->row.due + std::chrono::seconds{1});
  EXPECT_EQ(attempt(), "") << "silence stops nothing";
  EXPECT_TRUE(sees("何平", first.number));
  EXPECT_EQ(attempt(), "again-already");
}

TEST_P(OnFeedback, AreTransferredWithAReasonToAUnitThatAnswers) {
  const auto receipt = send(complaint("order"));
  EXPECT_EQ(code_of(desk.transfer(office.as("罗靖"), receipt.number, "legal", " ", office.fresh())),
            "text-missing");
  EXPECT_EQ(
      code_of(desk.transfer(office.as("罗靖"), receipt.number, "nowhere", "x", office.fresh())),
      "text-missing");
  EXPECT_EQ(code_of(desk.transfer(office.as("罗靖"), receipt.number, "legal", "属法制部门",
                                  office.fresh())),
            "");
  EXPECT_TRUE(sees("何平", receipt.number));
  EXPECT_FALSE(sees("罗靖", receipt.number)) << "one unit at a time";
}

TEST_P(OnFeedback, KeepTheAuthorOutOfRowsEventsAndLeaves) {
  const auto receipt = send(complaint());
  for (const auto* table : {"event", "leaf", "feedback_row", "command"}) {
    EXPECT_THAT(office.dump(table), Each(Not(HasSubstr("甄平安")))) << table;
    EXPECT_THAT(office.dump(table), Each(Not(HasSubstr("13900000000")))) << table;
    EXPECT_THAT(office.dump(table), Each(Not(HasSubstr(receipt.secret)))) << table;
  }
  EXPECT_THAT(office.dump("leaf"), Contains(HasSubstr("feedback.recorded")));
}

TEST_P(OnFeedback, ArePublishedOnlyWhereTheAuthorAgreedAndWithoutAnythingPersonal) {
  const auto closed = send(complaint());
  ASSERT_EQ(code_of(desk.answer(office.as("罗靖"), closed.number, "已处理。", office.fresh())), "");
  EXPECT_EQ(code_of(desk.publish(office.as("罗靖"), closed.number, "问", "答", office.fresh())),
            "not-agreed");
  const auto open = send(enquiry());
  const auto publish = [&](const std::string& question, const std::string& answer) {
    return code_of(desk.publish(office.as("龚丽"), open.number, question, answer, office.fresh()));
  };
  EXPECT_EQ(publish("旅馆换人要重办吗？", "要。"), "feedback-order") << "not answered yet";
  ASSERT_EQ(code_of(desk.answer(office.as("龚丽"), open.number, "要。", office.fresh())), "");
  EXPECT_EQ(publish("贾问路问：要重办吗？", "要。"), "leak");
  EXPECT_EQ(publish("要重办吗？", "请打13900000001。"), "leak");
  EXPECT_EQ(publish("要重办吗？", "身份证11010519491231002X要带上。"), "leak");
  EXPECT_EQ(publish("", "要。"), "text-missing");
  EXPECT_EQ(publish("旅馆换人要重办吗？", "要。可拨打0999-5550110咨询。"), "");
  EXPECT_EQ(desk.published(0, 10).total, 1);
  EXPECT_EQ(code_of(desk.unpublish(office.as("龚丽"), open.number, "", office.fresh())),
            "text-missing");
  EXPECT_EQ(code_of(desk.unpublish(office.as("龚丽"), open.number, "有误", office.fresh())), "");
  EXPECT_EQ(desk.published(0, 10).total, 0);
}

TEST_P(OnFeedback, BelongToTheCaseWhosePublicationTheyAreAbout) {
  const auto id = office.tell("venue_walk.story", "已公示");
  const auto public_id = office.publications.look(office.as("龚丽"), id)->row.public_id;
  desk::SpeakUp said;
  said.kind = "correction";
  said.text = "场所名称写错了。";
  said.about = "/decisions/" + public_id;
  said.may_publish = true;
  const auto receipt = send(said);
  const auto sight = look("龚丽", receipt.number);
  ASSERT_TRUE(sight.has_value());
  EXPECT_EQ(sight->state.received.case_id, id);
  EXPECT_NE(sight->about_title.zh, "");
  // What the case keeps to itself does not come out through the answer.
  ASSERT_EQ(code_of(desk.answer(office.as("龚丽"), receipt.number, "已更正。", office.fresh())),
            "");
  EXPECT_EQ(code_of(desk.publish(office.as("龚丽"), receipt.number, "写错了",
                                 "法定代表人钱多多的名字已更正", office.fresh())),
            "leak");
  said.about = "/decisions/nosuch";
  EXPECT_EQ(look("龚丽", send(said).number)->state.received.case_id, "");
}

TEST_P(OnFeedback, OfASealedCaseLearnNothing) {
  const auto id = office.tell("assault_sealed.story", "已封存");
  const auto row = office.publications.look(office.as("龚丽"), id)->row;
  const auto about = desk.about("/decisions/" + row.public_id);
  EXPECT_EQ(about.case_id, "");
  EXPECT_EQ(about.title.zh + about.unit, "");
}

TEST_P(OnFeedback, AlertTheUnitBeforeAndAfterTheTermEnds) {
  const auto receipt = send(enquiry());
  EXPECT_THAT(desk.alerts(office.as("龚丽"), 10), IsEmpty());
  const auto due = *look("龚丽", receipt.number)->row.due;
  office.clock.set(due - std::chrono::hours{1});
  auto alerts = desk.alerts(office.as("龚丽"), 10);
  ASSERT_EQ(alerts.size(), 1U);
  EXPECT_FALSE(alerts[0].over);
  office.clock.set(due + std::chrono::hours{1});
  alerts = desk.alerts(office.as("龚丽"), 10);
  ASSERT_EQ(alerts.size(), 1U);
  EXPECT_TRUE(alerts[0].over);
  EXPECT_THAT(desk.alerts(office.as("罗靖"), 10), IsEmpty()) << "other units' are not theirs";
  ASSERT_EQ(code_of(desk.answer(office.as("龚丽"), receipt.number, "要。", office.fresh())), "");
  EXPECT_THAT(desk.alerts(office.as("龚丽"), 10), IsEmpty());
}

TEST_P(OnFeedback, HaveTheSameRowsAfterARebuild) {
  const auto first = send(complaint());
  ASSERT_EQ(code_of(desk.answer(office.as("罗靖"), first.number, "不实。", office.fresh())), "");
  auto again = complaint();
  again.earlier = first.number;
  again.earlier_secret = first.secret;
  send(again);
  send(enquiry());
  const auto rows = office.dump("feedback_row");
  ASSERT_EQ(rows.size(), 3U);
  static_cast<void>(desk::rebuild(*office.database, office.cases,
                                  {[&](store::Session& session) { desk.refill(session); }}));
  EXPECT_EQ(office.dump("feedback_row"), rows);
}

TEST(FeedbackRoute, PassesOverUnitsThatAreKeptAway) {
  people::Directory people;
  const auto add = [&](const std::string& id, people::Role role, const std::string& unit) {
    people::Person person;
    person.id = id;
    person.unit = unit;
    person.roles = {role};
    people.persons[id] = person;
  };
  add("a", people::Role::supervisor, "s");
  add("b", people::Role::legal_reviewer, "l");
  add("c", people::Role::officer, "o");
  EXPECT_EQ(desk::answering_unit(people, {"supervisor", "legal_reviewer"}, {}), "s");
  EXPECT_EQ(desk::answering_unit(people, {"supervisor", "legal_reviewer"}, {"s"}), "l");
  EXPECT_EQ(desk::answering_unit(people, {"supervisor"}, {"s"}), "");
  EXPECT_THAT(desk::units_that_answer(people, {"l"}), ElementsAre("s"));
}

}  // namespace
}  // namespace mingcha::test
