// SPDX-License-Identifier: Apache-2.0
#include "http/portal/page.h"

#include <algorithm>
#include <regex>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "http/portal/assets.h"
#include "http/portal/phrases.h"
#include "http/portal/view.h"

namespace mingcha::portal {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr const char* kHostile = "<img src=x onerror=alert(1)>\"'&";

SiteView site_of(Language language) {
  SiteView site;
  site.bureau = {"云岭县公安局", "Yunling County Public Security Bureau"};
  site.tagline = {"行政执法公示", "Enforcement disclosure"};
  site.supervision_phone = "0999-0000000";
  site.language = language;
  site.path = "/decisions";
  site.query = {{"q", "占道"}};
  site.log_origin = "log.yunling.example/enforcement";
  site.log_key_id = "3fedd4fe";
  return site;
}

DecisionSummary hostile_summary() {
  return {.id = kHostile,
          .number = kHostile,
          .party = kHostile,
          .cause = {kHostile, kHostile},
          .outcome = {kHostile, kHostile},
          .unit = {kHostile, kHostile},
          .decided_on = *parse_day("2026-03-02"),
          .published_on = *parse_day("2026-03-05")};
}

DecisionView decision() {
  DecisionView view;
  view.summary = {.id = "d1",
                  .number = "云公（治）行罚决字〔2026〕0017号",
                  .party = "王某",
                  .cause = {"未按规定核对身份", "Failing to check identity"},
                  .outcome = {"罚款3,000元", "Fine of 3,000 yuan"},
                  .unit = {"治安大队", "Public order unit"},
                  .decided_on = *parse_day("2026-03-02"),
                  .published_on = *parse_day("2026-03-05")};
  view.party_kind = PartyKind::natural_person;
  view.document_title = {"行政处罚决定书", "Decision"};
  view.agency = {"云岭县公安局", "Yunling County Public Security Bureau"};
  view.document = {
      {ParagraphKind::body, {{"当事人王某，身份证号码", ""}, {"██████", "甲"}, {"。", ""}}}};
  view.masks = {{"甲", {"身份证号码", "Identity number"}, {"个人信息", "Personal information"}}};
  view.penalties = {{{"罚款", "Fine"}, 300000, {}}};
  view.published_index = 590;
  return view;
}

std::vector<std::string> hostile_pages(const SiteView& site) {
  const Text text{kHostile, kHostile};
  DecisionView view = decision();
  view.summary = hostile_summary();
  view.document = {{ParagraphKind::signature, {{kHostile, kHostile}}}};
  view.masks = {{kHostile, text, text}};
  view.penalties = {{text, std::nullopt, text}};
  view.bases = {{text, kHostile}};
  view.publication = {text};
  view.particulars = {{text, text}};
  view.remedies = {{text, text, text}};
  view.corrections = {{*parse_day("2026-03-06"), text, text, 1}};
  view.revoked = Revoked{text, text, *parse_day("2026-03-06"), parse_day("2026-03-11"), 1};
  DecisionListView list;
  list.text = list.year = list.unit = kHostile;
  list.units = {{kHostile, text}};
  list.decisions = {hostile_summary()};
  list.pages = 3;
  list.page = 2;
  return {
      home_page(site, {.latest = {hostile_summary()}, .decisions = 1, .items = 1, .log = {}}),
      decision_list_page(site, list),
      decision_page(site, view),
      punctuality_page(site, {.rows = {{.unit = kHostile}}, .limits = {{text, {text}}}, .on = {}}),
      tombstone_page(site, {.number = kHostile,
                            .ground = text,
                            .reason = text,
                            .organ = text,
                            .document = kHostile,
                            .withdrawn_index = {}}),
      item_list_page(site, {.text = kHostile, .items = {{kHostile, text, text}}}),
      item_page(site, {.summary = {kHostile, text, text},
                       .agency = text,
                       .unit = text,
                       .object = text,
                       .powers = {text},
                       .bases = {{text, kHostile}},
                       .steps = {{text, text, text, text}},
                       .remedies = {{text, text, text}},
                       .guide = {text, text, text, {text}, {{text, {text}}}, text, text, text},
                       .chart = {},
                       .sheets = {}}),
      review_catalogue_page(site, {.entries = {{.name = text,
                                                .kinds = text,
                                                .when = text,
                                                .basis = {text, kHostile},
                                                .items = {{kHostile, text, text}}}},
                                   .points = {{text, text}},
                                   .materials = {text},
                                   .limits = {{text, {text}}}}),
      log_page(site, {.figures = {},
                      .root = kHostile,
                      .checkpoint = kHostile,
                      .vkey = kHostile,
                      .witnesses = {{kHostile, kHostile, std::nullopt}}}),
      verify_page(site),
      message_page(site, {.kind = Message::fault, .detail = text, .reference = kHostile}),
  };
}

TEST(Pages, LetNoTextBecomeMarkup) {
  for (const Language language : {Language::zh, Language::en}) {
    SiteView site = site_of(language);
    site.bureau = site.tagline = site.address = {kHostile, kHostile};
    site.supervision_phone = site.contact_phone = kHostile;
    site.log_key_id = site.log_origin = kHostile;
    site.path = "/x";
    site.query = {{kHostile, kHostile}};
    for (const std::string& page : hostile_pages(site)) {
      EXPECT_THAT(page, Not(HasSubstr("<img")));
      EXPECT_THAT(page, Not(HasSubstr("x onerror=alert(1)>\"")));
    }
  }
}

TEST(Pages, HaveEveryHeadingOfAServiceGuide) {
  const Text text{"甲", "A"};
  auto site = site_of(Language::zh);
  site.contact_phone = "0999-1";
  site.address = {"示范路1号", "1 Example Road"};
  const auto page =
      item_page(site, {.summary = {"x", text, text},
                       .agency = text,
                       .unit = text,
                       .object = text,
                       .powers = {},
                       .bases = {{text, "条文"}},
                       .steps = {{text, text, text, text}},
                       .remedies = {{text, text, text}},
                       .guide = {text, text, text, {text}, {{text, {text}}}, text, text, text},
                       .chart = {},
                       .sheets = {}});
  for (const auto* heading :
       {"事项名称", "依据", "受理机构", "审批机构", "优惠政策", "申请材料", "办理流程", "办理时限",
        "监督方式", "责任追究", "救济渠道", "办公时间", "办公地址", "办公电话"}) {
    EXPECT_THAT(page, HasSubstr(">" + std::string{heading} + "</")) << heading;
  }
}

// The policy forbids both; a page that has them would silently lose them.
TEST(Pages, HaveNoInlineScriptOrStyle) {
  for (const std::string& page : hostile_pages(site_of(Language::zh))) {
    EXPECT_THAT(page, Not(HasSubstr("<style")));
    EXPECT_THAT(page, Not(HasSubstr(" style=")));
    EXPECT_FALSE(std::regex_search(page, std::regex{"<script(?![^>]* src=\"/assets/)"}));
    EXPECT_FALSE(
        std::regex_search(page, std::regex{R"(<[a-z]+(?: [a-z-]+(?:="[^"]*")?)* on[a-z]+=)"}));
  }
}

TEST(Pages, KeepTheSearchWhenLanguageOrSizeIsSwitched) {
  SiteView site = site_of(Language::en);
  site.size = TextSize::large;

  const std::string page = decision_list_page(site, {});

  EXPECT_THAT(page, HasSubstr("href=\"/decisions?q=%E5%8D%A0%E9%81%93&amp;size=large\""));
  EXPECT_THAT(page, HasSubstr("href=\"/decisions?q=%E5%8D%A0%E9%81%93&amp;lang=en\""));
  EXPECT_THAT(page, HasSubstr("<html lang=\"en\" class=\"large\">"));
  EXPECT_THAT(page, HasSubstr("<input type=\"hidden\" name=\"lang\" value=\"en\">"));
  EXPECT_THAT(page, HasSubstr("href=\"/items?lang=en&amp;size=large\""));
}

TEST(Pages, MarkDemonstrationRecordsOnEveryPageAndRealOnesOnNone) {
  SiteView site = site_of(Language::zh);
  for (const std::string& page : hostile_pages(site)) EXPECT_THAT(page, Not(HasSubstr("演示数据")));
  site.records = Records::demonstration;
  for (const std::string& page : hostile_pages(site)) EXPECT_THAT(page, HasSubstr("演示数据"));
}

TEST(DecisionPage, ShowsMasksAmountsDatesAndTheWayToVerify) {
  const std::string page = decision_page(site_of(Language::zh), decision());

  EXPECT_THAT(page, HasSubstr("<time datetime=\"2026-03-02\">2026年3月2日</time>"));
  EXPECT_THAT(page, HasSubstr("人民币叁仟元整"));
  EXPECT_THAT(page,
              HasSubstr("██████<sup><a href=\"#masks\" aria-label=\"隐去理由甲\">甲</a></sup>"));
  EXPECT_THAT(page, HasSubstr("href=\"/v#p.d1.3fedd4fe\""));
  EXPECT_THAT(page, HasSubstr("同名提示"));
}

TEST(DecisionPage, OffersNoVerificationBeforeTheLogHasIt) {
  DecisionView view = decision();
  view.published_index.reset();

  const std::string page = decision_page(site_of(Language::zh), view);

  EXPECT_THAT(page, Not(HasSubstr("/v#p.")));
  EXPECT_THAT(page, HasSubstr("稍后即可验证"));
}

TEST(DecisionPage, SpeaksEnglishAndSaysWhatIsChinese) {
  const std::string page = decision_page(site_of(Language::en), decision());

  EXPECT_THAT(page, HasSubstr("<article class=\"paper\" lang=\"zh-CN\">"));
  EXPECT_THAT(page, HasSubstr("2 March 2026"));
  EXPECT_THAT(page, HasSubstr("Failing to check identity"));
}

TEST(DecisionPage, WarnsOfNamesakesOnlyWherePeopleAreNamed) {
  DecisionView view = decision();
  view.party_kind = PartyKind::organisation;

  EXPECT_THAT(decision_page(site_of(Language::zh), view), Not(HasSubstr("同名提示")));
}

TEST(DecisionList, SaysWhatToDoWhenNothingIsFound) {
  DecisionListView view;
  view.text = "没有的";

  const std::string page = decision_list_page(site_of(Language::zh), view);

  EXPECT_THAT(page, HasSubstr("没有查到符合条件的决定"));
  EXPECT_THAT(page, HasSubstr("看全部决定"));
}

TEST(DecisionList, PagesKeepTheFilters) {
  DecisionListView view;
  view.text = "KTV";
  view.year = "2026";
  view.total = 1286;
  view.page = 2;
  view.pages = 65;
  view.decisions = {decision().summary};

  const std::string page = decision_list_page(site_of(Language::zh), view);

  EXPECT_THAT(page, HasSubstr("共 1,286 件"));
  EXPECT_THAT(page, HasSubstr("第 2 页，共 65 页"));
  EXPECT_THAT(page, HasSubstr("href=\"/decisions?q=KTV&amp;year=2026\" rel=\"prev\""));
  EXPECT_THAT(page, HasSubstr("href=\"/decisions?q=KTV&amp;year=2026&amp;page=3\" rel=\"next\""));
}

TEST(DecisionList, SaysThatThereAreMoreThanWereCounted) {
  DecisionListView view;
  view.year = "2026";
  view.total = 1000;
  view.exact = false;
  view.pages = 50;
  view.decisions = {decision().summary};

  const std::string page = decision_list_page(site_of(Language::zh), view);

  EXPECT_THAT(page, HasSubstr("共 1,000+ 件"));
  EXPECT_THAT(page, HasSubstr("这里列出最近公示的 1,000 件"));
  view.exact = true;
  EXPECT_THAT(decision_list_page(site_of(Language::zh), view),
              Not(HasSubstr("这里列出最近公示的")));
}

TEST(Tombstone, NamesReasonAndBothEntriesAndNothingElse) {
  const std::string page =
      tombstone_page(site_of(Language::zh), {.number = "云公（治）行罚决字〔2026〕0003号",
                                             .published_on = *parse_day("2026-01-10"),
                                             .withdrawn_on = *parse_day("2026-02-02"),
                                             .reason = {"行政复议撤销", "Revoked"},
                                             .organ = {"云岭县人民政府", ""},
                                             .document = "云府复〔2026〕2号",
                                             .published_index = 1120,
                                             .withdrawn_index = 2041});

  EXPECT_THAT(page, HasSubstr("行政复议撤销"));
  EXPECT_THAT(page, HasSubstr("<dd>1,120</dd>"));
  EXPECT_THAT(page, HasSubstr("<dd>2,041</dd>"));
}

TEST(Tombstone, OfATermThatIsOverSaysSo) {
  const auto page =
      tombstone_page(site_of(Language::zh), {.ended = Ended::expired,
                                             .number = "云公（治）行罚决字〔2026〕0017号",
                                             .published_on = *parse_day("2026-03-05"),
                                             .withdrawn_on = *parse_day("2026-06-03"),
                                             .published_index = 7,
                                             .withdrawn_index = 9});
  EXPECT_THAT(page, HasSubstr("公示期已满"));
  EXPECT_THAT(page, HasSubstr("2026年6月3日"));
  EXPECT_THAT(page, Not(HasSubstr("作出撤下决定的机关")));
}

TEST(Tombstone, SaysHowLateItCame) {
  const auto page = tombstone_page(
      site_of(Language::zh),
      {.withdraw_by = parse_day("2026-03-09"), .late_days = 2, .withdrawn_index = {}});
  EXPECT_THAT(page, HasSubstr("本应于2026年3月9日前撤下，迟延2个工作日"));
}

TEST(DecisionPage, SaysThatItCameLateAndThatItNoLongerStands) {
  auto view = decision();
  view.due = parse_day("2026-03-04");
  view.late_days = 1;
  view.revoked = Revoked{{"决定被依法撤销", "Revoked"},
                         {"云岭县人民政府", "County government"},
                         *parse_day("2026-03-20"),
                         parse_day("2026-03-25"),
                         3};
  const auto page = decision_page(site_of(Language::zh), view);
  EXPECT_THAT(page, HasSubstr("本应于2026年3月4日前公开，迟延1个工作日"));
  EXPECT_THAT(page, HasSubstr("这份决定已不再有效"));
  EXPECT_THAT(page, HasSubstr("决定被依法撤销（云岭县人民政府，2026年3月20日）"));
  EXPECT_THAT(page, HasSubstr("已迟延3个工作日"));
}

TEST(Punctuality, CountsByUnitAndNamesNobody) {
  const auto page = punctuality_page(site_of(Language::zh), {.rows = {{.unit = "治安大队",
                                                                       .in_time = 1200,
                                                                       .late = 3,
                                                                       .overdue = 2,
                                                                       .longest = 14,
                                                                       .withdrawal_overdue = 1}},
                                                             .limits = {},
                                                             .on = *parse_day("2026-11-30")});
  EXPECT_THAT(page, HasSubstr("治安大队"));
  EXPECT_THAT(page, HasSubstr("1,200"));
  EXPECT_THAT(page, HasSubstr("14个工作日"));
  EXPECT_THAT(page, HasSubstr("截至2026年11月30日"));
}

TEST(LogPage, LinksAPartialTileByItsWidth) {
  LogView view;
  view.figures.size = 70;
  EXPECT_THAT(log_page(site_of(Language::zh), view), HasSubstr("/log/tile/0/000.p/70"));
  view.figures.size = 256;
  EXPECT_THAT(log_page(site_of(Language::zh), view), HasSubstr("\"/log/tile/0/000\""));
  view.figures.size = 0;
  EXPECT_THAT(log_page(site_of(Language::zh), view), Not(HasSubstr("/log/tile/")));
}

TEST(Fields, AreWrittenAsTheVerifierReadsThem) {
  const auto json = nlohmann::json::parse(fields_json(
      {{"decision.made", {{"fine_fen", {"罚款", "Fine"}, FieldKind::fen, Presence::always, {}}}}}));

  EXPECT_EQ(json, nlohmann::json::parse(R"({"decision.made":[
    {"name":"fine_fen","kind":"fen","label":"罚款","label_en":"Fine"}]})"));
}

TEST(Fields, SayWhatMayBeLeftEmptyAndWhatThereIsToChooseFrom) {
  const auto json = nlohmann::json::parse(fields_json({{"decision.made",
                                                        {{"kind",
                                                          {"种类", "Kind"},
                                                          FieldKind::choice,
                                                          Presence::where_shown,
                                                          {{"warning", {"警告", "Warning"}}}}}}}));

  EXPECT_EQ(json, nlohmann::json::parse(R"({"decision.made":[
    {"name":"kind","kind":"choice","label":"种类","label_en":"Kind","optional":true,
     "choices":[{"value":"warning","label":"警告","label_en":"Warning"}]}]})"));
}

