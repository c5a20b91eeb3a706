// SPDX-License-Identifier: Apache-2.0
#include "desk/publication_desk.h"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "base/encoding.h"
#include "crypto/hash.h"
#include "desk/case_leaf.h"
#include "desk/integrator.h"
#include "desk/log_desk.h"
#include "ledger/proof.h"
#include "ledger/receipt.h"
#include "ledger/tile_store.h"
#include "store/database.h"
#include "store/event_store.h"
#include "story/claims.h"
#include "test/conformance/engine.h"
#include "test/desk/office.h"

namespace mingcha::test {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

std::string code_of(const Result<std::string>& outcome) {
  if (outcome) return "";
  const auto& no = outcome.error();
  return no.findings.empty() ? to_string(no.kind) : no.findings.front().code;
}

struct OnPublications : ::testing::TestWithParam<store::Engine> {
  std::string digest(const std::string& id) {
    const auto sight = office.publications.look(office.as("龚丽"), id);
    return sight && sight->state.prepared ? sight->state.prepared->digest : "";
  }
  std::string prepare(const std::string& id, const desk::Prepare& command = {}) {
    return code_of(office.publications.prepare(office.as("龚丽"), id, command, office.fresh()));
  }
  std::string publish(const std::string& id, const std::string& name = "丁宁") {
    return code_of(office.publications.publish(office.as(name), id, digest(id), office.fresh()));
  }
  std::string withdraw(const std::string& id, const std::string& reason) {
    const desk::Revocation command{"revoked", "云岭县人民政府", "云政复决字〔2026〕3号",
                                   mingcha::to_string(local_day(office.clock.now())), reason};
    return code_of(office.publications.withdraw(office.as("丁宁"), id, command, office.fresh()));
  }
  std::string serve(const std::string& id) {
    acts::DoStep served;
    served.step = "service";
    served.values = {{"service.method", "direct"},
                     {"service.receiver", "钱多多"},
                     {"service.place", "星河量贩歌厅"}};
    served.performers = {office.as("李娜").person_id};
    return code_of(office.cases.step(office.as("王磊"), id, served, office.fresh()));
  }
  std::string public_id(const std::string& id) {
    return office.publications.look(office.as("龚丽"), id)->row.public_id;
  }

