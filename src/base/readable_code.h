// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

/// Codes that people copy by hand from paper: 23 characters of which no two look alike, the last
/// one of each code being a check.
namespace mingcha {

inline constexpr std::string_view kCodeAlphabet = "3456789ACDEFHJKMNPRTWXY";

/// A code of `length` characters (2 to 22) from at least 16 bytes: the same bytes give the same
/// code. Each character but the last holds 4.5 bits of them.
[[nodiscard]] std::string make_code(std::string_view bytes, std::size_t length);

enum class CodeFault {
  none,
  empty,
  length,     ///< Too many or too few characters.
  character,  ///< One that is in no code.
  check,      ///< One character is wrong, or two have changed places.
};

struct TypedCode {
  std::string code;  ///< As it was made; empty unless there is no fault.
  CodeFault fault{};
};

/// What somebody typed: small letters, full-width forms, spaces and dashes are put right, and so is
/// what looks like one of ours (O, 0 and Q for D; B for 8; G for 6; S for 5; Z and 2 are none).
[[nodiscard]] TypedCode read_code(std::string_view typed, std::size_t length);

/// "K7M3-9PXA-…": in groups of four.
[[nodiscard]] std::string in_groups(std::string_view code);

}  // namespace mingcha
