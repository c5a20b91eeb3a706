// SPDX-License-Identifier: Apache-2.0
// Fifty officers at work in the console at once, as the server sees it: how long each call takes.
//   MINGCHA_PROGRAM=path node tools/officers.mjs [--officers=50] [--seconds=60] [--pause=1000]
// Each has a session of his own and pauses between two calls, on the average as long as --pause
// says (ms). Accounts are those of the fictional bureau, so several share one.
import { logins, quantile, start, table } from "./program.mjs";

const option = (name, usual) => Number((process.argv.find((word) => word.startsWith(`--${name}=`)) ?? `=${usual}`).split("=")[1]);
const [officers, seconds, pauseMs] = [option("officers", 50), option("seconds", 60), option("pause", 1000)];

const { url, stop } = await start();
const waits = new Map();
const faults = [];
let wishes = 0;

class Officer {
  /** The server lets only so many sign in from one address at once. */
  async signIn({ login, password }) {
    for (;;) {
      const answer = await fetch(`${url}/api/v1/session`, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ login, password }) });
      const said = await answer.json();
      if (answer.status === 201) {
        this.cookie = answer.headers.get("Set-Cookie").split(";")[0];
        this.csrf = said.csrf;
        return;
      }
      if (answer.status !== 429) throw new Error(`${login} cannot sign in: ${answer.status}`);
      await new Promise((resolve) => setTimeout(resolve, 2100));
    }
  }

  async #send(name, method, path, body, headers = {}) {
    const began = performance.now();
    const answer = await fetch(url + path, { method, body, headers: { "Content-Type": "application/json",
      Cookie: this.cookie, "X-CSRF-Token": this.csrf, ...headers } });
    const read = await answer.arrayBuffer();
    const took = performance.now() - began;
    if (!waits.has(name)) waits.set(name, []);
    waits.get(name).push(took);
    if (answer.status >= 400) faults.push(`${name}: ${answer.status} ${Buffer.from(read).toString().slice(0, 300)}`);
    try {
      return JSON.parse(Buffer.from(read).toString());
    } catch {
      return {};  // A paper, or nothing.
    }
  }

  async call(name, method, path, body, headers) {
    // Pauses as people make them: mostly short, now and then long.
    await new Promise((resolve) => setTimeout(resolve, -Math.log(1 - Math.random()) * pauseMs));
    return this.#send(name, method, path, typeof body === "object" ? JSON.stringify(body) : body, headers);
  }

  read = (name, path) => this.call(name, "GET", path);
  act = (name, path, body, type = "application/json") => this.call(name, "POST", path, body, { "Idempotency-Key": `officers-${process.pid}-${++wishes}`, "Content-Type": type });
}

const ago = (minutes) => new Date(Date.now() - minutes * 60_000).toISOString().replace(/\.\d+Z$/, "Z");

/** What one does with a case, from the report to its file. */
async function work(officer, until) {
  const over = () => performance.now() > until;
  while (!over()) {
    await officer.read("desk: what is to be done", "/api/v1/desk");
    await officer.read("case list", "/api/v1/cases?limit=20&sort=-opened_at");
    await officer.read("search", `/api/v1/search?q=${encodeURIComponent("流萤")}`);
    if (over()) return;
    await officer.read("form of a new case", "/api/v1/items/venue_recordings_not_kept");
    const place = `officers.${process.pid}.${++wishes}`;
    await officer.call("draft saved", "PUT", `/api/v1/form-drafts/${place}`, { values: { "report.place": "云岭县城关镇示范路88号" } });
    await officer.call("draft dropped", "DELETE", `/api/v1/form-drafts/${place}`);
    const { case: id } = await officer.act("case opened", "/api/v1/cases", { item: "venue_recordings_not_kept", values: {
      "report.source": "found_at_work", "report.received_at": ago(60), "report.place": "云岭县城关镇示范路88号", "report.summary": "日常检查中发现。", "report.material": "无" } });
    if (!id) return;
    await officer.read("case", `/api/v1/cases/${id}`);
    await officer.act("step: filing", `/api/v1/cases/${id}/steps/filing`, { values: { "filing.opinion": "own_case", "filing.reasons": "有违法事实，属于本机关管辖", "party.kind": "organisation",
      "party.name": "流萤量贩歌厅", "party.credit_code": "92999922MA00002852", "party.legal_representative": "贾流萤", "party.address": "云岭县城关镇示范路88号", "party.phone": "0999-5550288" } });
    await officer.act("evidence, 200 KB", `/api/v1/cases/${id}/evidence?title=photo&name=${wishes}.bin`, id.padEnd(200_000, "x"), "application/octet-stream");
    const { documents } = await officer.read("case", `/api/v1/cases/${id}`);
    await officer.read("the whole record", `/api/v1/cases/${id}/timeline`);
    if (documents?.[0]) await officer.call("paper as PDF", "GET", `/api/v1/cases/${id}/papers/${documents[0].version}/pdf`);
  }
}

try {
  const accounts = logins.filter((each) => ["wanglei", "lina", "zhaomin", "zhouqiang"].includes(each.login));
  const all = Array.from({ length: officers }, () => new Officer());
  for (const [at, officer] of all.entries()) await officer.signIn(accounts[at % accounts.length]);
  const began = performance.now();
  await Promise.all(all.map((officer) => work(officer, began + seconds * 1000)));
  const took = (performance.now() - began) / 1000;
  const calls = [...waits.values()].flat();
  const row = (name, some) => [name, some.length, ...[0.5, 0.95, 1].map((share) => quantile(some, share).toFixed(1))];
  table(["call", "calls", "p50 ms", "p95 ms", "max ms"], [...[...waits].map(([name, some]) => row(name, some)), row("all", calls)]);
  process.stdout.write(`${officers} officers, ${(calls.length / took).toFixed(0)} calls a second; refused or failed: ${faults.length}\n`);
  for (const fault of faults.slice(0, 5)) process.stderr.write(`${fault}\n`);
  if (faults.length > 0) process.exitCode = 1;
} finally {
  await stop();
}
