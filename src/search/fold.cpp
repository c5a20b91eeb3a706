// SPDX-License-Identifier: Apache-2.0
#include "search/fold.h"

#include <algorithm>
#include <array>

#include <utf8proc.h>

namespace mingcha::search {
namespace {

using CodePoint = utf8proc_int32_t;

struct Character {
  CodePoint code_point = -1;  ///< -1: not UTF-8.
  std::size_t length = 1;     ///< Bytes.
};

Character first(std::string_view text) {
  const auto byte = static_cast<unsigned char>(text.front());
  if (byte < 0x80) return {byte, 1};
  CodePoint code_point = -1;
  const auto length = utf8proc_iterate(
      reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
      static_cast<utf8proc_ssize_t>(std::min<std::size_t>(text.size(), 4)), &code_point);
  if (length <= 0) return {};
  return {code_point, static_cast<std::size_t>(length)};
}

void append(std::string& text, CodePoint code_point) {
  std::array<utf8proc_uint8_t, 4> bytes{};
  const auto length = utf8proc_encode_char(code_point, bytes.data());
  text.append(reinterpret_cast<const char*>(bytes.data()), static_cast<std::size_t>(length));
}

bool ends_line(CodePoint c) { return (c >= '\n' && c <= '\r') || c == 0x2028 || c == 0x2029; }

bool is_space(CodePoint c) {
  return ends_line(c) || c == '\t' || c == 0x85 || utf8proc_category(c) == UTF8PROC_CATEGORY_ZS;
}

/// Han characters other than compatibility forms: most of all text, and nothing to fold.
bool is_plain_han(CodePoint c) {
  return (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x4E00 && c <= 0x9FFF) ||
         (c >= 0x20000 && c <= 0x2F7FF) || (c >= 0x30000 && c <= 0x3FFFF);
}

constexpr std::array kUnseen{UTF8PROC_CATEGORY_ZS, UTF8PROC_CATEGORY_ZL, UTF8PROC_CATEGORY_ZP,
                             UTF8PROC_CATEGORY_CC, UTF8PROC_CATEGORY_CF};
constexpr std::array kPunctuation{UTF8PROC_CATEGORY_PC, UTF8PROC_CATEGORY_PD, UTF8PROC_CATEGORY_PS,
                                  UTF8PROC_CATEGORY_PE, UTF8PROC_CATEGORY_PI, UTF8PROC_CATEGORY_PF,
                                  UTF8PROC_CATEGORY_PO, UTF8PROC_CATEGORY_SM, UTF8PROC_CATEGORY_SK};

template <std::size_t count>
bool is_one_of(const std::array<utf8proc_category_t, count>& categories,
               utf8proc_category_t category) {
  return std::ranges::find(categories, category) != categories.end();
}

bool is_middle_dot(CodePoint c) {
  return c == 0xB7 || c == 0x387 || c == 0x2022 || c == 0x2027 || c == 0x2219 || c == 0x22C5 ||
         c == 0x30FB;
}

bool is_single_quote(CodePoint c) { return c >= 0x2018 && c <= 0x201B; }

/// The one form of characters that people do not keep apart; 0: nothing to be compared.
CodePoint one_form(CodePoint c) {
  if (is_middle_dot(c)) return 0xB7;
  if (is_single_quote(c)) return '\'';
  if (c == 0x2212) return '-';
  const auto category = utf8proc_category(c);
  if (category == UTF8PROC_CATEGORY_PS) return '(';
  if (category == UTF8PROC_CATEGORY_PE) return ')';
  if (category == UTF8PROC_CATEGORY_PD) return '-';
  if (category == UTF8PROC_CATEGORY_PI || category == UTF8PROC_CATEGORY_PF) return '"';
  return is_one_of(kUnseen, category) ? 0 : c;
}

void append_folded(std::string& out, CodePoint c) {
  if (is_plain_han(c)) return append(out, c);
  if (is_single_quote(c) || is_middle_dot(c)) return append(out, one_form(c));
  std::array<CodePoint, 32> forms{};
  int last_boundary = 0;
  const auto count =
      utf8proc_decompose_char(c, forms.data(), forms.size(),
                              static_cast<utf8proc_option_t>(UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE |
                                                             UTF8PROC_CASEFOLD | UTF8PROC_IGNORE),
                              &last_boundary);
  if (count < 0 || count > static_cast<utf8proc_ssize_t>(forms.size())) return append(out, c);
  for (std::size_t i = 0; i < static_cast<std::size_t>(count); ++i) {
    if (const auto form = one_form(forms[i]); form != 0) append(out, form);
  }
}

void append_ascii(std::string& out, char c) {
  if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  if (c == '[' || c == '{') c = '(';
  if (c == ']' || c == '}') c = ')';
  if (c > ' ' && c != '\x7f') out += c;
}

/// Calls `take` after each character with how much the folded text has grown by it.
template <typename Take>
std::string fold_each(std::string_view text, const Take& take) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const auto [c, length] = first(text.substr(at));
    const auto before = out.size();
    if (ends_line(c)) {
      if (!out.empty() && out.back() != '\n') out += '\n';
    } else if (c >= 0 && c < 0x80) {
      append_ascii(out, static_cast<char>(c));
    } else if (c >= 0) {
      append_folded(out, c);
    }
    take(at, at + length, out.size() - before);
    at += length;
  }
  return out;
}

bool is_for_words(CodePoint c) {
  if (c < 0x80) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
  }
  const auto category = utf8proc_category(c);
  return !is_one_of(kPunctuation, category) && !is_one_of(kUnseen, category);
}

}  // namespace

std::string fold(std::string_view text) {
  return fold_each(text, [](std::size_t, std::size_t, std::size_t) {});
}

Traced fold_traced(std::string_view text) {
  Traced traced;
  traced.text = fold_each(text, [&](std::size_t from, std::size_t to, std::size_t grown) {
    traced.begin.insert(traced.begin.end(), grown, from);
    traced.end.insert(traced.end.end(), grown, to);
  });
  return traced;
}

std::vector<std::string_view> split_words(std::string_view text) {
  std::vector<std::string_view> words;
  std::size_t start = 0;
  for (std::size_t at = 0; at <= text.size();) {
    const auto character = at < text.size() ? first(text.substr(at)) : Character{' ', 1};
    if (is_space(character.code_point)) {
      if (at > start) words.push_back(text.substr(start, at - start));
      start = at + character.length;
    }
    at += character.length;
  }
  return words;
}

bool has_word_character(std::string_view folded) {
  while (!folded.empty()) {
    const auto character = first(folded);
    if (character.code_point >= 0 && is_for_words(character.code_point)) return true;
    folded.remove_prefix(character.length);
  }
  return false;
}

}  // namespace mingcha::search
