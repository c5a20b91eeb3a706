// SPDX-License-Identifier: Apache-2.0
import { onMounted, watch } from "vue";
import { api, said } from "../api/client";
import { useChanges } from "../api/changes";
import { useLoad } from "../api/load";

/** A case, read anew when it changed elsewhere; or as it stood at a moment. */
export function useCase(id: () => string, at: () => string = () => "") {
  const loaded = useLoad(() => said(api.GET("/api/v1/cases/{case}", {
    params: { path: { case: id() }, query: at() ? { at: at() } : {} },
  })));
  onMounted(() => void loaded.load());
  watch([id, at], () => void loaded.load());
  useChanges((change) => {
    const isNewer = !change || (change.case === id() && change.version > (loaded.value.value?.version ?? 0));
    if (isNewer && !at()) void loaded.load();
  });
  return loaded;
}
