// SPDX-License-Identifier: Apache-2.0
#include "ledger/receipt.h"

#include <gtest/gtest.h>

#include "ledger/test_tree.h"
#include "ledger/tree.h"

namespace mingcha::ledger {
namespace {

Digest seed(std::uint8_t fill) {
  Digest digest{};
  digest.fill(fill);
  return digest;
}

const std::string kSalt(16, 's');

/// A small log: some noise, a passed review at 3, more noise, the decision at 6, a publication.
class ReceiptTest : public testing::Test {
 protected:
  ReceiptTest() {
    auto entries = some_entries(3);
    review.type = LeafType::review_done;
    entries.push_back(review.encode());
    entries.push_back(leaf(LeafType::review_returned).encode());
    entries.push_back("noise");
    decision.type = LeafType::decision_made;
    decision.root = commitment.root();
    decision.ref = LeafReference{3, leaf_hash(review.encode())};
    entries.push_back(decision.encode());
    auto publication = leaf(LeafType::decision_published);
    publication.pub = publication_commitment(kSalt, "document");
    entries.push_back(publication.encode());
    TreeWriter writer{store, TreeHead{}};
    checkpoint = sign_checkpoint(writer.append(entries), log);
  }

  static Leaf leaf(LeafType type) {
    Leaf leaf;
    leaf.at = *parse_instant("2026-11-23T04:05:00Z");
    leaf.eid = std::string(16, 'e');
    leaf.org = "11510100000000000X";
    leaf.type = type;
    return leaf;
  }
  Proof receipt(std::uint64_t index, std::vector<ShownField> shown = {}) {
    TreeReader reader{store, checkpoint.checkpoint.head.size};
    return make_receipt(reader, index, checkpoint, std::move(shown), 8);
  }
  Receipt verified(std::uint64_t index) { return verify_receipt(receipt(index), policy).value(); }

