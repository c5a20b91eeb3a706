// SPDX-License-Identifier: Apache-2.0
#include "test/api/installation.h"

#include <algorithm>
#include <memory>

namespace mingcha::test {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

const std::vector<std::string> kLogins{"wanglei", "lina",     "sunhao",  "chenbin",  "zhaomin",
                                       "wuting",  "heping",   "xujing",  "caozheng", "tangwei",
                                       "gongli",  "dingning", "luojing", "guxin",    "songqing"};

/// Han characters of the basic plane lie between E4 B8 80 and E9 BF BF.
bool has_han(const std::string& text) {
  return std::ranges::any_of(text, [](char c) {
    return static_cast<unsigned char>(c) >= 0xE4 && static_cast<unsigned char>(c) <= 0xE9;
  });
}

Bureau& started(Bureau& bureau) {
  bureau.start();
  return bureau;
}

}  // namespace

Installation::Installation(store::Engine engine)
    : bureau{engine, {.logins = kLogins}}, people{started(bureau).address(), kLogins} {}

Installation& Installation::shared(store::Engine engine) {
  static std::map<store::Engine, std::unique_ptr<Installation>> all;
  auto& found = all[engine];
  if (!found) found = std::make_unique<Installation>(engine);
  return *found;
}

std::string engine_name(const testing::TestParamInfo<store::Engine>& info) {
  return info.param == store::Engine::sqlite ? "Sqlite" : "Postgres";
}

nlohmann::json finding_of(const Answer& answer, const std::string& code) {
  const auto json = answer.json();
  if (!json.is_object() || !json.contains("findings")) return nullptr;
  for (const auto& finding : json.at("findings")) {
    if (finding.at("code") == code) return finding;
  }
  return nullptr;
}

void expect_problem(const Answer& answer, int status, const std::string& code, Speaks language) {
  EXPECT_EQ(answer.status, status) << answer.body;
  EXPECT_THAT(answer.header("content-type"), StartsWith("application/problem+json"));
  const auto json = answer.json();
  ASSERT_TRUE(json.is_object()) << answer.body;
  EXPECT_EQ(json.value("status", 0), status);
  EXPECT_THAT(json.value("instance", ""), StartsWith("urn:mingcha:request:"));
  const auto title = json.value("title", "");
  EXPECT_EQ(has_han(title), language == Speaks::chinese) << title;
  EXPECT_EQ(answer.header("content-language"), language == Speaks::chinese ? "zh-CN" : "en");
  if (!code.empty()) {
    const auto finding = finding_of(answer, code);
    ASSERT_TRUE(finding.is_object()) << "no " << code << " in " << answer.body;
    EXPECT_EQ(has_han(finding.at("what")), language == Speaks::chinese) << finding;
  }
  for (const char* internal : {"sqlite", "SQLITE", "postgres", "SELECT ", "INSERT ", ".cpp", "src/",
                               "std::", "nlohmann", "exception", "/tmp", "terminate"}) {
    EXPECT_THAT(answer.body, Not(HasSubstr(internal)));
  }
}

}  // namespace mingcha::test
