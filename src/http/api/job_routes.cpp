// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include <nlohmann/json.hpp>

#include "desk/job_desk.h"
#include "desk/services.h"
#include "http/api/api.h"
#include "http/api/case_list_job.h"
#include "http/api/job_kinds.h"
#include "http/api/paper_job.h"
#include "http/api/recording_copy_job.h"
#include "http/json_body.h"
#include "http/problem.h"
#include "people/visitor.h"

namespace mingcha::http {
namespace {

using people::Permission;
using Json = nlohmann::json;

Json to_json(const desk::JobState& job, Language language) {
  Json out{{"job", job.id},      {"kind", job.kind},
           {"state", job.state}, {"done", job.done},
           {"total", job.total}, {"created_at", to_local_string(job.created_at)}};
  if (job.state == "done") {
    out["name"] = job.name;
    out["media_type"] = job.media_type;
    out["size"] = job.size;
    out["result"] = "/api/v1/jobs/" + job.id + "/result";
  }
  if (job.state == "failed") out["problem"] = job.problem.in(language);
  return out;
}

Rejection no_such_kind(const std::string& kind) {
  return {
      Refusal::invalid,
      {"没有这种任务", "no such kind of job"},
      {{"unknown-choice", {"没有这种任务：" + kind, "no such kind: " + kind}, {}, {}, "/kind"}}};
}

Response start_job(const Request& request, desk::Services& services) {
  const auto json = read_json_object(request.body);
  if (!json) return problem(json.error(), request);
  FieldReader fields{*json};
  const auto kind = fields.text("kind", 1, 40);
  const auto found = std::ranges::find(job_kinds(), kind, &JobKind::name);
  if (found == job_kinds().end()) return problem(no_such_kind(kind), request);
  if (!request.signed_in().may(found->permission)) {
    return problem({Refusal::forbidden,
                    {"您的角色没有此项权限", "none of your roles has this permission"},
                    {}},
                   request);
  }
  auto work = found->read(request, fields, services);
  if (const auto ready = fields.finish(); !ready) return problem(ready.error(), request);
  if (!work) return problem(work.error(), request);
  const auto job = services.jobs.start(request.signed_in(), kind, *std::move(work));
  if (!job) return problem(job.error(), request);
  auto response = json_response(Json{{"job", *job}}.dump(), 202);
  response.headers.set("Location", "/api/v1/jobs/" + *job);
  return response;
}

Response list_jobs(const Request& request, desk::Services& services) {
  Json out = Json::array();
  for (const auto& job : services.jobs.list(request.signed_in())) {
    out.push_back(to_json(job, request.language));
  }
  return json_response(Json{{"jobs", out}}.dump());
}

Response show_job(const Request& request, desk::Services& services) {
  const auto job = services.jobs.look(request.signed_in(), request.capture("job"));
  if (!job) return problem(job.error(), request);
  return json_response(to_json(*job, request.language).dump());
}

Response cancel_job(const Request& request, desk::Services& services) {
  const auto cancelled = services.jobs.cancel(request.signed_in(), request.capture("job"));
  return cancelled ? no_content() : problem(cancelled.error(), request);
}

Response fetch_result(const Request& request, desk::Services& services) {
  const auto job = services.jobs.look(request.signed_in(), request.capture("job"));
  if (!job) return problem(job.error(), request);
  auto bytes = services.jobs.result(request.signed_in(), job->id);
  if (!bytes) return problem(bytes.error(), request);
  auto response = text_response(*std::move(bytes), 200, job->media_type);
  response.headers.set("Content-Disposition", "attachment; filename=\"" + job->name + "\"");
  return response;
}

constexpr auto kSchemas = std::to_array<SharedSchema>({
    {"CaseListJob", kCaseListJobSchema},
    {"Job", R"({"type":"object","required":["job","kind","state","done","total","created_at"],
      "properties":{"job":{"type":"string"},"kind":{"type":"string"},
        "state":{"enum":["running","done","failed","cancelled"]},
        "done":{"type":"integer"},"total":{"type":"integer","description":"0 while unknown."},
        "created_at":{"type":"string","format":"date-time"},
        "name":{"type":"string"},"media_type":{"type":"string"},"size":{"type":"integer"},
        "result":{"type":"string","description":"Address of the result, when done."},
        "problem":{"type":"string","description":"Why it failed."}}})"},
    {"JobList", R"({"type":"object","required":["jobs"],"properties":{
      "jobs":{"type":"array","items":{"$ref":"#/components/schemas/Job"}}}})"},
    {"PaperJob", kPaperJobSchema},
    {"RecordingCopyJob", kRecordingCopyJobSchema},
    {"JobOrdered", R"({"type":"object","required":["job"],
      "properties":{"job":{"type":"string"}}})"},
});

constexpr auto kRoutes = std::to_array<Route>({
    {.verb = Verb::post,
     .path = "/api/v1/jobs",
     .may = Permission::own_session,
     .summary = {"提交任务（导出清单、文书等）",
                 "Order long work: the export of a list, or of papers"},
     .body = Body::json(R"({"type":"object","required":["kind"],"additionalProperties":true,
       "properties":{"kind":{"type":"string"}},
       "oneOf":[{"$ref":"#/components/schemas/CaseListJob"},
         {"$ref":"#/components/schemas/PaperJob"},
         {"$ref":"#/components/schemas/RecordingCopyJob"}]})",
                        65'536),
     .answer = {202, "#/components/schemas/JobOrdered"},
     .handle = start_job},
    {.verb = Verb::get,
     .path = "/api/v1/jobs",
     .may = Permission::own_session,
     .summary = {"我的任务", "The jobs that the signed-in person ordered, newest first"},
     .answer = {200, "#/components/schemas/JobList"},
     .handle = list_jobs},
    {.verb = Verb::get,
     .path = "/api/v1/jobs/{job}",
     .may = Permission::own_session,
     .summary = {"任务进度", "How far a job is"},
     .answer = {200, "#/components/schemas/Job"},
     .handle = show_job},
    {.verb = Verb::remove,
     .path = "/api/v1/jobs/{job}",
     .may = Permission::own_session,
     .summary = {"取消任务", "Stop a job, or drop its result"},
     .answer = {204},
     .handle = cancel_job},
    {.verb = Verb::get,
     .path = "/api/v1/jobs/{job}/result",
     .may = Permission::own_session,
     .summary = {"下载任务结果", "What a job made"},
     .answer = {.media_type = "application/octet-stream"},
     .handle = fetch_result},
});

}  // namespace

std::span<const Route> job_routes() { return kRoutes; }
std::span<const SharedSchema> job_schemas() { return kSchemas; }

}  // namespace mingcha::http
