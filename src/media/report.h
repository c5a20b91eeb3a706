// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "base/text.h"

namespace mingcha::media {

/// How closely a recording is looked at.
enum class Level {
  quick,  ///< Every packet read, key frames and all sound decoded. Does not look for frozen
          ///< picture.
  full,   ///< Everything decoded: only this finds damage between key frames.
};

enum class FindingKind {
  not_media,     ///< No kind of file that recorders make; never opened as one.
  unreadable,    ///< Such a kind, but its head or index is missing or wrong.
  empty,         ///< No byte, or no single packet.
  too_large,     ///< More streams, pixels or hours than a recorder makes: `limit` says which.
  truncated,     ///< Ends at `from_ms`, its head promises `to_ms`.
  gap,           ///< The recording's time jumps from `from_ms` to `to_ms`.
  black,         ///< Black picture.
  frozen,        ///< The picture stands still.
  silence,       ///< No sound, though there is a sound track.
  damaged,       ///< `amount` frames could not be decoded without errors.
  not_decoded,   ///< A track in a codec that is not known here; only its times were looked at.
  no_video,      ///< No picture track.
  no_audio,      ///< No sound track.
  clock,         ///< The recorder's clock is `amount` ms ahead (negative: behind).
  probe_killed,  ///< Looking was stopped: `limit` says by what. The rest was not looked at.
};

enum class Limit {
  none,
  memory,
  processor,  ///< Processor time.
  time,       ///< The caller's deadline.
  answer,     ///< Said more than a report can be.
  call,       ///< Asked the system for what decoding does not need.
  crash,      ///< Ended by its own fault.
  cancelled,
  streams,
  picture,
  duration,
};

/// What was seen, between two moments of the recording, counted from its beginning.
struct Finding {
  FindingKind kind{};
  std::int64_t from_ms = 0;
  std::int64_t to_ms = 0;
  std::int64_t amount = 0;  ///< What FindingKind says of it; otherwise 0.
  Limit limit = Limit::none;

  bool operator==(const Finding&) const = default;
};

/// What is in a recording. A member that was not found out is empty or 0.
struct Report {
  Level level = Level::quick;
  std::string container;    ///< "mp4", "mov", "matroska", "webm", "avi", "mpegts", …
  std::string video_codec;  ///< "h264", "hevc", …
  std::string audio_codec;  ///< "aac", …
  int width = 0;
  int height = 0;
  double frames_per_second = 0;
  std::int64_t duration_ms = 0;  ///< To the end of the last packet, not what the head promises.
  std::optional<Instant> started_at;  ///< By the recorder's own clock.
  std::string device;                 ///< As the recorder wrote itself into the file.
  bool plays_in_browsers = false;     ///< If not, a proxy is needed.
  std::vector<Finding> findings;      ///< At most kFindingsMax.
  std::int64_t left_out = 0;          ///< Findings beyond that.

  bool operator==(const Report&) const = default;
};

inline constexpr std::size_t kFindingsMax = 500;

/// From where on something is found. What of it breaks a rule is the pack's business.
struct Thresholds {
  std::int64_t gap_ms = 2000;
  std::int64_t truncated_ms = 2000;
  std::int64_t black_ms = 2000;
  std::int64_t frozen_ms = 5000;
  std::int64_t silence_ms = 10000;
  std::int64_t clock_ms = 60000;
  int black_luma = 25;         ///< 0–255: darker is black; 98 % of the picture must be.
  double frozen_change = 0.5;  ///< Mean change of luma (0–255) up to which a picture stands still.
  double silence_decibel = -60;  ///< Of full scale, peak.
};

[[nodiscard]] std::string_view to_string(Level level);
[[nodiscard]] std::string_view to_string(FindingKind kind);
[[nodiscard]] std::string_view to_string(Limit limit);
[[nodiscard]] std::optional<Level> level_named(std::string_view name);
[[nodiscard]] std::optional<FindingKind> finding_named(std::string_view name);
[[nodiscard]] std::optional<Limit> limit_named(std::string_view name);

/// "第3分12秒" and "0:03:12".
[[nodiscard]] Text moment(std::int64_t ms);

/// The finding in words: "第3分12秒至第3分20秒画面全黑（8秒）".
[[nodiscard]] Text sentence(const Finding& finding);

}  // namespace mingcha::media
