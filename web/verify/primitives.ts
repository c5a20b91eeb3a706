// SPDX-License-Identifier: Apache-2.0
// Hashes and signatures: the browser's own where it has them, else our second file. An old browser
// lacks Ed25519; a page that did not come over HTTPS lacks all of it.
import type { Bytes } from "./bytes.ts";

export interface Primitives {
  sha256(bytes: Bytes): Promise<Bytes>;
  /** For thousands of small hashes, where waiting for each costs more than making it. */
  sha256AtOnce(): Promise<(bytes: Bytes) => Bytes>;
  hmacSha256(key: Bytes, bytes: Bytes): Promise<Bytes>;
  /** False for a wrong signature and for a key that is none. */
  verifyEd25519(publicKey: Bytes, signature: Bytes, message: Bytes): Promise<boolean>;
  /** For people: where the arithmetic happens. */
  readonly source: "browser" | "bundled" | "browser+bundled";
}

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

function ofBrowser(subtle: SubtleCrypto): Primitives {
  return {
    source: "browser",
    sha256AtOnce: async () => (await import("./bundled.ts")).bundled.sha256AtOnce(),
    sha256: async (bytes) => new Uint8Array(await subtle.digest("SHA-256", bytes)),
    hmacSha256: async (key, bytes) => {
      const algorithm = { name: "HMAC", hash: "SHA-256" };
      const imported = await subtle.importKey("raw", key, algorithm, false, ["sign"]);
      return new Uint8Array(await subtle.sign("HMAC", imported, bytes));
    },
    verifyEd25519: async (publicKey, signature, message) => {
      try {
        const algorithm = { name: "Ed25519" };
        const key = await subtle.importKey("raw", publicKey, algorithm, false, ["verify"]);
        return await subtle.verify(algorithm, key, signature, message);
      } catch {
        return false;
      }
    },
  };
}

/** `subtle` is a parameter so that tests can take it away. */
export async function loadPrimitives(subtle: SubtleCrypto | undefined): Promise<Primitives> {
  if (!subtle) return (await import("./bundled.ts")).bundled;
  const own = ofBrowser(subtle);
  if (await hasEd25519(subtle)) return own;
  const { bundled } = await import("./bundled.ts");
  return { ...own, source: "browser+bundled", verifyEd25519: bundled.verifyEd25519 };
}
