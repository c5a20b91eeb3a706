// SPDX-License-Identifier: Apache-2.0
// Plays every story of the pack, each as a test of its own name.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include <gmock/gmock.h>

#include "acts/burden.h"
#include "casefile/codec.h"
#include "desk/case_desk.h"
#include "desk/publication_desk.h"
#include "pack/burden.h"
#include "pack/definition.h"
#include "pack/load.h"
#include "story/claims.h"
#include "story/demo.h"
#include "story/parse.h"
#include "story/player.h"
#include "story/rehearse.h"
#include "story/stage.h"
#include "test/support/temporary_folder.h"

namespace mingcha::story {
namespace {

namespace fs = std::filesystem;

const fs::path kSource{MINGCHA_SOURCE_DIR};
const fs::path kStories = kSource / "packs/public-security/stories";

std::string bytes_of(const fs::path& path) {
  std::ifstream in{path, std::ios::binary};
  std::ostringstream bytes;
  bytes << in.rdbuf();
  return bytes.str();
}

std::string list_of(const Findings& findings) {
  std::string out;
  for (const auto& finding : findings) out += finding.where + ": " + finding.what.zh + "\n";
  return out;
}

const pack::Pack& pack_in_use() {
  static const auto kPack = [] {
    auto loaded = pack::load(kSource / "packs/public-security", pack::Proofs::known);
    if (!loaded) throw Fault(list_of(loaded.error().findings));
    return *loaded;
  }();
  return *kPack;
}

/// What a person typed in the stage's cases although it was on record.
std::string typed_twice(Desks desks) {
  std::string out;
  for (const auto& row : desks.cases.list(reader(), {}, 0, 100).rows) {
    casefile::Events events;
    const auto timeline = desks.cases.timeline(reader(), row.case_id);
    if (!timeline) throw Fault(timeline.error().title.zh);
    for (const auto& entry : *timeline) {
      events.push_back(casefile::decode(entry.event.kind, entry.event.body));
    }
    for (const auto& again : acts::retyped(desks.pack, events)) {
      out += again.step + " " + again.field + " = " + again.had_step + " " + again.had_field + "\n";
    }
  }
  return out;
}

/// Everything that comes out otherwise than the story tells, and what was typed twice in it.
struct Played {
  Findings findings;
  std::string typed_twice;
};

Played played(const Story& story) {
  const auto scenes = arrange(story, pack_in_use().calendar);
  if (!scenes) return {scenes.error().findings, {}};
  const test::TemporaryFolder folder;
  Stage stage{pack_in_use(), folder.path()};
  stage.desks().clock.set(scenes->empty() ? Instant{} : scenes->front().at);
  if (const auto taken = stage.take_agency(bytes_of(kSource / "demo/agency.json")); !taken) {
    return {taken.error().findings, {}};
  }
  auto findings = play(*scenes, stage.desks(), "story");
  return {std::move(findings), typed_twice(stage.desks())};
}

/// A story of our own that goes on from one of the pack's.
Findings told(const std::string& text) {
  auto story = parse("test.story", text);
  if (!story) return story.error().findings;
  story = join(std::move(*story), [](const std::string& file) -> std::optional<std::string> {
    return bytes_of(kStories / file);
  });
  return story ? played(*story).findings : story.error().findings;
}

class PackStory : public ::testing::TestWithParam<std::string> {};

TEST_P(PackStory, HoldsAsTold) {
  const auto story = read(kStories / (GetParam() + ".story"));
  ASSERT_TRUE(story.has_value()) << list_of(story.error().findings);
  for (const auto& basis : story->basis) {
    EXPECT_TRUE(pack_in_use().articles.contains(basis.name))
        << basis.place.to_string() << ": the pack does not cite " << basis.name;
  }
  const auto came = played(*story);
  EXPECT_TRUE(came.findings.empty()) << list_of(came.findings);
  EXPECT_EQ(came.typed_twice, "") << "typed although it was on record";
}

TEST(Burden, NoProcedureAsksForTheSameUnderTwoNames) {
  for (const auto& [id, procedure] : pack_in_use().procedures) {
    for (const auto& twice : pack::asked_twice(pack_in_use(), procedure)) {
      ADD_FAILURE() << id << ": " << twice.label << ": " << twice.step << " " << twice.field << ", "
                    << twice.again_step << " " << twice.again;
    }
  }
}

std::vector<std::string> story_names() {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator{kStories}) {
    if (entry.path().extension() == ".story") names.push_back(entry.path().stem().string());
  }
  std::ranges::sort(names);
  return names;
}

INSTANTIATE_TEST_SUITE_P(PublicSecurity, PackStory, ::testing::ValuesIn(story_names()),
                         [](const auto& name) { return name.param; });

TEST(Rehearsal, OfAPackOfAnotherOfficeComesOutAsTold) {
  const auto folder = kSource / "packs/urban-management";
  const auto loaded = pack::load(folder, pack::Proofs::known);
  ASSERT_TRUE(loaded.has_value()) << list_of(loaded.error().findings);

  const auto played = rehearse(**loaded, folder, bytes_of(folder / "stories/agency.json"));

  EXPECT_EQ(played.stories, 3U);
  EXPECT_TRUE(played.findings.empty()) << list_of(played.findings);
}

TEST(Rehearsal, SaysWhichStoryComesOutOtherwise) {
  const auto folder = kSource / "packs/urban-management";
  auto loaded = pack::load(folder, pack::Proofs::known);
  ASSERT_TRUE(loaded.has_value());
  auto other = **loaded;
  other.penalties->tiers[0].options[0].amounts[0].range.to = 400;

  const auto played = rehearse(other, folder, bytes_of(folder / "stories/agency.json"));

  ASSERT_FALSE(played.findings.empty());
  EXPECT_TRUE(std::ranges::any_of(played.findings, [](const Finding& finding) {
    return finding.where.starts_with("ordinary.story:");
  }));
}

/// Where the only finding is.
std::string only_finding(const Findings& findings) {
  return findings.size() == 1 ? findings.front().where : list_of(findings);
}

TEST(WrongStory, IsSeenWhenAnActIsRefusedThatShouldBeDone) {
  EXPECT_EQ(only_finding(told("story 错\ncontinues venue_walk.story to 已拟制\n"
                              "曹正 does 作出处罚决定\n")),
            "test.story:3");
}

TEST(WrongStory, IsSeenWhenAnActIsDoneThatShouldBeRefused) {
  EXPECT_EQ(only_finding(told("story 错\ncontinues venue_walk.story to 已审核\n"
                              "曹正 does 作出处罚决定\n"
                              "then refused rule_broken\n")),
            "test.story:4");
}

TEST(WrongStory, IsSeenWhenItIsRefusedForAnotherReason) {
  const std::string begin = "story 错\ncontinues venue_walk.story to 已拟制\n";
  const std::string act = begin + "曹正 does 作出处罚决定\n";
  EXPECT_EQ(only_finding(told(act + "then refused conflict\n")), "test.story:4");
  EXPECT_EQ(only_finding(told(act + "then refused rule_broken\n  two_officers\n")), "test.story:5");
  EXPECT_EQ(only_finding(told(act + "then refused\n  review-missing APL-2021/1\n")),
            "test.story:5");
  EXPECT_EQ(only_finding(told(act + "then refused\n  review-missing SC-2018-118 “没有的话”\n")),
            "test.story:5");
}

/// Each of the claims is wrong at the mark: one finding a line, in order.
void expect_each_seen(const std::string& mark, const std::vector<std::string>& claims) {
  std::string text = "story 错\ncontinues venue_walk.story to " + mark + "\n";
  for (const auto& claim : claims) text += "then " + claim + "\n";
  const auto findings = told(text);
  ASSERT_EQ(findings.size(), claims.size()) << list_of(findings);
  for (std::size_t i = 0; i < claims.size(); ++i) {
    EXPECT_EQ(findings[i].where, "test.story:" + std::to_string(i + 3)) << claims[i];
  }
}

TEST(WrongStory, IsSeenByEachClaimAboutTheCase) {
  expect_each_seen("已拟制",
                   {"next includes 立案", "next lacks 法制审核", "possible 作出处罚决定",
                    "not possible 法制审核", "due 办案期限 2026-06-02", "limit 办案期限 overdue",
                    "fact 当事人姓名或者名称 = 别的歌厅", "number 云公（治）行罚决字〔2026〕1号",
                    "case is not major", "case is sealed", "case is closed", "case is decided",
                    "review is passed", "draft says 吊销许可证件", "draft lacks 停业整顿",
                    "paper says 询问笔录 没说过", "paper lacks 询问笔录 只存了三天",
                    "publication is due", "case is green"});
}

TEST(WrongStory, IsSeenByEachClaimAboutThePublication) {
  expect_each_seen("已公示", {"publication is due", "publication due 2026-04-07",
                              "publication because PSPL-2025/136", "public text says 钱多多",
                              "public text lacks 停业整顿"});
}

TEST(WrongStory, IsSeenWhenANameIsUnknown) {
  const std::string begin = "story 错\ncontinues venue_walk.story to 已立案\n";
  for (const auto* line :
       {"张无 does 询问", "王磊 does 喝茶", "王磊 does 询问 with 张无", "王磊 opens 没有的事项",
        "王磊 does 询问\n  没有的栏目 = 1", "given 张无 certificate ends 2026-01-01",
        "陈斌 suspends 没有的期限 for hearing: 无"}) {
    const auto findings = told(begin + line + "\n");
    ASSERT_EQ(findings.size(), 1U) << line << "\n" << list_of(findings);
    EXPECT_EQ(findings.front().code, "story-unknown") << line;
  }
}

TEST(Demo, LoadsWithEverythingAsItsTablesTell) {
  const test::TemporaryFolder folder;
  Stage stage{pack_in_use(), folder.path()};
  const auto loaded = load_demo(kSource / "demo", stage.desks());
  ASSERT_TRUE(loaded.has_value()) << loaded.error().title.zh << "\n"
                                  << list_of(loaded.error().findings);
  EXPECT_LE(local_day(stage.desks().clock.now()), *parse_day("2026-11-29"));
  std::map<std::string, int> states;
  desk::QueueQuestion everything;
  everything.limit = 1000;
  for (const auto& each : stage.desks().publications.queue(reader(), everything).rows) {
    const auto& row = each.row;
    ++states[row.state];
    if (row.state != "published") continue;
    const bool in_time = row.published_on <= to_string(local_day(row.due.value_or(Instant{})));
    EXPECT_EQ(in_time, row.late_days == 0) << row.number;
    states["late"] += in_time ? 0 : 1;
    states["corrected"] += row.corrections > 0 ? 1 : 0;
    states["correcting"] += row.correcting ? 1 : 0;
    states["revoked"] += row.revoked_on.empty() ? 0 : 1;
  }
  EXPECT_EQ(states["published"], 32);
  EXPECT_EQ(states["late"], 1);
  EXPECT_EQ(states["corrected"], 1);
  EXPECT_EQ(states["correcting"], 1);
  EXPECT_EQ(states["revoked"], 2);
  EXPECT_EQ(states["withdrawn"], 1);
  EXPECT_EQ(states["prepared"], 1);
  EXPECT_EQ(states["due"], 4);
  EXPECT_EQ(states["sealed"], 6);
  EXPECT_EQ(states["not_published"], 4);
}

TEST(Demo, IsRefusedWhereItDoesNotFitThePack) {
  const test::TemporaryFolder folder;
  const auto demo = folder.path() / "demo";
  fs::create_directories(demo / "templates");
  fs::copy(kSource / "demo/agency.json", demo);
  const auto load = [&](const std::string& cases, const std::string& text) {
    std::ofstream{demo / "cases.csv"} << "template,until,officer\n" << cases;
    std::ofstream{demo / "templates/a.story"} << text;
    const test::TemporaryFolder ground;
    Stage stage{pack_in_use(), ground.path()};
    const auto loaded = load_demo(demo, stage.desks());
    return loaded ? "" : loaded.error().findings.front().where;
  };
  const std::string text = "story 一\nat 2026-03-02 09:00\n{officer} opens assault\nmark 完\n";
  EXPECT_EQ(load("a.story,完,王磊\n", text), "cases.csv:2 a.story:3");
  EXPECT_EQ(load("a.story,没有,王磊\n", text), "cases.csv:2 a.story");
  EXPECT_EQ(load("a.story\n", text), "cases.csv:2");
}

}  // namespace
}  // namespace mingcha::story
