// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "disclosure/served.h"
#include "http/route.h"

namespace mingcha::desk {
struct PublicDecision;
}  // namespace mingcha::desk

namespace mingcha::http {

/// What one public route would serve of a decision, made from the values that the route takes: each
/// language and form of it apart. File names and headers that hold words of a record belong to it.
using MakeRendering = std::vector<disclosure::Served> (*)(const desk::PublicDecision&,
                                                          desk::Services&);

/// A way in which the public gets something of published decisions. The leak test looks through all
/// of them before a decision is public.
struct Rendering {
  std::string_view path;  ///< Of the route, as in its table.
  MakeRendering make;
};
[[nodiscard]] std::span<const Rendering> renderings();

/// Public routes that serve nothing of any decision, whatever happens to it.
[[nodiscard]] std::span<const std::string_view> without_decisions();

/// Public routes that stand in neither list: nobody would test what they serve. The program does
/// not start with one.
[[nodiscard]] std::vector<std::string> untested_routes(const std::vector<const Route*>& routes);

/// Every byte that the public would be served of the decision, in both languages: for the leak
/// test.
[[nodiscard]] std::vector<disclosure::Served> bytes_served_for(const desk::PublicDecision& decision,
                                                               desk::Services& services);

}  // namespace mingcha::http
