// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace mingcha::disclosure {

/// Text derived from other bytes: each byte knows which stretch of the original it came from.
struct Traced {
  std::string text;
  std::vector<std::size_t> begin;
  std::vector<std::size_t> end;

  void push(std::string_view bytes, std::size_t from, std::size_t to);
  /// Bytes `at` to `at + length` of another text, with their origins.
  void copy(const Traced& other, std::size_t at, std::size_t length);
};

[[nodiscard]] Traced trace(std::string_view bytes);

/// Full-width, compatibility and circled forms as ordinary ones, all dashes as -, all spaces as
/// one space, all middle dots as ·; invisible characters gone.
[[nodiscard]] Traced fold(const Traced& text);

/// Percent-encoding, HTML character references and JSON \u escapes undone, in this order.
[[nodiscard]] Traced decode(const Traced& text);

/// Without white space (and, for numbers, hyphens, points and brackets); ASCII in lower case.
enum class Squeeze { spaces, separators };
[[nodiscard]] Traced squeeze(const Traced& text, Squeeze what);

}  // namespace mingcha::disclosure
