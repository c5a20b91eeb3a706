// SPDX-License-Identifier: Apache-2.0
#include "disclosure/mask.h"

#include <algorithm>

#include <fmt/format.h>

#include "disclosure/search.h"

namespace mingcha::disclosure {
namespace {

bool overlaps(const Span& span, std::size_t begin, std::size_t end) {
  return span.begin < end && begin < span.end;
}

bool covers(std::size_t begin, std::size_t end, const Span& span) {
  return begin <= span.begin && span.end <= end;
}

/// What lies within an open value stays: 张三 in the name of the shop 张三食品店.
bool lies_in(const Match& match, const std::vector<Match>& open) {
  return std::ranges::any_of(
      open, [&](const Match& each) { return each.begin <= match.begin && match.end <= each.end; });
}

std::vector<Match> open_places(const Haystack& text, const std::vector<PersonalValue>& values) {
  std::vector<Match> open;
  for (const auto& value : values) {
    if (value.privacy != Privacy::open) continue;
    const auto found = text.find(value);
    open.insert(open.end(), found.begin(), found.end());
  }
  return open;
}

void add_unless_taken(std::vector<Span>& spans, Span span) {
  const auto taken = [&](const Span& other) { return overlaps(other, span.begin, span.end); };
  if (std::ranges::none_of(spans, taken)) spans.push_back(std::move(span));
}

bool is_border(std::string_view text, std::size_t place) {
  if (place > text.size()) return false;
  return place == text.size() || (static_cast<unsigned char>(text[place]) & 0xC0U) != 0x80U;
}

Finding wrong(const Wish& wish, std::string code, Text what) {
  return {std::move(code), std::move(what), "", {}, fmt::format("{}-{}", wish.begin, wish.end)};
}

std::optional<Finding> check_wish(std::string_view text, const Wish& wish) {
  const bool within = wish.begin < wish.end && wish.end <= text.size();
  if (!within || !is_border(text, wish.begin) || !is_border(text, wish.end)) {
    return wrong(
        wish, "span-place",
        {"所选位置不在文书的文字边界上", "the place is not on character borders of the text"});
  }
  if (trim(wish.note).empty()) {
    return wrong(wish, "span-reason", {"请写明理由", "a reason is needed"});
  }
  return std::nullopt;
}

void lift_one(std::vector<Span>& spans, const Wish& wish, Findings& findings) {
  const auto found = std::ranges::find_if(
      spans, [&](const Span& span) { return span.begin == wish.begin && span.end == wish.end; });
  if (found != spans.end()) {
    spans.erase(found);
    return;
  }
  findings.push_back(wrong(wish, "span-not-proposed",
                           {"这里没有可以取消的遮盖", "nothing is masked exactly here"}));
}

void add_one(std::vector<Span>& spans, const Wish& wish, Findings& findings) {
  const bool cuts = std::ranges::any_of(spans, [&](const Span& span) {
    return overlaps(span, wish.begin, wish.end) && !covers(wish.begin, wish.end, span);
  });
  if (cuts) {
    findings.push_back(
        wrong(wish, "span-overlap", {"与已有的遮盖部分重叠", "it partly overlaps another mask"}));
    return;
  }
  std::erase_if(spans, [&](const Span& span) { return covers(wish.begin, wish.end, span); });
  spans.push_back({wish.begin, wish.end, "by_hand", std::string{kMark}, wish.note});
}

std::vector<Span> propose_once(std::string_view text, const std::vector<PersonalValue>& values) {
  const Haystack haystack{trace(text)};
  const auto open = open_places(haystack, values);
  const auto masks = masks_of(values);
  std::vector<Span> known;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const auto& value = values[i];
    if (value.privacy == Privacy::open || value.kind == Kind::organisation_name) continue;
    const auto mask = value.privacy == Privacy::closed ? std::string{kMark} : masks[i];
    for (const auto& match : haystack.find(value)) {
      if (lies_in(match, open)) continue;
      known.push_back({match.begin, match.end, to_string(value.kind), mask, ""});
    }
  }
  std::ranges::stable_sort(
      known, [](const Span& a, const Span& b) { return a.end - a.begin > b.end - b.begin; });
  std::vector<Span> spans;
  for (auto& span : known) add_unless_taken(spans, std::move(span));
  // A pattern that reaches beyond a known value ("…3号楼" behind a known street) takes its place.
  for (const auto& match : haystack.patterns()) {
    if (lies_in(match, open)) continue;
    std::erase_if(spans, [&](const Span& span) {
      return covers(match.begin, match.end, span) &&
             match.end - match.begin > span.end - span.begin;
    });
    add_unless_taken(spans,
                     {match.begin, match.end, to_string(match.kind), std::string{kMark}, ""});
  }
  std::ranges::sort(spans, {}, &Span::begin);
  return spans;
}

enum class Edge { begin, end };

/// Where a place of the masked text was in the original; places within a replacement are its edges.
std::size_t original_place(const std::vector<Span>& original, const std::vector<Span>& masked,
                           std::size_t place, Edge edge) {
  auto out = place;
  for (std::size_t i = 0; i < masked.size() && masked[i].begin < place; ++i) {
    if (place < masked[i].end) return edge == Edge::begin ? original[i].begin : original[i].end;
    out = place - masked[i].end + original[i].end;
  }
  return out;
}

/// Adds what shows only once the spans are masked: a number that stood directly behind another.
/// False when there is nothing.
bool add_uncovered(std::string_view text, const std::vector<PersonalValue>& values,
                   std::vector<Span>& spans) {
  const auto masked = with_masks(text, spans);
  const auto before = spans;
  bool added = false;
  for (auto& found : propose_once(masked.text, values)) {
    const bool within = std::ranges::any_of(masked.spans, [&](const Span& span) {
      return span.begin <= found.begin && found.end <= span.end;
    });
    if (within) continue;
    found.begin = original_place(before, masked.spans, found.begin, Edge::begin);
    found.end = original_place(before, masked.spans, found.end, Edge::end);
    std::erase_if(spans, [&](const Span& span) { return covers(found.begin, found.end, span); });
    spans.push_back(std::move(found));
    added = true;
  }
  std::ranges::sort(spans, {}, &Span::begin);
  return added;
}

}  // namespace

