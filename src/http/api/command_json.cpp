// SPDX-License-Identifier: Apache-2.0
#include "http/api/command_json.h"

#include <nlohmann/json.hpp>

#include "crypto/hash.h"
#include "http/json_body.h"

namespace mingcha::http {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kIdLongest = 100;
constexpr std::size_t kReasonsLongest = 5000;

/// {"field": "text" | 12 | true | null} → canonical text; null takes a fact back.
casefile::Values read_values(FieldReader& fields) {
  casefile::Values values;
  const auto* object = fields.optional_object("values");
  if (object == nullptr) return values;
  for (const auto& [name, value] : object->items()) {
    if (value.is_string()) {
      values[name] = value.get<std::string>();
    } else if (value.is_number_integer()) {
      values[name] = std::to_string(value.get<std::int64_t>());
    } else if (value.is_boolean()) {
      values[name] = value.get<bool>() ? "true" : "false";
    } else if (value.is_null()) {
      values[name] = "";
    } else {
      fields.complain("values", "wrong-type",
                      {"“" + name + "”应为文本、整数或真假值",
                       name + " must be text, a whole number or true/false"});
    }
  }
  return values;
}

std::vector<casefile::PointReference> read_references(FieldReader& point, FieldReader& form) {
  constexpr std::size_t kReferencesMost = 20;
  constexpr std::int64_t kMost = 100'000;
  std::vector<casefile::PointReference> out;
  for (const auto& value : point.array("references", kReferencesMost)) {
    if (!value.is_object()) {
      form.complain("points", "wrong-type", {"所指材料应为对象", "references must be objects"});
      continue;
    }
    FieldReader one{value, "/points"};
    out.push_back({one.text("of", 1, kIdLongest), one.optional_text("id", kIdLongest).value_or(""),
                   one.optional_integer("page", 1, kMost).value_or(0),
                   one.optional_integer("paragraph", 1, kMost).value_or(0),
                   one.optional_integer("second", 0, kMost).value_or(-1)});
    if (const auto ready = one.finish(); !ready) {
      for (const auto& finding : ready.error().findings) {
        form.complain("points", finding.code, finding.what);
      }
    }
  }
  return out;
}

std::map<std::string, casefile::PointOpinion> read_points(FieldReader& fields) {
  std::map<std::string, casefile::PointOpinion> points;
  const auto* object = fields.optional_object("points");
  if (object == nullptr) return points;
  for (const auto& [id, value] : object->items()) {
    if (!value.is_object()) {
      fields.complain("points", "wrong-type", {"审核要点应为对象", "points must be objects"});
      continue;
    }
    FieldReader point{value, "/points/" + id};
    points[id].passed = point.flag("passed");
    points[id].note = point.optional_text("note", kReasonsLongest).value_or("");
    if (value.contains("references")) points[id].references = read_references(point, fields);
    if (const auto ready = point.finish(); !ready) {
      for (const auto& finding : ready.error().findings) {
        fields.complain("points", finding.code, finding.what);
      }
    }
  }
  return points;
}

std::optional<Instant> read_moment(FieldReader& fields, const char* name) {
  const auto text = fields.optional_text(name, 40);
  if (!text) return std::nullopt;
  const auto at = parse_instant(*text);
  if (!at) {
    fields.complain(name, "not-a-moment",
                    {"不是有效的时间，格式如 2026-03-02T09:05:00+08:00",
                     "must be like 2026-03-02T09:05:00+08:00"});
  }
  return at;
}

acts::DoStep read_step_fields(FieldReader& fields, const Json& json) {
  acts::DoStep command;
  command.happened_at = read_moment(fields, "happened_at");
  if (json.contains("performers")) command.performers = fields.texts("performers", 20, kIdLongest);
  command.values = read_values(fields);
  command.points = read_points(fields);
  command.opinion = fields.optional_text("opinion", kIdLongest).value_or("");
  command.reasons = fields.optional_text("reasons", kReasonsLongest).value_or("");
  command.draft = fields.optional_text("draft", 64).value_or("");
  return command;
}

std::optional<std::int64_t> read_expected(FieldReader& fields) {
  return fields.optional_integer("expected_version", 0, std::int64_t{1} << 40);
}

}  // namespace

desk::Envelope envelope_of(const Request& request) {
  desk::Envelope envelope;
  envelope.key = std::string{request.headers.find("Idempotency-Key").value_or("")};
  const auto bytes =
      std::string{to_string(request.verb)} + "\n" + request.path() + "\n" + request.body;
  envelope.digest = to_hex(as_bytes(crypto::sha256(bytes)));
  return envelope;
}

Result<ReadStep> read_step(const Request& request) {
  const auto json = read_json_object(request.body);
  if (!json) return tl::unexpected<Rejection>(json.error());
  FieldReader fields{*json};
  ReadStep out{read_step_fields(fields, *json), envelope_of(request)};
  out.command.step = request.capture("step");
  out.envelope.expected = read_expected(fields);
  if (const auto ready = fields.finish(); !ready) return tl::unexpected<Rejection>(ready.error());
  return out;
}

Result<acts::DoStep> read_preview(const Request& request) {
  const auto json = read_json_object(request.body);
  if (!json) return tl::unexpected<Rejection>(json.error());
  FieldReader fields{*json};
  auto command = read_step_fields(fields, *json);
  command.step = fields.text("step", 1, kIdLongest);
  if (const auto ready = fields.finish(); !ready) return tl::unexpected<Rejection>(ready.error());
  return command;
}

Result<ReadOpening> read_opening(const Request& request) {
  const auto json = read_json_object(request.body);
  if (!json) return tl::unexpected<Rejection>(json.error());
  FieldReader fields{*json};
  ReadOpening out{{fields.text("item", 1, kIdLongest), read_step_fields(fields, *json)},
                  envelope_of(request)};
  if (const auto ready = fields.finish(); !ready) return tl::unexpected<Rejection>(ready.error());
  return out;
}

Result<ReadLimitChange> read_limit_change(const Request& request) {
  const auto json = read_json_object(request.body);
  if (!json) return tl::unexpected<Rejection>(json.error());
  FieldReader fields{*json};
  ReadLimitChange out;
  out.command.limit = request.capture("limit");
  out.command.change = fields.text("change", 1, 20);
  out.command.ground = fields.optional_text("ground", kIdLongest).value_or("");
  out.command.reason = fields.text("reason", 1, kReasonsLongest);
  out.command.happened_at = read_moment(fields, "happened_at");
  out.envelope = envelope_of(request);
  out.envelope.expected = read_expected(fields);
  if (const auto ready = fields.finish(); !ready) return tl::unexpected<Rejection>(ready.error());
  return out;
}

}  // namespace mingcha::http
