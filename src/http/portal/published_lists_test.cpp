// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include "http/portal/page.h"
#include "http/portal/view.h"

namespace mingcha::portal {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr const char* kHostile = "<img src=x onerror=alert(1)>\"'&";
const Text kText{kHostile, kHostile};

SiteView site() {
  SiteView out;
  out.bureau = {"云岭县公安局", "Yunling County Public Security Bureau"};
  out.path = "/lists/officers";
  return out;
}

ListSummaryView summary() { return {kHostile, kText, kText, 1, parse_day("2026-06-01")}; }

TEST(ListPages, TakeNothingThatStandsInAListForMarkup) {
  ListView list;
  list.summary = summary();
  list.article = {kText, kHostile};
  list.text = kHostile;
  list.on = *parse_day("2026-02-01");
  list.of_today = false;
  list.total = 41;
  list.pages = 3;
  list.page = 2;
  list.entries.push_back({kHostile, {{kText, kHostile}}, parse_day("2026-01-01"), {}});
  ListHistoryView history;
  history.summary = summary();
  history.versions.push_back({1, *parse_day("2026-01-01"), kHostile, kText, 1, 0, 0, {}});
  history.versions.back().changes.push_back({ListChangeView::Kind::changed,
                                             kHostile,
                                             *parse_day("2026-01-01"),
                                             {{kText, kHostile, kHostile}}});

  for (const auto& page : {list_index_page(site(), {{summary()}}), list_page(site(), list),
                           list_history_page(site(), history)}) {
    EXPECT_THAT(page, Not(HasSubstr("<img")));
    EXPECT_THAT(page, HasSubstr("&lt;img"));
  }
}

TEST(ListPages, KeepDayAndWordsFromPageToPageAndSayThatItIsThePast) {
  ListView list;
  list.summary = {"officers", {"人员", "Officers"}, {}, 41, std::nullopt};
  list.text = "治安";
  list.on = *parse_day("2026-02-01");
  list.of_today = false;
  list.total = 41;
  list.pages = 3;
  list.page = 2;
  list.entries.push_back({"王磊", {}, {}, {}});
  const auto page = list_page(site(), list);
  EXPECT_THAT(page, HasSubstr("这是2026年2月1日的内容"));
  EXPECT_THAT(page, HasSubstr("/lists/officers?q=%E6%B2%BB%E5%AE%89&amp;on=2026-02-01&amp;page=3"));
  EXPECT_THAT(page, HasSubstr("href=\"/lists/officers/data.csv\""));

  list.kept = false;
  EXPECT_THAT(list_page(site(), list), Not(HasSubstr("type=\"date\"")));
  EXPECT_THAT(list_page(site(), list), Not(HasSubstr("/history")));
}

}  // namespace
}  // namespace mingcha::portal
