// SPDX-License-Identifier: Apache-2.0
import type { Problem } from "./types";
import { t } from "../words/frame";

/** The server said no; with every reason it has. */
export class Refused extends Error {
  readonly status: number;
  readonly problem: Problem;
  constructor(status: number, problem: Problem) {
    super(problem.title);
    this.status = status;
    this.problem = problem;
  }

  has(code: string): boolean {
    return this.problem.findings.some((finding) => finding.code === code);
  }
}

function isProblem(value: unknown): value is Problem {
  return typeof value === "object" && value !== null && "title" in value && "findings" in value;
}

/** Something else than our server may answer on the way: a proxy that is down, a sign-in page. */
export function toProblem(status: number, body: unknown): Problem {
  if (isProblem(body)) return body;
  return { type: "about:blank", title: t("unexpected_answer", { status }), status, instance: "", findings: [] };
}

export function problemOf(failure: unknown): Problem {
  if (failure instanceof Refused) return failure.problem;
  const what = failure instanceof Error ? failure.message : String(failure);
  return {
    type: "about:blank", title: t("program_failed"), status: 0, instance: "",
    findings: [{ code: "program-failed", what }],
  };
}
