// SPDX-License-Identifier: Apache-2.0
#include "ledger/leaf.h"

#include <set>

#include <gtest/gtest.h>

#include "base/text.h"
#include "ledger/commitment.h"
#include "ledger/extra.h"

namespace mingcha::ledger {
namespace {

std::string counting(std::size_t count) {
  std::string bytes;
  for (std::size_t i = 0; i < count; ++i) bytes += static_cast<char>(i);
  return bytes;
}
std::string hex(const Digest& digest) { return to_hex(as_bytes(digest)); }

// The vector of ael-leaf/v1: one disclosure and the leaf were confirmed with other libraries
// (npm @sd-jwt/utils and canonicalize).
const RecordKey kKey{*to_digest(counting(32))};
const std::vector<Field> kFields = {{"case_no", "川A罚〔2026〕1号"},
                                    {"party_name", "张三"},
                                    {"party_id", "510101199001010011"},
                                    {"fine_cents", "20000"},
                                    {"decided_on", "2026-11-20"}};
constexpr std::size_t kPartyName = 1;
constexpr std::string_view kLeaf =
    R"({"at":"2026-11-23T04:05:06Z","eid":"AAECAwQFBgcICQoLDA0ODw","org":"11510100000000000X",)"
    R"("root":"rVqrLfW-KJdaSpz3BrgYfasjagfduW4JpsRm9KhIrfE","type":"decision.made","v":"1"})";

Leaf vector_leaf() {
  Leaf leaf;
  leaf.at = *parse_instant("2026-11-23T04:05:06Z");
  leaf.eid = counting(16);
  leaf.org = "11510100000000000X";
  leaf.root = commit(kKey, kFields)->root();
  leaf.type = LeafType::decision_made;
  return leaf;
}

TEST(Commitment, GivesTheVector) {
  const auto commitment = commit(kKey, kFields);
  ASSERT_TRUE(commitment.has_value());

  EXPECT_EQ(field_salt(kKey, "party_name"), "92Df-WqfCMK0WK4ePwU8hg");
  EXPECT_EQ(commitment->disclosures()[kPartyName],
            "WyI5MkRmLVdxZkNNSzBXSzRlUHdVOGhnIiwicGFydHlfbmFtZSIsIuW8oOS4iSJd");
  const std::string starts[] = {"22f249a4", "2c81dbf2", "d763ce03", "12a984ed", "8bc0f165"};
  for (std::size_t i = 0; i < kFields.size(); ++i) {
    EXPECT_EQ(hex(disclosure_digest(commitment->disclosures()[i])).substr(0, 8), starts[i]);
  }
  EXPECT_EQ(hex(disclosure_digest(commitment->disclosures()[kPartyName])),
            "2c81dbf244010a2b7972d7842d354802f7b5b7173d271e31a2f457267a8572f5");
  EXPECT_EQ(commitment->digests().size(), 8U);
  EXPECT_EQ(hex(commitment->root()),
            "ad5aab2df5be28975a4a9cf706b8187dab236a07ddb96e09a6c466f4a848adf1");
  const auto shown = commitment->show(kPartyName);
  EXPECT_EQ(shown.index, 2U);
  ASSERT_EQ(shown.path.size(), 3U);
  EXPECT_EQ(hex(shown.path[0]), "2dd6d0b4877e5e4b3fdff43bb739f5d03adc15753aa41ba3376202c650b31978");
  EXPECT_EQ(hex(shown.path[1]), "4362b0207e378b3e7f4cb1fc5b1fe3da31f6b4ec7004663d798ba5e03a79bbf8");
  EXPECT_EQ(hex(shown.path[2]), "8d1477f31e6f42abd96976834bb12fbc1900bbd760b885acce434b453870e9ef");
}

// RFC 9901 s4.2.1 and s4.2.3: its array has spaces, which only the digest has to keep.
TEST(Disclosure, GivesTheDigestOfTheRfc) {
  const std::string json = R"(["_26bc4LT-ac6q2KI6cBW5es", "family_name", "Möbius"])";
  EXPECT_EQ(to_base64url(as_bytes(disclosure_digest(to_base64url(json)))),
            "X9yH0Ajrdm1Oij4tWso9UzzKJvPoDxwmuEcO3XAdRC0");
  EXPECT_EQ(read_disclosure(to_base64url(json)), (Field{"family_name", "Möbius"}));
}

TEST(Disclosure, IsReadBackWhateverTheValue) {
  for (const auto* value : {"", "\"quoted\" \\ \b\f\n\r\t\x01", "川A罚〔2026〕1号", "𠮷"}) {
    EXPECT_EQ(read_disclosure(make_disclosure("salt", {"name", value})), (Field{"name", value}));
  }
}

TEST(Disclosure, IsRefusedWhenMalformed) {
  for (const auto* json : {"", "[]", "{}", R"(["s","n"])", R"(["s","n",1])", R"(["s","n","v","w"])",
                           R"(["s","n","v")", "[\"s\",\"n\",\"\xFF\"]"}) {
    EXPECT_FALSE(read_disclosure(to_base64url(json)).has_value()) << json;
  }
  EXPECT_FALSE(read_disclosure("not base64url!").has_value());
}

TEST(Commitment, PadsWithDecoysSoThatTheCountOfFieldsDoesNotShow) {
  for (const auto& [count, padded] :
       {std::pair{0U, 8U}, {1U, 8U}, {8U, 8U}, {9U, 16U}, {16U, 16U}, {17U, 32U}}) {
    std::vector<Field> fields;
    for (unsigned i = 0; i < count; ++i) fields.push_back({"field_" + std::to_string(i), "x"});
    const auto commitment = commit(kKey, fields).value();
    EXPECT_EQ(commitment.digests().size(), padded) << count;
    const std::set<Digest> distinct{commitment.digests().begin(), commitment.digests().end()};
    EXPECT_EQ(distinct.size(), padded);
    EXPECT_TRUE(std::is_sorted(commitment.digests().begin(), commitment.digests().end()));
  }
}

TEST(Commitment, IsAnotherUnderAnotherKey) {
  EXPECT_NE(commit(RecordKey::generate(), kFields)->root(), commit(kKey, kFields)->root());
}

TEST(Commitment, BringsValuesToNfc) {
  const std::vector<Field> composed{{"name", "é"}};
  const std::vector<Field> decomposed{{"name", "e\xCC\x81"}};
  EXPECT_EQ(commit(kKey, composed)->root(), commit(kKey, decomposed)->root());
}

TEST(Commitment, RefusesRepeatedAndMalformedFields) {
  EXPECT_FALSE(commit(kKey, std::vector<Field>{{"a", "1"}, {"a", "1"}}).has_value());
  EXPECT_FALSE(commit(kKey, std::vector<Field>{{"", "1"}}).has_value());
  EXPECT_FALSE(commit(kKey, std::vector<Field>{{"a", "\xFF"}}).has_value());
}

TEST(Leaf, GivesTheVectorByteForByte) {
  const auto leaf = vector_leaf();
  EXPECT_EQ(leaf.encode(), kLeaf);
  EXPECT_EQ(leaf.encode().size(), 171U);
  EXPECT_EQ(hex(leaf_hash(leaf.encode())),
            "66a95960bef1b7f618aa899ed4aadf6cb56a3818425778ea415a507551b4ddd9");
  EXPECT_EQ(parse_leaf(kLeaf), leaf);
}

TEST(Leaf, IsReadBackWithAllItsMembers) {
  auto leaf = vector_leaf();
  leaf.ref = LeafReference{9'223'372'036'854'775'807U, leaf_hash("review")};
  leaf.pub = publication_commitment(counting(16), "document");
  for (const auto type : kLeafTypes) {
    leaf.type = type;
    EXPECT_EQ(parse_leaf(leaf.encode()), leaf);
  }
}

TEST(Leaf, IsRefusedInAnyOtherSpelling) {
  const std::string good{kLeaf};
  const auto with = [&](std::string_view part, std::string_view by) {
    auto text = good;
    text.replace(text.find(part), part.size(), by);
    return text;
  };
  for (const auto& bad :
       {std::string{}, std::string{"[]"}, " " + good, good + "\n", with(R"("v":"1")", R"("v":"2")"),
        with(R"("v":"1")", R"("v":1)"), with(R"("v":"1")", R"("v":"1","w":"x")"),
        with(R"(,"v":"1")", ""), with("decision.made", "decision.unmade"),
        with("04:05:06Z", "04:05:06.000Z"), with("AAECAwQFBgcICQoLDA0ODw", "AAECAwQFBgcICQoLDA0O"),
        with("rVqrLfW", "rVqrLf"), with(R"("root")", R"("ref":"1","root")"),
        with(R"("root")",
             R"("ref":"01","refh":"rVqrLfW-KJdaSpz3BrgYfasjagfduW4JpsRm9KhIrfE","root")"),
        with(R"("at")", R"("at":"2026-11-23T04:05:06Z","at")"), with("{", "{ ")}) {
    EXPECT_FALSE(parse_leaf(bad).has_value()) << bad;
  }
}

TEST(Leaf, TakesItsTimeToTheMinute) {
  EXPECT_EQ(to_leaf_time(*parse_instant("2026-11-23T04:05:06.789Z")),
            *parse_instant("2026-11-23T04:05:00Z"));
}

TEST(LeafType, HasAWordAndALabelOfItsOwnForEach) {
  std::set<std::string_view> words;
  std::set<std::string> labels;
  for (const auto type : kLeafTypes) {
    words.insert(to_string(type));
    labels.insert(label(type).zh);
    EXPECT_EQ(parse_leaf_type(to_string(type)), type);
  }
  EXPECT_EQ(words.size(), kLeafTypes.size());
  EXPECT_EQ(labels.size(), kLeafTypes.size());
  EXPECT_EQ(parse_leaf_type("decision"), std::nullopt);
}

TEST(PublicationCommitment, GivesTheVector) {
  EXPECT_EQ(to_base64url(
                as_bytes(publication_commitment(counting(16), "public redacted decision text\n"))),
            "htdarslhI3cdD8avJjXA8P3ZVZ2onb-iog2PupzfCDs");
}

TEST(ReceiptExtra, IsReadBack) {
  const auto commitment = commit(kKey, kFields).value();
  const ReceiptExtra extra{std::string{kLeaf}, 8, {commitment.show(1), commitment.show(3)}};
  EXPECT_EQ(parse_extra(extra.encode()), extra);
  EXPECT_EQ(parse_extra((ReceiptExtra{"", 0, {}}.encode())), (ReceiptExtra{"", 0, {}}));
}

TEST(ReceiptExtra, IsRefusedWhenMalformed) {
  for (const auto* bad :
       {"", "[]", "{}", R"({"d":[],"leaf":"x"})", R"({"d":[],"leaf":"x","n":-1})",
        R"({"d":[],"leaf":"x","n":8,"more":1})", R"({"d":[],"leaf":1,"n":8})",
        R"({"d":{},"leaf":"x","n":8})", R"({"d":[["x",1]],"leaf":"x","n":8})",
        R"({"d":[["x",-1,[]]],"leaf":"x","n":8})", R"({"d":[["x",1,["short"]]],"leaf":"x","n":8})",
        R"({"d":[[1,1,[]]],"leaf":"x","n":8})", R"({"d":[],"leaf":"x","n":99999})"}) {
    EXPECT_FALSE(parse_extra(bad).has_value()) << bad;
  }
}

TEST(ShownFields, AreProvenOnlyUnderTheirRoot) {
  const auto commitment = commit(kKey, kFields).value();
  const std::vector shown{commitment.show(1), commitment.show(3)};
  const auto fields = verify_shown(shown, 8, commitment.root());
  ASSERT_TRUE(fields.has_value());
  EXPECT_EQ(*fields, (std::vector{kFields[1], kFields[3]}));

  EXPECT_FALSE(verify_shown(shown, 16, commitment.root()).has_value());
  EXPECT_FALSE(verify_shown(shown, 8, Digest{}).has_value());
  auto other_value = shown;
  other_value[1].disclosure =
      make_disclosure(field_salt(kKey, "fine_cents"), {"fine_cents", "200"});
  EXPECT_FALSE(verify_shown(other_value, 8, commitment.root()).has_value());
  auto other_index = shown;
  other_index[0].index += 1;
  EXPECT_FALSE(verify_shown(other_index, 8, commitment.root()).has_value());
  const std::vector twice{shown[0], shown[0]};
  EXPECT_FALSE(verify_shown(twice, 8, commitment.root()).has_value());
}

}  // namespace
}  // namespace mingcha::ledger
