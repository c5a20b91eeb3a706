// SPDX-License-Identifier: Apache-2.0
// The published lists over HTTP: from a file of somebody's spreadsheet to the public, and what is
// refused on the way.
#include <chrono>
#include <iconv.h>

#include <fmt/format.h>

#include "sheets/reader.h"
#include "sheets/writer.h"
#include "test/api/installation.h"

namespace mingcha::test {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using Json = nlohmann::json;

const std::vector<std::string> kTitles{"姓名",         "单位",       "职务",     "警号",
                                       "证件编号",     "执法类别",   "执法区域", "证件有效期起",
                                       "证件有效期止", "身份不公开", "内部备注"};

std::vector<std::string> officer(const std::string& badge, const std::string& name,
                                 const std::string& withheld = "否") {
  return {name,     "治安管理大队", "民警",       badge,    "云执99-" + badge, "公安行政执法",
          "云岭县", "2022-01-01",   "2027-12-31", withheld, "仅供内部"};
}

std::string in_gb18030(std::string text) {
  const auto handle = ::iconv_open("GB18030", "UTF-8");
  std::string out(text.size() * 4, '\0');
  char* from = text.data();
  char* to = out.data();
  std::size_t left = text.size();
  std::size_t room = out.size();
  ::iconv(handle, &from, &left, &to, &room);
  ::iconv_close(handle);
  out.resize(out.size() - room);
  return out;
}

class PublishedLists : public OnEachEngine {
 protected:
  static std::string file(const std::vector<std::vector<std::string>>& rows,
                          sheets::Format format = sheets::Format::xlsx) {
    return sheets::to_bytes(format, kTitles, rows);
  }
  Answer send(const std::string& who, const std::string& to, const std::string& bytes) {
    return as(who).send({.method = "POST",
                         .path = "/api/v1/lists/officers/" + to,
                         .body = bytes,
                         .content_type = "application/octet-stream",
                         .key = fresh_key()});
  }
  Json preview(const std::string& bytes, const std::string& query = {}) {
    const auto answer = send("gongli", "import/preview" + query, bytes);
    EXPECT_EQ(answer.status, 200) << answer.body;
    return answer.json();
  }
  std::vector<std::string> problems(const std::string& bytes) {
    std::vector<std::string> out;
    const auto shown = preview(bytes);
    for (const auto& one : shown.at("problems")) {
      out.push_back(fmt::format("{} {} {}", one.at("row").get<int>(),
                                one.at("column").get<std::string>(),
                                one.at("code").get<std::string>()));
    }
    return out;
  }
  /// Imports and lets a second person confirm.
  void publish(const std::vector<std::vector<std::string>>& rows) {
    const auto prepared =
        send("gongli", "import?day=2026-01-01&reason=" + percent_encoded("首次公布"), file(rows));
    ASSERT_EQ(prepared.status, 200) << prepared.body;
    const auto path =
        fmt::format("/api/v1/lists/officers/sets/{}/confirm", prepared.json().at("set").get<int>());
    expect_problem(as("gongli").post(path, Json::object()), 422, "same-person");
    ASSERT_EQ(as("dingning").post(path, Json::object()).status, 200);
  }
  /// Every public byte about the list.
  std::string public_bytes(const std::string& words = "%") {
    auto stranger = installation_.stranger();
    std::string out;
    for (const auto& path :
         {std::string{"/lists"}, std::string{"/lists?lang=en"}, std::string{"/lists/officers"},
          "/lists/officers?q=" + percent_encoded(words),
          std::string{"/lists/officers?on=2026-02-01"},
          std::string{"/lists/officers?on=2999-01-01"}, std::string{"/lists/officers/history"},
          std::string{"/lists/officers/data.csv"}, std::string{"/lists/officers/data.json"}}) {
      const auto answer = stranger.get(path);
      EXPECT_EQ(answer.status, 200) << path;
      out += answer.body;
      for (const auto& [name, value] : answer.headers) out += value;
    }
    const auto book = sheets::read_table(stranger.get("/lists/officers/data.xlsx").body);
    EXPECT_TRUE(book.has_value());
    for (const auto& row : book->rows) {
      for (const auto& cell : row.cells) out += cell.text;
    }
    return out;
  }
};
MINGCHA_ON_EACH_ENGINE(PublishedLists);

TEST_P(PublishedLists, GoFromAFileToThePublicWithoutThoseWhoAreWithheld) {
  publish({officer("8810001", "甲明一"), officer("8810002", "密明二", "是")});

  const auto open = public_bytes("甲明一");
  EXPECT_THAT(open, HasSubstr("甲明一"));
  EXPECT_THAT(open, HasSubstr("8810001"));
  for (const auto* secret : {"密明二", "8810002", "仅供内部", "身份不公开"}) {
    EXPECT_THAT(open, Not(HasSubstr(secret))) << secret;
    EXPECT_THAT(public_bytes("密明二"), Not(HasSubstr("8810002")));
  }

  // Whoever is withheld now is gone from the past as well.
  publish({officer("8810001", "甲明一", "是")});
  EXPECT_THAT(public_bytes("8810001"), Not(HasSubstr("甲明一")));

  // What was exported can be mended and read in again.
  const auto exported = as("gongli").get("/api/v1/lists/officers/export?format=csv");
  EXPECT_THAT(exported.header("content-disposition"), HasSubstr("officers-"));
  const auto again = preview(exported.body);
  EXPECT_THAT(again.at("problems"), IsEmpty()) << again.at("problems").dump();
  EXPECT_EQ(again.at("added").get<int>() + again.at("changed").get<int>(), 0);
  EXPECT_GE(again.at("unchanged").get<int>(), 2);
  // Strangers and officers see nothing of the lists' other side.
  expect_problem(installation_.stranger().get("/api/v1/lists/officers"), 401, "no-session");
  expect_problem(as("wanglei").get("/api/v1/lists/officers"), 403, "no-permission");
}

TEST_P(PublishedLists, TellRowByRowWhatIsWrongWithAFile) {
  auto link = officer("8820001", "=HYPERLINK(\"http://x\",\"y\")");
  auto code = officer("8820002", "乙", "也许");
  auto day = officer("8820003", "丙");
  day[7] = "2022-02-30";
  const auto csv =
      "姓名,单位,职务,警号,证件编号,执法类别,执法区域,证件有效期起,证件有效期止,身份不公开\r\n"
      "\"=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\",a,b,8820001,c,d,e,2022-01-01,2027-12-31,否\r\n"
      "+1,a,b,8820004,c,d,e,2022-01-01,2027-12-31,否\r\n"
      "乙,a,b,8820002,c,d,e,2022-01-01,2027-12-31,也许\r\n"
      "丙,a,b,8820003,c,d,e,2022-02-30,2027-12-31,否\r\n"
      "丁,a,b,8820005,c,d,e,2022-01-01,2027-12-31,否\r\n"
      "戊,a,b,8820005,c,d,e,2022-01-01,2027-12-31,否\r\n";
  const std::vector<std::string> expected{"2 姓名 formula", "3 姓名 formula",
                                          "4 身份不公开 not-yes-or-no", "5 证件有效期起 not-a-day",
                                          "7 警号 duplicate-key"};
  EXPECT_EQ(problems(csv), expected);
  EXPECT_EQ(problems(in_gb18030(csv)), expected);
  EXPECT_EQ(preview(in_gb18030(csv)).at("encoding"), "GB18030");
  expect_problem(send("gongli", "import?reason=x", csv), 422, "formula");
  EXPECT_EQ(problems("姓名,鞋码\r\n甲,42\r\n").front(), "1 鞋码 unknown-column");
}

TEST_P(PublishedLists, RefuseFilesThatAreNone) {
  const auto good = file({officer("8830001", "甲")});
  const auto refused = [&](const std::string& bytes, int status, const std::string& code) {
    const auto answer = send("gongli", "import/preview", bytes);
    expect_problem(answer, status, code);
    EXPECT_FALSE(finding_of(answer, code).at("cure").get<std::string>().empty()) << code;
  };
  refused("", 422, "empty-file");
  refused(good.substr(0, good.size() / 2), 422, "broken-workbook");
  refused("PK\x03\x04 no workbook", 422, "broken-workbook");
  refused(std::string{"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8}, 422, "old-workbook");
  refused(std::string{"\x89PNG\r\n\x1A\n\0\0\0\rIHDR", 16}, 422, "not-a-table");
  std::string rows = "姓名,警号\r\n";
  for (int i = 0; i < 200'000; ++i) rows += fmt::format("甲,{}\r\n", i);
  const auto began = std::chrono::steady_clock::now();
  refused(rows, 413, "too-many-rows");
  EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::seconds{5});
  expect_problem(send("gongli", "import?day=2026-01-01", good), 422, "reasons-missing");
  expect_problem(send("gongli", "import?day=soon&reason=x", good), 422, "not-a-day");
}

TEST_P(PublishedLists, AreEditedInSetsAndRefuseNonsense) {
  const Json values{
      {"name", "督察" + fresh_key().substr(0, 6)}, {"organ", "督察大队"}, {"matters", "投诉"}};
  const Json body{
      {"reason", "增设"},
      {"changes", Json::array({{{"kind", "add"}, {"day", "2026-01-01"}, {"values", values}}})}};
  const auto key = fresh_key();
  const Call call{
      .method = "POST", .path = "/api/v1/lists/supervision/sets", .body = body.dump(), .key = key};
  const auto prepared = as("dingning").send(call);
  ASSERT_EQ(prepared.status, 200) << prepared.body;
  EXPECT_EQ(as("dingning").send(call).body, prepared.body) << "the same command";
  const auto set =
      fmt::format("/api/v1/lists/supervision/sets/{}", prepared.json().at("set").get<int>());
  EXPECT_EQ(as("gongli").get(set).json().at("changes").size(), 1U);
  expect_problem(as("gongli").post(set + "/discard", {{"reason", " "}}), 422, "");
  EXPECT_EQ(as("gongli").post(set + "/discard", {{"reason", "重复"}}).status, 200);
  expect_problem(as("gongli").post(set + "/confirm", Json::object()), 404, "");

  auto& editor = as("gongli");
  expect_problem(editor.post("/api/v1/lists/no_such/sets", body), 404, "");
  expect_problem(editor.post("/api/v1/lists/items/sets", body), 404, "");
  expect_problem(editor.post("/api/v1/lists/supervision/sets", {{"reason", "x"}}), 422, "missing");
  expect_problem(editor.post("/api/v1/lists/supervision/sets/abc/confirm", Json::object()), 404,
                 "");
  expect_problem(editor.get("/api/v1/lists/supervision?on=2026-02-30"), 400, "not-a-day");
  expect_problem(editor.get("/api/v1/lists/supervision/entry?key=none"), 404, "");
  auto stranger = installation_.stranger();
  EXPECT_EQ(stranger.get("/lists/no_such").status, 404);
  EXPECT_EQ(stranger.get("/lists/officers?on=soon").status, 404);
  EXPECT_EQ(stranger.get("/lists/items/history").status, 404);
  EXPECT_EQ(stranger.get("/lists/items/data.csv").status, 200);
  EXPECT_EQ(stranger.get("/lists/benchmarks?page=2").status, 200);
  EXPECT_EQ(stranger.get("/lists/review_catalogue").status, 200);
}

}  // namespace
}  // namespace mingcha::test
