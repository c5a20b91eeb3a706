// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

#include "base/instant.h"

namespace mingcha {

enum class Sex { male, female };

struct IdCard {
  Day birth{};
  Sex sex{};

  bool operator==(const IdCard&) const = default;
};

/// A citizen's identity number of 18 characters (GB 11643-1999): check digit, a birth date that
/// exists. Capital X only.
[[nodiscard]] std::optional<IdCard> valid_id_card(std::string_view text);

/// A unified social credit code of 18 characters (GB 32100-2015) with both its check digits.
[[nodiscard]] bool valid_uscc(std::string_view text);

/// An organisation code of 9 characters (GB 11714): eight digits or capitals and a check digit, a
/// hyphen before it or not.
[[nodiscard]] bool valid_organisation_code(std::string_view text);

/// A mobile number of 11 digits, or a landline with area code ("0951-1234567", extension "-12").
[[nodiscard]] bool valid_phone(std::string_view text);

}  // namespace mingcha
