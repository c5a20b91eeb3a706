// SPDX-License-Identifier: Apache-2.0
// An installation of the real program on one port, which can be killed and started again.
import { spawn, spawnSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "./program.mjs";

const password = "yunling-2026-test";
const startLimitMs = 120_000;

const freePort = () => new Promise((resolve) => {
  const server = createServer().listen(0, "127.0.0.1", () => {
    const { port } = server.address();
    server.close(() => resolve(port));
  });
});

export class Installation {
  #program;
  #child = null;

  static async make(program, logins) {
    const made = new Installation();
    made.#program = program;
    made.folder = await mkdtemp(join(tmpdir(), "mingcha-installation-"));
    made.url = `http://127.0.0.1:${await freePort()}`;
    await writeFile(made.#config, `[server]
port = ${new URL(made.url).port}
base_url = "${made.url}"
[store]
database = "sqlite:${made.folder}/mingcha.db"
[data]
directory = "${made.folder}"
[pack]
directory = "${root}/packs/public-security"
[log]
origin = "test.example/log"
key_file = "${made.folder}/log.key"
kek_file = "${made.folder}/record.kek"
`);
    made.#run(["init"]);
    made.#run(["people", join(root, "demo", "agency.json")]);
    for (const login of logins) made.#run(["account", login, login], `${password}\n`);
    return made;
  }

  get #config() { return join(this.folder, "mingcha.toml"); }
  get pid() { return this.#child.pid; }

  #run([command, ...words], input = "") {
    const ended = spawnSync(this.#program, [command, "--config", this.#config, ...words], { input });
    if (ended.status !== 0) throw new Error(`mingcha ${command}: ${ended.stdout}${ended.stderr}`);
  }

  async start() {
    const child = this.#child = spawn(this.#program, ["serve", "--config", this.#config], { stdio: ["ignore", "pipe", "ignore"] });
    await new Promise((resolve, reject) => {
      let said = "";
      const timer = setTimeout(() => reject(new Error(`not ready in time: ${said}`)), startLimitMs);
      child.stdout.on("data", (piece) => {
        if (!(said += piece).includes(this.url)) return;
        clearTimeout(timer);
        resolve();
      });
      child.on("close", () => reject(new Error(`ended at once: ${said}`)));
    });
  }

  async #end(signal) {
    const child = this.#child;
    const ended = new Promise((resolve) => (child.exitCode ?? child.signalCode) === null ? child.on("close", resolve) : resolve());
    child.kill(signal);
    await ended;
  }
  kill() { return this.#end("SIGKILL"); }
  async remove() {
    await this.#end("SIGTERM");
    await rm(this.folder, { recursive: true, force: true });
  }

  /** Headers of a session for requests that change something. */
  async signIn(login) {
    const answer = await fetch(`${this.url}/api/v1/session`, { method: "POST", headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ login, password }) });
    if (answer.status !== 201) throw new Error(`${login} cannot sign in: ${answer.status}`);
    const { csrf } = await answer.json();
    return { Cookie: answer.headers.get("Set-Cookie").split(";")[0], "X-CSRF-Token": csrf };
  }
}
