// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include "base/text.h"
#include "media/probe/film.h"

extern "C" {
#include <libavutil/dict.h>
}

namespace mingcha::media {
namespace {

constexpr std::size_t kDeviceCharacters = 60;

std::string_view tag(const AVFormatContext& format, const char* name) {
  const auto* entry = av_dict_get(format.metadata, name, nullptr, 0);
  return entry == nullptr ? std::string_view{} : trim(entry->value);
}

/// The first tag whose name ends so, whoever's it is: "com.<maker>.device".
std::string_view maker_tag(const AVFormatContext& format, std::string_view ending) {
  const AVDictionaryEntry* entry = nullptr;
  while ((entry = av_dict_get(format.metadata, "", entry, AV_DICT_IGNORE_SUFFIX)) != nullptr) {
    const std::string_view name = entry->key;
    if (name.starts_with("com.") && name.ends_with(ending)) return trim(entry->value);
  }
  return {};
}

/// The most telling tag that is there. Not "encoder": it names a library.
std::string device_of(const AVFormatContext& format) {
  const std::array found{maker_tag(format, ".device"), tag(format, "device"),
                         maker_tag(format, ".model"),  tag(format, "model"),
                         tag(format, "title"),         tag(format, "comment"),
                         maker_tag(format, ".make"),   tag(format, "make")};
  for (const auto value : found) {
    if (!value.empty() && is_text(value)) {
      return std::string{first_characters(value, kDeviceCharacters)};
    }
  }
  return {};
}

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::ranges::find(words, word) != words.end();
}

/// 4:2:0 with 8 bits: browsers' H.264 decoders know no other.
bool is_plain(const AVStream& video) {
  const auto format = video.codecpar->format;
  return format == AV_PIX_FMT_YUV420P || format == AV_PIX_FMT_YUVJ420P;
}

bool plays(const Film& film, const Report& report) {
  const auto& video = report.video_codec;
  const auto& audio = report.audio_codec;
  if (report.container == "mp4") {
    const bool picture = video.empty() || is_one_of(video, {"vp9", "av1"}) ||
                         (video == "h264" && is_plain(*film.video()));
    return picture && (audio.empty() || is_one_of(audio, {"aac", "opus", "mp3"}));
  }
  return report.container == "webm" && (video.empty() || is_one_of(video, {"vp8", "vp9", "av1"})) &&
         (audio.empty() || is_one_of(audio, {"opus", "vorbis"}));
}

}  // namespace

void describe(const Film& film, Report& report) {
  const auto& format = film.format();
  report.container = film.container();
  if (const auto* video = film.video()) {
    report.video_codec = avcodec_get_name(video->codecpar->codec_id);
    report.width = video->codecpar->width;
    report.height = video->codecpar->height;
    const auto rate = av_guess_frame_rate(&film.format(), film.video(), nullptr);
    const double exact = rate.den > 0 ? av_q2d(rate) : 0;
    report.frames_per_second = std::round(std::clamp(exact, 0.0, 1000.0) * 1000) / 1000;
  }
  if (const auto* audio = film.audio()) {
    report.audio_codec = avcodec_get_name(audio->codecpar->codec_id);
  }
  report.device = device_of(format);
  if (const auto created = parse_instant(tag(format, "creation_time")); created) {
    // Recorders without a set clock count from 1904 or 1970.
    if (to_millis(*created) > 0) report.started_at = created;
  }
  report.plays_in_browsers = plays(film, report);
}

}  // namespace mingcha::media
