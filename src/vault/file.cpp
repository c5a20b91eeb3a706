// SPDX-License-Identifier: Apache-2.0
#include "vault/file.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <string>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

#include "base/result.h"

namespace mingcha::vault {
namespace {

[[noreturn]] void fail(const char* doing, int error) {
  throw Fault(std::string{"vault: cannot "} + doing + ": " + std::strerror(error));  // NOLINT
}

bool is_full(int error) { return error == ENOSPC || error == EDQUOT || error == EFBIG; }

}  // namespace

File::File(const std::filesystem::path& path, int flags)
    : descriptor_{::open(path.c_str(), flags | O_CLOEXEC, 0600)} {
  if (descriptor_ < 0) throw Fault("vault: cannot open " + path.string());
}

File::File(File&& other) noexcept : descriptor_{std::exchange(other.descriptor_, -1)} {}

File::~File() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

std::uint64_t File::size() const {
  struct stat facts {};
  if (::fstat(descriptor_, &facts) != 0) fail("look at a file", errno);
  return static_cast<std::uint64_t>(facts.st_size);
}

std::size_t File::read_at(std::uint64_t offset, char* to, std::size_t count) const {
  std::size_t done = 0;
  while (done < count) {
    const auto got =
        ::pread(descriptor_, to + done, count - done, static_cast<off_t>(offset + done));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) fail("read", errno);
    if (got == 0) break;
    done += static_cast<std::size_t>(got);
  }
  return done;
}

std::size_t File::write_at(std::uint64_t offset, std::string_view bytes) const {
  std::size_t done = 0;
  while (done < bytes.size()) {
    const auto put = ::pwrite(descriptor_, bytes.data() + done, bytes.size() - done,
                              static_cast<off_t>(offset + done));
    if (put < 0 && errno == EINTR) continue;
    if (put < 0 && is_full(errno)) break;
    if (put < 0) fail("write", errno);
    done += static_cast<std::size_t>(put);
  }
  return done;
}

void File::cut_to(std::uint64_t size) const {
  if (::ftruncate(descriptor_, static_cast<off_t>(size)) != 0) fail("cut a file", errno);
}

bool File::sync() const {
  if (::fdatasync(descriptor_) == 0) return true;
  if (is_full(errno)) return false;
  fail("flush", errno);
}

void flush_folder(const std::filesystem::path& folder) {
  const File opened{folder, O_RDONLY | O_DIRECTORY};
  if (::fsync(opened.descriptor()) != 0) fail("flush a folder", errno);
}

void write_new(const std::filesystem::path& path, std::string_view bytes) {
  const File file{path, O_WRONLY | O_CREAT | O_EXCL};
  if (file.write_at(0, bytes) < bytes.size() || ::fsync(file.descriptor()) != 0) {
    fail("write a new file", errno);
  }
}

}  // namespace mingcha::vault
