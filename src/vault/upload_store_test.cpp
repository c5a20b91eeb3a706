// SPDX-License-Identifier: Apache-2.0
// What every UploadStore promises. A store in another place passes the same suite: it adds a maker
// at the end of this file.
#include <csignal>
#include <filesystem>
#include <fstream>
#include <functional>
#include <random>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <gmock/gmock.h>

#include "crypto/hash.h"
#include "vault/folder_uploads.h"

namespace mingcha::vault {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

namespace fs = std::filesystem;

std::string some_bytes(std::size_t count, unsigned seed = 1) {
  std::mt19937 random{seed};
  std::string bytes(count, '\0');
  for (char& c : bytes) c = static_cast<char>(random());
  return bytes;
}

/// One place that stores can be opened over, as often as somebody likes.
class Place {
 public:
  Place() : folder_{fs::temp_directory_path() / ("mingcha-uploads-" + std::to_string(counter_++))} {
    folder_ += "-" + std::to_string(::getpid());
    fs::remove_all(folder_);
    fs::create_directories(folder_ / "vault");
    fs::create_directories(folder_ / "uploads");
    vault_.emplace(folder_ / "vault");
  }
  ~Place() { fs::remove_all(folder_); }
  Place(const Place&) = delete;
  Place& operator=(const Place&) = delete;

  /// As another process over the same place would.
  [[nodiscard]] std::unique_ptr<UploadStore> open(FolderUploadsOptions options = {}) {
    return std::make_unique<FolderUploads>(folder_ / "uploads", *vault_, clock_, options);
  }
  SetClock& clock() { return clock_; }
  [[nodiscard]] std::string file(const std::string& sha256) const {
    const auto path = vault_->find(sha256);
    if (!path) return "not in the vault";
    std::ifstream in{*path, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
  }
  [[nodiscard]] const fs::path& folder() const { return folder_; }

 private:
  inline static int counter_ = 0;
  fs::path folder_;
  SetClock clock_{from_millis(1'772'000'000'000)};
  std::optional<FolderVault> vault_;
};

class UploadStoreTest : public testing::Test {
 protected:
  Upload create(std::optional<std::uint64_t> length, UploadKind kind = UploadKind::whole) {
    return store_->create({kind, length, "zhaomin", {{"filename", "a.mp4"}}}).value();
  }
  Result<Upload> append(const std::string& id, std::uint64_t offset, std::string bytes,
                        const AppendOptions& options = {}) {
    auto writer = store_->append(id, offset, options);
    if (!writer) return tl::unexpected{writer.error()};
    if (auto put = (*writer)->append(bytes); !put) return tl::unexpected{put.error()};
    return (*writer)->close();
  }
  std::string part(std::string bytes) {
    const auto upload = create(bytes.size(), UploadKind::partial);
    EXPECT_TRUE(append(upload.id, 0, std::move(bytes)).has_value());
    return upload.id;
  }
  /// Does something in another process, which may be killed. Its exit status, or minus the signal.
  int in_a_child(const std::function<int()>& work) {
    store_.reset();  // Its threads would not come along.
    const auto child = ::fork();
    if (child == 0) ::_exit(work());
    int status = 0;
    ::waitpid(child, &status, 0);
    store_ = place_.open();
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
  }
  template <typename T>
  static std::string code(const Result<T>& result) {
    if (result) return "no refusal";
    return result.error().findings.empty() ? "no finding" : result.error().findings.front().code;
  }

