// SPDX-License-Identifier: Apache-2.0
#include "media/probe/look.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <utility>

#include "media/probe/film.h"
#include "media/probe/picture.h"
#include "media/probe/spells.h"

namespace mingcha::media {
namespace {

constexpr int kFailuresMax = 1000;
constexpr std::int64_t kFrameMsMax = 1000;    // A frame before a gap claims to last until after it.
constexpr std::int64_t kSameDamageMs = 5000;  // Errors closer than this are told as one.
constexpr AVRational kMillis{1, 1000};
constexpr AVRational kMicros{1, AV_TIME_BASE};

/// Findings as they come, merged where two tracks say the same.
class Ledger {
 public:
  void add(Finding finding) {
    finding.from_ms = std::max<std::int64_t>(finding.from_ms, 0);
    finding.to_ms = std::max(finding.to_ms, finding.from_ms);
    if (merges(finding)) return;
    if (findings_.size() < kFindingsMax) {
      findings_.push_back(finding);
    } else {
      ++left_out_;
    }
  }
  void move_to(Report& report) {
    std::ranges::stable_sort(findings_, {}, &Finding::from_ms);
    report.findings = std::move(findings_);
    report.left_out = left_out_;
  }

 private:
  /// Picture and sound break off together; errors come in swarms.
  bool merges(const Finding& finding) {
    const bool gap = finding.kind == FindingKind::gap;
    if (!gap && finding.kind != FindingKind::damaged) return false;
    const std::int64_t reach = gap ? 0 : kSameDamageMs;
    for (auto& known : findings_) {
      if (known.kind != finding.kind || finding.from_ms > known.to_ms + reach ||
          finding.to_ms + reach < known.from_ms) {
        continue;
      }
      known.from_ms = std::min(known.from_ms, finding.from_ms);
      known.to_ms = std::max(known.to_ms, finding.to_ms);
      known.amount += finding.amount;
      return true;
    }
    return false;
  }

  std::vector<Finding> findings_;
  std::int64_t left_out_ = 0;
};

struct Track {
  AVStream* stream = nullptr;
  Codec codec;
  std::optional<std::int64_t> last_ms;  ///< The packet before.
  std::int64_t end_ms = 0;
  bool begun = false;  ///< A key frame was seen: errors before it are none of the file's.
};

class Looker {
 public:
  Looker(const Film& film, const LookRequest& request, Report& report)
      : film_{film}, request_{request}, report_{report} {
    video_.stream = film.video();
    audio_.stream = film.audio();
    const auto start = film.format().start_time;
    if (start != AV_NOPTS_VALUE) origin_ms_ = av_rescale_q(start, kMicros, kMillis);
  }

  void look() {
    open_decoder(video_, FindingKind::no_video);
    open_decoder(audio_, FindingKind::no_audio);
    if (video_.codec && request_.level == Level::quick) video_.codec->skip_frame = AVDISCARD_NONKEY;
    read();
    for (auto* track : {&video_, &audio_}) {
      if (track->codec) decode(*track, nullptr);
    }
    for (auto* spells : {&black_, &frozen_, &silence_}) spells->finish();
    conclude();
    ledger_.move_to(report_);
  }

 private:
  void open_decoder(Track& track, FindingKind missing) {
    if (track.stream == nullptr) return ledger_.add({.kind = missing});
    track.codec = Film::decoder(*track.stream);
    if (!track.codec) ledger_.add({.kind = FindingKind::not_decoded});
  }

  void read() {
    const Packet packet{av_packet_alloc()};
    if (!packet) throw OutOfMemory{};
    std::int64_t failures = 0;
    std::int64_t failed_in_all = 0;
    for (;;) {
      const int code = checked(av_read_frame(&film_.format(), packet.get()));
      if (code == AVERROR_EOF) return;
      if (code < 0) {
        ++failures;
        if (++failed_in_all > kFailuresMax) return;
        continue;
      }
      // Failures up to the end are a file that was cut off; that is told by its length.
      if (failures > 0) damaged(latest_ms_, std::exchange(failures, 0));
      take(*packet);
      av_packet_unref(packet.get());
    }
  }

  void take(const AVPacket& packet) {
    auto& track =
        video_.stream != nullptr && packet.stream_index == video_.stream->index ? video_ : audio_;
    if (track.stream == nullptr || packet.stream_index != track.stream->index) return;
    follow(track, packet);
    const bool key = (packet.flags & AV_PKT_FLAG_KEY) != 0;
    track.begun = track.begun || key;
    if (!track.codec || !track.begun) return;
    if (&track == &video_ && request_.level == Level::quick && !key) return;
    decode(track, &packet);
  }

  /// The packet's place in time, and whether time jumped.
  void follow(Track& track, const AVPacket& packet) {
    const auto stamp = packet.dts != AV_NOPTS_VALUE ? packet.dts : packet.pts;
    if (stamp == AV_NOPTS_VALUE) return;
    const auto base = track.stream->time_base;
    const auto at = at_ms(stamp, base);
    if (track.last_ms && at - *track.last_ms > request_.thresholds.gap_ms) {
      ledger_.add({.kind = FindingKind::gap, .from_ms = *track.last_ms, .to_ms = at});
    }
    track.last_ms = at;
    latest_ms_ = at;
    const auto shown = packet.pts != AV_NOPTS_VALUE ? at_ms(packet.pts, base) : at;
    const auto lasts = av_rescale_q(packet.duration, base, kMillis);
    track.end_ms = std::max(track.end_ms, shown + std::clamp<std::int64_t>(lasts, 0, kFrameMsMax));
  }

