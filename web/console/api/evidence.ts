// SPDX-License-Identifier: Apache-2.0
// Sending a file with its progress; broken off, it goes again under the same key, and is kept once.
import { untilConnected } from "./connection";
import { makeKey } from "./drafts";
import { Refused, toProblem } from "./problem";
import { session, untilSignedIn } from "./session";
import type { Done } from "./types";

export interface Upload {
  /** The evidence's id; empty when cancelled. */
  done: Promise<string>;
  cancel: () => void;
}

interface Sent {
  status: number;
  body: unknown;
}

function send(request: XMLHttpRequest, address: string, file: File, key: string, progress: (share: number) => void): Promise<Sent | "broken" | "cancelled"> {
  return new Promise((resolve) => {
    request.open("POST", address);
    request.setRequestHeader("Content-Type", file.type || "application/octet-stream");
    request.setRequestHeader("Idempotency-Key", key);
    request.setRequestHeader("X-CSRF-Token", session.value?.csrf ?? "");
    request.responseType = "json";
    request.upload.onprogress = ({ loaded, total }) => progress(total ? loaded / total : 0);
    request.onload = () => resolve({ status: request.status, body: request.response });
    request.onerror = () => resolve("broken");
    request.onabort = () => resolve("cancelled");
    request.send(file);
  });
}

export function uploadEvidence(caseId: string, title: string, file: File, progress: (share: number) => void = () => {}): Upload {
  const query = new URLSearchParams({ title, name: file.name });
  const address = `/api/v1/cases/${encodeURIComponent(caseId)}/evidence?${query}`;
  const key = makeKey();
  const request = new XMLHttpRequest();
  let cancelled = false;
  const run = async (): Promise<string> => {
    while (!cancelled) {
      const sent = await send(request, address, file, key, progress);
      if (sent === "cancelled") return "";
      if (sent === "broken") {
        await untilConnected();
        continue;
      }
      if (sent.status === 401) {
        await untilSignedIn();
        continue;
      }
      if (sent.status >= 400) throw new Refused(sent.status, toProblem(sent.status, sent.body));
      return (sent.body as Done).evidence ?? "";
    }
    return "";
  };
  const cancel = () => {
    cancelled = true;
    request.abort();
  };
  return { done: run(), cancel };
}
