// SPDX-License-Identifier: Apache-2.0
// Long work on the server: ordered, looked after until it is done, cancelled when nobody wants it.
import { onBeforeUnmount, shallowRef } from "vue";
import { api, said } from "./client";
import { problemOf } from "./problem";
import type { components } from "./schema";
import type { Problem } from "./types";

type Job = components["schemas"]["Job"];
type Order = components["schemas"]["CaseListJob"] | components["schemas"]["PaperJob"] | components["schemas"]["RecordingCopyJob"];

const pauseMs = 500;

export function useJob() {
  const job = shallowRef<Job>();
  const problem = shallowRef<Problem>();
  let gone = false;
  const of = (id: string) => ({ params: { path: { job: id } } });

  async function follow(id: string): Promise<void> {
    while (!gone) {
      job.value = await said(api.GET("/api/v1/jobs/{job}", of(id)));
      if (job.value.state !== "running") break;
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
    if (job.value?.state !== "failed") return;
    problem.value = { type: "about:blank", title: job.value.problem ?? "", status: 0, instance: "", findings: [] };
  }

  async function begin(order: Order): Promise<void> {
    [job.value, problem.value] = [undefined, undefined];
    try {
      await follow((await said(api.POST("/api/v1/jobs", { body: order }))).job);
    } catch (failure) {
      problem.value = problemOf(failure);
    }
  }

  async function cancel(): Promise<void> {
    if (job.value) await said(api.DELETE("/api/v1/jobs/{job}", of(job.value.job))).catch(() => undefined);
  }

  onBeforeUnmount(() => {
    gone = true;
  });
  return { job, problem, begin, cancel };
}