  NoteSigner log{"log.example", seed(1)};
  Policy policy = parse_policy("log " + log.verifier().to_string() + "\nquorum none\n").value();
  RecordKey key{seed(7)};
  std::vector<Field> fields{{"party_name", "张三"}, {"fine_cents", "20000"}};
  Commitment commitment = commit(key, fields).value();
  Leaf review = leaf(LeafType::review_done);
  Leaf decision = leaf(LeafType::decision_made);
  MemoryTileStore store;
  SignedCheckpoint checkpoint;
};

TEST_F(ReceiptTest, ProvesLeafAndShownFields) {
  const auto proof = receipt(6, {commitment.show(0)});
  ASSERT_EQ(parse_proof(proof.to_string()), proof);

  const auto proven = verify_receipt(proof, policy);
  ASSERT_TRUE(proven.has_value());
  EXPECT_EQ(proven->leaf, decision);
  EXPECT_EQ(proven->index, 6U);
  EXPECT_EQ(proven->fields, (std::vector<Field>{fields[0]}));
  EXPECT_TRUE(verify_fields(*proven, {{"party_name", "张三"}}).has_value());
  EXPECT_FALSE(verify_fields(*proven, {{"party_name", "李四"}}).has_value());
  EXPECT_FALSE(verify_fields(*proven, {{"fine_cents", "20000"}}).has_value()) << "not shown";
}

TEST_F(ReceiptTest, IsRefusedAfterAnyChange) {
  const auto good = receipt(6, {commitment.show(0)});
  ASSERT_TRUE(verify_receipt(good, policy).has_value());
  const auto refused = [&](auto change) {
    auto proof = good;
    change(proof);
    return !verify_receipt(proof, policy).has_value();
  };
  EXPECT_TRUE(refused([](Proof& p) { p.index = 5; }));
  EXPECT_TRUE(refused([](Proof& p) { p.path[1] = flip(p.path[1], 9); }));
  EXPECT_TRUE(refused([](Proof& p) { p.path.pop_back(); }));
  EXPECT_TRUE(refused([&](Proof& p) { p.extra = receipt(3).extra; }));
  EXPECT_TRUE(refused([&](Proof& p) {
    auto other = decision;
    other.at += std::chrono::minutes{1};
    auto extra = parse_extra(*p.extra).value();
    extra.leaf = other.encode();
    p.extra = extra.encode();
  }));
  EXPECT_TRUE(refused([](Proof& p) { p.checkpoint.replace(p.checkpoint.find("8\n"), 1, "9"); }));
}

TEST_F(ReceiptTest, IsRefusedByAnotherPolicy) {
  const NoteSigner namesake{"log.example", seed(2)};
  const auto other = parse_policy("log " + namesake.verifier().to_string() + "\nquorum none\n");
  const auto refused = verify_receipt(receipt(6), *other);
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().kind, Refusal::invalid);
}

TEST_F(ReceiptTest, TakesTheLeafFromTheLogWhenItCarriesNone) {
  auto proof = receipt(6);
  proof.extra.reset();
  const auto unread = verify_receipt(proof, policy);
  ASSERT_FALSE(unread.has_value());
  EXPECT_EQ(unread.error().kind, Refusal::malformed);
  EXPECT_TRUE(verify_receipt(proof, policy, decision.encode()).has_value());
  EXPECT_FALSE(verify_receipt(proof, policy, review.encode()).has_value());
  EXPECT_FALSE(verify_receipt(receipt(6), policy, review.encode()).has_value());
}

TEST_F(ReceiptTest, ProvesTheWholeRecordFromItsKey) {
  const auto proven = verified(6);
  EXPECT_TRUE(verify_whole_record(proven, key, fields).has_value());
  EXPECT_FALSE(verify_whole_record(proven, key, {fields[0]}).has_value()) << "one is left out";
  EXPECT_FALSE(verify_whole_record(proven, RecordKey{seed(8)}, fields).has_value());
  EXPECT_FALSE(verify_whole_record(proven, key, {fields[0], {"fine_cents", "2"}}).has_value());
}

TEST_F(ReceiptTest, ProvesThePublishedDocument) {
  const auto proven = verified(7);
  EXPECT_TRUE(verify_document(proven, kSalt, "document").has_value());
  EXPECT_FALSE(verify_document(proven, kSalt, "Document").has_value());
  EXPECT_FALSE(verify_document(proven, std::string(16, 't'), "document").has_value());
  EXPECT_FALSE(verify_document(proven, "short", "document").has_value());
  EXPECT_FALSE(verify_document(verified(6), kSalt, "document").has_value()) << "publishes nothing";
}

TEST_F(ReceiptTest, ProvesThatTheReviewCameFirst) {
  const auto decided = verified(6);
  const auto reviewed = verified(3);
  EXPECT_TRUE(verify_review(decided, reviewed).has_value());
  EXPECT_FALSE(verify_review(decided, verified(4)).has_value()) << "another leaf";
  EXPECT_FALSE(verify_review(verified(7), reviewed).has_value()) << "refers to none";

  auto wrong_hash = decided;
  wrong_hash.leaf.ref->hash = flip(wrong_hash.leaf.ref->hash, 0);
  EXPECT_FALSE(verify_review(wrong_hash, reviewed).has_value());
  auto returned = reviewed;
  returned.leaf.type = LeafType::review_returned;
  EXPECT_FALSE(verify_review(decided, returned).has_value());
  auto elsewhere = reviewed;
  elsewhere.included.attested.log = "other.example";
  EXPECT_FALSE(verify_review(decided, elsewhere).has_value());
  auto backwards = decided;
  backwards.index = 3;
  EXPECT_FALSE(verify_review(backwards, reviewed).has_value());
}

// The log's key and entries of the cosignature vector in note_test.cpp.
TEST(Proof, GivesTheVector) {
  constexpr std::string_view kLeaf =
      R"({"at":"2026-11-23T04:05:06Z","eid":"AAECAwQFBgcICQoLDA0ODw","org":"11510100000000000X",)"
      R"("root":"rVqrLfW-KJdaSpz3BrgYfasjagfduW4JpsRm9KhIrfE","type":"decision.made","v":"1"})";
  constexpr std::string_view kProof =
      "c2sp.org/tlog-proof@v1\nindex 0\nqU3U08LG0lSMpOVg1ycnurXXlVABkfW4VXkTDdOxRgM=\n\n"
      "log.example/aelog\n2\nmoBGEb3O52i4ZccDYrC6LbvrE0xWRhS39nqYceEdeic=\n\n"
      "— log.example/aelog "
      "P+3U/"
      "qsglMgGqUkWmIRZ7XsLn8NfF1ykWNJT3R+D2/IDIv8XrTSqNNCzcBn85gxNjGtScU8iKwAxWitcKunAldzkbQ4=\n"
      "— witness.example/w1 "
      "IDJKvgAAAABlU/EAkzXRBiOtwPW3Zew23n7mCZoI0yXYXmXYsNMDnMv6cDV1P/DEFJNFNdwrlIceEoTXgxdKlISi/"
      "R6lopY4aOf+CA==\n";
  constexpr std::string_view kPolicy =
      "log log.example/aelog+3fedd4fe+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4\n"
      "witness w1 witness.example/w1+20324abe+BCmsuuFBvMrwsi4alNNNC8c2HlJtC/4SyJeUvJMilm3X\n"
      "quorum w1\n";

  const auto proof = parse_proof(kProof);
  ASSERT_TRUE(proof.has_value());
  EXPECT_EQ(proof->to_string(), kProof);
  const auto included = verify_proof(*proof, leaf_hash(kLeaf), parse_policy(kPolicy).value());
  ASSERT_TRUE(included.has_value());
  EXPECT_EQ(included->attested.sightings.at(0).at, from_millis(1'700'000'000'000));
  EXPECT_FALSE(verify_proof(*proof, leaf_hash("second"), *parse_policy(kPolicy)).has_value());
}

TEST(Proof, IsRefusedWhenMalformed) {
  const std::string checkpoint =
      "o\n2\nmoBGEb3O52i4ZccDYrC6LbvrE0xWRhS39nqYceEdeic=\n\n— o P+3U/qsglMg=\n";
  const std::string hash = "qU3U08LG0lSMpOVg1ycnurXXlVABkfW4VXkTDdOxRgM=\n";
  const std::string head = "c2sp.org/tlog-proof@v1\n";
  ASSERT_TRUE(parse_proof(head + "index 0\n" + hash + "\n" + checkpoint).has_value());
  ASSERT_TRUE(parse_proof(head + "extra YQ==\nindex 0\n\n" + checkpoint).has_value());
  ASSERT_TRUE(parse_proof(head + "extra \nindex 0\n\n" + checkpoint).has_value());
  std::string many;
  for (int i = 0; i < 64; ++i) many += hash;
  for (const auto& bad :
       {std::string{}, head, head + "index 0\n\n", head + "index 0\n" + checkpoint,
        "c2sp.org/tlog-proof@v2\nindex 0\n\n" + checkpoint, head + "index 00\n\n" + checkpoint,
        head + "index -1\n\n" + checkpoint, head + "index\n\n" + checkpoint,
        head + "extra YQ=\nindex 0\n\n" + checkpoint, head + "index 0\nextra YQ==\n\n" + checkpoint,
        head + "index 0\n" + many + "\n" + checkpoint, head + "index 0\nxx\n\n" + checkpoint}) {
    EXPECT_FALSE(parse_proof(bad).has_value()) << bad;
  }
}

}  // namespace
}  // namespace mingcha::ledger