TEST(LogPage, SpeaksOfWitnessesOnlyWhereThereAreSome) {
  LogView view;
  EXPECT_THAT(log_page(site_of(Language::zh), view), Not(HasSubstr("见证机构另外保存并签名")));
  view.witnesses = {{"witness.example", "witness.example+00000000+AA", std::nullopt}};
  EXPECT_THAT(log_page(site_of(Language::zh), view), HasSubstr("见证机构另外保存并签名"));
}

TEST(Phrases, TakeTheSameNumberOfValuesInBothLanguages) {
  const auto holes = [](std::string_view text) {
    std::size_t count = 0;
    for (auto at = text.find("{}"); at != text.npos; at = text.find("{}", at + 2)) ++count;
    return count;
  };
  for (int at = 0; at < static_cast<int>(Phrase::count); ++at) {
    const auto key = static_cast<Phrase>(at);
    EXPECT_EQ(holes(phrase(key, Language::zh)), holes(phrase(key, Language::en))) << at;
  }
}

TEST(Phrases, AreInTheLanguageTheySayTheyAreIn) {
  const auto has_no_chinese = [](std::string_view text) {
    return std::none_of(text.begin(), text.end(), [](char c) {
      return static_cast<unsigned char>(c) >= 0xE3 && static_cast<unsigned char>(c) <= 0xE9;
    });
  };
  for (int at = 0; at < static_cast<int>(Phrase::count); ++at) {
    const auto key = static_cast<Phrase>(at);
    if (key == Phrase::other_language) continue;
    EXPECT_TRUE(has_no_chinese(phrase(key, Language::en))) << phrase(key, Language::en);
    EXPECT_FALSE(has_no_chinese(phrase(key, Language::zh))) << phrase(key, Language::zh);
  }
}

TEST(Assets, HaveTheirDigestInTheirPath) {
  EXPECT_THAT(std::string{asset_path("portal.css")},
              testing::MatchesRegex("/assets/portal\\.[0-9a-f]{12}\\.css"));
  EXPECT_THAT(std::string{asset_path("verify.js")},
              testing::MatchesRegex("/assets/verify\\.[0-9A-Z]{8}\\.js"));
  for (const Asset& asset : assets()) EXPECT_FALSE(asset.body.empty()) << asset.path;
}

}  // namespace
}  // namespace mingcha::portal
