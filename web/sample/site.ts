// SPDX-License-Identifier: Apache-2.0
// The sample site: pages from portal_preview, a log of our own making, both on a free port.
import { execFile, execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { type IncomingMessage, type Server, type ServerResponse, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SampleKey, SampleLog, commitment, leafBytes } from "./log.ts";

export interface SampleSite {
  url: string;
  /** A link as on paper, and what stands on that paper. */
  paper: { link: string; values: Record<string, string> };
  /** A receipt file of the same record. */
  receipt: string;
  close(): void;
}

const security =
  "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; " +
  "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
const documentSalt = Buffer.alloc(16, 9);
const recordKey = Buffer.alloc(32, 7);
const paperValues = { case_no: "云公（治）行罚决字〔2026〕0024号", decided_on: "2026-03-02", fine_fen: "1000000" };
const fields = {
  "decision.made": [
    { name: "case_no", kind: "text", label: "决定书文号", label_en: "Number of the decision" },
    { name: "decided_on", kind: "date", label: "决定日期", label_en: "Date of the decision" },
    { name: "fine_fen", kind: "fen", label: "罚款金额", label_en: "Amount of the fine" },
    { name: "document", kind: "document_digest", label: "文书", label_en: "Document" },
  ],
};
const paperDigest = Buffer.alloc(32, 5).toString("base64url");

function output(preview: string, facts: string, target: string): Buffer {
  return execFileSync(preview, [facts, target], { maxBuffer: 1 << 24 });
}

function split(raw: Buffer): { status: number; type: string; body: Buffer } {
  const end = raw.indexOf("\n\n");
  const [status = "500", ...type] = raw.subarray(0, end).toString().split(" ");
  return { status: Number(status), type: type.join(" "), body: raw.subarray(end + 2) };
}

interface Story {
  log: SampleLog;
  files: Map<string, Buffer>;
  published: Record<string, number>;
  paper: number;
}

function tell(preview: string): Story {
  const log = new SampleLog(new SampleKey("log.yunling.example/enforcement", Buffer.alloc(32, 1)));
  const other = (count: number) => {
    for (let at = 0; at < count; ++at) {
      const key = Buffer.alloc(32);
      key.writeUInt32BE(log.entries.length + 1);
      log.add(leafBytes({ at: "2026-01-05T02:00:00Z", type: "evidence.accepted", recordKey: key, values: {} }));
    }
  };
  const decide = (key: Buffer, values: Record<string, string>, major: boolean) => {
    const review = log.add(leafBytes({
      at: "2026-02-27T08:00:00Z", type: "review.done", recordKey: Buffer.alloc(32, 6), values: { opinion: "pass" },
    }));
    other(20);
    return log.add(leafBytes({
      at: "2026-03-02T01:05:00Z", type: "decision.made", recordKey: key, values, ...(major ? { ref: review } : {}),
    }));
  };
  const published: Record<string, number> = {};
  other(230);
  for (const [id, major] of [["d1", true], ["d3", false]] as const) {
    const document = split(output(preview, "-", `/decisions/${id}/document`)).body;
    const ref = decide(Buffer.alloc(32, id.charCodeAt(1)), { case_no: id }, major);
    other(30);
    published[id] = log.add(leafBytes({
      at: "2026-03-05T02:00:00Z", type: "decision.published", recordKey: Buffer.alloc(32, 3), values: {},
      pub: commitment(documentSalt, document), ref,
    })).index;
  }
  const paper = decide(recordKey, { ...paperValues, document: paperDigest }, true).index;
  other(40);
  return { log, files: log.files(), published, paper };
}

function serveStatic(story: Story, path: string): { type: string; body: Buffer } | undefined {
  const name = path.slice("/log/".length);
  if (name === "checkpoint") return { type: "text/plain; charset=utf-8", body: Buffer.from(story.log.checkpoint()) };
  if (name === "policy") {
    return { type: "text/plain; charset=utf-8", body: Buffer.from(`log ${story.log.key.vkey}\nquorum none\n`) };
  }
  if (name === "fields.json") return { type: "application/json", body: Buffer.from(JSON.stringify(fields)) };
  const body = story.files.get(name);
  return body && { type: "application/octet-stream", body };
}

function send(response: ServerResponse, status: number, type: string, body: Buffer, more = {}): void {
  response.writeHead(status, { "Content-Type": type, "Content-Security-Policy": security,
    "X-Content-Type-Options": "nosniff", ...more });
  response.end(body);
}

function handler(preview: string, facts: string, story: Story) {
  return (request: IncomingMessage, response: ServerResponse) => {
    const target = request.url ?? "/";
    const path = target.split("?")[0] as string;
    if (path.startsWith("/log/")) {
      const file = serveStatic(story, path);
      if (file) send(response, 200, file.type, file.body);
      else send(response, 404, "text/plain", Buffer.from("not found\n"));
      return;
    }
    execFile(preview, [facts, target], { encoding: "buffer", maxBuffer: 1 << 24 }, (error, raw) => {
      if (error) return send(response, 500, "text/plain", Buffer.from(String(error)));
      const { status, type, body } = split(raw);
      const [, id] = /^\/decisions\/([^/]+)\/document$/.exec(path) ?? [];
      const index = id === undefined ? undefined : story.published[id];
      const more = index === undefined ? {} : {
        "X-Ael-Index": String(index), "X-Ael-Salt": documentSalt.toString("base64url"),
      };
      send(response, status, type, body, more);
    });
  };
}

export async function startSampleSite(preview: string): Promise<SampleSite> {
  const story = tell(preview);
  const { log, published, paper } = story;
  const folder = mkdtempSync(join(tmpdir(), "mingcha-portal-"));
  const facts = join(folder, "facts.json");
  const keyId = log.key.id.toString("hex");
  writeFileSync(facts, JSON.stringify({
    origin: log.key.name, key_id: keyId, vkey: log.key.vkey, root: log.root().toString("base64"),
    checkpoint: log.checkpoint(), size: log.entries.length, published,
  }));
  const server: Server = createServer(handler(preview, facts, story));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    paper: {
      link: `/v#1.${keyId}.${paper}.${recordKey.toString("base64url")}.${paperDigest}`,
      values: { case_no: paperValues.case_no, decided_on: paperValues.decided_on, fine_fen: "10000.00" },
    },
    receipt: log.receipt(paper),
    close() {
      server.close();
      server.closeAllConnections();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
