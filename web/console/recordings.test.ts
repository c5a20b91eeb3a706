// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";

// The catalogues ask the page for its language.
Object.assign(globalThis, { document: { cookie: "", documentElement: {}, createElement: () => ({}) } });
const { between, clockOf, lanesOf, lengthOf, percentOf, roughly, ticksOf } = await import("./kit/spans.ts");
const { deviceIn, isMedia, momentIn } = await import("./kit/file_names.ts");
const { actsOn, silentDays, uncheckedDays } = await import("./kit/device_state.ts");
const { fieldOf, unrecordedQuestionings } = await import("./kit/wall_matrix.ts");

test("a length is written as people say it, with two figures after the first", () => {
  assert.equal(lengthOf(3_723_000), "1小时02分03秒");
  assert.equal(lengthOf(123_400), "2分03秒");
  assert.equal(lengthOf(59_600), "1分00秒");
  assert.equal(lengthOf(7000), "7秒");
  assert.equal(lengthOf(-5), "0秒");
});

test("how late something is leaves out what nobody counts", () => {
  assert.equal(roughly(26 * 3_600_000), "1天2小时");
  assert.equal(roughly(48 * 3_600_000), "2天");
  assert.equal(roughly(3 * 3_600_000 + 60_000), "3小时");
  assert.equal(roughly(20_000), "1分");
});

test("a player's clock has hours only where there are any", () => {
  assert.equal(clockOf(3_723_000), "1:02:03");
  assert.equal(clockOf(63_000), "1:03");
});

test("between two moments one of which is unknown there is nothing", () => {
  assert.equal(between("2026-12-01T09:00:00+08:00", "2026-12-01T09:01:00+08:00"), 60_000);
  assert.equal(between(null, "2026-12-01T09:01:00+08:00"), 0);
});

const at = (minute: number) => new Date(Date.UTC(2026, 11, 1, 1, minute)).toISOString();
const made = (recording: string, device: string, from: number, to: number) => ({ recording, device, device_number: device, from: at(from), to: at(to) });

test("each camera has a lane, and what overlaps within one has a second", () => {
  const lanes = lanesOf([made("a", "D1", 0, 30), made("b", "D2", 10, 20), made("c", "D1", 30, 60), made("d", "D1", 40, 50)]);
  assert.ok(lanes);
  assert.deepEqual(lanes.lanes.map((lane) => [lane.title, lane.parts.map((part) => part.of.recording)]), [["D1", ["a", "c"]], ["D1", ["d"]], ["D2", ["b"]]]);
  assert.deepEqual(lanes.lanes[0]?.parts.map((part) => [part.left, part.width]), [[0, 50], [50, 50]]);
});

test("the axis reaches to the steps before and after, and there is none without a known time", () => {
  const lanes = lanesOf([made("a", "D1", 10, 20)], [at(0), at(40)]);
  assert.equal(lanes?.lanes[0]?.parts[0]?.left, 25);
  assert.equal(lanesOf([{ ...made("a", "D1", 0, 1), from: null }]), undefined);
});

test("ticks are round in the bureau's time and no more than asked for", () => {
  const from = Date.parse("2026-12-01T09:07:00+08:00");
  const ticks = ticksOf(from, from + 3_600_000);
  assert.deepEqual(ticks.map((each) => new Date(each + 8 * 3_600_000).toISOString().slice(11, 16)), ["09:10", "09:20", "09:30", "09:40", "09:50", "10:00"]);
  assert.ok(ticksOf(from, from + 40 * 86_400_000).length <= 7);
});

test("a share of a span stays within it", () => {
  assert.equal(percentOf(50, 0, 200), 25);
  assert.equal(percentOf(900, 0, 200), 100);
  assert.equal(percentOf(5, 5, 5), 0);
});

test("a device and a time are read from a file's name", () => {
  assert.equal(deviceIn("DCIM/dsj-0042_20261201.mp4", ["DSJ-0042", "DSJ-004"]), "DSJ-0042");
  assert.equal(deviceIn("holiday.mp4", ["DSJ-0042"]), "");
  assert.equal(momentIn("DSJ-7_20261201-093005.mp4"), "2026-12-01T09:30:05+08:00");
  assert.equal(momentIn("2026-12-01 09.30.05.mp4"), "2026-12-01T09:30:05+08:00");
  assert.equal(momentIn("20261201_0930.mp4"), "2026-12-01T09:30:00+08:00");
  assert.equal(momentIn("20261399-250000.mp4"), "");
  assert.ok(isMedia("A.MP4") && !isMedia("index.dat"));
});

test("a device is silent when somebody has it and it records nothing, and unchecked when nobody looked", () => {
  const limits = { idleDays: 7, checkDays: 30 };
  const now = Date.parse("2026-12-01T00:00:00Z");
  const day = (n: number) => new Date(now - n * 86_400_000).toISOString();
  assert.equal(silentDays({ condition: "issued", since: day(20), last_recording: day(9) }, limits, now), 9);
  assert.equal(silentDays({ condition: "issued", since: day(2), last_recording: day(9) }, limits, now), 0);
  assert.equal(silentDays({ condition: "in_store", since: day(20), last_recording: null }, limits, now), 0);
  assert.equal(uncheckedDays({ condition: "in_store", checked_at: null }, limits, now), -1);
  assert.equal(uncheckedDays({ condition: "issued", checked_at: day(31) }, limits, now), 31);
  assert.equal(uncheckedDays({ condition: "issued", checked_at: day(3) }, limits, now), 0);
  assert.deepEqual(actsOn("scrapped"), []);
  assert.ok(actsOn("in_store").includes("issue") && !actsOn("issued").includes("issue"));
});

test("a field of the wall is as bad as the worst in it", () => {
  const duty = (item: string, group: string, figures: object) => ({ item, group, title: item, count: 4, missing: 0, gaps: 0, explained: 1, covered: 3, covered_ms: 0, total_ms: 0, ...figures });
  const units = [{ duties: [duty("questioning", "evidence", { missing: 2, covered: 1 }), duty("seizure", "evidence", {})] }, { duties: [duty("visit", "search", { gaps: 1, covered: 2 })] }];
  assert.deepEqual(fieldOf(units, "evidence"), { all: 8, good: 6, missing: 2, gaps: 0, tone: "red" });
  assert.equal(fieldOf(units, "search").tone, "amber");
  assert.equal(fieldOf(units, "response").tone, "none");
  assert.equal(unrecordedQuestionings(units), 2);
});
