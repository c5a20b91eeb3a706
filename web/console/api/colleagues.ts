// SPDX-License-Identifier: Apache-2.0
import { patient } from "./client";
import { Refused, toProblem } from "./problem";

export interface Colleague {
  person: string;
  name: string;
  unit_title: string;
  number: string;
  certificate_valid: boolean;
}

/** Who may act together with the person who is signed in. */
export async function colleagues(role: string): Promise<Colleague[]> {
  const response = await patient(new Request(new URL(`/api/v1/colleagues?role=${encodeURIComponent(role)}`, location.origin)));
  const body: unknown = await response.json().catch(() => undefined);
  if (!response.ok) throw new Refused(response.status, toProblem(response.status, body));
  return (body as { colleagues: Colleague[] }).colleagues;
}
