// SPDX-License-Identifier: Apache-2.0
// The search box and what it finds.
import { catalogue } from "./catalogue";

export const t = catalogue({
  title: ["检索", "Search"],
  box: ["全文检索", "Search everything"],
  box_hint: ["姓名、文号、文书内容（按 / 键）", "Name, number, words (press /)"],
  page_hint: ["姓名、文号、文书内容", "Name, number, words"],
  go: ["检索", "Search"],
  start: ["可以检索案件、当事人、文书正文、执法事项和人员", "Search cases, parties, the text of documents, items and people"],
  start_hint: ["两个字的姓名也能查到；多个词用空格分开，须全部出现。", "Names of two characters are found too; of several words, all must be there."],
  none: ["没有找到“{q}”", "Nothing is found for “{q}”"],
  none_hint: ["请减少词数或者换一个词。只检索您有权查看的内容。", "Try fewer or other words. Only what you may see is searched."],
  case: ["案件", "Cases"],
  party: ["当事人", "Parties"],
  document: ["文书", "Documents"],
  item: ["执法事项", "Enforcement items"],
  officer: ["人员", "People"],
  draft: ["草稿", "Draft"],
  all_kinds: ["全部类别", "All kinds"],
  more: ["查看全部 {count} 条", "Show all {count}"],
  kinds: ["按类别", "By kind"],
  pages: ["翻页", "Pages"],
  sealed_purpose: ["没有检索已封存的案件：须先说明查阅目的。", "Sealed records were not searched: say first why you look into them."],
  sealed_state: ["说明查阅目的", "State the purpose"],
});
