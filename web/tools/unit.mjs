// SPDX-License-Identifier: Apache-2.0
// Bundles each *.test.ts of the verifier and the console for Node and runs them with its own test runner.
import { spawnSync } from "node:child_process";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const web = dirname(dirname(fileURLToPath(import.meta.url)));
const tests = [];
for (const folder of ["verify", "console"]) {
  const names = (await readdir(join(web, folder))).filter((name) => name.endsWith(".test.ts"));
  tests.push(...names.map((name) => join(folder, name)));
}
if (tests.length === 0) throw new Error("no unit tests found");

const out = await mkdtemp(join(tmpdir(), "mingcha-web-"));
try {
  await build({
    entryPoints: tests.map((name) => join(web, name)),
    outdir: out,
    outbase: web,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    format: "esm",
    target: ["node18"],
    logLevel: "warning",
  });
  const files = tests.map((name) => join(out, name.replace(/\.ts$/, ".mjs")));
  const run = spawnSync(process.execPath, ["--test", ...files], { stdio: "inherit" });
  process.exitCode = run.status ?? 1;
} finally {
  await rm(out, { recursive: true, force: true });
}
