// SPDX-License-Identifier: Apache-2.0
// What an inquiry finds out, as plain values: steps, facts, reasons, verdict.
import type { Leaf } from "./leaf.ts";

export type StepId = "key" | "signature" | "history" | "included" | "unchanged" | "time" | "redaction" | "review";
export type StepState = "waiting" | "running" | "passed" | "failed" | "absent";

export const reasons = [
  "link_malformed", "receipt_malformed", "policy_malformed", "key_differs", "key_changed",
  "checkpoint_malformed", "origin_differs", "signature_missing", "signature_wrong",
  "witness_wrong", "witnesses_missing", "history_rewritten", "receipt_history", "index_beyond",
  "log_broken", "leaf_malformed", "not_included", "proof_wrong", "values_differ", "fields_unknown",
  "disclosure_wrong", "document_differs", "document_unsalted", "wrong_type", "reference_missing",
  "reference_differs", "order_wrong", "time_order_wrong", "withdrawn", "not_published",
  "redaction_differs", "redaction_missing", "unreachable", "server_error", "too_many_requests",
] as const;
export type Reason = (typeof reasons)[number];

export interface Fact {
  label: FactLabel;
  value: string;
}
export const factLabels = [
  "key", "origin", "size", "root", "signed_text", "witness", "remembered", "index", "leaf_hash",
  "leaf", "proof", "record_root", "commitment", "field", "made_at", "published_at", "reviewed_at",
  "review_index", "decision_index", "published_index", "arithmetic", "masks", "saved_checkpoint", "seen_by",
] as const;
export type FactLabel = (typeof factLabels)[number];

/** How much a passed step rests on: said to people, so that it claims no more than was checked. */
export const grounds = [
  "key_linked_and_seen", "key_linked", "key_seen", "key_first", "witnessed", "unwitnessed",
  "history_seen", "history_first",
] as const;
export type Ground = (typeof grounds)[number];

export interface Step {
  id: StepId;
  state: StepState;
  facts: Fact[];
  ground?: Ground;
  reason?: Reason;
}

export type Verdict = "genuine" | "partial" | "refuted" | "unfinished";

export interface Outcome {
  verdict: Verdict;
  steps: Step[];
  /** The record's own entry, once it was read. */
  leaf?: Leaf;
  /** The bytes that were verified, when they are text to be shown. */
  document?: string;
}
