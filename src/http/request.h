// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "http/headers.h"

namespace mingcha::people {
struct Visitor;
}  // namespace mingcha::people

namespace mingcha::http {

class BodySink;  // http/body_sink.h
struct Route;

enum class Verb { get, head, post, put, patch, remove, options };

/// How the browser reached us. Plain is for the loopback only; else a proxy does TLS.
enum class Transport { plain, https };

/// "GET" … "DELETE", "OPTIONS".
[[nodiscard]] const char* to_string(Verb verb);
/// Case matters. Nothing for methods that are not spoken here (TRACE, CONNECT, made-up ones).
[[nodiscard]] std::optional<Verb> to_verb(std::string_view method);
/// GET, HEAD and OPTIONS change nothing.
[[nodiscard]] bool is_safe(Verb verb);

/// One request as a handler sees it: read, decoded, routed, signed in. Values only.
struct Request {
  Verb verb = Verb::get;
  /// Decoded segments of the path: "/api/v1/cases/a%20b" is {"api", "v1", "cases", "a b"}. UTF-8,
  /// never ".", "..", and never with "/", "\" or a control character inside.
  std::vector<std::string> segments;
  std::multimap<std::string, std::string, std::less<>> query;  ///< Decoded, UTF-8.
  Headers headers;
  std::map<std::string, std::string, std::less<>> cookies;

  std::string body;
  /// Where the body is when the route asked for Body::file; `body` is empty then. The file is
  /// removed after the handler returned: rename it to keep it.
  std::filesystem::path body_file;
  std::uint64_t body_size = 0;
  /// Where the body goes, or went, when the route asked for Body::stream; what opened it set it.
  std::shared_ptr<BodySink> body_sink;

  std::string client_address;  ///< IP without port; from a trusted proxy's header when configured.
  Language language = Language::zh;  ///< ?lang=, else the cookie lang, else Accept-Language.
  Transport transport = Transport::https;
  std::chrono::steady_clock::time_point started;  ///< When its head had been read.
  std::string id;                                 ///< Names the request in the log and in problems.

  const Route* route = nullptr;                              ///< Set when a route matched.
  std::map<std::string, std::string, std::less<>> captures;  ///< Decoded path parameters.
  std::shared_ptr<const people::Visitor> visitor;            ///< Nobody without a session.
  /// The wording of an article ("APL-2021/58") for problems; may be null, may answer "".
  const std::function<std::string(std::string_view)>* article_text = nullptr;

  /// The value of the path parameter `name`; asking for one that the route has not is our bug.
  [[nodiscard]] const std::string& capture(std::string_view name) const;
  /// The first query value of that name.
  [[nodiscard]] std::optional<std::string_view> query_value(std::string_view name) const;
  /// A whole number in the query, or `otherwise` when absent; malformed when it is not one or
  /// outside the bounds.
  [[nodiscard]] Result<std::int64_t> query_integer(std::string_view name, std::int64_t otherwise,
                                                   std::int64_t low, std::int64_t high) const;
  /// Who is signed in. Only for routes whose permission needs a session.
  [[nodiscard]] const people::Visitor& signed_in() const;
  /// "/api/v1/cases/a b", for links and messages; not for opening files.
  [[nodiscard]] std::string path() const;
};

/// Splits and decodes a request target ("/a/b?x=1", or the absolute form) into segments and query.
/// Refuses bad escapes, bad UTF-8, dot segments and hidden slashes as malformed.
[[nodiscard]] Result<void> read_target(std::string_view target, Request& request);
/// A new Request::id: 24 hex digits, unlikely to come twice, no secret.
[[nodiscard]] std::string make_request_id();
/// Cookies and language, from the headers and the query that are there already.
void read_preferences(Request& request);

}  // namespace mingcha::http
