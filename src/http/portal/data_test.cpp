// SPDX-License-Identifier: Apache-2.0
#include "http/portal/data.h"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "http/portal/view.h"

namespace mingcha::portal {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr const char* kHostile = "<img src=x onerror=alert(1)>\"'&\x01\x1b";

SiteView site_of(Language language) {
  SiteView site;
  site.bureau = {"云岭县公安局", "Yunling County Public Security Bureau"};
  site.base_url = "https://mingcha.example";
  site.language = language;
  return site;
}

FeedEntry entry_of(std::string id) {
  FeedEntry entry;
  entry.id = std::move(id);
  entry.title = "云公（治）行罚决字〔2026〕1号 未按规定留存监控录像资料";
  entry.summary = {"星河量贩歌厅：警告。", "Warning."};
  entry.published = *parse_instant("2026-03-02T01:02:03Z");
  entry.updated = *parse_instant("2026-03-04T01:02:03.456Z");
  return entry;
}

TEST(FeedTest, AtomSaysWhatIsThereAndWhatIsGone) {
  FeedEntry gone = entry_of("p2");
  gone.withdrawn = true;
  FeedEntry corrected = entry_of("p1");
  corrected.corrected = true;
  const auto atom = atom_feed(site_of(Language::zh), {{corrected, gone}, "/feed.atom?before=7"});
  EXPECT_THAT(atom, HasSubstr("<id>https://mingcha.example/decisions/p1</id>"));
  EXPECT_THAT(atom, HasSubstr("<published>2026-03-02T01:02:03Z</published>"));
  EXPECT_THAT(atom, HasSubstr("<updated>2026-03-04T01:02:03Z</updated>"));
  EXPECT_THAT(atom, HasSubstr("<category term=\"corrected\"/>"));
  EXPECT_THAT(atom, HasSubstr("<at:deleted-entry ref=\"https://mingcha.example/decisions/p2\" "
                              "when=\"2026-03-04T01:02:03Z\">"));
  EXPECT_THAT(atom, HasSubstr("rel=\"next\""));
  const auto end = atom.substr(atom.find("<at:deleted-entry"));
  EXPECT_THAT(end, Not(HasSubstr("星河"))) << "nothing of what was withdrawn";
}

TEST(FeedTest, JsonFeedSaysTheSame) {
  FeedEntry gone = entry_of("p2");
  gone.withdrawn = true;
  const auto text = json_feed(site_of(Language::en), {{entry_of("p1"), gone}, std::nullopt});
  const auto feed = nlohmann::json::parse(text);
  EXPECT_EQ(feed.at("version"), "https://jsonfeed.org/version/1.1");
  EXPECT_FALSE(feed.contains("next_url"));
  ASSERT_EQ(feed.at("items").size(), 2U);
  EXPECT_EQ(feed.at("items")[0].at("content_text"), "Warning.");
  EXPECT_EQ(feed.at("items")[0].at("url"), "https://mingcha.example/decisions/p1?lang=en");
  EXPECT_EQ(feed.at("items")[0].at("id"), "https://mingcha.example/decisions/p1");
  EXPECT_EQ(feed.at("items")[1].at("_mingcha").at("state"), "withdrawn");
  EXPECT_THAT(feed.at("items")[1].dump(), Not(HasSubstr("星河")));
}

TEST(FeedTest, NoTextBecomesMarkup) {
  FeedEntry entry = entry_of(kHostile);
  entry.title = kHostile;
  entry.summary = {kHostile, kHostile};
  const auto atom = atom_feed(site_of(Language::zh), {{entry}, std::nullopt});
  EXPECT_THAT(atom, Not(HasSubstr("<img")));
  EXPECT_EQ(atom.find_first_of("\x01\x1b"), std::string::npos) << "XML has no place for these";
  const auto feed =
      nlohmann::json::parse(json_feed(site_of(Language::zh), {{entry}, std::nullopt}));
  EXPECT_EQ(feed.at("items")[0].at("title"), kHostile);
}

TEST(DataPageTest, TellsTheLimitThatHolds) {
  TakeView view;
  view.months = {{"2026-03", 12}};
  view.per_minute = 600;
  const auto page = data_page(site_of(Language::en), view);
  EXPECT_THAT(page, HasSubstr("600 requests a minute"));
  EXPECT_THAT(page, HasSubstr("/data/bundles/2026-03.zip"));
  view.per_minute = 0;
  EXPECT_THAT(data_page(site_of(Language::zh), view), HasSubstr("目前不限制请求次数"));
}

TEST(DataPageTest, TheDictionaryIsReadByPeopleAndByMachines) {
  const std::vector<ColumnView> columns{{"number", "text", {"文号<b>", "Number"}}};
  EXPECT_THAT(dictionary_page(site_of(Language::zh), columns), HasSubstr("文号&lt;b&gt;"));
  const auto json = nlohmann::json::parse(dictionary_json(columns));
  EXPECT_EQ(json.at("fields")[0].at("name"), "number");
  EXPECT_EQ(json.at("fields")[0].at("meaning_en"), "Number");
}

}  // namespace
}  // namespace mingcha::portal
