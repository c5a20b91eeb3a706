// SPDX-License-Identifier: Apache-2.0
import { api, said } from "./client";
import type { components } from "./schema";

export type Colleague = components["schemas"]["Colleague"];

export interface Unit {
  unit: string;
  title: string;
}

/** People of the signed-in person's unit, or of all units for those who oversee them. */
export const colleagues = async (role?: string): Promise<Colleague[]> =>
  (await said(api.GET("/api/v1/colleagues", { params: { query: role ? { role } : {} } }))).colleagues;

/** The units of those people. */
export async function units(): Promise<Unit[]> {
  const titles = new Map((await colleagues()).map((each) => [each.unit, each.unit_title]));
  return [...titles].map(([unit, title]) => ({ unit, title }));
}
