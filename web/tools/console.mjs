// SPDX-License-Identifier: Apache-2.0
// Builds the console: node tools/console.mjs [--out=folder] [--unchecked] [--sizes]
//   types of the API's answers, made from its description; type check; bundle; compressed copies;
//   and what a browser has to load first is weighed.
import { spawnSync } from "node:child_process";
import { readFile, readdir, rename, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import openapiTS, { astToString } from "openapi-typescript";
import { build } from "vite";

const web = dirname(dirname(fileURLToPath(import.meta.url)));
const console_ = join(web, "console");
const option = process.argv.find((argument) => argument.startsWith("--out="));
const out = option ? resolve(option.slice("--out=".length)) : join(web, "dist", "console");

/** What the first page may weigh, compressed: about six seconds on a slow telephone line. */
const firstLoadLimit = 300 * 1024;

async function writeTypes() {
  const description = join(dirname(web), "test", "golden", "openapi.json");
  const types = `// Made by tools/console.mjs from the API's description.\n${
    astToString(await openapiTS(pathToFileURL(description)))}`;
  const file = join(console_, "api", "schema.d.ts");
  if (await readFile(file, "utf8").catch(() => "") === types) return;
  // Renamed into place: another build may be reading it.
  const made = `${file}.${process.pid}`;
  await writeFile(made, types);
  await rename(made, file);
}

function checkTypes() {
  const checker = join(web, "node_modules", "vue-tsc", "bin", "vue-tsc.js");
  const run = spawnSync(process.execPath, [checker, "--noEmit", "-p", join(console_, "tsconfig.json")],
    { stdio: "inherit" });
  if (run.status !== 0) process.exit(run.status ?? 1);
}

/** The scripts and styles that index.html names, and the scripts that those import at once. */
async function firstLoad() {
  const names = new Set();
  const visit = async (name) => {
    if (names.has(name)) return;
    names.add(name);
    if (!name.endsWith(".js")) return;
    const text = await readFile(join(out, name), "utf8");
    for (const [, , imported] of text.matchAll(/(?:^|[;}\s])(?:import|export)\s*([^"'();]*?from\s*)?["']\.\/([\w.-]+)["']/g)) {
      await visit(`assets/${imported}`);
    }
  };
  const page = await readFile(join(out, "index.html"), "utf8");
  names.add("index.html");
  for (const [, name] of page.matchAll(/(?:src|href)="\/console\/(assets\/[^"]+)"/g)) await visit(name);
  return names;
}

async function compressAndWeigh() {
  const sizes = new Map();
  for (const entry of await readdir(out, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.path ?? entry.parentPath, entry.name);
    const packed = gzipSync(await readFile(file), { level: 9 });
    await writeFile(`${file}.gz`, packed);
    sizes.set(file.slice(out.length + 1), packed.length);
  }
  let total = 0;
  for (const name of await firstLoad()) total += sizes.get(name);
  const kilobytes = (bytes) => `${(bytes / 1024).toFixed(1)} KB`;
  if (process.argv.includes("--sizes")) {
    for (const [name, size] of [...sizes].sort(([, one], [, other]) => other - one)) process.stdout.write(`${kilobytes(size).padStart(10)}  ${name}\n`);
  }
  process.stdout.write(`The console's first load: ${kilobytes(total)} compressed, of at most ${kilobytes(firstLoadLimit)}\n`);
  if (total > firstLoadLimit) {
    process.stderr.write("The first load is too heavy: load what only some pages need with those pages.\n");
    process.exit(1);
  }
}

await writeTypes();
if (!process.argv.includes("--unchecked")) checkTypes();
process.env.NODE_ENV = "production";
await build({ configFile: join(console_, "vite.config.ts"), logLevel: "warn", build: { outDir: out } });
await compressAndWeigh();
