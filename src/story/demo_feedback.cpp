// SPDX-License-Identifier: Apache-2.0
#include "story/demo_feedback.h"

#include <algorithm>
#include <memory>

#include <nlohmann/json.hpp>

#include "desk/feedback_desk.h"
#include "desk/people_desk.h"
#include "desk/publication_desk.h"
#include "people/person.h"
#include "story/words.h"

namespace mingcha::story {
namespace {

using Json = nlohmann::json;

struct Sent {
  Json said;
  std::string address;
  desk::FeedbackReceipt receipt;
};

Result<people::Visitor> visitor_named(const Desks& desks, const std::string& name) {
  const auto directory = desks.people.directory();
  const auto* person = find_person(*directory, name);
  if (person == nullptr) return reject(Refusal::not_found, {"没有这个人：" + name, "no " + name});
  people::Visitor visitor;
  visitor.person_id = person->id;
  visitor.name = person->name;
  visitor.unit_id = person->unit;
  visitor.roles = person->roles;
  return visitor;
}

std::string about_of(const Desks& desks, const Json& said) {
  const auto place = said.value("published", 0);
  if (place == 0) return said.value("about", "");
  const auto page = desks.publications.list_public({}, place - 1, 1);
  return page.rows.empty() ? "" : "/decisions/" + page.rows.front().public_id;
}

Result<desk::FeedbackReceipt> send(const Desks& desks, const Sent& sent, const Json& words,
                                   const desk::FeedbackReceipt* first) {
  const auto& said = sent.said;
  desk::SpeakUp command;
  command.kind = said.at("kind");
  command.text = words.at("text");
  command.about = about_of(desks, said);
  command.against = said.value("against", "");
  command.rating = said.value("rating", 0);
  command.name = said.value("name", "");
  command.contact = said.value("contact", "");
  command.may_publish = said.value("may_publish", false);
  if (first != nullptr) {
    command.earlier = first->number;
    command.earlier_secret = first->secret;
  }
  return desks.feedback->receive(command, sent.address, {});
}

Result<void> answer(const Desks& desks, const Sent& sent, const Json& turn) {
  const auto visitor = visitor_named(desks, turn.at("by"));
  if (!visitor) return tl::unexpected<Rejection>(visitor.error());
  const auto& number = sent.receipt.number;
  auto& feedback = *desks.feedback;
  const auto done =
      turn.contains("answer")   ? feedback.answer(*visitor, number, turn.at("answer"), {})
      : turn.contains("reject") ? feedback.refuse(*visitor, number, turn.at("reject"), {})
      : turn.contains("transfer")
          ? feedback.transfer(*visitor, number, turn.at("transfer"), turn.at("reason"), {})
          : feedback.publish(*visitor, number, turn.at("question"), turn.at("publish"), {});
  if (!done) return tl::unexpected<Rejection>(done.error());
  return {};
}

/// At ten in the morning, or just now where that is not past yet.
Instant moment(const Json& entry, Instant now) {
  const auto day = local_day(now) - std::chrono::days{entry.at("days_ago").get<int>()};
  return std::min(start_of(day) + std::chrono::hours{10}, now);
}

/// Where it comes out otherwise, the file is named.
Result<void> told(Result<void> outcome) {
  if (outcome) return outcome;
  for (auto& finding : outcome.error().findings) finding.where = "feedback.json " + finding.where;
  return outcome;
}

}  // namespace

std::vector<DatedAct> feedback_acts(std::string_view json, Desks desks, Instant now) {
  std::vector<DatedAct> out;
  int count = 0;
  for (const auto& said : Json::parse(json)) {
    const auto sent = std::make_shared<Sent>();
    sent->said = said;
    sent->address = "demo/" + std::to_string(++count);
    out.push_back({moment(said, now), [desks, sent]() -> Result<void> {
                     const auto receipt = send(desks, *sent, sent->said, nullptr);
                     if (!receipt) return told(tl::unexpected<Rejection>(receipt.error()));
                     sent->receipt = *receipt;
                     return {};
                   }});
    for (const auto& turn : said.value("turns", Json::array())) {
      out.push_back(
          {moment(turn, now), [desks, sent, turn] { return told(answer(desks, *sent, turn)); }});
    }
    if (said.contains("again")) {
      out.push_back({moment(said.at("again"), now), [desks, sent]() -> Result<void> {
                       const auto receipt =
                           send(desks, *sent, sent->said.at("again"), &sent->receipt);
                       if (!receipt) return told(tl::unexpected<Rejection>(receipt.error()));
                       return {};
                     }});
    }
  }
  std::ranges::stable_sort(out, {}, &DatedAct::at);
  return out;
}

}  // namespace mingcha::story
