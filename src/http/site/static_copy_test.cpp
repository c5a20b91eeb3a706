// SPDX-License-Identifier: Apache-2.0
#include "http/site/static_copy.h"

#include <map>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace mingcha::http {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

/// A site of five addresses; /speak takes a form, so only the live portal has it.
class SmallSite : public ::testing::Test {
 protected:
  StaticCopy copy{{.get = [](const std::string& target) { return answer(target); },
                   .media_type = [](std::string_view path) -> std::optional<std::string> {
                     if (path == "/speak" || path.starts_with("/api/")) return std::nullopt;
                     if (path.ends_with(".css")) return "text/css";
                     if (path.ends_with("/document")) return "text/plain";
                     return "text/html";
                   },
                   .put =
                       [this](const std::string& file, const Response& response) {
                         files[file] = std::get<std::string>(response.body);
                       },
                   .live = "https://live.example",
                   .progress = {}}};
  std::map<std::string, std::string> files;

  static Response answer(const std::string& target) {
    const bool english = target.find("lang=en") != std::string::npos;
    if (target.starts_with("/decisions/d2")) return html_response("gone", 410);
    if (target.starts_with("/decisions/d1/document")) return text_response("bytes");
    if (target.starts_with("/decisions/d1")) {
      return html_response(R"(<a href="/decisions/d1/document">x</a><a href="/v#p.d1">v</a>)");
    }
    if (target.starts_with("/decisions")) {
      return html_response(R"(<a href="/decisions?page=2&amp;year=2026">next</a>)");
    }
    if (target.starts_with("/assets/")) return text_response("css", 200, "text/css");
    if (target.starts_with("/v")) return html_response("v");
    if (target.starts_with("/lost")) return html_response("no", 404);
    return html_response(
        std::string{english ? "EN" : "ZH"} +
        R"(<link href="/assets/site.css"><a href="/decisions">a</a><a href="/decisions/d1">b</a>)"
        R"(<a href="/decisions/d2">c</a><a href="/?lang=en">en</a><a href="/?size=large">L</a>)"
        R"(<form action="/decisions"><a href="/speak?about=%2F">s</a><a href="/api/v1/x">api</a>)"
        R"(<a href="https://other.example/">o</a><a href="//evil.example/">e</a>)"
        R"(<a href="/lost">l</a><a href="/decisions?q=abc">q</a>)");
  }
};

TEST_F(SmallSite, IsCopiedWithItsLinksLeadingIntoTheCopy) {
  const auto made = copy.run({"/"});
  EXPECT_THAT(made.gone, ElementsAre("/decisions/d2/", "/en/decisions/d2/"));
  EXPECT_THAT(made.broken, ElementsAre("/lost", "/lost"));
  const auto& home = files.at("index.html");
  EXPECT_THAT(home, HasSubstr("ZH"));
  EXPECT_THAT(home, HasSubstr("<a href=\"/decisions/d1/\">b</a>"));
  EXPECT_THAT(home, HasSubstr("<a href=\"/en/\">en</a>"));
  EXPECT_THAT(home, HasSubstr("<link href=\"/assets/site.css\">"));
  EXPECT_THAT(files.at("en/index.html"), HasSubstr("<a href=\"/en/decisions/d1/\">b</a>"));
  EXPECT_THAT(files.at("en/index.html"), HasSubstr("EN"));
  EXPECT_THAT(files.at("decisions/d1/index.html"),
              HasSubstr("href=\"/decisions/d1/document.txt\""));
  EXPECT_THAT(files.at("decisions/d1/index.html"), HasSubstr("href=\"/v/#p.d1\""));
  EXPECT_EQ(files.at("decisions/d1/document.txt"), "bytes");
  EXPECT_THAT(files.at("decisions/index.html"), HasSubstr("href=\"/decisions/page-2+year-2026/\""));
  EXPECT_TRUE(files.contains("decisions/page-2+year-2026/index.html"));
  EXPECT_EQ(files.count("en/assets/site.css"), 0U) << "the same in every language";
}

TEST_F(SmallSite, SendsWhatNeedsAProgramToTheLivePortal) {
  (void)copy.run({"/"});
  const auto& home = files.at("index.html");
  for (const auto* link :
       {"href=\"https://live.example/speak?about=%2F\"",
        "action=\"https://live.example/decisions\"", "href=\"https://live.example/api/v1/x\"",
        "href=\"https://live.example/?size=large\"",
        "href=\"https://live.example/decisions?q=abc\"", "href=\"https://other.example/\"",
        "href=\"//evil.example/\""}) {
    EXPECT_THAT(home, HasSubstr(link));
  }
}

TEST_F(SmallSite, NamesNoFileOutsideItsFolder) {
  for (const auto* target : {"/../x", "/a/%2e%2e/b", "//etc/passwd", "/a%2fb", "/\\x"}) {
    const auto place = copy.place_of(target, Language::zh);
    if (!place) continue;
    EXPECT_THAT(place->file, Not(HasSubstr(".."))) << target;
    EXPECT_FALSE(place->file.starts_with("/")) << target;
  }
  EXPECT_EQ(copy.place_of("/decisions?unit=%2F..%2Fx", Language::zh)->file,
            "decisions/unit-~2f..~2fx/index.html");
}

}  // namespace
}  // namespace mingcha::http
