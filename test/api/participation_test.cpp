// SPDX-License-Identifier: Apache-2.0
// The public's part over HTTP: a case followed by its party, and what is sent in.
#include <regex>

#include "test/api/installation.h"

namespace mingcha::test {
namespace {

using testing::AnyOf;
using testing::HasSubstr;
using testing::Not;
using Json = nlohmann::json;

class Participation : public OnEachEngine {
 protected:
  Answer form(const std::string& path, const std::string& body) {
    return stranger_.send({.method = "POST",
                           .path = path,
                           .body = body,
                           .content_type = "application/x-www-form-urlencoded"});
  }
  static std::string after(const std::string& html, const std::string& pattern) {
    std::smatch found;
    return std::regex_search(html, found, std::regex{pattern}) ? found[1].str() : "";
  }
  /// Number and key of the receipt on the page.
  static std::pair<std::string, std::string> receipt_of(const Answer& answer) {
    return {after(answer.body, "<code class=\"receipt\">([0-9A-Z]{4}-[0-9A-Z]{4})</code>"),
            after(answer.body, "<code class=\"receipt\">((?:[0-9A-Z]{4}-){3}[0-9A-Z]{4})</code>")};
  }

  Client stranger_ = installation_.stranger();
};
MINGCHA_ON_EACH_ENGINE(Participation);

TEST_P(Participation, SaysInPlainWordsWhatCouldNotBeTaken) {
  const auto wrong = form("/speak/receipt", "number=3456-789A&secret=AAAA");
  EXPECT_EQ(wrong.status, 404);
  EXPECT_THAT(wrong.body, HasSubstr("没有查到："));
  EXPECT_THAT(wrong.body, Not(HasSubstr("还没有提交")));
  const auto garbled = form("/follow", "code=%ff");
  EXPECT_EQ(garbled.status, 400);
  EXPECT_THAT(garbled.body, HasSubstr("提交的内容无法读取"));
  EXPECT_THAT(garbled.body, Not(HasSubstr("百分号")));
  for (const auto* path : {"/search", "/decisions", "/items", "/officers", "/lists/agencies"}) {
    const auto page = stranger_.get(std::string{path} + "?q=%20%20%09");
    EXPECT_EQ(page.status, 200) << path;
    EXPECT_THAT(page.body, Not(HasSubstr("的查询结果"))) << path;
    EXPECT_THAT(page.body, HasSubstr("name=\"q\" type=\"search\" value=\"\"")) << path;
  }
}

TEST_P(Participation, FollowsACaseFromThePortal) {
  CaseInHand hand{people_, venue_script()};
  hand.reach("notice");
  const auto code = as("wanglei").get(hand.path()).json().at("progress_code").get<std::string>();
  EXPECT_EQ(code.size(), 19U);
  EXPECT_FALSE(as("heping").get(hand.path()).json().contains("progress_code"));

  const auto page = stranger_.get("/follow");
  ASSERT_EQ(page.status, 200);
  EXPECT_THAT(page.body, HasSubstr("method=\"post\""));
  const auto shown = form("/follow", "code=" + percent_encoded(code));
  ASSERT_EQ(shown.status, 200) << shown.body;
  EXPECT_THAT(shown.header("cache-control"), HasSubstr("no-store"));
  EXPECT_THAT(shown.body, HasSubstr("调查取证"));
  EXPECT_THAT(shown.body, HasSubstr("谁查阅过本案"));
  EXPECT_THAT(shown.body, Not(HasSubstr("<script")));
  for (const auto* name : {"王磊", "李娜", "何平", "星河", hand.id().c_str()}) {
    EXPECT_THAT(shown.body, Not(HasSubstr(name))) << name;
  }
  // It is on the case's own trail.
  EXPECT_THAT(as("chenbin").get(hand.path("/timeline")).body, HasSubstr("progress-code"));
}

TEST_P(Participation, SaysWhatIsWrongWithACode) {
  EXPECT_EQ(form("/follow", "code=").status, 422);
  const auto mistyped = form("/follow", "code=3456-789A-CDEF-HJK3");
  EXPECT_EQ(mistyped.status, 422);
  EXPECT_THAT(mistyped.body, HasSubstr("输错了"));
  EXPECT_THAT(mistyped.body, HasSubstr("role=\"alert\""));
  const auto script = form("/follow", "code=%3Cscript%3Ealert(1)%3C%2Fscript%3E");
  EXPECT_EQ(script.status, 422);
  EXPECT_THAT(script.body, Not(HasSubstr("<script>alert")));
  EXPECT_EQ(form("/follow", "code=%ff").status, 400);
  EXPECT_EQ(form("/follow", "code=" + std::string(5000, 'A')).status, 413);
  EXPECT_EQ(stranger_.send({.method = "POST", .path = "/follow", .body = "{}"}).status, 415);
}

TEST_P(Participation, SendsInWithAReceiptAndIsAnswered) {
  const auto page = stranger_.get("/speak/new?kind=enquiry");
  ASSERT_EQ(page.status, 200);
  const auto key = after(page.body, "name=\"key\" value=\"([^\"]+)\"");
  ASSERT_NE(key, "");
  const auto body = "kind=enquiry&key=" + key +
                    "&text=" + percent_encoded("<script>alert('x')</script> 旅馆换人要重办吗？") +
                    "&name=" + percent_encoded("贾问路") + "&contact=13900000001";
  const auto sent = form("/speak", body);
  ASSERT_EQ(sent.status, 201) << sent.body;
  const auto [number, secret] = receipt_of(sent);
  ASSERT_NE(number, "");
  ASSERT_NE(secret, "");
  EXPECT_EQ(receipt_of(form("/speak", body)), (std::pair{number, secret})) << "sent twice, once in";

  EXPECT_EQ(stranger_.get("/speak/" + number).status, 200);
  EXPECT_EQ(stranger_.get("/speak/3456-789A").status, 200) << "says not whether there is one";
  EXPECT_EQ(form("/speak/" + number, "secret=3456-789A-CDEF-HJKM").status, 404);
  const auto waiting = form("/speak/" + number, "secret=" + secret);
  ASSERT_EQ(waiting.status, 200);
  EXPECT_THAT(waiting.body, HasSubstr("正在办理"));
  EXPECT_THAT(waiting.body, Not(HasSubstr("<script>alert")));
  EXPECT_THAT(waiting.body, HasSubstr("&lt;script&gt;"));

  const auto path = "/api/v1/feedback/" + number;
  const auto seen = as("gongli").get(path);
  ASSERT_EQ(seen.status, 200) << seen.body;
  EXPECT_EQ(seen.json().at("author").at("name"), "贾问路");
  EXPECT_EQ(as("wanglei").get(path).status, 403);
  EXPECT_EQ(as("luojing").get(path).status, 404) << "another unit's";
  EXPECT_EQ(as("gongli").post(path + "/answer", {{"text", ""}}).status, 422);
  ASSERT_EQ(as("gongli").post(path + "/answer", {{"text", "要办变更登记。"}}).status, 200);
  expect_problem(as("gongli").post(path + "/answer", {{"text", "再答"}}), 409, "feedback-order");
  EXPECT_THAT(form("/speak/receipt", "number=" + number + "&secret=" + secret).body,
              HasSubstr("要办变更登记。"));
}

TEST_P(Participation, ShowsTheFormAgainWithWhatWasTyped) {
  const auto again = form("/speak", "kind=visit&key=k12345678&text=" + percent_encoded("很好"));
  EXPECT_EQ(again.status, 422);
  EXPECT_THAT(again.body, HasSubstr("没有打分"));
  EXPECT_THAT(again.body, HasSubstr("没有选择单位"));
  EXPECT_THAT(again.body, HasSubstr("很好"));
  EXPECT_EQ(form("/speak", "").status, 422);
  EXPECT_EQ(stranger_.get("/speak/new?kind=nosuch").status, 303);
}

TEST_P(Participation, RefusesTenMegabytesInWords) {
  const auto huge = form("/speak", "kind=enquiry&text=" + std::string(10'000'000, 'a'));
  EXPECT_THAT(huge.status, AnyOf(413, 0)) << "or hung up on while still sending";
  if (huge.status == 413) {
    EXPECT_THAT(huge.body, HasSubstr("过大"));
  }
}

TEST_P(Participation, PointsFromEveryPublishedPageToItsErrorReport) {
  const auto page = stranger_.get("/items");
  EXPECT_THAT(page.body, HasSubstr("/speak/new?about=%2Fitems"));
  const auto form_page = stranger_.get("/speak/new?about=%2Fitems%2Fhotel_licence");
  EXPECT_THAT(form_page.body, HasSubstr("name=\"about\" value=\"/items/hotel_licence\""));
  const auto hostile = stranger_.get("/speak/new?about=%22%3E%3Cscript%3Ealert(1)%3C/script%3E");
  EXPECT_EQ(hostile.status, 200);
  EXPECT_THAT(hostile.body, Not(HasSubstr("<script>alert")));
}

/// Last, since what it uses up is gone for a while.
TEST_P(Participation, XStopsAFlood) {
  int stopped = 0;
  Answer last;
  for (int i = 0; i < 60; ++i) {
    last = form("/speak", "kind=enquiry&text=x");
    if (last.status == 429) ++stopped;
  }
  EXPECT_GT(stopped, 40);
  EXPECT_EQ(last.status, 429);
  EXPECT_NE(last.header("retry-after"), "");
  EXPECT_THAT(last.body, HasSubstr("请稍"));
}

}  // namespace
}  // namespace mingcha::test
