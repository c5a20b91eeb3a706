// SPDX-License-Identifier: Apache-2.0
#include "ledger/look_proof.h"

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

/// A batch of five looks, whose leaf stands at 3 of a small log.
class LookProofTest : public testing::Test {
 protected:
  LookProofTest() {
    for (int i = 0; i < 5; ++i) {
      LookRecord look;
      look.id = std::to_string(i + 1);
      look.person = "p" + look.id;
      look.case_id = "c1";
      look.what = "case";
      look.purpose = "案件质量评查";
      look.at = 1'772'424'306'007;
      look.sealed = true;
      look.salt = look_salt(seed(9), look.id);
      looks.push_back(look.encode());
      hashes.push_back(leaf_hash(looks.back()));
    }
    fields = {{"looks.count", "5"},
              {std::string{kLooksRootField}, to_hex(as_bytes(tree_head(hashes)))}};
    commitment = commit(key, fields).value();
    auto entries = some_entries(3);
    Leaf leaf;
    leaf.at = *parse_instant("2026-11-23T04:05:00Z");
    leaf.eid = std::string(16, 'e');
    leaf.org = "11510100000000000X";
    leaf.type = LeafType::access_batch;
    leaf.root = commitment.root();
    entries.push_back(leaf.encode());
    leaf.type = LeafType::case_recorded;
    entries.push_back(leaf.encode());
    TreeWriter writer{store, TreeHead{}};
    checkpoint = sign_checkpoint(writer.append(entries), log);
  }

  std::string receipt(std::uint64_t index, const std::vector<std::size_t>& shown) {
    std::vector<ShownField> fields_shown;
    for (const auto field : shown) fields_shown.push_back(commitment.show(field));
    TreeReader reader{store, checkpoint.checkpoint.head.size};
    return make_receipt(reader, index, checkpoint, fields_shown, commitment.digests().size())
        .to_string();
  }
  LookProof proof_of(std::uint64_t index) {
    return {looks[index], index, 5, inclusion_path(index, 5, hash_of(hashes)), receipt(3, {1})};
  }
  bool refused(const LookProof& proof) { return !verify_look(proof, policy).has_value(); }

  NoteSigner log{"log.example", seed(1)};
  Policy policy = parse_policy("log " + log.verifier().to_string() + "\nquorum none\n").value();
  RecordKey key{seed(7)};
  std::vector<std::string> looks;
  Hashes hashes;
  std::vector<Field> fields;
  Commitment commitment;
  MemoryTileStore store;
  SignedCheckpoint checkpoint;
};

TEST_F(LookProofTest, ProvesEachLookOfABatch) {
  for (std::uint64_t index = 0; index < 5; ++index) {
    const auto read = parse_look_proof(proof_of(index).to_string());
    ASSERT_TRUE(read.has_value());
    EXPECT_EQ(read->look, looks[index]);
    const auto proven = verify_look(*read, policy);
    ASSERT_TRUE(proven.has_value()) << proven.error().title.en;
    EXPECT_EQ(proven->index, 3U);
  }
}

TEST_F(LookProofTest, IsRefusedAfterAnyChange) {
  auto other_look = proof_of(1);
  other_look.look.replace(other_look.look.find("\"p2\""), 4, "\"p3\"");
  EXPECT_TRUE(refused(other_look));
  auto other_place = proof_of(1);
  other_place.index = 2;
  EXPECT_TRUE(refused(other_place));
  auto other_size = proof_of(4);
  other_size.size = 6;
  EXPECT_TRUE(refused(other_size));
  auto other_path = proof_of(1);
  other_path.path[1] = flip(other_path.path[1], 3);
  EXPECT_TRUE(refused(other_path));
  auto root_hidden = proof_of(1);
  root_hidden.receipt = receipt(3, {0});
  EXPECT_TRUE(refused(root_hidden));
  auto no_batch = proof_of(1);
  no_batch.receipt = receipt(4, {1});
  EXPECT_TRUE(refused(no_batch)) << "another type of leaf";
  EXPECT_FALSE(refused(proof_of(1)));
}

TEST_F(LookProofTest, WritesALookInOneWayOnly) {
  LookRecord look;
  look.id = "17";
  look.person = "luojing";
  look.case_id = "c1";
  look.what = "paper";
  look.thing = "9";
  look.purpose = "评查“一案”";
  look.at = 1'772'424'306'007;
  look.sealed = true;
  look.salt = "AAAA";
  EXPECT_EQ(look.encode(),
            R"({"at":"1772424306007","case":"c1","id":"17","person":"luojing",)"
            R"("purpose":"评查“一案”","salt":"AAAA","sealed":"1","thing":"9","what":"paper"})");
}

TEST_F(LookProofTest, SaltsEachLookByTheBatchAndItsOwnNumber) {
  EXPECT_NE(look_salt(seed(1), "1"), look_salt(seed(1), "2"));
  EXPECT_NE(look_salt(seed(1), "1"), look_salt(seed(2), "1"));
  EXPECT_EQ(look_salt(seed(1), "1"), look_salt(seed(1), "1"));
  EXPECT_EQ(from_base64url(look_salt(seed(1), "1"))->size(), 16U);
}

TEST(LookProof, RefusesWhatIsNone) {
  for (const auto* bytes :
       {"", "[]", "{}", R"({"v":"1"})",
        R"({"index":0,"look":"{}","path":[],"receipt":"","size":0,"v":"1"})",
        R"({"index":1,"look":"{}","path":[],"receipt":"","size":1,"v":"1"})",
        R"({"index":0,"look":"{}","path":["AAAA"],"receipt":"","size":1,"v":"1"})",
        R"({"index":0,"look":"{}","path":[7],"receipt":"","size":1,"v":"1"})",
        R"({"index":-1,"look":"{}","path":[],"receipt":"","size":1,"v":"1"})",
        R"({"index":0,"look":"{}","path":[],"receipt":"","size":1,"v":"2"})",
        R"({"index":0,"look":"{}","path":[],"receipt":"","size":1,"v":"1","x":1})"}) {
    const auto read = parse_look_proof(bytes);
    ASSERT_FALSE(read.has_value()) << bytes;
    EXPECT_EQ(read.error().kind, Refusal::malformed);
  }
}

}  // namespace
}  // namespace mingcha::ledger
