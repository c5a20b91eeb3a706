// SPDX-License-Identifier: Apache-2.0
// c2sp.org/tlog-proof: a receipt file.
import { type Bytes, fromBase64, fromBase64Url, fromHex, fromUtf8 } from "./bytes.ts";
import { type Checkpoint, parseCheckpoint } from "./note.ts";

export interface PartialDisclosure {
  disclosure: string;
  /** Among the sorted digests of the record. */
  index: number;
  path: Bytes[];
}

/** All disclosures of a record, or chosen ones with their paths. */
export type Extra =
  | { kind: "none" }
  | { kind: "all"; disclosures: string[] }
  | { kind: "chosen"; disclosures: PartialDisclosure[]; digests: number };

export interface Receipt {
  index: number;
  proof: Bytes[];
  checkpoint: Checkpoint;
  extra: Extra;
}

function hashOf(text: unknown): Bytes | undefined {
  if (typeof text !== "string") return undefined;
  const bytes = (text.length === 64 ? fromHex(text) : undefined) ?? fromBase64(text) ?? fromBase64Url(text);
  return bytes?.length === 32 ? bytes : undefined;
}

function chosen(value: unknown): Extra | undefined {
  const { d, n } = (value ?? {}) as { d?: unknown; n?: unknown };
  if (!Array.isArray(d) || typeof n !== "number" || !Number.isInteger(n) || n < 1) return undefined;
  const disclosures: PartialDisclosure[] = [];
  for (const row of d as unknown[]) {
    const [disclosure, index, path] = Array.isArray(row) ? (row as unknown[]) : [];
    if (typeof disclosure !== "string" || typeof index !== "number" || !Array.isArray(path)) {
      return undefined;
    }
    const hashes = path.map(hashOf);
    if (!Number.isInteger(index) || hashes.some((hash) => !hash)) return undefined;
    disclosures.push({ disclosure, index, path: hashes as Bytes[] });
  }
  return disclosures.length > 0 ? { kind: "chosen", disclosures, digests: n } : { kind: "none" };
}

function parseExtra(encoded: string): Extra | undefined {
  const bytes = fromBase64(encoded);
  if (!bytes) return undefined;
  try {
    const text = fromUtf8(bytes);
    if (text.startsWith("{")) return chosen(JSON.parse(text));
    const disclosures = text.split("~").filter((part) => part !== "");
    return disclosures.length > 0 ? { kind: "all", disclosures } : undefined;
  } catch {
    return undefined;
  }
}

export function parseReceipt(text: string): Receipt | undefined {
  const end = text.indexOf("\n\n");
  if (end < 0) return undefined;
  const lines = text.slice(0, end).split("\n");
  if (lines.shift() !== "c2sp.org/tlog-proof@v1") return undefined;
  let extra: Extra | undefined = { kind: "none" };
  if (lines[0]?.startsWith("extra ")) extra = parseExtra((lines.shift() as string).slice(6));
  const [, digits] = /^index (0|[1-9]\d{0,15})$/.exec(lines.shift() ?? "") ?? [];
  const proof = lines.map((line) => fromBase64(line));
  const checkpoint = parseCheckpoint(text.slice(end + 2));
  if (!extra || digits === undefined || !checkpoint || proof.length > 63) return undefined;
  if (proof.some((hash) => hash?.length !== 32)) return undefined;
  return { index: Number(digits), proof: proof as Bytes[], checkpoint, extra };
}
