// SPDX-License-Identifier: Apache-2.0
import { language } from "../words/catalogue";
import { api, said } from "./client";
import type { components } from "./schema";

export type Article = components["schemas"]["Article"];

const asked = new Map<string, Promise<Article>>();

/** The words behind a citation; asked for once, however many places show it. */
export function readArticle(article: string): Promise<Article> {
  const key = `${language.value} ${article}`;
  let answer = asked.get(key);
  if (!answer) {
    answer = said(api.GET("/api/v1/articles/{article}", { params: { path: { article } } }));
    asked.set(key, answer);
    answer.catch(() => asked.delete(key));
  }
  return answer;
}
