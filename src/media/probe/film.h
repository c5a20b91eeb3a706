// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "media/report.h"

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
}

namespace mingcha::media {

/// The libraries had no memory left; what was seen so far may be wrong.
struct OutOfMemory {};

/// `code` as the libraries give it; throws OutOfMemory for that one.
int checked(int code);

struct CloseFormat {
  void operator()(AVFormatContext* format) const { avformat_close_input(&format); }
};
struct CloseInput {
  void operator()(AVIOContext* input) const {
    av_freep(&input->buffer);
    avio_context_free(&input);
  }
};
struct FreeCodec {
  void operator()(AVCodecContext* codec) const { avcodec_free_context(&codec); }
};
struct FreeFrame {
  void operator()(AVFrame* frame) const { av_frame_free(&frame); }
};
struct FreePacket {
  void operator()(AVPacket* packet) const { av_packet_free(&packet); }
};
using Codec = std::unique_ptr<AVCodecContext, FreeCodec>;
using Frame = std::unique_ptr<AVFrame, FreeFrame>;
using Packet = std::unique_ptr<AVPacket, FreePacket>;

/// A file that was opened as a recording, over a descriptor and nothing else: no other file, no
/// address, only the kinds of containers and codecs that recorders use.
class Film {
 public:
  /// The film, or why it is none: empty, not_media, unreadable or too_large.
  struct Opened;
  [[nodiscard]] static Opened open(int descriptor);

  [[nodiscard]] AVFormatContext& format() const { return *format_; }
  [[nodiscard]] AVStream* video() const { return video_; }  ///< Null when there is none.
  [[nodiscard]] AVStream* audio() const { return audio_; }
  [[nodiscard]] std::string container() const { return container_; }
  /// A decoder of one thread; null when there is none for this codec.
  [[nodiscard]] static Codec decoder(const AVStream& stream);

 private:
  std::optional<Finding> open_format(int descriptor);
  std::optional<Finding> find_streams();

  // The format is closed before its input is.
  std::unique_ptr<AVIOContext, CloseInput> input_;
  std::unique_ptr<AVFormatContext, CloseFormat> format_;
  AVStream* video_ = nullptr;
  AVStream* audio_ = nullptr;
  std::string container_;
};

struct Film::Opened {
  std::unique_ptr<Film> film;
  Finding reason;  ///< Where there is no film.
};

/// What its head says of it; times and findings are left to the one who reads it through.
void describe(const Film& film, Report& report);

}  // namespace mingcha::media
