// SPDX-License-Identifier: Apache-2.0
#include "http/site/static_copy.h"

#include <algorithm>
#include <array>
#include <deque>
#include <map>
#include <unordered_set>

#include <fmt/format.h>

#include "http/request.h"

namespace mingcha::http {
namespace {

/// As in file names: what is not plainly harmless as ~hh.
std::string harmless(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '.' || c == '_';
    out += plain ? std::string(1, c) : fmt::format("~{:02x}", static_cast<unsigned char>(c));
  }
  return out;
}

std::string unescaped(std::string_view text) {
  static constexpr std::array<std::pair<std::string_view, char>, 5> kReferences{
      {{"&amp;", '&'}, {"&quot;", '"'}, {"&#39;", '\''}, {"&lt;", '<'}, {"&gt;", '>'}}};
  std::string out;
  while (!text.empty()) {
    const auto known = std::ranges::find_if(
        kReferences, [&](const auto& one) { return text.starts_with(one.first); });
    const auto length = known == kReferences.end() ? 1 : known->first.size();
    out += known == kReferences.end() ? text.front() : known->second;
    text.remove_prefix(length);
  }
  return out;
}

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '&') {
      out += "&amp;";
    } else if (c == '"') {
      out += "&quot;";
    } else {
      out += c;
    }
  }
  return out;
}

struct Target {
  std::string path;
  std::multimap<std::string, std::string, std::less<>> query;
  std::string fragment;  ///< With its "#".
};

std::optional<Target> parts_of(std::string_view target) {
  Target out;
  if (const auto hash = target.find('#'); hash != std::string_view::npos) {
    out.fragment = target.substr(hash);
    target = target.substr(0, hash);
  }
  Request request;
  if (!read_target(target, request)) return std::nullopt;
  out.path = std::string{target.substr(0, target.find('?'))};
  out.query = std::move(request.query);
  return out;
}

/// What a person typed is not copied: there is no end of it.
bool is_endless(const Target& target) {
  return target.query.contains("q") || target.query.contains("size");
}

std::string folder_of(const Target& target) {
  std::string out;
  for (const auto& [name, value] : target.query) {
    if (name != "lang") out += (out.empty() ? "" : "+") + harmless(name) + "-" + harmless(value);
  }
  return out.empty() ? out : out + "/";
}

Language language_of(const Target& target, Language otherwise) {
  const auto said = target.query.find("lang");
  if (said == target.query.end()) return otherwise;
  return said->second == "en" ? Language::en : Language::zh;
}

std::string extension_of(std::string_view media_type) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kKnown{
      {{"text/plain", ".txt"},
       {"application/json", ".json"},
       {"text/csv", ".csv"},
       {"application/pdf", ".pdf"}}};
  const auto* const found =
      std::ranges::find(kKnown, media_type, &std::pair<std::string_view, std::string_view>::first);
  return found == kKnown.end() ? std::string{} : std::string{found->second};
}

/// The next `href="`, `src="` or `action="` from `at` on: where its value begins.
struct Attribute {
  std::size_t begin = std::string_view::npos;
  bool is_form = false;
};
Attribute next_link(std::string_view html, std::size_t at) {
  Attribute out;
  for (const std::string_view name : {" href=\"", " src=\"", " action=\""}) {
    const auto found = html.find(name, at);
    if (found == std::string_view::npos) continue;
    if (found + name.size() < out.begin) out = {found + name.size(), name == " action=\""};
  }
  return out;
}

}  // namespace

std::optional<StaticCopy::Place> StaticCopy::place_of(std::string_view target,
                                                      Language language) const {
  const auto parts = target.starts_with("//") ? std::nullopt : parts_of(target);
  if (!parts || is_endless(*parts)) return std::nullopt;
  const auto type = options_.media_type(parts->path);
  if (!type) return std::nullopt;
  const auto folder = folder_of(*parts);
  const bool english = language_of(*parts, language) == Language::en;
  // The log and the assets are the same in every language.
  const bool one_for_all = parts->path.starts_with("/log/") || parts->path.starts_with("/assets/");
  const std::string tree = english && !one_for_all ? "en/" : "";
  const auto slash = parts->path.rfind('/');
  const auto name = parts->path.substr(slash + 1);
  if (*type == "text/html") {
    const auto below = parts->path == "/" ? std::string{} : parts->path.substr(1) + "/";
    const auto place = tree + below + folder;
    return Place{place + "index.html", "/" + place + parts->fragment};
  }
  const bool has_extension = name.find('.') != std::string::npos || one_for_all;
  const auto file = tree + parts->path.substr(1, slash) + folder + name +
                    (has_extension ? std::string{} : extension_of(*type));
  return Place{file, "/" + file + parts->fragment};
}

std::string StaticCopy::link_for(
    std::string_view target, Language language, bool is_form,
    const std::function<void(const std::string&, Language)>& found) const {
  const bool own = target.starts_with('/') && !target.starts_with("//");
  if (!own) return std::string{target};
  const auto place = is_form ? std::nullopt : place_of(target, language);
  if (!place) return options_.live + std::string{target};
  const auto parts = parts_of(target);
  found(std::string{target.substr(0, target.find('#'))}, language_of(*parts, language));
  return place->link;
}

std::string StaticCopy::relinked(
    std::string_view html, Language language,
    const std::function<void(const std::string& target, Language language)>& found) const {
  std::string out;
  std::size_t at = 0;
  for (;;) {
    const auto next = next_link(html, at);
    const auto end = next.begin == std::string_view::npos ? next.begin : html.find('"', next.begin);
    if (end == std::string_view::npos) break;
    out += html.substr(at, next.begin - at);
    out += escaped(link_for(unescaped(html.substr(next.begin, end - next.begin)), language,
                            next.is_form, found));
    at = end;
  }
  out += html.substr(at);
  return out;
}

StaticCopy::Made StaticCopy::run(const std::vector<std::string>& targets) {
  struct Waiting {
    std::string target;
    Language language;
    Place place;
  };
  Made made;
  std::deque<Waiting> waiting;
  std::unordered_set<std::string> known;
  const auto add = [&](const std::string& target, Language language) {
    auto place = place_of(target, language);
    if (place && known.insert(place->file).second) {
      waiting.push_back({target, language, *std::move(place)});
    }
  };
  for (const auto& target : targets) add(target, Language::zh);
  for (; !waiting.empty(); waiting.pop_front()) {
    const auto& [target, language, place] = waiting.front();
    const auto* const wanted = language == Language::en ? "lang=en" : "lang=zh";
    const bool says = target.find("lang=") != std::string::npos;
    const auto asked =
        says ? target : target + (target.find('?') == std::string::npos ? "?" : "&") + wanted;
    auto response = options_.get(asked);
    if (response.status != 200 && response.status != 410) {
      made.broken.push_back(target);
      continue;
    }
    auto* text = std::get_if<std::string>(&response.body);
    const auto type = response.headers.find("Content-Type").value_or("");
    if (text != nullptr && type.starts_with("text/html")) {
      *text = relinked(*text, language, add);
    }
    options_.put(place.file, response);
    ++made.files;
    if (response.status == 410) made.gone.push_back(place.link);
    if (options_.progress) options_.progress(made.files, known.size());
  }
  return made;
}

}  // namespace mingcha::http
