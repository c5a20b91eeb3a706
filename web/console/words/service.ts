// SPDX-License-Identifier: Apache-2.0
import { catalogue } from "./catalogue";

export const t = catalogue({
  what: ["送达的文书", "What is served"],
  read: ["查看正文", "Read"],
  receiver_signs: ["收件人签名", "The receiver signs"],
  receiver_refuses: ["拒绝签收", "The receiver refuses"],
  not_there: ["不当面签收", "Not in person"],
  how: ["签收情况", "How it is received"],
  refusal_hint: ["当事人拒绝签收的，注明拒收事由，由见证人证明，可以留置送达。", "Where the party refuses, record why and who witnessed it; it may be left with the party."],
  not_there_hint: ["邮寄、电子、公告等送达，回执另作证据上传。", "By mail, electronically or by public notice: upload the proof as evidence."],
  submit: ["完成送达", "Served"],
  served: ["已送达", "Served"],
  gone: ["现在不能送达", "Nothing to serve now"],
  gone_hint: ["决定作出以后才能送达。", "A decision is served once it is made."],
  not_yours: ["送达由{role}办理，您可以查看。", "Service is for the {role}; you may read."],
  back: ["返回案件", "Back to the case"],
});
