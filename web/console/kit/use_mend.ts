// SPDX-License-Identifier: Apache-2.0
// What is done to the record when an error was found: a fact put right, a paper voided or left.
import { api, said } from "../api/client";
import type { Case, FormField, Paper } from "../api/types";
import { type Keyed, useWish } from "./use_wish";

export type Mend =
  | { kind: "correct"; field: FormField; shown: string }
  | { kind: "void" | "keep"; paper: Paper };

export function useMend(found: () => Case) {
  const { problem, busy, carryOut: once } = useWish();

  const send = (mend: Mend, value: string, reason: string, header: Keyed) => {
    const body = { reason, expected_version: found().version };
    const id = found().case;
    if (mend.kind === "correct") {
      return said(api.POST("/api/v1/cases/{case}/facts/{field}/corrections", { params: { path: { case: id, field: mend.field.field }, header }, body: { ...body, value } }));
    }
    const paper = { params: { path: { case: id, version: String(mend.paper.version) }, header }, body };
    return mend.kind === "void" ? said(api.POST("/api/v1/cases/{case}/papers/{version}/voiding", paper)) : said(api.POST("/api/v1/cases/{case}/papers/{version}/keeping", paper));
  };

  /** False when refused; then `problem` says why. */
  const carryOut = (mend: Mend, value: string, reason: string): Promise<boolean> =>
    once({ mend, value, reason, version: found().version }, (header) => send(mend, value, reason, header));
  return { problem, busy, carryOut };
}
