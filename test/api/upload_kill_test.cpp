// SPDX-License-Identifier: Apache-2.0
// The server, or the sender, is killed at random in the middle of one upload: every offset that
// was told stays true, and in the end the file is the one that was sent.
//
//   MINGCHA_KILL_SEED=…    repeats a run
//   MINGCHA_KILL_ROUNDS=…  more or fewer kills
#include <atomic>
#include <cstdlib>
#include <cstring>
#include <iostream>
#include <random>
#include <thread>

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "base/encoding.h"
#include "crypto/hash.h"
#include "http/server/test_client.h"
#include "test/support/bureau.h"
#include "test/support/client.h"

namespace mingcha::test {
namespace {

using std::chrono::milliseconds;
using testing::IsEmpty;
using testing::Not;

constexpr const char* kFolder = "/api/v1/uploads";
const std::string kTus = "Tus-Resumable: 1.0.0";
const std::string kChunk = "application/offset+octet-stream";

unsigned from_environment(const char* name, unsigned usual) {
  const char* given = std::getenv(name);
  return given == nullptr ? usual : static_cast<unsigned>(std::stoul(given));
}

/// A dock that has one file to send and does not give up.
class Dock {
 public:
  Dock(const std::string& address, std::string bytes, unsigned seed)
      : client_{address}, bytes_{std::move(bytes)}, random_{seed} {
    const auto session = client_.sign_in("zhaomin", kPassword);
    const auto cookie = session.header("set-cookie");
    session_ = fmt::format("Cookie: {}\r\nX-CSRF-Token: {}\r\n", cookie.substr(0, cookie.find(';')),
                           session.json().at("csrf").get<std::string>());
    const auto made =
        client_.send({.method = "POST",
                      .path = kFolder,
                      .headers = {kTus, fmt::format("Upload-Length: {}", bytes_.size()),
                                  "Upload-Metadata: filename " + to_base64("kill.mp4")}});
    upload_ = made.header("location");
    EXPECT_THAT(upload_, Not(IsEmpty())) << made.body;
  }

  /// Until the file is there or the server is gone.
  void send(const std::string& address) {
    client_.go_to(address);
    while (recording_.empty()) {
      const auto state = client_.send({.method = "HEAD", .path = upload_, .headers = {kTus}});
      if (state.status != 200) return;
      const auto offset = std::stoull(state.header("upload-offset"));
      EXPECT_GE(offset, told_) << "an offset that was told is true no more";
      told_ = offset;
      recording_ = state.header("upload-recording");
      if (!recording_.empty()) return;
      const std::size_t count = random_() % 3'000'000 + 1;
      const auto piece = bytes_.substr(offset, count);
      if (random_() % 4 == 0) {
        break_off(address, offset, piece);
      } else if (!append(offset, piece)) {
        return;
      }
    }
  }

  [[nodiscard]] const std::string& recording() const { return recording_; }
  /// What the record knows of it.
  [[nodiscard]] nlohmann::json facts() {
    return client_.get("/api/v1/recordings/" + recording_).json();
  }
  [[nodiscard]] std::size_t told() const { return told_; }
  [[nodiscard]] int broken_off() const { return broken_off_; }

 private:
  bool append(std::uint64_t offset, const std::string& piece) {
    const auto answer = client_.send({.method = "PATCH",
                                      .path = upload_,
                                      .body = piece,
                                      .content_type = kChunk,
                                      .headers = {kTus, fmt::format("Upload-Offset: {}", offset)}});
    if (answer.status == 0) return false;
    // What was broken off reached the server only after HEAD had, or took over: it counts, so ask
    // again.
    if (answer.status == 409 || answer.status == 423) return true;
    EXPECT_EQ(answer.status, 204) << answer.body;
    EXPECT_EQ(answer.header("upload-offset"), std::to_string(offset + piece.size()));
    told_ = std::stoull(answer.header("upload-offset"));
    recording_ = answer.header("upload-recording");
    return true;
  }

  /// As a dock that loses power.
  void break_off(const std::string& address, std::uint64_t offset, const std::string& piece) {
    try {
      http::test::RawClient raw{
          static_cast<std::uint16_t>(std::stoi(address.substr(address.rfind(':') + 1)))};
      raw.send(
          fmt::format("PATCH {} HTTP/1.1\r\nHost: a\r\n{}{}\r\nUpload-Offset: {}\r\n"
                      "Content-Type: {}\r\nContent-Length: {}\r\n\r\n",
                      upload_, session_, kTus, offset, kChunk, piece.size()));
      raw.send(std::string_view{piece}.substr(0, random_() % piece.size()));
      broken_off_ += 1;
    } catch (const std::runtime_error&) {  // The server is gone.
    }
  }

  Client client_;
  std::string session_;
  std::string bytes_;
  std::mt19937 random_;
  std::string upload_;
  std::string recording_;
  std::size_t told_ = 0;
  int broken_off_ = 0;
};

TEST(KilledUpload, ArrivesWholeHoweverOftenServerAndSenderAreKilled) {
  const auto seed = from_environment("MINGCHA_KILL_SEED", std::random_device{}());
  const auto kills = from_environment("MINGCHA_KILL_ROUNDS", 50);
  std::cout << "MINGCHA_KILL_SEED=" << seed << std::endl;
  std::mt19937 random{seed};
  std::string bytes(400'000'000, '\0');
  for (std::size_t i = 0; i + 4 <= bytes.size(); i += 4) {
    const auto word = static_cast<std::uint32_t>(random());
    std::memcpy(bytes.data() + i, &word, 4);
  }
  Bureau bureau{store::Engine::sqlite, {.logins = {"zhaomin"}}};
  bureau.start();
  Dock dock{bureau.address(), bytes, seed};

  unsigned killed = 0;
  for (; killed < kills && dock.recording().empty(); ++killed) {
    std::thread sender{[&] { dock.send(bureau.address()); }};
    std::this_thread::sleep_for(milliseconds{random() % 120});
    bureau.kill();
    sender.join();
    bureau.start();
  }
  dock.send(bureau.address());

  std::cout << fmt::format("{} kills of the server, {} of the sender", killed, dock.broken_off())
            << std::endl;
  ASSERT_THAT(dock.recording(), Not(IsEmpty()));
  EXPECT_GT(killed, kills / 2) << "the file was too small to be interrupted";
  const auto sha256 = to_hex(as_bytes(crypto::sha256(bytes)));
  const auto facts = dock.facts();
  EXPECT_EQ(facts.at("sha256"), sha256);
  EXPECT_EQ(facts.at("sm3"), to_hex(as_bytes(crypto::sm3(bytes))));
  EXPECT_TRUE(read_file(bureau.data() / "recordings" / sha256.substr(0, 2) / sha256.substr(2)) ==
              bytes);
}

}  // namespace
}  // namespace mingcha::test
