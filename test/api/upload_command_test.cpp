// SPDX-License-Identifier: Apache-2.0
// `mingcha upload` as a dock runs it, and many docks at once.
#include <filesystem>
#include <random>
#include <thread>

#include <fmt/format.h>

#include "base/encoding.h"
#include "crypto/hash.h"
#include "test/api/installation.h"
#include "test/support/child.h"
#include "test/support/temporary_folder.h"

namespace mingcha::test {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string some_bytes(std::size_t count, unsigned seed) {
  std::mt19937 random{seed};
  std::string bytes(count, '\0');
  for (char& c : bytes) c = static_cast<char>(random());
  return bytes;
}

class UploadCommandTest : public testing::Test {
 protected:
  UploadCommandTest() {
    write_file(folder_.path() / "password", std::string{kPassword} + "\n");
    std::filesystem::create_directories(folder_.path() / "DCIM" / "100");
  }

  std::string recorded(const std::string& name, std::size_t size) {
    const auto bytes = some_bytes(size, ++seed_);
    write_file(folder_.path() / "DCIM" / name, bytes);
    return bytes;
  }
  [[nodiscard]] std::vector<std::string> words(std::vector<std::string> more = {}) const {
    std::vector<std::string> all{MINGCHA_PROGRAM,
                                 "upload",
                                 "--server",
                                 installation_.bureau.address(),
                                 "--login",
                                 "zhaomin",
                                 "--password-file",
                                 (folder_.path() / "password").string(),
                                 "--state",
                                 (folder_.path() / "state.json").string(),
                                 (folder_.path() / "DCIM").string()};
    all.insert(all.end(), more.begin(), more.end());
    return all;
  }
  [[nodiscard]] bool has_arrived(const std::string& bytes) const {
    const auto sha256 = to_hex(as_bytes(crypto::sha256(bytes)));
    const auto file =
        installation_.bureau.data() / "recordings" / sha256.substr(0, 2) / sha256.substr(2);
    return std::filesystem::exists(file) && read_file(file) == bytes;
  }

