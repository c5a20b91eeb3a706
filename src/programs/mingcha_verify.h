// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/text.h"

namespace mingcha::verify {

// mingcha-verify: checks receipts and whole logs with nothing but the files it is given.

enum class Exit : int {
  proven = 0,
  not_proven = 1,
  unreadable = 2,  ///< Input missing or malformed, or a wrong command line.
};

struct ProofOptions {
  std::filesystem::path proof, policy;
  std::optional<std::filesystem::path> fields;    ///< JSON object of strings: expected values.
  std::optional<std::string> record_key;          ///< base64url: then `fields` are all there are.
  std::optional<std::filesystem::path> document;  ///< Published document, with `salt`.
  std::optional<std::string> salt;                ///< base64url.
  std::optional<std::filesystem::path> log;       ///< Folder of the log: gives leaves not carried.
  std::optional<std::filesystem::path> review;    ///< Receipt of the review referred to.
  std::optional<std::string> sm2_key;             ///< vkey: its line is demanded too.
};

struct TextOptions {
  std::filesystem::path document;  ///< As published.
  std::filesystem::path proof;     ///< proof.json beside it.
  std::filesystem::path log, policy;
};

struct LookOptions {
  std::filesystem::path proof, policy;
};

struct BundleOptions {
  std::filesystem::path folder;  ///< Unpacked: MANIFEST and the files it names.
  std::filesystem::path policy;
};

struct LogOptions {
  std::filesystem::path log, policy;
  std::vector<std::filesystem::path> older;  ///< Checkpoints kept from before.
};

/// What is proven, line by line. Throws Fault when a file cannot be read.
[[nodiscard]] Result<std::vector<Text>> check_proof(const ProofOptions& options);
[[nodiscard]] Result<std::vector<Text>> check_text(const TextOptions& options);
[[nodiscard]] Result<std::vector<Text>> check_look(const LookOptions& options);
[[nodiscard]] Result<std::vector<Text>> check_bundle(const BundleOptions& options);
[[nodiscard]] Result<std::vector<Text>> check_log(const LogOptions& options);

/// The whole file. Throws Fault naming it when it cannot be read.
[[nodiscard]] std::string read_file(const std::filesystem::path& path);

}  // namespace mingcha::verify
