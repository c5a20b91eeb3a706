// SPDX-License-Identifier: Apache-2.0
#include "http/server/body_file.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>
#include <vector>

#include "base/assert.h"
#include "base/result.h"
#include "http/request.h"

namespace mingcha::http {
namespace {

constexpr std::string_view kPrefix = "body-";

[[noreturn]] void fail(const std::string& what, const std::filesystem::path& path, int error) {
  throw Fault{what + " " + path.string() + ": " + std::strerror(error)};  // NOLINT: glibc's is safe
}

}  // namespace

BodyFile::~BodyFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
  if (!path_.empty()) ::unlink(path_.c_str());
}

void BodyFile::create(const std::filesystem::path& folder) {
  MINGCHA_ASSERT(path_.empty());
  std::filesystem::path path = folder / (std::string{kPrefix} + make_request_id());
  descriptor_ = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (descriptor_ < 0) fail("cannot create", path, errno);
  path_ = std::move(path);
}

void BodyFile::write(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) fail("cannot write", path_, errno);
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

void BodyFile::close() {
  const int descriptor = descriptor_;
  descriptor_ = -1;
  if (descriptor >= 0 && ::close(descriptor) != 0 && errno != EINTR)
    fail("cannot close", path_, errno);
}

void clear_body_folder(const std::filesystem::path& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) throw Fault{"cannot create " + folder.string() + ": " + error.message()};
  std::vector<std::filesystem::path> left_behind;
  for (const auto& entry : std::filesystem::directory_iterator{folder, error}) {
    if (entry.path().filename().string().starts_with(kPrefix)) left_behind.push_back(entry.path());
  }
  for (const auto& path : left_behind) {
    if (!error) std::filesystem::remove(path, error);
  }
  if (error) throw Fault{"cannot clear " + folder.string() + ": " + error.message()};
}

}  // namespace mingcha::http
