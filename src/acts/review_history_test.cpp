// SPDX-License-Identifier: Apache-2.0
// Ten thousand cases in which everybody tries everything in no order: nothing major is decided
// without a review that passed exactly that draft, by somebody independent.
#include <array>
#include <random>

#include <gmock/gmock.h>

#include "acts/reassign.h"
#include "acts/sample_case.h"

namespace mingcha::acts {
namespace {

constexpr int kCases = 10'000;
constexpr int kActsInACase = 40;

class AnyCase : public SampleCase {
 public:
  explicit AnyCase(unsigned seed) : SampleCase{reviewed()}, random_{seed} {
    people.persons.erase("rev");
    people.persons.erase("app");
    using people::Role;
    for (const auto* id : {"r1", "r2"}) add(id, Role::legal_reviewer, "u2");
    add("r3", Role::legal_reviewer, "u1");  // Of the handling unit.
    add("r4", Role::legal_reviewer, "u2").legal_qualification = {};
    auto& both = add("r5", Role::legal_reviewer, "u2");  // Reviews and enforces.
    both.roles.push_back(Role::officer);
    add("h1", Role::case_manager).level = "unit_head";
    add("d1", Role::approver, "u9").level = "deputy_head";
    auto& head = add("d2", Role::approver, "u9");
    head.level = "head";
    head.roles.push_back(Role::officer);
    if (chance(4)) {
      people.absences["a"] = {"a", pick({"r1", "d2"}), *parse_day("2026-03-01"),
                              *parse_day("2026-03-31"), "休假"};
    }
    if (chance(3)) {
      people.delegations["x"] = {"x",
                                 pick({"d1", "d2"}),
                                 pick({"o1", "o3", "r1", "h1"}),
                                 *parse_day("2026-03-01"),
                                 *parse_day("2026-03-31"),
                                 "出差"};
    }
  }

  void live() {
    open(values());
    for (int i = 0; i < kActsInACase && !state.closed; ++i) {
      // Now and then what comes next in good order, so that cases get somewhere.
      if (chance(2)) {
        go_on();
      } else {
        try_anything();
      }
    }
  }

 private:
  bool chance(unsigned in) { return std::uniform_int_distribution<unsigned>{1, in}(random_) == 1; }
  std::string pick(std::initializer_list<const char*> of) {
    const auto at = std::uniform_int_distribution<std::size_t>{0, of.size() - 1}(random_);
    return *(of.begin() + at);
  }
  std::string anybody() {
    return pick({"o1", "o2", "o3", "r1", "r2", "r3", "r4", "r5", "h1", "d1", "d2"});
  }
  casefile::Values values() {
    casefile::Values out{{"party.name", pick({"甲公司", "乙公司"})},
                         {"penalty.kind", pick({"warning", "fine", "fine"})},
                         {"penalty.fine_yuan", pick({"300", "20000", "45000"})}};
    return out;
  }

  DoStep any_step() {
    const auto id = pick({"inquiry", "notice", "defence", "draft", "draft", "review", "review",
                          "approval", "submission", "objection", "coordination", "addition",
                          "decision", "decision", "service", "closing"});
    auto command = step(id);
    if (id == "inquiry") command = step(id, values(), {pick({"o2", "o3", "r5", "d2"})});
    if (id == "submission") command.values["review.cure"] = "已补正";
    if (id == "objection") command.values["review.objection"] = "不同意";
    if (id == "coordination") command.values["review.conclusion"] = "再审";
    if (id == "addition") command.values["review.added_reason"] = "社会影响大";
    if (id == "review") command = review(chance(2));
    if (state.draft && !chance(8)) command.draft = state.draft->digest;
    if ((id == "decision" || id == "approval") && chance(3)) {
      command.opinion = "return";
      command.reasons = "请修改";
    }
    return command;
  }

  void try_anything() {
    if (chance(5)) {
      run(anybody(), Reassignment{AssignReview{anybody(), "调整"}});
    } else if (chance(30)) {
      run(anybody(), Reassignment{DeclareConflict{"亲属"}});
    } else if (chance(10)) {
      run(anybody(), AcceptEvidence{{"e" + std::to_string(state.version), "t", "n", "text/plain", 1,
                                     std::to_string(state.version), "bb"}});
    } else {
      run(anybody(), any_step());
    }
  }

