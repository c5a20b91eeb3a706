// SPDX-License-Identifier: Apache-2.0
#include "http/application.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <spdlog/spdlog.h>

#include "base/assert.h"
#include "base/instant.h"
#include "crypto/random.h"
#include "http/body_sink.h"
#include "http/problem.h"
#include "http/session_cookie.h"

namespace mingcha::http {
namespace {

using people::Permission;

/// Scripts, styles and connections only from here, nothing inline, framed by nobody.
constexpr const char* kContentSecurityPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "font-src 'self'; connect-src 'self'; media-src 'self' blob:; manifest-src 'self'; "
    "worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

Response built_in(const Request& /*request*/, desk::Services& /*services*/) {
  MINGCHA_ASSERT(false);  // Answered in Application::call_handler.
}

constexpr Route kHealth{.verb = Verb::get,
                        .path = "/healthz",
                        .may = Permission::public_access,
                        .summary = {"是否正常运行", "Whether it works"},
                        .handle = built_in};
constexpr Route kMetrics{.verb = Verb::get,
                         .path = "/metrics",
                         .may = Permission::read_metrics,
                         .summary = {"运行指标", "Operating figures"},
                         .handle = built_in};
constexpr Route kOpenApi{.verb = Verb::get,
                         .path = "/api/v1/openapi.json",
                         .may = Permission::public_access,
                         .summary = {"接口说明", "The description of this API"},
                         .handle = built_in};

Router make_router(std::span<const std::span<const Route>> tables) {
  std::vector<std::span<const Route>> all{tables.begin(), tables.end()};
  for (const Route* route : {&kHealth, &kMetrics, &kOpenApi}) all.emplace_back(route, 1);
  return Router{all};
}

std::string allow(const std::vector<Verb>& verbs) {
  std::string list = "OPTIONS";
  for (const Verb verb : verbs) {
    list += std::string{", "} + to_string(verb);
    if (verb == Verb::get) list += ", HEAD";
  }
  return list;
}

/// What it answers to one it answers to all.
bool is_for_everybody(const Route& route) {
  return &route != &kHealth && &route != &kMetrics &&
         route.may.permission == Permission::public_access;
}

Response refuse(const Request& request, Refusal kind, const char* code, Text what,
                std::string where = {}) {
  return problem({kind, {}, {{code, std::move(what), "", {}, std::move(where)}}}, request);
}

bool browses(const Request& request) {
  const auto accepted = request.headers.find("Accept").value_or("");
  return accepted.find("text/html") != std::string_view::npos;
}

/// What a problem tells people, in their language.
std::string words_of(const Response& problem) {
  const auto json = nlohmann::json::parse(std::get<std::string>(problem.body), nullptr, false);
  if (!json.is_object()) return {};
  return json.value("detail", json.value("title", std::string{}));
}

bool has_media_type(const Request& request, std::string_view wanted) {
  const std::string_view type = request.headers.find("Content-Type").value_or("");
  return same_ignoring_case(trim(type.substr(0, type.find(';'))), wanted);
}

/// Of the body, as far as its sender says so.
std::uint64_t declared_length(const Request& request) {
  const std::string_view text = request.headers.find("Content-Length").value_or("");
  std::uint64_t length = 0;
  std::from_chars(text.data(), text.data() + text.size(), length);
  return length;
}

bool is_key(std::string_view key) {
  return key.size() >= 8 && key.size() <= 128 &&
         std::all_of(key.begin(), key.end(), [](char c) { return c > 0x20 && c < 0x7f; });
}

std::string role_names(const people::Visitor* visitor) {
  std::string names;
  if (visitor == nullptr) return names;
  for (const people::Role role : visitor->roles) {
    names.append(names.empty() ? "" : ",").append(people::to_string(role));
  }
  return names;
}

std::uint64_t content_length(const Response& response) {
  const auto* file = std::get_if<FileBody>(&response.body);
  return file == nullptr ? text_size(response) : file->length.value_or(0);
}

}  // namespace

Application::Application(std::span<const std::span<const Route>> tables, desk::Services& services,
                         ApplicationOptions options)
    : options_{std::move(options)},
      services_{services},
      router_{make_router(tables)},
      metrics_{router_.routes()},
      pages_{options_.version, [this](Response& response) { protect(response); }},
      rate_{options_.public_per_minute},
      openapi_{openapi(router_.routes(), options_.api)} {}

Service Application::service() {
  return {[this](Request& request) { return admit(request); },
          [this](Request& request) { return answer(request); },
          [this](const Request& request, int status) {
            metrics_.begin();
            metrics_.end(request.route, status, {});
            write_line(request, status, 0);
          },
          [this](Request& request) { return at_once(request); },
          [this](const Request& request, const Rejection& no) { return answer(request, no); }};
}

// The order in which a request passes. Whatever refuses it, the answer goes through `complete`:
// security headers, the line in the log, the figures.
//
//   admit    the head is there     route → rate → session → permission → origin and CSRF → form
//                                  → what a stream is opened into
//   (the server reads the body, up to the route's limit)
//   answer   all of it is there    handler → problem for what failed → complete
Admission Application::admit(Request& request) {
  request.started = std::chrono::steady_clock::now();
  request.transport = options_.transport;
  if (options_.article_text) request.article_text = &options_.article_text;
  Admission admission;
  try {
    admission.refusal = check(request);
  } catch (const std::exception& failure) {
    log(Severity::error,
        nlohmann::ordered_json{{"request", request.id}, {"what", failure.what()}}.dump(
            -1, ' ', false, nlohmann::json::error_handler_t::replace));
    admission.refusal = fault_problem(request);
  }
  if (admission.refusal) {
    metrics_.begin();
    admission.refusal = complete(request, *std::move(admission.refusal));
    return admission;
  }
  const Body& body = request.route->body;
  if (body.kind == Body::Kind::file) admission.sink = Admission::Sink::file;
  if (request.body_sink) admission.sink = Admission::Sink::stream;
  admission.limit = body.kind == Body::Kind::none ? 0 : body.limit;
  return admission;
}

std::shared_ptr<const Ready> Application::at_once(Request& request) {
  if (request.verb != Verb::get) return nullptr;
  request.started = std::chrono::steady_clock::now();
  const Route* route = router_.find(request).route;
  if (route == nullptr || !is_for_everybody(*route)) return nullptr;
  auto ready = pages_.kept(request);
  if (!ready || rate_.take(request.client_address, route->cost, request.started).count() != 0) {
    return nullptr;  // Who asks too much is told so on the long way.
  }
  metrics_.begin();
  close(request, ready->status, ready->text.size());
  return ready;
}

Response Application::answer(Request& request) {
  metrics_.begin();
  return complete(request, call_or_recall(request));
}

Response Application::answer(const Request& request, const Rejection& unreadable) {
  metrics_.begin();
  return complete(request, problem(unreadable, request));
}

Application::Refused Application::check(Request& request) {
  if (auto refused = find_route(request)) return refused;
  if (auto refused = check_rate(request)) return refused;
  if (auto refused = find_visitor(request)) return refused;
  if (auto refused = check_permission(request)) return refused;
  if (auto refused = check_origin(request)) return refused;
  if (auto refused = check_form(request)) return refused;
  return open_body(request);
}

Application::Refused Application::find_route(Request& request) const {
  const Router::Outcome outcome = router_.find(request);
  if (outcome.route != nullptr) return std::nullopt;
  if (outcome.allowed.empty()) {
    if (options_.missing_page && is_safe(request.verb) && browses(request)) {
      return options_.missing_page(request);
    }
    return refuse(request, Refusal::not_found, "no-such-path",
                  {"没有这个地址", "There is no such address"});
  }
  Response response = no_content();
  if (request.verb != Verb::options) {
    response = plain_problem(405, {"此地址不支持这种请求方法", "Not with this method"}, request);
  }
  response.headers.set("Allow", allow(outcome.allowed));
  return response;
}

// Addresses that lead nowhere are answered without asking the database, and are not counted.
Application::Refused Application::check_rate(const Request& request) {
  const Route& route = *request.route;
  if (people::needs_session(route.may.permission) || &route == &kHealth) return std::nullopt;
  const auto wait = rate_.take(request.client_address, route.cost, request.started);
  if (wait.count() == 0) return std::nullopt;
  Response response =
      options_.too_many_page && is_safe(request.verb) && browses(request)
          ? options_.too_many_page(request)
          : problem({Refusal::too_many,
                     {},
                     {{"too-many-requests",
                       {"来自这个地址的请求过多", "Too many requests from this address"},
                       {},
                       {"请稍后再试；批量取用请用按月数据包，见 /data",
                        "Try again later; to take much, take the monthly bundles: see /data"},
                       {}}}},
                    request);
  response.headers.set("Retry-After", std::to_string(wait.count()));
  response.headers.set("Cache-Control", "no-store");
  return response;
}

Application::Refused Application::find_visitor(Request& request) const {
  if (!people::needs_session(request.route->may.permission)) return std::nullopt;
  if (request.route == &kMetrics && has_metrics_token(request)) return std::nullopt;
  const std::string_view token = session_token(request);
  if (!token.empty() && options_.session) {
    if (auto visitor = options_.session(token)) {
      request.visitor = std::make_shared<const people::Visitor>(*std::move(visitor));
      return std::nullopt;
    }
  }
  return refuse(request, Refusal::not_signed_in, "no-session",
                {"尚未登录，或登录已失效", "Not signed in, or no longer"});
}

Application::Refused Application::check_permission(const Request& request) const {
  const Permission wanted = request.route->may.permission;
  if (request.visitor == nullptr || request.visitor->may(wanted)) return std::nullopt;
  return refuse(request, Refusal::forbidden, "no-permission",
                {"您的角色没有此项权限", "None of your roles has this permission"});
}

Application::Refused Application::check_origin(const Request& request) const {
  if (is_safe(request.verb)) return std::nullopt;
  if (request.headers.find("Sec-Fetch-Site") == "cross-site") {
    return refuse(request, Refusal::forbidden, "cross-site",
                  {"拒绝来自其他网站的请求", "Requests from other sites are refused"});
  }
  if (request.visitor == nullptr || request.route->csrf == Csrf::exempt) return std::nullopt;
  const std::string_view token = request.headers.find("X-CSRF-Token").value_or("");
  if (!token.empty() && crypto::same_secret(token, request.visitor->csrf)) return std::nullopt;
  return refuse(request, Refusal::forbidden, "csrf",
                {"缺少或错误的 X-CSRF-Token", "X-CSRF-Token is missing or wrong"});
}

Application::Refused Application::check_form(const Request& request) const {
  const Body::Kind kind = request.route->body.kind;
  if (kind == Body::Kind::form && options_.too_large_page &&
      declared_length(request) > request.route->body.limit) {
    return options_.too_large_page(request);
  }
  const bool fits = kind == Body::Kind::json ? has_media_type(request, "application/json")
                    : kind == Body::Kind::form
                        ? has_media_type(request, "application/x-www-form-urlencoded")
                        : true;
  if (!fits) {
    const char* wanted =
        kind == Body::Kind::json ? "application/json" : "application/x-www-form-urlencoded";
    return plain_problem(
        415,
        {std::string{"内容类型须为 "} + wanted, std::string{"The content has to be "} + wanted},
        request);
  }
  if (request.route->idempotency == Idempotency::required &&
      !is_key(request.headers.find("Idempotency-Key").value_or(""))) {
    return refuse(request, Refusal::malformed, "idempotency-key",
                  {"须有 Idempotency-Key 头（8–128 个可见字符）",
                   "The header Idempotency-Key is needed (8–128 visible characters)"});
  }
  return std::nullopt;
}

Application::Refused Application::open_body(Request& request) const {
  const Body& body = request.route->body;
  return body.kind == Body::Kind::stream ? body.open(request, services_) : std::nullopt;
}

/// What everybody may read is the same for everybody: it is made once for all who ask at a time.
Response Application::call_or_recall(Request& request) {
  if (request.verb != Verb::get || !is_for_everybody(*request.route)) return call_handler(request);
  return pages_.answer(request, [&] { return call_handler(request); });
}

Response Application::call_handler(Request& request) {
  MINGCHA_ASSERT(request.route != nullptr);
  try {
    if (request.route == &kHealth) {
      const bool healthy = !options_.healthy || options_.healthy();
      return healthy ? text_response("ok\n") : text_response("not healthy\n", 503);
    }
    if (request.route == &kMetrics) {
      const std::string more = options_.more_metrics ? options_.more_metrics() : "";
      return text_response(metrics_.text() + more, 200, "text/plain; version=0.0.4");
    }
    if (request.route == &kOpenApi) return json_response(openapi_);
    return request.route->handle(request, services_);
  } catch (const std::exception& failure) {
    const nlohmann::ordered_json line{{"at", to_utc_string(SystemClock{}.now())},
                                      {"event", "fault"},
                                      {"request", request.id},
                                      {"route", request.route->path},
                                      {"what", failure.what()}};
    log(Severity::error, line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
    return fault_problem(request);
  }
}

/// In place of a problem that a program would read.
Response Application::for_people(const Request& request, Response response) const {
  const auto type = response.headers.find("Content-Type").value_or("");
  const auto path = request.path();
  if (!options_.refused_page || !browses(request) || path.starts_with("/api/") ||
      type != "application/problem+json") {
    return response;
  }
  try {
    auto page = options_.refused_page(request, response.status, words_of(response));
    for (const char* name : {"Allow", "Retry-After"}) {
      if (const auto value = response.headers.find(name))
        page.headers.set(name, std::string{*value});
    }
    return page;
  } catch (const std::exception& failure) {  // What the page is made from may be what failed.
    log(Severity::error,
        nlohmann::ordered_json{{"request", request.id}, {"what", failure.what()}}.dump(
            -1, ' ', false, nlohmann::json::error_handler_t::replace));
    return response;
  }
}

Response Application::complete(const Request& request, Response response) {
  response = for_people(request, std::move(response));
  // What one person may see is in no cache for the next one.
  const bool is_own = request.visitor != nullptr || response.headers.has("Set-Cookie");
  if (is_own && !response.headers.has("Cache-Control")) {
    response.headers.add("Cache-Control", "no-store");
  }
  protect(response);
  if (request.route != nullptr && !request.route->always.name.empty()) {
    response.headers.set(request.route->always.name, std::string{request.route->always.value});
  }
  response.headers.set("X-Request-Id", request.id);
  close(request, response.status, content_length(response));
  return response;
}

void Application::close(const Request& request, int status, std::uint64_t bytes) {
  metrics_.end(request.route, status,
               std::chrono::duration_cast<std::chrono::microseconds>(
                   std::chrono::steady_clock::now() - request.started));
  write_line(request, status, bytes);
}

void Application::protect(Response& response) const {
  const auto unless_set = [&](const char* name, const char* value) {
    if (!response.headers.has(name)) response.headers.add(name, value);
  };
  unless_set("Content-Security-Policy", kContentSecurityPolicy);
  unless_set("X-Content-Type-Options", "nosniff");
  // What may stand in the frames of named sites says so in its policy, which this cannot.
  const auto policy = response.headers.find("Content-Security-Policy").value_or("");
  if (policy.find("frame-ancestors 'none'") != std::string_view::npos) {
    unless_set("X-Frame-Options", "DENY");
  }
  unless_set("Referrer-Policy", "no-referrer");
  unless_set("Cross-Origin-Opener-Policy", "same-origin");
  unless_set("Cross-Origin-Resource-Policy", "same-origin");
  unless_set("Permissions-Policy", "camera=(self), microphone=(self), geolocation=(self)");
  if (options_.transport == Transport::https) {
    unless_set("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
  }
}

// The pattern and not the path, never the query, no name and no address: who looked at what is in
// the audit trail, which has its own reader.
void Application::write_line(const Request& request, int status, std::uint64_t bytes) {
  const std::chrono::duration<double, std::milli> duration =
      request.started == std::chrono::steady_clock::time_point{}
          ? std::chrono::steady_clock::duration{}
          : std::chrono::steady_clock::now() - request.started;
  // All of it is our own words and numbers: nothing that JSON would have to escape.
  log(Severity::info,
      fmt::format(R"({{"at":"{}","event":"request","request":"{}","method":"{}","route":"{}",)"
                  R"("status":{},"ms":{:.2f},"bytes":{},"role":"{}"}})",
                  to_utc_string(SystemClock{}.now()), request.id, to_string(request.verb),
                  request.route == nullptr ? "" : request.route->path, status, duration.count(),
                  bytes, role_names(request.visitor.get())));
}

void Application::log(Severity severity, std::string_view line) const {
  if (options_.log) {
    options_.log(severity, line);
  } else {
    spdlog::log(severity == Severity::error ? spdlog::level::err : spdlog::level::info, "{}", line);
  }
}

bool Application::has_metrics_token(const Request& request) const {
  constexpr std::string_view kScheme = "Bearer ";
  const std::string_view header = request.headers.find("Authorization").value_or("");
  return !options_.metrics_token.empty() && header.starts_with(kScheme) &&
         crypto::same_secret(header.substr(kScheme.size()), options_.metrics_token);
}

}  // namespace mingcha::http
