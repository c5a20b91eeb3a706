// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/encoding.h"
#include "base/result.h"
#include "ledger/note.h"

namespace mingcha::ledger {

/// Files handed out together, with the log's signature under their digests:
///
///   ael-bundle/v1
///   <origin>
///   <what it is>
///   <size of the log when it was made>
///   <SHA-256, hex> <bytes> <name>
///   …
///
/// as the text of a signed note. Its first line has no "/" but the one before "v1" and its second
/// is no number, so it is no checkpoint, and a checkpoint is no manifest.
struct Manifest {
  struct File {
    std::string name;  ///< Visible ASCII without "/" and "\".
    std::uint64_t size = 0;
    Digest digest{};
    bool operator==(const File&) const = default;
  };
  std::string origin;
  std::string what;  ///< "decisions 2026-03": visible ASCII and spaces.
  std::uint64_t log_size = 0;
  std::vector<File> files;  ///< At least one, each name once.

  [[nodiscard]] std::string text() const;
  bool operator==(const Manifest&) const = default;
};

/// The name under which it lies beside the files.
inline constexpr const char* kManifestName = "MANIFEST";

[[nodiscard]] Result<Manifest> parse_manifest_text(std::string_view text);

/// The origin has to be the signer's name.
[[nodiscard]] Note sign_manifest(const Manifest& manifest, const NoteSigner& signer);

/// Reads, and demands the signature of `log` and its name as the origin.
[[nodiscard]] Result<Manifest> open_manifest(std::string_view bytes, const VerifierKey& log);

}  // namespace mingcha::ledger
