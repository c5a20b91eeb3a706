// SPDX-License-Identifier: Apache-2.0
#include "lists/codec.h"

#include <algorithm>
#include <array>

#include <nlohmann/json.hpp>

namespace mingcha::lists {

using Json = nlohmann::json;

namespace {

constexpr std::array<std::string_view, 3> kChangeKinds{"add", "change", "end"};

}  // namespace

static void to_json(Json& out, const Change& change) {
  out = {{"kind", to_string(change.kind)},
         {"key", change.key},
         {"values", change.values},
         {"day", change.day}};
}

static void from_json(const Json& in, Change& change) {
  const auto kind = in.at("kind").get<std::string>();
  const auto* const found = std::ranges::find(kChangeKinds, kind);
  if (found == kChangeKinds.end()) throw Fault("stored list event: unknown kind of change");
  change.kind = static_cast<ChangeKind>(found - kChangeKinds.begin());
  in.at("key").get_to(change.key);
  in.at("values").get_to(change.values);
  in.at("day").get_to(change.day);
}

namespace {

template <typename E, typename F>
void fields(E& e, F&& f) requires std::is_same_v<std::remove_const_t<E>, ListPrepared> {
  f("set", e.set);
  f("base", e.base);
  f("reason", e.reason);
  f("article", e.article);
  f("changes", e.changes);
}

template <typename E, typename F>
void fields(E& e, F&& f) requires std::is_same_v<std::remove_const_t<E>, ListConfirmed> {
  f("set", e.set);
  f("number", e.number);
  f("confirmed_on", e.confirmed_on);
}

template <typename E, typename F>
void fields(E& e, F&& f) requires std::is_same_v<std::remove_const_t<E>, ListDiscarded> {
  f("set", e.set);
  f("reason", e.reason);
}

template <typename E>
Event read(const Json& in) {
  E event;
  fields(event, [&](const char* name, auto& value) { in.at(name).get_to(value); });
  return event;
}

constexpr std::array<std::string_view, std::variant_size_v<Event>> kKinds{
    "list.prepared", "list.confirmed", "list.discarded"};

}  // namespace

std::string_view to_string(ChangeKind kind) {
  return kChangeKinds.at(static_cast<std::size_t>(kind));
}

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
    if (kind == kKinds[0]) return read<ListPrepared>(in);
    if (kind == kKinds[1]) return read<ListConfirmed>(in);
    if (kind == kKinds[2]) return read<ListDiscarded>(in);
  } catch (const Json::exception& error) {
    throw Fault(std::string{"stored list event: "} + error.what());
  }
  throw Fault("stored list event: unknown kind");
}

}  // namespace mingcha::lists
