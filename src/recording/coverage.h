// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/instant.h"
#include "base/text.h"
#include "pack/recordings.h"

/// Which part of an act's time recordings cover (录制覆盖率).
namespace mingcha::recording {

/// From, and up to but without, a moment.
struct Span {
  Instant from, to;

  [[nodiscard]] std::int64_t millis() const { return to > from ? (to - from).count() : 0; }
  bool operator==(const Span&) const = default;
};

enum class GapKind {
  missing,      ///< Nothing of the act is there.
  late_start,   ///< 晚开机
  interrupted,  ///< 中断
  early_stop,   ///< 提前停止
};

[[nodiscard]] const char* to_string(GapKind kind);
[[nodiscard]] Text title(GapKind kind);

struct Gap {
  GapKind kind{};
  Span span;

  bool operator==(const Gap&) const = default;
};

struct Coverage {
  std::int64_t covered_ms = 0, total_ms = 0;
  std::vector<Gap> gaps;  ///< In order of time; only those that are worth a word.

  /// Of a hundred, rounded down, so that 100 is said only of the whole.
  [[nodiscard]] int percent() const {
    return total_ms == 0 ? 100 : static_cast<int>(covered_ms * 100 / total_ms);
  }
};

/// Joins spans that touch or overlap; in order of time, without empty ones.
[[nodiscard]] std::vector<Span> joined(std::vector<Span> spans);

/// How far `recorded`, which joined() made, covers the act. An act without length is covered by
/// whatever holds its moment.
[[nodiscard]] Coverage cover(const Span& act, std::span<const Span> recorded,
                             pack::RecordingGrade grade, const pack::RecordingThresholds& limits);

/// Something that belongs together with what else has the same key: a case, say.
struct Keyed {
  std::uint32_t key = 0;
  Span span;
};

/// cover() for many acts at once, each against the recordings with its key: in the order of `acts`.
[[nodiscard]] std::vector<Coverage> cover_all(std::span<const Keyed> acts,
                                              std::vector<Keyed> recorded,
                                              pack::RecordingGrade grade,
                                              const pack::RecordingThresholds& limits);

}  // namespace mingcha::recording