std::vector<Span> propose(std::string_view text, const std::vector<PersonalValue>& values) {
  auto spans = propose_once(text, values);
  // Each round masks more of the text, so that the rounds come to an end.
  while (add_uncovered(text, values, spans)) {
  }
  return spans;
}

Result<std::vector<Span>> edit(std::string_view text, std::vector<Span> proposed,
                               const std::vector<Wish>& add, const std::vector<Wish>& lift) {
  Findings findings;
  for (const auto& wish : lift) {
    if (auto finding = check_wish(text, wish))
      findings.push_back(std::move(*finding));
    else
      lift_one(proposed, wish, findings);
  }
  for (const auto& wish : add) {
    if (auto finding = check_wish(text, wish))
      findings.push_back(std::move(*finding));
    else
      add_one(proposed, wish, findings);
  }
  if (!findings.empty()) {
    return reject(Refusal::invalid, {"遮盖的修改有误", "the changes to the masks are wrong"},
                  std::move(findings));
  }
  std::ranges::sort(proposed, {}, &Span::begin);
  return proposed;
}

Masked with_masks(std::string_view text, const std::vector<Span>& spans) {
  Masked out;
  std::size_t place = 0;
  for (const auto& span : spans) {
    out.text += text.substr(place, span.begin - place);
    auto moved = span;
    moved.begin = out.text.size();
    out.text += span.replacement;
    moved.end = out.text.size();
    out.spans.push_back(std::move(moved));
    place = span.end;
  }
  out.text += text.substr(place);
  return out;
}

std::string shown(const PersonalValue& value, const std::vector<PersonalValue>& others) {
  if (value.privacy == Privacy::closed) return {};
  if (value.privacy == Privacy::open || value.kind == Kind::organisation_name) return value.value;
  if (value.kind == Kind::text) return with_masks(value.value, propose(value.value, others)).text;
  if (value.value.empty()) return {};
  // Among the others, so that one person has one mask everywhere.
  const auto same = std::ranges::find_if(others, [&](const PersonalValue& other) {
    return other.kind == value.kind && other.value == value.value;
  });
  if (same == others.end()) return masks_of({value}).front();
  return masks_of(others)[static_cast<std::size_t>(same - others.begin())];
}

}  // namespace mingcha::disclosure
