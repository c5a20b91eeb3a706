// SPDX-License-Identifier: Apache-2.0
// What people do with recordings: to which step they belong, how long they are kept, what is said
// of them.
#include <algorithm>

#include <nlohmann/json.hpp>

#include "base/text.h"
#include "crypto/random.h"
#include "desk/case_desk.h"
#include "desk/idempotency.h"
#include "desk/recording_desk.h"
#include "pack/definition.h"
#include "store/database.h"

namespace mingcha::desk {
namespace {

using people::Permission;
using recording::RecordingEvent;
using store::Outcome;
using store::Session;

using Events = Result<std::vector<RecordingEvent>>;

Rejection no_such_recording() {
  return {Refusal::not_found,
          {"没有这段音像记录，或不在您的查看范围内", "no such recording, or not for you to see"},
          {}};
}

tl::unexpected<Rejection> refused(Refusal kind, const char* code, Text what, Text cure,
                                  std::string article = {}, std::string where = {}) {
  return tl::unexpected<Rejection>(
      Rejection{kind, what, {{code, what, std::move(article), std::move(cure), std::move(where)}}});
}

tl::unexpected<Rejection> reason_missing() {
  return refused(Refusal::invalid, "reason-missing", {"没有写明理由", "no reason given"},
                 {"请写明理由", "give the reason"}, {}, "reason");
}

tl::unexpected<Rejection> not_the_manager() {
  return refused(Refusal::forbidden, "not-the-manager",
                 {"只有音像管理员可以办理", "only for the recording administrator"},
                 {"请音像管理员办理", "ask the recording administrator"});
}

tl::unexpected<Rejection> gone() {
  return refused(Refusal::out_of_order, "recording-gone", {"已经销毁", "it was destroyed"},
                 {"无需办理", "nothing more to do"});
}

std::string fresh_id(const char* prefix) { return prefix + to_hex(crypto::random_bytes(8)); }

}  // namespace

Result<std::string> RecordingDesk::act(const people::Visitor& visitor, const std::string& id,
                                       const Envelope& envelope, const Decide& decide) {
  // Whether he may see it is asked outside the transaction: it looks at cases.
  const auto sight = look(visitor, id);
  if (!sight) return tl::unexpected<Rejection>(sight.error());
  Result<std::string> outcome;
  database_.write([&](Session& session) {
    outcome =
        once(session, visitor.person_id, envelope, clock_.now(), [&]() -> Result<std::string> {
          auto state = book_.recording(session, id);
          if (!state) return tl::unexpected<Rejection>(no_such_recording());
          if (state->destroyed) return gone();
          const auto events = decide(session, *state);
          if (!events) return tl::unexpected<Rejection>(events.error());
          const auto after = book_.add(session, *std::move(state), *events,
                                       {visitor.person_id, clock_.now(), envelope.key});
          if (!after) return tl::unexpected<Rejection>(after.error());
          return nlohmann::json{{"recording", id}, {"version", after->version}}.dump();
        });
    return outcome ? Outcome::commit : Outcome::roll_back;
  });
  return settled(database_, visitor.person_id, envelope, std::move(outcome));
}

Result<std::string> RecordingDesk::match(const people::Visitor& visitor, const std::string& id,
                                         const recording::RecordingMatched& match,
                                         const Envelope& envelope) {
  const auto seen = cases_.look(visitor, match.case_id);
  if (!seen) return tl::unexpected<Rejection>(seen.error());
  auto event = match;
  if (event.occasion != 0) {
    const auto& occasions = seen->state->occasions;
    const auto found = std::ranges::find(occasions, event.occasion, &casefile::Occasion::version);
    if (found == occasions.end()) {
      return refused(Refusal::invalid, "no-such-step",
                     {"案件里没有办过这个环节", "this step was not done in the case"},
                     {"请从列出的环节中选择，或者关联到整个案件",
                      "choose one of those listed, or the case as a whole"},
                     {}, "occasion");
    }
    event.step = found->step;
  }
  return act(visitor, id, envelope, [&](Session&, const recording::Recording& state) -> Events {
    if (state.in_quarantine()) {
      return refused(Refusal::out_of_order, "quarantined",
                     {"校验不一致，尚未处理", "its digest did not agree"},
                     {"先由音像管理员处理", "the recording administrator settles that first"});
    }
    const bool there = std::ranges::any_of(state.matches, [&](const auto& known) {
      return known.case_id == event.case_id && known.occasion == event.occasion;
    });
    if (there) {
      return refused(Refusal::out_of_order, "matched-already",
                     {"已经关联到这个环节", "it belongs there already"},
                     {"无需办理", "nothing to do"});
    }
    return std::vector<RecordingEvent>{
        event, recording::RecordingClassified{book_.pack().recordings.linked_class, "关联案件"}};
  });
}

Result<std::string> RecordingDesk::unmatch(const people::Visitor& visitor, const std::string& id,
                                           const recording::RecordingUnmatched& match,
                                           const Envelope& envelope) {
  return act(visitor, id, envelope, [&](Session&, const recording::Recording& state) -> Events {
    if (trim(match.reason).empty()) return reason_missing();
    const bool there = std::ranges::any_of(state.matches, [&](const auto& known) {
      return known.case_id == match.case_id && known.occasion == match.occasion;
    });
    if (!there) {
      return refused(Refusal::out_of_order, "not-matched",
                     {"没有关联到这个环节", "it does not belong there"},
                     {"请刷新页面", "load the page again"});
    }
    return std::vector<RecordingEvent>{match};
  });
}

Result<std::string> RecordingDesk::classify(const people::Visitor& visitor, const std::string& id,
                                            const std::string& retention, const std::string& reason,
                                            const Envelope& envelope) {
  return act(visitor, id, envelope, [&](Session&, const recording::Recording& state) -> Events {
    if (trim(reason).empty()) return reason_missing();
    if (book_.pack().recordings.retention(retention) == nullptr) {
      return refused(Refusal::invalid, "no-such-class", {"没有这种保存类别", "no such class"},
                     {"请从列出的类别中选择", "choose one of those listed"}, {}, "retention");
    }
    if (state.classes.contains(retention)) {
      return refused(Refusal::out_of_order, "classified-already",
                     {"已经是这个类别", "it is in that class already"},
                     {"无需办理", "nothing to do"});
    }
    return std::vector<RecordingEvent>{
        recording::RecordingClassified{retention, std::string{trim(reason)}}};
  });
}

Result<std::string> RecordingDesk::shorten(const people::Visitor& visitor, const std::string& id,
                                           const std::string& retention, const std::string& reason,
                                           bool agree, const Envelope& envelope) {
  const auto& rules = book_.pack().recordings;
  return act(visitor, id, envelope, [&](Session&, const recording::Recording& state) -> Events {
    if (!visitor.may(Permission::destroy_recording)) return not_the_manager();
    if (trim(reason).empty()) return reason_missing();
    if (!state.classes.contains(retention)) {
      return refused(Refusal::invalid, "not-in-class", {"不在这个类别", "it is not in that class"},
                     {"请刷新页面", "load the page again"}, {}, "retention");
    }
    if (retention == rules.linked_class && !state.matches.empty()) {
      return refused(
          Refusal::rule_broken, "still-evidence",
          {"已关联案件，应当永久保存", "it belongs to a case and is kept for ever"},
          {"确系误关联的，先取消关联", "take it out of the case first, if it never belonged"},
          rules.retention_article);
    }
    const auto proposed = state.shortening.find(retention);
    if (proposed == state.shortening.end()) {
      if (!agree) {
        return refused(Refusal::out_of_order, "nothing-proposed",
                       {"没有人提出缩短", "nobody proposed that"}, {"无需办理", "nothing to do"});
      }
      return std::vector<RecordingEvent>{
          recording::ShorteningProposed{retention, std::string{trim(reason)}}};
    }
    if (!agree) {
      return std::vector<RecordingEvent>{
          recording::ShorteningRefused{retention, std::string{trim(reason)}}};
    }
    if (proposed->second.by == visitor.person_id) {
      return refused(Refusal::forbidden, "two-persons",
                     {"缩短保存期限应当由另一人同意", "another person has to agree"},
                     {"请另一名有权限的人员办理", "ask somebody else who may"},
                     rules.retention_article);
    }
    return std::vector<RecordingEvent>{
        recording::ShorteningAgreed{retention, std::string{trim(reason)}}};
  });
}

Result<std::string> RecordingDesk::hold(const people::Visitor& visitor, const std::string& id,
                                        const std::string& reason, const Envelope& envelope) {
  return act(visitor, id, envelope, [&](Session&, const recording::Recording&) -> Events {
    if (trim(reason).empty()) return reason_missing();
    return std::vector<RecordingEvent>{
        recording::HoldPlaced{fresh_id("h-"), std::string{trim(reason)}}};
  });
}

Result<std::string> RecordingDesk::lift(const people::Visitor& visitor, const std::string& id,
                                        const std::string& hold, const std::string& reason,
                                        const Envelope& envelope) {
  return act(visitor, id, envelope, [&](Session&, const recording::Recording& state) -> Events {
    if (!may_manage(visitor, state.received.unit)) return not_the_manager();
    if (trim(reason).empty()) return reason_missing();
    if (!state.holds.contains(hold)) {
      return refused(Refusal::not_found, "no-such-hold", {"没有这项暂停销毁", "no such hold"},
                     {"请刷新页面", "load the page again"});
    }
    return std::vector<RecordingEvent>{recording::HoldLifted{hold, std::string{trim(reason)}}};
  });
}

Result<std::string> RecordingDesk::note(const people::Visitor& visitor, const std::string& id,
                                        std::int64_t at_ms, const std::string& text,
                                        const Envelope& envelope) {
  return act(visitor, id, envelope, [&](Session&, const recording::Recording& state) -> Events {
    if (trim(text).empty() || count_characters(text) > 500) {
      return refused(Refusal::invalid, "text-missing",
                     {"标注应当写一到五百字", "a note has one to 500 characters"},
                     {"请写明标注内容", "write the note"}, {}, "text");
    }
    const auto span = state.span();
    if (at_ms < 0 || (span && at_ms > span->millis())) {
      return refused(Refusal::invalid, "outside",
                     {"时间不在录像之内", "the moment lies outside the recording"},
                     {"请选择录像中的时间", "choose a moment within it"}, {}, "at_ms");
    }
    return std::vector<RecordingEvent>{recording::NoteMade{at_ms, std::string{trim(text)}}};
  });
}

Result<std::string> RecordingDesk::end_quarantine(const people::Visitor& visitor,
                                                  const std::string& id, const std::string& reason,
                                                  const Envelope& envelope) {
  return act(visitor, id, envelope, [&](Session&, const recording::Recording& state) -> Events {
    if (!may_manage(visitor, state.received.unit)) return not_the_manager();
    if (trim(reason).empty()) return reason_missing();
    if (!state.in_quarantine()) {
      return refused(Refusal::out_of_order, "not-quarantined",
                     {"不在隔离中", "it is not in quarantine"}, {"无需办理", "nothing to do"});
    }
    return std::vector<RecordingEvent>{recording::QuarantineEnded{std::string{trim(reason)}}};
  });
}

}  // namespace mingcha::desk
