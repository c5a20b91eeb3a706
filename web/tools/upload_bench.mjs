// SPDX-License-Identifier: Apache-2.0
// Recordings through the server with both digests, beside the reference tus server in Node and beside
// dd piped through the same two hashes, all on one disk and in one run; then the memory of many at
// once: MINGCHA_PROGRAM=path node tools/upload_bench.mjs [--megabytes=1000] [--runs=3] [--senders=200]
import { spawn } from "node:child_process";
import { createServer } from "node:http";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { FileStore } from "@tus/file-store";
import { Server } from "@tus/server";
import { Installation } from "./installation.mjs";
import { quantile, table } from "./program.mjs";

const option = (name, usual) => Number((process.argv.find((word) => word.startsWith(`--${name}=`)) ?? `=${usual}`).split("=")[1]);
const [megabytes, runs, senders] = [option("megabytes", 1000), option("runs", 3), option("senders", 200)];

/** The reference server, when this script is started as its process. */
if (process.argv.includes("--reference")) {
  const folder = process.argv.at(-1);
  const server = new Server({ path: "/files", datastore: new FileStore({ directory: folder }) });
  const listener = createServer(server.handle.bind(server)).listen(0, "127.0.0.1", () => console.log(listener.address().port));
  await new Promise(() => {});
}

function shell(command, env = {}) {
  const child = spawn("bash", ["-c", `set -euo pipefail; ${command}`], { env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "inherit"] });
  return new Promise((resolve, reject) => {
    let said = "";
    child.stdout.on("data", (piece) => { said += piece; });
    child.on("close", (status) => status === 0 ? resolve(said) : reject(new Error(`${command}: ${status}`)));
  });
}

const place = await Installation.make(process.env.MINGCHA_PROGRAM, ["zhaomin"]);
await place.start();
const session = await place.signIn("zhaomin");
const source = join(place.folder, "source.bin");
await shell(`head -c ${megabytes}000000 /dev/urandom > ${source}`);
const size = megabytes * 1_000_000;
const curlHeaders = (headers) => Object.entries(headers).map(([name, value]) => `-H '${name}: ${value}'`).join(" ");

/** Seconds for so many at once to send the whole file in one request each, by curl. */
async function sent(endpoint, headers, streams) {
  const all = { ...headers, "Tus-Resumable": "1.0.0" };
  const addresses = [];
  for (let i = 0; i < streams; ++i) {
    const answer = await fetch(endpoint, { method: "POST", headers: { ...all, "Upload-Length": `${size}` } });
    addresses.push(new URL(answer.headers.get("Location"), endpoint).href);
  }
  const began = performance.now();
  await Promise.all(addresses.map((address) => shell(`curl -sS -f -o /dev/null -X PATCH -T ${source} -H 'Expect:' ${curlHeaders({ ...all,
    "Upload-Offset": "0", "Content-Type": "application/offset+octet-stream" })} ${address}`)));
  return (performance.now() - began) / 1000;
}

const dd = async (streams) => {
  const folder = join(place.folder, "dd");
  mkdirSync(folder);
  const one = (i) => shell(`mkfifo ${folder}/s${i} ${folder}/m${i}
    openssl dgst -sha256 < ${folder}/s${i} > /dev/null & openssl dgst -sm3 < ${folder}/m${i} > /dev/null &
    dd if=${source} bs=1M status=none | tee ${folder}/s${i} ${folder}/m${i} | dd of=${folder}/out${i} bs=1M iflag=fullblock conv=fsync status=none; wait`);
  const began = performance.now();
  await Promise.all(Array.from({ length: streams }, (_, i) => one(i)));
  const took = (performance.now() - began) / 1000;
  rmSync(folder, { recursive: true });
  return took;
};

