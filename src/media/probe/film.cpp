// SPDX-License-Identifier: Apache-2.0
#include "media/probe/film.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <string_view>
#include <unistd.h>

#include "media/kinds.h"

extern "C" {
#include <libavutil/avstring.h>
#include <libavutil/dict.h>
}

namespace mingcha::media {
namespace {

constexpr int kBuffer = 1 << 16;
constexpr unsigned kStreamsMax = 32;
constexpr std::int64_t kPixelsMax = 8192LL * 8192;
constexpr std::int64_t kHoursMax = 72;

int descriptor_of(void* opaque) {
  return static_cast<int>(reinterpret_cast<std::intptr_t>(opaque));
}

int read_input(void* opaque, std::uint8_t* buffer, int size) {
  const auto got = ::read(descriptor_of(opaque), buffer, static_cast<std::size_t>(size));
  if (got < 0) return AVERROR(errno);
  return got == 0 ? AVERROR_EOF : static_cast<int>(got);
}

std::int64_t seek_input(void* opaque, std::int64_t offset, int whence) {
  const int descriptor = descriptor_of(opaque);
  if ((whence & AVSEEK_SIZE) != 0) {
    const auto here = ::lseek(descriptor, 0, SEEK_CUR);
    const auto size = ::lseek(descriptor, 0, SEEK_END);
    ::lseek(descriptor, here, SEEK_SET);
    return size;
  }
  const auto reached = ::lseek(descriptor, offset, whence & ~AVSEEK_FORCE);
  return reached < 0 ? AVERROR(errno) : reached;
}

/// A playlist names other files and addresses: none is ever opened.
int open_nothing(AVFormatContext*, AVIOContext**, const char*, int, AVDictionary**) {
  return AVERROR(EPERM);
}

bool is_allowed(const AVInputFormat& found) {
  return av_match_list(found.name, kContainers, ',') > 0;
}

bool starts_with_webm(AVIOContext& input) {
  std::array<unsigned char, 64> head{};
  if (avio_seek(&input, 0, SEEK_SET) < 0) return false;
  avio_read(&input, head.data(), static_cast<int>(head.size()));
  const std::string_view bytes{reinterpret_cast<const char*>(head.data()), head.size()};
  return bytes.find("\x42\x82\x84webm") != std::string_view::npos;
}

std::string name_of(const AVInputFormat& found, AVFormatContext& format, bool webm) {
  const std::string_view name = found.name;
  if (name.starts_with("matroska")) return webm ? "webm" : "matroska";
  if (name.starts_with("mov,")) {
    const auto* brand = av_dict_get(format.metadata, "major_brand", nullptr, 0);
    return brand != nullptr && std::string_view{brand->value} == "qt  " ? "mov" : "mp4";
  }
  return std::string{name.substr(0, name.find(','))};
}

std::optional<Finding> too_large(const AVFormatContext& format) {
  const auto over = [](Limit limit) {
    return Finding{.kind = FindingKind::too_large, .limit = limit};
  };
  if (format.nb_streams > kStreamsMax) return over(Limit::streams);
  if (format.duration > kHoursMax * 3600 * AV_TIME_BASE) return over(Limit::duration);
  for (unsigned i = 0; i < format.nb_streams; ++i) {
    const auto& parameters = *format.streams[i]->codecpar;
    if (std::int64_t{parameters.width} * parameters.height > kPixelsMax) {
      return over(Limit::picture);
    }
  }
  return std::nullopt;
}

AVStream* best(AVFormatContext& format, AVMediaType type) {
  const int index = av_find_best_stream(&format, type, -1, -1, nullptr, 0);
  if (index < 0) return nullptr;
  auto* stream = format.streams[index];
  // A cover picture is no film.
  return (stream->disposition & AV_DISPOSITION_ATTACHED_PIC) != 0 ? nullptr : stream;
}

}  // namespace

int checked(int code) {
  if (code == AVERROR(ENOMEM)) throw OutOfMemory{};
  return code;
}

std::optional<Finding> Film::open_format(int descriptor) {
  // NOLINTNEXTLINE(performance-no-int-to-ptr): the opaque pointer carries the number.
  void* opaque = reinterpret_cast<void*>(static_cast<std::intptr_t>(descriptor));
  auto* buffer = static_cast<unsigned char*>(av_malloc(kBuffer));
  if (buffer == nullptr) throw OutOfMemory{};
  input_.reset(avio_alloc_context(buffer, kBuffer, 0, opaque, read_input, nullptr, seek_input));
  if (!input_) throw OutOfMemory{};
  if (avio_size(input_.get()) == 0) return Finding{.kind = FindingKind::empty};
  const bool webm = starts_with_webm(*input_);
  avio_seek(input_.get(), 0, SEEK_SET);

  const AVInputFormat* found = nullptr;
  // An empty name: what a file is called says nothing about it.
  const int score = av_probe_input_buffer2(input_.get(), &found, "", nullptr, 0, 0);
  checked(std::min(score, 0));
  if (score <= AVPROBE_SCORE_RETRY / 2 || found == nullptr || !is_allowed(*found)) {
    return Finding{.kind = FindingKind::not_media};
  }
  auto* format = avformat_alloc_context();
  if (format == nullptr) throw OutOfMemory{};
  format->pb = input_.get();
  format->io_open = open_nothing;
  format->format_whitelist = av_strdup(kContainers);
  format->codec_whitelist = av_strdup(kCodecs);
  format->protocol_whitelist = av_strdup("");
  if (checked(avformat_open_input(&format, "", found, nullptr)) < 0) {
    return Finding{.kind = FindingKind::unreadable};
  }
  format_.reset(format);
  container_ = name_of(*found, *format, webm);
  return std::nullopt;
}

std::optional<Finding> Film::find_streams() {
  if (auto reason = too_large(*format_)) return reason;
  if (checked(avformat_find_stream_info(format_.get(), nullptr)) < 0) {
    return Finding{.kind = FindingKind::unreadable};
  }
  if (auto reason = too_large(*format_)) return reason;
  video_ = best(*format_, AVMEDIA_TYPE_VIDEO);
  audio_ = best(*format_, AVMEDIA_TYPE_AUDIO);
  if (video_ == nullptr && audio_ == nullptr) return Finding{.kind = FindingKind::unreadable};
  for (unsigned i = 0; i < format_->nb_streams; ++i) {
    auto* stream = format_->streams[i];
    if (stream != video_ && stream != audio_) stream->discard = AVDISCARD_ALL;
  }
  return std::nullopt;
}

Film::Opened Film::open(int descriptor) {
  auto film = std::make_unique<Film>();
  if (const auto reason = film->open_format(descriptor)) return {nullptr, *reason};
  if (const auto reason = film->find_streams()) return {nullptr, *reason};
  return {std::move(film), {}};
}

Codec Film::decoder(const AVStream& stream) {
  const auto* found = avcodec_find_decoder(stream.codecpar->codec_id);
  if (found == nullptr) return nullptr;
  Codec codec{avcodec_alloc_context3(found)};
  if (!codec) throw OutOfMemory{};
  checked(avcodec_parameters_to_context(codec.get(), stream.codecpar));
  codec->codec_whitelist = av_strdup(kCodecs);
  codec->pkt_timebase = stream.time_base;
  codec->thread_count = 1;  // The cage has no second thread.
  codec->max_pixels = kPixelsMax;
  return checked(avcodec_open2(codec.get(), found, nullptr)) < 0 ? nullptr : std::move(codec);
}

}  // namespace mingcha::media
