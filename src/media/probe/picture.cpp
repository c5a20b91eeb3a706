// SPDX-License-Identifier: Apache-2.0
#include "media/probe/picture.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <type_traits>

extern "C" {
#include <libavutil/samplefmt.h>
}

namespace mingcha::media {
namespace {

template <typename Sample>
double peak_of(const std::uint8_t* bytes, std::size_t count) {
  const auto* samples = reinterpret_cast<const Sample*>(bytes);
  double highest = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const auto value = static_cast<double>(samples[i]);
    highest = std::max(highest, std::abs(value));
  }
  if constexpr (std::is_integral_v<Sample>) {
    highest /= static_cast<double>(std::numeric_limits<Sample>::max());
  }
  return highest;
}

double peak_of_unsigned(const std::uint8_t* bytes, std::size_t count) {
  int highest = 0;
  for (std::size_t i = 0; i < count; ++i) highest = std::max(highest, std::abs(bytes[i] - 128));
  return highest / 128.0;
}

double plane_peak(AVSampleFormat packed, const std::uint8_t* bytes, std::size_t count) {
  switch (static_cast<int>(packed)) {
    case AV_SAMPLE_FMT_U8: return peak_of_unsigned(bytes, count);
    case AV_SAMPLE_FMT_S16: return peak_of<std::int16_t>(bytes, count);
    case AV_SAMPLE_FMT_S32: return peak_of<std::int32_t>(bytes, count);
    case AV_SAMPLE_FMT_FLT: return peak_of<float>(bytes, count);
    case AV_SAMPLE_FMT_DBL: return peak_of<double>(bytes, count);
    default: return 1;  // Unknown is not silent.
  }
}

}  // namespace

bool Points::take(const AVFrame& frame) {
  scaler_.reset(sws_getCachedContext(scaler_.release(), frame.width, frame.height,
                                     static_cast<AVPixelFormat>(frame.format), kWidth, kHeight,
                                     AV_PIX_FMT_GRAY8, SWS_POINT, nullptr, nullptr, nullptr));
  if (!scaler_) return false;
  const std::array<std::uint8_t*, 4> planes{luma_.data()};
  const std::array<int, 4> strides{kWidth};
  return sws_scale(scaler_.get(), frame.data, frame.linesize, 0, frame.height, planes.data(),
                   strides.data()) > 0;
}

bool is_black(const Points::Luma& points, int luma) {
  const auto dark = std::ranges::count_if(points, [luma](int point) { return point < luma; });
  return dark * 100 >= static_cast<std::ptrdiff_t>(points.size()) * 98;
}

double change(const Points::Luma& one, const Points::Luma& other) {
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < one.size(); ++i) sum += std::abs(one[i] - other[i]);
  return static_cast<double>(sum) / static_cast<double>(one.size());
}

double peak(const AVFrame& frame) {
  const auto format = static_cast<AVSampleFormat>(frame.format);
  const bool planar = av_sample_fmt_is_planar(format) != 0;
  const auto packed = av_get_packed_sample_fmt(format);
  const auto channels = static_cast<std::size_t>(std::max(frame.ch_layout.nb_channels, 0));
  const auto samples = static_cast<std::size_t>(std::max(frame.nb_samples, 0));
  if (!planar) return plane_peak(packed, frame.extended_data[0], samples * channels);
  double highest = 0;
  for (std::size_t i = 0; i < channels; ++i) {
    highest = std::max(highest, plane_peak(packed, frame.extended_data[i], samples));
  }
  return highest;
}

}  // namespace mingcha::media
