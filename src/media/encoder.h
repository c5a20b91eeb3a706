// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

#include "base/result.h"
#include "media/redaction.h"

namespace mingcha::media {

/// How a film or picture is made that takes its time.
struct Job {
  std::chrono::milliseconds deadline = std::chrono::hours{6};
  /// Told from 0 to 1, by the thread that makes it; may be empty.
  std::function<void(double done)> progress;
  std::stop_token stop;  ///< Ends it from another thread, within a moment.
};

enum class Cut {
  exact,          ///< Encoded again, from and to the frame.
  at_key_frames,  ///< Not encoded again: begins up to one key frame early.
};

/// Makes pictures and films out of recordings with ffmpeg, a child process with limits. It reads
/// `source` and never writes to it; the source must have passed the probe, which says how long it
/// is. What is made appears under its name when it is whole, and not before: it grows in
/// "<name>.part" beside it, which a crash may leave behind and the next attempt begins anew. Two
/// jobs must not make the same thing at once. Safe from several threads otherwise.
///
/// A refusal has one finding: "encode-cancelled", "encode-deadline", or "encode-failed" with what
/// ffmpeg said. Fault when it cannot be started or the disk fails.
class Encoder {
 public:
  /// Throws Fault when there is no such program.
  explicit Encoder(std::filesystem::path program = "/usr/bin/ffmpeg");

  /// "poster.jpg" and up to `count` stills from key frames, "001.jpg" …, spread over the recording,
  /// none wider or higher than 320. `folder` is made; one that is there is replaced. Gives the
  /// files, poster first.
  [[nodiscard]] Result<std::vector<std::filesystem::path>> thumbnails(
      const std::filesystem::path& source, std::int64_t duration_ms, int count,
      const std::filesystem::path& folder, const Job& job) const;

  /// MP4 that every browser plays while it loads: H.264 up to 540 lines, AAC.
  [[nodiscard]] Result<void> proxy(const std::filesystem::path& source, std::int64_t duration_ms,
                                   const std::filesystem::path& target, const Job& job) const;

  /// MP4 of a part. Its metadata is left out: the time in it would be that of the whole.
  [[nodiscard]] Result<void> clip(const std::filesystem::path& source, std::int64_t from_ms,
                                  std::int64_t to_ms, Cut cut, const std::filesystem::path& target,
                                  const Job& job) const;

  /// MP4 in which what is covered or muted is gone: all of it is encoded again from the changed
  /// picture and sound, and nothing else is taken over: no metadata, captions, places, other
  /// tracks.
  [[nodiscard]] Result<void> redact(const std::filesystem::path& source, std::int64_t duration_ms,
                                    const Redaction& redaction, const std::filesystem::path& target,
                                    const Job& job) const;

 private:
  std::filesystem::path program_;
};

}  // namespace mingcha::media
