// SPDX-License-Identifier: Apache-2.0
// tus-js-client and Uppy, as they are published, send recordings to the real program, which is
// killed in the middle: node tools/upload_clients.mjs <mingcha>
import assert from "node:assert/strict";
import { createHash, randomBytes } from "node:crypto";
import { createReadStream, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import Uppy from "@uppy/core";
import Tus from "@uppy/tus";
import * as tus from "tus-js-client";
import { Installation } from "./installation.mjs";

const [program] = process.argv.slice(2);
const place = await Installation.make(program, ["zhaomin"]);
await place.start();
const headers = await place.signIn("zhaomin");
const endpoint = `${place.url}/api/v1/uploads`;
const mib = 1024 * 1024;

const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");

/** A file of so many random bytes, and where it lies. */
function file(name, size) {
  const path = join(place.folder, name);
  const bytes = randomBytes(size);
  writeFileSync(path, bytes);
  return { path, bytes, digest: sha256(bytes) };
}

/** That the vault holds it, byte for byte, and the record knows of it. */
async function assertArrived({ bytes, digest }, url) {
  const kept = join(place.folder, "recordings", digest.slice(0, 2), digest.slice(2));
  assert.ok(existsSync(kept), "not in the vault");
  assert.ok(readFileSync(kept).equals(bytes), "other bytes");
  const state = await (await fetch(url, { headers })).json();
  const facts = await (await fetch(new URL(`/api/v1/recordings/${state.recording}`, url), { headers })).json();
  assert.equal(facts.sha256, digest);
  assert.equal(facts.size, bytes.length);
  return facts;
}

/** Sends and resolves with the upload when it is over; `meanwhile` may interfere. */
function send(source, options, meanwhile = () => {}) {
  return new Promise((resolve, reject) => {
    const upload = new tus.Upload(source, { endpoint, headers, retryDelays: [100, 300, 600, 1000, 2000, 3000], ...options,
      onSuccess: () => resolve(upload), onError: reject });
    upload.start();
    void Promise.resolve(meanwhile(upload)).catch(reject);
  });
}

const tests = {
  async "sends a file in one request"() {
    const sent = file("one.mp4", 20 * mib);
    const upload = await send(createReadStream(sent.path), { uploadSize: sent.bytes.length, metadata: { filename: "执法.mp4", sha256: sent.digest } });
    const facts = await assertArrived(sent, upload.url);
    assert.equal(facts.name, "执法.mp4");
    assert.equal(facts.state, "kept");
  },

  async "sends a stream of unknown length in pieces"() {
    const sent = file("deferred.mp4", 5 * mib + 17);
    // Not a file's stream: of that the client takes the length for that of a chunk.
    const upload = await send(Readable.from([sent.bytes]), { uploadLengthDeferred: true, chunkSize: mib });
    await assertArrived(sent, upload.url);
  },

  async "sends in parallel parts"() {
    const sent = file("parallel.mp4", 9 * mib + 5);
    const upload = await send(createReadStream(sent.path), { parallelUploads: 3, metadata: { filename: "p.mp4" } });
    const facts = await assertArrived(sent, upload.url);
    assert.equal(facts.name, "p.mp4");
  },

  async "sends the first bytes with the creation"() {
    const sent = file("with.mp4", 3 * mib);
    const upload = await send(createReadStream(sent.path), { uploadSize: sent.bytes.length, uploadDataDuringCreation: true, chunkSize: mib });
    await assertArrived(sent, upload.url);
  },

  async "pauses and goes on"() {
    const sent = file("paused.mp4", 12 * mib);
    let pauses = 0;
    const upload = await new Promise((resolve, reject) => {
      const made = new tus.Upload(createReadStream(sent.path), { endpoint, headers, uploadSize: sent.bytes.length, chunkSize: mib,
        onChunkComplete: (_, accepted) => {
          if (accepted >= sent.bytes.length || pauses >= 3 || accepted < (pauses + 1) * 3 * mib) return;
          pauses += 1;
          void made.abort().then(() => sleep(100)).then(() => made.start());
        },
        onSuccess: () => resolve(made), onError: reject });
      made.start();
    });
    assert.equal(pauses, 3);
    await assertArrived(sent, upload.url);
  },

  async "calls an upload off"() {
    const sent = file("off.mp4", 8 * mib);
    const url = await new Promise((resolve, reject) => {
      const upload = new tus.Upload(createReadStream(sent.path), { endpoint, headers, uploadSize: sent.bytes.length, chunkSize: mib,
        onChunkComplete: () => void upload.abort(true).then(() => resolve(upload.url), reject), onError: reject });
      upload.start();
    });
    assert.equal((await fetch(url, { headers })).status, 404);
  },

  async "goes on after the server was killed, four times"() {
    const sent = file("killed.mp4", 200 * mib);
    const kills = [];
    const upload = await send(createReadStream(sent.path), { uploadSize: sent.bytes.length, chunkSize: 8 * mib }, async (running) => {
      for (const share of [0.1, 0.3, 0.5, 0.7]) {
        const reached = () => new Promise((resolve) => {
          running.options.onProgress = (now) => { if (now >= share * sent.bytes.length) resolve(now); };
        });
        kills.push(await reached());
        await place.kill();
        await place.start();
      }
    });
    assert.equal(kills.length, 4);
    await assertArrived(sent, upload.url);
  },

  async "goes on in another process of the client"() {
    const sent = file("another.mp4", 40 * mib);
    const urlStorage = new tus.FileUrlStorage(join(place.folder, "urls.json"));
    const options = { endpoint, headers, uploadSize: sent.bytes.length, chunkSize: 4 * mib, urlStorage, fingerprint: async () => "another" };
    const first = await new Promise((resolve, reject) => {
      const upload = new tus.Upload(createReadStream(sent.path), { ...options, onError: reject,
        onChunkComplete: (_, accepted) => { if (accepted >= 12 * mib) void upload.abort().then(() => resolve(upload.url)); } });
      upload.start();
    });
    await place.kill();
    await place.start();
    const second = new tus.Upload(createReadStream(sent.path), options);
    const [previous] = await second.findPreviousUploads();
    assert.equal(previous.uploadUrl, first);
    let from = null;
    await new Promise((resolve, reject) => {
      Object.assign(second.options, { onSuccess: resolve, onError: reject, onProgress: (now) => { from ??= now; } });
      second.resumeFromPreviousUpload(previous);
      second.start();
    });
    assert.ok(from >= 12 * mib, `began again at ${from}`);
    await assertArrived(sent, second.url);
  },

  async "is a server to Uppy"() {
    const sent = file("uppy.mp4", 6 * mib);
    const uppy = new Uppy().use(Tus, { endpoint, headers, chunkSize: mib, allowedMetaFields: ["filename", "source"] });
    uppy.addFile({ name: "uppy.mp4", type: "video/mp4", data: sent.bytes, size: sent.bytes.length, meta: { filename: "uppy.mp4", source: "browser" } });
    const { successful, failed } = await uppy.upload();
    assert.deepEqual(failed, []);
    const facts = await assertArrived(sent, successful[0].uploadURL);
    assert.equal(facts.source, "browser");
  },

  async "tells an empty file's sender why not"() {
    const sent = file("empty.mp4", 0);
    await assert.rejects(send(createReadStream(sent.path), { uploadSize: 0, retryDelays: [] }), (error) =>
      error.originalResponse.getStatus() === 422 && error.originalResponse.getBody().includes("file-empty"));
  },
};

let failures = 0;
for (const [name, test] of Object.entries(tests)) {
  try {
    await test();
    console.log(`ok  ${name}`);
  } catch (error) {
    failures += 1;
    console.log(`NOT ${name}\n${error.stack}`);
  }
}
await place.remove();
process.exitCode = failures === 0 ? 0 : 1;
