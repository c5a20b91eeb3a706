// SPDX-License-Identifier: Apache-2.0
#include "http/router.h"

#include <algorithm>

#include "base/assert.h"

namespace mingcha::http {
namespace {

PathPart to_part(std::string_view segment) {
  MINGCHA_ASSERT(!segment.empty());
  if (segment.front() != '{') {
    MINGCHA_ASSERT(segment.find_first_of("{}*") == std::string_view::npos);
    return {PathPart::Kind::literal, segment};
  }
  MINGCHA_ASSERT(segment.size() > 2 && segment.back() == '}');
  segment = segment.substr(1, segment.size() - 2);
  if (segment.back() != '*') return {PathPart::Kind::capture, segment};
  segment.remove_suffix(1);
  MINGCHA_ASSERT(!segment.empty());
  return {PathPart::Kind::rest, segment};
}

bool matches(const std::vector<PathPart>& parts, const std::vector<std::string>& segments) {
  const bool has_rest = !parts.empty() && parts.back().kind == PathPart::Kind::rest;
  if (has_rest ? segments.size() < parts.size() : segments.size() != parts.size()) return false;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (parts[i].kind == PathPart::Kind::literal && parts[i].text != segments[i]) return false;
    if (parts[i].kind == PathPart::Kind::capture && segments[i].empty()) return false;
  }
  return true;
}

void capture(const std::vector<PathPart>& parts, Request& request) {
  request.captures.clear();
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (parts[i].kind == PathPart::Kind::literal) continue;
    std::string value = request.segments[i];
    if (parts[i].kind == PathPart::Kind::rest) {
      for (std::size_t j = i + 1; j < request.segments.size(); ++j) {
        value += "/" + request.segments[j];
      }
    }
    request.captures.emplace(parts[i].text, std::move(value));
  }
}

/// What decides between two paths: kinds first, since literals of equal length never both match.
auto shape(const std::vector<PathPart>& parts) {
  std::vector<std::pair<PathPart::Kind, std::string_view>> shape;
  for (const PathPart& part : parts) {
    const bool literal = part.kind == PathPart::Kind::literal;
    shape.emplace_back(part.kind, literal ? part.text : std::string_view{});
  }
  return shape;
}

}  // namespace

std::vector<PathPart> path_parts(std::string_view path) {
  MINGCHA_ASSERT(path.starts_with('/'));
  std::vector<PathPart> parts;
  if (path == "/") {
    parts.push_back({PathPart::Kind::literal, ""});
    return parts;
  }
  while (!path.empty()) {
    path.remove_prefix(1);
    const auto end = std::min(path.find('/'), path.size());
    parts.push_back(to_part(path.substr(0, end)));
    path.remove_prefix(end);
    MINGCHA_ASSERT(path.empty() || parts.back().kind != PathPart::Kind::rest);
  }
  return parts;
}

Router::Router(std::span<const std::span<const Route>> tables) {
  for (const auto& table : tables) {
    for (const Route& route : table) {
      MINGCHA_ASSERT(route.handle != nullptr);
      entries_.push_back({&route, path_parts(route.path)});
    }
  }
  const auto before = [](const Entry& a, const Entry& b) {
    return shape(a.parts) < shape(b.parts);
  };
  std::stable_sort(entries_.begin(), entries_.end(), before);
  for (std::size_t i = 1; i < entries_.size(); ++i) {
    for (std::size_t j = i; j > 0 && shape(entries_[j - 1].parts) == shape(entries_[i].parts);
         --j) {
      MINGCHA_ASSERT(entries_[j - 1].route->verb != entries_[i].route->verb);
    }
  }
}

Router::Outcome Router::find(Request& request) const {
  const Verb wanted = request.verb == Verb::head ? Verb::get : request.verb;
  Outcome outcome;
  for (const Entry& entry : entries_) {
    if (!matches(entry.parts, request.segments)) continue;
    if (entry.route->verb == wanted) {
      capture(entry.parts, request);
      request.route = entry.route;
      return {entry.route, {}};
    }
    outcome.allowed.push_back(entry.route->verb);
  }
  std::sort(outcome.allowed.begin(), outcome.allowed.end());
  const auto last = std::unique(outcome.allowed.begin(), outcome.allowed.end());
  outcome.allowed.erase(last, outcome.allowed.end());
  return outcome;
}

std::vector<const Route*> Router::routes() const {
  std::vector<const Route*> routes;
  routes.reserve(entries_.size());
  for (const Entry& entry : entries_) routes.push_back(entry.route);
  return routes;
}

}  // namespace mingcha::http
