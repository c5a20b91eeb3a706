// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "http/metrics.h"
#include "http/openapi.h"
#include "http/page_cache.h"
#include "http/rate_limit.h"
#include "http/request.h"
#include "http/response.h"
#include "http/router.h"
#include "http/service.h"
#include "people/visitor.h"

namespace mingcha::http {

enum class Severity { info, error };

/// What the application has to be told. Every function is called by many threads at once.
struct ApplicationOptions {
  Transport transport = Transport::https;
  /// Whose session the token opens, with the roles of this moment; nothing for ended ones.
  std::function<std::optional<people::Visitor>(std::string_view token)> session;
  std::function<std::string(std::string_view article)> article_text;  ///< May be empty.
  std::function<bool()> healthy;              ///< Empty: healthy as long as it answers.
  std::function<std::string()> more_metrics;  ///< Further lines for /metrics; may be empty.
  /// What a browser is shown where there is no such address; empty: a problem, as for programs.
  std::function<Response(const Request&)> missing_page;
  /// For PageCache; empty: every page is made anew.
  std::function<std::uint64_t()> version;
  /// What a browser is shown whose form is over the limit; empty: a problem, as for programs.
  std::function<Response(const Request&)> too_large_page;
  /// What a browser is shown in place of any other problem, with the problem's words; empty: the
  /// problem, as for programs.
  std::function<Response(const Request&, int status, const std::string& why)> refused_page;
  /// The same for whom there were too many requests.
  std::function<Response(const Request&)> too_many_page;
  /// Requests of the public that one address may make in a minute; 0: as many as it likes.
  unsigned public_per_minute = 0;
  /// `Authorization: Bearer …` that a collector of metrics may use in place of a session.
  std::string metrics_token;
  /// One JSON object a line. Empty: to spdlog's default logger.
  std::function<void(Severity, std::string_view line)> log;
  ApiDescription api{};
};

/// Everything between the bytes and a handler. Safe to use from any thread.
class Application {
 public:
  /// Adds /healthz, /metrics and /api/v1/openapi.json to the tables.
  Application(std::span<const std::span<const Route>> tables, desk::Services& services,
              ApplicationOptions options);

  /// From route to CSRF; see the order in application.cpp.
  Admission admit(Request& request);
  std::shared_ptr<const Ready> at_once(Request& request);
  Response answer(Request& request);
  /// For an address that cannot be read.
  Response answer(const Request& request, const Rejection& unreadable);
  /// Both as the server wants them. The application has to outlive the server.
  [[nodiscard]] Service service();

  [[nodiscard]] std::vector<const Route*> routes() const { return router_.routes(); }

 private:
  using Refused = std::optional<Response>;

  Refused check(Request& request);
  Refused find_route(Request& request) const;
  Refused check_rate(const Request& request);
  Refused find_visitor(Request& request) const;
  Refused check_permission(const Request& request) const;
  Refused check_origin(const Request& request) const;
  Refused check_form(const Request& request) const;
  Refused open_body(Request& request) const;
  Response call_handler(Request& request);
  Response call_or_recall(Request& request);
  Response for_people(const Request& request, Response response) const;
  Response complete(const Request& request, Response response);
  void protect(Response& response) const;
  /// The figures and the line in the log: what every request comes to in the end.
  void close(const Request& request, int status, std::uint64_t bytes);
  void write_line(const Request& request, int status, std::uint64_t bytes);
  void log(Severity severity, std::string_view line) const;
  bool has_metrics_token(const Request& request) const;

  ApplicationOptions options_;
  desk::Services& services_;
  Router router_;
  Metrics metrics_;
  PageCache pages_;
  RateLimit rate_;
  std::string openapi_;
};

}  // namespace mingcha::http
