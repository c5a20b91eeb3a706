// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import type { FormField } from "./api/types.ts";

// The catalogues ask the page for its language.
Object.assign(globalThis, { document: { cookie: "", documentElement: {}, createElement: () => ({}) } });
const { changedValues, characters, faultOf, faultsOf } = await import("./kit/form_values.ts");
const { cellText, isTable, pasted, rowsOf, textOf } = await import("./kit/rows.ts");
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

const goods = field({ type: "rows", columns: ["名称", "数量"], required: true });

test("a row that says how many and not of what is named, blank rows do not count", () => {
  assert.match(faultOf(goods, "手机｜1部\n｜2部") ?? "", /2.*名称/);
  assert.ok(faultOf(goods, " \n "));
  assert.equal(faultOf(goods, "手机｜1部\n电脑｜"), undefined);
});

test("a list is the server's text both ways, struck-out cells empty, no cell lost", () => {
  assert.deepEqual(rowsOf("手机｜1部\n电脑｜／\n", 2), [["手机", "1部"], ["电脑", ""]]);
  assert.deepEqual(rowsOf("手机\n刀|1把|黑色", 2), [["手机", ""], ["刀", "1把 黑色"]]);
  assert.equal(textOf([["手机", "1部"], ["", ""], ["电脑", ""]]), "手机｜1部\n电脑｜");
  assert.equal(cellText("a｜b|c\td\n"), "a/b/c d ");
});

test("a block from a spreadsheet spreads over cells from where it is pasted", () => {
  assert.ok(isTable("手机\t1部") && isTable("手机\n电脑") && !isTable("手机\n"));
  assert.deepEqual(pasted([["甲", ""], ["乙", "2"]], "1\r\n3\t多\r\n4\r\n", 0, 1, 2), [["甲", "1"], ["乙", "3 多"], ["", "4"]]);
  assert.deepEqual(pasted([["", ""]], "手机\t1|2部\n电脑\t2台\n", 0, 0, 2), [["手机", "1/2部"], ["电脑", "2台"]]);
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
