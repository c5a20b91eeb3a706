// SPDX-License-Identifier: Apache-2.0
#include "base/text.h"

#include <cstdlib>
#include <memory>

#include <utf8proc.h>

#include "base/assert.h"

namespace mingcha {
namespace {

const utf8proc_uint8_t* as_utf8proc(std::string_view text) {
  return reinterpret_cast<const utf8proc_uint8_t*>(text.data());
}

constexpr std::string_view kIdeographicSpace = "\xE3\x80\x80";

/// Characters that normalization neither changes nor joins with each other: Latin letters up to
/// the first combining mark, “ ” … and their like, ⟦ ⟧ (they mark what a draft leaves open), CJK
/// punctuation, Han characters, wide forms.
bool never_changes(utf8proc_int32_t c) {
  return c < 0x300 || (c >= 0x2010 && c <= 0x2027) || c == 0x27E6 || c == 0x27E7 ||
         (c >= 0x3000 && c <= 0x3029) || (c >= 0x4000 && c <= 0x9FFF) ||
         (c >= 0xFF01 && c <= 0xFF5E);
}

/// Nearly all text is like that: then nothing need be allocated and looked up.
bool is_surely_nfc(std::string_view text) {
  while (!text.empty()) {
    utf8proc_int32_t code_point = static_cast<unsigned char>(text.front());
    utf8proc_ssize_t length = 1;
    if (code_point >= 0x80) {
      length = utf8proc_iterate(as_utf8proc(text), static_cast<utf8proc_ssize_t>(text.size()),
                                &code_point);
    }
    if (!never_changes(code_point)) return false;
    text.remove_prefix(static_cast<std::size_t>(length));
  }
  return true;
}

}  // namespace

bool is_text(std::string_view bytes) {
  auto rest = bytes;
  while (!rest.empty()) {
    utf8proc_int32_t code_point = -1;
    const auto length = utf8proc_iterate(as_utf8proc(rest),
                                         static_cast<utf8proc_ssize_t>(rest.size()), &code_point);
    if (length <= 0 || code_point == 0) return false;
    rest.remove_prefix(static_cast<std::size_t>(length));
  }
  return true;
}

std::optional<std::string> to_nfc(std::string_view utf8) {
  if (!is_text(utf8)) return std::nullopt;
  if (is_surely_nfc(utf8)) return std::string{utf8};
  utf8proc_uint8_t* raw = nullptr;
  const auto length =
      utf8proc_map(as_utf8proc(utf8), static_cast<utf8proc_ssize_t>(utf8.size()), &raw,
                   static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
  const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owned{raw, &std::free};
  if (length < 0) return std::nullopt;
  return std::string{reinterpret_cast<const char*>(raw), static_cast<std::size_t>(length)};
}

std::size_t count_characters(std::string_view utf8) {
  std::size_t count = 0;
  for (const char c : utf8) count += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U ? 1U : 0U;
  return count;
}

std::string_view first_characters(std::string_view utf8, std::size_t count) {
  std::size_t seen = 0;
  for (std::size_t i = 0; i < utf8.size(); ++i) {
    if ((static_cast<unsigned char>(utf8[i]) & 0xC0U) == 0x80U) continue;
    if (seen == count) return utf8.substr(0, i);
    ++seen;
  }
  return utf8;
}

std::string escape_html(std::string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / 8);
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\'': out += "&#39;"; break;
      default: out += c;
    }
  }
  return out;
}

std::string_view trim(std::string_view text) {
  const auto space = [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; };
  for (;;) {
    if (!text.empty() && space(text.front()))
      text.remove_prefix(1);
    else if (text.starts_with(kIdeographicSpace))
      text.remove_prefix(kIdeographicSpace.size());
    else
      break;
  }
  for (;;) {
    if (!text.empty() && space(text.back()))
      text.remove_suffix(1);
    else if (text.ends_with(kIdeographicSpace))
      text.remove_suffix(kIdeographicSpace.size());
    else
      break;
  }
  return text;
}

}  // namespace mingcha
