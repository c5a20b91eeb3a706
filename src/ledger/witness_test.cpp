// SPDX-License-Identifier: Apache-2.0
#include "ledger/witness.h"

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

const Instant kNow = from_millis(1'700'000'000'000);

/// A witness after c2sp.org/tlog-witness, which believes nothing.
class HonestWitness {
 public:
  explicit HonestWitness(VerifierKey log) : log_{std::move(log)} {}

  HttpAnswer answer(const std::string& url, const std::string& body) {
    urls.push_back(url);
    const auto request = parse_add_checkpoint(body);
    if (!request) return {400, "", ""};
    const auto opened = open_checkpoint(request->checkpoint, log_);
    if (!opened) return {403, "", ""};
    const auto& head = opened->checkpoint.head;
    if (request->old_size > head.size) return {400, "", ""};
    if (request->old_size != seen.size) {
      return {409, "text/x.tlog.size", fmt::format("{}\n", seen.size)};
    }
    if (!verify_consistency(seen, head, request->proof)) return {422, "", ""};
    seen = head;
    return {200, "", signer.cosign(opened->note.text, kNow).to_line()};
  }

  NoteSigner signer{"witness.example", seed(9)};
  TreeHead seen;
  std::vector<std::string> urls;

 private:
  VerifierKey log_;
};

class WitnessTest : public testing::Test {
 protected:
  Cosigned ask(std::uint64_t size, std::uint64_t last_size) {
    TreeReader reader{store, size};
    const auto checkpoint = sign_checkpoint(reader.head(), log);
    return ask_witness(
        entry, checkpoint, reader, last_size,
        [&](const auto& url, const auto& body) { return witness.answer(url, body); });
  }

  NoteSigner log{"log.example", seed(1)};
  HonestWitness witness{log.verifier()};
  Policy::Witness entry{"w", witness.signer.cosignature_verifier(), "http://witness.example/w/"};
  MemoryTileStore store;
  TreeWriter writer{store, TreeHead{}};
};

TEST_F(WitnessTest, CosignsAGrowingLog) {
  std::uint64_t last = 0;
  for (const std::size_t batch : {3U, 300U, 1U}) {
    const auto head = writer.append(some_entries(batch, writer.head().size));
    const auto cosigned = ask(head.size, last);
    EXPECT_EQ(cosigned.outcome, WitnessOutcome::cosigned);
    ASSERT_TRUE(cosigned.signature.has_value());
    last = cosigned.witness_size;
    EXPECT_EQ(last, head.size);
  }
  EXPECT_EQ(witness.urls.size(), 3U);
  EXPECT_EQ(witness.urls[0], "http://witness.example/w/add-checkpoint");
}

TEST_F(WitnessTest, IsAskedAgainFromTheSizeItHasSeen) {
  writer.append(some_entries(5));
  EXPECT_EQ(ask(5, 3).outcome, WitnessOutcome::cosigned) << "it had seen nothing";
  EXPECT_EQ(witness.urls.size(), 2U);
  writer.append(some_entries(5, 5));
  EXPECT_EQ(ask(10, 0).outcome, WitnessOutcome::cosigned) << "it had seen 5";
  EXPECT_EQ(witness.urls.size(), 4U);
}

TEST_F(WitnessTest, WithALargerSizeMeansOurLogWasRolledBack) {
  writer.append(some_entries(4));
  writer.append(some_entries(6, 4));
  ASSERT_EQ(ask(10, 0).outcome, WitnessOutcome::cosigned);
  const auto refused = ask(4, 0);
  EXPECT_EQ(refused.outcome, WitnessOutcome::refused);
  EXPECT_EQ(refused.witness_size, 10U);
}

TEST_F(WitnessTest, RefusesARewrittenLog) {
  writer.append(some_entries(10));
  ASSERT_EQ(ask(10, 0).outcome, WitnessOutcome::cosigned);
  store.files.clear();
  TreeWriter{store, TreeHead{}}.append(some_entries(12, 1));
  EXPECT_EQ(ask(12, 10).outcome, WitnessOutcome::refused);
}

TEST_F(WitnessTest, IsNotBelievedWhenItsLineIsAnothersOrWrong) {
  writer.append(some_entries(2));
  TreeReader reader{store, 2};
  const auto checkpoint = sign_checkpoint(reader.head(), log);
  const NoteSigner stranger{"witness.example", seed(8)};
  const auto ask_with = [&](std::string body) {
    return ask_witness(entry, checkpoint, reader, 0, [&](const auto&, const auto&) {
      return HttpAnswer{200, "", body};
    });
  };
  EXPECT_FALSE(ask_with(stranger.cosign(checkpoint.note.text, kNow).to_line()).signature);
  EXPECT_FALSE(ask_with(witness.signer.cosign("other\n", kNow).to_line()).signature);
  EXPECT_FALSE(ask_with("").signature);
  EXPECT_FALSE(ask_with("<html>").signature);
  EXPECT_TRUE(ask_with(stranger.cosign(checkpoint.note.text, kNow).to_line() +
                       witness.signer.cosign(checkpoint.note.text, kNow).to_line())
                  .signature);
}

TEST_F(WitnessTest, ThatAlwaysSaysStaleDoesNotHoldUsForEver) {
  writer.append(some_entries(2));
  TreeReader reader{store, 2};
  int calls = 0;
  const auto answer = ask_witness(entry, sign_checkpoint(reader.head(), log), reader, 0,
                                  [&](const auto&, const auto&) {
                                    ++calls;
                                    return HttpAnswer{409, "text/x.tlog.size", "1\n"};
                                  });
  EXPECT_EQ(answer.outcome, WitnessOutcome::stale);
  EXPECT_EQ(calls, 2);
}

TEST(WitnessAnswer, IsReadByItsStatus) {
  EXPECT_EQ(read_answer({404, "", ""}).outcome, WitnessOutcome::unknown_log);
  EXPECT_EQ(read_answer({403, "", ""}).outcome, WitnessOutcome::not_ours);
  EXPECT_EQ(read_answer({400, "", ""}).outcome, WitnessOutcome::refused);
  EXPECT_EQ(read_answer({422, "", ""}).outcome, WitnessOutcome::refused);
  EXPECT_EQ(read_answer({503, "", ""}).outcome, WitnessOutcome::unreachable);
  EXPECT_EQ(read_answer({0, "", ""}).outcome, WitnessOutcome::unreachable);
  EXPECT_EQ(read_answer({409, "text/x.tlog.size", "17\n"}).size, 17U);
  EXPECT_EQ(read_answer({409, "text/x.tlog.size", "many\n"}).outcome, WitnessOutcome::unreachable);
}

TEST(AddCheckpoint, ReadsWhatItWritesAndRefusesTheRest) {
  const std::string checkpoint =
      "o\n2\nmoBGEb3O52i4ZccDYrC6LbvrE0xWRhS39nqYceEdeic=\n\n— o P+3U/qsglMg=\n";
  const AddCheckpoint request{1, some_leaves(2), checkpoint};
  EXPECT_EQ(parse_add_checkpoint(request.to_string()), request);
  for (const auto& bad : {std::string{}, std::string{"old 1\n\n"}, "old 01\n\n" + checkpoint,
                          "old -1\n\n" + checkpoint, "new 1\n\n" + checkpoint,
                          "old 1\n" + checkpoint, "old 1\nxx\n\n" + checkpoint}) {
    EXPECT_FALSE(parse_add_checkpoint(bad).has_value()) << bad;
  }
}

}  // namespace
}  // namespace mingcha::ledger
