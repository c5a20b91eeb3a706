// SPDX-License-Identifier: Apache-2.0
#include "http/portal/bare.h"

#include "http/portal/assets.h"

namespace mingcha::portal {
namespace {

/// Strokes along each row: "h7" is seven dark modules, "m2 0" passes over two light ones.
std::string strokes(const CodeView& code) {
  std::string out;
  const auto size = static_cast<std::size_t>(code.size);
  for (std::size_t y = 0; y < size; ++y) {
    std::string row;
    std::size_t light = 0;
    for (std::size_t x = 0; x < size;) {
      std::size_t end = x;
      while (end < size && code.dark[y * size + end] == code.dark[y * size + x]) ++end;
      const auto length = end - x;
      if (!code.dark[y * size + x]) {
        light = length;
      } else {
        if (row.empty()) {
          row = fmt::format("M{} {}.5", light, y);
        } else {
          row += fmt::format("m{} 0", light);
        }
        row += fmt::format("h{}", length);
      }
      x = end;
    }
    out += row;
  }
  return out;
}

}  // namespace

Html drawn_code(const CodeView& code, std::string_view label) {
  if (code.size == 0) return {};
  // Four light modules around it, without which readers do not find it.
  const auto box = fmt::format("-4 -4 {0} {0}", code.size + 8);
  return tag("svg",
             {{"class", "code-drawn"},
              {"viewbox", box},
              {"role", "img"},
              {"aria-label", std::string{label}}},
             tag("path", {{"d", strokes(code)}}));
}

std::string bare_page(const Reader& reader, const BareHead& head, const Html& content) {
  const SiteView& site = reader.site();
  Html html = tag("meta", {{"charset", "utf-8"}});
  html += tag("meta", {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1"}});
  html += tag("title", {}, head.title, " – ", reader.say(site.bureau));
  html += tag("link", {{"rel", "stylesheet"}, {"href", std::string{asset_path(head.style)}}});
  Html body;
  if (site.records == Records::demonstration) {
    body += tag("p", {{"class", "demo"}, {"role", "note"}}, reader.say(Phrase::demonstration));
  }
  body += content;
  Attributes attributes{{"lang", site.language == Language::zh ? "zh-CN" : "en"}};
  if (site.size == TextSize::large) attributes.push_back({"class", "large"});
  return to_document(
      tag("html", attributes, tag("head", {}, html), tag("body", {{"class", head.kind}}, body)));
}

}  // namespace mingcha::portal
