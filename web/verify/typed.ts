// SPDX-License-Identifier: Apache-2.0
// From what people type to what was recorded: the signs that keyboards lack, amounts, numbers.
import type { Field } from "./world.ts";

/** What was typed, as it is recorded. Undefined when it cannot be read. */
export function asRecorded(kind: Field["kind"], typed: string): string | undefined {
  if (kind === "fen") return toFen(typed);
  if (kind === "integer") return toDigits(typed);
  if (kind === "document_number") return toDocumentNumber(typed);
  return typed;
}

/** "1,000元" -> "1000". Undefined when it is no whole number. */
function toDigits(text: string): string | undefined {
  const [, digits] = /^(\d{1,15})[元天日人]?$/.exec(text.replace(/[,，\s]/g, "")) ?? [];
  return digits === undefined ? undefined : String(BigInt(digits));
}

/** Puts right what keyboards lack: "云公(治)行罚决字[2026] 8号" -> "云公（治）行罚决字〔2026〕8号". */
function toDocumentNumber(text: string): string {
  return text.replace(/\s/g, "")
    .replace(/[[【〔［（(](\d{4})[\]】〕］）)]/g, "〔$1〕")
    .replace(/\(/g, "（").replace(/\)/g, "）");
}

/** "3,000.5" -> "300050". Undefined when it is no amount. */
function toFen(text: string): string | undefined {
  const [, yuan, rest = ""] = /^(\d{1,13})(?:\.(\d{1,2}))?$/.exec(text.replace(/[,，元\s]/g, "")) ?? [];
  return yuan === undefined ? undefined : String(BigInt(yuan) * 100n + BigInt(rest.padEnd(2, "0")));
}

/** "300050" -> "3000.50", to show again what was typed. */
export function toYuan(fen: string): string {
  if (!/^\d+$/.test(fen)) return "";
  const digits = fen.padStart(3, "0");
  return digits.endsWith("00") ? digits.slice(0, -2) : `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
