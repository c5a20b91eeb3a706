// SPDX-License-Identifier: Apache-2.0
// The text of a case's paper, as it was issued.
import { shallowRef } from "vue";
import { patient } from "../api/client";
import { Refused, problemOf, toProblem } from "../api/problem";
import type { Paper, Problem } from "../api/types";

export async function readPaper(caseId: string, document: string): Promise<string> {
  const answer = await patient(new Request(new URL(`/api/v1/cases/${caseId}/documents/${document}`, location.origin)));
  if (!answer.ok) throw new Refused(answer.status, toProblem(answer.status, await answer.json().catch(() => undefined)));
  return answer.text();
}

export interface Reading {
  title: string;
  /** Neither: it is on its way. */
  text?: string;
  problem?: Problem;
}

/** The paper that is being read, for ReadingDialog. */
export function useReading(caseId: () => string) {
  const reading = shallowRef<Reading>();
  async function read(paper: Pick<Paper, "title" | "document">): Promise<void> {
    const mine: Reading = { title: paper.title };
    reading.value = mine;
    const found: Reading = await readPaper(caseId(), paper.document)
      .then((text) => ({ ...mine, text }), (failure: unknown) => ({ ...mine, problem: problemOf(failure) }));
    // Closed, or another one opened in between.
    if (reading.value === mine) reading.value = found;
  }
  const close = () => {
    reading.value = undefined;
  };
  return { reading, read, close };
}
