// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <charconv>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "desk/change_feed.h"
#include "desk/services.h"
#include "desk/sign_in.h"
#include "http/api/api.h"
#include "http/event_stream.h"
#include "http/problem.h"
#include "http/session_cookie.h"

namespace mingcha::http {
namespace {

using people::Permission;

class StreamSink : public desk::ChangeSink {
 public:
  explicit StreamSink(std::shared_ptr<EventStream> stream) : stream_{std::move(stream)} {}

  bool changed(const registers::CaseChange& change) override {
    const nlohmann::json data{
        {"case", change.case_id}, {"version", change.version}, {"seq", change.seq}};
    return stream_->push(server_sent_event(std::to_string(change.seq), "case", data.dump()));
  }
  bool start_over() override { return stream_->push(server_sent_event("", "reload", "{}")); }
  bool beat() override { return stream_->push(": \n\n"); }
  void end() override { stream_->end(); }

 private:
  std::shared_ptr<EventStream> stream_;
};

/// The header is the browser's, the parameter a page's that starts from what it has read.
Result<std::optional<std::int64_t>> last_heard(const Request& request) {
  const auto header = request.headers.find("Last-Event-ID");
  const auto text = header ? header : request.query_value("after");
  if (!text || text->empty()) return std::optional<std::int64_t>{};
  std::int64_t seq = 0;
  const auto* end = text->data() + text->size();
  const auto [rest, error] = std::from_chars(text->data(), end, seq);
  if (error != std::errc{} || rest != end || seq < 0) {
    return reject(Refusal::malformed, {"Last-Event-ID 不正确", "Last-Event-ID is not one of ours"},
                  {{"not-an-integer",
                    {"应为收到的最后一个 id", "must be the last id that was received"},
                    {},
                    {},
                    "Last-Event-ID"}});
  }
  return std::optional{seq};
}

Response follow_changes(const Request& request, desk::Services& services) {
  const auto after = last_heard(request);
  if (!after) return problem(after.error(), request);
  auto response = text_response("", 200, "text/event-stream");
  response.headers.set("Cache-Control", "no-store");
  response.headers.set("X-Accel-Buffering", "no");  // A proxy that waits for more shows nothing.
  if (request.verb == Verb::head) return response;
  response.stream = std::make_shared<EventStream>();
  response.stream->push("retry: 2000\n\n");
  services.changes.subscribe(
      request.signed_in(),
      [&services, token = std::string{session_token(request)}] {
        return services.sign_in.look_at(token);
      },
      *after, std::make_shared<StreamSink>(response.stream));
  return response;
}

constexpr auto kSchemas = std::to_array<SharedSchema>({
    {"CaseChanged", R"({"type":"object","required":["case","version","seq"],
      "description":"The data of an event named case; its id is the seq.",
      "properties":{"case":{"type":"string"},"version":{"type":"integer"},
        "seq":{"type":"integer"}}})"},
});

constexpr auto kRoutes = std::to_array<Route>({
    {.verb = Verb::get,
     .path = "/api/v1/changes",
     .may = Permission::read_case,
     .summary = {"案件变动通知",
                 "Server-sent events: “case” (see CaseChanged) for every case in scope that went "
                 "on, “reload” when too much was missed; ends with the session"},
     .query = {{{"after",
                 {"最后收到的 id", "the id last received, where no header can be set"},
                 R"({"type":"integer","minimum":0})"}}},
     .answer = {.media_type = "text/event-stream"},
     .handle = follow_changes},
});

}  // namespace

std::span<const Route> change_routes() { return kRoutes; }
std::span<const SharedSchema> change_schemas() { return kSchemas; }

}  // namespace mingcha::http
