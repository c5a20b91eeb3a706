// SPDX-License-Identifier: Apache-2.0
import { catalogue } from "./catalogue";

export const t = catalogue({
  progress: ["进度", "Progress"],
  running: ["正在生成 {done}/{total}", "Being made: {done}/{total}"],
  done: ["已生成", "Ready"],
  cancelled: ["已取消", "Cancelled"],
  papers: ["打包文书（{n}件案件）", "Papers of {n} cases"],
  papers_all: ["全部文书打包下载", "All papers in one file"],
  papers_most: ["一次最多 {most} 件案件，请分批", "At most {most} cases at a time"],
});