const referenceFolder = join(place.folder, "reference");
mkdirSync(referenceFolder);
const reference = spawn(process.execPath, [process.argv[1], "--reference", referenceFolder], { stdio: ["ignore", "pipe", "inherit"] });
const referencePort = await new Promise((resolve) => reference.stdout.once("data", (port) => resolve(Number(port))));

/** What has arrived is in the way of what comes. */
function clear() {
  for (const name of ["recordings", "reference"]) {
    rmSync(join(place.folder, name), { recursive: true, force: true });
    mkdirSync(join(place.folder, name));
  }
}

const ways = {
  "mingcha, SHA-256 and SM3": (streams) => sent(`${place.url}/api/v1/uploads`, session, streams),
  "@tus/server and file-store, no digest": (streams) => sent(`http://127.0.0.1:${referencePort}/files`, {}, streams),
  "the same, then both digests by openssl": async (streams) => {
    const took = await sent(`http://127.0.0.1:${referencePort}/files`, {}, streams);
    const began = performance.now();
    await shell(`for f in $(find ${referenceFolder} -type f -size +1M); do openssl dgst -sha256 $f & openssl dgst -sm3 $f & done > /dev/null; wait`);
    return took + (performance.now() - began) / 1000;
  },
  "dd | tee sha256, sm3 | dd conv=fsync": dd,
};
const rows = [];
for (const streams of [1, 8]) {
  const took = Object.fromEntries(Object.keys(ways).map((name) => [name, []]));
  for (let run = 0; run < runs; ++run) {
    for (const [name, way] of Object.entries(ways)) {
      clear();
      took[name].push(await way(streams));
    }
  }
  for (const name of Object.keys(ways)) rows.push([name, streams, Math.round(streams * size / 1e6 / quantile(took[name], 0.5))]);
}
table(["way", "streams", "MB/s"], rows);
reference.kill();

/** Resident memory while many send at once, each a little all the time. */
const resident = (name) => Number(new RegExp(`^${name}:\\s+(\\d+)`, "m").exec(readFileSync(`/proc/${place.pid}/status`, "utf8"))[1]) / 1024;
clear();
await place.kill();
await place.start();
await fetch(`${place.url}/healthz`);
const headers = await place.signIn("zhaomin");
const idle = resident("VmRSS");
const length = 16 * 1024 * 1024;
const piece = Buffer.alloc(64 * 1024, "x");
const lines = Object.entries({ ...headers, "Tus-Resumable": "1.0.0" }).map(([name, value]) => `${name}: ${value}\r\n`).join("");
const finished = Array.from({ length: senders }, async () => {
  const created = await fetch(`${place.url}/api/v1/uploads`, { method: "POST", headers: { ...headers, "Tus-Resumable": "1.0.0", "Upload-Length": `${length}` } });
  const socket = connect(Number(new URL(place.url).port), "127.0.0.1");
  socket.write(`PATCH ${created.headers.get("Location")} HTTP/1.1\r\nHost: a\r\n${lines}Upload-Offset: 0\r\nContent-Type: application/offset+octet-stream\r\nContent-Length: ${length}\r\n\r\n`);
  const answer = new Promise((resolve) => socket.once("data", (data) => resolve(`${data}`)));
  for (let at = 0; at < length; at += piece.length) {
    if (!socket.write(piece)) await new Promise((resolve) => socket.once("drain", resolve));
    await sleep(20);
  }
  const said = await answer;
  socket.destroy();
  return said.startsWith("HTTP/1.1 204");
});
let most = 0;
let over = false;
const all = Promise.all(finished).finally(() => { over = true; });
while (!over) {
  most = Math.max(most, resident("VmRSS"));
  await sleep(20);
}
const good = (await all).filter(Boolean).length;
console.log(`memory: ${idle.toFixed(0)} MiB at rest, at most ${most.toFixed(0)} MiB with ${senders} at once (${(most - idle).toFixed(0)} more); ${good} arrived`);
await place.remove();
process.exitCode = good === senders ? 0 : 1;
