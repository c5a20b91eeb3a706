// SPDX-License-Identifier: Apache-2.0
// Every sentence of the verifier, in both languages: a missing one does not compile.
import type { FactLabel, Ground, Reason, StepId, Verdict } from "./outcome.ts";

export type Language = "zh" | "en";

interface Pair {
  zh: string;
  en: string;
}

export const steps: Record<StepId, { name: Pair; passed: Pair }> = {
  key: {
    name: { zh: "日志公钥", en: "Key of the log" },
    passed: { zh: "", en: "" },
  },
  signature: {
    name: { zh: "日志签名", en: "Signature of the log" },
    passed: { zh: "", en: "" },
  },
  history: {
    name: { zh: "日志历史", en: "History of the log" },
    passed: { zh: "", en: "" },
  },
  included: {
    name: { zh: "在公开日志中", en: "In the public log" },
    passed: { zh: "确实登记过，位置不能改", en: "on record, at a place that cannot change" },
  },
  unchanged: {
    name: { zh: "未被改动", en: "Unchanged" },
    passed: { zh: "内容与登记时一字不差", en: "every character is as it was entered" },
  },
  time: {
    name: { zh: "作出时间", en: "When it was made" },
    passed: { zh: "", en: "" },
  },
  redaction: {
    name: { zh: "只遮盖、未改动", en: "Masked, not altered" },
    passed: { zh: "遮盖之外，与决定登记时的原文逐字相同", en: "but for the masks, every character is as in the decision on record" },
  },
  review: {
    name: { zh: "法制审核在先", en: "Reviewed before" },
    passed: { zh: "审核先于决定登记", en: "the legal review was entered before the decision" },
  },
};

export const groundWords: Record<Ground, Pair> = {
  key_linked_and_seen: { zh: "与链接上的密钥号一致，也与上次所见一致", en: "is the one in the link, and the one seen before" },
  key_linked: { zh: "与链接上的密钥号一致", en: "is the one in the link" },
  key_seen: { zh: "与上次所见一致", en: "is the one seen before" },
  key_first: { zh: "由本网站提供，请与文书上印的密钥号核对", en: "is given by this site; compare it with the key id on the document" },
  witnessed: { zh: "机关签名有效，见证机构的签名有效", en: "valid, and seen by witnesses" },
  unwitnessed: { zh: "机关签名有效（没有见证机构签名）", en: "valid (no witness has signed)" },
  history_seen: { zh: "与以前所见相比只增加、没有改写", en: "has only grown since it was last seen" },
  history_first: { zh: "第一次查看，已记住，下次自动核对", en: "seen for the first time and remembered, to be compared next time" },
};

export const absent: Partial<Record<StepId, Pair>> = {
  review: {
    zh: "日志里没有它的法制审核：机关没有把它登记为应当法制审核的重大执法决定。",
    en: "No legal review is entered for this record: it was not treated as a major decision that needs one.",
  },
  redaction: {
    zh: "这份决定登记时还没有逐字存证，遮盖之外是否与原文相同无法核对。",
    en: "This decision was entered before texts were committed to piece by piece, so what is not masked cannot be held against it.",
  },
  unchanged: {
    zh: "回执里没有足以核对内容的材料，内容没有核对。",
    en: "The receipt does not carry enough to check the content, so it was not checked.",
  },
};

export const verdicts: Record<Verdict, { title: Pair; text: Pair }> = {
  genuine: {
    title: { zh: "验证通过", en: "Verified" },
    text: { zh: "下面每一项都由您自己的浏览器核对。", en: "Your own browser has checked each point below." },
  },
  partial: {
    title: { zh: "只核对了一部分", en: "Only partly checked" },
    text: {
      zh: "确实登记过，但这份文件不能证明内容未被改动。请用文书上的二维码再验一次。",
      en: "It is on record, but this file cannot show that its content is unchanged. Use the QR code on the document.",
    },
  },
  refuted: {
    title: { zh: "没有通过", en: "Not verified" },
    text: { zh: "", en: "" },
  },
  unfinished: {
    title: { zh: "没有验完", en: "Not finished" },
    text: {
      zh: "这不说明文书有问题，只是现在无法核对。",
      en: "This says nothing against the document; it could not be checked now.",
    },
  },
};

