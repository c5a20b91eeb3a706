// SPDX-License-Identifier: Apache-2.0
#include "http/site/speak_view.h"

#include <algorithm>

#include "base/encoding.h"
#include "base/readable_code.h"
#include "crypto/random.h"
#include "desk/people_desk.h"
#include "desk/services.h"
#include "http/portal/phrases.h"
#include "http/site/site_view.h"
#include "law/rule_text.h"
#include "pack/definition.h"

namespace mingcha::http {
namespace {

Text unit_title(const people::Directory& people, const std::string& id) {
  const auto* unit = people.unit(id);
  return unit == nullptr ? Text{} : Text{unit->name, unit->name};
}

Text state_title(const std::string& state) {
  using portal::Phrase;
  const auto say = [](Phrase phrase) {
    return Text{std::string{portal::phrase(phrase, Language::zh)},
                std::string{portal::phrase(phrase, Language::en)}};
  };
  if (state == "answered") return say(Phrase::speak_was_answered);
  if (state == "rejected") return say(Phrase::speak_was_rejected);
  return say(state == "kept" ? Phrase::speak_state_kept : Phrase::speak_state_open);
}

/// What the author is told of a turn: which unit has it, never who acted.
portal::SpeakTurn turn_view(const feedback::Turn& turn, const people::Directory& people) {
  using portal::Phrase;
  const auto filled = [&](Phrase phrase) {
    const auto unit = unit_title(people, turn.unit).zh;
    const auto fill = [&](Language language) {
      std::string text{portal::phrase(phrase, language)};
      if (const auto at = text.find("{}"); at != std::string::npos) text.replace(at, 2, unit);
      return text;
    };
    return Text{fill(Language::zh), fill(Language::en)};
  };
  const auto phrase = turn.kind == "feedback.received"      ? Phrase::speak_received
                      : turn.kind == "feedback.escalated"   ? Phrase::speak_escalated
                      : turn.kind == "feedback.transferred" ? Phrase::speak_moved
                      : turn.kind == "feedback.answered"    ? Phrase::speak_was_answered
                      : turn.kind == "feedback.rejected"    ? Phrase::speak_was_rejected
                      : turn.kind == "answer.published"     ? Phrase::speak_was_published
                                                            : Phrase::speak_was_unpublished;
  // Reasons for handing it on are between the units; the refusal stands on the page by itself.
  return {filled(phrase), turn.at, {}};
}

}  // namespace

portal::SpeakKind kind_view(const pack::FeedbackKind& kind) {
  return {kind.id, kind.title, kind.hint, kind.rated, kind.about_page, kind.against_unit};
}

portal::SpeakFormView form_view(const pack::FeedbackKind& kind, const std::string& about,
                                desk::Services& services) {
  portal::SpeakFormView view;
  view.kind = kind_view(kind);
  view.key = to_base64url(crypto::random_bytes(18));
  const auto page = services.feedback.about(about);
  view.about = page.address;
  view.about_title = page.title;
  view.against = kind.against_unit ? page.unit : std::string{};
  const auto people = services.people.directory();
  for (const auto& [id, unit] : people->units) view.units.push_back({id, {unit.name, unit.name}});
  if (const auto* limit = services.pack.participation.limit(kind.limit)) {
    view.limits.push_back({limit->title, law::rule_sentences(*limit, services.pack.statutes)});
  }
  return view;
}

portal::SpeakReceiptView receipt_view(const desk::FeedbackSight& sight, const std::string& secret,
                                      desk::Services& services) {
  portal::SpeakReceiptView view;
  if (sight.kind != nullptr) view.kind = sight.kind->title;
  view.unit = unit_title(*services.people.directory(), sight.row.unit);
  view.number = in_groups(sight.row.number);
  view.secret = in_groups(secret);
  view.link = services.site.base_url + "/speak/" + view.number;
  view.due = sight.row.due;
  if (sight.row.due) {
    view.derivation = law::to_sentences(sight.derivation, services.pack.statutes);
  }
  return view;
}

portal::SpeakStatusView status_view(const desk::FeedbackSight& sight, const std::string& secret,
                                    desk::Services& services) {
  const auto people = services.people.directory();
  const auto& state = sight.state;
  portal::SpeakStatusView view;
  if (sight.kind != nullptr) view.kind = sight.kind->title;
  view.unit = unit_title(*people, sight.row.unit);
  view.state = state_title(sight.row.state);
  view.number = in_groups(sight.row.number);
  view.text = state.received.text;
  view.about = state.received.about;
  view.about_title = sight.about_title;
  view.rating = state.received.rating;
  view.received_at = state.received_at;
  view.due = sight.row.due;
  view.late = sight.row.due && state.settled_at.value_or(services.clock.now()) > *sight.row.due;
  if (sight.row.due) {
    view.derivation = law::to_sentences(sight.derivation, services.pack.statutes);
  }
  for (const auto& turn : state.turns) view.turns.push_back(turn_view(turn, *people));
  if (state.answered) view.answer = state.answered->text;
  if (state.rejected) view.reason = state.rejected->reason;
  view.published = state.published.has_value();
  view.may_speak_again = sight.kind != nullptr && !sight.kind->limit.empty() &&
                         state.again.empty() && state.received.earlier.empty() &&
                         (state.settled() || view.late);
  view.kind_id = state.received.kind;
  view.secret = secret;
  view.key = to_base64url(crypto::random_bytes(18));
  return view;
}

std::vector<portal::SpeakFault> faults_view(const Rejection& no) {
  std::vector<portal::SpeakFault> out;
  for (const auto& finding : no.findings)
    out.push_back({finding.where, finding.what, finding.cure});
  if (out.empty()) out.push_back({{}, no.title, {}});
  return out;
}

}  // namespace mingcha::http
