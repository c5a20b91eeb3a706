// SPDX-License-Identifier: Apache-2.0
#include "http/portal/places.h"

#include <gmock/gmock.h>

#include "http/portal/officers.h"
#include "http/portal/search.h"

namespace mingcha::portal {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr const char* kHostile = "<img src=x onerror=alert(1)>\"'&";

SiteView site_of(Language language) {
  SiteView site;
  site.bureau = {"云岭县公安局", "Yunling County Public Security Bureau"};
  site.supervision_phone = "0999-0000000";
  site.language = language;
  return site;
}

DecisionSummary hostile() {
  DecisionSummary out;
  out.id = out.number = out.party = kHostile;
  out.cause = out.outcome = out.unit = {kHostile, kHostile};
  return out;
}

OfficerView officer() {
  return {kHostile, kHostile, kHostile, "012345", kHostile, kHostile, kHostile, {}, {}};
}

TEST(DrawnCodeTest, IsTheCodeModuleByModule) {
  const auto drawn = drawn_code({2, {true, false, false, true}}, "门户").markup();
  EXPECT_THAT(drawn, HasSubstr("viewbox=\"-4 -4 10 10\""));
  EXPECT_THAT(drawn, HasSubstr("d=\"M0 0.5h1M1 1.5h1\""));
  EXPECT_THAT(drawn, HasSubstr("aria-label=\"门户\""));
  EXPECT_EQ(drawn_code({3, {true, false, true, false, false, false, true, true, true}}, "")
                .markup()
                .find("m0"),
            std::string::npos);
  EXPECT_TRUE(drawn_code({}, "x").empty());
}

TEST(PlacesTest, NoTextBecomesMarkup) {
  for (const auto language : {Language::zh, Language::en}) {
    const auto site = site_of(language);
    PosterView poster{PosterKind::guide, {}, kHostile, ItemView{}};
    poster.guide->summary.name = {kHostile, kHostile};
    poster.guide->guide.materials = {{kHostile, kHostile}};
    SearchView found;
    found.text = kHostile;
    found.decisions = {{hostile(), {{{kHostile, true}}}}};
    found.officers = {officer()};
    found.entries = {{"/lists/x", {kHostile, kHostile}, kHostile}};
    found.decisions_total = found.officers_total = found.entries_total = 1;
    OfficerListView officers;
    officers.officers = {officer()};
    officers.text = kHostile;
    for (const auto& page :
         {hall_page(site, {{hostile()}, {{{kHostile, kHostile}, {}, {}}}, {}, {}}),
          poster_page(site, poster), embedded_list(site, {hostile()}), search_page(site, found),
          officer_list_page(site, officers),
          identity_page(site, {Standing::valid, officer(), {}, {}}),
          agency_list_page(site,
                           {{kHostile, {{Text{kHostile, kHostile}, Text{kHostile, kHostile}}}}})}) {
      EXPECT_THAT(page, Not(HasSubstr("<img")));
      EXPECT_THAT(page, HasSubstr("&lt;img"));
    }
  }
}

TEST(HallTest, HasSixSlidesHoweverLittleThereIs) {
  for (const std::size_t decisions : {0U, 1U, 5U, 6U, 10U}) {
    const auto page = hall_page(site_of(Language::zh),
                                {std::vector<DecisionSummary>(decisions, hostile()), {}, {}, {}});
    std::size_t slides = 0;
    for (auto at = page.find("class=\"slide\""); at != std::string::npos;
         at = page.find("class=\"slide\"", at + 1)) {
      ++slides;
    }
    EXPECT_EQ(slides, 6U) << decisions;
  }
}

TEST(IdentityTest, OfWhomTheLawProtectsSaysOnlyThatTheyMay) {
  const auto page = identity_page(site_of(Language::zh), {Standing::withheld, {}, {}, {}});
  EXPECT_THAT(page, HasSubstr("身份依法保护"));
  EXPECT_THAT(page, Not(HasSubstr("警号</dt>")));
}

}  // namespace
}  // namespace mingcha::portal
