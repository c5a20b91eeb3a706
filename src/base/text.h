// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace mingcha {

enum class Language { zh, en };

/// A sentence for people, Chinese first. Never used as a key and never compared by programs.
struct Text {
  std::string zh;
  std::string en;

  [[nodiscard]] const std::string& in(Language language) const {
    return language == Language::en && !en.empty() ? en : zh;
  }
  bool operator==(const Text&) const = default;
};

/// True when `bytes` is well-formed UTF-8 without U+0000.
[[nodiscard]] bool is_text(std::string_view bytes);

/// Unicode NFC. Nothing when `utf8` is not well-formed.
[[nodiscard]] std::optional<std::string> to_nfc(std::string_view utf8);

/// Code points, as a form's length limit counts them. `utf8` must be well-formed.
[[nodiscard]] std::size_t count_characters(std::string_view utf8);

/// The first `count` code points; the whole text when it has fewer.
[[nodiscard]] std::string_view first_characters(std::string_view utf8, std::size_t count);

/// Escapes & < > " ' for HTML text and quoted attributes.
[[nodiscard]] std::string escape_html(std::string_view text);

/// Without leading and trailing ASCII white space and U+3000.
[[nodiscard]] std::string_view trim(std::string_view text);

}  // namespace mingcha
