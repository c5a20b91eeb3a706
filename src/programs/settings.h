// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"
#include "channels/options.h"

namespace mingcha::programs {

/// What deploy/mingcha.toml says; doc/operating/install.md explains each key.
struct Settings {
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;
  std::string base_url = "http://127.0.0.1:8080";
  unsigned threads = 0;
  std::vector<std::string> trusted_proxies;
  std::string database;
  std::filesystem::path data;
  std::filesystem::path pack;
  std::string origin;
  std::filesystem::path log_key, sm2_key, wrapping_key;
  std::chrono::milliseconds interval{500};
  std::vector<std::string> witnesses;  ///< "<name> <vkey> <url>"
  std::chrono::minutes idle{30};
  std::chrono::hours absolute{12};
  std::chrono::seconds looks_every{600};  ///< How often looks get a batch in the public log.
  std::int64_t looks_most = 1000;         ///< In one batch.
  std::string metrics_token;
  std::filesystem::path paper_fonts;               ///< Fonts of the deployer's own; may be empty.
  std::filesystem::path recordings_folder{};       ///< That is watched for files; may be empty.
  std::filesystem::path paper_seal;                ///< PNG of the organ's seal; may be empty.
  std::vector<channels::ChannelOptions> channels;  ///< [channel.<id>]
  unsigned public_per_minute = 600;                ///< Requests of one address; 0: no limit.
  std::vector<std::string> embed_origins;          ///< Sites that may show /embed/… in a frame.
  bool demonstration = false;  ///< Never from a file: only `mingcha demo` sets it.
};

/// Findings name the key and the line. Unknown keys are refused: a misspelt one would be silent.
[[nodiscard]] Result<Settings> load_settings(const std::filesystem::path& file);

}  // namespace mingcha::programs
