// SPDX-License-Identifier: Apache-2.0
#include "disclosure/traced.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include <utf8proc.h>

namespace mingcha::disclosure {
namespace {

using CodePoint = utf8proc_int32_t;

/// The code point at the front and its length; the single byte where it is not UTF-8.
struct Character {
  CodePoint code_point{};
  std::size_t length{};
};

Character first(std::string_view text) {
  CodePoint code_point = -1;
  const auto length = utf8proc_iterate(
      reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
      static_cast<utf8proc_ssize_t>(std::min<std::size_t>(text.size(), 4)), &code_point);
  if (length <= 0) return {-1, 1};
  return {code_point, static_cast<std::size_t>(length)};
}

std::string to_utf8(CodePoint code_point) {
  std::array<utf8proc_uint8_t, 4> bytes{};
  const auto length = utf8proc_encode_char(code_point, bytes.data());
  return {reinterpret_cast<const char*>(bytes.data()), static_cast<std::size_t>(length)};
}

bool is_invisible(CodePoint c) {
  return c == 0xAD || (c >= 0x200B && c <= 0x200F) || (c >= 0x2060 && c <= 0x2064) ||
         (c >= 0xFE00 && c <= 0xFE0F) || c == 0xFEFF;
}

bool is_dash(CodePoint c) {
  return (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0xFE58 || c == 0xFE63 || c == 0xFF0D;
}

bool is_space(CodePoint c) {
  return c == 0xA0 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x205F || c == 0x3000;
}

bool is_middle_dot(CodePoint c) { return c == 0x2022 || c == 0x2027 || c == 0x30FB || c == 0xFF65; }

/// The compatibility form where it is one character or all ASCII ("１", "①", "㎡"), else as it is.
std::string compatible(CodePoint c) {
  std::array<CodePoint, 32> out{};
  int last_boundary = 0;
  const auto count = utf8proc_decompose_char(
      c, out.data(), out.size(),
      static_cast<utf8proc_option_t>(UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE), &last_boundary);
  if (count < 1 || count > static_cast<utf8proc_ssize_t>(out.size())) return to_utf8(c);
  const CodePoint* begin = out.data();
  const auto* end = begin + count;
  if (count > 1 && std::any_of(begin, end, [](CodePoint each) { return each >= 0x80; })) {
    return to_utf8(c);
  }
  std::string text;
  for (const auto* each = begin; each != end; ++each) text += to_utf8(*each);
  return text;
}

std::string folded(CodePoint c) {
  if (is_invisible(c)) return {};
  if (is_dash(c)) return "-";
  if (is_space(c)) return " ";
  if (is_middle_dot(c)) return "·";
  return compatible(c);
}

std::optional<CodePoint> number(std::string_view digits, int base) {
  CodePoint value = 0;
  const auto* end = digits.data() + digits.size();
  const auto [stop, error] = std::from_chars(digits.data(), end, value, base);
  if (error != std::errc{} || stop != end || value < 0) return std::nullopt;
  return value;
}

/// What stands at a place once one escape is undone, and how many bytes the escape has.
struct Escape {
  std::string meaning;
  std::size_t length{};
};

std::optional<Escape> percent(std::string_view text) {
  if (text.size() < 3 || text[0] != '%') return std::nullopt;
  const auto value = number(text.substr(1, 2), 16);
  if (!value) return std::nullopt;
  return Escape{{static_cast<char>(*value)}, 3};
}

std::optional<Escape> reference(std::string_view text) {
  if (text[0] != '&') return std::nullopt;
  const auto end = text.substr(0, 12).find(';');
  if (end == std::string_view::npos || end < 2) return std::nullopt;
  auto name = text.substr(1, end - 1);
  constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kNamed{
      {{"amp", "&"}, {"lt", "<"}, {"gt", ">"}, {"quot", "\""}, {"apos", "'"}, {"nbsp", " "}}};
  for (const auto& [word, meaning] : kNamed) {
    if (word == name) return Escape{std::string{meaning}, end + 1};
  }
  if (!name.starts_with('#') || name.size() < 2) return std::nullopt;
  name.remove_prefix(1);
  const bool hexadecimal = name[0] == 'x' || name[0] == 'X';
  const auto value = number(hexadecimal ? name.substr(1) : name, hexadecimal ? 16 : 10);
  if (!value || !utf8proc_codepoint_valid(*value)) return std::nullopt;
  return Escape{to_utf8(*value), end + 1};
}

std::optional<CodePoint> unit(std::string_view text) {
  if (text.size() < 6 || text[0] != '\\' || (text[1] != 'u' && text[1] != 'U')) return std::nullopt;
  return number(text.substr(2, 4), 16);
}

std::optional<Escape> json(std::string_view text) {
  if (text.starts_with("\\/")) return Escape{"/", 2};
  if (text.starts_with("\\n") || text.starts_with("\\t") || text.starts_with("\\r")) {
    return Escape{" ", 2};
  }
  const auto high = unit(text);
  if (!high) return std::nullopt;
  if (utf8proc_codepoint_valid(*high)) return Escape{to_utf8(*high), 6};
  const auto low = unit(text.substr(6));
  if (!low || *high < 0xD800 || *high > 0xDBFF || *low < 0xDC00 || *low > 0xDFFF) {
    return std::nullopt;
  }
  return Escape{to_utf8(0x10000 + ((*high - 0xD800) << 10) + (*low - 0xDC00)), 12};
}

Traced undo(const Traced& text, char mark, std::optional<Escape> (*read)(std::string_view)) {
  if (text.text.find(mark) == std::string::npos) return text;
  Traced out;
  const std::string_view all = text.text;
  for (std::size_t at = 0; at < all.size();) {
    const auto escape = all[at] == mark ? read(all.substr(at)) : std::nullopt;
    if (!escape) {
      out.copy(text, at++, 1);
      continue;
    }
    out.push(escape->meaning, text.begin[at], text.end[at + escape->length - 1]);
    at += escape->length;
  }
  return out;
}

}  // namespace

void Traced::push(std::string_view bytes, std::size_t from, std::size_t to) {
  text += bytes;
  begin.insert(begin.end(), bytes.size(), from);
  end.insert(end.end(), bytes.size(), to);
}

void Traced::copy(const Traced& other, std::size_t at, std::size_t length) {
  for (auto i = at; i < at + length; ++i) {
    text += other.text[i];
    begin.push_back(other.begin[i]);
    end.push_back(other.end[i]);
  }
}

Traced trace(std::string_view bytes) {
  Traced out;
  out.text = bytes;
  out.begin.resize(bytes.size());
  out.end.resize(bytes.size());
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    out.begin[i] = i;
    out.end[i] = i + 1;
  }
  return out;
}

Traced fold(const Traced& text) {
  Traced out;
  const std::string_view all = text.text;
  for (std::size_t at = 0; at < all.size();) {
    const auto character = first(all.substr(at));
    const auto last = at + character.length - 1;
    if (character.code_point < 0x80) {
      out.copy(text, at, character.length);
    } else {
      out.push(folded(character.code_point), text.begin[at], text.end[last]);
    }
    at += character.length;
  }
  return out;
}

Traced decode(const Traced& text) {
  return undo(undo(undo(text, '%', percent), '&', reference), '\\', json);
}

Traced squeeze(const Traced& text, Squeeze what) {
  const std::string_view dropped = what == Squeeze::spaces ? " \t\r\n" : " \t\r\n-.()";
  Traced out;
  for (std::size_t at = 0; at < text.text.size(); ++at) {
    const char c = text.text[at];
    if (dropped.find(c) != std::string_view::npos) continue;
    if (what == Squeeze::separators && text.text.compare(at, 2, "·") == 0) {
      ++at;
      continue;
    }
    out.copy(text, at, 1);
    if (c >= 'A' && c <= 'Z') out.text.back() = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

}  // namespace mingcha::disclosure