  void go_on() {
    if (!state.is_done("notice")) {
      run("o1", step("notice"));
    } else if (!state.is_done("defence")) {
      run("o1", step("defence"));
    } else if (!state.draft) {
      run("o1", step("draft"));
    } else if (const auto* open = state.submission()) {
      run(open->reviewer.empty() ? anybody() : open->reviewer, review(!chance(3)));
    } else if (!state.is_done("approval")) {
      run("h1", approval());
    } else if (!state.decision) {
      run(pick({"d1", "d2"}), decision());
    } else {
      run("o1", step("service"));
    }
  }
  DoStep approval() {
    auto command = step("approval");
    command.draft = state.draft->digest;
    return command;
  }

  std::mt19937 random_;
};

struct Tally {
  int decisions = 0, major = 0, reviews = 0, objections = 0, handed_over = 0, sent_back = 0;
};

/// Folds the history once more and holds every event against what came before it.
void hold(const AnyCase& sample, Tally& tally) {
  casefile::State before;
  before.id = sample.state.id;
  std::set<std::string> recused;
  bool submitted = false;
  std::int64_t evidence = 0;  // Version of the last.
  for (std::size_t i = 0; i < sample.history.size(); ++i) {
    const auto& event = sample.history[i];
    const auto& recorded = sample.records[i];
    if (const auto* said = std::get_if<casefile::ConflictDeclared>(&event)) {
      recused.insert(said->person);
    }
    if (std::holds_alternative<casefile::ReviewAssigned>(event)) ++tally.handed_over;
    if (std::holds_alternative<casefile::ReviewSubmitted>(event)) submitted = true;
    if (std::holds_alternative<casefile::EvidenceAccepted>(event)) evidence = recorded.version;
    if (const auto* review = std::get_if<casefile::ReviewOpined>(&event)) {
      ++tally.reviews;
      const auto& reviewer = sample.people.persons.at(recorded.actor);
      ASSERT_FALSE(before.handlers.contains(recorded.actor));
      ASSERT_NE(reviewer.unit, before.opened->unit);
      ASSERT_TRUE(reviewer.legal_qualification.valid_on(local_day(recorded.at)));
      ASSERT_FALSE(recused.contains(recorded.actor));
      ASSERT_EQ(sample.people.absence(recorded.actor, local_day(recorded.at)), nullptr);
      ASSERT_TRUE(before.draft && before.draft->digest == review->draft);
      ASSERT_NE(before.submission(), nullptr);
      if (before.submission()->said.again) {
        ++tally.objections;
        ASSERT_NE(before.opinions.back().recorded.actor, recorded.actor);
      }
    }
    if (const auto* signature = std::get_if<casefile::DraftSigned>(&event)) {
      if (!signature->agrees) ++tally.sent_back;
      ASSERT_EQ(signature->draft, before.draft->digest);
      ASSERT_FALSE(recused.contains(recorded.actor));
    }
    if (const auto* made = std::get_if<casefile::DecisionMade>(&event)) {
      ++tally.decisions;
      const CaseView view{sample.pack, sample.people, item_of(sample.pack, before), before};
      ASSERT_FALSE(before.handlers.contains(recorded.actor));
      ASSERT_FALSE(recused.contains(recorded.actor));
      ASSERT_EQ(made->draft, before.draft->digest);
      if (view.major_conditions().empty() && !submitted) {
        ASSERT_FALSE(before.review_added);
      } else {
        ++tally.major;
        ASSERT_GT(made->review, 0);
        const auto& of = sample.history.at(static_cast<std::size_t>(made->review) - 1);
        const auto& review = std::get<casefile::ReviewOpined>(of);
        ASSERT_TRUE(review.passed);
        ASSERT_EQ(review.draft, made->draft);
        ASSERT_LT(evidence, made->review) << "decided on what the reviewer never saw";
        const auto& by = sample.records.at(static_cast<std::size_t>(made->review) - 1).actor;
        ASSERT_FALSE(recused.contains(by));
        ASSERT_FALSE(before.handlers.contains(by));
      }
    }
    before = casefile::evolve(std::move(before), event, recorded);
  }
}

TEST(AnyHistory, HasNoMajorDecisionPastTheGate) {
  Tally tally;
  for (int i = 0; i < kCases; ++i) {
    AnyCase sample{static_cast<unsigned>(i)};
    sample.live();
    hold(sample, tally);
    if (testing::Test::HasFatalFailure()) FAIL() << "seed " << i;
  }
  RecordProperty("decisions", tally.decisions);
  RecordProperty("major", tally.major);
  // Or nothing was tried at all.
  EXPECT_GT(tally.decisions, kCases / 10);
  EXPECT_GT(tally.major, kCases / 20);
  EXPECT_GT(tally.reviews, kCases / 4);
  EXPECT_GT(tally.objections, 50);
  EXPECT_GT(tally.handed_over, 50);
  EXPECT_GT(tally.sent_back, 100);
}

}  // namespace
}  // namespace mingcha::acts
