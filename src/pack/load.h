// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>

#include "base/result.h"
#include "pack/definition.h"

namespace mingcha::pack {

/// The files of a pack: path relative to its folder, with "/", and bytes.
using PackFiles = std::map<std::string, std::string>;

/// Reads every regular file under the folder. Fault when the folder cannot be read.
[[nodiscard]] PackFiles read_files(const std::filesystem::path& directory);

/// SHA-256 over, for each file by name: length of name, name, length of bytes, bytes (lengths as
/// eight bytes, big end first).
[[nodiscard]] Digest digest_of(const PackFiles& files);

/// Proving takes longer than all the rest, and of the same bytes it says the same each time.
enum class Proofs {
  run,
  known,  ///< The caller has it on record that these very files (digest_of) were proved.
};

/// Reads, cross-checks and proves a pack. Refuses (Refusal::invalid) with everything that is wrong
/// at once, each finding beginning "file:line:column: ". Proofs are tried once all else is right.
[[nodiscard]] Result<std::shared_ptr<const Pack>> load(const PackFiles& files,
                                                       Proofs proofs = Proofs::run);
[[nodiscard]] Result<std::shared_ptr<const Pack>> load(const std::filesystem::path& directory,
                                                       Proofs proofs = Proofs::run);

}  // namespace mingcha::pack
