// SPDX-License-Identifier: Apache-2.0
import * as ed25519 from "@noble/ed25519";
import { hmac } from "@noble/hashes/hmac.js";
import { sha256, sha512 } from "@noble/hashes/sha2.js";
import type { Bytes } from "./bytes.ts";
import type { Primitives } from "./primitives.ts";

ed25519.hashes.sha512 = sha512;

const sha256Now = (bytes: Bytes) => sha256(bytes) as Bytes;

export const bundled: Primitives = {
  source: "bundled",
  sha256AtOnce: async () => sha256Now,
  sha256: async (bytes) => sha256(bytes) as Bytes,
  hmacSha256: async (key, bytes) => hmac(sha256, key, bytes) as Bytes,
  verifyEd25519: async (publicKey, signature, message) => {
    try {
      // RFC 8032, not the laxer ZIP 215 that this library prefers.
      return ed25519.verify(signature, message, publicKey, { zip215: false });
    } catch {
      return false;
    }
  },
};
