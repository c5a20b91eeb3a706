// SPDX-License-Identifier: Apache-2.0
import { catalogue } from "./catalogue";

export const t = catalogue({
  title: ["审批", "Approval"],
  on_whom: ["当事人", "Party"],
  facts: ["违法事实", "What was found"],
  what: ["拟作决定", "What is to be decided"],
  why_major: ["为什么是重大决定", "Why it is a major decision"],
  not_major: ["不属于重大执法决定，依法可以不经法制审核。", "Not a major decision; the law asks for no legal review."],
  review: ["法制审核", "Legal review"],
  review_passed: ["审核通过", "Passed"],
  review_returned: ["审核未通过", "Not passed"],
  review_void: ["审核后草稿又有改动，审核已失效", "The draft was changed after its review, which is void"],
  review_missing: ["尚未审核", "Not reviewed yet"],
  draft: ["决定书稿", "Draft of the decision"],
  version: ["第 {n} 版", "Version {n}"],
  against: ["还不能批准", "What stands against it"],
  handlers: ["承办人", "Officers"],
  exact: ["批准的就是下面这份文字，一字不差；批准时取得文号。", "Exactly the text below is approved; it takes its number then."],
  approve: ["批准并取号", "Approve and take the number"],
  approved: ["已批准，文号 {number}", "Approved, number {number}"],
  not_yours: ["决定由{role}作出，您可以查看。", "The decision is made by the {role}; you may read."],
  gone: ["这个决定现在不能审批", "Nothing to approve here now"],
  decided: ["已作出决定：{number}", "Decided: {number}"],
  back: ["返回案件", "Back to the case"],
});
