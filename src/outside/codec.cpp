// SPDX-License-Identifier: Apache-2.0
#include "outside/codec.h"

#include <array>

#include <nlohmann/json.hpp>

#include "base/result.h"

namespace mingcha::outside {
namespace {

using Json = nlohmann::json;

Json to_json(const QueryAsked& e) {
  return {{"case_id", e.case_id}, {"organ", e.organ},       {"basis", e.basis},
          {"letter", e.letter},   {"inquirer", e.inquirer}, {"purpose", e.purpose}};
}
Json to_json(const QueryDecided& e) { return {{"approved", e.approved}, {"reason", e.reason}}; }
Json to_json(const QueryAnswered& e) { return {{"given", e.given}}; }

QueryAsked asked(const Json& in) {
  return {in.at("case_id"), in.at("organ"),    in.at("basis"),
          in.at("letter"),  in.at("inquirer"), in.at("purpose")};
}

constexpr std::array<std::string_view, std::variant_size_v<Event>> kKinds{
    "query.asked", "query.decided", "query.answered"};

void apply(State& state, const QueryAsked& e, const std::string& actor) {
  state.asked = e;
  state.registrar = actor;
}
void apply(State& state, const QueryDecided& e, const std::string& actor) {
  state.decided = e;
  state.approver = actor;
}
void apply(State& state, const QueryAnswered& e, const std::string& actor) {
  state.answered = e;
  state.answerer = actor;
}

}  // namespace

State evolve(State state, const Event& event, const std::string& actor) {
  ++state.version;
  std::visit([&](const auto& e) { apply(state, e, actor); }, event);
  return state;
}

std::string_view kind_of(const Event& event) { return kKinds.at(event.index()); }

std::string encode(const Event& event) {
  return std::visit([](const auto& e) { return to_json(e).dump(); }, event);
}

Event decode(std::string_view kind, std::string_view body) {
  try {
    const auto in = Json::parse(body);
    if (kind == kKinds[0]) return asked(in);
    if (kind == kKinds[1]) return QueryDecided{in.at("approved"), in.at("reason")};
    if (kind == kKinds[2]) return QueryAnswered{in.at("given")};
  } catch (const Json::exception& error) {
    throw Fault(std::string{"stored query event: "} + error.what());
  }
  throw Fault("stored query event: unknown kind");
}

}  // namespace mingcha::outside
