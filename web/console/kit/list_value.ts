// SPDX-License-Identifier: Apache-2.0
// What a value of a list's entry is called.
import type { ListColumn } from "../api/types";
import { t as frame } from "../words/frame";
import { t } from "../words/list";

export function shownValue(column: ListColumn | undefined, value: string | undefined): string {
  if (!value) return "";
  if (column?.type === "boolean") return value === "yes" ? frame("yes") : frame("no");
  if (column?.type === "choice") return column.choices.find((choice) => choice.id === value)?.label ?? value;
  return value;
}

/** The articles that one cell names. */
export const citations = (value: string | undefined): string[] =>
  (value ?? "").split(/[\u3001\uff0c\uff1b,;\s]+/).filter(Boolean);

/** "a｜b" as people read it. */
export const shownKey = (key: string): string => key.split("\uff5c").join(" · ");

export function shownDays({ from, to }: { from: string; to: string }): string {
  if (!from) return "";
  return to ? t("from_to", { from, to }) : t("since", { from });
}

/** The columns that a table has room for: what names the entry first, then short ones. */
export function tableColumns(columns: ListColumn[], key: string[]): ListColumn[] {
  const most = 6;
  const named = columns.filter((column) => key.includes(column.id) || column.id === "name");
  const others = columns.filter((column) => !named.includes(column) && column.type !== "long_text" && column.type !== "boolean");
  return columns.filter((column) => named.includes(column) || others.slice(0, most - named.length).includes(column));
}
