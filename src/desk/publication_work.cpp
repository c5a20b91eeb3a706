// SPDX-License-Identifier: Apache-2.0
// From the decision's text to what the public reads: masked, confirmed, corrected.
#include <algorithm>

#include "acts/papers.h"
#include "acts/publication_class.h"
#include "base/assert.h"
#include "desk/masking.h"
#include "desk/publication_loaded.h"
#include "desk/publication_queue.h"
#include "store/database.h"
#include "store/ledger_store.h"

namespace mingcha::desk {
namespace {

using publication::State;
using store::Session;

/// What was decided, in the words of the choice that the pack says it stands in.
std::string outcome_of(const acts::CaseView& view) {
  for (const auto& field : view.pack().disclosure.outcome) {
    if (auto value = masked_value(view, field); !value.empty()) return value;
  }
  return {};
}

/// A decision becomes public once.
std::optional<Rejection> over_already(const State& state) {
  if (state.withdrawn) {
    return out_of_order({"该决定的公示已经撤回", "its publication was withdrawn"},
                        {"撤回后不再公示同一决定", "a withdrawn decision is not published again"});
  }
  if (state.expired) {
    return out_of_order({"该决定的公示期已满", "its term of publicity is over"},
                        {"期满后不再公示同一决定", "it is not published again after its term"});
  }
  return std::nullopt;
}

std::optional<Rejection> published_already(const State& state) {
  if (auto over = over_already(state)) return over;
  if (!state.published) return std::nullopt;
  return out_of_order({"该决定已经公示", "published already"},
                      {"无需重复公示；公示有误的，请更正或者撤回",
                       "no need to publish again; correct it or withdraw it if it is wrong"});
}

/// What the second person has before them.
const publication::PublicationPrepared* waiting_text(const State& state) {
  if (state.correcting) return &state.correcting->text;
  return state.published || !state.prepared ? nullptr : &*state.prepared;
}

publication::Event confirmed(const State& state, const std::string& digest, Instant now) {
  const auto today = mingcha::to_string(local_day(now));
  if (state.correcting) return publication::DecisionCorrected{digest, today};
  return publication::DecisionPublished{digest, today};
}

Rejection text_changed() {
  return {Refusal::conflict,
          {"您复核的文本不是现在的文本", "the text you read is not the present one"},
          {{"text-changed",
            {"脱敏文本在您打开之后又被修改", "it was changed after you opened it"},
            {},
            {"请重新打开并核对", "open it again and read it"},
            "digest"}}};
}

/// Conditions of the pack that do not hold, or are not known to.
Findings not_ready(const acts::CaseView& view) {
  Findings findings;
  const auto served =
      view.state().decision && view.state().served.contains(view.state().decision->document);
  const auto lookup = [&](std::string_view name) -> std::optional<cel::Value> {
    if (name == pack::kDecisionServed) return cel::Value{served};
    return view.lookup(name);
  };
  for (const auto& one : view.pack().disclosure.requires_) {
    if (one.that.evaluate(lookup).truth == cel::Truth::yes) continue;
    findings.push_back(
        {"publication-condition", one.otherwise, one.article, one.cure, one.cure_step});
  }
  return findings;
}

}  // namespace

Result<publication::PublicationPrepared> PublicationDesk::masked_text(
    const Loaded& loaded, const Prepare& command) const {
  const auto& decision = *loaded.case_state->decision;
  const auto& view = *loaded.view;
  const auto spans =
      disclosure::edit(decision.text, disclosure::propose(decision.text, personal_values(view)),
                       command.add, command.lift);
  if (!spans) return tl::unexpected<Rejection>(spans.error());
  if (auto wrong = wrongly_masked(view, decision.text, *spans); !wrong.empty()) {
    return reject(Refusal::rule_broken,
                  {"遮盖了应当公开的内容", "what has to be public would be masked"},
                  std::move(wrong));
  }
  auto masked = disclosure::with_masks(decision.text, *spans);
  publication::PublicationPrepared prepared;
  prepared.public_id = loaded.row.public_id;
  prepared.number = decision.number;
  prepared.title = loaded.row.title;
  prepared.decided_on = decision.decided_on;
  prepared.unit = loaded.row.unit_name;
  prepared.digest = acts::digest_of(masked.text);
  prepared.text = std::move(masked.text);
  MINGCHA_ASSERT(masked.spans.size() == spans->size());
  const auto place = [](std::size_t at) { return static_cast<std::int64_t>(at); };
  for (std::size_t i = 0; i < masked.spans.size(); ++i) {
    const auto& span = masked.spans[i];
    prepared.masks.push_back({place(span.begin), place(span.end), span.reason, span.note,
                              place((*spans)[i].begin), place((*spans)[i].end)});
  }
  for (const auto& lift : command.lift) {
    prepared.lifts.push_back({place(lift.begin), place(lift.end), lift.note});
  }
  for (const auto& field : pack_.disclosure.summary) {
    if (auto value = masked_value(view, field); !value.empty()) {
      prepared.facts[field] = std::move(value);
    }
  }
  prepared.party = masked_value(view, "party.name");
  prepared.outcome = outcome_of(view);
  return prepared;
}

Result<std::string> PublicationDesk::prepare(const people::Visitor& visitor,
                                             const std::string& case_id, const Prepare& command,
                                             const Envelope& envelope) {
  return change(visitor, case_id, envelope,
                [&](Session& session, Loaded& loaded) -> Result<std::string> {
                  if (auto refused = not_publishable(loaded.row))
                    return tl::unexpected<Rejection>(*refused);
                  if (auto over = published_already(loaded.state))
                    return tl::unexpected<Rejection>(*over);
                  auto prepared = masked_text(loaded, command);
                  if (!prepared) return tl::unexpected<Rejection>(prepared.error());
                  const auto digest = prepared->digest;
                  return keep(session, loaded, event_of(*prepared), *prepared, visitor.person_id,
                              envelope, digest);
                });
}

Result<std::string> PublicationDesk::correct(const people::Visitor& visitor,
                                             const std::string& case_id, const Correct& command,
                                             const Envelope& envelope) {
  return change(
      visitor, case_id, envelope, [&](Session& session, Loaded& loaded) -> Result<std::string> {
        if (auto refused = not_publishable(loaded.row)) return tl::unexpected<Rejection>(*refused);
        if (auto over = over_already(loaded.state)) return tl::unexpected<Rejection>(*over);
        if (!loaded.state.published) {
          return tl::unexpected<Rejection>(
              out_of_order({"该决定尚未公示", "it is not published yet"},
                           {"直接重新脱敏即可", "mask it again, that is enough"}));
        }
        Findings flaws;
        const auto must = [&](const std::string& text, const char* where, Text what) {
          if (!trim(text).empty()) return;
          flaws.push_back({"reasons-missing",
                           what,
                           pack_.disclosure.confirm_article,
                           {"请写明，更正要向公众说明", "say it; the public is told"},
                           where});
        };
        must(command.what, "what", {"未写明更正了什么", "not said what is corrected"});
        must(command.reason, "reason", {"未写明更正理由", "no reason given"});
        if (flaws.empty()) {
          flaws = leaks_in(*loaded.view, {{{"更正说明", "what is said of the correction"},
                                           command.what + "\n" + command.reason}});
        }
        if (!flaws.empty()) {
          return reject(Refusal::rule_broken,
                        {"更正说明不符合要求", "the correction is not explained as it must be"},
                        std::move(flaws));
        }
        auto prepared = masked_text(loaded, command.masks);
        if (!prepared) return tl::unexpected<Rejection>(prepared.error());
        const auto digest = prepared->digest;
        const publication::Event event{
            publication::CorrectionPrepared{std::move(*prepared), std::string{trim(command.what)},
                                            std::string{trim(command.reason)}}};
        return keep(session, loaded, event_of(event), event, visitor.person_id, envelope, digest);
      });
}

PublicationDesk::LeakTest PublicationDesk::leak_test(const std::string& case_id,
                                                     const std::string& actor) {
  std::optional<Loaded> loaded;
  std::optional<PublicDecision> shown;
  database_.read([&](Session& session) {
    loaded = load(session, case_id);
    auto again = load(session, case_id);
    const auto* text = again ? waiting_text(again->state) : nullptr;
    if (text == nullptr) return;
    const auto event = confirmed(again->state, text->digest, clock_.now());
    again->state = publication::evolve(std::move(again->state), event, actor);
    again->row = publication_row(*again->view, again->state);
    auto redaction = redaction_of(session, *again);
    shown = as_public(session, std::move(*again));
    shown->redaction = std::move(redaction);
  });
  if (!shown) return {};
  auto served = served_ ? served_(*shown) : std::vector<disclosure::Served>{};
  served.push_back({{"公示文本", "the public text"}, shown->state.prepared->text});
  return {loaded->state.version, leaks_in(*loaded->view, served)};
}

std::optional<Rejection> PublicationDesk::why_not_publish(const Loaded& loaded,
                                                          const std::string& actor,
                                                          const std::string& digest,
                                                          const LeakTest& tested) const {
  if (auto refused = not_publishable(loaded.row)) return refused;
  const auto& state = loaded.state;
  if (!state.correcting) {
    if (auto over = published_already(state)) return over;
  }
  const auto* text = waiting_text(state);
  if (text == nullptr) {
    return out_of_order({"尚未完成脱敏准备", "nothing was prepared yet"},
                        {"请先由公示管理员脱敏", "prepare it first"});
  }
  if ((state.correcting ? state.corrector : state.preparer) == actor) {
    return Rejection{Refusal::rule_broken,
                     {"公示须由另一人复核", "a second person has to confirm"},
                     {{"same-person",
                       {"脱敏与复核不能是同一人", "whoever prepared it cannot confirm it"},
                       pack_.disclosure.confirm_article,
                       {"请由另一名公示管理员复核后公示", "let another publicity editor confirm"},
                       loaded.row.case_id}}};
  }
  if (text->digest != digest || state.version != tested.version) return text_changed();
  auto wrong = not_ready(*loaded.view);
  const bool ready = wrong.empty();
  wrong.insert(wrong.end(), tested.leaks.begin(), tested.leaks.end());
  if (wrong.empty()) return std::nullopt;
  if (!ready) {
    return Rejection{Refusal::rule_broken,
                     {"还不具备公示的条件", "it may not be published yet"},
                     std::move(wrong)};
  }
  return Rejection{
      Refusal::rule_broken,
      {"公示内容仍含有不得公开的信息", "what would be served still holds what must not be public"},
      std::move(wrong)};
}

Result<std::string> PublicationDesk::publish(const people::Visitor& visitor,
                                             const std::string& case_id, const std::string& digest,
                                             const Envelope& envelope) {
  // The last gate looks at every byte that would be served, and making those reads the database:
  // so it comes before the transaction, which then only takes the very version that was tested.
  const auto tested = leak_test(case_id, visitor.person_id);
  return change(
      visitor, case_id, envelope, [&](Session& session, Loaded& loaded) -> Result<std::string> {
        if (auto refused = why_not_publish(loaded, visitor.person_id, digest, tested)) {
          return tl::unexpected<Rejection>(*refused);
        }
        const auto event = confirmed(loaded.state, digest, clock_.now());
        auto fresh = event_of(event, ledger::LeafType::decision_published);
        fresh.published = waiting_text(loaded.state)->text;
        fresh.refers_to = loaded.decision_seq;
        const auto earlier = loaded.published_seq();
        auto answer =
            keep(session, loaded, std::move(fresh), event, visitor.person_id, envelope, digest);
        // A corrected text takes the place of one that nobody shall be able to confirm any more.
        if (answer && earlier != 0) (void)store::shred_record_key(session, earlier);
        return answer;
      });
}

}  // namespace mingcha::desk
