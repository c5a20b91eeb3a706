// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import { tidy } from "./kept.ts";

async function left(names: string[]): Promise<string[]> {
  const kept = new Set(names);
  await tidy({ keys: async () => [...kept], delete: async (name) => kept.delete(name) });
  return [...kept];
}

const checks = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => `check-${from + at}`);

test("of the checks that were kept the newest fifty are left, and what else is kept stays", async () => {
  assert.deepEqual(await left(["verify-page", ...checks(0, 53), "other"]), ["verify-page", ...checks(3, 53), "other"]);
});

test("fifty checks are kept whole", async () => {
  assert.deepEqual(await left(checks(0, 50)), checks(0, 50));
});
