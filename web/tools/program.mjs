// SPDX-License-Identifier: Apache-2.0
// The program with its fictional data for a measurement: BASE_URL, or MINGCHA_PROGRAM started on a
// free port and in a folder of its own.
import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const startLimitMs = 300_000;

export const logins = JSON.parse(await readFile(join(root, "demo", "logins.json"), "utf8"));

export async function start() {
  if (process.env.BASE_URL) return { url: process.env.BASE_URL, stop: async () => {} };
  const program = process.env.MINGCHA_PROGRAM;
  if (!program) throw new Error("MINGCHA_PROGRAM=path of mingcha, or BASE_URL=http://host of a demo that runs");
  const folder = await mkdtemp(join(tmpdir(), "mingcha-measure-"));
  const child = spawn(program, ["demo", "--root", root, "--data", join(folder, "data"), "--port", "0"], { stdio: ["ignore", "pipe", "pipe"] });
  const ended = new Promise((resolve) => child.on("close", resolve));
  const stop = async () => {
    child.kill("SIGTERM");
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  let said = "";
  try {
    const url = await new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`not ready in time:\n${said}`)), startLimitMs);
      const listen = (piece) => {
        said += piece;
        const [, found] = /(http:\/\/127\.0\.0\.1:[1-9]\d*)\//.exec(said) ?? [];
        if (!found || !said.includes("Ctrl+C")) return;
        clearTimeout(timer);
        resolve(found);
      };
      child.stdout.on("data", listen);
      child.stderr.on("data", listen);
      void ended.then(() => reject(new Error(`ended at once:\n${said}`)));
    });
    return { url, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The value that so many of a hundred stay below. */
export function quantile(values, share) {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? NaN;
}

/** Rows under a head, numbers to the right. */
export function table(head, rows) {
  const width = head.map((name, at) => Math.max(name.length, ...rows.map((row) => String(row[at]).length)));
  const line = (cells) => cells.map((cell, at) => (at === 0 ? String(cell).padEnd(width[at]) : String(cell).padStart(width[at]))).join("  ");
  process.stdout.write([head, ...rows].map((row) => `${line(row)}\n`).join(""));
}
