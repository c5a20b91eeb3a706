// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

typedef struct _cairo_surface cairo_surface_t;

namespace mingcha::render {

using Picture = std::shared_ptr<cairo_surface_t>;

/// Reads a PNG; null when it is none, is damaged, or would be larger than 4096 × 4096: a few bytes
/// can unpack to very many.
[[nodiscard]] Picture read_png(std::string_view bytes);
[[nodiscard]] int width_of(const Picture& picture);
[[nodiscard]] int height_of(const Picture& picture);

/// A QR code: `size` × `size` modules, true where dark. Empty when the text is too long for one.
struct Code {
  int size = 0;
  std::vector<bool> dark;
};
[[nodiscard]] Code make_code(std::string_view text);

}  // namespace mingcha::render
