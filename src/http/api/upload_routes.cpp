// SPDX-License-Identifier: Apache-2.0
// Recordings come in by the tus protocol 1.0.0; doc/reference/upload.md has what senders need.
#include <array>
#include <exception>

#include <nlohmann/json.hpp>

#include "base/assert.h"
#include "desk/services.h"
#include "desk/upload_desk.h"
#include "http/api/api.h"
#include "http/api/tus.h"
#include "http/body_sink.h"
#include "http/problem.h"
#include "people/visitor.h"

namespace mingcha::http {
namespace {

using people::Permission;
using Refused = std::optional<Response>;

constexpr std::string_view kFolder = "/api/v1/uploads";

/// The body of an append on its way to the store. What goes wrong is kept for the handler, whose
/// answers the application sees.
class UploadSink final : public BodySink {
 public:
  UploadSink(vault::Upload before, std::shared_ptr<vault::UploadWriter> writer)
      : before_{std::move(before)}, writer_{std::move(writer)} {}

  Wants take(std::string& piece) override {
    try {
      auto put = writer_->append(piece);
      if (put) return Wants::more;
      refused_ = std::move(put.error());
    } catch (...) {
      failed_ = std::current_exception();
    }
    return Wants::no_more;
  }

  void cut() override {
    if (writer_) writer_->break_off();
  }

  /// All of it came, or why not. Without a body there is only what was before.
  Result<vault::Upload> close() {
    if (failed_) std::rethrow_exception(failed_);
    if (refused_) {
      writer_->break_off();
      return tl::unexpected{*refused_};
    }
    return writer_ ? writer_->close() : Result<vault::Upload>{before_};
  }

  [[nodiscard]] const vault::Upload& before() const { return before_; }

