// SPDX-License-Identifier: Apache-2.0
// Lengths of time, and what is said of recordings wherever they are shown.
import { catalogue } from "./catalogue";

export const t = catalogue({
  hours: ["{h}小时{m}分{s}秒", "{h} h {m} min {s} s"],
  minutes: ["{m}分{s}秒", "{m} min {s} s"],
  seconds: ["{s}秒", "{s} s"],
  days_hours: ["{d}天{h}小时", "{d} d {h} h"],
  days: ["{d}天", "{d} d"],
  hours_only: ["{h}小时", "{h} h"],
  minutes_only: ["{m}分", "{m} min"],
  found_not_media: ["不是音像文件", "Not a recording"],
  found_unreadable: ["文件无法读取", "Unreadable"],
  found_empty: ["没有内容", "Empty"],
  found_too_large: ["超出受理范围", "Beyond limits"],
  found_truncated: ["文件不完整", "Cut off"],
  found_gap: ["录制中断", "Interrupted"],
  found_black: ["画面全黑", "Black picture"],
  found_frozen: ["画面静止", "Frozen picture"],
  found_silence: ["没有声音", "No sound"],
  found_damaged: ["数据损坏", "Damaged"],
  found_not_decoded: ["编码无法识别", "Unknown codec"],
  found_no_video: ["没有画面", "No picture track"],
  found_no_audio: ["没有声音轨道", "No sound track"],
  found_clock: ["时钟不准", "Clock is off"],
  found_probe_killed: ["检测没有完成", "Check not finished"],
  found_other: ["其他问题", "Another problem"],
  covered: ["录制完整", "Covered"],
  explained: ["中断已说明", "Gaps explained"],
  gaps: ["有中断未说明", "Gaps"],
  missing: ["没有录制", "Not recorded"],
  open: ["未覆盖未说明", "Open"],
});
