// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <iosfwd>

#include "base/text.h"

namespace mingcha::pack {

/// The body of `mingcha pack check DIR`: loads and proves the pack, writes what it has or all that
/// is wrong with it. True when the pack can be used. Fault when the folder cannot be read.
[[nodiscard]] bool check_pack(const std::filesystem::path& directory, Language language,
                              std::ostream& out);

}  // namespace mingcha::pack
