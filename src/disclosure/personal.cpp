// SPDX-License-Identifier: Apache-2.0
#include "disclosure/personal.h"

#include <algorithm>
#include <array>
#include <map>

#include "base/assert.h"
#include "base/text.h"

namespace mingcha::disclosure {
namespace {

constexpr std::array kKinds{Kind::person_name, Kind::organisation_name, Kind::id_card,
                            Kind::phone,       Kind::bank_card,         Kind::plate,
                            Kind::email,       Kind::address,           Kind::text,
                            Kind::all};

constexpr std::array<std::string_view, 22> kCompoundSurnames{
    "欧阳", "司马", "上官", "诸葛", "夏侯", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐",
    "司徒", "司空", "端木", "南宫", "西门", "独孤", "轩辕", "宇文", "长孙", "闻人", "申屠"};

constexpr std::array<std::string_view, 10> kStems{"甲", "乙", "丙", "丁", "戊",
                                                  "己", "庚", "辛", "壬", "癸"};

bool is_chinese(std::string_view character) {
  return character.size() >= 3 && character >= "㐀" && character <= "鿿";
}

/// 甲, 乙 … 癸, 甲甲, 甲乙 …
std::string stem(std::size_t index) {
  std::string out{kStems.at(index % kStems.size())};
  if (index >= kStems.size()) out = stem(index / kStems.size() - 1) + out;
  return out;
}

bool ends_word(std::string_view before, std::initializer_list<std::string_view> words) {
  return std::ranges::any_of(words, [&](std::string_view word) { return before.ends_with(word); });
}

/// Where a county, district, banner or county-level city ends in an address; 0 where none is named.
std::size_t end_of_county(std::string_view address) {
  constexpr std::size_t kFirstCharacters = 25;
  constexpr std::size_t kBytes = 3;
  const auto head = first_characters(address, kFirstCharacters);
  std::size_t city = 0;
  for (std::size_t at = 0; at + kBytes <= head.size(); ++at) {
    const auto character = head.substr(at, kBytes);
    const auto before = head.substr(0, at);
    if (character == "县" || character == "旗") return at + kBytes;
    if (character == "市") city = at + kBytes;
    if (character != "区") continue;
    if (ends_word(before, {"自治", "特别行政"})) continue;
    if (ends_word(before, {"小", "社", "园", "厂", "库", "校", "发", "工业", "景"})) break;
    return at + kBytes;
  }
  return city;
}

}  // namespace

const char* to_string(Kind kind) {
  switch (kind) {
    case Kind::person_name: return "person_name";
    case Kind::organisation_name: return "organisation_name";
    case Kind::id_card: return "id_card";
    case Kind::phone: return "phone";
    case Kind::bank_card: return "bank_card";
    case Kind::plate: return "plate";
    case Kind::email: return "email";
    case Kind::address: return "address";
    case Kind::text: return "text";
    case Kind::all: return "all";
  }
  MINGCHA_ASSERT(false);
}

Text title(Kind kind) {
  switch (kind) {
    case Kind::person_name: return {"姓名", "name of a person"};
    case Kind::organisation_name: return {"单位名称", "name of an organisation"};
    case Kind::id_card: return {"身份证号", "identity number"};
    case Kind::phone: return {"电话", "telephone"};
    case Kind::bank_card: return {"银行卡号", "bank card"};
    case Kind::plate: return {"车牌", "number plate"};
    case Kind::email: return {"电子邮箱", "e-mail"};
    case Kind::address: return {"住址", "address"};
    case Kind::text: return {"含个人信息的文字", "text with personal data"};
    case Kind::all: return {"不公开的内容", "what is not public"};
  }
  MINGCHA_ASSERT(false);
}

std::optional<Kind> parse_kind(std::string_view word) {
  const auto* found =
      std::ranges::find_if(kKinds, [&](Kind kind) { return word == to_string(kind); });
  return found == kKinds.end() ? std::nullopt : std::optional{*found};
}

std::string masked_name(std::string_view name) {
  const auto trimmed = trim(name);
  const auto two = first_characters(trimmed, 2);
  const bool foreign = trimmed.find("·") != std::string_view::npos;
  if (foreign || !is_chinese(first_characters(trimmed, 1))) return "某";
  const bool compound = std::ranges::find(kCompoundSurnames, two) != kCompoundSurnames.end();
  // A name of two characters has a surname of one: 司马 alone would otherwise show whole.
  const bool whole = trimmed.size() == two.size();
  return std::string{compound && !whole ? two : first_characters(trimmed, 1)} + "某";
}

std::string masked_address(std::string_view address) {
  const auto trimmed = trim(address);
  return std::string{trimmed.substr(0, end_of_county(trimmed))} + std::string{kMark};
}

std::vector<std::string> masks_of(const std::vector<PersonalValue>& values) {
  std::map<std::string, std::vector<std::string>> names_behind;
  for (const auto& value : values) {
    if (value.kind != Kind::person_name) continue;
    auto& names = names_behind[masked_name(value.value)];
    if (std::ranges::find(names, value.value) == names.end()) names.push_back(value.value);
  }
  std::vector<std::string> masks;
  for (const auto& value : values) {
    if (value.kind == Kind::address)
      masks.push_back(masked_address(value.value));
    else if (value.kind != Kind::person_name)
      masks.emplace_back(kMark);
    else {
      auto mask = masked_name(value.value);
      const auto& names = names_behind[mask];
      const auto index =
          static_cast<std::size_t>(std::ranges::find(names, value.value) - names.begin());
      masks.push_back(names.size() > 1 ? mask + stem(index) : mask);
    }
  }
  return masks;
}

}  // namespace mingcha::disclosure
