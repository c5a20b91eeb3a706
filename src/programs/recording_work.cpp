// SPDX-License-Identifier: Apache-2.0
#include "programs/recording_work.h"

#include <spdlog/spdlog.h>

#include "crypto/random.h"
#include "desk/recording_desk.h"
#include "desk/services.h"
#include "desk/upload_desk.h"
#include "media/report_codec.h"
#include "pack/definition.h"
#include "vault/folder_vault.h"

namespace mingcha::programs {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t kQuickAtOnce = 8;
constexpr std::int64_t kMatchedAtOnce = 1000;

std::int64_t millis(int seconds) { return std::int64_t{seconds} * 1000; }

media::Thresholds thresholds_of(const pack::RecordingThresholds& limits) {
  media::Thresholds out;
  out.black_ms = millis(limits.black_seconds);
  out.frozen_ms = millis(limits.frozen_seconds);
  out.silence_ms = millis(limits.silence_seconds);
  out.clock_ms = millis(limits.clock_seconds);
  return out;
}

desk::ProbedRecording probed_of(const media::Report& report) {
  desk::ProbedRecording out;
  out.level = media::to_string(report.level);
  out.report = media::encode(report);
  out.starts = report.started_at;
  out.duration_ms = report.duration_ms;
  out.plays = report.plays_in_browsers;
  for (const auto& each : report.findings) {
    out.findings.push_back({std::string{media::to_string(each.kind)}, each.from_ms, each.to_ms});
  }
  return out;
}

/// Whether there is a picture to make a copy of.
bool is_film(const registers::RecordingRow& row) {
  for (const auto* kind : {" not_media ", " unreadable ", " empty ", " no_video ", " too_large "}) {
    if (row.findings.find(kind) != std::string::npos) return false;
  }
  return true;
}

}  // namespace

RecordingWork::RecordingWork(desk::Services& services, fs::path folder)
    : services_{services}, folder_{std::move(folder)} {
  fs::create_directories(folder_);
  fs::create_directories(services_.site.posters);
}

void RecordingWork::turn() {
  (void)services_.uploads.deliver_waiting();
  (void)services_.recordings.match_waiting(kMatchedAtOnce);
  for (const auto& row : services_.recordings.to_probe("quick", kQuickAtOnce)) {
    if (stop_.stop_requested()) return;
    if (const auto file = file_of(row)) look_through(row, *file, media::Level::quick);
  }
}

void RecordingWork::long_turn() {
  for (const auto& row : services_.recordings.to_probe("full", 1)) {
    const auto file = file_of(row);
    if (!file) return;
    if (!row.plays && is_film(row)) make_playable(row, *file);
    if (!stop_.stop_requested()) look_through(row, *file, media::Level::full);
  }
}

std::optional<fs::path> RecordingWork::file_of(const registers::RecordingRow& row) const {
  auto file = services_.recordings_vault.find(row.sha256);
  if (!file) {
    spdlog::error("音像记录文件不在库中 recording {} is not in the vault", row.recording);
  }
  return file;
}

void RecordingWork::look_through(const registers::RecordingRow& row, const fs::path& file,
                                 media::Level level) {
  media::ProbeRequest request;
  request.level = level;
  request.thresholds = thresholds_of(services_.pack.recordings.thresholds);
  request.began_at = row.made_from;
  auto report = probe_.run(file, request, stop_.get_token());
  if (stop_.stop_requested()) return;
  // A probe that was stopped says so; it is not asked again for the same file.
  report.level = level;
  services_.recordings.probed(row.recording, probed_of(report));
  if (level == media::Level::quick && !report.video_codec.empty()) picture(row, file, report);
}

void RecordingWork::picture(const registers::RecordingRow& row, const fs::path& file,
                            const media::Report& report) {
  media::Job job;
  job.stop = stop_.get_token();
  job.deadline = std::chrono::minutes{5};
  const auto made = encoder_.thumbnails(file, report.duration_ms, 0, folder_ / "stills", job);
  if (!made || made->empty()) return;
  fs::rename(made->front(), services_.site.posters / (row.sha256 + ".jpg"));
}

void RecordingWork::make_playable(const registers::RecordingRow& row, const fs::path& file) {
  const auto target = folder_ / (row.recording + ".mp4");
  media::Job job;
  job.stop = stop_.get_token();
  const auto length =
      row.made_from && row.made_to ? *row.made_to - *row.made_from : std::chrono::milliseconds{0};
  if (const auto made = encoder_.proxy(file, length.count(), target, job); !made) {
    spdlog::warn("未能生成可播放的副本 no proxy of {}: {}", row.recording, made.error().title.en);
    return;
  }
  const auto kept = services_.recordings_vault.keep(target, std::nullopt);
  if (!kept) return;
  recording::CopyMade copy;
  copy.copy = "p-" + row.recording;
  copy.kind = "proxy";
  copy.title = row.name;
  copy.size = static_cast<std::int64_t>(kept->size);
  copy.sha256 = kept->sha256;
  copy.sm3 = kept->sm3;
  services_.recordings.copied(row.recording, copy, "system");
}

}  // namespace mingcha::programs
