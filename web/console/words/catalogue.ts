// SPDX-License-Identifier: Apache-2.0
// Every sentence that a person reads stands in a catalogue under words/, in both languages side by
// side: one of them cannot be missing. A test keeps Chinese out of every other file.
import { ref } from "vue";

export type Language = "zh" | "en";

const stored = document.cookie.match(/(?:^|;\s*)lang=(zh|en)/)?.[1];

/** Chinese unless somebody chose otherwise: the work is done in Chinese. */
export const language = ref<Language>(stored === "en" ? "en" : "zh");

/** The server reads the same cookie, so that its sentences come in the same language. */
export function choose(chosen: Language): void {
  document.cookie = `lang=${chosen}; path=/; max-age=31536000; samesite=lax`;
  language.value = chosen;
  document.documentElement.lang = chosen === "zh" ? "zh-CN" : "en";
}

export type Wording = readonly [zh: string, en: string];

/** t("key"), or t("key", { n: 3 }) for a wording with {n} in it. */
export function catalogue<Entries extends Record<string, Wording>>(entries: Entries) {
  return (key: keyof Entries & string, values: Record<string, string | number> = {}): string => {
    const wording = (entries[key] as Wording)[language.value === "zh" ? 0 : 1];
    return wording.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
  };
}
