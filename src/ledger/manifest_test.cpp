// SPDX-License-Identifier: Apache-2.0
#include "ledger/manifest.h"

#include <gmock/gmock.h>

#include "crypto/hash.h"
#include "ledger/checkpoint.h"

namespace mingcha::ledger {
namespace {

NoteSigner signer_of(const std::string& name, std::uint8_t first) {
  Digest seed{};
  seed.front() = first;
  return NoteSigner{name, seed};
}

Manifest sample() {
  return {
      "log.example/aelog",
      "decisions 2026-03",
      42,
      {{"decisions.csv", 3, crypto::sha256("a,b")}, {"dictionary.json", 2, crypto::sha256("{}")}}};
}

const NoteSigner kSigner = signer_of("log.example/aelog", 1);

TEST(ManifestTest, IsReadBackAsItWasSigned) {
  const auto bytes = sign_manifest(sample(), kSigner).to_string();
  const auto opened = open_manifest(bytes, kSigner.verifier());
  ASSERT_TRUE(opened.has_value());
  EXPECT_EQ(*opened, sample());
}

TEST(ManifestTest, IsNoCheckpointAndACheckpointIsNoManifest) {
  EXPECT_FALSE(parse_checkpoint(sign_manifest(sample(), kSigner).to_string()).has_value());
  const auto checkpoint = sign_checkpoint({7, crypto::sha256("root")}, kSigner).to_string();
  EXPECT_FALSE(open_manifest(checkpoint, kSigner.verifier()).has_value());
}

TEST(ManifestTest, RefusesWhatWasChangedOrSignedByAnother) {
  const auto bytes = sign_manifest(sample(), kSigner).to_string();
  for (const std::string_view piece : {"decisions 2026-03", "42\n", "decisions.csv", " 3 "}) {
    auto changed = bytes;
    const auto at = changed.find(piece);
    ASSERT_NE(at, std::string::npos);
    changed[at + piece.size() - 2] = piece == " 3 " ? '4' : 'x';
    EXPECT_FALSE(open_manifest(changed, kSigner.verifier()).has_value()) << piece;
  }
  const auto other = signer_of("log.example/aelog", 2);
  EXPECT_EQ(open_manifest(bytes, other.verifier()).error().kind, Refusal::invalid);
  const auto neighbour = signer_of("log.neighbour/aelog", 1);
  EXPECT_EQ(open_manifest(bytes, neighbour.verifier()).error().kind, Refusal::invalid);
}

TEST(ManifestTest, ReadsNothingThatLeadsElsewhereOrIsDoubled) {
  const auto digest = to_hex(as_bytes(crypto::sha256("")));
  const std::string head = "ael-bundle/v1\nlog.example/aelog\ndecisions 2026-03\n42\n";
  const auto readable = [&](const std::string& files) {
    return parse_manifest_text(head + files).has_value();
  };
  EXPECT_TRUE(readable(digest + " 0 a.csv\n"));
  EXPECT_FALSE(readable(""));
  EXPECT_FALSE(readable(digest + " 0 a.csv"));
  EXPECT_FALSE(readable(digest + " 0 a.csv\n" + digest + " 0 a.csv\n"));
  EXPECT_FALSE(readable(digest + " -1 a.csv\n"));
  EXPECT_FALSE(readable(digest + " 00 a.csv\n"));
  for (const char* name : {"../a", "a/b", "a\\b", ".a", "", "a b", "ä"}) {
    EXPECT_FALSE(readable(digest + " 0 " + name + "\n")) << name;
  }
}

}  // namespace
}  // namespace mingcha::ledger
