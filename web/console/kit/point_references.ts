// SPDX-License-Identifier: Apache-2.0
// What a point of a review refers to: a page, a paragraph or a second of what is in the file.
import type { components } from "../api/schema";
import type { Case } from "../api/types";
import { t } from "../words/review";

export type PointReference = components["schemas"]["PointReference"];

export interface Source {
  of: PointReference["of"];
  id: string;
  title: string;
  /** Has pages, paragraphs, or a running time. */
  places: ("page" | "paragraph" | "second")[];
}

const placesOf = (mediaType: string): Source["places"] =>
  /^(video|audio)\//.test(mediaType) ? ["second"] : /^image\//.test(mediaType) ? [] : ["page", "paragraph"];

export function sourcesOf(found: Case): Source[] {
  return [
    { of: "draft", id: "", title: t("reference_draft"), places: ["paragraph"] },
    ...found.evidence.map((each): Source => ({ of: "evidence", id: each.evidence, title: each.title, places: placesOf(each.media_type) })),
    ...found.documents.map((paper): Source => ({ of: "paper", id: String(paper.version), title: `${paper.title} ${paper.number}`.trim(), places: ["page", "paragraph"] })),
  ];
}

export const keyOf = (each: { of: string; id: string }): string => `${each.of} ${each.id}`;

/** 现场照片 第2页第3段 */
export function wordsOf(reference: PointReference, sources: Source[]): string {
  const title = sources.find((source) => keyOf(source) === keyOf(reference))?.title ?? reference.id;
  const second = reference.second;
  const at = [
    reference.page ? t("at_page", { n: reference.page }) : "",
    reference.paragraph ? t("at_paragraph", { n: reference.paragraph }) : "",
    second === undefined ? "" : t("at_second", { m: Math.floor(second / 60), s: second % 60 }),
  ].filter(Boolean).join(" ");
  return at ? `${title} ${at}` : title;
}

/** As a form's draft keeps them; what cannot be read is none. */
export function readReferences(kept: string): PointReference[] {
  try {
    return kept ? JSON.parse(kept) as PointReference[] : [];
  } catch {
    return [];
  }
}
