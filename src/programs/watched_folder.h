// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <filesystem>

namespace mingcha::desk {
struct Services;  // desk/services.h
}  // namespace mingcha::desk

namespace mingcha::programs {

/// Takes in what recorders of rooms and fixed cameras put into a folder:
/// `<folder>/<device>/<file>`, where the first folder is the device's number. Files that still grow
/// are left alone; what is on record is removed from the folder. After a crash a file is taken
/// again, and is there once.
class WatchedFolder {
 public:
  /// `through`: a folder on the file system of the recordings, where a copy grows.
  WatchedFolder(desk::Services& services, std::filesystem::path folder,
                std::filesystem::path through);

  /// At most so many; answers how many went in.
  std::size_t take(std::size_t most);

 private:
  void take_one(const std::filesystem::path& file, const std::string& device);

  desk::Services& services_;
  std::filesystem::path folder_, through_;
};

}  // namespace mingcha::programs
