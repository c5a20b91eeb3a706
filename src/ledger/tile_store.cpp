// SPDX-License-Identifier: Apache-2.0
#include "ledger/tile_store.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <iterator>
#include <sys/stat.h>
#include <unistd.h>

#include <fmt/format.h>

#include "base/result.h"

namespace mingcha::ledger {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(std::string_view doing, const fs::path& path) {
  throw Fault(fmt::format("{} {}: {}", doing, path.string(), std::strerror(errno)));
}

class Descriptor {
 public:
  Descriptor(const fs::path& path, int flags)
      : path_{path}, fd_{::open(path.c_str(), flags, 0644)} {
    if (fd_ < 0) fail("open", path_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() { ::close(fd_); }

  void write(std::string_view bytes) const {
    while (!bytes.empty()) {
      const auto count = ::write(fd_, bytes.data(), bytes.size());
      if (count < 0 && errno == EINTR) continue;
      if (count < 0) fail("write", path_);
      bytes.remove_prefix(static_cast<std::size_t>(count));
    }
  }
  void sync() const {
    if (::fsync(fd_) != 0) fail("fsync", path_);
  }

 private:
  fs::path path_;
  int fd_;
};

void sync_folder(const fs::path& folder) {
  Descriptor{folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC}.sync();
}

/// A new folder is durable only once its parent has been synced.
// NOLINTNEXTLINE(misc-no-recursion): as deep as the path.
void make_folder(const fs::path& folder) {
  if (fs::is_directory(folder)) return;
  make_folder(folder.parent_path());
  if (::mkdir(folder.c_str(), 0755) != 0 && errno != EEXIST) fail("mkdir", folder);
  sync_folder(folder.parent_path());
}

}  // namespace

FolderTileStore::FolderTileStore(fs::path folder) : folder_{fs::absolute(std::move(folder))} {
  if (!fs::is_directory(folder_)) {
    throw Fault(fmt::format("the log's folder does not exist: {}", folder_.string()));
  }
}

std::optional<std::string> FolderTileStore::read(std::string_view path) {
  const auto file = folder_ / path;
  errno = 0;
  std::ifstream in{file, std::ios::binary};
  if (!in) {
    if (errno == ENOENT || errno == ENOTDIR) return std::nullopt;
    fail("open", file);
  }
  std::string bytes{std::istreambuf_iterator<char>{in}, {}};
  if (in.bad()) fail("read", file);
  return bytes;
}

void FolderTileStore::write(std::string_view path, std::string_view bytes) {
  const auto file = folder_ / path;
  if (const auto present = read(path)) {
    if (*present != bytes) {
      throw Fault(fmt::format("{} is there already with other bytes", file.string()));
    }
    sync_folder(file.parent_path());  // The rename may be younger than the last power cut.
    return;
  }
  make_folder(file.parent_path());
  auto temporary = file;
  temporary += ".new";
  {
    const Descriptor out{temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC};
    out.write(bytes);
    out.sync();
  }
  if (::rename(temporary.c_str(), file.c_str()) != 0) fail("rename", temporary);
  sync_folder(file.parent_path());
}

std::vector<std::string> FolderTileStore::list(std::string_view folder) {
  std::vector<std::string> names;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator{folder_ / folder, error}) {
    names.push_back(entry.path().filename().string());
  }
  if (error && error != std::errc::no_such_file_or_directory) {
    throw Fault(fmt::format("list {}: {}", folder, error.message()));
  }
  std::sort(names.begin(), names.end());
  return names;
}

void FolderTileStore::remove(std::string_view path) {
  std::error_code error;
  fs::remove(folder_ / path, error);
  if (error) throw Fault(fmt::format("remove {}: {}", path, error.message()));
}

}  // namespace mingcha::ledger
