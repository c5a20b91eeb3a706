// SPDX-License-Identifier: Apache-2.0
// The one way to the server. Types are made from its description: a page that asks for what is not
// offered does not build. A lost connection, an ended session and a missing purpose are dealt with
// here, by waiting and asking again; what is left comes as Refused.
import createClient from "openapi-fetch";
import type { paths } from "./schema";
import { untilConnected } from "./connection";
import { Refused, toProblem } from "./problem";
import { NotStated, resume, session, untilPurposeStated, untilSignedIn } from "./session";

const safe = (method: string) => method === "GET" || method === "HEAD";

/** Asked twice it does what it does once. */
const repeatable = (request: Request) =>
  safe(request.method) || ["PUT", "DELETE"].includes(request.method) || request.headers.has("Idempotency-Key");

/** Of a proxy whose server is just being restarted. */
const passing = (status: number) => status === 502 || status === 503 || status === 504;

async function codesOf(response: Response): Promise<string[]> {
  const body: unknown = await response.clone().json().catch(() => undefined);
  return toProblem(response.status, body).findings.map((finding) => finding.code);
}

function stamped(request: Request): Request {
  const copy = new Request(request.clone());
  if (!safe(copy.method) && session.value) copy.headers.set("X-CSRF-Token", session.value.csrf);
  return copy;
}

/** Another window may have signed in anew: its token is ours too. */
async function readSession(): Promise<void> {
  const response = await fetch("/api/v1/session", { headers: { Accept: "application/json" } });
  if (response.ok) resume(await response.json());
}

/** Waits for what is in the way. True: it is worth asking again. */
async function cleared(request: Request, response: Response, tried: Set<string>): Promise<boolean> {
  if (passing(response.status) && repeatable(request)) {
    await untilConnected();
    return true;
  }
  if (response.status === 401 && session.value && !request.url.endsWith("/api/v1/session")) {
    await untilSignedIn();
    return true;
  }
  if (response.status !== 403) return false;
  const codes = await codesOf(response);
  const first = (what: string) => codes.includes(what) && !tried.has(what) && tried.add(what);
  if (first("csrf")) {
    await readSession();
    return true;
  }
  if (first("purpose-needed")) {
    try {
      await untilPurposeStated();
      return true;
    } catch (reason) {
      if (!(reason instanceof NotStated)) throw reason;
    }
  }
  return false;
}

/** fetch, with patience. */
export async function patient(request: Request): Promise<Response> {
  const tried = new Set<string>();
  for (;;) {
    let response: Response;
    try {
      response = await fetch(stamped(request));
    } catch (failure) {
      if (request.signal.aborted || !repeatable(request)) throw failure;
      await untilConnected();
      continue;
    }
    if (!(await cleared(request, response, tried))) return response;
  }
}

/** A citation has slashes in it, and they stay. */
const place = (name: string, value: unknown) =>
  name === "article" ? encodeURI(String(value)) : encodeURIComponent(String(value));

export const api = createClient<paths>({
  baseUrl: location.origin,
  fetch: patient,
  pathSerializer: (path, values) => path.replace(/\{(\w+)\}/g, (_, name: string) => place(name, values[name])),
});

interface Outcome<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** The answer, or Refused. `await said(api.GET("/api/v1/desk"))` */
export async function said<T>(asked: Promise<Outcome<T>>): Promise<T> {
  const { data, error, response } = await asked;
  if (!response.ok) throw new Refused(response.status, toProblem(response.status, error));
  return data as T;
}
