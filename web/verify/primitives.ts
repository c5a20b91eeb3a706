// SPDX-License-Identifier: Apache-2.0
// Hashes and signatures. A check makes thousands of small hashes, where waiting for the browser's
// cryptography costs many times what making them does: those are the library's. Signatures are the
// browser's where it has them, else those of our second file: an old browser lacks Ed25519, and a
// page that did not come over HTTPS lacks all of it.
import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import type { Bytes } from "./bytes.ts";

export interface Primitives {
  /** At once. */
  hash(bytes: Bytes): Bytes;
  sha256(bytes: Bytes): Promise<Bytes>;
  hmacSha256(key: Bytes, bytes: Bytes): Promise<Bytes>;
  /** False for a wrong signature and for a key that is none. */
  verifyEd25519(publicKey: Bytes, signature: Bytes, message: Bytes): Promise<boolean>;
  /** For people: where signatures are checked. */
  readonly source: "browser" | "bundled";
}

// One hasher for all, set back to its beginning each time: making one costs as much as its work.
const fresh = sha256.create();
const hasher = fresh.clone();
const hash = (bytes: Bytes) => fresh._cloneInto(hasher).update(bytes).digest() as Bytes;

const hashes = {
  hash,
  sha256: async (bytes: Bytes) => hash(bytes),
  hmacSha256: async (key: Bytes, bytes: Bytes) => hmac(sha256, key, bytes) as Bytes,
};

async function hasEd25519(subtle: SubtleCrypto): Promise<boolean> {
  // The base point of the curve: certainly a key.
  const key = new Uint8Array(32).fill(0x66);
  key[0] = 0x58;
  try {
    await subtle.importKey("raw", key, { name: "Ed25519" }, false, ["verify"]);
    return true;
  } catch {
    return false;
  }
}

function ofBrowser(subtle: SubtleCrypto): Primitives["verifyEd25519"] {
  return async (publicKey, signature, message) => {
    try {
      const algorithm = { name: "Ed25519" };
      const key = await subtle.importKey("raw", publicKey, algorithm, false, ["verify"]);
      return await subtle.verify(algorithm, key, signature, message);
    } catch {
      return false;
    }
  };
}

/** `subtle` is a parameter so that tests can take it away. */
export async function loadPrimitives(subtle: SubtleCrypto | undefined): Promise<Primitives> {
  if (subtle && (await hasEd25519(subtle))) {
    return { ...hashes, source: "browser", verifyEd25519: ofBrowser(subtle) };
  }
  const { verifyEd25519 } = await import("./bundled.ts");
  return { ...hashes, source: "bundled", verifyEd25519 };
}
