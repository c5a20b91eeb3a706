// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "http/route.h"

namespace mingcha::http {

/// One segment of a route's path.
struct PathPart {
  enum class Kind { literal, capture, rest };  ///< In this order of precedence.
  Kind kind;
  std::string_view text;  ///< The literal, or the name of the capture.
};

/// "/cases/{case}/files/{file*}" as parts. A malformed path is our bug.
[[nodiscard]] std::vector<PathPart> path_parts(std::string_view path);

/// Finds the route of a request. Where several paths match, the one with a literal where the
/// others have a capture wins, from the left. Two routes for the same are our bug.
class Router {
 public:
  /// The routes have to outlive the router; they usually are constexpr tables.
  explicit Router(std::span<const std::span<const Route>> tables);

  struct Outcome {
    const Route* route = nullptr;
    std::vector<Verb> allowed;  ///< Of this path, when the verb does not fit. Empty: no such path.
  };
  /// Sets request.route and request.captures when there is one. HEAD finds the route for GET.
  Outcome find(Request& request) const;

  [[nodiscard]] std::vector<const Route*> routes() const;

 private:
  struct Entry {
    const Route* route;
    std::vector<PathPart> parts;
  };
  std::vector<Entry> entries_;  ///< The most literal first.
};

}  // namespace mingcha::http
