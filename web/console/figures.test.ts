// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";

// The catalogues ask the page for its language.
Object.assign(globalThis, { document: { cookie: "", documentElement: {}, createElement: () => ({}) } });
const { lasted, mean, share } = await import("./kit/figures.ts");
const { daysOfMonth, firstDayOf } = await import("./kit/periods.ts");
const { dayFault } = await import("./kit/day_fault.ts");

test("a share is written with one decimal, without a nought, and of nothing there is none", () => {
  assert.equal(share(52, 1000), "5.2%");
  assert.equal(share(1, 2), "50%");
  assert.equal(share(2, 3), "66.7%");
  assert.equal(share(0, 0), "—");
  assert.equal(mean(7, 4), "1.8");
  assert.equal(mean(4, 2), "2");
  assert.equal(mean(1, 0), "—");
});

test("a time is said in the two units that matter", () => {
  assert.equal(lasted(0), "0分钟");
  assert.equal(lasted(59.4), "59分钟");
  assert.equal(lasted(59.6), "1小时");
  assert.equal(lasted(135), "2小时15分");
  assert.equal(lasted(1440), "1天");
  assert.equal(lasted(3 * 1440 + 125), "3天2小时");
});

test("periods begin with the calendar's, and a month ends within what was asked for", () => {
  assert.equal(firstDayOf("year", "2026-11-30"), "2026-01-01");
  assert.equal(firstDayOf("quarter", "2026-11-30"), "2026-10-01");
  assert.equal(firstDayOf("quarter", "2026-03-31"), "2026-01-01");
  assert.equal(firstDayOf("month", "2026-11-30"), "2026-11-01");
  assert.equal(firstDayOf("all", "2026-11-30"), "");
  assert.deepEqual(daysOfMonth("2028-02", "", ""), { from: "2028-02-01", to: "2028-02-29" });
  assert.deepEqual(daysOfMonth("2026-12", "2026-12-05", "2026-12-20"), { from: "2026-12-05", to: "2026-12-20" });
  assert.deepEqual(daysOfMonth("2026-11", "2026-01-01", "2026-12-20"), { from: "2026-11-01", to: "2026-11-30" });
});

test("days that are missing or turned round are said", () => {
  assert.ok(dayFault({ from: "2026-12-01", to: "" }));
  assert.ok(dayFault({ from: "2026-12-02", to: "2026-12-01" }));
  assert.equal(dayFault({ from: "2026-12-01", to: "2026-12-01" }), "");
});
