// SPDX-License-Identifier: Apache-2.0
#include "recording/duty.h"

#include <filesystem>

#include <gmock/gmock.h>

#include "pack/load.h"
#include "recording/examples.h"

namespace mingcha::recording {
namespace {

const pack::Pack& law() {
  static const auto kPack = [] {
    const std::filesystem::path packs{MINGCHA_SOURCE_DIR "/packs"};
    auto loaded = pack::load(packs / "public-security", pack::Proofs::known);
    if (!loaded) throw Fault(loaded.error().findings.front().what.zh);
    return *loaded;
  }();
  return *kPack;
}

Instant clock(const std::string& time) {
  return *parse_instant("2026-03-02T" + time + ":00+08:00");
}

/// A case in which somebody was questioned at these times.
struct Questioned {
  Questioned() {
    state.id = "c-1";
    state.opened =
        casefile::CaseOpened{"assault", law().items.at("assault").procedure, "", "", "", "u"};
    state.opening.at = clock("08:00");
    state.version = 1;
  }

  void question(const std::string& relation, const std::string& from, const std::string& to) {
    state = casefile::evolve(std::move(state),
                             casefile::StepDone{"inquiry",
                                                "record",
                                                clock(to),
                                                {"p1", "p2"},
                                                {{"inquiry.relation", relation},
                                                 {"inquiry.started", to_local_string(clock(from))},
                                                 {"inquiry.ended", to_local_string(clock(to))}}},
                             {state.version + 1, "p1", clock(to)});
  }

  [[nodiscard]] std::vector<Duty> duties() const {
    return duties_of({law(), people, law().items.at("assault"), state});
  }
  [[nodiscard]] DutyStatus first(const std::vector<Piece>& pieces) const {
    return status_of(duties().front(), pieces, explanations, law().recordings.thresholds);
  }

  people::Directory people;
  casefile::State state;
  Explanations explanations;
};

Piece piece(const std::string& id, std::int64_t occasion, const std::string& from,
            const std::string& to) {
  return {id, occasion, {{clock(from), clock(to)}}};
}

TEST(Duty, IsThereForEachTimeAStepWasDone) {
  Questioned questioned;
  questioned.question("suspect", "09:00", "10:00");
  questioned.question("witness", "11:00", "11:30");
  const auto duties = questioned.duties();
  ASSERT_EQ(duties.size(), 2U);
  EXPECT_EQ(duties[0].item->id, "questioning");
  EXPECT_EQ(duties[0].act, (Span{clock("09:00"), clock("10:00")}));
  EXPECT_EQ(duties[1].item->id, "questioning_others");
  EXPECT_EQ(duties[1].act, (Span{clock("11:00"), clock("11:30")}));
}

TEST(Duty, FollowsTheTimesAsTheyWerePutRight) {
  Questioned questioned;
  questioned.question("suspect", "09:00", "10:00");
  questioned.state = casefile::evolve(
      std::move(questioned.state),
      casefile::FactCorrected{"inquiry.ended", "", to_local_string(clock("10:30")), "错录"},
      {questioned.state.version + 1, "p1", clock("12:00")});
  EXPECT_EQ(questioned.duties().front().act, (Span{clock("09:00"), clock("10:30")}));
}

TEST(Duty, CountsOnlyRecordingsOfThatTimeOrOfTheCase) {
  Questioned questioned;
  questioned.question("suspect", "09:00", "10:00");
  const auto own = questioned.duties().front().occasion;
  EXPECT_STREQ(questioned.first({}).state(), "missing");
  EXPECT_STREQ(questioned.first({piece("r1", own + 5, "09:00", "10:00")}).state(), "missing");
  EXPECT_STREQ(questioned.first({piece("r1", own, "09:00", "10:00")}).state(), "covered");
  EXPECT_STREQ(questioned.first({piece("r1", 0, "09:00", "10:00")}).state(), "covered");
  const auto gaps = questioned.first({piece("r1", own, "09:00", "09:40")});
  EXPECT_STREQ(gaps.state(), "gaps");
  EXPECT_THAT(gaps.recordings, testing::ElementsAre("r1"));
}

TEST(Duty, IsExplainedOnlyWhenEveryGapIs) {
  Questioned questioned;
  questioned.question("suspect", "09:00", "10:00");
  const auto own = questioned.duties().front().occasion;
  const std::vector pieces{piece("r1", own, "09:10", "09:20"), piece("r2", own, "09:30", "10:00")};
  const auto explain = [&](const std::string& from, const std::string& to) {
    evolve(questioned.explanations,
           GapExplained{"inquiry", own, "questioning", to_millis(clock(from)), to_millis(clock(to)),
                        "power", "电池更换"},
           {"p1", clock("12:00")});
  };
  explain("09:20", "09:30");
  EXPECT_STREQ(questioned.first(pieces).state(), "gaps");
  explain("09:00", "09:10");
  EXPECT_STREQ(questioned.first(pieces).state(), "explained");
}

TEST(RecordingExamples, OfThePackComeOutAsWritten) {
  EXPECT_THAT(check_examples(law()), testing::IsEmpty());
}

TEST(RecordingExamples, ThatAreWrittenWrongAreFound) {
  pack::Pack broken;
  broken.recordings = law().recordings;
  auto& example = broken.recordings.items.front().examples.front();
  example.gives = {"missing"};
  const auto findings = check_examples(broken);
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings.front().code, "recording-example");
}

}  // namespace
}  // namespace mingcha::recording
