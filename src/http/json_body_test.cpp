// SPDX-License-Identifier: Apache-2.0
#include "http/json_body.h"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

namespace mingcha::http {
namespace {

using testing::ElementsAre;
using testing::Field;

Finding refusal_of(std::string_view text) {
  const auto read = read_json_object(text);
  if (read) return {"none", {}, "", {}, ""};
  EXPECT_EQ(read.error().kind, Refusal::malformed);
  EXPECT_EQ(read.error().findings.size(), 1U);
  EXPECT_FALSE(read.error().findings[0].what.zh.empty());
  return read.error().findings[0];
}

TEST(JsonBody, ReadsWhatIsProper) {
  const auto read = read_json_object(
      R"( {"a":{"b":[1,-2,{"c":null}]},"t":"治安\u0041","n":9223372036854775807,"f":true} )");

  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(read->dump(),
            R"({"a":{"b":[1,-2,{"c":null}]},"f":true,"n":9223372036854775807,"t":"治安A"})");
}

TEST(JsonBody, NamesThePlaceOfWhatIsNot) {
  EXPECT_EQ(refusal_of(R"({"a":1,"a":2})").code, "duplicate-field");
  EXPECT_EQ(refusal_of(R"({"a":1,"a":2})").where, "/a");
  EXPECT_EQ(refusal_of(R"({"x":[{},{"k/1":1,"k/1":2}]})").where, "/x/1/k~11");
  EXPECT_EQ(refusal_of(R"({"a":{"b":1.5}})").code, "not-whole");
  EXPECT_EQ(refusal_of(R"({"a":{"b":1.5}})").where, "/a/b");
  EXPECT_EQ(refusal_of(R"({"a":[0,1e3]})").where, "/a/1");
  EXPECT_EQ(refusal_of(R"({"a":9223372036854775808})").code, "not-whole");
  EXPECT_EQ(refusal_of(R"({"a":"x\u0000y"})").code, "bad-text");
  EXPECT_EQ(refusal_of("{\"a\":\"\xff\"}").code, "bad-text");
  EXPECT_EQ(refusal_of(R"({"a":"\ud800"})").code, "not-json");
  EXPECT_EQ(refusal_of(R"([1])").code, "not-an-object");
  EXPECT_EQ(refusal_of("7").code, "not-an-object");
  for (const char* text : {"", "{", R"({"a":1,})", R"({"a":1} x)", "{'a':1}", R"({"a":01})",
                           R"({"a":NaN})", "{} {}", "// c\n{}"}) {
    EXPECT_EQ(refusal_of(text).code, "not-json") << text;
  }
}

std::string nested(std::size_t levels) {
  std::string text;
  for (std::size_t i = 0; i < levels; ++i) text += R"({"a":)";
  text += "1";
  return text.append(levels, '}');
}

TEST(JsonBody, GoesThirtyTwoLevelsDeepAndNoFurther) {
  EXPECT_EQ(refusal_of(nested(32)).code, "none");
  EXPECT_EQ(refusal_of(nested(33)).code, "too-deep");
  EXPECT_EQ(refusal_of(nested(200'000)).code, "too-deep");
  EXPECT_EQ(refusal_of(R"({"a":)" + std::string(500'000, '[')).code, "too-deep");
}

TEST(FieldReader, TakesWhatIsThere) {
  const auto object = read_json_object(
      R"({"name":"  王伟 ","fine":500,"hearing":true,"tags":["a","b"],"party":{"id":"1"},
          "nothing":null,"secret":" x "})");
  FieldReader fields{*object};

  EXPECT_EQ(fields.text("name", 1, 10), "王伟");
  EXPECT_EQ(fields.integer("fine", 0, 1000), 500);
  EXPECT_TRUE(fields.flag("hearing"));
  EXPECT_THAT(fields.texts("tags", 5, 10), ElementsAre("a", "b"));
  EXPECT_EQ(fields.object("party").at("id"), "1");
  EXPECT_EQ(fields.optional_text("nothing", 10), std::nullopt);
  EXPECT_EQ(fields.optional_integer("absent", 0, 1), std::nullopt);
  EXPECT_EQ(fields.exact_text("secret", 10), " x ");
  EXPECT_TRUE(fields.finish().has_value());
}

TEST(FieldReader, KeepsEveryComplaintWithItsPlace) {
  const auto object =
      read_json_object(R"({"name":"","fine":"500","tags":["a",7],"extra~x":1,"hearing":null})");
  FieldReader fields{*object, "/case"};
  (void)fields.text("name", 1, 10);
  (void)fields.integer("fine", 0, 1000);
  (void)fields.texts("tags", 5, 10);
  (void)fields.flag("hearing");

  const auto outcome = fields.finish();

  ASSERT_FALSE(outcome.has_value());
  EXPECT_EQ(outcome.error().kind, Refusal::malformed);
  std::vector<std::string> complaints;
  for (const auto& one : outcome.error().findings) complaints.push_back(one.code + " " + one.where);
  EXPECT_THAT(complaints, ElementsAre("too-short /case/name", "not-an-integer /case/fine",
                                      "not-text /case/tags/1", "missing /case/hearing",
                                      "unknown-field /case/extra~0x"));
}

TEST(FieldReader, CallsAWrongValueInvalidNotMalformed) {
  const auto object = read_json_object(R"({"fine":1001,"tags":["1","2","3"]})");
  FieldReader fields{*object};
  (void)fields.integer("fine", 0, 1000);
  (void)fields.array("tags", 2);

  const auto outcome = fields.finish();

  ASSERT_FALSE(outcome.has_value());
  EXPECT_EQ(outcome.error().kind, Refusal::invalid);
  EXPECT_THAT(outcome.error().findings, ElementsAre(Field(&Finding::code, "out-of-range"),
                                                    Field(&Finding::code, "too-many-entries")));
}

}  // namespace
}  // namespace mingcha::http
