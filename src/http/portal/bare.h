// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "http/portal/frame.h"
#include "http/portal/html.h"

namespace mingcha::portal {

/// A QR code: `size` × `size` modules, true where dark.
struct CodeView {
  int size{};
  std::vector<bool> dark;
};

/// The code as a drawing, dark on white in light and dark alike. Nothing when it is empty.
[[nodiscard]] Html drawn_code(const CodeView& code, std::string_view label);

/// A page without head and foot of the site: hall screens, posters, frames of other sites.
struct BareHead {
  std::string title;
  std::string style;  ///< "screen.css"
  std::string kind;   ///< Class of the body.
};
[[nodiscard]] std::string bare_page(const Reader& reader, const BareHead& head,
                                    const Html& content);

}  // namespace mingcha::portal
