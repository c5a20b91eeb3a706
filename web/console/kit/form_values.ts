// SPDX-License-Identifier: Apache-2.0
// What a form holds, in the server's canonical text, and what of it cannot be right. The server
// decides; this only spares the way there for what is plain to see.
import type { FormField } from "../api/types";
import { t } from "../words/form";
import { namelessRow } from "./rows";

/** A field as it is asked for while the others stand as they do. */
export interface AskedField extends FormField {
  /** Choices that are there and cannot be taken now. */
  barred?: readonly string[];
}

export type Values = Record<string, string>;

export const characters = (text: string): number => [...text].length;

export function startValues(form: readonly FormField[]): Values {
  return Object.fromEntries(form.map((field) => [field.field, field.value ?? ""]));
}

/** Only the form's own fields, and only those that differ: null takes back what was known. */
export function changedValues(form: readonly FormField[], values: Values): Record<string, string | null> {
  const out: Record<string, string | null> = {};
  for (const { field, value: known = "" } of form) {
    const now = (values[field] ?? "").trim();
    if (now !== "") out[field] = now;
    else if (known !== "") out[field] = null;
  }
  return out;
}

/** Whether the field must be filled in, as the others stand now. */
export function isRequired({ required, required_with: needed }: FormField, values: Values): boolean {
  return needed ? needed.values.includes((values[needed.field] ?? "").trim()) : required;
}

function integerFault(field: FormField, value: string): string | undefined {
  if (!/^-?\d{1,15}$/.test(value)) return t("not_whole");
  if (field.at_least !== undefined && Number(value) < field.at_least) return t("too_small", { at_least: field.at_least });
  if (field.at_most !== undefined && Number(value) > field.at_most) return t("too_large", { at_most: field.at_most });
  return undefined;
}

export function faultOf(field: FormField, raw: string, now: Date = new Date()): string | undefined {
  const value = raw.trim();
  if (value === "") return field.required ? t("empty_required", { label: field.label }) : undefined;
  if (field.type === "integer") return integerFault(field, value);
  if (field.type === "rows") {
    const nameless = namelessRow(value);
    return nameless === undefined ? undefined : t("row_nameless", { n: nameless, column: field.columns?.[0] ?? field.label });
  }
  const length = characters(value);
  if (field.longest !== undefined && length > field.longest) return t("too_long", { longest: field.longest, now: length });
  if (field.type === "moment" && field.may_be_future === false && Date.parse(value) > now.getTime()) return t("not_future");
  return undefined;
}

export function faultsOf(form: readonly FormField[], values: Values): Values {
  const out: Values = {};
  for (const field of form) {
    const fault = faultOf({ ...field, required: isRequired(field, values) }, values[field.field] ?? "");
    if (fault) out[field.field] = fault;
  }
  return out;
}

/** As a person reads it. */
export function shown(field: FormField, value: string): string {
  if (value === "") return t("blank");
  return field.choices?.find((choice) => choice.id === value)?.label ?? value;
}
