// SPDX-License-Identifier: Apache-2.0
#include "publication/codec.h"

#include <array>

#include <nlohmann/json.hpp>

namespace mingcha::publication {

using Json = nlohmann::json;

static void to_json(Json& out, const Mask& mask) {
  out = {{"begin", mask.begin}, {"end", mask.end}, {"reason", mask.reason}, {"note", mask.note}};
}

static void from_json(const Json& in, Mask& mask) {
  in.at("begin").get_to(mask.begin);
  in.at("end").get_to(mask.end);
  in.at("reason").get_to(mask.reason);
  in.at("note").get_to(mask.note);
}

namespace {

template <typename E, typename F>
void fields(E& e, F&& f) requires std::is_same_v<std::remove_const_t<E>, PublicationPrepared> {
  f("public_id", e.public_id);
  f("number", e.number);
  f("title", e.title);
  f("decided_on", e.decided_on);
  f("unit", e.unit);
  f("text", e.text);
  f("digest", e.digest);
  f("masks", e.masks);
  f("facts", e.facts);
  f("party", e.party);
  f("outcome", e.outcome);
}

template <typename E, typename F>
void fields(E& e, F&& f) requires std::is_same_v<std::remove_const_t<E>, DecisionPublished> {
  f("digest", e.digest);
  f("published_on", e.published_on);
}

template <typename E, typename F>
void fields(E& e, F&& f) requires std::is_same_v<std::remove_const_t<E>, DecisionWithdrawn> {
  f("reason", e.reason);
  f("article", e.article);
  f("withdrawn_on", e.withdrawn_on);
}

template <typename E>
Event read(const Json& in) {
  E event;
  fields(event, [&](const char* name, auto& value) { in.at(name).get_to(value); });
  return event;
}

constexpr std::array<std::string_view, std::variant_size_v<Event>> kKinds{
    "publication.prepared", "decision.published", "decision.withdrawn"};

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
    const auto in = Json::parse(body);
    if (kind == kKinds[0]) return read<PublicationPrepared>(in);
    if (kind == kKinds[1]) return read<DecisionPublished>(in);
    if (kind == kKinds[2]) return read<DecisionWithdrawn>(in);
  } catch (const Json::exception& error) {
    throw Fault(std::string{"stored publication event: "} + error.what());
  }
  throw Fault("stored publication event: unknown kind");
}

}  // namespace mingcha::publication
