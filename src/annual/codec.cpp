// SPDX-License-Identifier: Apache-2.0
#include "annual/codec.h"

#include <array>

#include <nlohmann/json.hpp>

#include "base/result.h"

namespace mingcha::annual {

using Json = nlohmann::json;

namespace {

Json text_json(const Text& text) { return {{"zh", text.zh}, {"en", text.en}}; }
Text text_of(const Json& in) { return {in.at("zh"), in.at("en")}; }

constexpr std::array<std::string_view, std::variant_size_v<Event>> kKinds{"report.fixed",
                                                                          "report.published"};

}  // namespace

static void to_json(Json& out, const Figure& e) {
  out = {{"column", e.column},   {"title", text_json(e.title)}, {"value", e.value},
         {"money", e.money},     {"by_hand", e.by_hand},        {"told", e.told},
         {"records", e.records}, {"digest", e.digest},          {"query", e.query}};
}
static void from_json(const Json& in, Figure& e) {
  in.at("column").get_to(e.column);
  e.title = text_of(in.at("title"));
  in.at("value").get_to(e.value);
  in.at("money").get_to(e.money);
  in.at("by_hand").get_to(e.by_hand);
  in.at("told").get_to(e.told);
  in.at("records").get_to(e.records);
  in.at("digest").get_to(e.digest);
  in.at("query").get_to(e.query);
}
static void to_json(Json& out, const Table& e) {
  out = {{"table", e.table},
         {"title", text_json(e.title)},
         {"power", e.power},
         {"figures", e.figures}};
}
static void from_json(const Json& in, Table& e) {
  in.at("table").get_to(e.table);
  e.title = text_of(in.at("title"));
  in.at("power").get_to(e.power);
  in.at("figures").get_to(e.figures);
}
static void to_json(Json& out, const PublishedFile& e) {
  out = {{"format", e.format}, {"sha256", e.sha256}, {"size", e.size}};
}
static void from_json(const Json& in, PublishedFile& e) {
  in.at("format").get_to(e.format);
  in.at("sha256").get_to(e.sha256);
  in.at("size").get_to(e.size);
}

namespace {

template <typename E, typename F>
void fields(E& e, F&& f) requires std::is_same_v<std::remove_const_t<E>, ReportFixed> {
  f("year", e.year);
  f("agency", e.agency);
  f("agency_code", e.agency_code);
  f("from", e.from);
  f("to", e.to);
  f("fixed_on", e.fixed_on);
  f("pack", e.pack);
  f("pack_version", e.pack_version);
  f("pack_digest", e.pack_digest);
  f("tables", e.tables);
  f("explanation", e.explanation);
  f("sources", e.sources);
  f("correction", e.correction);
  f("records", e.records);
}

template <typename E, typename F>
void fields(E& e, F&& f) requires std::is_same_v<std::remove_const_t<E>, ReportPublished> {
  f("digest", e.digest);
  f("published_on", e.published_on);
  f("files", e.files);
}

template <typename E>
E read(const Json& in) {
  E event;
  fields(event, [&](const char* name, auto& value) { in.at(name).get_to(value); });
  return event;
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
  if (const auto* fixed = std::get_if<ReportFixed>(&event)) {
    out["rules"] = Json::array();
    for (const auto& rule : fixed->rules) out["rules"].push_back(text_json(rule));
  }
  return out.dump();
}

Event decode(std::string_view kind, std::string_view body) {
  try {
    const auto in = Json::parse(body);
    if (kind == kKinds[0]) {
      auto fixed = read<ReportFixed>(in);
      for (const auto& rule : in.at("rules")) fixed.rules.push_back(text_of(rule));
      return fixed;
    }
    if (kind == kKinds[1]) return read<ReportPublished>(in);
  } catch (const Json::exception& error) {
    throw Fault(std::string{"stored report event: "} + error.what());
  }
  throw Fault("stored report event: unknown kind");
}

}  // namespace mingcha::annual
