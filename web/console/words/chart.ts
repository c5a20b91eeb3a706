// SPDX-License-Identifier: Apache-2.0
import { catalogue } from "./catalogue";

export const t = catalogue({
  title: ["流程图", "Flowchart"],
  as_list: ["流程文字版", "The same as a list"],
  gates: ["前置要求", "Demanded before"],
  limits: ["时限", "Time limit"],
  conditions: ["适用情形", "When"],
  done: ["已办", "done"],
  current: ["在办", "current"],
  late: ["逾期", "late"],
  open: ["未到", "not yet"],
  past: ["流程图显示本案目前的位置，不随回看时间变化。", "The chart shows where the case is now, not at the moment looked back to."],
});
