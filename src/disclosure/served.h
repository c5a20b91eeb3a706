// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "base/text.h"

namespace mingcha::disclosure {

/// Bytes that the public would get.
struct Served {
  Text where;  ///< "决定页面（中文）": for the finding that says where something leaks.
  std::string bytes;
};

/// Whether the bytes are of a packed or drawn format (PDF, ZIP and so XLSX, gzip, pictures) in
/// which looking for words finds nothing: what cannot be tested must not be published. A rendering
/// of such a format gives what stands in it: texts, cells, metadata.
[[nodiscard]] bool is_opaque(std::string_view bytes);

}  // namespace mingcha::disclosure
