// SPDX-License-Identifier: Apache-2.0
#include "disclosure/search.h"

#include <algorithm>

#include "base/text.h"

namespace mingcha::disclosure {
namespace {

bool is_number(Kind kind) {
  return kind == Kind::id_card || kind == Kind::phone || kind == Kind::bank_card;
}

bool is_ascii_word(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// "Li" within "Listing" is not the person Li; a phone number within other digits still is one.
bool is_inside_word(const std::string& text, std::size_t begin, std::size_t end) {
  const bool before = begin > 0 && is_ascii_word(text[begin - 1]) && is_ascii_word(text[begin]);
  const bool after = end < text.size() && is_ascii_word(text[end]) && is_ascii_word(text[end - 1]);
  return before || after;
}

}  // namespace

Haystack::Haystack(const Traced& text)
    : folded_{fold(text)},
      without_spaces_{squeeze(folded_, Squeeze::spaces)},
      without_separators_{squeeze(folded_, Squeeze::separators)} {}

std::vector<Match> Haystack::find(const PersonalValue& value) const {
  const bool number = is_number(value.kind);
  const auto& text = number ? without_separators_ : without_spaces_;
  const auto needle =
      squeeze(fold(trace(value.value)), number ? Squeeze::separators : Squeeze::spaces).text;
  if (value.kind == Kind::text || count_characters(needle) < 2) return {};
  std::vector<Match> found;
  for (auto place = text.text.find(needle); place != std::string::npos;
       place = text.text.find(needle, place + 1)) {
    const auto end = place + needle.size();
    if (!number && is_inside_word(text.text, place, end)) continue;
    if (!found.empty() && text.begin[place] < found.back().end) continue;
    found.push_back({text.begin[place], text.end[end - 1], value.kind});
  }
  return found;
}

std::vector<Match> find_value(std::string_view text, const PersonalValue& value) {
  return Haystack{trace(text)}.find(value);
}

}  // namespace mingcha::disclosure
