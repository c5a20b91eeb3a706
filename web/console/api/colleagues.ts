// SPDX-License-Identifier: Apache-2.0
import { api, said } from "./client";
import type { components } from "./schema";

export type Colleague = components["schemas"]["Colleague"];

/** Who may act together with the person who is signed in. */
export const colleagues = async (role: string): Promise<Colleague[]> =>
  (await said(api.GET("/api/v1/colleagues", { params: { query: { role } } }))).colleagues;
