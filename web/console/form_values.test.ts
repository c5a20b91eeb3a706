// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import type { FormField } from "./api/types.ts";

// The catalogues ask the page for its language.
Object.assign(globalThis, { document: { cookie: "", documentElement: {}, createElement: () => ({}) } });
const { changedValues, characters, faultOf, faultsOf } = await import("./kit/form_values.ts");
const { daysUntil, sizeOf } = await import("./kit/moment.ts");

const field = (more: Partial<FormField>): FormField => ({
  field: "f", label: "F", type: "text", required: false, article: "", help: "", check: "none", privacy: "open", ...more,
});

test("characters are counted as people count them", () => {
  assert.equal(characters("龘𠮷😀"), 3);
});

test("a text longer than the field is said at once, with both numbers", () => {
  assert.match(faultOf(field({ longest: 3 }), "𠮷𠮷𠮷𠮷") ?? "", /3.*4/);
  assert.equal(faultOf(field({ longest: 3 }), "𠮷𠮷𠮷"), undefined);
});

test("a whole number has its bounds", () => {
  const fine = field({ type: "integer", at_least: 1, at_most: 10 });
  for (const bad of ["0", "11", "1.5", "1e3", "一", "99999999999999999999"]) assert.ok(faultOf(fine, bad), bad);
  for (const good of ["1", "10"]) assert.equal(faultOf(fine, good), undefined, good);
});

test("a moment after now is refused where it may not be", () => {
  const now = new Date("2026-03-02T01:00:00Z");
  const moment = field({ type: "moment", may_be_future: false });
  assert.ok(faultOf(moment, "2026-03-02T09:00:01+08:00", now));
  assert.equal(faultOf(moment, "2026-03-02T09:00:00+08:00", now), undefined);
  assert.equal(faultOf(field({ type: "moment", may_be_future: true }), "2027-01-01T00:00:00+08:00", now), undefined);
});

test("what is required and blank is missing, blanks included", () => {
  assert.ok(faultsOf([field({ required: true })], { f: " 　 " }).f);
  assert.deepEqual(faultsOf([field({})], {}), {});
});

test("a field that goes with another's value is required exactly then", () => {
  const refusal = field({ field: "refusal", required_with: { field: "method", values: ["left"] } });
  assert.ok(faultsOf([refusal], { method: "left" }).refusal);
  assert.deepEqual(faultsOf([refusal], { method: "left", refusal: "says why" }), {});
  assert.deepEqual(faultsOf([refusal], { method: "direct" }), {});
  // What the server knew of it when the form came up does not count any more.
  assert.deepEqual(faultsOf([{ ...refusal, required: true }], { method: "direct" }), {});
});

test("what was known and is now blank is taken back, what was never known is not mentioned", () => {
  assert.deepEqual(changedValues([field({ value: "old" })], { f: "" }), { f: null });
  assert.deepEqual(changedValues([field({})], { f: "", other: "x" }), {});
  assert.deepEqual(changedValues([field({})], { f: " new " }), { f: "new" });
});

test("days are counted by the bureau's calendar, not by this machine's clock", () => {
  const late = new Date("2026-03-01T16:30:00Z");  // 00:30 on the 2nd, there
  assert.equal(daysUntil("2026-03-02T23:59:59+08:00", late), 0);
  assert.equal(daysUntil("2026-03-05T23:59:59+08:00", late), 3);
  assert.equal(daysUntil("2026-03-01T23:59:59+08:00", late), -1);
});

test("sizes are said in the unit that fits", () => {
  assert.equal(sizeOf(999), "999 B");
  assert.equal(sizeOf(1536), "1.5 KB");
});