  Installation& installation_ = Installation::shared(store::Engine::sqlite);
  TemporaryFolder folder_;
  unsigned seed_ = 0;
};

TEST_F(UploadCommandTest, SendsFoldersAndSendsNothingTwice) {
  const auto one = recorded("1.mp4", 3'000'000), two = recorded("100/2.mp4", 5);
  const auto first = run(words());
  EXPECT_EQ(first.status, 0) << first.output;
  EXPECT_TRUE(has_arrived(one));
  EXPECT_TRUE(has_arrived(two));
  EXPECT_THAT(first.output, HasSubstr("of 2 files 2 sent"));

  const auto three = recorded("3.mp4", 1000);
  const auto again = run(words());
  EXPECT_EQ(again.status, 0) << again.output;
  EXPECT_TRUE(has_arrived(three));
  const auto id_of = [](const std::string& said, const std::string& name) {
    const auto at = said.find(name + ": r-");
    return at == std::string::npos ? std::string{} : said.substr(at, name.size() + 20);
  };
  EXPECT_EQ(id_of(again.output, "1.mp4"), id_of(first.output, "1.mp4"))
      << "the same recording, not a second one";
}

TEST_F(UploadCommandTest, GoesOnWhereItWasKilled) {
  const auto bytes = recorded("long.mp4", 12'000'000);
  {
    Child killed{words({"--limit", "4MB"}), folder_.path() / "output"};
    std::this_thread::sleep_for(std::chrono::milliseconds{1500});
    EXPECT_TRUE(killed.running());
    killed.send(SIGKILL);
  }
  EXPECT_FALSE(has_arrived(bytes));
  const auto state = nlohmann::json::parse(read_file(folder_.path() / "state.json"));
  const auto address = state.begin()->at("address").get<std::string>();
  auto& officer = installation_.people.as("zhaomin");
  std::int64_t offset = 0;
  for (int i = 0; i < 100 && offset == 0; ++i) {
    offset = officer.get(address).json().at("offset").get<std::int64_t>();
    std::this_thread::sleep_for(std::chrono::milliseconds{50});
  }
  EXPECT_GT(offset, 0) << "what arrived before counts";

  const auto finished = run(words());
  EXPECT_EQ(finished.status, 0) << finished.output;
  EXPECT_TRUE(has_arrived(bytes));
  EXPECT_EQ(officer.get(address).json().at("complete"), true) << "the same upload went on";
}

TEST_F(UploadCommandTest, SaysWhyAFileIsNotTakenAndSendsTheOthers) {
  recorded("empty.mp4", 0);
  const auto good = recorded("good.mp4", 1000);
  const auto finished = run(words());
  EXPECT_EQ(finished.status, 1);
  EXPECT_TRUE(has_arrived(good));
  EXPECT_THAT(finished.output, HasSubstr("empty.mp4: 文件是空的"));
  EXPECT_THAT(finished.output, HasSubstr("of 2 files 1 sent"));
}

TEST_F(UploadCommandTest, TriesAgainWhileTheServerIsAwayAndGivesUpInTheEnd) {
  recorded("1.mp4", 10);
  auto away = words({"--patience", "0"});
  away[3] = "http://127.0.0.1:9";
  const auto finished = run(away);
  EXPECT_EQ(finished.status, 1);
  EXPECT_THAT(finished.output, HasSubstr("服务器没有应答"));
}

TEST_F(UploadCommandTest, TellsWhoMayNotSignIn) {
  recorded("1.mp4", 10);
  write_file(folder_.path() / "password", "wrong\n");
  const auto finished = run(words({"--patience", "0"}));
  EXPECT_EQ(finished.status, 1);
  EXPECT_THAT(finished.output, Not(HasSubstr("wrong")));
  EXPECT_THAT(finished.output, HasSubstr("未上传"));
}

TEST(ManyDocks, SendTwoHundredRecordingsAtOnce) {
  constexpr int kDocks = 200;
  auto& installation = Installation::shared(store::Engine::sqlite);
  Client signed_in{installation.bureau.address()};
  ASSERT_EQ(signed_in.sign_in("zhaomin", kPassword).status, 201);
  const std::string tus = "Tus-Resumable: 1.0.0";
  std::vector<std::string> recordings(kDocks);
  std::vector<std::thread> threads;
  for (int i = 0; i < kDocks; ++i) {
    threads.emplace_back([&, i] {
      auto dock = signed_in.twin();
      const auto bytes = some_bytes(300'000, 1000 + static_cast<unsigned>(i));
      const auto made = dock.send({.method = "POST",
                                   .path = "/api/v1/uploads",
                                   .body = bytes.substr(0, 100'000),
                                   .content_type = "application/offset+octet-stream",
                                   .headers = {tus, "Upload-Length: 300000"}});
      const auto last = dock.send({.method = "PATCH",
                                   .path = made.header("location"),
                                   .body = bytes.substr(100'000),
                                   .content_type = "application/offset+octet-stream",
                                   .headers = {tus, "Upload-Offset: 100000"}});
      if (last.status == 204)
        recordings[static_cast<std::size_t>(i)] = last.header("upload-recording");
    });
  }
  for (auto& thread : threads) thread.join();
  for (int i = 0; i < kDocks; ++i) {
    const auto& id = recordings[static_cast<std::size_t>(i)];
    ASSERT_FALSE(id.empty()) << i;
    const auto facts = signed_in.get("/api/v1/recordings/" + id).json();
    EXPECT_EQ(
        facts.at("sha256"),
        to_hex(as_bytes(crypto::sha256(some_bytes(300'000, 1000 + static_cast<unsigned>(i))))));
  }
}

}  // namespace
}  // namespace mingcha::test
