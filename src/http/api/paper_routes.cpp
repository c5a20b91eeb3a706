// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <charconv>

#include <nlohmann/json.hpp>

#include "acts/decide.h"
#include "acts/facts.h"
#include "acts/papers.h"
#include "desk/case_desk.h"
#include "desk/issued_paper.h"
#include "desk/services.h"
#include "http/api/api.h"
#include "http/api/command_json.h"
#include "http/api/look.h"
#include "http/api/paper_print.h"
#include "http/json_body.h"
#include "http/problem.h"
#include "pack/definition.h"
#include "people/visitor.h"
#include "render/press.h"

namespace mingcha::http {
namespace {

using people::Permission;

/// Shown in a frame of our own pages; no script and no form in it can do anything.
Response pdf_response(std::string pdf, const std::string& name) {
  auto response = text_response(std::move(pdf), 200, "application/pdf");
  response.headers.set("Content-Disposition", "inline; filename=\"" + name + "\"");
  response.headers.set("Cache-Control", "private, no-store");
  response.headers.set("Content-Security-Policy",
                       "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; "
                       "frame-ancestors 'self'");
  response.headers.set("X-Frame-Options", "SAMEORIGIN");
  return response;
}

std::optional<std::int64_t> to_version(const std::string& text) {
  std::int64_t version = 0;
  const auto* end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, version);
  if (error != std::errc{} || rest != end || version <= 0) return std::nullopt;
  return version;
}

Response show_paper(const Request& request, desk::Services& services) {
  const auto& visitor = request.signed_in();
  const auto case_id = request.capture("case");
  const auto sight = services.cases.look(visitor, case_id);
  if (!sight) return problem(sight.error(), request);
  const auto papers = desk::issued_papers(services.cases, visitor, case_id);
  if (!papers) return problem(papers.error(), request);
  const auto version = to_version(request.capture("version")).value_or(0);
  const auto paper = std::ranges::find(*papers, version, &desk::IssuedPaper::version);
  if (paper == papers->end()) {
    return problem({Refusal::not_found, {"案卷中没有这份文书", "no such document in the case"}, {}},
                   request);
  }
  auto pdf = print_issued(services, *sight->state, *paper);
  if (!pdf) return problem(pdf.error(), request);
  record_look(request, services, *sight, "paper", std::to_string(version));
  return pdf_response(*std::move(pdf), "paper-" + std::to_string(version) + ".pdf");
}

bool makes(const pack::Step& step, const std::string& document) {
  return step.document == document ||
         std::ranges::find(step.documents, document) != step.documents.end();
}

std::vector<std::string> performers_of(const acts::DoStep& command,
                                       const people::Visitor& visitor) {
  std::vector<std::string> out{visitor.person_id};
  for (const auto& id : command.performers) {
    if (std::ranges::find(out, id) == out.end()) out.push_back(id);
  }
  return out;
}

Response preview_paper(const Request& request, desk::Services& services) {
  const auto read = read_preview(request);
  if (!read) return problem(read.error(), request);
  const auto& visitor = request.signed_in();
  const auto sight = services.cases.look(visitor, request.capture("case"));
  if (!sight) return problem(sight.error(), request);
  const auto* step = sight->view->procedure().step(read->step);
  const auto document = services.pack.documents.find(request.capture("document"));
  if (step == nullptr || document == services.pack.documents.end() ||
      !makes(*step, document->first)) {
    return problem(
        {Refusal::not_found, {"这一环节不制作这份文书", "this step makes no such document"}, {}},
        request);
  }
  const auto now = services.clock.now();
  const acts::CaseView view{services.pack, *sight->people, sight->view->item(), *sight->state,
                            acts::acceptable(services.pack, *step, read->values, now)};
  const acts::Surroundings around{services.pack, *sight->people, visitor.person_id, now, {}};
  render::Paper paper;
  paper.text = acts::preview_paper(
      view, document->second,
      {*step, performers_of(*read, visitor), read->happened_at.value_or(now), *read, around});
  paper.title = document->second.title.zh;
  paper.layout = document->second.layout ? &*document->second.layout : nullptr;
  paper.fields = &services.pack.fields;
  paper.made = now;
  paper.stage = render::Stage::preview;
  record_look(request, services, *sight, "case");
  return pdf_response(services.press.print(paper), "preview.pdf");
}

constexpr auto kRoutes = std::to_array<Route>({
    {.verb = Verb::get,
     .path = "/api/v1/cases/{case}/papers/{version}/pdf",
     .may = Permission::read_case,
     .summary = {"文书（PDF）", "An issued document as a PDF, by the version that issued it"},
     .answer = {.media_type = "application/pdf"},
     .handle = show_paper},
    {.verb = Verb::post,
     .path = "/api/v1/cases/{case}/previews/{document}",
     .may = Permission::read_case,
     .summary = {"文书预览（PDF草稿）",
                 "What a step would print, as far as it is known; blanks are marked"},
     .body = Body::json("#/components/schemas/Preview"),
     .answer = {.media_type = "application/pdf"},
     .handle = preview_paper},
});

constexpr auto kSchemas = std::to_array<SharedSchema>({
    {"Preview",
     R"({"type":"object","additionalProperties":false,"required":["step"],"properties":{
      "step":{"type":"string"},
      "happened_at":{"type":"string","format":"date-time"},
      "performers":{"type":"array","items":{"type":"string"}},
      "values":{"$ref":"#/components/schemas/Values"},
      "points":{"type":"object","additionalProperties":{"$ref":"#/components/schemas/PointOpinion"}},
      "opinion":{"type":"string","description":"one of the case's review_opinions"},"reasons":{"type":"string"}}})"},
});

}  // namespace

std::span<const Route> paper_routes() { return kRoutes; }
std::span<const SharedSchema> paper_schemas() { return kSchemas; }

}  // namespace mingcha::http
