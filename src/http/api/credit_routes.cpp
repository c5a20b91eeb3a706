// SPDX-License-Identifier: Apache-2.0
#include <charconv>

#include <nlohmann/json.hpp>

#include "desk/credit_desk.h"
#include "desk/services.h"
#include "http/api/api.h"
#include "http/api/command_json.h"
#include "http/json_body.h"
#include "http/problem.h"

namespace mingcha::http {
namespace {

using people::Permission;
using Json = nlohmann::json;

/// As the register keeps them, in the reader's language.
Json findings_json(const std::string& stored, Language language) {
  Json out = Json::array();
  const bool en = language == Language::en;
  for (const auto& one : Json::parse(stored)) {
    out.push_back({{"code", one.at("code")},
                   {"what", one.at(en ? "en" : "zh")},
                   {"article", one.at("article")},
                   {"cure", one.at(en ? "cure_en" : "cure_zh")},
                   {"where", one.at("where")}});
  }
  return out;
}

Json item_json(const desk::CreditItem& item, Language language) {
  const auto& standing = item.standing;
  Json out{{"case", standing.row.case_id},
           {"state", item.state},
           {"kind", item.kind},
           {"number", standing.number},
           {"title", standing.title},
           {"unit", standing.unit_name},
           {"decided_on", standing.row.decided_on},
           {"readable", item.readable},
           {"batch", standing.sent_batch},
           {"findings", findings_json(standing.row.findings, language)}};
  if (standing.row.due) out["due"] = to_local_string(*standing.row.due);
  return out;
}

Json batch_json(const desk::CreditBatchSight& sight) {
  Json out{{"batch", sight.batch.batch},
           {"at", to_local_string(sight.batch.at)},
           {"by", sight.actor_name},
           {"table", sight.batch.table},
           {"rows", sight.batch.rows},
           {"withheld", sight.withheld},
           {"files", Json::parse(sight.batch.files)}};
  if (sight.log_index) out["log_index"] = *sight.log_index;
  return out;
}

Response overview(const Request& request, desk::Services& services) {
  const auto sight = services.credit.overview(request.signed_in());
  const auto language = request.language;
  Json tables = Json::array();
  for (const auto& table : sight.tables) {
    Json items = Json::array();
    for (const auto& item : table.items) items.push_back(item_json(item, language));
    tables.push_back({{"id", table.table->id},
                      {"title", table.table->title.in(language)},
                      {"sent", table.sent},
                      {"items", std::move(items)}});
  }
  Json excluded = Json::array();
  for (const auto& one : sight.excluded) {
    excluded.push_back({{"article", one.article}, {"reason", one.reason}, {"count", one.count}});
  }
  Json recalls = Json::array();
  for (const auto& one : sight.recalls) {
    recalls.push_back({{"batch", one.batch},
                       {"position", one.position},
                       {"article", one.article},
                       {"reason", one.reason}});
  }
  Json batches = Json::array();
  for (const auto& one : sight.batches) batches.push_back(batch_json(one));
  return json_response(Json{
      {"tables", std::move(tables)},
      {"excluded", std::move(excluded)},
      {"recalls", std::move(recalls)},
      {"batches",
       std::move(batches)}}.dump());
}

Response show_item(const Request& request, desk::Services& services) {
  const auto cells = services.credit.look(request.signed_in(), request.capture("case"));
  if (!cells) return problem(cells.error(), request);
  auto out = item_json(cells->item, request.language);
  out["cells"] = Json::array();
  for (std::size_t i = 0; i < cells->shown.size(); ++i) {
    const auto& column = cells->table->columns[i];
    out["cells"].push_back({{"code", column.code},
                            {"label", column.label.in(request.language)},
                            {"value", cells->shown[i]},
                            {"required", column.required}});
  }
  return json_response(out.dump());
}

Response export_batch(const Request& request, desk::Services& services) {
  const auto json = read_json_object(request.body);
  if (!json) return problem(json.error(), request);
  FieldReader fields{*json};
  const auto table = fields.text("table", 1, 40);
  if (const auto ready = fields.finish(); !ready) return problem(ready.error(), request);
  const auto outcome =
      services.credit.export_batch(request.signed_in(), table, envelope_of(request));
  if (!outcome) return problem(outcome.error(), request);
  return json_response(*outcome);
}

Response download(const Request& request, desk::Services& services) {
  const auto text = request.capture("batch");
  std::int64_t batch = 0;
  const auto* end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, batch);
  if (error != std::errc{} || rest != end || batch < 1) {
    return problem({Refusal::not_found, {"没有这一批", "no such batch"}, {}}, request);
  }
  auto file = services.credit.file(batch, request.capture("format"));
  if (!file) return problem(file.error(), request);
  auto response = text_response(std::move(file->bytes), 200, file->media_type);
  response.headers.set("Content-Disposition", "attachment; filename=\"" + file->name + "\"");
  response.headers.set("Cache-Control", "private, no-store");
  return response;
}

constexpr auto kSchemas = std::to_array<SharedSchema>({
    {"CreditFinding", R"({"type":"object","required":["code","what","article","cure","where"],
      "properties":{"code":{"type":"string"},"what":{"type":"string"},"article":{"type":"string"},
        "cure":{"type":"string"},
        "where":{"type":"string","description":"Code of the column."}}})"},
    {"CreditItem", R"({"type":"object",
      "required":["case","state","kind","number","title","unit","decided_on","readable","batch",
        "findings"],
      "properties":{"case":{"type":"string"},
        "state":{"enum":["ready","faulty","waiting","sent"]},
        "kind":{"enum":["","new","changed","revoked"]},
        "number":{"type":"string"},"title":{"type":"string"},"unit":{"type":"string"},
        "decided_on":{"type":"string"},"readable":{"type":"boolean"},
        "batch":{"type":"integer","description":"In which it went out last; 0: never."},
        "due":{"type":"string","format":"date-time"},
        "findings":{"type":"array","items":{"$ref":"#/components/schemas/CreditFinding"}}}})"},
    {"CreditFile", R"({"type":"object","required":["format","sha256","size"],
      "properties":{"format":{"enum":["csv","xlsx","json"]},"sha256":{"type":"string"},
        "size":{"type":"integer"}}})"},
    {"CreditBatch", R"({"type":"object",
      "required":["batch","at","by","table","rows","withheld","files"],
      "properties":{"batch":{"type":"integer"},"at":{"type":"string","format":"date-time"},
        "by":{"type":"string"},"table":{"type":"string"},"rows":{"type":"integer"},
        "withheld":{"type":"boolean",
          "description":"A record in it is not for the public any more: not handed out."},
        "log_index":{"type":"integer"},
        "files":{"type":"array","items":{"$ref":"#/components/schemas/CreditFile"}}}})"},
    {"CreditOverview", R"({"type":"object","required":["tables","excluded","recalls","batches"],
      "properties":{
        "tables":{"type":"array","items":{"type":"object","required":["id","title","sent","items"],
          "properties":{"id":{"type":"string"},"title":{"type":"string"},
            "sent":{"type":"integer"},
            "items":{"type":"array","items":{"$ref":"#/components/schemas/CreditItem"}}}}},
        "excluded":{"type":"array","items":{"type":"object",
          "required":["article","reason","count"],
          "properties":{"article":{"type":"string"},"reason":{"type":"string"},
            "count":{"type":"integer"}}}},
        "recalls":{"type":"array","items":{"type":"object",
          "required":["batch","position","article","reason"],
          "properties":{"batch":{"type":"integer"},"position":{"type":"integer"},
            "article":{"type":"string"},"reason":{"type":"string"}}}},
        "batches":{"type":"array","items":{"$ref":"#/components/schemas/CreditBatch"}}}})"},
    {"CreditCells", R"({"allOf":[{"$ref":"#/components/schemas/CreditItem"},{"type":"object",
      "required":["cells"],"properties":{"cells":{"type":"array","items":{"type":"object",
        "required":["code","label","value","required"],
        "properties":{"code":{"type":"string"},"label":{"type":"string"},
          "value":{"type":"string"},"required":{"type":"boolean"}}}}}}]})"},
    {"CreditExported", R"({"type":"object","required":["batch","table","rows","files"],
      "properties":{"batch":{"type":"integer"},"table":{"type":"string"},
        "rows":{"type":"integer"},
        "files":{"type":"array","items":{"$ref":"#/components/schemas/CreditFile"}}}})"},
});

