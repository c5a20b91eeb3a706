// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <optional>
#include <stop_token>

#include "base/result.h"
#include "media/report.h"

namespace mingcha::media {

struct ProbeLimits {
  int memory_mib = 512;  ///< Beyond what the program takes before it sees the file.
  int processor_seconds = 1800;
  std::chrono::milliseconds deadline = std::chrono::hours{2};
  std::size_t answer_bytes = 256 * 1024;
};

struct ProbeRequest {
  Level level = Level::quick;
  Thresholds thresholds;
  std::optional<Instant> began_at;  ///< When the recording began by another clock, to compare with.
  ProbeLimits limits;
};

/// Looks into recordings through mingcha-probe, a process of its own without files, network or
/// rights: whatever a recording does to its decoder does not reach the caller. Safe from several
/// threads at once.
class Probe {
 public:
  /// Throws Fault when there is no such program.
  explicit Probe(std::filesystem::path program = beside_this_program());

  /// Blocks. The file is read only, and must be a regular one; throws Fault when it cannot be read.
  /// A probe that was stopped by a limit, by its own crash or by `stop` gives a report with the one
  /// finding probe_killed: nothing is known of the file then.
  [[nodiscard]] Report run(const std::filesystem::path& file, const ProbeRequest& request,
                           const std::stop_token& stop = {}) const;

  /// `mingcha-probe` in the folder of the running program.
  [[nodiscard]] static std::filesystem::path beside_this_program();

 private:
  std::filesystem::path program_;
};

/// What mingcha-probe's exit status says.
enum class ProbeExit : int {
  reported = 0,
  misused = 2,
  out_of_memory = 3,
  cannot_open = 4,
  no_cage = 5,  ///< The system refused its limits; it does not look without them.
};

}  // namespace mingcha::media
