// SPDX-License-Identifier: Apache-2.0
import { onMounted, watch } from "vue";
import { api, said } from "../api/client";
import { useChanges } from "../api/changes";
import { useLoad } from "../api/load";
import { may, NotStated, session, untilPurposeStated } from "../api/session";
import type { Case } from "../api/types";
import { t } from "../words/sign_in";

/** Who reaches over into sealed records says why before anything of one is shown. */
async function stated(found: Case, again: () => Promise<Case>): Promise<Case> {
  if (!found.sealed || !may("read_sealed_case") || session.value?.purpose) return found;
  try {
    await untilPurposeStated();
  } catch (reason) {
    if (reason instanceof NotStated) throw new Error(t("purpose_missing"));
    throw reason;
  }
  return again();
}

/** A case, read anew when it changed elsewhere; or as it stood at a moment. */
export function useCase(id: () => string, at: () => string = () => "") {
  const ask = () => said(api.GET("/api/v1/cases/{case}", {
    params: { path: { case: id() }, query: at() ? { at: at() } : {} },
  }));
  const loaded = useLoad(async () => stated(await ask(), ask));
  onMounted(() => void loaded.load());
  watch([id, at], () => void loaded.load());
  useChanges((change) => {
    const isNewer = !change || (change.case === id() && change.version > (loaded.value.value?.version ?? 0));
    if (isNewer && !at()) void loaded.load();
  });
  return loaded;
}