export const reasonWords: Record<Reason, Pair> = {
  link_malformed: { zh: "链接不完整。请重新扫描二维码，或者照文书把链接抄完整。", en: "The link is incomplete. Scan the QR code again, or copy the whole link." },
  receipt_malformed: { zh: "这个文件不是回执文件（.tlog-proof），或者已经损坏。", en: "This file is no receipt (.tlog-proof), or it is damaged." },
  policy_malformed: { zh: "网站给出的日志公钥文件读不懂。", en: "The key file given by the site cannot be read." },
  key_differs: { zh: "二维码写明的日志不是本网站的日志。如果文书是其他机关的，请到那个机关的网站验证；如果文书上写的是本机关，它可能是伪造的，请拨打监督电话核实。", en: "The code names another log than this site’s. If another agency made the document, verify it on that agency’s site; if it names this agency, it may be forged: call to make sure." },
  key_changed: { zh: "这个日志的公钥和您上次来时不一样。", en: "The key of this log is not the one this browser saw before." },
  checkpoint_malformed: { zh: "日志的签名文件读不懂。", en: "The signed checkpoint cannot be read." },
  origin_differs: { zh: "签名文件属于另一个日志。", en: "The signed checkpoint belongs to another log." },
  signature_missing: { zh: "签名文件上没有本日志的签名。", en: "The checkpoint does not carry the signature of this log." },
  signature_wrong: { zh: "日志的签名是错的：签名后内容被改过。", en: "The signature is wrong: its text was changed after signing." },
  witness_wrong: { zh: "见证机构的签名是错的。", en: "The signature of a witness is wrong." },
  witnesses_missing: { zh: "见证机构的签名不够数。", en: "Fewer witnesses have signed than are required." },
  history_rewritten: { zh: "日志与您上次看到的对不上：历史被改写过，或者给不同的人看不同的日志。", en: "The log contradicts what this browser saw before: history was rewritten, or different people are shown different logs." },
  receipt_history: { zh: "日志与回执里保存的签名对不上：历史被改写过。", en: "The log contradicts the checkpoint in the receipt: history was rewritten." },
  index_beyond: { zh: "日志里没有这个序号。", en: "The log has no entry of this number." },
  log_broken: { zh: "日志文件缺失或者损坏，无法证明登记过。", en: "Files of the log are missing or damaged; the entry cannot be proved." },
  leaf_malformed: { zh: "日志里这个序号不是执法记录。", en: "The entry of this number is not an enforcement record." },
  not_included: { zh: "这条记录算不出日志签名的总数：它不在日志里，或者被改过。", en: "This entry does not lead to the signed root: it is not in the log, or it was changed." },
  proof_wrong: { zh: "回执里的证明与日志对不上。", en: "The proof in the receipt does not fit the log." },
  values_differ: { zh: "填写的内容与登记的不一致。请对照文书逐字检查；如果填写无误，这份文书与登记的不是同一份。", en: "What you typed is not what was entered. Compare every character with the document; if it is right, the document is not the one on record." },
  fields_unknown: { zh: "网站没有说明这类记录要核对哪些内容。", en: "The site does not say which values belong to a record of this type." },
  disclosure_wrong: { zh: "回执里的内容与登记的不一致。", en: "What the receipt shows is not what was entered." },
  document_differs: { zh: "现在公示的文本与登记时的不一致，被改过。", en: "The text published now is not the one that was entered: it was changed." },
  document_unsalted: { zh: "网站没有给出核对公示文本所需的随机数。", en: "The site does not give the salt that is needed to check the text." },
  wrong_type: { zh: "日志里对应的记录不是应有的种类。", en: "The entry in the log is not of the kind it should be." },
  reference_missing: { zh: "公示记录没有指明是哪一份决定。", en: "The entry of the publication does not refer to a decision." },
  reference_differs: { zh: "所指的记录与日志里的不一致。", en: "The entry referred to is not the one in the log." },
  order_wrong: { zh: "先后顺序不对：应当在先的记录登记在后。", en: "The order is wrong: what should come first was entered later." },
  time_order_wrong: { zh: "时间不对：应当在先的事情时间在后。", en: "The times are wrong: what should come first bears a later time." },
  withdrawn: { zh: "这份决定已依法撤下，不再有效公示。", en: "This decision has been withdrawn and is no longer published." },
  not_published: { zh: "网站上没有这份公示文本。", en: "The site has no such published text." },
  redaction_differs: { zh: "公示文本遮盖之外的内容与决定登记时的原文不一致。", en: "Besides the masks, the published text differs from the decision that was entered." },
  redaction_missing: { zh: "网站没有给出核对原文所需的材料。", en: "The site does not give what is needed to hold the text against the decision." },
  unreachable: { zh: "连不上网站。请检查网络后重试。", en: "The site cannot be reached. Check the network and try again." },
  server_error: { zh: "网站暂时出错，请过几分钟再试。", en: "The site has a problem. Please try again in a few minutes." },
  too_many_requests: { zh: "访问太频繁，请等一分钟再试。", en: "Too many requests. Please try again in a minute." },
};

