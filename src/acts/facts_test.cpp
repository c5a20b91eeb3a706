// SPDX-License-Identifier: Apache-2.0
#include "acts/facts.h"

#include <gmock/gmock.h>

#include "acts/sample_case.h"

namespace mingcha::acts {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

const Instant kNow = *parse_instant("2026-03-02T09:00:00+08:00");

/// A form with one field of each type.
class Form {
 public:
  Form() {
    step_.id = "form";
    step_.title = {"登记", "Form"};
    add("text", pack::FieldType::text).longest = 5;
    add("long_text", pack::FieldType::long_text).longest = 10;
    auto& integer = add("integer", pack::FieldType::integer);
    integer.at_least = -5;
    integer.at_most = 100;
    add("day", pack::FieldType::day);
    add("moment", pack::FieldType::moment);
    add("hearing", pack::FieldType::moment).may_be_future = true;
    add("boolean", pack::FieldType::boolean);
    add("choice", pack::FieldType::choice).choices = {{"a", {"甲", "A"}}, {"b", {"乙", "B"}}};
    add("rows", pack::FieldType::rows).columns = {{"名称", "name"}, {"数量", "count"}};
    add("id_card", pack::FieldType::text).check = pack::Check::id_card;
    add("credit_code", pack::FieldType::text).check = pack::Check::credit_code;
    add("phone", pack::FieldType::text).check = pack::Check::phone;
    pack_.fields["other"] = pack_.fields["text"];
  }

  [[nodiscard]] Result<casefile::Values> take(const casefile::Values& values) const {
    return canonical(pack_, step_, values, kNow);
  }
  /// The canonical value, or the code of the finding.
  [[nodiscard]] std::string entered(const std::string& field, const std::string& value) const {
    const auto taken = take({{field, value}});
    return taken ? "=" + taken->at(field) : taken.error().findings.at(0).code;
  }

 private:
  pack::Field& add(const std::string& id, pack::FieldType type) {
    step_.form.push_back({id, true, {}});
    auto& field = pack_.fields[id];
    field.id = id;
    field.label = {id, id};
    field.type = type;
    return field;
  }

