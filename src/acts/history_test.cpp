// SPDX-License-Identifier: Apache-2.0
// Random histories that the law of the pack lets through: what must hold after every event.
#include <array>
#include <random>

#include <gmock/gmock.h>

#include "acts/next.h"
#include "acts/papers.h"
#include "acts/sample_case.h"
#include "casefile/codec.h"

namespace mingcha::acts {
namespace {

using casefile::State;

class RandomHistory {
 public:
  explicit RandomHistory(unsigned seed) : random_{seed} {
    sample.step_of("inquiry").repeats = true;
    sample.step_of("notice").repeats = true;
    sample.step_of("defence").repeats = true;
    sample.limit().suspended_by = {"appraisal"};
    sample.pack.rules.push_back(reviewer_not_handler());
    // Who acts in a case may be a reviewer elsewhere.
    for (const auto* both : {"o2", "o3"}) {
      sample.people.persons[both].roles.push_back(people::Role::legal_reviewer);
    }
    // Only the engine's own gate stands before a decision.
    if (seed % 2 == 0) sample.step_of("decision").requires_.clear();
  }

  void play(int commands) {
    for (int i = 0; i < commands && !has_failure(); ++i) {
      const auto before = sample.history.size();
      one();
      for (auto at = before; at < sample.history.size(); ++at) check(at);
      if (before < sample.history.size()) check_to_do();
    }
  }

  static bool has_failure() { return ::testing::Test::HasFailure(); }

  SampleCase sample;
  int decisions = 0, major = 0, reviews = 0;

 private:
  static pack::Rule reviewer_not_handler() {
    pack::Rule rule;
    rule.id = "reviewer_not_handler";
    rule.pattern = "actor_not_handler";
    rule.steps = {"review"};
    rule.article = "LAW-2020/2";
    return rule;
  }

  int any(int below) { return static_cast<int>(random_() % static_cast<unsigned>(below)); }

