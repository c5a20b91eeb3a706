// SPDX-License-Identifier: Apache-2.0
#include "store/number_store.h"

#include <fmt/format.h>

#include "test/conformance/engine.h"
#include "test/conformance/raw_connection.h"

namespace mingcha::store {
namespace {

class DocumentNumbers : public OnEachEngine {
 protected:
  DocumentNumber take(const NumberSeries& series, Outcome outcome = Outcome::commit) {
    DocumentNumber number;
    database_->write([&](Session& session) {
      number = take_number(session, series, "case/1", 4, [&](std::int64_t serial) {
        return fmt::format("{}{}〔{}〕{}号", series.organ, series.kind, series.year, serial);
      });
      return outcome;
    });
    return number;
  }
  const NumberSeries penalties_{"川A公", "罚决字", 2026};
};

TEST_P(DocumentNumbers, CountFromOneInEachSeries) {
  EXPECT_EQ(take(penalties_).text, "川A公罚决字〔2026〕1号");
  EXPECT_EQ(take(penalties_).serial, 2);
  EXPECT_EQ(take({"川A公", "罚决字", 2027}).serial, 1);
  EXPECT_EQ(take({"川A公", "许字", 2026}).serial, 1);
  EXPECT_EQ(take({"川B公", "罚决字", 2026}).serial, 1);
  EXPECT_EQ(take(penalties_).serial, 3);
}

TEST_P(DocumentNumbers, OfARolledBackCommandAreTakenByTheNext) {
  EXPECT_EQ(take(penalties_).serial, 1);
  EXPECT_EQ(take(penalties_, Outcome::roll_back).serial, 2);
  EXPECT_EQ(take(penalties_).serial, 2);
}

TEST_P(DocumentNumbers, StayWithTheirReasonWhenVoided) {
  const auto number = take(penalties_);
  write([&](Session& session) {
    EXPECT_FALSE(void_number(session, "川A公罚决字〔2026〕9号", "打印错误"));
    EXPECT_TRUE(void_number(session, number.text, "打印错误"));
    EXPECT_FALSE(void_number(session, number.text, "又一次"));
  });

  EXPECT_EQ(take(penalties_).serial, 2);
  database_->read([&](Session& session) {
    const auto series = numbers(session, penalties_);
    ASSERT_EQ(series.size(), 2U);
    EXPECT_EQ(series[0].state, NumberState::voided);
    EXPECT_EQ(series[0].reason, "打印错误");
    EXPECT_EQ(series[1].state, NumberState::taken);
    EXPECT_EQ(find_number(session, number.text)->stream, "case/1");
    EXPECT_FALSE(find_number(session, "none"));
  });
}

TEST_P(DocumentNumbers, CannotBeChangedOrGivenBackStraightAtTheDatabase) {
  take(penalties_);
  RawConnection raw{fresh_.address()};

  EXPECT_NE(raw.run("DELETE FROM document_number"), "");
  EXPECT_NE(raw.run("UPDATE document_number SET stream = 'case/9'"), "");
  EXPECT_NE(raw.run("UPDATE document_number SET state = 'voided'"), "");
  EXPECT_NE(raw.run("UPDATE number_series SET last = 0"), "");
  EXPECT_NE(raw.run("DELETE FROM number_series"), "");
  EXPECT_EQ(take(penalties_).serial, 2);
}

INSTANTIATE_TEST_SUITE_P(Engines, DocumentNumbers,
                         testing::Values(Engine::sqlite, Engine::postgres), engine_name);

}  // namespace
}  // namespace mingcha::store
