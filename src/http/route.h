// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "http/request.h"
#include "http/response.h"
#include "people/permission.h"

namespace mingcha::desk {
struct Services;  // desk/services.h
}  // namespace mingcha::desk

namespace mingcha::http {

/// A permission without a default: a route that forgets its own does not compile.
struct May {
  consteval May(people::Permission wanted) : permission{wanted} {}  // NOLINT: meant to convert
  people::Permission permission;
};

/// A sentence in both languages that can stand in a constexpr table.
struct Wording {
  std::string_view zh;
  std::string_view en;
};

inline constexpr std::uint64_t kDefaultBodyLimit = std::uint64_t{1} << 20U;

/// What a route takes as a request body.
struct Body {
  enum class Kind {
    none,  ///< A body is refused.
    json,  ///< Into Request::body; application/json only.
    form,  ///< Into Request::body; application/x-www-form-urlencoded only (the portal's pages).
    raw,   ///< Into Request::body; any type.
    file,  ///< Into a file, Request::body_file; any type, any length up to the limit.
    /// Into Request::body_sink, which `open` sets; any type and length that this admits.
    stream,
  };
  /// Called when everything else about the head is right; it may refuse, before a byte of the body
  /// is read. Without a sink set, a body is refused.
  using Open = std::optional<Response> (*)(Request&, desk::Services&);

  Kind kind = Kind::none;
  std::string_view schema{};  ///< JSON Schema as JSON text, or "#/components/schemas/Name".
  std::uint64_t limit = kDefaultBodyLimit;  ///< Bytes; one more is 413.
  Open open = nullptr;                      ///< Of a stream.

  static constexpr Body json(std::string_view schema, std::uint64_t limit = kDefaultBodyLimit) {
    return {Kind::json, schema, limit, nullptr};
  }
  static constexpr Body form(std::uint64_t limit = kDefaultBodyLimit) {
    return {Kind::form, {}, limit, nullptr};
  }
  static constexpr Body raw(std::uint64_t limit) { return {Kind::raw, {}, limit, nullptr}; }
  static constexpr Body file(std::uint64_t limit) { return {Kind::file, {}, limit, nullptr}; }
  static constexpr Body stream(Open open) { return {Kind::stream, {}, 0, open}; }
};

/// The answer when all goes well. What may go wrong is the same problem shape on every route.
struct Answer {
  int status = 200;
  std::string_view schema{};  ///< As in Body.
  std::string_view media_type = "application/json";
};

/// One query parameter, for the API's description.
struct Parameter {
  std::string_view name{};
  Wording what{};
  std::string_view schema = R"({"type":"string"})";
};

/// Whether a command asks for the header Idempotency-Key, so that a repeated one does nothing.
enum class Idempotency { not_asked, required };
/// A browser's session proves with X-CSRF-Token that the page, not another site, is asking.
enum class Csrf { checked, exempt };

/// A header that every answer of a route carries, refusals among them.
struct FixedHeader {
  std::string_view name{};
  std::string_view value{};
};

using Handler = Response (*)(const Request&, desk::Services&);

/// One line of the API. The table of them makes the router, the OpenAPI document and the matrix of
/// permissions. A path segment is literal, "{name}", or at the end "{name*}" for all that follows.
struct Route {
  Verb verb;
  std::string_view path;
  May may;
  Wording summary;
  Body body{};
  std::array<Parameter, 16> query{};
  Answer answer{};
  std::string_view
      conflict{};  ///< Schema of a 409 that says more than a problem does; may be empty.
  Idempotency idempotency = Idempotency::not_asked;
  Csrf csrf = Csrf::checked;
  /// As how many requests it counts where an address may make only so many.
  std::uint16_t cost = 1;
  FixedHeader always{};
  Handler handle;
};

}  // namespace mingcha::http
