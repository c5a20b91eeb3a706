// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mingcha::chart {
class Svg;
}  // namespace mingcha::chart

namespace mingcha::portal {

/// The name of an element or attribute. Only a literal of lower-case letters, digits and hyphens
/// compiles, so nothing that came from outside can be markup.
class Name {
 public:
  // Not explicit: tag("p") is how it is written.
  consteval Name(const char* literal) : text_{literal} {
    if (text_.empty()) throw "a name must not be empty";
    for (const char c : text_) {
      if ((c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-') throw "not an HTML name";
    }
    if (text_ == "script" || text_ == "style" || text_ == "iframe") throw "use asset_script()";
    if (text_.starts_with("on")) throw "no inline handlers";
  }
  [[nodiscard]] constexpr std::string_view text() const { return text_; }

 private:
  std::string_view text_;
};

struct Attribute {
  Name name;
  std::string value;
};
using Attributes = std::vector<Attribute>;

/// A piece of HTML. Text becomes one by being escaped; there is no other way in from outside this
/// file than the named functions below, so escaping cannot be forgotten.
class Html {
 public:
  Html() = default;
  // Not explicit: plain text is escaped here, wherever a piece of HTML is expected.
  Html(const char* text) : Html{std::string_view{text}} {}
  Html(const std::string& text) : Html{std::string_view{text}} {}
  Html(std::string_view text);

  Html& operator+=(const Html& more);
  [[nodiscard]] friend Html operator+(Html left, const Html& right) { return left += right; }
  [[nodiscard]] const std::string& markup() const { return markup_; }
  [[nodiscard]] bool empty() const { return markup_.empty(); }

 private:
  friend Html element(Name name, const Attributes& attributes, const Html& content);
  friend Html asset_script(std::string_view path);
  friend Html drawing(const chart::Svg& svg);
  friend std::string to_document(const Html& html);

  std::string markup_;
};

/// One element. Void elements (br, input, link, meta …) take no content. An `href`, `src` or
/// `action` that is neither a path of this site nor http(s), tel, mailto or a fragment becomes "#".
[[nodiscard]] Html element(Name name, const Attributes& attributes, const Html& content);

/// tag("p", {{"class", "lead"}}, "text", tag("b", {}, "bold")).
template <typename... Content>
[[nodiscard]] Html tag(Name name, const Attributes& attributes, const Content&... content) {
  Html inside;
  ((inside += Html{content}), ...);
  return element(name, attributes, inside);
}

/// The only script element there is: a module of our own at `path` ("/assets/…").
[[nodiscard]] Html asset_script(std::string_view path);

/// A chart of ours, which has escaped its words itself.
[[nodiscard]] Html drawing(const chart::Svg& svg);

/// With the doctype in front.
[[nodiscard]] std::string to_document(const Html& html);

/// "/path?name=value" with everything percent-encoded that has to be (RFC 3986).
[[nodiscard]] std::string to_link(std::string_view path,
                                  const std::vector<std::pair<std::string, std::string>>& query);
[[nodiscard]] std::string percent_encode(std::string_view text);

}  // namespace mingcha::portal