  void decode(Track& track, const AVPacket* packet) {
    const int sent = checked(avcodec_send_packet(track.codec.get(), packet));
    if (sent < 0 && sent != AVERROR(EAGAIN) && sent != AVERROR_EOF) damaged(latest_ms_, 1);
    for (;;) {
      const int got = checked(avcodec_receive_frame(track.codec.get(), frame_.get()));
      if (got == AVERROR(EAGAIN) || got == AVERROR_EOF) return;
      if (got < 0) return damaged(latest_ms_, 1);
      see(track, *frame_);
      av_frame_unref(frame_.get());
    }
  }

  void see(const Track& track, const AVFrame& frame) {
    const auto base = track.stream->time_base;
    const auto stamp = frame.best_effort_timestamp;
    const auto at = stamp != AV_NOPTS_VALUE ? at_ms(stamp, base) : latest_ms_;
    if (frame.decode_error_flags != 0 || (frame.flags & AV_FRAME_FLAG_CORRUPT) != 0) {
      damaged(at, 1);
    }
    if (&track == &audio_) {
      const auto lasts = frame.sample_rate > 0 ? frame.nb_samples * 1000LL / frame.sample_rate : 0;
      silence_.frame(peak(frame) <= silent_peak_, at, lasts);
    } else if (points_.take(frame)) {
      see_picture(at);
    }
  }

  void see_picture(std::int64_t at) {
    const auto lasts =
        report_.frames_per_second > 0
            ? std::min(std::llround(1000 / report_.frames_per_second), kFrameMsMax + 0LL)
            : 0;
    const bool black = is_black(points_.luma(), request_.thresholds.black_luma);
    black_.frame(black, at, lasts);
    if (request_.level != Level::full) return;
    // Against the first picture of the spell, so that a slow change is one.
    const bool stands = !black && still_at_ms_ &&
                        change(still_, points_.luma()) <= request_.thresholds.frozen_change;
    if (stands) {
      if (!frozen_.goes_to_ms()) frozen_.frame(true, *still_at_ms_, lasts);
      return frozen_.frame(true, at, lasts);
    }
    frozen_.finish();
    still_ = points_.luma();
    still_at_ms_ = black ? std::nullopt : std::optional{at};
  }

  void conclude() {
    report_.duration_ms = std::max(video_.end_ms, audio_.end_ms);
    const auto& format = film_.format();
    // An estimate from the bit rate is no promise.
    if (format.duration > 0 && format.duration_estimation_method == AVFMT_DURATION_FROM_STREAM) {
      const auto promised = av_rescale_q(format.duration, kMicros, kMillis);
      if (promised - report_.duration_ms > request_.thresholds.truncated_ms) {
        ledger_.add(
            {.kind = FindingKind::truncated, .from_ms = report_.duration_ms, .to_ms = promised});
      }
    }
    if (!request_.began_at_ms || !report_.started_at) return;
    const auto ahead = to_millis(*report_.started_at) - *request_.began_at_ms;
    if (std::llabs(ahead) > request_.thresholds.clock_ms) {
      ledger_.add({.kind = FindingKind::clock, .amount = ahead});
    }
  }

  [[nodiscard]] std::int64_t at_ms(std::int64_t stamp, AVRational base) const {
    return std::max<std::int64_t>(av_rescale_q(stamp, base, kMillis) - origin_ms_, 0);
  }
  void damaged(std::int64_t at, std::int64_t frames) {
    ledger_.add({.kind = FindingKind::damaged, .from_ms = at, .to_ms = at, .amount = frames});
  }
  [[nodiscard]] Spells::Found adding(FindingKind kind) {
    return [this, kind](std::int64_t from, std::int64_t to) {
      ledger_.add({.kind = kind, .from_ms = from, .to_ms = to});
    };
  }

  const Film& film_;
  const LookRequest& request_;
  Report& report_;
  Track video_;
  Track audio_;
  Ledger ledger_;
  std::int64_t origin_ms_ = 0;
  std::int64_t latest_ms_ = 0;
  Frame frame_{av_frame_alloc()};
  Points points_;
  Points::Luma still_{};
  std::optional<std::int64_t> still_at_ms_;
  double silent_peak_ = std::pow(10.0, request_.thresholds.silence_decibel / 20);
  Spells black_{request_.thresholds.black_ms, adding(FindingKind::black)};
  Spells frozen_{request_.thresholds.frozen_ms, adding(FindingKind::frozen)};
  Spells silence_{request_.thresholds.silence_ms, adding(FindingKind::silence)};
};

}  // namespace

Report look(int descriptor, const LookRequest& request) {
  Report report;
  report.level = request.level;
  const auto opened = Film::open(descriptor);
  if (!opened.film) {
    report.findings.push_back(opened.reason);
    return report;
  }
  describe(*opened.film, report);
  Looker{*opened.film, request, report}.look();
  return report;
}

}  // namespace mingcha::media
