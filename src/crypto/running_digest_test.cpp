// SPDX-License-Identifier: Apache-2.0
#include "crypto/running_digest.h"

#include <array>
#include <random>

#include <gtest/gtest.h>

#include "crypto/checksum.h"

namespace mingcha::crypto {
namespace {

constexpr std::array kKinds{HashKind::sha256, HashKind::sm3};

std::string some_bytes(std::size_t count, unsigned seed) {
  std::mt19937 random{seed};
  std::string bytes(count, '\0');
  for (char& c : bytes) c = static_cast<char>(random());
  return bytes;
}

Digest whole(HashKind kind, std::string_view bytes) {
  return kind == HashKind::sha256 ? sha256(bytes) : sm3(bytes);
}

/// Goes on as another process would: from what was written down.
RunningDigest reopened(HashKind kind, const RunningDigest& digest) {
  auto restored = RunningDigest::restore(kind, digest.state());
  EXPECT_TRUE(restored.has_value());
  return std::move(*restored);
}

TEST(RunningDigest, GivesTheSameWhereverItWasBrokenOffAndTakenUpAgain) {
  const auto bytes = some_bytes(300, 1);
  for (const auto kind : kKinds) {
    for (std::size_t cut = 0; cut <= bytes.size(); ++cut) {
      RunningDigest first{kind};
      first.update(std::string_view{bytes}.substr(0, cut));
      auto second = reopened(kind, first);
      EXPECT_EQ(second.size(), cut);
      second.update(std::string_view{bytes}.substr(cut));
      ASSERT_EQ(second.digest(), whole(kind, bytes)) << cut;
    }
  }
}

TEST(RunningDigest, GivesTheSameHoweverOftenItWasBrokenOff) {
  std::mt19937 random{7};
  for (int round = 0; round < 200; ++round) {
    const auto bytes = some_bytes(random() % 5000, static_cast<unsigned>(round));
    for (const auto kind : kKinds) {
      RunningDigest digest{kind};
      for (std::size_t at = 0; at < bytes.size();) {
        const auto piece = std::string_view{bytes}.substr(at, 1 + random() % 700);
        digest.update(piece);
        at += piece.size();
        digest = reopened(kind, digest);
      }
      ASSERT_EQ(digest.digest(), whole(kind, bytes)) << bytes.size();
      EXPECT_EQ(digest.digest(), whole(kind, bytes)) << "asking changed it";
    }
  }
}

TEST(RunningDigest, CountsBeyondFourGibibytes) {
  // As if 4 GiB and five bytes had gone by: the number stands in the state's last eight bytes
  // before the rest of a block.
  RunningDigest digest{HashKind::sha256};
  digest.update("abcde");
  auto state = digest.state();
  state[2 + 32 + 3] = 1;
  auto far = RunningDigest::restore(HashKind::sha256, state);
  ASSERT_TRUE(far.has_value());
  EXPECT_EQ(far->size(), (std::uint64_t{1} << 32U) + 5);
  far->update(std::string(100, 'x'));
  EXPECT_EQ(far->size(), (std::uint64_t{1} << 32U) + 105);
  EXPECT_EQ(reopened(HashKind::sha256, *far).digest(), far->digest());
}

TEST(RunningDigest, DoesNotGoOnFromWhatIsNotItsOwnState) {
  RunningDigest digest{HashKind::sm3};
  digest.update(std::string(70, 'x'));
  const auto state = digest.state();
  EXPECT_FALSE(RunningDigest::restore(HashKind::sha256, state));
  EXPECT_FALSE(RunningDigest::restore(HashKind::sm3, ""));
  EXPECT_FALSE(RunningDigest::restore(HashKind::sm3, state.substr(0, state.size() - 1)));
  EXPECT_FALSE(RunningDigest::restore(HashKind::sm3, state + "x"));
  auto newer = state;
  newer[0] = 2;
  EXPECT_FALSE(RunningDigest::restore(HashKind::sm3, newer));
}

TEST(RunningDigest, CopiesGoTheirOwnWay) {
  RunningDigest one{HashKind::sha256};
  one.update("a");
  RunningDigest other = one;
  other.update("b");
  EXPECT_EQ(one.digest(), sha256("a"));
  EXPECT_EQ(other.digest(), sha256("ab"));
  one = other;
  EXPECT_EQ(one.digest(), sha256("ab"));
}

TEST(Checksum, GivesTheVectorsOfTheStandards) {
  const auto of = [](const char* name, std::string_view bytes) {
    Checksum checksum{to_checksum_kind(name).value()};
    checksum.update(bytes);
    return to_hex(checksum.digest());
  };
  EXPECT_EQ(of("sha1", "abc"), "a9993e364706816aba3e25717850c26c9cd0d89d");
  EXPECT_EQ(of("sha256", "abc"), to_hex(as_bytes(sha256("abc"))));
  EXPECT_EQ(of("sm3", "abc"), to_hex(as_bytes(sm3("abc"))));
  EXPECT_FALSE(to_checksum_kind("SHA1"));
  EXPECT_FALSE(to_checksum_kind("md5"));
}

}  // namespace
}  // namespace mingcha::crypto
