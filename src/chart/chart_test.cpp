// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include <gmock/gmock.h>

#include "chart/draw.h"
#include "pack/load.h"

namespace mingcha::chart {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;

const std::filesystem::path kSource{MINGCHA_SOURCE_DIR};

std::shared_ptr<const pack::Pack> minimal() {
  return *pack::load(kSource / "test/packs/minimal", pack::Proofs::known);
}

const RoleTitles& roles() {
  static const RoleTitles kRoles{{"officer", {"执法人员", "Officer"}},
                                 {"case_manager", {"办案部门负责人", "Case manager"}},
                                 {"legal_reviewer", {"法制审核人员", "Legal reviewer"}},
                                 {"approver", {"批准人", "Approver"}}};
  return kRoles;
}

std::string bytes_of(const std::filesystem::path& file) {
  std::ifstream in{file, std::ios::binary};
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

bool overlap(const Box& a, const Box& b) {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.bottom() && b.y < a.bottom();
}

/// Whether the level or plumb way from one point to the next goes through the inside of the box.
bool crosses(const Point& a, const Point& b, const Box& box) {
  return std::max(a.x, b.x) > box.x && std::min(a.x, b.x) < box.x + box.width &&
         std::max(a.y, b.y) > box.y && std::min(a.y, b.y) < box.bottom();
}

void expect_arrow_well_drawn(const Plan& plan, const Arrow& arrow) {
  const auto& from = plan.boxes[arrow.from];
  const auto& to = plan.boxes[arrow.to];
  EXPECT_EQ(arrow.points.front().y, from.bottom());
  EXPECT_TRUE(arrow.points.front().x > from.x && arrow.points.front().x < from.x + from.width);
  EXPECT_EQ(arrow.points.back(), (Point{to.middle(), to.y}));
  for (std::size_t i = 1; i < arrow.points.size(); ++i) {
    const auto& a = arrow.points[i - 1];
    const auto& b = arrow.points[i];
    EXPECT_TRUE(a.x == b.x || a.y == b.y) << "neither level nor plumb";
    EXPECT_TRUE(b.x >= 0 && b.x <= plan.width && b.y >= 0 && b.y <= plan.height) << "off canvas";
    for (const auto& box : plan.boxes) EXPECT_FALSE(crosses(a, b, box)) << box.title.front();
  }
}

void expect_well_drawn(const Plan& plan) {
  for (std::size_t i = 0; i < plan.boxes.size(); ++i) {
    const auto& box = plan.boxes[i];
    EXPECT_TRUE(box.x >= 0 && box.x + box.width <= plan.width && box.y >= kHeadHeight &&
                box.bottom() <= plan.height)
        << box.title.front() << " is off the canvas";
    for (std::size_t j = i + 1; j < plan.boxes.size(); ++j) {
      EXPECT_FALSE(overlap(box, plan.boxes[j])) << box.title.front();
    }
    for (const auto cut : plan.cuts) EXPECT_FALSE(cut > box.y && cut < box.bottom());
  }
  for (const auto& arrow : plan.arrows) expect_arrow_well_drawn(plan, arrow);
}

/// Whether a step says that another was done before it: "done.x" with no "!" in front.
bool asks_for_a_step(const pack::Step& step) {
  return std::ranges::any_of(step.requires_, [](const auto& one) {
    const auto source = " " + one.that.to_source();
    for (auto at = source.find("done."); at != std::string::npos; at = source.find("done.", at + 1))
      if (source[at - 1] != '!') return true;
    return false;
  });
}

/// MINGCHA_CHARTS=<folder>: every chart as a file, for people to look at.
void keep(const std::string& id, const Plan& plan) {
  const auto* folder = std::getenv("MINGCHA_CHARTS");
  if (folder == nullptr) return;
  std::ofstream{std::filesystem::path{folder} / (id + ".svg")} << draw_whole(plan).markup();
}

class EveryPack : public ::testing::TestWithParam<const char*> {};

TEST_P(EveryPack, LetsNoBoxesOverlapAndEndsEveryArrowOnABoxInEveryProcedure) {
  const auto loaded = pack::load(kSource / GetParam(), pack::Proofs::known);
  ASSERT_TRUE(loaded);
  ASSERT_FALSE((*loaded)->procedures.empty());
  for (const auto& [id, procedure] : (*loaded)->procedures) {
    SCOPED_TRACE(id);
    const auto flow = flow_of(**loaded, procedure, roles());
    ASSERT_THAT(flow.nodes, SizeIs(procedure.steps.size()));
    for (const auto language : {Language::zh, Language::en}) {
      const auto plan = plan_of(flow, language);
      EXPECT_GE(plan.arrows.size() + 1, plan.boxes.size() / 2);
      expect_well_drawn(plan);
    }
    for (std::size_t i = 0; i < flow.nodes.size(); ++i) {
      const bool reached =
          std::ranges::any_of(flow.links, [i](const auto& one) { return one.to == i; });
      EXPECT_EQ(reached, asks_for_a_step(procedure.steps[i])) << flow.nodes[i].step;
    }
    keep(id, plan_of(flow, Language::zh));
  }
}

INSTANTIATE_TEST_SUITE_P(Chart, EveryPack,
                         ::testing::Values("packs/public-security", "packs/urban-management",
                                           "test/packs/minimal"));

TEST(Chart, LeavesOutTheWaysThatFollowFromOthers) {
  const auto pack = minimal();
  const auto flow = flow_of(*pack, pack->procedures.at("penalty"), roles());
  // inquiry 0, notice 1, defence 2, draft 3, review 4, decision 5, service 6, closing 7
  const std::vector<Link> expected{
      {0, 1, Way::always},    {1, 2, Way::always}, {2, 3, Way::always},
      {3, 4, Way::always},    {3, 5, Way::always}, {4, 3, Way::back},
      {4, 5, Way::sometimes}, {5, 6, Way::always}, {6, 7, Way::always}};
  EXPECT_EQ(flow.links, expected);
}

TEST(Chart, SaysEachConditionOnceAndLeavesStepsDoneToTheArrows) {
  const auto loaded = pack::load(kSource / "packs/public-security", pack::Proofs::known);
  ASSERT_TRUE(loaded);
  const auto nodes_of = [&](const char* id) {
    std::map<std::string, Node> out;
    for (auto& node : flow_of(**loaded, (*loaded)->procedures.at(id), roles()).nodes) {
      out.emplace(node.step, node);
    }
    return out;
  };
  const auto enforcement = nodes_of("enforcement");
  EXPECT_THAT(enforcement.at("draft").conditions, SizeIs(1));
  EXPECT_THAT(enforcement.at("legal_review").conditions, SizeIs(0));
  EXPECT_THAT(enforcement.at("decision").conditions, SizeIs(0));
  EXPECT_TRUE(enforcement.at("decision").sometimes);
  EXPECT_THAT(enforcement.at("service").conditions, SizeIs(0));
  EXPECT_TRUE(enforcement.at("service").sometimes);
  const auto penalty = nodes_of("penalty_general");
  ASSERT_THAT(penalty.at("hearing_request").conditions, SizeIs(1));
  EXPECT_EQ(penalty.at("hearing_request").conditions.front().zh, "要求听证");
}

TEST(Chart, MarksWhatTheLawDemandsBeforeADecisionAndTheTimeThatItHas) {
  const auto pack = minimal();
  const auto flow = flow_of(*pack, pack->procedures.at("penalty"), roles());
  const auto& decision = flow.nodes[5];
  EXPECT_THAT(decision.gates, Contains(Text{"重大决定先经审核", "reviewed"}));
  ASSERT_THAT(decision.limits, SizeIs(1));
  EXPECT_EQ(decision.limits[0].en, "Within 90 days of “Inquiry”");
  EXPECT_TRUE(flow.nodes[0].gates.empty());
  const auto svg = draw_whole(plan_of(flow, Language::zh)).markup();
  EXPECT_THAT(svg, HasSubstr("◆ 重大决定先经审核"));
}

TEST(Chart, IsTheSameToTheByte) {
  const auto pack = minimal();
  const auto flow = flow_of(*pack, pack->procedures.at("penalty"), roles());
  const auto drawn = draw_whole(plan_of(flow, Language::zh)).markup();
  const auto golden = kSource / "test/golden/charts/penalty.svg";
  if (std::getenv("MINGCHA_REBASELINE") != nullptr) {
    std::filesystem::create_directories(golden.parent_path());
    std::ofstream{golden, std::ios::binary} << drawn;
  }
  EXPECT_EQ(drawn, bytes_of(golden));
}

TEST(Chart, EscapesWordsAndNeedsNoStyleThatThePolicyForbids) {
  auto flow = flow_of(*minimal(), minimal()->procedures.at("penalty"), roles());
  flow.nodes[0].title = {"<script>“&", "<script>“&"};
  const auto svg = draw_whole(plan_of(flow, Language::zh)).markup();
  EXPECT_THAT(svg, Not(HasSubstr("<script")));
  EXPECT_THAT(svg, HasSubstr("&lt;script&gt;"));
  EXPECT_THAT(svg, Not(HasSubstr("style")));
}

TEST(Chart, ShowsWhereACaseStands) {
  const auto pack = minimal();
  const auto flow = flow_of(*pack, pack->procedures.at("penalty"), roles());
  const Marks marks{{"inquiry", {Standing::done, {"2026-03-02 09:05", "2026-03-02 09:05"}}}};
  const auto plan = plan_of(flow, Language::zh, marks);
  expect_well_drawn(plan);
  EXPECT_EQ(plan.boxes[0].standing, Standing::done);
  EXPECT_EQ(plan.boxes[1].standing, Standing::open);
  EXPECT_THAT(draw_whole(plan).markup(), HasSubstr("2026-03-02 09:05"));
}

TEST(Chart, GoesOnOverSheetsWithoutCuttingABox) {
  const auto loaded = pack::load(kSource / "packs/public-security", pack::Proofs::known);
  ASSERT_TRUE(loaded);
  const auto& procedure = (*loaded)->procedures.at("penalty_general");
  const auto plan = plan_of(flow_of(**loaded, procedure, roles()), Language::zh);
  const auto sheets = draw(plan);
  ASSERT_GT(sheets.size(), 1U);
  for (const auto& box : plan.boxes) {
    const auto line = ">" + box.title.front() + "</text>";
    const auto holding = std::ranges::count_if(
        sheets, [&](const Svg& one) { return one.markup().find(line) != std::string::npos; });
    EXPECT_EQ(holding, 1) << box.title.front();
  }
}

/// One file of a pack is changed: what is drawn changes with it, and nothing has to be told.
TEST(Chart, FollowsTheDefinition) {
  auto files = pack::read_files(kSource / "test/packs/minimal");
  for (auto& [name, bytes] : files) {
    if (!name.starts_with("procedures/")) continue;
    const auto amount = bytes.find("amount: 90");
    ASSERT_NE(amount, std::string::npos);
    bytes.replace(amount, 10, "amount: 60");
    const auto title = bytes.find("zh: 询问");
    ASSERT_NE(title, std::string::npos);
    bytes.replace(title, std::string{"zh: 询问"}.size(), "zh: 调查询问");
  }
  const auto changed = pack::load(files);
  ASSERT_TRUE(changed);
  const auto flow = flow_of(**changed, (*changed)->procedures.at("penalty"), roles());
  const auto svg = draw_whole(plan_of(flow, Language::zh)).markup();
  EXPECT_THAT(svg, HasSubstr(">调查询问</text>"));
  EXPECT_EQ(flow.nodes[5].limits[0].en, "Within 60 days of “Inquiry”");
}

TEST(Chart, WrapsWordsWholeAndKeepsPunctuationWithItsLine) {
  EXPECT_EQ(wrapped("Legal review of the draft", 90, 15),
            (std::vector<std::string>{"Legal", "review of", "the draft"}));
  EXPECT_EQ(wrapped("一二三，四", 45, 15), (std::vector<std::string>{"一二三，", "四"}));
}

}  // namespace
}  // namespace mingcha::chart
