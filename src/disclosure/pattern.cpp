// SPDX-License-Identifier: Apache-2.0
#include "disclosure/pattern.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/identity.h"
#include "base/text.h"
#include "disclosure/search.h"
#include "disclosure/traced.h"

namespace mingcha::disclosure {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool is_word(char c) { return is_digit(c) || is_letter(c); }

char at(std::string_view text, std::size_t place) {
  return place < text.size() ? text[place] : '\0';
}

/// Digits written together; a number may be spread over several groups.
struct Group {
  std::size_t begin{};
  std::size_t end{};
};

/// How long the separator at `place` is: up to two of space, hyphen, point, bracket. 0 for none.
std::size_t separator(std::string_view text, std::size_t place) {
  constexpr std::string_view kSeparators = " \t\r\n-.()";
  std::size_t length = 0;
  for (int count = 0; count < 2; ++count) {
    if (text.substr(place + length).starts_with("·"))
      length += 2;
    else if (kSeparators.find(at(text, place + length)) != std::string_view::npos &&
             place + length < text.size())
      ++length;
    else
      break;
  }
  return length;
}

/// Groups with nothing but separators between them.
std::vector<Group> run_at(std::string_view text, std::size_t place) {
  std::vector<Group> run;
  for (;;) {
    Group group{place, place};
    while (is_digit(at(text, group.end))) ++group.end;
    if (group.end == group.begin) return run;
    run.push_back(group);
    place = group.end + separator(text, group.end);
    if (place == group.end) return run;
  }
}

struct Candidate {
  std::string digits;
  std::vector<std::size_t> shape;  ///< Lengths of its groups.
};

bool all_single(const Candidate& candidate) {
  return std::ranges::all_of(candidate.shape, [](std::size_t length) { return length == 1; });
}

bool has_shape(const Candidate& candidate, std::initializer_list<std::vector<std::size_t>> shapes) {
  return all_single(candidate) || std::ranges::find(shapes, candidate.shape) != shapes.end();
}

bool is_province(std::string_view digits) {
  constexpr std::array kFirst{'1', '2', '3', '4', '5', '6', '7', '8'};
  return std::ranges::find(kFirst, digits[0]) != kFirst.end() && digits.substr(0, 2) != "10";
}

/// The numbers of 15 digits in use until 2004: all birth dates lie in the 20th century.
bool is_old_id_card(const Candidate& candidate) {
  if (!has_shape(candidate, {{15}, {6, 6, 3}})) return false;
  const auto& digits = candidate.digits;
  const auto date =
      "19" + digits.substr(6, 2) + "-" + digits.substr(8, 2) + "-" + digits.substr(10, 2);
  return is_province(digits) && parse_day(date).has_value();
}

bool is_mobile(const Candidate& candidate) {
  const auto& digits = candidate.digits;
  if (digits.size() == 13) {
    return candidate.shape.size() == 1 && digits.starts_with("861") && digits[3] >= '3';
  }
  return digits.size() == 11 && digits[0] == '1' && digits[1] >= '3' &&
         has_shape(candidate, {{11}, {3, 4, 4}, {3, 8}, {7, 4}, {3, 3, 5}, {4, 3, 4}, {5, 6}});
}

/// 010 and 02x have three digits, 03xx to 09xx four; the number begins with 2 to 9.
bool is_landline(const Candidate& candidate) {
  const std::string_view digits = candidate.digits;
  if (digits.size() < 10 || digits.size() > 12 || digits[0] != '0') return false;
  const bool short_area = digits[1] == '2' || digits.substr(0, 3) == "010";
  if (!short_area && digits[1] < '3') return false;
  const std::size_t area = short_area ? 3 : 4;
  const auto number = digits.substr(area);
  if (number.size() != 7 && number.size() != 8) return false;
  const bool split = candidate.shape.size() <= 3 && candidate.shape[0] == area;
  return number[0] >= '2' && (split || candidate.shape.size() == 1);
}

bool passes_luhn(std::string_view digits) {
  int sum = 0;
  bool twice = false;
  for (auto place = digits.rbegin(); place != digits.rend(); ++place) {
    const int value = (*place - '0') * (twice ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
    twice = !twice;
  }
  return sum % 10 == 0;
}

/// Cards in use begin with 3 to 6. A credit code may be all digits and pass the test by chance.
bool is_bank_card(const Candidate& candidate) {
  const auto& digits = candidate.digits;
  if (digits.size() < 16 || digits.size() > 19 || digits[0] < '3' || digits[0] > '6') return false;
  if (!has_shape(candidate, {{digits.size()},
                             {4, 4, 4, 4},
                             {4, 4, 4, 4, 1},
                             {4, 4, 4, 4, 2},
                             {4, 4, 4, 4, 3},
                             {6, 10},
                             {6, 12},
                             {6, 13}})) {
    return false;
  }
  return passes_luhn(digits) && !valid_uscc(digits);
}

std::optional<Kind> kind_of(const Candidate& candidate) {
  const auto& digits = candidate.digits;
  if (digits.size() == 18 && valid_id_card(digits)) return Kind::id_card;
  if (digits.size() == 15 && is_old_id_card(candidate)) return Kind::id_card;
  if (is_mobile(candidate) || is_landline(candidate)) return Kind::phone;
  if (is_bank_card(candidate)) return Kind::bank_card;
  return std::nullopt;
}

/// A word of letters may stand directly before ("ID640…"), but a number inside a longer mixed word
/// is part of a digest or code.
bool may_begin(std::string_view text, std::size_t place) {
  constexpr std::size_t kLettersMax = 12;
  std::size_t letters = 0;
  while (place > letters && is_letter(text[place - letters - 1])) ++letters;
  const bool in_code = letters < place && is_digit(text[place - letters - 1]);
  return letters == 0 || (letters <= kLettersMax && !in_code);
}

/// The end of an identity number whose 17 digits end at `place`: behind its X. 0 for none.
std::size_t end_with_x(std::string_view text, std::size_t place) {
  for (const auto skip : {std::size_t{0}, separator(text, place)}) {
    const auto x = place + skip;
    if ((at(text, x) == 'X' || at(text, x) == 'x') && !is_word(at(text, x + 1))) return x + 1;
  }
  return 0;
}

class NumberFinder {
 public:
  explicit NumberFinder(std::string_view text) : text_{text} {}

  std::vector<Match> run() {
    for (std::size_t place = 0; place < text_.size();) {
      if (!is_digit(text_[place])) {
        ++place;
        continue;
      }
      const auto run = run_at(text_, place);
      look_at(run);
      place = run.back().end;
    }
    return std::move(found_);
  }

 private:
  void look_at(const std::vector<Group>& run) {
    for (std::size_t first = 0; first < run.size(); ++first) {
      if (first == 0 && !may_begin(text_, run[0].begin)) continue;
      look_from(run, first);
    }
  }

  void look_from(const std::vector<Group>& run, std::size_t first) {
    constexpr std::size_t kDigitsMax = 19;
    Candidate candidate;
    for (std::size_t last = first; last < run.size(); ++last) {
      const auto& group = run[last];
      candidate.digits += text_.substr(group.begin, group.end - group.begin);
      candidate.shape.push_back(group.end - group.begin);
      if (candidate.digits.size() > kDigitsMax) return;
      const auto x_end = candidate.digits.size() == 17 ? end_with_x(text_, group.end) : 0;
      if (x_end != 0 && valid_id_card(candidate.digits + "X")) {
        found_.push_back({run[first].begin, x_end, Kind::id_card});
      }
      if (is_word(at(text_, group.end))) continue;
      if (const auto kind = kind_of(candidate)) {
        found_.push_back({run[first].begin, group.end, *kind});
      }
    }
  }

  std::string_view text_;
  std::vector<Match> found_;
};

std::string_view character_at(std::string_view text, std::size_t place) {
  return first_characters(text.substr(std::min(place, text.size())), 1);
}

bool is_one_of(std::string_view character, std::string_view set) {
  return !character.empty() && set.find(character) != std::string_view::npos &&
         (character.size() >= 3 || character.size() == 1);
}

/// 宁A12345, 宁A·D12345, 京A1234学.
std::optional<std::size_t> plate_end(std::string_view text, std::size_t place) {
  auto end = place + 3;
  if (at(text, end) < 'A' || at(text, end) > 'Z') return std::nullopt;
  ++end;
  const auto gap = separator(text, end);
  end += gap;
  std::size_t count = 0;
  std::size_t digits = 0;
  while (is_digit(at(text, end)) || (at(text, end) >= 'A' && at(text, end) <= 'Z')) {
    digits += is_digit(text[end]) ? 1U : 0U;
    ++count;
    ++end;
  }
  if (count == 4 && is_one_of(character_at(text, end), "学警港澳挂领使试超")) {
    ++count;
    end += 3;
  }
  if (count < 5 || count > 6 || digits < 2 || is_word(at(text, end))) return std::nullopt;
  return end;
}

void find_plates(std::string_view text, std::vector<Match>& found) {
  constexpr std::string_view kProvinces =
      "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";
  for (std::size_t place = 0; place + 3 < text.size(); ++place) {
    if ((static_cast<unsigned char>(text[place]) & 0xF0U) != 0xE0U) continue;
    if (!is_one_of(text.substr(place, 3), kProvinces)) continue;
    if (const auto end = plate_end(text, place)) found.push_back({place, *end, Kind::plate});
  }
}

void find_emails(std::string_view text, std::vector<Match>& found) {
  const auto in_local = [](char c) {
    return is_word(c) || (c != '\0' && std::string_view{".%+-"}.find(c) != std::string_view::npos);
  };
  for (auto sign = text.find('@'); sign != std::string_view::npos;
       sign = text.find('@', sign + 1)) {
    auto begin = sign;
    while (begin > 0 && in_local(text[begin - 1])) --begin;
    auto end = sign + 1;
    while (is_word(at(text, end)) || at(text, end) == '.' || at(text, end) == '-') ++end;
    while (end > sign && (text[end - 1] == '.' || text[end - 1] == '-')) --end;
    const auto domain = text.substr(sign + 1, end > sign ? end - sign - 1 : 0);
    const auto dot = domain.rfind('.');
    const bool top = dot != std::string_view::npos && dot > 0 && domain.size() - dot > 2 &&
                     std::ranges::all_of(domain.substr(dot + 1), is_letter);
    if (begin < sign && top) found.push_back({begin, end, Kind::email});
  }
}

}  // namespace

std::vector<Match> without_overlap(std::vector<Match> matches) {
  std::ranges::stable_sort(
      matches, [](const Match& a, const Match& b) { return a.end - a.begin > b.end - b.begin; });
  std::vector<Match> kept;
  for (const auto& match : matches) {
    const bool free = std::ranges::none_of(kept, [&](const Match& other) {
      return match.begin < other.end && other.begin < match.end;
    });
    if (free) kept.push_back(match);
  }
  std::ranges::sort(kept, {}, &Match::begin);
  return kept;
}

std::vector<Match> patterns_in(const Traced& folded) {
  auto found = NumberFinder{folded.text}.run();
  find_plates(folded.text, found);
  find_emails(folded.text, found);
  find_addresses(folded.text, found);
  for (auto& match : found) {
    match = {folded.begin[match.begin], folded.end[match.end - 1], match.kind};
  }
  return without_overlap(std::move(found));
}

std::vector<Match> find_patterns(std::string_view text) { return patterns_in(fold(trace(text))); }

}  // namespace mingcha::disclosure
