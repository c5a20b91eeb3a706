// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <vector>

#include "base/text.h"
#include "disclosure/search.h"

namespace mingcha::disclosure {
namespace {

/// A text cut into characters, so that neighbours can be asked for.
class Characters {
 public:
  explicit Characters(std::string_view text) {
    for (std::size_t place = 0; place < text.size();) {
      const auto character = first_characters(text.substr(place), 1);
      all_.push_back(character);
      places_.push_back(place);
      place += character.size();
    }
    places_.push_back(text.size());
  }

  [[nodiscard]] std::size_t size() const { return all_.size(); }
  [[nodiscard]] std::size_t place(std::size_t index) const { return places_[index]; }
  [[nodiscard]] std::string_view operator[](std::size_t index) const {
    return index < all_.size() ? all_[index] : std::string_view{};
  }
  [[nodiscard]] bool is(std::size_t index, std::string_view set) const {
    const auto character = (*this)[index];
    if (character.empty() || (character.size() != 1 && character.size() != 3)) return false;
    return set.find(character) != std::string_view::npos;
  }

 private:
  std::vector<std::string_view> all_;
  std::vector<std::size_t> places_;
};

constexpr std::string_view kDigits = "0123456789零〇一二三四五六七八九十百";
constexpr std::string_view kRoads = "路街巷弄道村屯庄里园苑区楼院镇乡寨湾堡";
constexpr std::string_view kDoors = "号栋幢室组队弄单层楼";
constexpr std::string_view kStarters = "住于在址到往从至";

bool is_chinese(std::string_view character) {
  return character.size() == 3 && character >= "㐀" && character <= "鿿";
}

std::size_t skip_digits(const Characters& text, std::size_t index) {
  while (text.is(index, kDigits)) ++index;
  return index;
}

/// "12号" but not "12号令", "3号文件": those number papers, not doors.
bool is_door(const Characters& text, std::size_t index) {
  if (text.is(index, "单")) return text.is(index + 1, "元");
  if (text.is(index, "号")) return !text.is(index + 1, "令文案线公通决");
  return text.is(index, kDoors);
}

/// Behind the last door number that follows without a break: 12号楼3单元501室.
std::size_t end_of_doors(const Characters& text, std::size_t index) {
  for (;;) {
    const auto door = skip_digits(text, index);
    if (door == index || !is_door(text, door)) return index;
    index = door + (text.is(door, "单") ? 2 : 1);
    while (text.is(index, "楼院")) ++index;
  }
}

bool is_county(const Characters& text, std::size_t index) {
  if (text.is(index, "县旗")) return true;
  if (text.is(index, "市")) return !text.is(index + 1, "场");
  if (!text.is(index, "区")) return false;
  return index > 0 && !text.is(index - 1, "小社园厂库校发治景");
}

/// Behind the county, or behind the word that leads to the address, or a few characters back.
std::size_t start_of_address(const Characters& text, std::size_t road) {
  constexpr std::size_t kBackMax = 30;
  constexpr std::size_t kNameMax = 10;
  std::size_t first = road;
  while (first > 0 && road - first < kBackMax &&
         (is_chinese(text[first - 1]) || text.is(first - 1, kDigits))) {
    --first;
  }
  for (auto index = road; index-- > first;) {
    if (index < road && is_county(text, index)) return index + 1;
  }
  for (auto index = road; index-- > first;) {
    if (text.is(index, kStarters)) return index + 1;
  }
  return std::max(first, road > kNameMax ? road - kNameMax : 0);
}

}  // namespace

void find_addresses(std::string_view folded, std::vector<Match>& found) {
  const Characters text{folded};
  for (std::size_t index = 1; index < text.size();) {
    const bool numbered = text.is(index, kDigits) && text.is(index - 1, kRoads);
    const auto end = numbered ? end_of_doors(text, index) : index;
    if (end == index) {
      ++index;
      continue;
    }
    const auto start = start_of_address(text, index - 1);
    if (start + 1 < index) found.push_back({text.place(start), text.place(end), Kind::address});
    index = end;
  }
}

}  // namespace mingcha::disclosure
