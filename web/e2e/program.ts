// SPDX-License-Identifier: Apache-2.0
// The program with its fictional data, on a port and in a folder of its own.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const startLimitMs = 300_000;

export interface Running {
  url: string;
  /** Ends it, and what it recorded with it. */
  stop(): Promise<void>;
  /** Ends it at once, as a power cut would. */
  kill(): Promise<void>;
  /** After kill(): on the same data, at the same address. */
  startAgain(): Promise<void>;
}

interface Process {
  url: string;
  end(how: "SIGTERM" | "SIGKILL"): Promise<void>;
}

async function run(program: string, data: string, port: string): Promise<Process> {
  const child = spawn(program, ["demo", "--root", root, "--data", data, "--port", port],
    { stdio: ["ignore", "pipe", "pipe"] });
  const ended = new Promise<void>((resolve) => child.on("close", () => resolve()));
  const end = async (how: "SIGTERM" | "SIGKILL") => {
    child.kill(how);
    await ended;
  };
  let said = "";
  const address = new Promise<string>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`not ready in time:\n${said}`)), startLimitMs);
    const listen = (piece: Buffer) => {
      said += piece.toString();
      const [, url] = /(http:\/\/127\.0\.0\.1:[1-9]\d*)\//.exec(said) ?? [];
      if (!url || !said.includes("Ctrl+C")) return;
      clearTimeout(timer);
      resolve(url);
    };
    child.stdout.on("data", listen);
    child.stderr.on("data", listen);
    void ended.then(() => reject(new Error(`ended at once:\n${said}`)));
  });
  try {
    return { url: await address, end };
  } catch (error) {
    await end("SIGTERM");
    throw error;
  }
}

export async function start(program: string): Promise<Running> {
  const folder = mkdtempSync(join(tmpdir(), "mingcha-e2e-"));
  const data = join(folder, "data");
  const clean = () => rmSync(folder, { recursive: true, force: true });
  let process: Process;
  try {
    process = await run(program, data, "0");
  } catch (error) {
    clean();
    throw error;
  }
  const { url } = process;
  return {
    url,
    stop: async () => {
      await process.end("SIGTERM");
      clean();
    },
    kill: () => process.end("SIGKILL"),
    startAgain: async () => {
      process = await run(program, data, new URL(url).port);
    },
  };
}
