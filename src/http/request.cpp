// SPDX-License-Identifier: Apache-2.0
#include "http/request.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <random>

#include <fmt/format.h>

#include "base/assert.h"
#include "people/visitor.h"

namespace mingcha::http {
namespace {

constexpr std::array<std::pair<Verb, const char*>, 7> kVerbs{{{Verb::get, "GET"},
                                                              {Verb::head, "HEAD"},
                                                              {Verb::post, "POST"},
                                                              {Verb::put, "PUT"},
                                                              {Verb::patch, "PATCH"},
                                                              {Verb::remove, "DELETE"},
                                                              {Verb::options, "OPTIONS"}}};

tl::unexpected<Rejection> bad_target(std::string code, Text what) {
  return reject(Refusal::malformed, {"请求地址有误", "The address of the request cannot be read"},
                {{std::move(code), std::move(what), "", {}, ""}});
}

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

enum class Plus { literal, space };

/// Nothing for a broken escape and for bytes that are not UTF-8 text.
std::optional<std::string> decode(std::string_view escaped, Plus plus) {
  std::string text;
  text.reserve(escaped.size());
  for (std::size_t i = 0; i < escaped.size(); ++i) {
    if (escaped[i] == '%') {
      if (i + 2 >= escaped.size()) return std::nullopt;
      const int high = hex_value(escaped[i + 1]);
      const int low = hex_value(escaped[i + 2]);
      if (high < 0 || low < 0) return std::nullopt;
      text += static_cast<char>(high * 16 + low);
      i += 2;
    } else {
      text += escaped[i] == '+' && plus == Plus::space ? ' ' : escaped[i];
    }
  }
  if (!is_text(text)) return std::nullopt;
  return text;
}

bool is_plain_segment(std::string_view segment) {
  if (segment == "." || segment == "..") return false;
  return std::none_of(segment.begin(), segment.end(), [](char c) {
    return c == '/' || c == '\\' || static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
  });
}

/// "http://host/path" is what proxies send; a server must take it (RFC 9112 s3.2.2).
std::string_view without_authority(std::string_view target) {
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (!target.starts_with(scheme)) continue;
    const auto path = target.find_first_of("/?", scheme.size());
    return path == std::string_view::npos ? "/" : target.substr(path);
  }
  return target;
}

Result<void> read_path(std::string_view path, Request& request) {
  while (!path.empty()) {
    path.remove_prefix(1);  // The slash.
    const auto end = std::min(path.find('/'), path.size());
    auto segment = decode(path.substr(0, end), Plus::literal);
    if (!segment) {
      return bad_target("bad-escape", {"网址中有无法识别的字符",
                                       "The path has a bad percent escape or is not UTF-8"});
    }
    if (!is_plain_segment(*segment)) {
      return bad_target("bad-segment",
                        {"网址中有不允许的部分", "The path has a forbidden segment"});
    }
    request.segments.push_back(*std::move(segment));
    path.remove_prefix(end);
  }
  return {};
}

Result<void> read_query(std::string_view query, Request& request) {
  while (!query.empty()) {
    const auto end = std::min(query.find('&'), query.size());
    const std::string_view pair = query.substr(0, end);
    query.remove_prefix(std::min(end + 1, query.size()));
    if (pair.empty()) continue;
    const auto equals = std::min(pair.find('='), pair.size());
    auto name = decode(pair.substr(0, equals), Plus::space);
    auto value = decode(pair.substr(std::min(equals + 1, pair.size())), Plus::space);
    if (!name || !value) {
      return bad_target("bad-query", {"查询的内容中有无法识别的字符",
                                      "The query has a bad percent escape or is not UTF-8"});
    }
    request.query.emplace(*std::move(name), *std::move(value));
  }
  return {};
}

void read_cookies(Request& request) {
  for (std::string_view line : request.headers.all("Cookie")) {
    while (!line.empty()) {
      const auto end = std::min(line.find(';'), line.size());
      const std::string_view pair = trim(line.substr(0, end));
      line.remove_prefix(std::min(end + 1, line.size()));
      const auto equals = pair.find('=');
      if (equals == std::string_view::npos || equals == 0) continue;
      // The first one wins: a second of the same name came from a wider path or domain.
      request.cookies.emplace(std::string{pair.substr(0, equals)},
                              std::string{pair.substr(equals + 1)});
    }
  }
}

std::optional<Language> to_language(std::string_view tag) {
  const std::string_view primary = tag.substr(0, tag.find('-'));
  if (same_ignoring_case(primary, "zh")) return Language::zh;
  if (same_ignoring_case(primary, "en")) return Language::en;
  return std::nullopt;
}

/// RFC 9110 s12.5.4, with weights to three digits: the highest weight wins, then the first named.
Language accepted_language(std::string_view header) {
  Language best = Language::zh;
  int best_weight = 0;
  while (!header.empty()) {
    const auto end = std::min(header.find(','), header.size());
    const std::string_view range = trim(header.substr(0, end));
    header.remove_prefix(std::min(end + 1, header.size()));
    const auto semicolon = std::min(range.find(';'), range.size());
    int weight = 1000;
    if (const auto q = range.find("q=", semicolon); q != std::string_view::npos) {
      std::string digits{range.substr(q + 2)};
      std::erase(digits, '.');
      digits.resize(4, '0');
      const auto* const last = digits.data() + digits.size();
      if (std::from_chars(digits.data(), last, weight).ptr != last) weight = 0;
    }
    const auto language = to_language(trim(range.substr(0, semicolon)));
    if (language && weight > best_weight) {
      best = *language;
      best_weight = weight;
    }
  }
  return best;
}

}  // namespace

