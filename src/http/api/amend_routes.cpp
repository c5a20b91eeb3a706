// SPDX-License-Identifier: Apache-2.0
// Errors that were found: facts put right, papers voided or left as they are, and the register of
// document numbers, which forgets none.
#include <array>
#include <charconv>

#include <nlohmann/json.hpp>

#include "acts/amend.h"
#include "desk/case_desk.h"
#include "desk/number_desk.h"
#include "desk/services.h"
#include "http/api/api.h"
#include "http/api/command_json.h"
#include "http/json_body.h"
#include "http/problem.h"
#include "pack/definition.h"

namespace mingcha::http {
namespace {

using Json = nlohmann::json;
using people::Permission;

constexpr std::size_t kReasonLongest = 5000;
constexpr std::size_t kValueLongest = 60'000;

std::int64_t paper_of(const Request& request) {
  const auto& text = request.capture("version");
  std::int64_t version = 0;
  const auto* end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, version);
  return error == std::errc{} && rest == end ? version : 0;
}

struct Body {
  std::string value, reason;
  desk::Envelope envelope;
};

enum class Asks { reason, value_and_reason };

Result<Body> read_body(const Request& request, Asks asks) {
  const auto json = read_json_object(request.body);
  if (!json) return tl::unexpected<Rejection>(json.error());
  FieldReader fields{*json};
  Body body;
  if (asks == Asks::value_and_reason) body.value = fields.text("value", 1, kValueLongest);
  body.reason = fields.text("reason", 1, kReasonLongest);
  body.envelope = envelope_of(request);
  body.envelope.expected = fields.optional_integer("expected_version", 0, std::int64_t{1} << 40);
  if (const auto ready = fields.finish(); !ready) return tl::unexpected<Rejection>(ready.error());
  return body;
}

Response amend(const Request& request, desk::Services& services, const acts::Amendment& command,
               const desk::Envelope& envelope) {
  const auto outcome =
      services.cases.amend(request.signed_in(), request.capture("case"), command, envelope);
  if (!outcome) return problem(outcome.error(), request);
  return json_response(*outcome);
}

Response correct_fact(const Request& request, desk::Services& services) {
  const auto body = read_body(request, Asks::value_and_reason);
  if (!body) return problem(body.error(), request);
  return amend(request, services,
               acts::CorrectFact{request.capture("field"), body->value, body->reason},
               body->envelope);
}

Response void_paper(const Request& request, desk::Services& services) {
  const auto body = read_body(request, Asks::reason);
  if (!body) return problem(body.error(), request);
  return amend(request, services, acts::VoidPaper{paper_of(request), body->reason}, body->envelope);
}

Response keep_paper(const Request& request, desk::Services& services) {
  const auto body = read_body(request, Asks::reason);
  if (!body) return problem(body.error(), request);
  return amend(request, services, acts::KeepPaper{paper_of(request), body->reason}, body->envelope);
}

Response list_numbers(const Request& request, desk::Services& services) {
  const auto year = request.query_integer("year", 0, 0, 9999);
  if (!year) return problem(year.error(), request);
  const desk::NumberFilter filter{std::string{request.query_value("unit").value_or("")},
                                  std::string{request.query_value("word").value_or("")}, *year};
  Json out{{"series", Json::array()}};
  for (const auto& series : services.numbers.list(request.signed_in(), filter)) {
    Json numbers = Json::array();
    for (const auto& number : series.numbers) {
      Json entry{{"serial", number.serial},
                 {"number", number.text},
                 {"case", number.case_id},
                 {"voided", number.voided}};
      if (number.voided) entry["reason"] = number.reason;
      numbers.push_back(std::move(entry));
    }
    out["series"].push_back({{"unit", series.unit},
                             {"unit_title", series.unit_title},
                             {"word", series.word},
                             {"year", series.year},
                             {"gaps", series.gaps},
                             {"numbers", std::move(numbers)}});
  }
  return json_response(out.dump());
}

constexpr std::string_view kDone = "#/components/schemas/Done";

constexpr auto kRoutes = std::to_array<Route>({
    {.verb = Verb::post,
     .path = "/api/v1/cases/{case}/facts/{field}/corrections",
     .may = Permission::act_on_case,
     .summary = {"更正事实", "Put right a fact; papers that say the old value are flagged"},
     .body = mingcha::http::Body::json("#/components/schemas/Correction"),
     .answer = {200, kDone},
     .idempotency = Idempotency::required,
     .handle = correct_fact},
    {.verb = Verb::post,
     .path = "/api/v1/cases/{case}/papers/{version}/voiding",
     .may = Permission::read_case,  // Whose paper it is, the pack says.
     .summary = {"作废文书", "Void an issued paper; its number stays taken"},
     .body = mingcha::http::Body::json("#/components/schemas/Reasoned"),
     .answer = {200, kDone},
     .idempotency = Idempotency::required,
     .handle = void_paper},
    {.verb = Verb::post,
     .path = "/api/v1/cases/{case}/papers/{version}/keeping",
     .may = Permission::act_on_case,
     .summary = {"确认原文书有效", "Leave a flagged paper as it is, with the reason"},
     .body = mingcha::http::Body::json("#/components/schemas/Reasoned"),
     .answer = {200, kDone},
     .idempotency = Idempotency::required,
     .handle = keep_paper},
    {.verb = Verb::get,
     .path = "/api/v1/numbers",
     .may = Permission::read_case,
     .summary = {"文号登记", "Every document number taken in scope, void ones with their reason"},
     .query = {{{"unit", {"办案单位", "handling unit"}},
                {"word", {"文种", "kind of document"}},
                {"year", {"年度", "year"}, R"({"type":"integer"})"}}},
     .answer = {200, "#/components/schemas/NumberRegister"},
     .handle = list_numbers},
});

constexpr auto kSchemas = std::to_array<SharedSchema>({
    {"Correction",
     R"({"type":"object","additionalProperties":false,"required":["value","reason"],
      "properties":{"value":{"type":"string"},"reason":{"type":"string"},
        "expected_version":{"type":"integer"}}})"},
    {"Reasoned", R"({"type":"object","additionalProperties":false,"required":["reason"],
      "properties":{"reason":{"type":"string"},"expected_version":{"type":"integer"}}})"},
    {"NumberRegister", R"({"type":"object","required":["series"],
      "properties":{"series":{"type":"array","items":{"type":"object",
        "required":["unit","unit_title","word","year","gaps","numbers"],
        "properties":{"unit":{"type":"string"},"unit_title":{"type":"string"},
          "word":{"type":"string"},"year":{"type":"integer"},
          "gaps":{"type":"integer","description":"Serials that were never taken; always 0."},
          "numbers":{"type":"array","items":{"type":"object",
            "required":["serial","number","case","voided"],
            "properties":{"serial":{"type":"integer"},"number":{"type":"string"},
              "case":{"type":"string"},"voided":{"type":"boolean"},
              "reason":{"type":"string"}}}}}}}}})"},
});

}  // namespace

std::span<const Route> amend_routes() { return kRoutes; }
std::span<const SharedSchema> amend_schemas() { return kSchemas; }

}  // namespace mingcha::http
