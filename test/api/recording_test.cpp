// SPDX-License-Identifier: Apache-2.0
// A film on its way through the real program: sent, looked through, watched, cut, noted.
#include <chrono>
#include <thread>

#include <fmt/format.h>

#include "base/encoding.h"
#include "crypto/hash.h"
#include "test/api/installation.h"
#include "test/support/clips.h"

namespace mingcha::test {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class RecordingTest : public testing::Test {
 protected:
  Installation& installation_ = Installation::shared(store::Engine::sqlite);
  Client& officer_ = installation_.people.as("zhaomin");

  std::string sent(const std::string& bytes, const std::string& name,
                   const std::vector<std::pair<std::string, std::string>>& said = {}) {
    std::string metadata = "Upload-Metadata: filename " + to_base64(name);
    for (const auto& [key, value] : said) metadata += "," + key + " " + to_base64(value);
    const auto answer =
        officer_.send({.method = "POST",
                       .path = "/api/v1/uploads",
                       .body = bytes,
                       .content_type = "application/offset+octet-stream",
                       .headers = {"Tus-Resumable: 1.0.0", metadata,
                                   fmt::format("Upload-Length: {}", bytes.size())}});
    EXPECT_EQ(answer.status, 201) << answer.body;
    return answer.header("upload-recording");
  }

  nlohmann::json seen(const std::string& id) {
    return officer_.get("/api/v1/recordings/" + id).json();
  }

  /// Once the server has looked through it.
  nlohmann::json probed(const std::string& id) {
    for (int tries = 0; tries < 600; ++tries) {
      auto recording = seen(id);
      if (recording.at("probed") != "") return recording;
      std::this_thread::sleep_for(std::chrono::milliseconds{100});
    }
    throw std::runtime_error{"nobody looked through " + id};
  }

  Answer post(const std::string& id, const std::string& what, const nlohmann::json& body) {
    return officer_.post("/api/v1/recordings/" + id + "/" + what, body);
  }

