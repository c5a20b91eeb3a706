// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

namespace mingcha::http {

/// One file of the bundled console.
struct ConsoleFile {
  std::string_view path;  ///< "index.html", "assets/desk-Ab12.js".
  std::string_view content_type;
  std::string_view digest;  ///< The first 16 hex digits of its SHA-256.
  std::string_view plain;
  std::string_view packed;  ///< The same, gzip.
};

/// Written by embed.cmake when building; sorted by path.
[[nodiscard]] const std::vector<ConsoleFile>& console_files();

}  // namespace mingcha::http
