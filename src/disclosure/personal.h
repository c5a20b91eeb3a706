// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"

namespace mingcha::disclosure {

/// How a value may be shown outside.
enum class Privacy {
  open,    ///< As it is.
  masked,  ///< Behind the mask of its kind.
  closed,  ///< Not at all.
};

/// What a value is; decides its mask.
enum class Kind {
  person_name,        ///< 张某
  organisation_name,  ///< Public: never masked.
  id_card,
  phone,
  bank_card,
  plate,
  email,
  address,  ///< Down to the county, then the mark.
  text,     ///< What personal values and patterns it holds is masked, the rest stays.
  all,      ///< Masked whole.
};

/// By its name in the pack: "person_name" … Nothing for other words.
[[nodiscard]] std::optional<Kind> parse_kind(std::string_view word);
[[nodiscard]] const char* to_string(Kind kind);
/// For people.
[[nodiscard]] Text title(Kind kind);

/// One value from the case's structured facts.
struct PersonalValue {
  std::string label;  ///< Whose and which: field id or the like.
  Kind kind{};
  std::string value;
  Privacy privacy = Privacy::masked;
};

/// Stands where something was taken out.
inline constexpr std::string_view kMark = "****";

/// Surname and 某; compound surnames whole (欧阳某); other scripts: 某.
[[nodiscard]] std::string masked_name(std::string_view name);
/// 宁夏回族自治区银川市永宁县****; the mark alone where no county is named.
[[nodiscard]] std::string masked_address(std::string_view address);

/// A mask for each value, in order: the same person has the same mask, and persons who would share
/// one are told apart (张某甲, 张某乙).
[[nodiscard]] std::vector<std::string> masks_of(const std::vector<PersonalValue>& values);

}  // namespace mingcha::disclosure
