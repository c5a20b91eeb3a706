// SPDX-License-Identifier: Apache-2.0
#include "ledger/text_commitment.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/encoding.h"

namespace mingcha::ledger {
namespace {

const std::string kSeed{"0123456789abcdef"};

/// The text of `text` between 《》 is one piece; between 【】 it is masked by what `copy` has.
const std::string kText = "当事人张小三，罚款200元。";
const Stretch kName{9, 18};

PiecedText pieced() { return {kText, {kName}}; }

std::string copy_with(const std::string& name) {
  return kText.substr(0, kName.begin) + name + kText.substr(kName.end);
}

Digest log_has() { return text_commitment(kSeed, pieced()); }

TEST(TextCommitment, IsThePublishedVector) {
  // doc/reference/redaction.md and web/verify/text.test.ts have the same.
  EXPECT_EQ(to_base64url(as_bytes(log_has())), "f-SgPg8DwLakdMYGYkzkhgWioczh5ypc8XD0cEOuMH4");
  EXPECT_EQ(to_base64url(text_seed(RecordKey{})), "OeuvmCt2An4MK_WwwcU__g");
}

TEST(TextCommitment, AMaskedCopyIsHeldAgainstTheWholeText) {
  const std::vector<Masking> masks{{kName, 3}};
  const auto proof = prove_text(kSeed, pieced(), masks);
  const auto found = commitment_of(proof, copy_with("张某某"));
  ASSERT_TRUE(found);
  EXPECT_EQ(*found, log_has());
  // How long the name was does not show: it is one piece.
  ASSERT_EQ(proof.parts.size(), 3U);
  EXPECT_EQ(proof.parts[1].pieces, 1U);
}

TEST(TextCommitment, NothingOfWhatIsMaskedStandsInTheProof) {
  const std::vector<Masking> masks{{kName, 3}};
  const auto proof = prove_text(kSeed, pieced(), masks);
  auto other = pieced();
  other.text = copy_with("李大四");
  const auto there = prove_text(kSeed, other, masks);
  // Only the hash under a seed that nobody is given differs.
  ASSERT_EQ(there.parts.size(), proof.parts.size());
  EXPECT_EQ(there.parts[0], proof.parts[0]);
  EXPECT_EQ(there.parts[2], proof.parts[2]);
  for (const auto& part : proof.parts) {
    for (const auto& node : part.nodes) {
      EXPECT_NE(node, kSeed);
    }
  }
}

TEST(TextCommitment, AChangedCharacterOutsideTheMasksIsFound) {
  const std::vector<Masking> masks{{kName, 3}};
  const auto proof = prove_text(kSeed, pieced(), masks);
  auto copy = copy_with("张某某");
  copy.replace(copy.find("200"), 3, "900");
  const auto found = commitment_of(proof, copy);
  ASSERT_TRUE(found);
  EXPECT_NE(*found, log_has());
}

TEST(TextCommitment, ACopyOfAnotherLengthDoesNotFit) {
  const std::vector<Masking> masks{{kName, 3}};
  const auto proof = prove_text(kSeed, pieced(), masks);
  EXPECT_FALSE(commitment_of(proof, copy_with("张某")));
  EXPECT_FALSE(commitment_of(proof, copy_with("张某某") + "。"));
  EXPECT_FALSE(commitment_of(proof, ""));
}

TEST(TextCommitment, AMaskThatCutsAPieceTakesAllOfItOut) {
  const std::vector<Masking> masks{{{12, 18}, 2}};
  const auto proof = prove_text(kSeed, pieced(), masks);
  ASSERT_EQ(proof.parts.size(), 3U);
  EXPECT_EQ(proof.parts[1].characters, 3U);  // The family name stands in the copy, unchecked.
  const auto found = commitment_of(proof, copy_with("张某某"));
  ASSERT_TRUE(found);
  EXPECT_EQ(*found, log_has());
}

TEST(TextCommitment, WithoutMasksTheWholeTextIsShown) {
  const auto proof = prove_text(kSeed, pieced(), {});
  ASSERT_EQ(proof.parts.size(), 1U);
  EXPECT_EQ(proof.parts[0].nodes, std::vector{kSeed});
  EXPECT_EQ(*commitment_of(proof, kText), log_has());
}

TEST(TextCommitment, ProofsAreReadAsTheyAreWritten) {
  const std::vector<Masking> masks{{{0, 3}, 1}, {kName, 3}};
  const auto proof = prove_text(kSeed, pieced(), masks);
  const auto read = parse_text_proof(proof.encode());
  ASSERT_TRUE(read);
  EXPECT_EQ(*read, proof);
}

TEST(TextCommitment, WhatIsNoProofIsRefused) {
  for (
      const auto* bad :
      {"", "[]", "{}", R"({"parts":[],"pieces":-1})", R"({"parts":[{}],"pieces":1})",
       R"({"parts":[{"characters":1,"nodes":["AA"],"pieces":1,"shown":true,"whole":[]}],"pieces":1})",
       R"({"parts":[],"pieces":99999999999})", R"({"parts":[],"pieces":0,"more":1})"}) {
    EXPECT_FALSE(parse_text_proof(bad)) << bad;
  }
  // Well formed, and still no proof of anything.
  TextProof proof{1'000'000, {{false, 1, 1'000'000, {}, {}}}};
  EXPECT_FALSE(commitment_of(proof, "x"));
  proof.parts[0].nodes = {std::string(32, 'x'), std::string(32, 'x')};
  EXPECT_FALSE(commitment_of(proof, "x"));
  proof = {2, {{true, 2, 2, {{0, 0}}, {kSeed}}}};
  EXPECT_FALSE(commitment_of(proof, "ab"));
}

RC_GTEST_PROP(TextCommitment, AnyMasksOfAnyText, ()) {
  const auto letters =
      *rc::gen::container<std::vector<std::size_t>>(rc::gen::inRange<std::size_t>(0, 4));
  const std::vector<std::string> alphabet{"a", "é", "张", "\xF0\x9F\x9A\x93"};
  PiecedText text;
  std::vector<Masking> masks;
  std::string copy;
  for (std::size_t i = 0; i < letters.size();) {
    const auto count =
        std::min<std::size_t>(*rc::gen::inRange<std::size_t>(1, 4), letters.size() - i);
    const auto begin = text.text.size();
    std::string run;
    for (std::size_t k = 0; k < count; ++k) run += alphabet[letters[i + k]];
    text.text += run;
    if (count > 1 && *rc::gen::arbitrary<bool>()) text.whole.push_back({begin, text.text.size()});
    if (*rc::gen::inRange(0, 3) == 0) {
      const auto stars = *rc::gen::inRange(0, 3);
      masks.push_back({{begin, text.text.size()}, static_cast<std::size_t>(stars)});
      copy += std::string(static_cast<std::size_t>(stars), '*');
    } else {
      copy += run;
    }
    i += count;
  }
  const auto proof = prove_text(kSeed, text, masks);
  const auto read = parse_text_proof(proof.encode());
  RC_ASSERT(read.has_value());
  const auto found = commitment_of(*read, copy);
  RC_ASSERT(found.has_value());
  RC_ASSERT(*found == text_commitment(kSeed, text));
  if (!copy.empty() && copy.front() != '*') {
    auto changed = copy;
    changed.replace(0, changed.size() - copy.substr(1).size(), "z");
    const auto other = commitment_of(*read, changed);
    RC_ASSERT(!other || *other != *found);
  }
}

}  // namespace
}  // namespace mingcha::ledger
