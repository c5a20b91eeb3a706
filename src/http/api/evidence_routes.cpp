// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include <nlohmann/json.hpp>

#include "crypto/random.h"
#include "desk/case_desk.h"
#include "desk/services.h"
#include "http/api/api.h"
#include "http/api/command_json.h"
#include "http/api/look.h"
#include "http/problem.h"
#include "vault/folder_vault.h"

namespace mingcha::http {
namespace {

using people::Permission;

constexpr std::uint64_t kFileLimit = std::uint64_t{4} << 30U;

/// Title and file name stand in the query: the body is the file and nothing else.
Result<std::pair<std::string, std::string>> names_asked(const Request& request) {
  const auto clean = [](std::string_view raw) {
    const auto text = to_nfc(trim(raw)).value_or("");
    const bool control =
        std::ranges::any_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x20; });
    return control || count_characters(text) > 200 ? std::string{} : text;
  };
  const auto title = clean(request.query_value("title").value_or(""));
  const auto name = clean(request.query_value("name").value_or(""));
  if (!title.empty() && !name.empty()) return std::pair{title, name};
  return reject(Refusal::invalid, {"证据材料缺少名称", "the evidence has no name"},
                {{"name-missing",
                  {"请在 title 和 name 中写明证据名称和文件名（200字以内）",
                   "give title and name, up to 200 characters each"},
                  {},
                  {},
                  title.empty() ? "title" : "name"}});
}

Response attach_evidence(const Request& request, desk::Services& services) {
  const auto names = names_asked(request);
  if (!names) return problem(names.error(), request);
  // Scope first: nobody's file is kept for a case that he may not see.
  const auto sight = services.cases.look(request.signed_in(), request.capture("case"));
  if (!sight) return problem(sight.error(), request);
  std::optional<std::string> declared;
  if (const auto header = request.headers.find("X-Content-SHA256")) declared = std::string{*header};
  const auto kept = services.vault.keep(request.body_file, declared);
  if (!kept) return problem(kept.error(), request);

  casefile::EvidenceAccepted evidence;
  evidence.evidence = "e-" + to_hex(crypto::random_bytes(8));
  evidence.title = names->first;
  evidence.name = names->second;
  evidence.media_type =
      std::string{request.headers.find("Content-Type").value_or("application/octet-stream")};
  evidence.size = static_cast<std::int64_t>(kept->size);
  evidence.sha256 = kept->sha256;
  evidence.sm3 = kept->sm3;
  auto envelope = envelope_of(request);
  envelope.digest = kept->sha256;  // The same file under the same key is the same command.
  const auto outcome = services.cases.evidence(request.signed_in(), request.capture("case"),
                                               {std::move(evidence)}, envelope);
  if (!outcome) return problem(outcome.error(), request);
  return json_response(*outcome, 201);
}

/// A type that is shown as what it is and cannot be a page: no HTML, no SVG, nothing with scripts.
struct SafeType {
  std::string_view essence;       ///< As declared on upload, without parameters.
  std::string_view content_type;  ///< As sent.
  std::string_view policy;
};

// A sandbox keeps browsers from opening their PDF viewer, which runs apart from the page anyway.
constexpr std::string_view kSandboxed =
    "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; "
    "frame-ancestors 'self'; sandbox";
constexpr std::string_view kPdfPolicy =
    "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'";
constexpr auto kSafeTypes = std::to_array<SafeType>({
    {"image/png", "image/png", kSandboxed},
    {"image/jpeg", "image/jpeg", kSandboxed},
    {"image/gif", "image/gif", kSandboxed},
    {"image/webp", "image/webp", kSandboxed},
    {"video/mp4", "video/mp4", kSandboxed},
    {"text/plain", "text/plain; charset=utf-8", kSandboxed},
    {"application/pdf", "application/pdf", kPdfPolicy},
});

/// Null for whatever is not known to be harmless.
const SafeType* safe_type(const casefile::EvidenceAccepted& evidence) {
  const std::string_view declared = evidence.media_type;
  const auto essence = trim(declared.substr(0, declared.find(';')));
  const auto* const found = std::ranges::find_if(
      kSafeTypes, [&](const SafeType& type) { return same_ignoring_case(essence, type.essence); });
  return found == kSafeTypes.end() ? nullptr : found;
}

/// Never shown inside our own pages: what somebody uploaded may be a page of its own.
Response download(const std::filesystem::path& path, const std::string& etag) {
  auto response = file_response(path, "application/octet-stream", etag);
  response.headers.set("Content-Disposition", "attachment");
  return response;
}

/// The type was declared by whoever uploaded it; nosniff, which every answer has, makes it binding.
Response show_inside(const std::filesystem::path& path, const SafeType& type,
                     const std::string& etag) {
  auto response = file_response(path, std::string{type.content_type}, etag);
  response.headers.set("Content-Disposition", "inline");
  response.headers.set("Content-Security-Policy", std::string{type.policy});
  response.headers.set("X-Frame-Options", "SAMEORIGIN");
  return response;
}

Response read_evidence(const Request& request, desk::Services& services) {
  const auto sight = services.cases.look(request.signed_in(), request.capture("case"));
  if (!sight) return problem(sight.error(), request);
  for (const auto& evidence : sight->state->evidence) {
    if (evidence.evidence != request.capture("evidence")) continue;
    const auto path = services.vault.find(evidence.sha256);
    if (!path) throw Fault("evidence file is not in the vault: " + evidence.sha256);
    record_look(request, services, *sight, "evidence", evidence.evidence);
    const auto etag = "\"" + evidence.sha256 + "\"";
    const auto* shown = request.query_value("inline") == "1" ? safe_type(evidence) : nullptr;
    return shown == nullptr ? download(*path, etag) : show_inside(*path, *shown, etag);
  }
  return problem({Refusal::not_found, {"案卷中没有这份证据", "no such evidence in the case"}, {}},
                 request);
}

constexpr auto kRoutes = std::to_array<Route>({
    {.verb = Verb::post,
     .path = "/api/v1/cases/{case}/evidence",
     .may = Permission::act_on_case,
     .summary = {"上传证据材料", "Attach a file; hashed on arrival with SHA-256 and SM3"},
     .body = Body::file(kFileLimit),
     .query = {{{"title", {"证据名称", "what it is"}}, {"name", {"文件名", "file name"}}}},
     .answer = {201, "#/components/schemas/Done"},
     .idempotency = Idempotency::required,
     .handle = attach_evidence},
    {.verb = Verb::get,
     .path = "/api/v1/cases/{case}/evidence/{evidence}",
     .may = Permission::read_case,
     .summary = {"下载证据材料", "The file as it arrived"},
     .query = {{{"inline",
                 {"1：图片、PDF、mp4、纯文本在页面中显示", "1: show safe types in the page"},
                 R"({"enum":["1"]})"}}},
     .answer = {.media_type = "application/octet-stream"},
     .handle = read_evidence},
});

}  // namespace

std::span<const Route> evidence_routes() { return kRoutes; }

}  // namespace mingcha::http
