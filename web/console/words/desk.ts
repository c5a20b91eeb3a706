// SPDX-License-Identifier: Apache-2.0
import { catalogue } from "./catalogue";

export const t = catalogue({
  title: ["我的工作台", "My desk"],
  hello: ["{name}，今天要办的事", "{name}, what there is to do today"],
  todos: ["待办", "To do"],
  todos_none: ["没有等您办理的事项", "Nothing waits for you"],
  todos_none_hint: ["有案件轮到您办理时会出现在这里，不需要刷新。", "When a case is yours to act on it appears here by itself."],
  alerts: ["期限预警", "Time limits"],
  alerts_none: ["没有临近或超过的期限", "No time limit is near or over"],
  waiting: ["等待他人", "Waiting for others"],
  waiting_none: ["没有等待他人办理的案件", "No case of yours waits for anybody"],
  what: ["事项", "What"],
  case: ["案件", "Case"],
  party: ["当事人", "Party"],
  due: ["期限", "Due"],
  who: ["等谁", "Whom"],
  no_due: ["无期限", "No limit"],
  limit: ["期限事项", "Time limit"],
  new_case: ["登记新案", "New case"],
  all_cases: ["查看案件", "See the cases"],
  no_cases_role: ["您的角色不办理案件。", "Your role does not work with cases."],
});
