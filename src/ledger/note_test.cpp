// SPDX-License-Identifier: Apache-2.0
#include "ledger/note.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "ledger/checkpoint.h"

namespace mingcha::ledger {
namespace {

Digest seed(std::uint8_t first) {
  Digest digest{};
  for (auto& byte : digest) byte = first++;
  return digest;
}

// The example of c2sp.org/signed-note.
constexpr std::string_view kFooKey =
    "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
constexpr std::string_view kFooNote =
    "This is an example message.\n\n— example.com/foo "
    "Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM="
    "\n";

TEST(Note, AcceptsTheExampleOfTheSpecification) {
  const auto key = VerifierKey::parse(kFooKey);
  const auto note = parse_note(kFooNote);
  ASSERT_TRUE(key && note);

  EXPECT_EQ(key->to_string(), kFooKey);
  EXPECT_EQ(note->to_string(), kFooNote);
  const auto lines = verify_note(*note, {&*key, 1});
  ASSERT_TRUE(lines.has_value());
  EXPECT_EQ(lines->size(), 1U);
}

TEST(Note, IsSpoiltByOneWrongSignatureOfAKnownKey) {
  const auto key = VerifierKey::parse(kFooKey).value();
  auto note = parse_note(kFooNote).value();
  note.text = "This is another message.\n";
  EXPECT_FALSE(verify_note(note, {&key, 1}).has_value());
}

TEST(Note, PassesOverLinesOfUnknownKeys) {
  const auto key = VerifierKey::parse(kFooKey).value();
  const NoteSigner stranger{"stranger.example", seed(1)};
  auto note = parse_note(kFooNote).value();
  note.signatures.push_back(stranger.sign("something else\n"));
  auto namesake = note.signatures.front();
  namesake.key_id ^= 1U;
  note.signatures.push_back(namesake);

  const auto lines = verify_note(note, {&key, 1});
  ASSERT_TRUE(lines.has_value());
  EXPECT_EQ(lines->size(), 1U);
}

TEST(Note, EndsItsTextAtTheLastBlankLine) {
  const NoteSigner signer{"a", seed(1)};
  const std::string text = "one\n\ntwo\n";
  const Note note{text, {signer.sign(text)}};
  const auto again = parse_note(note.to_string());
  ASSERT_TRUE(again.has_value());
  EXPECT_EQ(again->text, text);
}

TEST(Note, IsRefusedWhenMalformed) {
  const std::string good{kFooNote};
  ASSERT_TRUE(parse_note(good).has_value());
  const auto without = [&](std::string_view part, std::string_view by) {
    auto text = good;
    text.replace(text.find(part), part.size(), by);
    return text;
  };
  for (const auto& bad :
       {std::string{}, std::string{"\n"}, std::string{"text\n\n"}, good.substr(0, good.size() - 1),
        good + "\n", good + "trailing", without("\n\n", "\n"), without("—", "-"),
        without("— ", "—"), without("example.com/foo", "example.com+foo"),
        without("example.com/foo", "example.com/\xE3\x80\x80"), without("example.com/foo ", ""),
        without("Uw2QOkn8", "Uw2"), without("an example", "an\texample"),
        without("an example", "an\xFF"), without("message.", std::string_view{"mess\0age.", 9})}) {
    EXPECT_FALSE(parse_note(bad).has_value()) << bad;
  }
}

TEST(VerifierKey, IsRefusedWhenMalformedOrWithTheWrongId) {
  ASSERT_TRUE(VerifierKey::parse(kFooKey).has_value());
  for (const auto* bad :
       {"", "a", "a+b", "a+530d903a+", "+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/bar+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2",
        "example.com/foo+530D903A+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+0530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"}) {
    EXPECT_FALSE(VerifierKey::parse(bad).has_value()) << bad;
  }
}

// A deterministic vector, checked with Go's note and tlog packages.
constexpr std::string_view kLogKey =
    "log.example/aelog+3fedd4fe+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4";
constexpr std::string_view kWitnessKey =
    "witness.example/w1+20324abe+BCmsuuFBvMrwsi4alNNNC8c2HlJtC/4SyJeUvJMilm3X";
constexpr std::string_view kCosigned =
    "log.example/aelog\n2\nmoBGEb3O52i4ZccDYrC6LbvrE0xWRhS39nqYceEdeic=\n\n"
    "— log.example/aelog "
    "P+3U/qsglMgGqUkWmIRZ7XsLn8NfF1ykWNJT3R+D2/IDIv8XrTSqNNCzcBn85gxNjGtScU8iKwAxWitcKunAldzkbQ4=\n"
    "— witness.example/w1 "
    "IDJKvgAAAABlU/EAkzXRBiOtwPW3Zew23n7mCZoI0yXYXmXYsNMDnMv6cDV1P/DEFJNFNdwrlIceEoTXgxdKlISi/"
    "R6lopY4aOf+CA==\n";
const Instant kCosignedAt = from_millis(1'700'000'000'000);

TEST(Cosignature, GivesTheVectorByteForByte) {
  const NoteSigner log{"log.example/aelog", seed(0x00)};
  const NoteSigner witness{"witness.example/w1", seed(0x20)};
  EXPECT_EQ(log.verifier().to_string(), kLogKey);
  EXPECT_EQ(witness.cosignature_verifier().to_string(), kWitnessKey);

  const auto root = to_digest(*from_base64("moBGEb3O52i4ZccDYrC6LbvrE0xWRhS39nqYceEdeic="));
  auto checkpoint = sign_checkpoint({2, *root}, log);
  checkpoint.note.signatures.push_back(witness.cosign(checkpoint.note.text, kCosignedAt));
  EXPECT_EQ(checkpoint.to_string(), kCosigned);
}

TEST(Cosignature, TellsItsTimeAndIsOverIt) {
  const auto key = VerifierKey::parse(kWitnessKey).value();
  auto note = parse_note(kCosigned).value();
  auto& line = note.signatures[1];

  ASSERT_TRUE(key.verify(note.text, line));
  EXPECT_EQ(cosignature_time(key, line), kCosignedAt);
  line.signature[7] = static_cast<char>(line.signature[7] ^ 1);
  EXPECT_FALSE(key.verify(note.text, line));
  line.signature = std::string(8, '\xFF') + line.signature.substr(8);
  EXPECT_FALSE(key.verify(note.text, line)) << "a time beyond all calendars";
  line.signature = "short";
  EXPECT_FALSE(key.verify(note.text, line));
}

TEST(Sm2Line, IsVerifiedByItsKeyAndIgnoredByOthers) {
  const auto sm2 = crypto::Sm2Key::generate();
  const NoteSigner log{"log.example/aelog", seed(0)};
  auto checkpoint = sign_checkpoint(TreeHead{}, log);
  checkpoint.note.signatures.push_back(
      sign_sm2("log.example/aelog/sm2", sm2, checkpoint.note.text));
  const auto key =
      VerifierKey::parse(VerifierKey::sm2("log.example/aelog/sm2", sm2.public_key()).to_string());
  ASSERT_TRUE(key.has_value());
  EXPECT_EQ(key->kind(), KeyKind::sm2);

  const std::vector keys{log.verifier(), *key};
  EXPECT_EQ(verify_note(checkpoint.note, keys)->size(), 2U);
  EXPECT_TRUE(open_checkpoint(checkpoint.to_string(), log.verifier()).has_value());
  checkpoint.note.text += "extension\n";
  EXPECT_FALSE(key->verify(checkpoint.note.text, checkpoint.note.signatures[1]));
}

TEST(Checkpoint, OfTheEmptyTreeHasTheKnownRoot) {
  const NoteSigner log{"log.example/aelog", seed(0)};
  EXPECT_EQ(sign_checkpoint(TreeHead{}, log).checkpoint.text(),
            "log.example/aelog\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n");
}

TEST(Checkpoint, IsRefusedWhenMalformed) {
  const std::string root = "moBGEb3O52i4ZccDYrC6LbvrE0xWRhS39nqYceEdeic=";
  ASSERT_TRUE(parse_checkpoint_text("o\n2\n" + root + "\n").has_value());
  ASSERT_TRUE(parse_checkpoint_text("o\n2\n" + root + "\nextension\n").has_value());
  for (const auto& bad :
       {std::string{}, std::string{"o\n2\n"}, "o\n2\n" + root, "\n2\n" + root + "\n",
        "o\n02\n" + root + "\n", "o\n-2\n" + root + "\n", "o\n+2\n" + root + "\n",
        "o\n18446744073709551616\n" + root + "\n", "o\n9223372036854775808\n" + root + "\n",
        "o\n2\n" + root.substr(4) + "\n", "o\n2\n" + root + "\n\n", "o\n0\n" + root + "\n"}) {
    EXPECT_FALSE(parse_checkpoint_text(bad).has_value()) << bad;
  }
}

TEST(Checkpoint, IsOpenedOnlyWithItsLogsKeyAndOrigin) {
  const auto log = VerifierKey::parse(kLogKey).value();
  EXPECT_TRUE(open_checkpoint(kCosigned, log).has_value());
  const NoteSigner other{"other.example", seed(0)};
  EXPECT_FALSE(open_checkpoint(kCosigned, other.verifier()).has_value());
  const NoteSigner namesake{"log.example/aelog", seed(9)};
  EXPECT_FALSE(open_checkpoint(kCosigned, namesake.verifier()).has_value());
}

TEST(NoteSigner, ReadsGosPrivateKeys) {
  const auto signer = NoteSigner::parse(
      "PRIVATE+KEY+example.com/log/testdata+33d7b496+AeymY/SZAX0jZcJ8enZ5FY1Dz+wTML2yWSkK+9DSF3eg");
  ASSERT_TRUE(signer.has_value());
  EXPECT_EQ(signer->verifier().to_string(),
            "example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx");
  EXPECT_FALSE(NoteSigner::parse("PRIVATE+KEY+example.com/log/testdata+33d7b497+AeymY/"
                                 "SZAX0jZcJ8enZ5FY1Dz+wTML2yWSkK+9DSF3eg")
                   .has_value());
  EXPECT_FALSE(NoteSigner::parse("").has_value());
}

}  // namespace
}  // namespace mingcha::ledger
