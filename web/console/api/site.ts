// SPDX-License-Identifier: Apache-2.0
import { shallowRef } from "vue";
import type { paths } from "./schema";

export type Site = paths["/api/v1/site"]["get"]["responses"][200]["content"]["application/json"];

/** Whose console this is. */
export const site = shallowRef<Site>({ agency: "", demonstration: false, accounts: [] });
