// SPDX-License-Identifier: Apache-2.0
#include "desk/upload_desk.h"

#include <filesystem>
#include <unistd.h>

#include <gmock/gmock.h>

#include "crypto/hash.h"
#include "vault/folder_uploads.h"

namespace mingcha::desk {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

namespace fs = std::filesystem;

/// Recordings arrive here, and are refused, or lost in a crash, as the test has it.
class UploadDeskTest : public testing::Test {
 protected:
  UploadDeskTest() {
    std::string name = (fs::temp_directory_path() / "upload-desk-XXXXXX").string();
    root_ = ::mkdtemp(name.data());
    fs::create_directories(root_ / "vault");
    fs::create_directories(root_ / "uploads");
    vault_.emplace(root_ / "vault");
    reopen();
  }
  ~UploadDeskTest() override {
    desk_.reset();
    store_.reset();
    fs::remove_all(root_);
  }

  void reopen() {
    desk_.reset();
    store_.emplace(root_ / "uploads", *vault_, clock_);
    desk_.emplace(
        *store_, clock_,
        [this](const ArrivedUpload& arrived) -> Result<std::string> {
          if (crashes_) throw Fault("no database");
          if (refuses_) return reject(Refusal::invalid, {"没有这个案件", "no such case"});
          arrivals_.push_back(arrived);
          return "r-" + arrived.upload;
        },
        UploadRules{.largest = 1000});
  }

  static std::string code(const Rejection& rejection) {
    return rejection.findings.empty() ? "no finding" : rejection.findings.front().code;
  }
  Result<vault::Upload> send(std::string bytes, std::map<std::string, std::string> metadata = {}) {
    auto upload = desk_->create({vault::UploadKind::whole, bytes.size(), "zhaomin", metadata});
    if (!upload) return upload;
    auto writer = desk_->append("zhaomin", upload->id, 0, {});
    EXPECT_TRUE(writer.has_value());
    EXPECT_TRUE((*writer)->append(bytes).has_value());
    auto closed = (*writer)->close();
    return desk_->arrived(std::move(*closed));
  }

  fs::path root_;
  SetClock clock_{from_millis(1'772'000'000'000)};
  std::optional<vault::FolderVault> vault_;
  std::optional<vault::FolderUploads> store_;
  std::optional<UploadDesk> desk_;
  std::vector<ArrivedUpload> arrivals_;
  bool crashes_ = false, refuses_ = false;
};

TEST_F(UploadDeskTest, TellsWhatArrivedWithBothDigests) {
  const auto sha256 = to_hex(as_bytes(crypto::sha256("abc")));
  const auto upload = send("abc", {{"filename", "C:\\DCIM\\执法.mp4"}, {"sha256", sha256}});
  ASSERT_TRUE(upload.has_value());
  EXPECT_EQ(upload->outcome, "r-" + upload->id);
  ASSERT_THAT(arrivals_, SizeIs(1));
  const auto& arrived = arrivals_.front();
  EXPECT_EQ(arrived.uploader, "zhaomin");
  EXPECT_EQ(arrived.metadata.at("filename"), "执法.mp4");
  EXPECT_EQ(arrived.kept.sha256, sha256);
  EXPECT_EQ(arrived.kept.sm3, to_hex(as_bytes(crypto::sm3("abc"))));
  EXPECT_EQ(arrived.declared_sha256, sha256);
  EXPECT_TRUE(arrived.matches);
}

TEST_F(UploadDeskTest, HandsOverWhatDiffersFromItsDeclaredDigest) {
  const auto declared = to_base64(as_bytes(crypto::sha256("something else")));
  ASSERT_TRUE(send("abc", {{"sha256", declared}}).has_value());
  ASSERT_THAT(arrivals_, SizeIs(1));
  EXPECT_FALSE(arrivals_.front().matches);
  EXPECT_TRUE(vault_->find(arrivals_.front().kept.sha256)) << "the bytes are kept";
}

TEST_F(UploadDeskTest, DeliversAgainWhatTheRecordDidNotTake) {
  crashes_ = true;
  EXPECT_THROW((void)send("abc"), Fault);
  EXPECT_THROW((void)desk_->deliver_waiting(), Fault);
  crashes_ = false;
  reopen();
  EXPECT_EQ(desk_->deliver_waiting(), 1U);
  EXPECT_THAT(arrivals_, SizeIs(1));
  EXPECT_EQ(desk_->deliver_waiting(), 0U) << "once is enough";

  refuses_ = true;
  const auto refused = send("def");
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().title.en, "no such case");
  EXPECT_EQ(desk_->deliver_waiting(), 0U);
  refuses_ = false;
  EXPECT_EQ(desk_->deliver_waiting(), 1U);
}