 private:
  vault::Upload before_;
  std::shared_ptr<vault::UploadWriter> writer_;
  std::optional<Rejection> refused_;
  std::exception_ptr failed_;
};

const std::string& sender(const Request& request) { return request.signed_in().person_id; }

Response refused(const Rejection& rejection, const Request& request) {
  for (const auto& finding : rejection.findings) {
    if (finding.code == "checksum-differs") {
      return plain_problem(460, finding.what, request);
    }
  }
  return problem(rejection, request);
}

std::string location_of(const vault::Upload& upload) {
  return std::string{kFolder} + "/" + upload.id;
}

std::string concat_of(const vault::Upload& upload) {
  if (upload.kind == vault::UploadKind::partial) return "partial";
  std::string list = "final;";
  for (const auto& part : upload.parts) {
    if (!list.ends_with(';')) list += ' ';
    list.append(kFolder).append("/").append(part);
  }
  return list;
}

void tell_state(Response& response, const vault::Upload& upload, desk::UploadDesk& desk) {
  response.headers.set("Upload-Offset", std::to_string(upload.offset));
  if (const auto expires = desk.expires(upload)) {
    response.headers.set("Upload-Expires", tus::http_date(*expires));
  }
  if (upload.phase == vault::UploadPhase::delivered) {
    response.headers.set("Upload-Recording", upload.outcome);
  }
}

/// What POST says of a new upload.
Result<std::pair<vault::UploadPlan, std::vector<std::string>>> read_plan(const Request& request) {
  auto concat = tus::read_concat(request, kFolder);
  if (!concat) return tl::unexpected{concat.error()};
  auto metadata = tus::read_metadata(request);
  if (!metadata) return tl::unexpected{metadata.error()};
  vault::UploadPlan plan{concat->kind, {}, sender(request), std::move(*metadata)};
  if (concat->kind != vault::UploadKind::joined) {
    auto length = tus::read_length(request);
    if (!length) return tl::unexpected{length.error()};
    plan.length = *length;
  }
  return std::pair{std::move(plan), std::move(concat->parts)};
}

bool has_body(const Request& request) {
  return request.headers.has("Transfer-Encoding") ||
         request.headers.find("Content-Length").value_or("0") != "0";
}

/// How much will come, as far as the head tells.
std::uint64_t announced(const Request& request) {
  return tus::read_number(request, "Content-Length").value_or(0);
}

Response past_the_length(const Request& request) {
  return problem({Refusal::too_large,
                  {},
                  {{"past-the-length",
                    {"内容超出申报的长度", "more is to come than the length that was declared"},
                    {},
                    {},
                    "Content-Length"}}},
                 request);
}

/// Makes the sink of an append, or says why there is none.
Refused open_sink(Request& request, const vault::Upload& upload, std::uint64_t offset,
                  const vault::AppendOptions& options, desk::UploadDesk& desk) {
  // What else is wrong with the append, the store tells better.
  const auto length = upload.length ? upload.length : options.length;
  const bool is_next = upload.kind != vault::UploadKind::joined && offset == upload.offset;
  if (is_next && length && *length >= offset && announced(request) > *length - offset) {
    return past_the_length(request);
  }
  auto writer = desk.append(sender(request), upload.id, offset, options);
  if (!writer) return refused(writer.error(), request);
  request.body_sink = std::make_shared<UploadSink>(upload, std::move(*writer));
  return std::nullopt;
}

Refused open_create(Request& request, desk::Services& services) {
  if (auto no = tus::check_version(request)) return no;
  const auto plan = read_plan(request);
  if (!plan) return problem(plan.error(), request);
  if (plan->first.kind == vault::UploadKind::joined) {
    if (!has_body(request)) return std::nullopt;  // The handler joins.
    return problem({Refusal::forbidden,
                    {},
                    {{"upload-is-joined",
                      {"由分段合成的文件不能带内容", "what is made of parts comes without content"},
                      {},
                      {},
                      {}}}},
                   request);
  }
  if (has_body(request)) {
    if (auto no = tus::check_content_type(request)) return no;
  }
  const auto checksum = tus::read_checksum(request);
  if (!checksum) return problem(checksum.error(), request);
  if (plan->first.length && announced(request) > *plan->first.length) {
    return past_the_length(request);
  }
  const auto upload = services.uploads.create(plan->first);
  if (!upload) return problem(upload.error(), request);
  if (has_body(request)) return open_sink(request, *upload, 0, {{}, *checksum}, services.uploads);
  request.body_sink = std::make_shared<UploadSink>(*upload, nullptr);
  return std::nullopt;
}

Response created(const Request& request, const Result<vault::Upload>& upload,
                 desk::Services& services) {
  if (!upload) return refused(upload.error(), request);
  auto response = text_response("", 201);
  response.headers.set("Location", location_of(*upload));
  tell_state(response, *upload, services.uploads);
  return response;
}

/// The upload exists, whatever became of the bytes that came with it: its address is told.
Response create(const Request& request, desk::Services& services) {
  if (!request.body_sink) {
    const auto plan = read_plan(request);
    MINGCHA_ASSERT(plan.has_value());
    auto whole = services.uploads.join(plan->second, plan->first);
    if (whole) whole = services.uploads.arrived(std::move(*whole));
    return created(request, whole, services);
  }
  auto& sink = static_cast<UploadSink&>(*request.body_sink);
  auto upload = sink.close();
  if (upload) upload = services.uploads.arrived(std::move(*upload));
  auto response = created(request, upload, services);
  const bool is_there = services.uploads.find(sender(request), sink.before().id).has_value();
  if (is_there) response.headers.set("Location", location_of(sink.before()));
  return response;
}

/// A chunk, before its body: everything that can be known is checked here.
Refused open_patch(Request& request, desk::Services& services) {
  if (auto no = tus::check_version(request)) return no;
  if (auto no = tus::check_content_type(request)) return no;
  const auto offset = tus::read_number(request, "Upload-Offset");
  if (!offset) return problem(offset.error(), request);
  const auto checksum = tus::read_checksum(request);
  if (!checksum) return problem(checksum.error(), request);
  vault::AppendOptions options{{}, *checksum};
  if (request.headers.has("Upload-Length")) {
    const auto length = tus::read_number(request, "Upload-Length");
    if (!length) return problem(length.error(), request);
    if (*length > services.uploads.rules().largest) return past_the_length(request);
    options.length = *length;
  }
  const auto upload = services.uploads.find(sender(request), request.capture("upload"));
  if (!upload) return problem(upload.error(), request);
  if (services.uploads.has_expired(*upload)) return problem({Refusal::gone, {}, {}}, request);
  // Who did not hear the last answer asks again and gets it.
  const bool is_over = upload->complete() && upload->kind != vault::UploadKind::joined &&
                       *offset == upload->offset && !has_body(request);
  if (!is_over) return open_sink(request, *upload, *offset, options, services.uploads);
  request.body_sink = std::make_shared<UploadSink>(*upload, nullptr);
  return std::nullopt;
}

Response patch(const Request& request, desk::Services& services) {
  auto upload = static_cast<UploadSink&>(*request.body_sink).close();
  if (upload) upload = services.uploads.arrived(std::move(*upload));
  if (upload) {
    auto response = no_content();
    tell_state(response, *upload, services.uploads);
    return response;
  }
  auto response = refused(upload.error(), request);
  // Where it stands now, unless somebody else is at it.
  if (upload.error().kind != Refusal::locked) {
    const auto now = services.uploads.find(sender(request), request.capture("upload"));
    if (now) tell_state(response, *now, services.uploads);
  }
  return response;
}

nlohmann::ordered_json to_json(const vault::Upload& upload, desk::UploadDesk& desk) {
  nlohmann::ordered_json json{{"upload", upload.id},
                              {"offset", upload.offset},
                              {"begun_at", to_local_string(upload.begun_at)},
                              {"complete", upload.complete()}};
  if (upload.length) json["length"] = *upload.length;
  if (const auto expires = desk.expires(upload)) json["expires_at"] = to_local_string(*expires);
  if (upload.phase == vault::UploadPhase::delivered) json["recording"] = upload.outcome;
  return json;
}

/// GET tells the same as JSON, and disturbs nobody who is sending.
Response look(const Request& request, desk::Services& services) {
  const bool resumes = request.verb != Verb::get;
  if (resumes) {
    if (auto no = tus::check_version(request)) return std::move(*no);
  }
  auto& desk = services.uploads;
  const auto& id = request.capture("upload");
  const auto upload =
      resumes ? desk.take_over(sender(request), id) : desk.find(sender(request), id);
  if (!upload) return problem(upload.error(), request);
  if (desk.has_expired(*upload)) return problem({Refusal::gone, {}, {}}, request);
  auto response = json_response(to_json(*upload, desk).dump());
  response.headers.set("Cache-Control", "no-store");
  tell_state(response, *upload, desk);
  if (upload->length) {
    response.headers.set("Upload-Length", std::to_string(*upload->length));
  } else {
    response.headers.set("Upload-Defer-Length", "1");
  }
  if (!upload->metadata.empty()) {
    response.headers.set("Upload-Metadata", tus::write_metadata(upload->metadata));
  }
  if (upload->kind != vault::UploadKind::whole) {
    response.headers.set("Upload-Concat", concat_of(*upload));
  }
  return response;
}

Response remove(const Request& request, desk::Services& services) {
  if (auto no = tus::check_version(request)) return std::move(*no);
  const auto removed = services.uploads.remove(sender(request), request.capture("upload"));
  return removed ? no_content() : problem(removed.error(), request);
}

std::string_view overriding(const Request& request) {
  return request.headers.find("X-HTTP-Method-Override").value_or("");
}

/// For clients that can only POST.
Refused open_overridden(Request& request, desk::Services& services) {
  if (overriding(request) == "PATCH") return open_patch(request, services);
  if (overriding(request) == "DELETE" || overriding(request) == "HEAD") return std::nullopt;
  auto response = plain_problem(405, {"此地址不支持这种请求方法", "Not with this method"}, request);
  response.headers.set("Allow", "OPTIONS, GET, HEAD, PATCH, DELETE");
  return response;
}

Response overridden(const Request& request, desk::Services& services) {
  if (overriding(request) == "PATCH") return patch(request, services);
  if (overriding(request) == "DELETE") return remove(request, services);
  auto response = look(request, services);
  if (response.status == 200) response.body = std::string{};
  return response;
}

Response discover(const Request& /*request*/, desk::Services& services) {
  auto response = no_content();
  response.headers.set("Allow", "OPTIONS, POST, GET, HEAD, PATCH, DELETE");
  response.headers.set("Tus-Version", std::string{tus::kVersion});
  response.headers.set("Tus-Extension", std::string{tus::kExtensions});
  response.headers.set("Tus-Checksum-Algorithm", std::string{tus::kChecksums});
  response.headers.set("Tus-Max-Size", std::to_string(services.uploads.rules().largest));
  return response;
}

constexpr FixedHeader kProtocol{"Tus-Resumable", tus::kVersion};
constexpr std::string_view kOne = "/api/v1/uploads/{upload}";

constexpr auto kRoutes = std::to_array<Route>({
    {.verb = Verb::options,
     .path = kFolder,
     .may = Permission::public_access,
     .summary = {"上传协议的版本与扩展", "Which version and extensions of tus are spoken"},
     .answer = {204},
     .always = kProtocol,
     .handle = discover},
    {.verb = Verb::options,
     .path = kOne,
     .may = Permission::public_access,
     .summary = {"上传协议的版本与扩展", "The same"},
     .answer = {204},
     .always = kProtocol,
     .handle = discover},
    {.verb = Verb::post,
     .path = kFolder,
     .may = Permission::upload_recording,
     .summary = {"开始上传音像记录", "Begin to send a recording (tus creation, concatenation)"},
     .body = Body::stream(open_create),
     .answer = {201},
     .always = kProtocol,
     .handle = create},
    {.verb = Verb::get,
     .path = kOne,
     .may = Permission::upload_recording,
     .summary = {"上传进度", "How far an upload is; HEAD also ends whoever still sends"},
     .answer = {200, R"({"type":"object","required":["upload","offset","begun_at","complete"],
       "properties":{"upload":{"type":"string"},"offset":{"type":"integer"},
       "length":{"type":"integer"},"begun_at":{"type":"string","format":"date-time"},
       "expires_at":{"type":"string","format":"date-time"},"complete":{"type":"boolean"},
       "recording":{"type":"string"}}})"},
     .always = kProtocol,
     .handle = look},
    {.verb = Verb::patch,
     .path = kOne,
     .may = Permission::upload_recording,
     .summary = {"续传音像记录", "Send the next piece"},
     .body = Body::stream(open_patch),
     .answer = {204},
     .always = kProtocol,
     .handle = patch},
    {.verb = Verb::post,
     .path = kOne,
     .may = Permission::upload_recording,
     .summary = {"以 X-HTTP-Method-Override 续传", "PATCH, HEAD or DELETE by override"},
     .body = Body::stream(open_overridden),
     .answer = {204},
     .always = kProtocol,
     .handle = overridden},
    {.verb = Verb::remove,
     .path = kOne,
     .may = Permission::upload_recording,
     .summary = {"撤销未完成的上传", "Call an unfinished upload off"},
     .answer = {204},
     .always = kProtocol,
     .handle = remove},
});

}  // namespace

std::span<const Route> upload_routes() { return kRoutes; }

}  // namespace mingcha::http
