// SPDX-License-Identifier: Apache-2.0
#include "feedback/codec.h"

#include <array>
#include <optional>

#include <nlohmann/json.hpp>

namespace mingcha::feedback {
namespace {

using Json = nlohmann::json;

template <typename T, typename E>
concept Is = std::is_same_v<std::remove_const_t<T>, E>;

template <typename F>
void fields(Is<FeedbackReceived> auto& e, F&& f) {
  f("number", e.number);
  f("kind", e.kind);
  f("text", e.text);
  f("about", e.about);
  f("case", e.case_id);
  f("rating", e.rating);
  f("unit", e.unit);
  f("away", e.away);
  f("earlier", e.earlier);
  f("may_publish", e.may_publish);
  f("author", e.author);
}
template <typename F>
void fields(Is<FeedbackEscalated> auto& e, F&& f) {
  f("unit", e.unit);
  f("again", e.again);
  f("away", e.away);
}
template <typename F>
void fields(Is<FeedbackTransferred> auto& e, F&& f) {
  f("unit", e.unit);
  f("reason", e.reason);
}
template <typename F>
void fields(Is<FeedbackAnswered> auto& e, F&& f) {
  f("text", e.text);
}
template <typename F>
void fields(Is<FeedbackRejected> auto& e, F&& f) {
  f("reason", e.reason);
}
template <typename F>
void fields(Is<AnswerPublished> auto& e, F&& f) {
  f("question", e.question);
  f("answer", e.answer);
  f("published_on", e.published_on);
}
template <typename F>
void fields(Is<AnswerWithdrawn> auto& e, F&& f) {
  f("reason", e.reason);
}

constexpr std::array<std::string_view, std::variant_size_v<Event>> kKinds{
    "feedback.received", "feedback.escalated", "feedback.transferred", "feedback.answered",
    "feedback.rejected", "answer.published",   "answer.withdrawn"};

template <std::size_t Index = 0>
std::optional<Event> read(std::string_view kind, const Json& in) {
  if constexpr (Index < kKinds.size()) {
    if (kind != kKinds[Index]) return read<Index + 1>(kind, in);
    std::variant_alternative_t<Index, Event> event;
    fields(event, [&](const char* name, auto& value) { in.at(name).get_to(value); });
    return event;
  } else {
    return std::nullopt;
  }
}

}  // namespace

std::string_view kind_of(const Event& event) { return kKinds.at(event.index()); }

std::string encode(const Event& event) {
  Json out = Json::object();
  std::visit(
      [&](const auto& e) {
        fields(e, [&](const char* name, const auto& value) { out[name] = value; });
      },
      event);
  return out.dump();
}

Event decode(std::string_view kind, std::string_view body) {
  try {
    if (auto event = read(kind, Json::parse(body))) return *std::move(event);
  } catch (const Json::exception& error) {
    throw Fault(std::string{"stored feedback event: "} + error.what());
  }
  throw Fault("stored feedback event: unknown kind");
}

}  // namespace mingcha::feedback
