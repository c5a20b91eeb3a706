// SPDX-License-Identifier: Apache-2.0
#include "credit/codec.h"

#include <nlohmann/json.hpp>

#include "base/result.h"

namespace mingcha::credit {
namespace {

using Json = nlohmann::json;

constexpr std::string_view kExported = "credit.exported";

Json to_json(const BatchExported& e) {
  Json rows = Json::array();
  for (const auto& row : e.rows) {
    rows.push_back({{"case", row.case_id}, {"kind", row.kind}, {"digest", row.digest}});
  }
  Json files = Json::array();
  for (const auto& file : e.files) {
    files.push_back({{"format", file.format}, {"sha256", file.sha256}, {"size", file.size}});
  }
  return {{"table", e.table},
          {"exported_on", e.exported_on},
          {"pack", e.pack},
          {"pack_version", e.pack_version},
          {"pack_digest", e.pack_digest},
          {"rows", std::move(rows)},
          {"files", std::move(files)}};
}

BatchExported to_batch(const Json& in) {
  BatchExported e;
  in.at("table").get_to(e.table);
  in.at("exported_on").get_to(e.exported_on);
  in.at("pack").get_to(e.pack);
  in.at("pack_version").get_to(e.pack_version);
  in.at("pack_digest").get_to(e.pack_digest);
  for (const auto& row : in.at("rows")) {
    e.rows.push_back({row.at("case"), row.at("kind"), row.at("digest")});
  }
  for (const auto& file : in.at("files")) {
    e.files.push_back({file.at("format"), file.at("sha256"), file.at("size")});
  }
  return e;
}

}  // namespace

std::string_view kind_of(const Event& /*event*/) { return kExported; }

std::string encode(const Event& event) {
  return std::visit([](const auto& e) { return to_json(e).dump(); }, event);
}

Event decode(std::string_view kind, std::string_view body) {
  if (kind != kExported) throw Fault("stored credit event: unknown kind");
  try {
    return to_batch(Json::parse(body));
  } catch (const Json::exception& error) {
    throw Fault(std::string{"stored credit event: "} + error.what());
  }
}

}  // namespace mingcha::credit