  Office office{GetParam()};
};
INSTANTIATE_TEST_SUITE_P(Engines, OnPublications,
                         ::testing::Values(store::Engine::sqlite, store::Engine::postgres),
                         store::engine_name);

TEST_P(OnPublications, GoFromMaskedTextThroughASecondPersonToThePublic) {
  const auto id = office.tell("venue_walk.story", "已送达");
  EXPECT_EQ(publish(id), "publication-order") << "nothing was prepared";
  EXPECT_EQ(prepare(id), "");
  EXPECT_FALSE(office.publications.find_public(public_id(id)).has_value());
  EXPECT_EQ(publish(id, "龚丽"), "same-person");
  const auto other =
      office.publications.publish(office.as("丁宁"), id, std::string(64, 'a'), office.fresh());
  EXPECT_EQ(code_of(other), "text-changed");
  EXPECT_EQ(other.error().kind, Refusal::conflict);
  EXPECT_EQ(publish(id), "");
  EXPECT_EQ(publish(id), "publication-order");
  EXPECT_EQ(prepare(id), "publication-order");

  const auto shown = office.publications.find_public(public_id(id));
  ASSERT_TRUE(shown.has_value());
  EXPECT_EQ(shown->salt.size(), 16U);
  EXPECT_THAT(shown->state.prepared->text, Not(HasSubstr("钱多多")));
  EXPECT_THAT(shown->state.prepared->text, Not(HasSubstr("5550201")));
  EXPECT_EQ(office.publications.list_public({}, 0, 10).total, 1);
}

/// Someone puts a private telephone into the facts, which go into the decision: the pattern is
/// masked although no field knows the number.
TEST_P(OnPublications, HideATelephoneThatStandsInTheFacts) {
  const auto id = office.tell("venue_walk.story", "已审核");
  acts::DoStep corrected;
  corrected.step = "proposal";
  corrected.values["facts.found"] = "该场所仅留存3日，证人电话13812345678，已核实。";
  ASSERT_EQ(code_of(office.cases.step(office.as("王磊"), id, corrected, office.fresh())), "");
  acts::DoStep draft;
  draft.step = "draft";
  ASSERT_EQ(code_of(office.cases.step(office.as("王磊"), id, draft, office.fresh())), "");
  auto review = office.decision(id);
  review.step = "legal_review";
  review.opinion = "pass";
  review.reasons = "同意";
  for (const auto& point : pack_in_use().review.points) review.points[point.id].passed = true;
  ASSERT_EQ(code_of(office.cases.step(office.as("何平"), id, review, office.fresh())), "");
  office.agree(id);
  const auto decided =
      office.cases.step(office.as("曹正"), id, office.decision(id), office.fresh());
  ASSERT_EQ(code_of(decided), "") << decided.error().findings.front().what.zh;

  const auto original = office.publications.look(office.as("龚丽"), id)->original;
  const auto at = original.find("13812345678");
  ASSERT_NE(at, std::string::npos);
  EXPECT_EQ(prepare(id), "");
  EXPECT_THAT(office.publications.look(office.as("龚丽"), id)->state.prepared->text,
              Not(HasSubstr("13812345678")));

  // Shown by hand, it is found by the last test before the public.
  desk::Prepare lifting;
  const auto proposed = office.publications.look(office.as("龚丽"), id)->proposed;
  for (const auto& span : proposed) {
    if (span.begin <= at && at < span.end) lifting.lift.push_back({span.begin, span.end, "误"});
  }
  ASSERT_EQ(lifting.lift.size(), 1U);
  ASSERT_EQ(prepare(id, lifting), "");
  EXPECT_EQ(serve(id), "");
  EXPECT_EQ(publish(id), "leak");
  EXPECT_FALSE(office.publications.find_public(public_id(id)).has_value());
  EXPECT_EQ(prepare(id), "");
  EXPECT_EQ(publish(id), "");
}

TEST_P(OnPublications, TestEveryByteThatWouldBeServed) {
  const auto id = office.tell("venue_walk.story", "已送达");
  ASSERT_EQ(prepare(id), "");
  std::string page = "<p>联系人：钱多多</p>";
  office.publications.serve_as([&](const desk::PublicDecision& decision) {
    EXPECT_EQ(decision.row.state, "published");
    return std::vector<disclosure::Served>{{{"页面", "page"}, page}};
  });
  EXPECT_EQ(publish(id), "leak");
  page = "%PDF-1.7 /Author (钱多多)";
  EXPECT_EQ(publish(id), "leak-unreadable") << "nobody can look into it";
  page = "<p>公示</p>";
  EXPECT_EQ(publish(id), "");
}

TEST_P(OnPublications, AreWithdrawnInPublicWithTheSaltDestroyed) {
  const auto id = office.tell("venue_walk.story", "已公示");
  const auto keys = office.count("record_key");
  EXPECT_EQ(withdraw(id, " 　"), "reasons-missing");
  EXPECT_EQ(withdraw(id, "当事人钱多多提出异议"), "leak") << "the reason is public too";
  EXPECT_EQ(withdraw(id, "该决定已被依法撤销"), "");
  EXPECT_EQ(withdraw(id, "再撤回一次"), "publication-order");
  // One key was destroyed, one was made for the withdrawal.
  EXPECT_EQ(office.count("record_key"), keys);

  const auto gone = office.publications.find_public(public_id(id));
  ASSERT_TRUE(gone.has_value()) << "the place says why there is nothing any more";
  EXPECT_EQ(gone->row.state, "withdrawn");
  EXPECT_EQ(gone->salt, "");
  EXPECT_EQ(gone->state.withdrawn->reason, "该决定已被依法撤销");
  EXPECT_EQ(office.publications.list_public({}, 0, 10).total, 0);
  EXPECT_EQ(
      office.publications.list_public({search::read_query("星河").value(), "", ""}, 0, 10).total,
      0);
  const auto again = office.publications.prepare(office.as("龚丽"), id, {}, office.fresh());
  ASSERT_FALSE(again.has_value());
  EXPECT_THAT(again.error().title.zh, HasSubstr("撤回"));
}

TEST_P(OnPublications, OfASealedDecisionSayNothing) {
  const auto id = office.tell("assault_sealed.story", "已封存");
  EXPECT_EQ(prepare(id), "sealed");
  EXPECT_EQ(publish(id), "sealed");
  const auto sight = office.publications.look(office.as("龚丽"), id);
  ASSERT_TRUE(sight.has_value());
  EXPECT_EQ(sight->original, "");
  std::vector<registers::PublicationRow> rows;
  for (const auto& each : office.publications.queue(office.as("龚丽"), {}).rows) {
    rows.push_back(each.row);
    EXPECT_EQ(each.responsible, "");
  }
  ASSERT_EQ(rows.size(), 1U);
  rows.push_back(sight->row);
  for (const auto& row : rows) {
    EXPECT_EQ(row.state, "sealed");
    EXPECT_EQ(row.article, "PSPL-2025/136");
    EXPECT_EQ(row.number + row.title + row.party + row.outcome + row.decided_on, "");
  }
  EXPECT_FALSE(office.publications.find_public(sight->row.public_id).has_value());
}

TEST_P(OnPublications, AnswerTheSameKeyOnce) {
  const auto id = office.tell("venue_walk.story", "已送达");
  const auto envelope = office.fresh();
  const auto first = office.publications.prepare(office.as("龚丽"), id, {}, envelope);
  const auto events = office.count("event");
  EXPECT_EQ(office.publications.prepare(office.as("龚丽"), id, {}, envelope), first);
  EXPECT_EQ(office.count("event"), events);
}

// ---- the log ----

struct OnReceipts : OnPublications {
  OnReceipts() {
    policy.logs.push_back({keys.signer.verifier(), "https://log.bureau.example"});
    policy.quorum = "none";
  }
  void integrate() { (void)integrator.run(office.people.directory()->agency_code); }
  Result<ledger::Receipt> receipt(std::int64_t seq) {
    const auto file = log.receipt(seq);
    if (!file) return tl::unexpected<Rejection>(file.error());
    const auto proof = ledger::parse_proof(*file);
    if (!proof) return tl::unexpected<Rejection>(proof.error());
    return ledger::verify_receipt(*proof, policy);
  }

