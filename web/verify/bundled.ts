// SPDX-License-Identifier: Apache-2.0
import * as ed25519 from "@noble/ed25519";
import { sha512 } from "@noble/hashes/sha2.js";
import type { Primitives } from "./primitives.ts";

ed25519.hashes.sha512 = sha512;

export const verifyEd25519: Primitives["verifyEd25519"] = async (publicKey, signature, message) => {
  try {
    // RFC 8032, not the laxer ZIP 215 that this library prefers.
    return ed25519.verify(signature, message, publicKey, { zip215: false });
  } catch {
    return false;
  }
};
