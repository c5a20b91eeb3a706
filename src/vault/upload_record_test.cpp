// SPDX-License-Identifier: Apache-2.0
#include "vault/upload_record.h"

#include <filesystem>
#include <fstream>
#include <unistd.h>

#include <gtest/gtest.h>

namespace mingcha::vault {
namespace {

UploadState far_state() {
  UploadState state;
  state.length = std::uint64_t{80} << 30U;
  state.changed_at = from_millis(1'772'000'000'123);
  state.phase = UploadPhase::delivered;
  state.outcome = "r-1";
  // As if 5 GiB and 3 bytes had been hashed: the count stands big-endian before the block's rest.
  const auto far = [](crypto::HashKind kind) {
    crypto::RunningDigest digest{kind};
    digest.update("abc");
    auto bytes = digest.state();
    bytes[2 + 32 + 3] = 1;
    bytes[2 + 32 + 4] = 0x40;
    return crypto::RunningDigest::restore(kind, bytes).value();
  };
  state.sha256 = far(crypto::HashKind::sha256);
  state.sm3 = far(crypto::HashKind::sm3);
  return state;
}

class UploadRecordTest : public testing::Test {
 protected:
  void SetUp() override {
    path_ = std::filesystem::temp_directory_path() /
            ("mingcha-state-test-" + std::to_string(::getpid()));
    std::filesystem::remove(path_);
  }
  void TearDown() override { std::filesystem::remove(path_); }

  void overwrite(std::streamoff at, const std::string& bytes) const {
    std::fstream file{path_, std::ios::in | std::ios::out | std::ios::binary};
    file.seekp(at);
    file << bytes;
  }

  std::filesystem::path path_;
};

TEST_F(UploadRecordTest, ReadsBackWhatWasWrittenBeyondFourGibibytes) {
  const auto state = far_state();
  const auto back = decode_state(encode(state));
  ASSERT_TRUE(back.has_value());
  EXPECT_EQ(back->offset(), (std::uint64_t{5} << 30U) + 3);
  EXPECT_EQ(back->length, state.length);
  EXPECT_EQ(back->changed_at, state.changed_at);
  EXPECT_EQ(back->phase, UploadPhase::delivered);
  EXPECT_EQ(back->outcome, "r-1");
  EXPECT_EQ(back->sha256.digest(), state.sha256.digest());
  EXPECT_EQ(back->sm3.digest(), state.sm3.digest());
}

TEST_F(UploadRecordTest, TakesNoStateThatIsNotWhole) {
  const auto bytes = encode(far_state());
  for (std::size_t length = 0; length < bytes.size(); ++length) {
    EXPECT_FALSE(decode_state(std::string_view{bytes}.substr(0, length))) << length;
  }
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    auto broken = bytes;
    broken[at] = static_cast<char>(broken[at] ^ 0x20);
    EXPECT_FALSE(decode_state(broken)) << at;
  }
}

TEST_F(UploadRecordTest, KeepsTheStateBeforeWhenACrashCutsAWritingOff) {
  UploadState state;
  StateFile::create(path_, state);
  const StateFile file{path_};
  for (int i = 1; i <= 6; ++i) {
    state.sha256.update("x");
    state.sm3.update("x");
    file.write(state);
    EXPECT_EQ(file.read().offset(), static_cast<std::uint64_t>(i));
    EXPECT_EQ(std::filesystem::file_size(path_), 8192U) << "it would not fit on a full disk";
    // The place that was just written, cut off in its middle; the other one stands.
    const auto whole = encode(state);
    const std::streamoff place = state.sequence % 2 == 0 ? 0 : 4096;
    overwrite(place + 40, std::string(100, '\0'));
    EXPECT_EQ(file.read().offset(), static_cast<std::uint64_t>(i - 1));
    overwrite(place, whole);
  }
}

TEST_F(UploadRecordTest, FailsRatherThanGuessWhenNoStateIsWhole) {
  StateFile::create(path_, {});
  overwrite(0, std::string(8192, 'x'));
  EXPECT_THROW((void)StateFile{path_}.read(), Fault);
}

TEST_F(UploadRecordTest, KeepsAnyBytesInMetadata) {
  Upload upload;
  upload.id = "i";
  upload.owner = "张三";
  upload.kind = UploadKind::joined;
  upload.parts = {"a", "b"};
  upload.metadata = {{"filename", std::string{"\0\xff录像", 8}}, {"empty", ""}};
  const auto back = decode_plan(encode_plan(upload));
  EXPECT_EQ(back.metadata, upload.metadata);
  EXPECT_EQ(back.owner, upload.owner);
  EXPECT_EQ(back.kind, upload.kind);
  EXPECT_EQ(back.parts, upload.parts);
  EXPECT_THROW((void)decode_plan("{}"), Fault);
}

}  // namespace
}  // namespace mingcha::vault