  Place place_;
  std::unique_ptr<UploadStore> store_ = place_.open();
};

TEST_F(UploadStoreTest, KeepsAFileThatArrivedInPiecesUnderTheDigestsOfTheWhole) {
  const auto bytes = some_bytes(3'000'000);
  const auto upload = create(bytes.size());
  std::size_t at = 0;
  for (const std::size_t count : {1U, 63U, 64U, 999'999U, 1'999'873U}) {
    const auto state = append(upload.id, at, bytes.substr(at, count));
    at += count;
    ASSERT_TRUE(state.has_value());
    EXPECT_EQ(state->offset, at);
    store_ = place_.open();  // Each piece comes to another process.
  }
  EXPECT_TRUE(store_->find(upload.id)->complete());
  EXPECT_THAT(store_->undelivered(), ElementsAre(upload.id));

  const auto kept = store_->keep(upload.id);
  ASSERT_TRUE(kept.has_value());
  EXPECT_EQ(kept->size, bytes.size());
  EXPECT_EQ(kept->sha256, to_hex(as_bytes(crypto::sha256(bytes))));
  EXPECT_EQ(kept->sm3, to_hex(as_bytes(crypto::sm3(bytes))));
  EXPECT_EQ(place_.file(kept->sha256), bytes);
  EXPECT_EQ(*store_->keep(upload.id), *kept) << "again it says the same";
}

TEST_F(UploadStoreTest, TellsWhatWasPlanned) {
  const auto upload = create(std::nullopt);
  const auto found = store_->find(upload.id);
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->owner, "zhaomin");
  EXPECT_EQ(found->metadata.at("filename"), "a.mp4");
  EXPECT_EQ(found->begun_at, place_.clock().now());
  EXPECT_FALSE(found->length);
  EXPECT_EQ(code(store_->find("../../etc/passwd")), "no-such-upload");
  EXPECT_EQ(code(store_->find(std::string(32, 'a'))), "no-such-upload");
}

TEST_F(UploadStoreTest, ChangesNothingAtAWrongOffset) {
  const auto upload = create(10);
  ASSERT_TRUE(append(upload.id, 0, "abc").has_value());
  for (const std::uint64_t wrong : {0U, 2U, 4U, 10U}) {
    EXPECT_EQ(code(append(upload.id, wrong, "x")), "offset-differs");
  }
  EXPECT_EQ(store_->find(upload.id)->offset, 3U);
}

TEST_F(UploadStoreTest, TakesNothingPastTheLength) {
  const auto upload = create(5);
  EXPECT_EQ(code(append(upload.id, 0, "abcdef")), "past-the-length");
  EXPECT_EQ(store_->find(upload.id)->offset, 0U);
  EXPECT_TRUE(append(upload.id, 0, "abcde").has_value());
  EXPECT_EQ(code(append(upload.id, 5, "f")), "past-the-length");
}

TEST_F(UploadStoreTest, LetsTheLengthBeDeclaredOnceAndLater) {
  const auto upload = create(std::nullopt);
  ASSERT_TRUE(append(upload.id, 0, "abc").has_value());
  EXPECT_EQ(code(store_->keep(upload.id)), "upload-unfinished");
  EXPECT_EQ(code(append(upload.id, 3, "d", {.length = 2})), "length-differs");
  ASSERT_TRUE(append(upload.id, 3, "d", {.length = 5}).has_value());
  EXPECT_EQ(code(append(upload.id, 4, "e", {.length = 6})), "length-differs");
  ASSERT_TRUE(append(upload.id, 4, "e", {.length = 5}).has_value());
  EXPECT_TRUE(store_->keep(upload.id).has_value());
}

TEST_F(UploadStoreTest, KeepsWhatArrivedBeforeTheConnectionWasCut) {
  const auto upload = create(10);
  {
    const auto writer = store_->append(upload.id, 0, {});
    std::string piece = "abcd";
    ASSERT_TRUE((*writer)->append(piece).has_value());
  }
  EXPECT_EQ(store_->find(upload.id)->offset, 4U);
  ASSERT_TRUE(append(upload.id, 4, "efghij").has_value());
  EXPECT_EQ(store_->keep(upload.id)->sha256, to_hex(as_bytes(crypto::sha256("abcdefghij"))));
}

TEST_F(UploadStoreTest, LetsWhoeverAsksNewlyTakeOverFromADeadConnection) {
  const auto upload = create(10);
  const auto dead = store_->append(upload.id, 0, {}).value();
  std::string piece = "abcd";
  ASSERT_TRUE(dead->append(piece).has_value());

  const auto taken = store_->take_over(upload.id);
  ASSERT_TRUE(taken.has_value());
  EXPECT_EQ(taken->offset, 4U) << "what had arrived counts";
  piece = "efgh";
  EXPECT_EQ(code(dead->append(piece)), "upload-taken-over");
  EXPECT_EQ(code(dead->close()), "upload-taken-over");
  EXPECT_EQ(store_->find(upload.id)->offset, 4U) << "the offset that was told is final";

  const auto first = store_->append(upload.id, 4, {}).value();
  const auto second = store_->append(upload.id, 4, {}).value();
  piece = "efg";
  EXPECT_EQ(code(first->append(piece)), "upload-taken-over");
  EXPECT_TRUE(second->append(piece).has_value());
}

TEST_F(UploadStoreTest, LetsAnotherProcessTakeOver) {
  const auto upload = create(10);
  ASSERT_TRUE(append(upload.id, 0, "ab").has_value());
  auto elsewhere = place_.open();
  const auto dead = elsewhere->append(upload.id, 2, {}).value();
  std::string piece = "cd";
  ASSERT_TRUE(dead->append(piece).has_value());

  const auto taken = store_->take_over(upload.id);
  EXPECT_EQ(taken->offset, 2U) << "what was not durable yet does not count";
  piece = "ef";
  EXPECT_EQ(code(dead->append(piece)), "upload-taken-over");
  ASSERT_TRUE(append(upload.id, 2, "XYXYXYXY").has_value());
  dead->break_off();
  EXPECT_EQ(store_->keep(upload.id)->sha256, to_hex(as_bytes(crypto::sha256("abXYXYXYXY"))));
  EXPECT_EQ(place_.file(store_->keep(upload.id)->sha256), "abXYXYXYXY");
}

TEST_F(UploadStoreTest, CountsAllOfAPieceWithAChecksumOrNothing) {
  const auto upload = create(10);
  ASSERT_TRUE(append(upload.id, 0, "ab").has_value());
  const auto options = [](std::string_view bytes) {
    crypto::Checksum checksum{crypto::ChecksumKind::sha1};
    checksum.update(bytes);
    return AppendOptions{.checksum = {{crypto::ChecksumKind::sha1, checksum.digest()}}};
  };
  EXPECT_EQ(code(append(upload.id, 2, "cd", options("other"))), "checksum-differs");
  EXPECT_EQ(store_->find(upload.id)->offset, 2U);
  {
    const auto cut = store_->append(upload.id, 2, options("cdef")).value();
    std::string piece = "cd";
    ASSERT_TRUE(cut->append(piece).has_value());
  }
  EXPECT_EQ(store_->find(upload.id)->offset, 2U);
  ASSERT_TRUE(append(upload.id, 2, "cdefghij", options("cdefghij")).has_value());
  EXPECT_EQ(store_->keep(upload.id)->sha256, to_hex(as_bytes(crypto::sha256("abcdefghij"))));
}

TEST_F(UploadStoreTest, JoinsPartsUnderTheDigestsOfTheWhole) {
  const auto bytes = some_bytes(2'500'000);
  const std::vector parts{part(bytes.substr(0, 1'200'000)), part(bytes.substr(1'200'000))};
  EXPECT_THAT(store_->undelivered(), IsEmpty()) << "a part is no recording";
  const UploadPlan plan{UploadKind::joined, {}, "zhaomin", {{"filename", "b.mp4"}}};

  const auto whole = store_->join(parts, plan);
  ASSERT_TRUE(whole.has_value());
  EXPECT_EQ(whole->offset, bytes.size());
  EXPECT_TRUE(whole->complete());
  EXPECT_EQ(whole->metadata.at("filename"), "b.mp4");
  EXPECT_EQ(code(append(whole->id, whole->offset, "x")), "upload-is-joined");
  EXPECT_EQ(store_->join(parts, plan)->id, whole->id) << "asked again, it is the same";
  EXPECT_EQ(code(store_->join({parts[0]}, plan)), "part-missing");

  const auto kept = store_->keep(whole->id);
  EXPECT_EQ(kept->sha256, to_hex(as_bytes(crypto::sha256(bytes))));
  EXPECT_EQ(kept->sm3, to_hex(as_bytes(crypto::sm3(bytes))));
  EXPECT_EQ(place_.file(kept->sha256), bytes);
}

TEST_F(UploadStoreTest, JoinsNothingThatIsUnfinishedOrSomebodyElses) {
  const auto whole_part = part("abc");
  const auto unfinished = create(5, UploadKind::partial);
  const auto no_part = create(3);
  ASSERT_TRUE(append(no_part.id, 0, "abc").has_value());
  const UploadPlan plan{UploadKind::joined, {}, "zhaomin"};
  EXPECT_EQ(code(store_->join({whole_part, unfinished.id}, plan)), "part-unfinished");
  EXPECT_EQ(code(store_->join({whole_part, no_part.id}, plan)), "part-missing");
  EXPECT_EQ(code(store_->join({whole_part, "nonsense"}, plan)), "part-missing");
  EXPECT_EQ(code(store_->join({}, plan)), "part-missing");
  EXPECT_EQ(code(store_->join({whole_part}, {UploadKind::joined, {}, "somebody"})), "part-missing");
  EXPECT_TRUE(store_->join({whole_part}, plan).has_value());
}

TEST_F(UploadStoreTest, KeepsNoEmptyFileAsARecording) {
  const auto upload = create(0);
  EXPECT_TRUE(store_->find(upload.id)->complete());
  EXPECT_EQ(code(store_->keep(upload.id)), "file-empty");
  EXPECT_THAT(store_->undelivered(), IsEmpty());
}

TEST_F(UploadStoreTest, RemovesWhatIsUnfinishedAndNothingThatIsARecording) {
  const auto unfinished = create(5);
  const auto dead = store_->append(unfinished.id, 0, {}).value();
  EXPECT_TRUE(store_->remove(unfinished.id).has_value());
  EXPECT_EQ(code(store_->find(unfinished.id)), "no-such-upload");
  EXPECT_EQ(code(store_->remove(unfinished.id)), "no-such-upload");
  std::string piece = "abc";
  EXPECT_EQ(code(dead->append(piece)), "upload-taken-over");

  const auto complete = create(3);
  ASSERT_TRUE(append(complete.id, 0, "abc").has_value());
  EXPECT_EQ(code(store_->remove(complete.id)), "upload-is-over");
  EXPECT_TRUE(store_->keep(complete.id).has_value());
  EXPECT_EQ(code(store_->remove(complete.id)), "upload-is-over");
}

TEST_F(UploadStoreTest, DeliversAgainWhatACrashLeftBetweenVaultAndRecord) {
  const auto upload = create(3);
  ASSERT_TRUE(append(upload.id, 0, "abc").has_value());
  const auto kept = store_->keep(upload.id).value();
  EXPECT_THAT(place_.open()->undelivered(), ElementsAre(upload.id));
  EXPECT_EQ(*place_.open()->keep(upload.id), kept);

  store_->delivered(upload.id, "r-1");
  EXPECT_THAT(place_.open()->undelivered(), IsEmpty());
  const auto found = place_.open()->find(upload.id);
  EXPECT_EQ(found->outcome, "r-1");
  EXPECT_EQ(found->phase, UploadPhase::delivered);
  EXPECT_EQ(found->offset, 3U);
  EXPECT_EQ(code(append(upload.id, 3, "")), "upload-is-over");
}

// Of the folder's own way to keep a state.
TEST_F(UploadStoreTest, FindsItsFileInTheVaultWhenACrashCameBeforeTheStateSaidSo) {
  const auto upload = create(3);
  ASSERT_TRUE(append(upload.id, 0, "abc").has_value());
  const auto state = place_.folder() / "uploads" / upload.id / "state";
  fs::copy_file(state, place_.folder() / "before");
  const auto kept = store_->keep(upload.id).value();
  fs::copy_file(place_.folder() / "before", state, fs::copy_options::overwrite_existing);

  EXPECT_THAT(place_.open()->undelivered(), ElementsAre(upload.id));
  const auto again = place_.open()->keep(upload.id);
  ASSERT_TRUE(again.has_value());
  EXPECT_EQ(*again, kept);
  EXPECT_EQ(place_.file(kept.sha256), "abc");
}

TEST_F(UploadStoreTest, KeepsOneFileOfTheSameBytesSentTwice) {
  for (int i = 0; i < 2; ++i) {
    const auto upload = create(3);
    ASSERT_TRUE(append(upload.id, 0, "abc").has_value());
    ASSERT_TRUE(store_->keep(upload.id).has_value());
    store_->delivered(upload.id, "r-" + std::to_string(i));
  }
  EXPECT_EQ(place_.file(to_hex(as_bytes(crypto::sha256("abc")))), "abc");
}

TEST_F(UploadStoreTest, ExpiresWhatNobodyWentOnWithButNoRecordingThatNobodyHasTakenOver) {
  const auto old = create(5);
  const auto active = create(5);
  const auto waiting = create(3);
  const auto over = create(2);
  ASSERT_TRUE(append(waiting.id, 0, "abc").has_value());
  ASSERT_TRUE(append(over.id, 0, "ab").has_value());
  ASSERT_TRUE(store_->keep(over.id).has_value());
  store_->delivered(over.id, "r-1");
  const auto then = place_.clock().now();
  place_.clock().set(then + std::chrono::hours{24 * 8});
  ASSERT_TRUE(append(active.id, 0, "abc").has_value());

  EXPECT_EQ(store_->expire(then + std::chrono::hours{24}), 2U);
  EXPECT_EQ(code(store_->find(old.id)), "no-such-upload");
  EXPECT_EQ(code(store_->find(over.id)), "no-such-upload");
  EXPECT_EQ(store_->find(active.id)->offset, 3U);
  EXPECT_TRUE(store_->find(waiting.id).has_value());
  EXPECT_EQ(place_.file(to_hex(as_bytes(crypto::sha256("ab")))), "ab") << "the recording stays";
}

TEST_F(UploadStoreTest, RefusesWhatTheDiskCannotHold) {
  const auto created = store_->create({UploadKind::whole, std::uint64_t{1} << 62U, "zhaomin", {}});
  EXPECT_EQ(code(created), "disk-full");
}

TEST_F(UploadStoreTest, KeepsWhatFittedOnAFullDiskAndGoesOnFromThere) {
  const auto bytes = some_bytes(5'000'000);
  const auto upload = create(bytes.size());
  const int status = in_a_child([&] {
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{3'333'333, 3'333'333};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    auto store = place_.open();
    const auto writer = store->append(upload.id, 0, {}).value();
    std::string piece = bytes;
    const auto put = writer->append(piece);
    return code(put) == "disk-full" ? 0 : 1;
  });
  EXPECT_EQ(status, 0);
  EXPECT_EQ(store_->find(upload.id)->offset, 3'333'333U);
  ASSERT_TRUE(append(upload.id, 3'333'333, bytes.substr(3'333'333)).has_value());
  EXPECT_EQ(store_->keep(upload.id)->sha256, to_hex(as_bytes(crypto::sha256(bytes))));
}

TEST_F(UploadStoreTest, StandsAtATrueOffsetWheneverTheProcessIsKilled) {
  const auto bytes = some_bytes(20'000'000);
  const auto upload = create(bytes.size());
  std::mt19937 random{5};
  int killed = 0;
  std::uint64_t before = 0;
  for (int round = 0; round < 400 && !store_->find(upload.id)->complete(); ++round) {
    const auto patience = std::chrono::microseconds{random() % 9000};
    const int status = in_a_child([&] {
      std::thread{[&] {
        std::this_thread::sleep_for(patience);
        ::kill(::getpid(), SIGKILL);
      }}.detach();
      auto store = place_.open({.durable_every_bytes = 300'000});
      auto at = store->take_over(upload.id)->offset;
      const auto writer = store->append(upload.id, at, {}).value();
      std::string piece;
      while (at < bytes.size()) {
        piece = bytes.substr(at, 100'000);
        at += piece.size();
        if (!writer->append(piece)) return 1;
      }
      return writer->close() ? 0 : 2;
    });
    if (status == -SIGKILL) ++killed;
    ASSERT_TRUE(status == 0 || status == -SIGKILL) << status;
    const auto offset = store_->find(upload.id)->offset;
    ASSERT_GE(offset, before) << "what was told is not true any more";
    before = offset;
  }
  EXPECT_GT(killed, 3);
  const auto kept = store_->keep(upload.id);
  ASSERT_TRUE(kept.has_value());
  EXPECT_EQ(kept->sha256, to_hex(as_bytes(crypto::sha256(bytes))));
  EXPECT_EQ(kept->sm3, to_hex(as_bytes(crypto::sm3(bytes))));
  EXPECT_TRUE(place_.file(kept->sha256) == bytes);
}

}  // namespace
}  // namespace mingcha::vault
