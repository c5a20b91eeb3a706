// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <iosfwd>
#include <memory>

#include "base/text.h"

namespace mingcha::pack {

struct Pack;

/// Loads and proves the pack, writes what it has or all that is wrong with it. Nothing when the
/// pack cannot be used. Fault when the folder cannot be read.
[[nodiscard]] std::shared_ptr<const Pack> check_pack(const std::filesystem::path& directory,
                                                     Language language, std::ostream& out);

/// Prints what the pack's author could not confirm, as "file:line: what it is about: question".
/// False, with every reason written, when the pack cannot be read. Nothing is proved.
bool list_questions(const std::filesystem::path& directory, Language language, std::ostream& out);

}  // namespace mingcha::pack