  casefile::Values values() {
    casefile::Values out;
    if (any(2) == 0) out["party.name"] = any(2) == 0 ? "甲公司" : "乙公司";
    if (any(2) == 0) out["penalty.kind"] = any(2) == 0 ? "fine" : "warning";
    if (any(2) == 0) out["penalty.fine_yuan"] = std::to_string(any(3) * 10'000 + 1);
    if (any(6) == 0) out["party.name"] = "⟦文号⟧{{party.name}}";
    return out;
  }

  void one() {
    const auto& officer = any(4) == 0 ? "o3" : "o1";
    switch (any(12)) {
      case 0:
        (void)sample.run(officer, OpenCase{"example", sample.step("inquiry", values(), {"o2"})});
        return;
      case 1: (void)sample.run(officer, sample.step("inquiry", values(), {"o2"})); return;
      case 2: (void)sample.run(officer, sample.step("notice")); return;
      case 3: (void)sample.run(officer, sample.step("defence")); return;
      case 4:
      case 5: (void)sample.run(officer, sample.step("draft")); return;
      case 6:
      case 7: {
        constexpr std::array kReviewers{"rev", "rev", "o2", "o3"};
        (void)sample.run(kReviewers.at(static_cast<std::size_t>(any(4))),
                         sample.review(any(3) != 0));
        return;
      }
      case 8: (void)sample.run("app", sample.decision()); return;
      case 9: (void)sample.run(officer, sample.step(any(2) == 0 ? "service" : "closing")); return;
      case 10:
        (void)sample.run(officer,
                         AcceptEvidence{{"e", "t", "n", "m", 1, std::to_string(any(5)), ""}});
        return;
      default:
        (void)sample.run(
            officer,
            ChangeLimit{
                "decision", any(2) == 0 ? "suspended" : "resumed", "appraisal", "理由", {}});
    }
  }

  /// What holds after the event at that place, whatever came before.
  void check(std::size_t at) {
    const auto& event = sample.history[at];
    if (const auto* made = std::get_if<casefile::DecisionMade>(&event)) check_decision(at, *made);
    if (const auto* review = std::get_if<casefile::ReviewOpined>(&event)) {
      check_review(at, *review);
    }
    for (const auto& paper : sample.state.papers) {
      ASSERT_EQ(paper.text.find("⟦"), std::string::npos) << paper.text;
      ASSERT_EQ(paper.text.find("{{"), std::string::npos) << paper.text;
      ASSERT_EQ(paper.digest, digest_of(paper.text));
    }
    ASSERT_EQ(sample.taken.size(), sample.state.decision ? 1U : 0U);
  }

  /// The short way to what is possible leads to the same steps as the long one.
  void check_to_do() const {
    const CaseView view{sample.pack, sample.people, sample.pack.items.at("example"), sample.state};
    auto expected = next_steps(view, sample.now);
    std::erase_if(expected, [](const NextStep& next) { return !next.possible || next.again; });
    const auto got = steps_to_do(view, sample.now);
    ASSERT_EQ(got.size(), expected.size());
    for (std::size_t i = 0; i < got.size(); ++i) {
      ASSERT_EQ(got[i].step, expected[i].step);
      ASSERT_EQ(got[i].due, expected[i].due);
      ASSERT_EQ(got[i].due_limit, expected[i].due_limit);
    }
  }

  void check_decision(std::size_t at, const casefile::DecisionMade& made) {
    ++decisions;
    ASSERT_EQ(decisions, 1);
    const auto before = state_before(at);
    const CaseView view{sample.pack, sample.people, sample.pack.items.at("example"), before};
    ASSERT_TRUE(before.draft.has_value());
    ASSERT_EQ(made.draft, before.draft->digest);
    if (!view.major()) {
      ASSERT_TRUE(made.review != 0 || !made.not_major_grounds.empty());
      return;
    }
    // The review it rests on: earlier, passed, of these very bytes.
    const auto version = static_cast<std::size_t>(made.review);
    ASSERT_GE(version, 1U);
    ASSERT_LE(version, at);
    const auto* review = std::get_if<casefile::ReviewOpined>(&sample.history[version - 1]);
    ASSERT_NE(review, nullptr);
    ASSERT_TRUE(review->passed);
    ASSERT_EQ(review->draft, made.draft);
    ++major;
  }

  /// By somebody who had not acted in the case, on the draft as it stood, and never twice on the
  /// same.
  void check_review(std::size_t at, const casefile::ReviewOpined& review) {
    const auto before = state_before(at);
    ASSERT_FALSE(before.handlers.contains(sample.records[at].actor));
    ASSERT_TRUE(before.draft.has_value());
    ASSERT_EQ(review.draft, before.draft->digest);
    ASSERT_EQ(review.round, before.review_rounds + 1);
    if (before.review && !before.review->opinion.passed) {
      ASSERT_GT(before.material_since, before.review->recorded.version);
    }
    ++reviews;
  }

  State state_before(std::size_t at) {
    State state;
    state.id = sample.state.id;
    for (std::size_t i = 0; i < at; ++i) {
      state = evolve(std::move(state), sample.history[i], sample.records[i]);
    }
    return state;
  }

  std::mt19937 random_;
};

/// All that a state holds, as text.
std::string dump(const State& state) {
  std::string out = state.id + "@" + std::to_string(state.version);
  for (const auto& [id, fact] : state.facts)
    out += "\nfact " + id + "=" + fact.value + "@" + fact.step;
  for (const auto& [id, done] : state.done) {
    out += "\ndone " + id + to_utc_string(done.happened_at) + std::to_string(done.times);
    for (const auto& who : done.performers) out += " " + who;
  }
  for (const auto& id : state.ever_done) out += "\never " + id;
  for (const auto& id : state.handlers) out += "\nhandler " + id;
  for (const auto& e : state.evidence) out += "\nevidence " + e.sha256;
  for (const auto& p : state.papers) out += "\npaper " + p.number + p.digest + p.text;
  if (state.draft) out += "\ndraft " + state.draft->digest + state.draft->text;
  if (state.review)
    out += "\nreview " + state.review->opinion.reasons + state.review->opinion.draft;
  out += "\nrounds " + std::to_string(state.review_rounds) + std::to_string(state.reviews_voided);
  if (state.notified)
    for (const auto& [id, value] : *state.notified) out += "\ntold " + id + value;
  for (const auto& id : state.served) out += "\nserved " + id;
  for (const auto& [id, spans] : state.suspensions) {
    for (const auto& span : spans) {
      out += "\nspan " + id + to_utc_string(span.from) + (span.to ? to_utc_string(*span.to) : "-");
    }
  }
  return out + (state.closed ? "\nclosed" : "");
}

// A tenth of them where every access to memory is watched: it takes ten times as long.
#ifdef __SANITIZE_ADDRESS__
constexpr int kHistories = 1'000;
#else
constexpr int kHistories = 10'000;
#endif

TEST(RandomHistories, KeepWhatMustHoldAndReplayToTheSameState) {
  int decided = 0;
  int major = 0;
  int reviews = 0;
  for (unsigned seed = 1; seed <= unsigned{kHistories}; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    RandomHistory history{seed};
    history.play(120);
    ASSERT_FALSE(::testing::Test::HasFailure());
    decided += history.decisions;
    major += history.major;
    reviews += history.reviews;

    State replayed;
    replayed.id = history.sample.state.id;
    for (std::size_t i = 0; i < history.sample.history.size(); ++i) {
      const auto& event = history.sample.history[i];
      const auto stored = casefile::decode(casefile::kind_of(event), casefile::encode(event));
      replayed = evolve(std::move(replayed), stored, history.sample.records[i]);
    }
    EXPECT_EQ(dump(replayed), dump(history.sample.state));
  }
  // Else the histories would prove nothing.
  EXPECT_GT(decided, kHistories / 20);
  EXPECT_GT(major, kHistories / 80);
  EXPECT_GT(reviews, kHistories / 4);
}

}  // namespace
}  // namespace mingcha::acts
