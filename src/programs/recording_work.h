// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <stop_token>

#include "media/encoder.h"
#include "media/probe.h"

namespace mingcha::desk {
struct Services;  // desk/services.h
}  // namespace mingcha::desk

namespace mingcha::registers {
struct RecordingRow;
}  // namespace mingcha::registers

namespace mingcha::programs {

/// What has to be done with recordings that arrived: looked through, given a picture for lists and,
/// where browsers cannot play them, a copy that they can. Each turn does a little; after a crash
/// the next one goes on.
class RecordingWork {
 public:
  /// `pictures`: where posters lie; `folder`: for what is being made. Both may be emptied.
  RecordingWork(desk::Services& services, std::filesystem::path folder);

  /// What nobody should wait for: a quick look, and matching.
  void turn();
  /// What takes long: copies that browsers play, and a full look, of one recording. May run beside
  /// the other.
  void long_turn();
  /// Ends what is being looked at, from another thread.
  void stop() { stop_.request_stop(); }

 private:
  void look_through(const registers::RecordingRow& row, const std::filesystem::path& file,
                    media::Level level);
  [[nodiscard]] std::optional<std::filesystem::path> file_of(
      const registers::RecordingRow& row) const;
  void picture(const registers::RecordingRow& row, const std::filesystem::path& file,
               const media::Report& report);
  void make_playable(const registers::RecordingRow& row, const std::filesystem::path& file);

  desk::Services& services_;
  std::filesystem::path folder_;
  media::Probe probe_;
  media::Encoder encoder_;
  std::stop_source stop_;
};

}  // namespace mingcha::programs
