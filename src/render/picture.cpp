// SPDX-License-Identifier: Apache-2.0
#include "render/picture.h"

#include <algorithm>
#include <cairo.h>
#include <cstring>

#include <qrencode.h>

namespace mingcha::render {
namespace {

constexpr std::uint32_t kLargest = 4096;
constexpr std::string_view kSignature = "\x89PNG\r\n\x1a\n";

std::uint32_t big_endian(std::string_view bytes, std::size_t at) {
  std::uint32_t out = 0;
  for (std::size_t i = 0; i < 4; ++i) out = out << 8U | static_cast<unsigned char>(bytes[at + i]);
  return out;
}

cairo_status_t read_some(void* closure, unsigned char* into, unsigned int length) {
  auto& rest = *static_cast<std::string_view*>(closure);
  if (rest.size() < length) return CAIRO_STATUS_READ_ERROR;
  std::memcpy(into, rest.data(), length);
  rest.remove_prefix(length);
  return CAIRO_STATUS_SUCCESS;
}

}  // namespace

Picture read_png(std::string_view bytes) {
  // Signature, then IHDR as the first chunk: length, name, width, height.
  if (bytes.size() < 33 || !bytes.starts_with(kSignature)) return nullptr;
  const auto width = big_endian(bytes, 16);
  const auto height = big_endian(bytes, 20);
  if (width == 0 || height == 0 || width > kLargest || height > kLargest) return nullptr;
  Picture picture{cairo_image_surface_create_from_png_stream(read_some, &bytes),
                  cairo_surface_destroy};
  if (cairo_surface_status(picture.get()) != CAIRO_STATUS_SUCCESS) return nullptr;
  return picture;
}

int width_of(const Picture& picture) { return cairo_image_surface_get_width(picture.get()); }
int height_of(const Picture& picture) { return cairo_image_surface_get_height(picture.get()); }

Code make_code(std::string_view text) {
  const std::unique_ptr<QRcode, decltype(&QRcode_free)> made{
      QRcode_encodeString8bit(std::string{text}.c_str(), 0, QR_ECLEVEL_M), QRcode_free};
  if (!made) return {};
  Code code{made->width, {}};
  const auto count = static_cast<std::size_t>(made->width) * static_cast<std::size_t>(made->width);
  code.dark.resize(count);
  for (std::size_t i = 0; i < count; ++i) code.dark[i] = (made->data[i] & 1U) != 0;
  return code;
}

}  // namespace mingcha::render
