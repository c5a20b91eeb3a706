// SPDX-License-Identifier: Apache-2.0
#include "programs/keys.h"

#include <fcntl.h>
#include <fstream>
#include <sstream>
#include <unistd.h>

#include "crypto/random.h"

namespace mingcha::programs {
namespace {

namespace fs = std::filesystem;

void write_secret(const fs::path& path, const std::string& text) {
  fs::create_directories(path.parent_path());
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (file < 0) throw Fault("cannot create " + path.string());
  const bool good = ::write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size()) &&
                    ::fsync(file) == 0;
  ::close(file);
  if (!good) throw Fault("cannot write " + path.string());
}

std::string read_secret(const fs::path& path) {
  std::ifstream in{path};
  if (!in) throw Fault("key file missing: " + path.string() + " (mingcha init makes it)");
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

Digest read_digest(const fs::path& path) {
  const auto bytes = from_hex(trim(read_secret(path)));
  const auto digest = bytes ? to_digest(*bytes) : std::nullopt;
  if (!digest) throw Fault("not 64 hex digits: " + path.string());
  return *digest;
}

}  // namespace

void make_missing_keys(const Settings& settings) {
  for (const auto& path : {settings.log_key, settings.wrapping_key}) {
    if (!fs::exists(path)) write_secret(path, to_hex(crypto::random_bytes(32)) + "\n");
  }
  if (!settings.sm2_key.empty() && !fs::exists(settings.sm2_key)) {
    write_secret(settings.sm2_key, crypto::Sm2Key::generate().to_pem());
  }
}

desk::LogKeys load_log_keys(const Settings& settings) {
  desk::LogKeys keys{ledger::NoteSigner{settings.origin, read_digest(settings.log_key)}, {}};
  if (!settings.sm2_key.empty()) {
    keys.sm2 = crypto::Sm2Key::from_pem(read_secret(settings.sm2_key));
    if (!keys.sm2) throw Fault("no SM2 key: " + settings.sm2_key.string());
  }
  return keys;
}

Digest load_wrapping_key(const Settings& settings) { return read_digest(settings.wrapping_key); }

}  // namespace mingcha::programs
