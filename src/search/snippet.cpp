// SPDX-License-Identifier: Apache-2.0
#include "search/snippet.h"

#include <algorithm>

#include "base/text.h"
#include "search/fold.h"

namespace mingcha::search {
namespace {

bool continues(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

/// The place so many characters before `at`.
std::size_t back(std::string_view text, std::size_t at, std::size_t characters) {
  while (at > 0 && characters > 0) {
    --at;
    if (!continues(text[at])) --characters;
  }
  return at;
}

}  // namespace

std::vector<Stretch> found_in(std::string_view text, const Query& query) {
  const auto traced = fold_traced(text);
  std::vector<Stretch> all;
  for (const auto& term : query.terms) {
    for (auto at = traced.text.find(term); at != std::string::npos;
         at = traced.text.find(term, at + term.size())) {
      all.push_back({traced.begin[at], traced.end[at + term.size() - 1]});
    }
  }
  std::ranges::sort(all, {}, &Stretch::begin);
  std::vector<Stretch> joined;
  for (const auto& each : all) {
    if (!joined.empty() && each.begin < joined.back().end) {
      joined.back().end = std::max(joined.back().end, each.end);
    } else {
      joined.push_back(each);
    }
  }
  return joined;
}

Snippet snippet_of(std::string_view text, const Query& query, std::size_t longest) {
  const auto found = found_in(text, query);
  // A quarter of it stands before what was found, as far as there is so much.
  const auto from = found.empty() ? 0 : back(text, found.front().begin, longest / 4);
  const auto piece = first_characters(text.substr(from), longest);
  Snippet snippet;
  if (from > 0) snippet.text = "…";
  const std::size_t lead = from > 0 ? 1 : 0;
  for (const auto& each : found) {
    if (each.begin >= from + piece.size()) break;
    const auto end = std::min(each.end, from + piece.size());
    snippet.marks.push_back({lead + count_characters(text.substr(from, each.begin - from)),
                             lead + count_characters(text.substr(from, end - from))});
  }
  for (const char c : piece) snippet.text += c == '\n' || c == '\r' || c == '\t' ? ' ' : c;
  if (from + piece.size() < text.size()) snippet.text += "…";
  return snippet;
}

}  // namespace mingcha::search
