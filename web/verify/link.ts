// SPDX-License-Identifier: Apache-2.0
// What stands after "#" in a link to the verify page. It never reaches a server.
import { type Bytes, fromBase64Url } from "./bytes.ts";

export type Request =
  | { kind: "paper"; keyId: string; index: number; recordKey: Bytes; documentDigest?: string }
  | { kind: "published"; id: string; keyId?: string }
  | { kind: "receipt"; text: string; keyId?: string };

const digestPattern = /^[A-Za-z0-9_-]{43}$/;

/** Reads what stands after "#". Undefined when empty, "malformed" when it cannot be read. */
export function parseFragment(fragment: string): Request | undefined | "malformed" {
  const text = fragment.replace(/^#/, "");
  if (text === "") return undefined;
  const [kind, ...parts] = text.split(".");
  if (kind === "1" && (parts.length === 3 || parts.length === 4)) {
    const [keyId = "", digits = "", encoded = "", documentDigest] = parts;
    const recordKey = fromBase64Url(encoded);
    const index = Number(digits);
    if (!/^[0-9a-f]{8}$/.test(keyId) || !/^(?:0|[1-9]\d{0,15})$/.test(digits)) return "malformed";
    if (!Number.isSafeInteger(index) || recordKey?.length !== 32) return "malformed";
    if (documentDigest === undefined) return { kind: "paper", keyId, index, recordKey };
    return digestPattern.test(documentDigest)
      ? { kind: "paper", keyId, index, recordKey, documentDigest }
      : "malformed";
  }
  if (kind === "p" && (parts.length === 1 || parts.length === 2)) {
    const [id = "", keyId] = parts;
    if (!/^[A-Za-z0-9_%~-]{1,200}$/.test(id)) return "malformed";
    if (keyId === undefined) return { kind: "published", id };
    return /^[0-9a-f]{8}$/.test(keyId) ? { kind: "published", id, keyId } : "malformed";
  }
  return "malformed";
}
