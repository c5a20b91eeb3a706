// SPDX-License-Identifier: Apache-2.0
#include "disclosure/leak.h"

#include <algorithm>
#include <map>
#include <optional>

#include "base/encoding.h"
#include "base/text.h"
#include "disclosure/search.h"

namespace mingcha::disclosure {
namespace {

std::string excerpt(std::string_view value) {
  const auto first = first_characters(trim(value), 1);
  return (is_text(first) ? std::string{first} : std::string{}) + "***";
}

/// The base64 characters that depend on nothing but the value when `shift` bytes stand before it.
std::string base64_core(const std::string& value, std::size_t shift) {
  const auto encoded = to_base64(std::string(shift, '\0') + value);
  const auto first = (shift * 8 + 5) / 6;
  const auto whole = (shift + value.size()) * 8 / 6;
  return encoded.substr(first, whole - first);
}

std::string url_alphabet(std::string text) {
  std::ranges::replace(text, '+', '-');
  std::ranges::replace(text, '/', '_');
  return text;
}

/// Without line ends, and with both alphabets made one.
Traced unwrapped(const Traced& text) {
  Traced out;
  for (std::size_t i = 0; i < text.text.size(); ++i) {
    const char c = text.text[i];
    if (c != '\r' && c != '\n') out.copy(text, i, 1);
  }
  out.text = url_alphabet(std::move(out.text));
  return out;
}

bool is_letter_or_digit(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// The text that a word of base64 (URL alphabet, without padding) packs; nothing where it is just a
/// long word.
std::optional<std::string> unpacked(std::string_view word) {
  constexpr std::size_t kShortest = 14;  // An identity number of 15 digits takes 20, a phone 15.
  if (word.size() < kShortest || word.size() % 4 == 1) return std::nullopt;
  auto bytes = from_base64url(word);
  const auto is_printable = [](char c) {
    return static_cast<unsigned char>(c) >= ' ' || c == '\n';
  };
  if (!bytes || !is_text(*bytes) || !std::ranges::all_of(*bytes, is_printable)) return std::nullopt;
  return bytes;
}

class Scanner {
 public:
  Scanner(std::string_view bytes, const std::vector<PersonalValue>& values)
      : bytes_{bytes}, values_{values} {}

  std::vector<Hit> run() {
    const auto raw = trace(bytes_);
    const auto decoded = decode(raw);
    look_at(raw);
    if (decoded.text != raw.text) look_at(decoded);
    look_in_base64(unwrapped(decoded));
    look_at_packed(decoded);
    std::vector<Hit> hits;
    for (auto& [key, hit] : hits_) hits.push_back(std::move(hit));
    return hits;
  }

 private:
  void add(std::size_t offset, Kind kind, const std::string& label, std::string shown) {
    hits_.try_emplace({offset, kind}, Hit{offset, kind, label, std::move(shown)});
  }

  static bool is_hidden(const PersonalValue& value) {
    return value.privacy != Privacy::open && value.kind != Kind::organisation_name;
  }

  void look_at(const Traced& text) {
    const Haystack haystack{text};
    std::vector<Match> open;
    for (const auto& value : values_) {
      if (value.privacy != Privacy::open) continue;
      const auto found = haystack.find(value);
      open.insert(open.end(), found.begin(), found.end());
    }
    const auto is_open = [&](const Match& match) {
      return std::ranges::any_of(open, [&](const Match& each) {
        return each.begin <= match.begin && match.end <= each.end;
      });
    };
    for (const auto& value : values_) {
      if (!is_hidden(value)) continue;
      for (const auto& match : haystack.find(value)) {
        if (!is_open(match)) add(match.begin, value.kind, value.label, excerpt(value.value));
      }
    }
    for (const auto& match : haystack.patterns()) {
      if (!is_open(match)) add(match.begin, match.kind, "", excerpt(bytes_.substr(match.begin)));
    }
  }

  void look_in_base64(const Traced& text) {
    constexpr std::size_t kCoreMin = 7;
    for (const auto& value : values_) {
      if (!is_hidden(value) || value.kind == Kind::text) continue;
      for (std::size_t shift = 0; shift < 3; ++shift) {
        const auto core = url_alphabet(base64_core(value.value, shift));
        if (core.size() < kCoreMin) continue;
        for (auto place = text.text.find(core); place != std::string::npos;
             place = text.text.find(core, place + 1)) {
          add(text.begin[place], value.kind, value.label, excerpt(value.value));
        }
      }
    }
  }

  /// Patterns in whole words of base64. Known values were found wherever they begin in one. What
  /// is a letter of one alphabet stands between words of the other.
  void look_at_packed(const Traced& text) {
    for (const std::string_view more : {"-_", "+/"}) {
      const auto belongs = [&](char c) {
        return is_letter_or_digit(c) || more.find(c) != std::string_view::npos;
      };
      for (std::size_t begin = 0; begin < text.text.size(); ++begin) {
        auto end = begin;
        while (end < text.text.size() && belongs(text.text[end])) ++end;
        look_at_word(text, begin, end);
        begin = end;
      }
    }
  }

  void look_at_word(const Traced& text, std::size_t begin, std::size_t end) {
    const auto packed = unpacked(url_alphabet(text.text.substr(begin, end - begin)));
    if (!packed) return;
    for (const auto& match : find_patterns(*packed)) {
      const auto found = std::string_view{*packed}.substr(match.begin);
      add(text.begin[begin], match.kind, "", excerpt(found));
    }
  }

  std::string_view bytes_;
  const std::vector<PersonalValue>& values_;
  std::map<std::pair<std::size_t, Kind>, Hit> hits_;
};

}  // namespace

std::vector<Hit> scan(std::string_view bytes, const std::vector<PersonalValue>& values) {
  return Scanner{bytes, values}.run();
}

}  // namespace mingcha::disclosure