export const factWords: Record<FactLabel, Pair> = {
  key: { zh: "公钥", en: "Key" },
  origin: { zh: "日志名称", en: "Origin" },
  size: { zh: "日志条数", en: "Entries" },
  root: { zh: "根值", en: "Root" },
  signed_text: { zh: "签名原文", en: "Signed text" },
  witness: { zh: "见证机构", en: "Witness" },
  seen_by: { zh: "见证", en: "Seen by" },
  remembered: { zh: "上次所见", en: "Seen before" },
  saved_checkpoint: { zh: "回执中的签名", en: "In the receipt" },
  index: { zh: "日志序号", en: "Entry" },
  leaf_hash: { zh: "记录散列值", en: "Leaf hash" },
  leaf: { zh: "日志原文", en: "Entry, as it stands" },
  proof: { zh: "证明路径", en: "Inclusion proof" },
  record_root: { zh: "由所填内容算出的值", en: "Root of what was typed" },
  commitment: { zh: "由公示文本算出的值", en: "Commitment to the text" },
  field: { zh: "内容", en: "Field" },
  made_at: { zh: "登记时间", en: "Entered at" },
  published_at: { zh: "公示登记时间", en: "Publication entered at" },
  reviewed_at: { zh: "审核登记时间", en: "Review entered at" },
  review_index: { zh: "审核的日志序号", en: "Entry of the review" },
  decision_index: { zh: "决定的日志序号", en: "Entry of the decision" },
  published_index: { zh: "公示的日志序号", en: "Entry of the publication" },
  masks: { zh: "遮盖处数", en: "Masked places" },
  arithmetic: { zh: "计算工具", en: "Cryptography" },
};

export const words = {
  working: { zh: "正在核对…", en: "Checking …" },
  asking_state: { zh: "还差您手里的文书内容", en: "Waiting for what stands on the document" },
  asking: { zh: "请照着文书填写", en: "Copy these from the document" },
  asking_text: { zh: "填写的内容只在您的手机或电脑里计算，不会发送。", en: "What you type is computed on your own device and not sent." },
  check: { zh: "核对", en: "Check" },
  retry: { zh: "重新填写", en: "Correct the values" },
  again: { zh: "重新验证", en: "Verify again" },
  passed: { zh: "通过", en: "passed" },
  failed: { zh: "未通过", en: "failed" },
  running: { zh: "正在核对", en: "checking" },
  waiting: { zh: "未核对", en: "not checked" },
  not_applicable: { zh: "不适用", en: "does not apply" },
  unchecked: { zh: "没有核对", en: "not checked" },
  failed_at: { zh: "没有通过的是：", en: "What failed: " },
  kept: { zh: "没有网络，核对的是本机上次保存的内容，保存于", en: "No connection: checked against what this device kept at " },
  kept_here: { zh: "已存到这台设备，没有网络时也能再验。", en: "Kept on this device: it can be verified again without a connection." },
  call: { zh: "有疑问请打监督电话 ", en: "If in doubt, call " },
  document: { zh: "验证过的文本", en: "The text that was verified" },
  choose: { zh: "选择回执文件（.tlog-proof）", en: "Choose a receipt file (.tlog-proof)" },
  key_label: { zh: "文书上印的日志密钥号（8位，可不填）", en: "Key id printed on the document (8 digits, optional)" },
  key_wrong: { zh: "密钥号是8位数字和字母a到f。", en: "A key id has 8 digits, letters a to f included." },
  start: { zh: "开始验证", en: "Verify" },
  empty: { zh: "请填写这一项。", en: "Please fill this in." },
  bad_amount: { zh: "请填写金额，例如 3000 或 3000.50。", en: "Please type an amount such as 3000 or 3000.50." },
  bad_number: { zh: "请填写整数，例如 30。", en: "Please type a whole number such as 30." },
  choose_one: { zh: "请选择", en: "Choose" },
  if_shown: { zh: "（文书上没有的不填）", en: " (leave empty if the document has none)" },
  yuan: { zh: "（元）", en: " (yuan)" },
} satisfies Record<string, Pair>;

export function say(pair: Pair, language: Language): string {
  return pair[language];
}

/** 2026年3月2日 9时05分, China's time wherever the reader is. */
export function moment(iso: string, language: Language): string {
  const local = new Date(Date.parse(iso) + 8 * 3600 * 1000);
  const two = (value: number) => String(value).padStart(2, "0");
  const [year, month, day] = [local.getUTCFullYear(), local.getUTCMonth() + 1, local.getUTCDate()];
  const [hour, minute] = [local.getUTCHours(), two(local.getUTCMinutes())];
  return language === "zh"
    ? `${year}年${month}月${day}日 ${hour}时${minute}分`
    : `${year}-${two(month)}-${two(day)} ${two(hour)}:${minute} (UTC+8)`;
}
