// SPDX-License-Identifier: Apache-2.0
import { catalogue } from "./catalogue";

export const t = catalogue({
  title: ["登记新案", "New case"],
  choose: ["这是什么事项？", "What is it about?"],
  choose_hint: ["选定后按该事项的法定程序生成登记表。", "The form follows the procedure that the law sets for it."],
  search: ["输入事项名称查找", "Find by name"],
  none: ["没有找到这样的事项", "No such item"],
  basis: ["违法依据", "Violation of"],
  penalty: ["处罚依据", "Penalty by"],
  register: ["登记并建立案件", "Register and open the case"],
  opened: ["案件已建立", "The case is open"],
  other: ["换一个事项", "Another item"],
});