  TemporaryFolder tile_folder;
  ledger::FolderTileStore tiles{tile_folder.path()};
  desk::LogKeys keys{
      ledger::NoteSigner{"log.bureau.example/enforcement", crypto::sha256(std::string_view{"s"})},
      {}};
  ledger::Policy policy;
  desk::Integrator integrator{*office.database, tiles, tile_folder.path(), keys};
  desk::LogDesk log{*office.database, office.recorder, tiles, keys, policy};
};
INSTANTIATE_TEST_SUITE_P(Engines, OnReceipts,
                         ::testing::Values(store::Engine::sqlite, store::Engine::postgres),
                         store::engine_name);

std::vector<store::StoredEvent> everything(Office& office) {
  std::vector<store::StoredEvent> events;
  office.database->read([&](store::Session& session) { events = store::scan(session, 0, 10'000); });
  return events;
}

TEST_P(OnReceipts, VerifyForEveryEvent) {
  const auto id = office.tell("venue_walk.story", "已公示");
  EXPECT_EQ(code_of(log.receipt(everything(office).front().seq)), "not_found");
  integrate();
  const auto events = everything(office);
  EXPECT_EQ(log.state().size, static_cast<std::int64_t>(events.size()));
  std::optional<ledger::Receipt> review, decision;
  for (const auto& event : events) {
    const auto proven = receipt(event.seq);
    ASSERT_TRUE(proven.has_value()) << event.kind << " " << proven.error().title.en;
    const auto secret = [&] {
      std::optional<desk::LeafSecret> out;
      office.database->read(
          [&](store::Session& session) { out = office.recorder.secret_of(session, event); });
      return *out;
    }();
    EXPECT_TRUE(ledger::verify_fields(*proven, secret.fields).has_value()) << event.kind;
    EXPECT_TRUE(ledger::verify_whole_record(*proven, secret.key, secret.fields).has_value());
    auto wrong = secret.fields;
    wrong.front().value += "x";
    EXPECT_FALSE(ledger::verify_fields(*proven, wrong).has_value());
    if (event.kind == "review.opined") review = *proven;
    if (event.kind == "decision.made") decision = *proven;
    if (event.kind == "decision.published") {
      const auto shown = office.publications.find_public(public_id(id));
      EXPECT_TRUE(ledger::verify_document(*proven, shown->salt, shown->state.prepared->text));
      EXPECT_FALSE(ledger::verify_document(*proven, shown->salt, "别的"));
    }
  }
  ASSERT_TRUE(review && decision);
  EXPECT_TRUE(ledger::verify_review(*decision, *review).has_value());
}

/// Whoever holds the paper has the link on it and can read the printed fields: that is enough.
TEST_P(OnReceipts, OfADecisionAreCheckedFromItsPaper) {
  const auto id = office.tell("venue_walk.story", "已决定");
  integrate();
  const auto state = office.state(id);
  std::int64_t seq = 0;
  for (const auto& event : everything(office)) {
    if (event.kind == "decision.made") seq = event.seq;
  }
  const auto link = log.paper_link(seq, state->decision->digest);
  ASSERT_TRUE(link.has_value());
  std::vector<std::string> parts;
  for (std::size_t at = 0; at != std::string::npos;) {
    const auto dot = link->find('.', at);
    parts.push_back(link->substr(at, dot == std::string::npos ? dot : dot - at));
    at = dot == std::string::npos ? dot : dot + 1;
  }
  ASSERT_EQ(parts.size(), 5U);
  EXPECT_EQ(parts[0], "#1");
  EXPECT_EQ(parts[4], to_base64url(*from_hex(state->decision->digest)));
  const auto proven = receipt(seq);
  ASSERT_TRUE(proven.has_value());
  EXPECT_EQ(parts[2], std::to_string(proven->index));

  const ledger::RecordKey key{*to_digest(*from_base64url(parts[3]))};
  auto fields = desk::decision_fields(pack_in_use(), *state, *state->decision);
  EXPECT_EQ(ledger::commit(key, fields)->root(), proven->leaf.root);
  fields[1].value = "2026-03-28";
  EXPECT_NE(ledger::commit(key, fields)->root(), proven->leaf.root);
}

TEST_P(OnReceipts, OfAWithdrawnPublicationAreGone) {
  const auto id = office.tell("venue_walk.story", "已公示");
  integrate();
  std::int64_t published = 0;
  for (const auto& event : everything(office)) {
    if (event.kind == "decision.published") published = event.seq;
  }
  ASSERT_TRUE(receipt(published).has_value());
  ASSERT_EQ(withdraw(id, "该决定已被依法撤销"), "");
  EXPECT_EQ(code_of(log.receipt(published)), "not_found");
  integrate();
  const auto shown = office.publications.find_public(public_id(id));
  EXPECT_TRUE(shown->published_index && shown->ended_index);
  EXPECT_LT(*shown->published_index, *shown->ended_index);
}

}  // namespace
}  // namespace mingcha::test