  pack::Pack pack_;
  pack::Step step_;
};

/// The codes of what is wrong with this value of a signature, in a case with a picture, a text,
/// and a picture that is too large.
std::vector<std::string> signature_codes(const std::string& value) {
  SampleCase sample;
  pack::Pack pack = sample.pack;
  pack::Field field;
  field.id = "signature";
  field.type = pack::FieldType::signature;
  pack.fields["signature"] = field;
  casefile::State state;
  for (const auto& [id, type, size] :
       std::vector<std::tuple<const char*, const char*, std::int64_t>>{
           {"e-png", "image/png", 512 << 10},
           {"e-txt", "text/plain", 10},
           {"e-big", "image/png", (512 << 10) + 1}}) {
    casefile::EvidenceAccepted evidence;
    evidence.evidence = id;
    evidence.media_type = type;
    evidence.size = size;
    state.evidence.push_back(evidence);
  }
  const CaseView view{pack, sample.people, pack.items.begin()->second, state};
  std::vector<std::string> codes;
  for (const auto& finding : signature_findings(view, {{"signature", value}})) {
    codes.push_back(finding.code);
  }
  return codes;
}

TEST(Signature, IsAPictureAmongTheEvidenceOfTheCase) {
  EXPECT_THAT(signature_codes("e-png"), IsEmpty());
  EXPECT_THAT(signature_codes(""), IsEmpty()) << "taken back";
  EXPECT_THAT(signature_codes("e-txt"), ElementsAre("signature-unfit"));
  EXPECT_THAT(signature_codes("e-big"), ElementsAre("signature-unfit"));
  EXPECT_THAT(signature_codes("e-of-another-case"), ElementsAre("signature-missing"));
}

TEST(Values, OfTextAreOneTidyLineOfLimitedLength) {
  const Form form;
  EXPECT_EQ(form.entered("text", "甲公司"), "=甲公司");
  EXPECT_EQ(form.entered("text", "　 甲公司\t \r\n"), "=甲公司");
  EXPECT_EQ(form.entered("text", "一二三四五"), "=一二三四五");
  EXPECT_EQ(form.entered("text", "一二三四五六"), "too-long");
  EXPECT_EQ(form.entered("text", "一\n二"), "line-break");
  EXPECT_EQ(form.entered("text", "e\xCC\x81"), "=\xC3\xA9") << "NFC";
}

TEST(Values, OfLongTextKeepTheirLines) {
  const Form form;
  EXPECT_EQ(form.entered("long_text", "一\r\n二\r\n"), "=一\n二");
  EXPECT_EQ(form.entered("long_text", "一二三四五六七八九十"), "=一二三四五六七八九十");
  EXPECT_EQ(form.entered("long_text", "一二三四五六七八九十一"), "too-long");
}

TEST(Values, HoldNoCharacterThatNobodySees) {
  const Form form;
  for (const auto* text :
       {"a\x01"
        "b",
        "a\tb",
        "a\x7F"
        "b",
        "a\xC2\x85"
        "b",
        "a\u200Bb", "a\u2028b", "a\u202Eb", "a\u2066b", "\uFEFFab", "a\xFF", "\xC2"}) {
    EXPECT_EQ(form.entered("text", text), "not-text") << testing::PrintToString(text);
  }
  EXPECT_EQ(form.entered("text", "a\u00A0é"), "=a\u00A0é");
  EXPECT_EQ(form.entered("text", "“—…”"), "=“—…”");
}

TEST(Values, OfIntegersAreDigitsInRange) {
  const Form form;
  EXPECT_EQ(form.entered("integer", " 100 "), "=100");
  EXPECT_EQ(form.entered("integer", "-5"), "=-5");
  EXPECT_EQ(form.entered("integer", "101"), "out-of-range");
  EXPECT_EQ(form.entered("integer", "-6"), "out-of-range");
  for (const auto* text :
       {"1.0", "+1", "01", "1元", "１", "1e2", "-", "-0", "99999999999999999999"}) {
    EXPECT_EQ(form.entered("integer", text), "not-a-number") << text;
  }
}

TEST(Values, OfDaysAndMomentsDoNotLieInTheFuture) {
  const Form form;
  EXPECT_EQ(form.entered("day", "2026-03-02"), "=2026-03-02");
  EXPECT_EQ(form.entered("day", "2026-03-03"), "in-the-future");
  EXPECT_EQ(form.entered("day", "2026-02-29"), "not-a-date");
  EXPECT_EQ(form.entered("day", "2026/03/02"), "not-a-date");
  EXPECT_EQ(form.entered("moment", "2026-03-02T09:00:00+08:00"), "=2026-03-02T09:00:00+08:00");
  EXPECT_EQ(form.entered("moment", "2026-03-02T09:00:01+08:00"), "in-the-future");
  EXPECT_EQ(form.entered("moment", "2026-03-02"), "not-a-date");
  EXPECT_EQ(form.entered("hearing", "2027-03-02T09:00:00+08:00"), "=2027-03-02T09:00:00+08:00");
}

TEST(Values, OfBooleansAndChoicesAreThoseThereAre) {
  const Form form;
  EXPECT_EQ(form.entered("boolean", "true"), "=true");
  EXPECT_EQ(form.entered("boolean", "是"), "not-a-boolean");
  EXPECT_EQ(form.entered("choice", "b"), "=b");
  EXPECT_EQ(form.entered("choice", "甲"), "unknown-choice");
}

TEST(Values, OfRowsAreTidiedFromWhatIsTypedOrPasted) {
  const Form form;
  EXPECT_EQ(form.entered("rows", "手机｜1部"), "=手机｜1部");
  EXPECT_EQ(form.entered("rows", " 手机 | 1部 \r\n\n电脑\t2台\n"), "=手机｜1部\n电脑｜2台");
  EXPECT_EQ(form.entered("rows", "手机｜"), "=手机｜／");
}

TEST(Values, OfRowsAreRefusedWithoutTheirCellsOrTheFirstOfThem) {
  const Form form;
  EXPECT_EQ(form.entered("rows", "手机"), "row-incomplete");
  EXPECT_EQ(form.entered("rows", "手机｜1部｜黑色"), "row-incomplete");
  EXPECT_EQ(form.entered("rows", "手机｜1部\n｜2部"), "row-incomplete");
}

TEST(Values, OfIdentitiesHaveTheirCheckDigit) {
  const Form form;
  EXPECT_EQ(form.entered("id_card", "11010519491231002X"), "=11010519491231002X");
  EXPECT_EQ(form.entered("id_card", "110105194912310021"), "check-digit");
  EXPECT_EQ(form.entered("credit_code", "92999922MA0000015F"), "=92999922MA0000015F");
  EXPECT_EQ(form.entered("credit_code", "92999922MA0000015G"), "check-digit");
  EXPECT_EQ(form.entered("phone", "0999-5550201"), "=0999-5550201");
  EXPECT_EQ(form.entered("phone", "12345"), "check-digit");
}

TEST(Values, ThatAreEmptyTakeAFactBackWhateverTheirType) {
  const Form form;
  for (const auto* field :
       {"text", "long_text", "integer", "day", "moment", "boolean", "choice", "rows", "id_card"}) {
    EXPECT_EQ(form.entered(field, " 　"), "=") << field;
  }
}

TEST(Values, AreRefusedAllAtOnceAndOnlyWhereTheyAreAskedFor) {
  const Form form;
  const auto taken =
      form.take({{"other", "x"}, {"invented", "x"}, {"integer", "x"}, {"text", "甲"}});
  ASSERT_FALSE(taken.has_value());
  EXPECT_EQ(taken.error().kind, Refusal::invalid);
  std::vector<std::string> codes;
  for (const auto& finding : taken.error().findings) codes.push_back(finding.code);
  EXPECT_THAT(codes, UnorderedElementsAre("field-not-asked", "field-not-asked", "not-a-number"));
}

TEST(Facts, ThatAreRequiredAreMissedUntilTheyAreEntered) {
  SampleCase sample;
  EXPECT_THAT(sample.open({}), UnorderedElementsAre("missing", "missing"));
  EXPECT_THAT(sample.open({{"party.name", "甲"}, {"penalty.kind", "fine"}}),
              ElementsAre("missing"));
  EXPECT_EQ(sample.refusal->findings.front().where, "penalty.fine_yuan");
  EXPECT_THAT(sample.open({{"party.name", "甲"}, {"penalty.kind", "warning"}}), IsEmpty());
}

TEST(Facts, ThatAreTakenBackAreMissedAgain) {
  SampleCase sample;
  sample.step_of("inquiry").repeats = true;
  sample.open();
  EXPECT_THAT(sample.run("o1", sample.step("inquiry", {{"party.name", " "}}, {"o2"})),
              ElementsAre("missing"));
  sample.step_of("inquiry").form[0].required = false;
  EXPECT_THAT(sample.run("o1", sample.step("inquiry", {{"party.name", " "}}, {"o2"})), IsEmpty());
  const CaseView view{sample.pack, sample.people, sample.pack.items.at("example"), sample.state};
  EXPECT_FALSE(view.facts().contains("party.name"));
  EXPECT_FALSE(view.lookup("party.name").has_value());
}

}  // namespace
}  // namespace mingcha::acts
