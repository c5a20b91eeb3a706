// SPDX-License-Identifier: Apache-2.0
// The last checkpoint this browser saw. A log that shows different people different histories
// gets caught by those who come back.
import { type Bytes, fromBase64, toBase64 } from "./bytes.ts";

export interface Seen {
  vkey: string;
  size: number;
  root: Bytes;
}

export interface Memory {
  recall(origin: string): Seen | undefined;
  remember(origin: string, seen: Seen): void;
}

const key = (origin: string) => `mingcha.log.${origin}`;

/** `storage` may refuse (private browsing, full): then nothing is remembered, nothing breaks. */
export function storedMemory(storage: () => Storage): Memory {
  return {
    recall(origin) {
      try {
        const value = JSON.parse(storage().getItem(key(origin)) ?? "null") as {
          vkey?: unknown; size?: unknown; root?: unknown;
        } | null;
        if (!value || typeof value.vkey !== "string" || typeof value.root !== "string") return undefined;
        const root = fromBase64(value.root);
        if (!Number.isSafeInteger(value.size) || root?.length !== 32) return undefined;
        return { vkey: value.vkey, size: value.size as number, root };
      } catch {
        return undefined;
      }
    },
    remember(origin, { vkey, size, root }) {
      try {
        storage().setItem(key(origin), JSON.stringify({ vkey, size, root: toBase64(root) }));
      } catch {
        // Remembering is a bonus.
      }
    },
  };
}
