// SPDX-License-Identifier: Apache-2.0
// Bundles the verifier: node tools/verify.mjs [--out=folder]. The names carry the digest of the
// content; the stand-in for missing browser cryptography is a second file, loaded when needed.
import { rm } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const web = dirname(dirname(fileURLToPath(import.meta.url)));
const option = process.argv.find((argument) => argument.startsWith("--out="));
const out = option ? resolve(option.slice("--out=".length)) : join(web, "dist", "assets");

await rm(out, { recursive: true, force: true });
const common = {
  outdir: out,
  bundle: true,
  target: ["es2020"],
  minify: true,
  charset: "utf8",
  legalComments: "none",
  entryNames: "[name].[hash]",
  chunkNames: "[name].[hash]",
};
await build({
  ...common,
  entryPoints: [{ in: join(web, "verify", "main.ts"), out: "verify" }],
  splitting: true,
  format: "esm",
});
// A service worker stands alone, under an address of its own.
await build({
  ...common,
  entryPoints: [{ in: join(web, "verify", "offline.ts"), out: "offline" }],
  format: "iife",
});
