// SPDX-License-Identifier: Apache-2.0
// What the checks need from outside, so that tests can stand in for all of it.
import type { Bytes } from "./bytes.ts";
import type { Memory } from "./memory.ts";
import type { Outcome } from "./outcome.ts";
import type { Primitives } from "./primitives.ts";

export interface Answer {
  status: number;
  body: Bytes;
  header(name: string): string | null;
}

export interface Choice {
  value: string;
  label: string;
  label_en: string;
}

export interface Field {
  name: string;
  kind: "text" | "document_number" | "date" | "integer" | "fen" | "choice" | "document_digest";
  label: string;
  label_en: string;
  /** Not every paper shows it. What is left empty is no part of the record. */
  optional?: boolean;
  choices?: Choice[];
}

export interface World {
  crypto: Primitives;
  memory: Memory;
  /** GET a path of this site. Throws when there is no connection. */
  get(path: string): Promise<Answer>;
  /** Called whenever a step changes. */
  show(outcome: Outcome): void;
  /** Asks the person for what stands on the paper. Values as recorded, by field name. */
  ask(type: string, fields: Field[]): Promise<ReadonlyMap<string, string>>;
}
