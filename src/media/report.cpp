// SPDX-License-Identifier: Apache-2.0
#include "media/report.h"

#include <array>
#include <cstdlib>

#include <fmt/format.h>

namespace mingcha::media {
namespace {

constexpr std::array<std::string_view, 2> kLevels{"quick", "full"};
constexpr std::array<std::string_view, 15> kKinds{
    "not_media",   "unreadable", "empty",    "too_large", "truncated",
    "gap",         "black",      "frozen",   "silence",   "damaged",
    "not_decoded", "no_video",   "no_audio", "clock",     "probe_killed"};
constexpr std::array<std::string_view, 11> kLimits{"none",    "memory",  "processor", "time",
                                                   "answer",  "call",    "crash",     "cancelled",
                                                   "streams", "picture", "duration"};

template <typename Enum, std::size_t N>
std::optional<Enum> named(const std::array<std::string_view, N>& names, std::string_view name) {
  for (std::size_t i = 0; i < N; ++i) {
    if (names.at(i) == name) return static_cast<Enum>(i);
  }
  return std::nullopt;
}

/// "1小时2分3秒" and "1:02:03".
Text length(std::int64_t ms) {
  const auto seconds = std::llabs(ms) / 1000;
  const auto hours = seconds / 3600;
  const auto minutes = seconds / 60 % 60;
  std::string zh;
  if (hours > 0) zh += fmt::format("{}小时", hours);
  if (hours > 0 || minutes > 0) zh += fmt::format("{}分", minutes);
  zh += fmt::format("{}秒", seconds % 60);
  return {zh, fmt::format("{}:{:02}:{:02}", hours, minutes, seconds % 60)};
}

Text span(const Finding& finding, std::string_view zh, std::string_view en) {
  const auto from = moment(finding.from_ms);
  const auto to = moment(finding.to_ms);
  const auto lasts = length(finding.to_ms - finding.from_ms);
  return {fmt::format("{}至{}{}（{}）", from.zh, to.zh, zh, lasts.zh),
          fmt::format("{} to {}: {} ({})", from.en, to.en, en, lasts.en)};
}

Text name_of(Limit limit) {
  switch (limit) {
    case Limit::none: return {"未说明", "not said"};
    case Limit::memory: return {"内存超限", "too much memory"};
    case Limit::processor: return {"处理器时间超限", "too much processor time"};
    case Limit::time: return {"超过时限", "out of time"};
    case Limit::answer: return {"输出超限", "too long an answer"};
    case Limit::call: return {"请求了不许可的系统调用", "a system call that is not allowed"};
    case Limit::crash: return {"程序异常终止", "the program crashed"};
    case Limit::cancelled: return {"已被取消", "cancelled"};
    case Limit::streams: return {"轨道过多", "too many tracks"};
    case Limit::picture: return {"画面尺寸过大", "too large a picture"};
    case Limit::duration: return {"时长过长", "too long"};
  }
  return {};
}

Text clock_sentence(std::int64_t ahead_ms) {
  const auto drift = length(ahead_ms);
  if (ahead_ms < 0) {
    return {fmt::format("设备时钟慢{}", drift.zh),
            fmt::format("the recorder's clock is {} behind", drift.en)};
  }
  return {fmt::format("设备时钟快{}", drift.zh),
          fmt::format("the recorder's clock is {} ahead", drift.en)};
}

Text truncated_sentence(const Finding& finding) {
  const auto ends = moment(finding.from_ms);
  const auto promised = length(finding.to_ms);
  return {fmt::format("文件被截断：在{}处结束，应有{}", ends.zh, promised.zh),
          fmt::format("cut off: ends at {} of {}", ends.en, promised.en)};
}

Text limited(Limit limit, std::string_view zh, std::string_view en) {
  const auto reason = name_of(limit);
  return {fmt::format("{}：{}", zh, reason.zh), fmt::format("{}: {}", en, reason.en)};
}

}  // namespace

std::string_view to_string(Level level) { return kLevels.at(static_cast<std::size_t>(level)); }
std::string_view to_string(FindingKind kind) { return kKinds.at(static_cast<std::size_t>(kind)); }
std::string_view to_string(Limit limit) { return kLimits.at(static_cast<std::size_t>(limit)); }
std::optional<Level> level_named(std::string_view name) { return named<Level>(kLevels, name); }
std::optional<FindingKind> finding_named(std::string_view name) {
  return named<FindingKind>(kKinds, name);
}
std::optional<Limit> limit_named(std::string_view name) { return named<Limit>(kLimits, name); }

Text moment(std::int64_t ms) {
  auto text = length(ms);
  text.zh.insert(0, "第");
  return text;
}

Text sentence(const Finding& finding) {
  switch (finding.kind) {
    case FindingKind::not_media: return {"不是可识别的音像文件", "not a recording of a known kind"};
    case FindingKind::unreadable:
      return {"音像文件无法读取：文件头或索引缺失、损坏",
              "unreadable: its head or index is missing or damaged"};
    case FindingKind::empty: return {"文件没有内容", "nothing in the file"};
    case FindingKind::too_large:
      return limited(finding.limit, "超出可受理范围", "beyond what is taken");
    case FindingKind::truncated: return truncated_sentence(finding);
    case FindingKind::gap: return span(finding, "录制中断", "recording interrupted");
    case FindingKind::black: return span(finding, "画面全黑", "black picture");
    case FindingKind::frozen: return span(finding, "画面静止", "frozen picture");
    case FindingKind::silence: return span(finding, "没有声音", "no sound");
    case FindingKind::damaged: {
      auto text = span(finding, "数据损坏", "damaged");
      text.zh += fmt::format("，{}帧解码出错", finding.amount);
      text.en += fmt::format(", {} frames with errors", finding.amount);
      return text;
    }
    case FindingKind::not_decoded:
      return {"有轨道的编码不能识别，其内容未检测",
              "a track has a codec that is not known here; its content was not checked"};
    case FindingKind::no_video: return {"没有画面轨道", "no picture track"};
    case FindingKind::no_audio: return {"没有声音轨道", "no sound track"};
    case FindingKind::clock: return clock_sentence(finding.amount);
    case FindingKind::probe_killed:
      return limited(finding.limit, "检测中止，未检测完毕", "the probe was stopped before its end");
  }
  return {};
}

}  // namespace mingcha::media
