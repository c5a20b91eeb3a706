// SPDX-License-Identifier: Apache-2.0
#include "http/portal/html.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "base/assert.h"
#include "base/text.h"
#include "chart/draw.h"

namespace mingcha::portal {
namespace {

constexpr std::array<std::string_view, 7> kVoid{"br", "hr", "img", "input", "link", "meta", "wbr"};

bool is_void(std::string_view name) {
  return std::find(kVoid.begin(), kVoid.end(), name) != kVoid.end();
}

bool is_address(std::string_view attribute) {
  return attribute == "href" || attribute == "src" || attribute == "action";
}

// An address may come from a record; javascript: and data: would run it or fake a page.
std::string_view harmless(std::string_view address) {
  for (const std::string_view start : {"https://", "http://", "tel:", "mailto:", "#"}) {
    if (address.starts_with(start)) return address;
  }
  // "//host" would leave the site without saying so, and browsers read "\" as "/".
  const bool own = address.starts_with('/') && !address.starts_with("//");
  return own && address.find('\\') == std::string_view::npos ? address : "#";
}

}  // namespace

Html::Html(std::string_view text) : markup_{escape_html(text)} {}

Html& Html::operator+=(const Html& more) {
  markup_ += more.markup_;
  return *this;
}

Html element(Name name, const Attributes& attributes, const Html& content) {
  Html html;
  std::string& out = html.markup_;
  out += '<';
  out += name.text();
  for (const Attribute& attribute : attributes) {
    out += ' ';
    out += attribute.name.text();
    if (attribute.value.empty() && attribute.name.text() != "value") continue;
    out += "=\"";
    const std::string_view value = attribute.value;
    out += escape_html(is_address(attribute.name.text()) ? harmless(value) : value);
    out += '"';
  }
  out += '>';
  if (is_void(name.text())) {
    MINGCHA_ASSERT(content.empty());
    return html;
  }
  out += content.markup_;
  out += "</";
  out += name.text();
  out += '>';
  return html;
}

Html asset_script(std::string_view path) {
  Html html;
  html.markup_ = "<script type=\"module\" src=\"" + escape_html(harmless(path)) + "\"></script>";
  return html;
}

Html drawing(const chart::Svg& svg) {
  Html html;
  html.markup_ = svg.markup();
  return html;
}

std::string to_document(const Html& html) { return "<!doctype html>\n" + html.markup_ + "\n"; }

std::string percent_encode(std::string_view text) {
  constexpr std::string_view kHexDigits = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80 && (std::isalnum(byte) != 0 || c == '-' || c == '.' || c == '_' || c == '~')) {
      out += c;
      continue;
    }
    out += '%';
    out += kHexDigits[byte >> 4U];
    out += kHexDigits[byte & 0xFU];
  }
  return out;
}

std::string to_link(std::string_view path,
                    const std::vector<std::pair<std::string, std::string>>& query) {
  std::string out{path};
  char separator = '?';
  for (const auto& [name, value] : query) {
    out += separator;
    out += percent_encode(name) + "=" + percent_encode(value);
    separator = '&';
  }
  return out;
}

}  // namespace mingcha::portal