constexpr auto kRoutes = std::to_array<Route>({
    {.verb = Verb::get,
     .path = "/api/v1/credit",
     .may = Permission::export_records,
     .summary = {"信用信息：可报送、有问题、不报送的，以及已报送批次",
                 "Credit data: what is ready, what is wrong, what is kept back, what went out"},
     .answer = {200, "#/components/schemas/CreditOverview"},
     .handle = overview},
    {.verb = Verb::get,
     .path = "/api/v1/credit/items/{case}",
     .may = Permission::export_records,
     .summary = {"信用信息：一条数据的各项（个人信息已遮盖）",
                 "The row of a decision, personal data masked"},
     .answer = {200, "#/components/schemas/CreditCells"},
     .handle = show_item},
    {.verb = Verb::post,
     .path = "/api/v1/credit/batches",
     .may = Permission::export_records,
     .summary = {"生成一批报送文件", "Everything of a table that is ready goes out as a batch"},
     .body = Body::json(
         R"({"type":"object","additionalProperties":false,"required":["table"],"properties":{"table":{"type":"string"}}})"),
     .answer = {200, "#/components/schemas/CreditExported"},
     .idempotency = Idempotency::required,
     .handle = export_batch},
    {.verb = Verb::get,
     .path = "/api/v1/credit/batches/{batch}/{format}",
     .may = Permission::export_records,
     .summary = {"下载已报送的文件（csv、xlsx、json），与报送时逐字节相同",
                 "A file of a batch (csv, xlsx, json), the bytes that went out"},
     .answer = {.media_type = "application/octet-stream"},
     .handle = download},
});

}  // namespace

std::span<const Route> credit_routes() { return kRoutes; }
std::span<const SharedSchema> credit_schemas() { return kSchemas; }

}  // namespace mingcha::http
