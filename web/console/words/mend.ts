// SPDX-License-Identifier: Apache-2.0
import { catalogue } from "./catalogue";

export const t = catalogue({
  correct: ["更正", "Correct"],
  correct_of: ["更正：{label}", "Correct: {label}"],
  on_record: ["现在的记载", "On record now"],
  correct_hint: ["原来的内容、更正人和理由都留在全过程记录里。正在拟制的文书随之更新；已经制作的文书如写有原来的内容，会标明“事实已更正”，由您重新制作、作废或者确认有效。", "What stood before stays on record, with who corrected it and why. Drafts follow; papers already made that say the old value are flagged, for you to make anew, void or leave as they are."],
  corrected: ["已更正", "Corrected"],
  void: ["作废", "Void"],
  void_of: ["作废文书：{paper}", "Void: {paper}"],
  void_hint: ["作废后这份文书不再有效，文号保留在文号登记中，不再使用；需要的，重新办理该环节制作新的文书。", "It counts no longer; its number stays in the register and is not used again. Where it is needed, do the step again."],
  voided: ["已作废", "Voided"],
  keep: ["确认有效", "Leave as it is"],
  keep_of: ["确认有效：{paper}", "Leave as it is: {paper}"],
  keep_hint: ["更正的事实不影响这份文书的效力时，写明理由后保留原文书。", "Where what was corrected does not touch the paper, say why and leave it as it is."],
  kept: ["已确认有效", "Left as it is"],
  reason: ["理由", "Reason"],
  reason_missing: ["请写明理由", "Say why"],
  unchanged: ["与现在的记载相同", "It is the same as on record"],
});
