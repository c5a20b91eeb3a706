// SPDX-License-Identifier: Apache-2.0
#include "ledger/policy.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace mingcha::ledger {
namespace {

Digest seed(std::uint8_t fill) {
  Digest digest{};
  digest.fill(fill);
  return digest;
}

class PolicyTest : public testing::Test {
 protected:
  static NoteSigner witness(int number) {
    return {fmt::format("witness.example/{}", number), seed(static_cast<std::uint8_t>(number))};
  }
  std::string witness_line(int number) const {
    return fmt::format("witness w{} {}\n", number,
                       witness(number).cosignature_verifier().to_string());
  }
  std::string log_line() const { return fmt::format("log {}\n", log.verifier().to_string()); }

  /// A checkpoint cosigned by those witnesses.
  SignedCheckpoint cosigned(std::initializer_list<int> numbers) const {
    auto checkpoint = sign_checkpoint(TreeHead{}, log);
    for (const int number : numbers) {
      checkpoint.note.signatures.push_back(
          witness(number).cosign(checkpoint.note.text, from_millis(1'700'000'000'000 + number)));
    }
    return checkpoint;
  }
  /// Two of three, and one of two others: the example of c2sp.org/tlog-policy.
  Policy two_levels() const {
    return parse_policy("# whom we trust\n\n" + log_line() + witness_line(1) + witness_line(2) +
                        witness_line(3) + "group x 2 w1 w2 w3\n" + witness_line(4) +
                        witness_line(5) + "group y any w4 w5\n \tgroup  both all x\ty \n" +
                        "quorum both\n")
        .value();
  }

  NoteSigner log{"log.example", seed(100)};
};

TEST_F(PolicyTest, NeedsItsQuorumThroughAllLevels) {
  const auto policy = two_levels();
  EXPECT_TRUE(attest(policy, cosigned({1, 3, 5})).has_value());
  EXPECT_TRUE(attest(policy, cosigned({1, 2, 3, 4, 5})).has_value());
  EXPECT_FALSE(attest(policy, cosigned({1, 5})).has_value());
  EXPECT_FALSE(attest(policy, cosigned({1, 2, 3})).has_value());
  EXPECT_FALSE(attest(policy, cosigned({})).has_value());
  EXPECT_FALSE(attest(policy, cosigned({1, 1, 5})).has_value()) << "one witness counts once";
}

TEST_F(PolicyTest, TellsWhoSawTheCheckpointAndWhen) {
  const auto attested = attest(two_levels(), cosigned({2, 3, 4}));
  ASSERT_TRUE(attested.has_value());
  EXPECT_EQ(attested->log, "log.example");
  ASSERT_EQ(attested->sightings.size(), 3U);
  EXPECT_EQ(attested->sightings[0].witness, "w2");
  EXPECT_EQ(attested->sightings[0].at, from_millis(1'700'000'000'000)) << "to the second";
}

TEST_F(PolicyTest, NeedsTheLogsOwnSignature) {
  const auto policy = two_levels();
  auto checkpoint = cosigned({1, 2, 4});
  checkpoint.note.signatures.erase(checkpoint.note.signatures.begin());
  EXPECT_FALSE(attest(policy, checkpoint).has_value());

  const NoteSigner other{"other.example", seed(101)};
  EXPECT_FALSE(attest(policy, sign_checkpoint(TreeHead{}, other)).has_value());
}

TEST_F(PolicyTest, DoesNotTakeAnotherLogsKeyForThisOrigin) {
  const NoteSigner second{"second.example", seed(102)};
  const auto policy =
      parse_policy(log_line() + "log " + second.verifier().to_string() + "\nquorum none\n").value();
  auto checkpoint = sign_checkpoint(TreeHead{}, log);
  checkpoint.note.signatures = {second.sign(checkpoint.note.text)};
  EXPECT_FALSE(attest(policy, checkpoint).has_value());
}

TEST_F(PolicyTest, IsSpoiltByAWrongCosignature) {
  auto checkpoint = cosigned({1, 2, 3, 4});
  checkpoint.note.signatures[3].signature.back() =
      static_cast<char>(checkpoint.note.signatures[3].signature.back() ^ 1);
  EXPECT_FALSE(attest(two_levels(), checkpoint).has_value());
}

TEST_F(PolicyTest, ReadsWhatItWrites) {
  auto policy = two_levels();
  policy.logs[0].url = "https://log.example/";
  policy.witnesses[2].url = "https://witness.example/3";
  EXPECT_EQ(parse_policy(policy.to_string()), policy);
}

TEST_F(PolicyTest, IsRefusedWhenMalformed) {
  const auto base = log_line() + witness_line(1) + witness_line(2);
  ASSERT_TRUE(parse_policy(base + "quorum w1\n").has_value());
  ASSERT_TRUE(parse_policy("quorum none\n").has_value());
  const auto namesake = VerifierKey::cosignature(
      "witness.example/other", *to_digest(witness(1).cosignature_verifier().public_key()));
  const std::string another_name =
      fmt::format("witness w9 {}\n", namesake.to_string());  // The same key again.
  for (const auto& bad :
       {base,
        std::string{"quorum none"},
        base + "quorum w3\n",
        base + "quorum w1\nquorum w2\n",
        base + "group g any w1 w3\nquorum g\n",
        base + "group g 3 w1 w2\nquorum g\n",
        base + "group g 0 w1 w2\nquorum g\n",
        base + "group g 01 w1 w2\nquorum g\n",
        base + "group g any\nquorum w1\n",
        base + "group w1 any w2\nquorum w1\n",
        base + "group none any w2\nquorum w1\n",
        base + "group g any none\nquorum g\n",
        base + "group g any w1 w1\nquorum g\n",
        base + "group g any w1\ngroup h any w1\nquorum g\n",
        base + "group g any h\ngroup h any w1\nquorum g\n",
        base + log_line() + "quorum none\n",
        base + witness_line(1) + "quorum none\n",
        base + another_name + "quorum none\n",
        base + "nonsense\nquorum none\n",
        base + "quorum none extra\n",
        base + "quorum none\r\n",
        "log " + witness(1).cosignature_verifier().to_string() + "\nquorum none\n",
        "witness w " + log.verifier().to_string() + "\nquorum none\n",
        std::string{"quorum none\n#\x01\n"},
        std::string{"log x\nquorum none\n"}}) {
    EXPECT_FALSE(parse_policy(bad).has_value()) << bad;
  }
}

TEST_F(PolicyTest, NamesTheLineThatIsWrong) {
  const auto refused = parse_policy("# one\n\nquorum w1\n");
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().kind, Refusal::malformed);
  EXPECT_EQ(refused.error().title.zh, "策略文件第3行：quorum 未定义");
}

}  // namespace
}  // namespace mingcha::ledger