  static std::vector<std::string> kinds(const nlohmann::json& recording) {
    return recording.at("findings").get<std::vector<std::string>>();
  }
};

TEST_F(RecordingTest, IsLookedThroughAndWatchedInRangesBySomebodyWhoSaidWhy) {
  const auto bytes = read_file(filmed("walk-through.mp4", 4));
  const auto id = sent(bytes, "现场.mp4",
                       {{"started_at", "2026-03-02T09:00:00+08:00"},
                        {"filetype", "video/mp4"},
                        {"source", "phone"}});
  const auto recording = probed(id);
  EXPECT_EQ(recording.at("plays"), true);
  EXPECT_EQ(recording.at("from"), "2026-03-02T09:00:00+08:00");
  EXPECT_EQ(recording.at("officer"), "zhaomin");
  EXPECT_EQ(recording.at("report").at("video_codec"), "h264");
  EXPECT_THAT(kinds(recording), Not(Contains("truncated")));

  const auto file = "/api/v1/recordings/" + id + "/file";
  const auto early = officer_.get(file);
  EXPECT_EQ(early.status, 403);
  EXPECT_THAT(early.body, HasSubstr("purpose-missing"));
  EXPECT_EQ(post(id, "watching", {{"purpose", ""}}).status, 422);
  EXPECT_EQ(post(id, "watching", {{"purpose", "核对笔录"}}).status, 204);

  const auto part = officer_.send({.path = file, .headers = {"Range: bytes=100-199"}});
  EXPECT_EQ(part.status, 206);
  EXPECT_EQ(part.body, bytes.substr(100, 100));
  EXPECT_EQ(part.header("content-range"), fmt::format("bytes 100-199/{}", bytes.size()));
  EXPECT_EQ(part.header("cache-control"), "private, no-store");
  EXPECT_EQ(officer_.send({.path = file, .headers = {"Range: bytes=-7"}}).body,
            bytes.substr(bytes.size() - 7));
  EXPECT_EQ(officer_.send({.path = file, .headers = {"Range: bytes=99999999-"}}).status, 416);

  const auto looks = officer_.get("/api/v1/recordings/" + id + "/looks").json().at("looks");
  ASSERT_EQ(looks.size(), 1U);
  EXPECT_EQ(looks[0].at("purpose"), "核对笔录");
  EXPECT_EQ(installation_.people.as("wanglei").get(file).status, 404) << "another unit";
}

TEST_F(RecordingTest, TellsTheSameDayWhatIsWrongWithAFile) {
  EXPECT_THAT(kinds(probed(sent("这不是录像，是一段文字。", "说明.mp4"))), Contains("not_media"));
  const auto whole = read_file(filmed("walk-through.mp4", 4));
  const auto cut = probed(sent(whole.substr(0, whole.size() / 3), "截断.mp4"));
  EXPECT_THAT(kinds(cut), Not(IsEmpty()));
  EXPECT_EQ(cut.at("plays").get<bool>() && kinds(cut).empty(), false);
}

TEST_F(RecordingTest, TakesNotesAtMomentsOfIt) {
  const auto id = sent(read_file(filmed("notes.mp4", 3)), "标注.mp4",
                       {{"started_at", "2026-03-02T10:00:00+08:00"}});
  static_cast<void>(probed(id));
  EXPECT_EQ(post(id, "notes", {{"at_ms", 1500}, {"text", "当事人签名"}}).status, 200);
  EXPECT_EQ(post(id, "notes", {{"at_ms", 1500}, {"text", "  "}}).status, 422);
  EXPECT_EQ(post(id, "notes", {{"at_ms", 999'000}, {"text", "在外面"}}).status, 422);
  EXPECT_EQ(seen(id).at("notes").at(0).at("text"), "当事人签名");
}

TEST_F(RecordingTest, IsCutIntoAClipThatIsAFileOfItsOwn) {
  const auto id = sent(read_file(filmed("to-cut.mp4", 5)), "剪辑.mp4",
                       {{"started_at", "2026-03-02T11:00:00+08:00"}});
  static_cast<void>(probed(id));
  nlohmann::json wish{
      {"kind", "recording_copy"}, {"recording", id}, {"copy", "clip"}, {"title", "签名片段"},
      {"purpose", "案卷评查"},    {"from_ms", 1000}, {"to_ms", 3000}};
  EXPECT_EQ(post(id, "watching", {{"purpose", "制作片段"}}).status, 204);
  auto wrong = wish;
  wrong["to_ms"] = 500;
  EXPECT_EQ(officer_.post("/api/v1/jobs", wrong).status, 422);
  const auto ordered = officer_.post("/api/v1/jobs", wish);
  ASSERT_EQ(ordered.status, 202) << ordered.body;
  const auto job = "/api/v1/jobs/" + ordered.json().at("job").get<std::string>();
  for (int tries = 0; tries < 600 && officer_.get(job).json().at("state") == "running"; ++tries) {
    std::this_thread::sleep_for(std::chrono::milliseconds{100});
  }
  ASSERT_EQ(officer_.get(job).json().at("state"), "done") << officer_.get(job).body;
  const auto copies = seen(id).at("copies");
  ASSERT_EQ(copies.size(), 1U);
  EXPECT_EQ(copies[0].at("title"), "签名片段");
  const auto film = officer_.get("/api/v1/recordings/" + id +
                                 "/file?copy=" + copies[0].at("copy").get<std::string>());
  EXPECT_EQ(film.status, 200);
  EXPECT_EQ(to_hex(as_bytes(crypto::sha256(film.body))), copies[0].at("sha256"));
  EXPECT_NE(film.body, read_file(filmed("to-cut.mp4", 5)));
}

TEST_F(RecordingTest, IsCoveredOnlyWhereSomethingIsToBeCovered) {
  const auto id = sent(read_file(filmed("to-cover.mp4", 3)), "遮挡.mp4",
                       {{"started_at", "2026-03-02T12:00:00+08:00"}});
  EXPECT_EQ(post(id, "watching", {{"purpose", "制作遮挡副本"}}).status, 204);
  nlohmann::json wish{{"kind", "recording_copy"},
                      {"recording", id},
                      {"copy", "redacted"},
                      {"title", "遮挡副本"},
                      {"purpose", "公开"},
                      {"boxes", {1}},
                      {"muted", nlohmann::json::array()}};
  EXPECT_EQ(officer_.post("/api/v1/jobs", wish).status, 400);
  wish["boxes"] = nlohmann::json::array();
  EXPECT_EQ(officer_.post("/api/v1/jobs", wish).status, 422) << "nothing to cover";
  wish["boxes"].push_back({{"x", 100},
                           {"y", 100},
                           {"width", 5000},
                           {"height", 100},
                           {"from_ms", 0},
                           {"to_ms", 3000},
                           {"cover", "filled"}});
  EXPECT_EQ(officer_.post("/api/v1/jobs", wish).status, 422) << "wider than the picture";
  wish["boxes"][0]["width"] = 500;
  EXPECT_EQ(officer_.post("/api/v1/jobs", wish).status, 202);
}

TEST_F(RecordingTest, StandsOnTheWall) {
  static_cast<void>(probed(sent(read_file(filmed("wall.mp4", 2)), "墙.mp4")));
  const auto wall = installation_.people.as("luojing").get("/api/v1/recording-wall").json();
  bool found = false;
  for (const auto& unit : wall.at("units")) {
    found = found || (unit.at("unit") == "chengguan" && unit.at("recordings") > 0);
  }
  EXPECT_TRUE(found) << wall.dump();
}

TEST_F(RecordingTest, IsWatchedFromOutsideOnlyWithALinkThatLeadsSomewhere) {
  auto stranger = installation_.stranger();
  const auto page = stranger.get("/watch/guessed-token");
  EXPECT_EQ(page.status, 410);
  EXPECT_THAT(page.body, HasSubstr("链接无效"));
  EXPECT_EQ(stranger.get("/watch/guessed-token/r-0000").status, 410);
}

}  // namespace
}  // namespace mingcha::test