const char* to_string(Verb verb) {
  for (const auto& [known, name] : kVerbs) {
    if (known == verb) return name;
  }
  MINGCHA_ASSERT(false);
}

std::optional<Verb> to_verb(std::string_view method) {
  for (const auto& [verb, name] : kVerbs) {
    if (method == name) return verb;
  }
  return std::nullopt;
}

bool is_safe(Verb verb) { return verb == Verb::get || verb == Verb::head || verb == Verb::options; }

const std::string& Request::capture(std::string_view name) const {
  const auto found = captures.find(name);
  MINGCHA_ASSERT(found != captures.end());
  return found->second;
}

std::optional<std::string_view> Request::query_value(std::string_view name) const {
  const auto found = query.lower_bound(name);
  if (found == query.end() || found->first != name) return std::nullopt;
  return found->second;
}

Result<std::int64_t> Request::query_integer(std::string_view name, std::int64_t otherwise,
                                            std::int64_t low, std::int64_t high) const {
  const auto text = query_value(name);
  if (!text) return otherwise;
  std::int64_t value = 0;
  const char* const last = text->data() + text->size();
  const auto [end, error] = std::from_chars(text->data(), last, value);
  if (error == std::errc{} && end == last && value >= low && value <= high) return value;
  const std::string bounds = std::to_string(low) + "–" + std::to_string(high);
  return reject(Refusal::malformed, {"查询参数有误", "A query parameter is wrong"},
                {{"not-an-integer",
                  {"须为" + bounds + "之间的整数", "It has to be a whole number of " + bounds},
                  "",
                  {},
                  "?" + std::string{name}}});
}

const people::Visitor& Request::signed_in() const {
  MINGCHA_ASSERT(visitor != nullptr);
  return *visitor;
}

std::string Request::path() const {
  std::string text;
  for (const auto& segment : segments) text += "/" + segment;
  return text.empty() ? "/" : text;
}

Result<void> read_target(std::string_view target, Request& request) {
  target = without_authority(target);
  const auto question = std::min(target.find('?'), target.size());
  std::string_view path = target.substr(0, question);
  if (target == "*" && request.verb == Verb::options) return {};
  if (path.empty() && question < target.size()) path = "/";
  if (!path.starts_with('/') || target.find('#') != std::string_view::npos) {
    return bad_target("bad-target", {"路径须以“/”开头", "The path has to begin with a slash"});
  }
  if (auto read = read_path(path, request); !read) return read;
  return read_query(target.substr(std::min(question + 1, target.size())), request);
}

std::string make_request_id() {
  thread_local std::mt19937_64 generator = [] {
    std::random_device device;
    return std::mt19937_64{(std::uint64_t{device()} << 32U) | device()};
  }();
  return fmt::format("{:016x}{:08x}", generator(), static_cast<std::uint32_t>(generator()));
}

void read_preferences(Request& request) {
  read_cookies(request);
  request.language = accepted_language(request.headers.find("Accept-Language").value_or(""));
  if (const auto cookie = request.cookies.find("lang"); cookie != request.cookies.end()) {
    request.language = to_language(cookie->second).value_or(request.language);
  }
  if (const auto asked = request.query_value("lang")) {
    request.language = to_language(*asked).value_or(request.language);
  }
}

}  // namespace mingcha::http
