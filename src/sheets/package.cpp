// SPDX-License-Identifier: Apache-2.0
#include "sheets/package.h"

#include <array>
#include <zip.h>

namespace mingcha::sheets {

std::unique_ptr<Package> Package::open(std::string_view bytes, std::uint64_t unpacked_max) {
  zip_error_t error;
  ::zip_error_init(&error);
  auto* source = ::zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  if (source == nullptr) {
    ::zip_error_fini(&error);
    return nullptr;
  }
  auto* archive = ::zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &error);
  ::zip_error_fini(&error);
  if (archive == nullptr) {
    ::zip_source_free(source);
    return nullptr;
  }
  return std::unique_ptr<Package>{new Package{archive, unpacked_max}};
}

Package::~Package() { ::zip_discard(archive_); }

bool Package::has(const std::string& part) const {
  return ::zip_name_locate(archive_, part.c_str(), 0) >= 0;
}

Package::Outcome Package::read(const std::string& part,
                               const std::function<bool(std::string_view)>& take) {
  const auto index = ::zip_name_locate(archive_, part.c_str(), 0);
  if (index < 0) return Outcome::missing;
  auto* file = ::zip_fopen_index(archive_, static_cast<zip_uint64_t>(index), 0);
  if (file == nullptr) return Outcome::broken;
  // What the file says of its own sizes is not believed: counted is what comes out.
  std::array<char, 65536> buffer{};
  auto outcome = Outcome::done;
  for (;;) {
    const auto got = ::zip_fread(file, buffer.data(), buffer.size());
    if (got < 0) outcome = Outcome::broken;
    if (got <= 0) break;
    if (static_cast<std::uint64_t>(got) > left_) {
      outcome = Outcome::too_large;
      break;
    }
    left_ -= static_cast<std::uint64_t>(got);
    if (!take({buffer.data(), static_cast<std::size_t>(got)})) {
      outcome = Outcome::stopped;
      break;
    }
  }
  if (::zip_fclose(file) != 0 && outcome == Outcome::done) outcome = Outcome::broken;
  return outcome;
}

}  // namespace mingcha::sheets
