// SPDX-License-Identifier: Apache-2.0
#include "base/identity.h"

#include <algorithm>
#include <array>
#include <string>

namespace mingcha {
namespace {

bool all_digits(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

/// Eight characters and a check digit.
bool checked_organisation_code(std::string_view code) {
  constexpr std::array kWeights{3, 7, 9, 10, 5, 8, 4, 2};
  int sum = 0;
  for (std::size_t i = 0; i < kWeights.size(); ++i) {
    const char c = code[i];
    sum += kWeights.at(i) * (c <= '9' ? c - '0' : c - 'A' + 10);
  }
  const int check = 11 - sum % 11;
  const char expected = check == 10 ? 'X' : check == 11 ? '0' : static_cast<char>('0' + check);
  return code[8] == expected;
}

}  // namespace

std::optional<IdCard> valid_id_card(std::string_view text) {
  if (text.size() != 18 || !all_digits(text.substr(0, 17)) || text[0] == '0') return std::nullopt;
  constexpr std::array kWeights{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  constexpr std::string_view kChecks = "10X98765432";
  int sum = 0;
  for (std::size_t i = 0; i < kWeights.size(); ++i) sum += kWeights.at(i) * (text[i] - '0');
  if (text[17] != kChecks[static_cast<std::size_t>(sum % 11)]) return std::nullopt;
  const auto date = std::string{text.substr(6, 4)} + "-" + std::string{text.substr(10, 2)} + "-" +
                    std::string{text.substr(12, 2)};
  const auto birth = parse_day(date);
  if (!birth) return std::nullopt;
  return IdCard{*birth, (text[16] - '0') % 2 == 1 ? Sex::male : Sex::female};
}

bool valid_uscc(std::string_view text) {
  constexpr std::string_view kAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
  constexpr std::array kWeights{1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28};
  if (text.size() != 18 || !all_digits(text.substr(2, 6))) return false;
  std::size_t sum = 0;
  for (std::size_t i = 0; i < kWeights.size(); ++i) {
    const auto value = kAlphabet.find(text[i]);
    if (value == std::string_view::npos) return false;
    sum += static_cast<std::size_t>(kWeights.at(i)) * value;
  }
  const auto check = (31 - sum % 31) % 31;
  return text[17] == kAlphabet[check] && checked_organisation_code(text.substr(8, 9));
}

bool valid_organisation_code(std::string_view text) {
  std::string code{text};
  if (code.size() == 10 && code[8] == '-') code.erase(8, 1);
  const bool known = code.size() == 9 && std::all_of(code.begin(), code.end(), [](char c) {
                       return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
                     });
  return known && checked_organisation_code(code);
}

bool valid_phone(std::string_view text) {
  if (text.size() == 11 && all_digits(text)) return text[0] == '1' && text[1] >= '3';
  if (text.empty() || text[0] != '0') return false;
  const auto dash = text.find('-');
  if (dash != 3 && dash != 4) return false;
  auto number = text.substr(dash + 1);
  if (const auto extension = number.find('-'); extension != std::string_view::npos) {
    const auto digits = number.substr(extension + 1);
    if (digits.empty() || digits.size() > 6 || !all_digits(digits)) return false;
    number = number.substr(0, extension);
  }
  return all_digits(text.substr(0, dash)) && (number.size() == 7 || number.size() == 8) &&
         all_digits(number) && number[0] != '0';
}

}  // namespace mingcha
