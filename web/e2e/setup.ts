// SPDX-License-Identifier: Apache-2.0
import { startSampleSite } from "../sample/site.ts";

/** What the sample site adds for tests that need to know a paper's secrets. */
export interface Known {
  paper: { link: string; values: Record<string, string> };
  receipt: string;
}

export default async function setup(): Promise<(() => void) | undefined> {
  if (process.env.BASE_URL) return undefined;
  const preview = process.env.PORTAL_PREVIEW;
  if (!preview) throw new Error("set BASE_URL to a running site, or PORTAL_PREVIEW to the program portal_preview");
  const site = await startSampleSite(preview);
  process.env.BASE_URL = site.url;
  const known: Known = { paper: site.paper, receipt: site.receipt };
  process.env.KNOWN_PAPER = JSON.stringify(known);
  return () => site.close();
}
