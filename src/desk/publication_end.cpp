// SPDX-License-Identifier: Apache-2.0
// How a publication ends, and who answers for what is to be done.
#include <algorithm>

#include "desk/masking.h"
#include "desk/people_desk.h"
#include "desk/publication_loaded.h"
#include "desk/publication_queue.h"
#include "pack/definition.h"
#include "store/database.h"
#include "store/ledger_store.h"

namespace mingcha::desk {
namespace {

using store::Outcome;
using store::Session;

/// Whom the record names where nobody pressed a button.
constexpr const char* kClock = "clock";

std::optional<Rejection> not_public(const publication::State& state) {
  if (state.published && !state.over()) return std::nullopt;
  return out_of_order({"该决定不在公示中", "it is not published"},
                      {"无需撤回", "nothing to withdraw"});
}

bool says_nothing(const Revocation& command) {
  return command.ground.empty() && command.organ.empty() && command.document.empty() &&
         command.revoked_on.empty();
}

Revocation noted(const publication::RevocationNoted& known) {
  return {known.ground, known.organ, known.document, known.revoked_on, known.reason};
}

}  // namespace

Findings PublicationDesk::flaws_of(const Loaded& loaded, const Revocation& command,
                                   Instant now) const {
  Findings flaws;
  const auto& grounds = pack_.disclosure.grounds;
  const auto ground = std::ranges::find(grounds, command.ground, &pack::WithdrawalGround::id);
  const bool known = ground != grounds.end();
  const auto article = known ? ground->article : std::string{};
  const auto wrong = [&](const char* code, const char* where, Text what, Text cure) {
    flaws.push_back({code, std::move(what), article, std::move(cure), where});
  };
  if (!known) {
    wrong(
        "unknown-ground", "ground", {"未选择撤回的法定情形", "no ground of the law is given"},
        {"请选择：变更、撤销、确认违法、确认无效或者依法不应当公开", "choose one of the grounds"});
  }
  if (trim(command.reason).empty()) {
    wrong("reasons-missing", "reason", {"未写明撤回理由", "no reason given"},
          {"请写明理由，向公众说明", "give the reason; the public is told"});
  }
  if (known && ground->needs_document && trim(command.organ).empty()) {
    wrong("organ-missing", "organ", {"未写明作出该决定的机关", "not said which organ decided so"},
          {"请填写机关全称", "give the organ's full name"});
  }
  if (known && ground->needs_document && trim(command.document).empty()) {
    wrong("document-missing", "document", {"未写明依据文书的文号", "no number of its document"},
          {"请填写文书文号", "give the number of the document"});
  }
  const auto day = parse_day(command.revoked_on);
  const auto first = parse_day(loaded.row.decided_on);
  if (!day || *day > local_day(now) || (first && *day < *first)) {
    wrong("wrong-day", "revoked_on",
          {"日期应在作出决定之日至今天之间", "the day must lie between the decision and today"},
          {"请填写决定被变更、撤销或者发现之日", "give the day on which it no longer stood"});
  }
  // What is said of it is as public as the text it takes the place of.
  auto leaks =
      leaks_in(*loaded.view, {{{"撤回说明", "what is said of the withdrawal"},
                               command.reason + "\n" + command.organ + "\n" + command.document}});
  flaws.insert(flaws.end(), leaks.begin(), leaks.end());
  return flaws;
}

Result<std::string> PublicationDesk::note_revocation(const people::Visitor& visitor,
                                                     const std::string& case_id,
                                                     const Revocation& command,
                                                     const Envelope& envelope) {
  return change(
      visitor, case_id, envelope, [&](Session& session, Loaded& loaded) -> Result<std::string> {
        if (auto refused = not_public(loaded.state)) return tl::unexpected<Rejection>(*refused);
        if (loaded.state.revoked) {
          return tl::unexpected<Rejection>(out_of_order(
              {"已经登记过", "noted already"}, {"请办理撤回", "have the publication withdrawn"}));
        }
        if (auto flaws = flaws_of(loaded, command, clock_.now()); !flaws.empty()) {
          return reject(Refusal::rule_broken,
                        {"登记的内容不完整或者不能公开",
                         "what is noted is not complete, or not fit for the public"},
                        std::move(flaws));
        }
        const publication::Event event{publication::RevocationNoted{
            command.ground, std::string{trim(command.organ)}, std::string{trim(command.document)},
            command.revoked_on, std::string{trim(command.reason)}}};
        return keep(session, loaded, event_of(event), event, visitor.person_id, envelope,
                    loaded.state.published->digest);
      });
}

Result<std::string> PublicationDesk::withdraw(const people::Visitor& visitor,
                                              const std::string& case_id, const Revocation& command,
                                              const Envelope& envelope) {
  return change(
      visitor, case_id, envelope, [&](Session& session, Loaded& loaded) -> Result<std::string> {
        if (auto refused = not_public(loaded.state)) return tl::unexpected<Rejection>(*refused);
        auto told = command;
        if (loaded.state.revoked && says_nothing(told)) {
          told = noted(*loaded.state.revoked);
          if (!trim(command.reason).empty()) told.reason = command.reason;
        }
        if (auto flaws = flaws_of(loaded, told, clock_.now()); !flaws.empty()) {
          return reject(
              Refusal::rule_broken,
              {"撤回须公开说明理由、机关和文书", "withdrawal has to be explained in public"},
              std::move(flaws));
        }
        const auto ground =
            std::ranges::find(pack_.disclosure.grounds, told.ground, &pack::WithdrawalGround::id);
        const publication::Event event{publication::DecisionWithdrawn{
            std::string{trim(told.reason)}, ground->article,
            mingcha::to_string(local_day(clock_.now())), told.ground, std::string{trim(told.organ)},
            std::string{trim(told.document)}, told.revoked_on}};
        return end(session, loaded, event, visitor.person_id, envelope);
      });
}

Result<std::string> PublicationDesk::end(Session& session, Loaded& loaded,
                                         const publication::Event& event, const std::string& actor,
                                         const Envelope& envelope) {
  auto fresh = event_of(event, ledger::LeafType::decision_withdrawn);
  fresh.refers_to = loaded.published_seq();
  const auto published = loaded.published_seq();
  const auto digest = loaded.state.published->digest;
  auto answer = keep(session, loaded, std::move(fresh), event, actor, envelope, digest);
  // Without the key nobody can confirm a guess at what was published.
  if (answer) (void)store::shred_record_key(session, published);
  return answer;
}

Result<std::string> PublicationDesk::assign(const people::Visitor& visitor,
                                            const std::string& case_id, const std::string& person,
                                            const std::string& reason, const Envelope& envelope) {
  return change(
      visitor, case_id, envelope, [&](Session& session, Loaded& loaded) -> Result<std::string> {
        auto row = loaded.row;
        row.assignee = person;
        const auto today = local_day(clock_.now());
        if (responsible_for(row, *loaded.people, today) != person) {
          return reject(
              Refusal::rule_broken, {"不能交给此人办理", "it cannot be given to them"},
              {{"not-an-editor",
                {"此人不是公示管理员，或者脱敏的正是此人，或者没有待办事项",
                 "no publicity editor, or the one who masked it, or nothing is to be done"},
                pack_.disclosure.confirm_article,
                {"请选择另一名公示管理员", "choose another publicity editor"},
                "person"}});
        }
        const publication::Event event{
            publication::PublicationAssigned{person, std::string{trim(reason)}}};
        return keep(session, loaded, event_of(event), event, visitor.person_id, envelope, {});
      });
}

bool PublicationDesk::end_one(const std::string& case_id, const std::string& command_key,
                              const Ending& ending) {
  bool ended = false;
  database_.write([&](Session& session) {
    ended = false;
    auto loaded = load(session, case_id);
    if (!loaded || !loaded->state.published || loaded->state.over()) return Outcome::roll_back;
    const auto event = ending(*loaded);
    if (!event) return Outcome::roll_back;
    const Envelope envelope{command_key + "/" + case_id, {}, {}};
    ended = end(session, *loaded, *event, kClock, envelope).has_value();
    return ended ? Outcome::commit : Outcome::roll_back;
  });
  return ended;
}

std::int64_t PublicationDesk::end_expired(std::int64_t limit) {
  const auto today = local_day(clock_.now());
  std::vector<std::string> cases;
  database_.read([&](Session& session) { cases = registers::over_before(session, today, limit); });
  const auto ending = [&](const Loaded& loaded) -> std::optional<publication::Event> {
    const auto until = parse_day(loaded.row.public_until);
    if (!until || *until >= today) return std::nullopt;
    const auto* term = publicity_term(*loaded.view);
    return publication::PublicationExpired{term == nullptr ? std::string{} : term->article,
                                           mingcha::to_string(today)};
  };
  return std::ranges::count_if(
      cases, [&](const auto& case_id) { return end_one(case_id, "expiry", ending); });
}

std::int64_t PublicationDesk::end_unlawful(std::int64_t limit) {
  const auto& grounds = pack_.disclosure.grounds;
  const auto ground = std::ranges::find(grounds, true, &pack::WithdrawalGround::by_itself);
  if (ground == grounds.end()) return 0;
  std::vector<std::string> cases;
  database_.read([&](Session& session) { cases = registers::to_be_ended(session, limit); });
  const auto today = mingcha::to_string(local_day(clock_.now()));
  const auto ending = [&](const Loaded& loaded) -> std::optional<publication::Event> {
    if (!not_publishable(loaded.row)) return std::nullopt;
    return publication::DecisionWithdrawn{
        ground->title.zh, ground->article, today, ground->id, {}, {}, today};
  };
  return std::ranges::count_if(
      cases, [&](const auto& case_id) { return end_one(case_id, "unlawful", ending); });
}

}  // namespace mingcha::desk
