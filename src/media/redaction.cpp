// SPDX-License-Identifier: Apache-2.0
#include "media/redaction.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace mingcha::media {
namespace {

constexpr std::size_t kPartsMax = 200;
constexpr int kCells = 4;

bool is_span(std::int64_t from_ms, std::int64_t to_ms) { return from_ms >= 0 && from_ms < to_ms; }

bool is_inside(const Box& box) {
  const auto within = [](double from, double length) {
    return std::isfinite(from) && std::isfinite(length) && from >= 0 && length > 0 &&
           from + length <= 1.0001;
  };
  return within(box.x, box.width) && within(box.y, box.height);
}

mingcha::Finding finding(std::string code, Text what, std::string where) {
  return {std::move(code), std::move(what), {}, {}, std::move(where)};
}

std::string during(std::int64_t from_ms, std::int64_t to_ms) {
  const auto from = static_cast<double>(std::max<std::int64_t>(from_ms - kMarginMs, 0)) / 1000;
  const auto to = static_cast<double>(to_ms + kMarginMs) / 1000;
  return fmt::format("enable='between(t,{:.3f},{:.3f})'", from, to);
}

/// An even number of pixels at or before the place; `side` is the filter's name for the whole.
std::string before(double place, const char* side) {
  return fmt::format("trunc({}*{:.6f}/2)*2", side, place);
}

/// The even length that reaches at least to the end.
std::string length(double from, double extent, const char* side) {
  return fmt::format("ceil({}*{:.6f}/2)*2-{}", side, std::min(from + extent, 1.0),
                     before(from, side));
}

std::string fill(const Box& box, const std::string& in, const std::string& out) {
  return fmt::format("[{}]drawbox=x={}:y={}:w={}:h={}:color=black:t=fill:{}[{}]", in,
                     before(box.x, "iw"), before(box.y, "ih"), length(box.x, box.width, "iw"),
                     length(box.y, box.height, "ih"), during(box.from_ms, box.to_ms), out);
}

/// Cut out, made as small as the cells are many, made large again without smoothing, laid over.
std::string pixelise(const Box& box, const std::string& in, const std::string& out) {
  const auto name = [&out](const char* part) { return out + part; };
  std::string chain = fmt::format("[{}]split[{}][{}];", in, name("whole"), name("source"));
  chain += fmt::format("[{}]crop=x={}:y={}:w={}:h={}:exact=1,split[{}][{}];", name("source"),
                       before(box.x, "iw"), before(box.y, "ih"), length(box.x, box.width, "iw"),
                       length(box.y, box.height, "ih"), name("cut"), name("size"));
  chain += fmt::format("[{}]scale={}:{}:flags=area,format=yuv444p[{}];", name("cut"), kCells,
                       kCells, name("cells"));
  chain += fmt::format("[{}][{}]scale2ref=w=iw:h=ih:flags=neighbor[{}][{}];[{}]nullsink;",
                       name("cells"), name("size"), name("large"), name("used"), name("used"));
  chain += fmt::format("[{}][{}]overlay=x={}:y={}:{}[{}]", name("whole"), name("large"),
                       before(box.x, "W"), before(box.y, "H"), during(box.from_ms, box.to_ms), out);
  return chain;
}

}  // namespace

Result<Redaction> checked(Redaction redaction) {
  Findings findings;
  const auto parts = redaction.boxes.size() + redaction.muted.size();
  if (parts == 0) {
    findings.push_back(
        finding("redaction-empty", {"没有要遮挡或静音的部分", "nothing to cover or mute"}, {}));
  }
  if (parts > kPartsMax) {
    findings.push_back(
        finding("redaction-too-long", {"遮挡和静音超过200处", "more than 200 parts"}, {}));
  }
  for (std::size_t i = 0; i < redaction.boxes.size(); ++i) {
    const auto& box = redaction.boxes[i];
    const auto where = fmt::format("/boxes/{}", i);
    if (!is_inside(box)) {
      findings.push_back(finding(
          "box-outside", {"遮挡框不在画面内", "the rectangle is not in the picture"}, where));
    }
    if (!is_span(box.from_ms, box.to_ms)) {
      findings.push_back(finding("span-empty", {"起止时间无效", "the span has no length"}, where));
    }
  }
  for (std::size_t i = 0; i < redaction.muted.size(); ++i) {
    if (is_span(redaction.muted[i].from_ms, redaction.muted[i].to_ms)) continue;
    findings.push_back(finding("span-empty", {"起止时间无效", "the span has no length"},
                               fmt::format("/muted/{}", i)));
  }
  if (findings.empty()) return redaction;
  return reject(Refusal::invalid, {"遮挡要求无效", "this cannot be covered so"},
                std::move(findings));
}

std::string picture_filters(const Redaction& redaction) {
  std::string chain = "[0:v:0]scale=trunc(iw/2)*2:trunc(ih/2)*2,format=yuv420p[p0];";
  std::size_t count = 0;
  for (const auto& box : redaction.boxes) {
    const auto in = fmt::format("p{}", count);
    const auto out = fmt::format("p{}", ++count);
    chain += (box.cover == Cover::filled ? fill : pixelise)(box, in, out) + ";";
  }
  return chain + fmt::format("[p{}]format=yuv420p[v]", count);
}

std::string sound_filters(const Redaction& redaction) {
  if (redaction.muted.empty()) return "anull";
  // Frames of sound may be long; muting can only take or leave one as a whole.
  std::string chain = "asetnsamples=n=256:p=0";
  for (const auto& span : redaction.muted) {
    chain += ",volume=volume=0:" + during(span.from_ms, span.to_ms);
  }
  return chain;
}

}  // namespace mingcha::media
