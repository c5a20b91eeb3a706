// SPDX-License-Identifier: Apache-2.0
#include "programs/upload_memory.h"

#include <cstdlib>
#include <fstream>

#include <fmt/format.h>

#include "base/result.h"

namespace mingcha::programs {

namespace fs = std::filesystem;

UploadMemory::UploadMemory(fs::path file, std::string server)
    : file_{std::move(file)}, server_{std::move(server)} {
  if (file_.has_parent_path()) fs::create_directories(file_.parent_path());
  if (!fs::exists(file_)) return;
  std::ifstream in{file_};
  entries_ = nlohmann::ordered_json::parse(in, nullptr, false);
  if (!entries_.is_object()) throw Fault("无法读取 cannot be read: " + file_.string());
}

std::string UploadMemory::key_of(const fs::path& file) const {
  return fmt::format("{} {} {} {}", server_, fs::file_size(file),
                     fs::last_write_time(file).time_since_epoch().count(),
                     fs::absolute(file).string());
}

std::optional<UploadMemory::Entry> UploadMemory::find(const fs::path& file) {
  const std::lock_guard lock{mutex_};
  const auto found = entries_.find(key_of(file));
  if (found == entries_.end()) return std::nullopt;
  return Entry{found->value("address", std::string{}), found->value("recording", std::string{})};
}

void UploadMemory::keep(const fs::path& file, const Entry& entry) {
  const std::lock_guard lock{mutex_};
  entries_[key_of(file)] = {{"address", entry.address}, {"recording", entry.recording}};
  const auto half = file_.string() + ".half";
  std::ofstream out{half, std::ios::trunc};
  out << entries_.dump(1) << "\n";
  out.close();
  if (!out) throw Fault("无法写入 cannot be written: " + half);
  fs::rename(half, file_);
}

fs::path usual_memory() {
  const char* state = std::getenv("XDG_STATE_HOME");
  const char* home = std::getenv("HOME");
  const auto base = state != nullptr && *state != '\0'
                        ? fs::path{state}
                        : fs::path{home == nullptr ? "." : home} / ".local" / "state";
  return base / "mingcha" / "uploads.json";
}

}  // namespace mingcha::programs
