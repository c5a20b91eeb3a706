// SPDX-License-Identifier: Apache-2.0
#include "vault/folder_vault.h"

#include <fstream>
#include <unistd.h>

#include <gtest/gtest.h>

namespace mingcha::vault {
namespace {

namespace fs = std::filesystem;

class FolderVaultTest : public ::testing::Test {
 protected:
  FolderVaultTest() {
    std::string name = (fs::temp_directory_path() / "vault-XXXXXX").string();
    root_ = mkdtemp(name.data());
    fs::create_directories(root_ / "kept");
  }
  ~FolderVaultTest() override { fs::remove_all(root_); }

  fs::path arrive(const std::string& bytes) const {
    const auto path = root_ / "arrived";
    std::ofstream{path, std::ios::binary} << bytes;
    return path;
  }

  fs::path root_;
};

// FIPS 180-2 and GB/T 32905 appendix A, both over "abc".
TEST_F(FolderVaultTest, KeepsAFileUnderItsDigest) {
  const FolderVault vault{root_ / "kept"};

  const auto kept = vault.keep(arrive("abc"), {});

  ASSERT_TRUE(kept.has_value());
  EXPECT_EQ(kept->sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(kept->sm3, "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
  EXPECT_EQ(kept->size, 3U);
  EXPECT_TRUE(vault.intact(kept->sha256));
  EXPECT_FALSE(fs::exists(root_ / "arrived"));
}

TEST_F(FolderVaultTest, RefusesAFileThatWasCutOff) {
  const FolderVault vault{root_ / "kept"};

  const auto kept =
      vault.keep(arrive("ab"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");

  ASSERT_FALSE(kept.has_value());
  EXPECT_EQ(kept.error().findings.front().code, "digest-differs");
  EXPECT_TRUE(fs::is_empty(root_ / "kept"));
}

TEST_F(FolderVaultTest, RefusesAnEmptyFileAndAPathThatIsNoDigest) {
  const FolderVault vault{root_ / "kept"};

  EXPECT_FALSE(vault.keep(arrive(""), {}).has_value());
  EXPECT_FALSE(vault.find("../arrived").has_value());
  EXPECT_THROW(FolderVault{root_ / "nowhere"}, Fault);
}

TEST_F(FolderVaultTest, SeesThatAKeptFileWasChanged) {
  const FolderVault vault{root_ / "kept"};
  const auto kept = vault.keep(arrive("abc"), {});
  const auto place = *vault.find(kept->sha256);

  fs::permissions(place, fs::perms::owner_all);
  std::ofstream{place} << "abd";

  EXPECT_FALSE(vault.intact(kept->sha256));
}

}  // namespace
}  // namespace mingcha::vault
