// SPDX-License-Identifier: Apache-2.0
#include "programs/watched_folder.h"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "desk/recording_desk.h"
#include "desk/services.h"
#include "desk/upload_desk.h"
#include "vault/folder_vault.h"

namespace mingcha::programs {
namespace {

namespace fs = std::filesystem;

/// Nobody has written to it for so long: it is whole.
constexpr std::chrono::seconds kStill{60};

Instant written_at(const fs::path& file) {
  return std::chrono::time_point_cast<std::chrono::milliseconds>(
      std::chrono::file_clock::to_sys(fs::last_write_time(file)));
}

}  // namespace

WatchedFolder::WatchedFolder(desk::Services& services, fs::path folder, fs::path through)
    : services_{services}, folder_{std::move(folder)}, through_{std::move(through)} {
  if (!fs::is_directory(folder_)) {
    throw Fault("recordings.folder: no such folder: " + folder_.string());
  }
}

std::size_t WatchedFolder::take(std::size_t most) {
  std::size_t count = 0;
  for (const auto& device : fs::directory_iterator{folder_}) {
    if (!device.is_directory()) continue;
    for (const auto& entry : fs::recursive_directory_iterator{device.path()}) {
      if (count == most) return count;
      // A link could lead anywhere.
      if (entry.is_symlink() || !entry.is_regular_file()) continue;
      if (entry.path().extension() == ".refused") continue;
      if (services_.clock.now() - written_at(entry.path()) < kStill) continue;
      take_one(entry.path(), device.path().filename().string());
      ++count;
    }
  }
  return count;
}

void WatchedFolder::take_one(const fs::path& file, const std::string& device) {
  const auto size = fs::file_size(file);
  const auto ended = written_at(file);
  const auto copy = through_ / "arriving";
  fs::copy_file(file, copy, fs::copy_options::overwrite_existing);
  const auto kept = services_.recordings_vault.keep(copy, std::nullopt);
  if (!kept) {  // Empty: looked at again when somebody has looked into it.
    spdlog::warn("监视文件夹中的文件未能入库 not taken from the folder: {}: {}", file.string(),
                 kept.error().title.en);
    fs::rename(file, file.string() + ".refused");
    return;
  }
  desk::ArrivedRecording arrival;
  arrival.upload = fmt::format("folder/{}/{}/{}", file.lexically_relative(folder_).string(), size,
                               to_millis(ended));
  arrival.uploader = "system";
  arrival.said = {{"filename", desk::file_name_of(file.filename().string()).value_or("")},
                  {"device", device},
                  {"ended_at", to_utc_string(ended)},
                  {"source", "folder"}};
  arrival.size = kept->size;
  arrival.sha256 = kept->sha256;
  arrival.sm3 = kept->sm3;
  arrival.begun_at = services_.clock.now();
  if (const auto taken = services_.recordings.arrived(arrival); !taken) {
    spdlog::warn("监视文件夹中的文件未能登记 not put on record: {}: {}", file.string(),
                 taken.error().title.en);
    return;
  }
  fs::remove(file);
}

}  // namespace mingcha::programs
