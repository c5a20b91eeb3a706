// SPDX-License-Identifier: Apache-2.0
#include "desk/outside_desk.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "crypto/random.h"
#include "desk/case_desk.h"
#include "desk/idempotency.h"
#include "desk/people_desk.h"
#include "desk/recorder.h"
#include "outside/codec.h"
#include "pack/definition.h"
#include "store/database.h"
#include "store/event_store.h"

namespace mingcha::desk {
namespace {

using outside::State;
using store::Outcome;
using store::Session;

constexpr std::string_view kPrefix = "query/";

std::string stream_of(const std::string& id) { return std::string{kPrefix} + id; }

State load(Session& session, const std::string& id) {
  State state;
  for (const auto& event : store::load(session, stream_of(id))) {
    state = outside::evolve(std::move(state), outside::decode(event.kind, event.body), event.actor);
  }
  return state;
}

std::string_view state_word(const State& state) {
  if (state.answered) return "answered";
  if (!state.decided) return "asked";
  return state.decided->approved ? "approved" : "refused";
}

Rejection no_such_query() { return {Refusal::not_found, {"没有这项查询", "no such query"}, {}}; }

Rejection not_now(Text what, Text cure) {
  return {Refusal::out_of_order, what, {{"query-order", what, {}, std::move(cure), {}}}};
}

/// What the law wants to be known of whoever asks, and is missing.
Findings missing_in(const outside::QueryAsked& command, const std::string& article) {
  Findings out;
  const auto must = [&](const std::string& text, const char* where, Text what) {
    if (!trim(text).empty()) return;
    out.push_back({"query-incomplete",
                   std::move(what),
                   article,
                   {"无依据、无公函、无经办人的查询不得受理",
                    "a query without basis, letter and inquirer is not taken"},
                   where});
  };
  must(command.organ, "organ", {"未写明查询单位", "not said which organ asks"});
  must(command.basis, "basis", {"未写明查询依据的国家规定", "no provision that lets it ask"});
  must(command.letter, "letter", {"未写明公函文号", "no number of its letter"});
  must(command.inquirer, "inquirer",
       {"未写明经办人及其证件号", "not said who brought it, with which credential"});
  must(command.purpose, "purpose", {"未写明查询事由", "not said what for"});
  return out;
}

}  // namespace

Result<std::string> OutsideDesk::keep(Session& session, const std::string& id, const State& before,
                                      const outside::Event& event, const std::string& actor,
                                      const Envelope& envelope) {
  // The log tells that a sealed record was queried. Of the steps before, nothing.
  const bool answered = std::holds_alternative<outside::QueryAnswered>(event);
  const std::vector<NewEvent> events{
      {std::string{outside::kind_of(event)},
       outside::encode(event),
       answered ? ledger::LeafType::record_queried : ledger::LeafType::case_recorded,
       {},
       {},
       {}}};
  const auto stored = recorder_.record(session, stream_of(id), before.version, actor, clock_.now(),
                                       events, envelope.key);
  if (!stored) return tl::unexpected<Rejection>(stored.error());
  const auto after = outside::evolve(before, event, actor);
  return nlohmann::json{{"query", id}, {"state", state_word(after)}}.dump();
}

Result<std::string> OutsideDesk::ask(const people::Visitor& visitor,
                                     const outside::QueryAsked& command, const Envelope& envelope) {
  const auto& rule = pack_.disclosure.query;
  const auto article = rule ? rule->article : std::string{};
  if (auto missing = missing_in(command, article); !missing.empty()) {
    return reject(Refusal::rule_broken, {"查询要素不全", "the query is not complete"},
                  std::move(missing));
  }
  const auto sight = cases_.look(visitor, command.case_id);
  if (!sight) return tl::unexpected<Rejection>(sight.error());
  if (!sight->state->sealed) {
    return reject(
        Refusal::rule_broken, {"该案没有封存", "this record is not sealed"},
        {{"not-sealed",
          {"该案没有封存，不适用封存记录的查询程序", "the procedure is for sealed records alone"},
          article,
          {"按一般的档案查阅办理", "let it be read as other files are"},
          "case"}});
  }
  Result<std::string> outcome;
  database_.write([&](Session& session) {
    outcome =
        once(session, visitor.person_id, envelope, clock_.now(), [&]() -> Result<std::string> {
          const auto id = "q" + to_hex(crypto::random_bytes(10));
          return keep(session, id, {}, command, visitor.person_id, envelope);
        });
    return outcome ? Outcome::commit : Outcome::roll_back;
  });
  return settled(database_, visitor.person_id, envelope, std::move(outcome));
}

Result<std::string> OutsideDesk::decide(const people::Visitor& visitor, const std::string& id,
                                        const outside::QueryDecided& command,
                                        const Envelope& envelope) {
  Result<std::string> outcome;
  database_.write([&](Session& session) {
    outcome =
        once(session, visitor.person_id, envelope, clock_.now(), [&]() -> Result<std::string> {
          const auto state = load(session, id);
          if (!state.asked) return tl::unexpected<Rejection>(no_such_query());
          if (state.decided) {
            return tl::unexpected<Rejection>(not_now({"该查询已经审批", "it was decided already"},
                                                     {"无需再次审批", "once is enough"}));
          }
          if (state.registrar == visitor.person_id) {
            return reject(Refusal::rule_broken, {"须由另一人审批", "a second person decides"},
                          {{"same-person",
                            {"登记与审批不能是同一人", "whoever registered it cannot approve it"},
                            pack_.disclosure.query ? pack_.disclosure.query->article : "",
                            {"请由另一名审批人审批", "let another approver decide"},
                            id}});
          }
          if (!command.approved && trim(command.reason).empty()) {
            return reject(Refusal::rule_broken, {"不同意须写明理由", "a refusal needs a reason"},
                          {{"reasons-missing",
                            {"未写明理由", "no reason given"},
                            {},
                            {"请写明理由", "give the reason"},
                            "reason"}});
          }
          return keep(session, id, state, command, visitor.person_id, envelope);
        });
    return outcome ? Outcome::commit : Outcome::roll_back;
  });
  return settled(database_, visitor.person_id, envelope, std::move(outcome));
}

Result<std::string> OutsideDesk::answer(const people::Visitor& visitor, const std::string& id,
                                        const outside::QueryAnswered& command,
                                        const Envelope& envelope) {
  Result<std::string> outcome;
  database_.write([&](Session& session) {
    outcome =
        once(session, visitor.person_id, envelope, clock_.now(), [&]() -> Result<std::string> {
          const auto state = load(session, id);
          if (!state.asked) return tl::unexpected<Rejection>(no_such_query());
          if (!state.decided || !state.decided->approved) {
            return tl::unexpected<Rejection>(
                not_now({"该查询未经批准，不得提供", "it is not approved: nothing may be given"},
                        {"先由审批人批准", "have it approved first"}));
          }
          if (state.answered) {
            return tl::unexpected<Rejection>(
                not_now({"该查询已经答复", "it was answered already"},
                        {"再次查询的，另行登记", "register another query"}));
          }
          if (trim(command.given).empty()) {
            return reject(Refusal::rule_broken,
                          {"须写明提供了什么", "what was given has to be said"},
                          {{"reasons-missing",
                            {"未写明提供了什么", "not said what was given"},
                            {},
                            {"逐项写明", "say each thing"},
                            "given"}});
          }
          return keep(session, id, state, command, visitor.person_id, envelope);
        });
    return outcome ? Outcome::commit : Outcome::roll_back;
  });
  return settled(database_, visitor.person_id, envelope, std::move(outcome));
}

std::vector<OutsideQuery> OutsideDesk::list(std::int64_t limit) {
  constexpr std::int64_t kPage = 500;
  std::vector<OutsideQuery> out;
  database_.read([&](Session& session) {
    store::ScanFilter asked;
    asked.kind = "query.asked";
    std::vector<store::StoredEvent> all;
    for (std::int64_t after = 0;;) {
      auto page = store::scan(session, after, kPage, asked);
      const bool last = page.size() < static_cast<std::size_t>(kPage);
      if (!page.empty()) after = page.back().seq;
      std::ranges::move(page, std::back_inserter(all));
      if (last) break;
    }
    std::ranges::reverse(all);
    if (all.size() > static_cast<std::size_t>(limit)) all.resize(static_cast<std::size_t>(limit));
    for (const auto& event : all) {
      const auto id = event.stream.substr(kPrefix.size());
      out.push_back({id, load(session, id), event.at});
    }
  });
  return out;
}

}  // namespace mingcha::desk
