// SPDX-License-Identifier: Apache-2.0
#include "http/problem.h"

#include <nlohmann/json.hpp>

#include "base/assert.h"

namespace mingcha::http {
namespace {

using Json = nlohmann::ordered_json;

struct RefusalRow {
  int status;
  const char* zh;
  const char* en;
};

// 422 is for what was read and understood but cannot be; 409 for what may be right a moment later.
RefusalRow row_of(Refusal refusal) {
  switch (refusal) {
    case Refusal::malformed: return {400, "请求无法读取", "The request cannot be read"};
    case Refusal::not_signed_in: return {401, "请先登录", "Please sign in"};
    case Refusal::forbidden: return {403, "没有权限", "Not permitted"};
    case Refusal::not_found: return {404, "没有找到", "Not found"};
    case Refusal::conflict: return {409, "内容已被他人修改", "Somebody else changed it first"};
    case Refusal::key_reused: return {422, "幂等键已用于其他请求", "The key was used before"};
    case Refusal::invalid: return {422, "内容有误", "A value is not right"};
    case Refusal::out_of_order: return {409, "当前阶段不能办理", "Not at this stage"};
    case Refusal::rule_broken: return {422, "不符合法律规定", "The law does not allow it"};
    case Refusal::too_large: return {413, "内容过大", "Too large"};
    case Refusal::too_many: return {429, "请求过于频繁", "Too many requests"};
    case Refusal::gone: return {410, "内容已撤回", "It has been withdrawn"};
    case Refusal::locked: return {423, "他人正在处理", "Somebody else is at it"};
    case Refusal::no_room: return {507, "存储空间不足", "The disk is full"};
  }
  MINGCHA_ASSERT(false);
}

Json describe(const Finding& finding, const Request& request) {
  Json json{{"code", finding.code}, {"what", finding.what.in(request.language)}};
  if (!finding.article.empty()) {
    json["article"] = finding.article;
    const bool has_texts = request.article_text != nullptr && *request.article_text;
    const std::string wording = has_texts ? (*request.article_text)(finding.article) : "";
    if (!wording.empty()) json["article_text"] = wording;
  }
  const std::string& cure = finding.cure.in(request.language);
  if (!cure.empty()) json["cure"] = cure;
  if (!finding.where.empty()) json["where"] = finding.where;
  return json;
}

Response problem_response(const Json& json, int status, const Request& request) {
  // Text that came in over another way than JSON may be broken: replaced, never a failure here.
  Response response = text_response(json.dump(-1, ' ', false, Json::error_handler_t::replace),
                                    status, "application/problem+json");
  response.headers.set("Content-Language", request.language == Language::zh ? "zh-CN" : "en");
  response.headers.set("Cache-Control", "no-store");
  return response;
}

std::string joined(const Findings& findings, Language language) {
  std::string text;
  for (const Finding& finding : findings) {
    if (!text.empty()) text += language == Language::zh ? "；" : "; ";
    text += finding.what.in(language);
  }
  return text;
}

}  // namespace

int status_of(Refusal refusal) { return row_of(refusal).status; }

Response problem(const Rejection& rejection, const Request& request,
                 std::chrono::seconds retry_after) {
  const RefusalRow row = row_of(rejection.kind);
  const std::string kind = to_string(rejection.kind);
  const Text title = rejection.title.zh.empty() ? Text{row.zh, row.en} : rejection.title;
  Json json{{"type", "urn:mingcha:problem:" + kind},
            {"title", title.in(request.language)},
            {"status", row.status}};
  const std::string detail = joined(rejection.findings, request.language);
  if (!detail.empty()) json["detail"] = detail;
  json["instance"] = "urn:mingcha:request:" + request.id;
  json["refusal"] = kind;
  json["findings"] = Json::array();
  for (const Finding& finding : rejection.findings) {
    json["findings"].push_back(describe(finding, request));
  }
  Response response = problem_response(json, row.status, request);
  if (rejection.kind == Refusal::too_many) {
    response.headers.set("Retry-After", std::to_string(retry_after.count()));
  }
  return response;
}

Response plain_problem(int status, const Text& title, const Request& request) {
  const Json json{{"type", "about:blank"},
                  {"title", title.in(request.language)},
                  {"status", status},
                  {"instance", "urn:mingcha:request:" + request.id},
                  {"findings", Json::array()}};
  return problem_response(json, status, request);
}

Response fault_problem(const Request& request) {
  return plain_problem(500,
                       {"系统故障，请稍后再试。向管理员报告时请提供编号 " + request.id,
                        "The system failed; please try again later. When you report it, "
                        "give the number " +
                            request.id},
                       request);
}

std::string_view problem_schema() {
  return R"({
    "type": "object",
    "description": "RFC 9457. Every refusal of every route has this shape.",
    "required": ["type", "title", "status", "instance", "findings"],
    "properties": {
      "type": {"type": "string", "format": "uri"},
      "title": {"type": "string"},
      "status": {"type": "integer"},
      "detail": {"type": "string"},
      "instance": {"type": "string", "description": "Names the request in the server's log."},
      "refusal": {"type": "string", "enum": ["malformed", "not_signed_in", "forbidden",
        "not_found", "conflict", "key_reused", "invalid", "out_of_order", "rule_broken",
        "too_large", "too_many", "gone", "locked", "no_room"]},
      "findings": {"type": "array", "items": {
        "type": "object",
        "required": ["code", "what"],
        "properties": {
          "code": {"type": "string"},
          "what": {"type": "string"},
          "article": {"type": "string", "examples": ["APL-2021/58"]},
          "article_text": {"type": "string"},
          "cure": {"type": "string"},
          "where": {"type": "string", "description": "Field, step or JSON pointer concerned."}
        }
      }}
    }
  })";
}

}  // namespace mingcha::http