TEST_F(UploadDeskTest, IsClosedToEverybodyButTheSender) {
  const auto upload = desk_->create({vault::UploadKind::whole, 3, "zhaomin", {}}).value();
  EXPECT_TRUE(desk_->find("zhaomin", upload.id).has_value());
  EXPECT_EQ(desk_->find("chenbin", upload.id).error().kind, Refusal::not_found);
  EXPECT_EQ(desk_->take_over("chenbin", upload.id).error().kind, Refusal::not_found);
  EXPECT_EQ(desk_->append("chenbin", upload.id, 0, {}).error().kind, Refusal::not_found);
  EXPECT_EQ(desk_->remove("chenbin", upload.id).error().kind, Refusal::not_found);
  EXPECT_TRUE(desk_->remove("zhaomin", upload.id).has_value());
}

TEST_F(UploadDeskTest, RefusesAnEmptyRecordingAndForgetsIt) {
  const auto upload = desk_->create({vault::UploadKind::whole, 0, "zhaomin", {}}).value();
  const auto arrived = desk_->arrived(upload);
  ASSERT_FALSE(arrived.has_value());
  EXPECT_EQ(code(arrived.error()), "file-empty");
  EXPECT_FALSE(desk_->find("zhaomin", upload.id).has_value());
  EXPECT_THAT(arrivals_, IsEmpty());
}

TEST_F(UploadDeskTest, RefusesWhatIsTooLargeOrSaysNonsenseOfItself) {
  EXPECT_EQ(desk_->create({vault::UploadKind::whole, 1001, "a", {}}).error().kind,
            Refusal::too_large);
  const auto refusal = [&](const char* key, std::string value) {
    const auto made = desk_->create({vault::UploadKind::whole, 3, "a", {{key, std::move(value)}}});
    return made ? std::string{"taken"} : code(made.error());
  };
  EXPECT_EQ(refusal("sha256", "abc"), "metadata-sha256");
  EXPECT_EQ(refusal("started_at", "yesterday"), "metadata-started_at");
  EXPECT_EQ(refusal("started_at", "2026-03-02T09:05:06+08:00"), "taken");
  EXPECT_EQ(refusal("source", "cloud"), "metadata-source");
  EXPECT_EQ(refusal("officer", "\xff"), "metadata-officer");
  EXPECT_EQ(refusal("filename", ""), "metadata-filename");
  EXPECT_EQ(refusal("other", "anything"), "taken");
}

TEST_F(UploadDeskTest, ForgetsWhatNobodyWentOnWith) {
  const auto upload = desk_->create({vault::UploadKind::whole, 3, "zhaomin", {}}).value();
  EXPECT_EQ(desk_->expires(upload), clock_.now() + std::chrono::hours{168});
  EXPECT_EQ(desk_->expire(), 0U);
  clock_.set(clock_.now() + std::chrono::hours{169});
  EXPECT_TRUE(desk_->has_expired(upload));
  EXPECT_EQ(desk_->expire(), 1U);
  EXPECT_FALSE(desk_->find("zhaomin", upload.id).has_value());
}

TEST(FileName, IsTheLastPartOfAnyPathOrNone) {
  EXPECT_EQ(file_name_of("a.mp4"), "a.mp4");
  EXPECT_EQ(file_name_of("../../etc/passwd"), "passwd");
  EXPECT_EQ(file_name_of("C:\\DCIM\\100\\0001.MP4"), "0001.MP4");
  EXPECT_EQ(file_name_of("/mnt/dock\\执法记录仪.mp4 "), "执法记录仪.mp4");
  EXPECT_EQ(file_name_of(std::string(200, 'x')), std::string(200, 'x'));
  for (const auto& none : {std::string{}, std::string{".."}, std::string{"a/.."}, std::string{"a/"},
                           std::string{"a\0.mp4", 6}, std::string{"a\n.mp4"}, std::string{"\xff"},
                           std::string(300, 'x')}) {
    EXPECT_EQ(file_name_of(none), std::nullopt) << none;
  }
}

TEST(DeclaredDigest, IsTakenAsBytesInHexAndInBase64) {
  const auto digest = crypto::sha256("abc");
  EXPECT_EQ(declared_digest(to_hex(as_bytes(digest))), to_hex(as_bytes(digest)));
  EXPECT_EQ(declared_digest(as_bytes(digest)), to_hex(as_bytes(digest)));
  EXPECT_EQ(declared_digest(to_base64(as_bytes(digest))), to_hex(as_bytes(digest)));
  EXPECT_EQ(declared_digest("abcd"), std::nullopt);
}

}  // namespace
}  // namespace mingcha::desk
