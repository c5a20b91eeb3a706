// SPDX-License-Identifier: Apache-2.0
#include "http/portal/phrases.h"

#include <array>
#include <cstddef>

namespace mingcha::portal {
namespace {

struct Row {
  Phrase key;
  std::string_view zh;
  std::string_view en;
};

constexpr std::size_t kCount = static_cast<std::size_t>(Phrase::count);

// clang-format off
constexpr std::array<Row, kCount> kRows{{
  {Phrase::skip_to_content, "跳到正文", "Skip to content"},
  {Phrase::demonstration, "演示数据：单位、人员、案件均为虚构。",
   "Demonstration data: every body, person and case is fictional."},
  {Phrase::nav_label, "主要栏目", "Main sections"},
  {Phrase::nav_home, "首页", "Home"},
  {Phrase::nav_decisions, "处罚决定", "Decisions"},
  {Phrase::nav_items, "执法事项", "Enforcement items"},
  {Phrase::nav_log, "公开日志", "Public log"},
  {Phrase::nav_verify, "验真伪", "Verify"},
  {Phrase::tools_label, "阅读方式", "Reading options"},
  {Phrase::other_language, "English", "中文"},
  {Phrase::larger_text, "大字版", "Larger text"},
  {Phrase::normal_text, "标准字号", "Normal text"},
  {Phrase::enquiries, "咨询电话", "Enquiries"},
  {Phrase::supervision, "监督投诉电话", "Complaints about enforcement"},
  {Phrase::address, "地址", "Address"},
  {Phrase::log_key, "公开日志密钥号", "Key id of the public log"},
  {Phrase::foot_note, "公示内容以送达当事人的决定书为准；隐去的内容依法不公开。",
   "The decision served on the party prevails. What is masked may not be published by law."},

  {Phrase::search_label, "查处罚决定", "Find a decision"},
  {Phrase::search_hint, "文号、事项、单位或当事人名称，两个字就能查。",
   "Number, subject, unit or party name; two characters are enough."},
  {Phrase::search, "查询", "Search"},
  {Phrase::year, "年度", "Year"},
  {Phrase::unit, "办案单位", "Unit"},
  {Phrase::any_year, "全部年度", "All years"},
  {Phrase::any_unit, "全部单位", "All units"},
  {Phrase::results_count, "共 {} 件", "{} decisions"},
  {Phrase::results_page, "第 {} 页，共 {} 页", "page {} of {}"},
  {Phrase::results_none, "没有查到符合条件的决定。", "No decision matches."},
  {Phrase::results_none_advice,
   "可以少输入几个字、换一个年度，或者看全部决定。依法封存、不公开的决定不在这里；当事人可凭本人文书上的二维码核验。",
   "Try fewer characters, another year, or see all decisions. Decisions that are sealed or not public "
   "by law are not here; a party can verify with the QR code on their own document."},
  {Phrase::show_all, "看全部决定", "Show all decisions"},
  {Phrase::paging_label, "翻页", "Pages"},
  {Phrase::previous_page, "上一页", "Previous page"},
  {Phrase::next_page, "下一页", "Next page"},
  {Phrase::party, "当事人", "Party"},
  {Phrase::cause, "案由", "Cause"},
  {Phrase::outcome, "处罚内容", "Penalty"},
  {Phrase::handling_unit, "办案单位", "Handled by"},
  {Phrase::decided_on, "决定日期", "Decided on"},
  {Phrase::published_on, "公示日期", "Published on"},
  {Phrase::decisions_title, "行政处罚决定公示", "Published penalty decisions"},
  {Phrase::decisions_title_for, "“{}”的查询结果", "Results for “{}”"},

  {Phrase::home_lead, "行政执法决定、事项、流程在这里公开。每一份决定都可以自己验真伪，不必相信我们。",
   "Enforcement decisions, items and procedures are public here. You can verify every decision "
   "yourself, without having to trust us."},
  {Phrase::home_latest, "最新公示", "Latest decisions"},
  {Phrase::home_latest_none, "目前没有公示中的决定。", "No decision is published at present."},
  {Phrase::home_more, "全部决定", "All decisions"},
  {Phrase::home_what, "在这里可以办什么", "What you can do here"},
  {Phrase::home_find, "查决定", "Find a decision"},
  {Phrase::home_find_text, "按文号、事项、单位查行政处罚决定。", "By number, subject or unit."},
  {Phrase::home_verify, "验真伪", "Verify a document"},
  {Phrase::home_verify_text, "扫文书上的二维码，查它是否登记在案、有没有改过、审核是否在先。",
   "Scan the QR code on a paper: is it on record, unchanged, and reviewed before it was made?"},
  {Phrase::home_procedure, "看流程", "See the procedure"},
  {Phrase::home_procedure_text, "每个执法事项由谁办、分几步、多少天、不服怎么办。",
   "Who acts, in which steps, by when, and what to do if you disagree."},
  {Phrase::home_complain, "监督投诉", "Complain"},
  {Phrase::home_complain_text, "对执法行为有意见，请拨打", "About how we enforce the law, call"},
  {Phrase::home_log, "公开日志", "The public log"},
  {Phrase::home_log_size, "已登记 {} 条", "{} entries on record"},
  {Phrase::home_log_time, "最近一次签名：{}", "Last signed: {}"},
  {Phrase::home_log_text, "执法记录按发生先后登记，只能添加，不能删改。登记的是编码，不含个人信息。",
   "Acts are entered in the order they happen. Entries can be added, never changed or removed. They "
   "are codes without personal data."},
  {Phrase::home_log_more, "日志是怎么回事", "How the log works"},
  {Phrase::home_decisions, "公示中的决定 {} 件", "{} decisions published"},
  {Phrase::home_items, "执法事项 {} 项", "{} enforcement items"},

  {Phrase::breadcrumb_label, "当前位置", "You are here"},
  {Phrase::facts, "公示信息", "Particulars"},
  {Phrase::agency, "处罚机关", "Agency"},
  {Phrase::penalty, "处罚种类", "Penalty"},
  {Phrase::in_capitals, "大写", "in capitals"},
  {Phrase::basis, "处罚依据", "Legal basis"},
  {Phrase::published_until, "公示截止", "Published until"},
  {Phrase::same_name_title, "同名提示", "Namesakes"},
  {Phrase::same_name_text, "姓名相同的人很多。仅凭姓名不能认定是同一个人，请勿据此对号入座。",
   "Many people share a name. A name alone does not identify anyone; do not draw conclusions from it."},
  {Phrase::publication_date, "公示的最后期限是怎么算出来的", "How the last day for publishing was reached"},
  {Phrase::masks_title, "隐去了什么，为什么", "What is masked, and why"},
  {Phrase::masks_lead, "正文中加框的地方已作隐去处理，框后的字对应下列理由。",
   "Framed places in the text are masked; the mark after each leads to the reason."},
  {Phrase::mask_mark, "隐去理由{}", "masked, reason {}"},
  {Phrase::remedies, "不服怎么办", "If you disagree"},
  {Phrase::remedies_lead, "当事人对决定不服的，可以：", "A party who disagrees may:"},
  {Phrase::remedy_organ, "向谁提出", "To whom"},
  {Phrase::remedy_within, "期限", "Within"},
  {Phrase::genuine_title, "这份决定是真的吗", "Is this decision genuine?"},
  {Phrase::genuine_text,
   "不用相信本网站：由您自己的浏览器对照公开日志，检查它有没有改过、什么时候作出、法制审核是否在先。",
   "No need to trust this site: your own browser checks against the public log whether it was changed, "
   "when it was made, and whether legal review came first."},
  {Phrase::genuine_button, "立即验证", "Verify now"},
  {Phrase::genuine_pending, "正在登记到公开日志，稍后即可验证。",
   "Being entered in the public log; it can be verified shortly."},
  {Phrase::genuine_index, "公开日志第 {} 号", "Entry {} of the public log"},
  {Phrase::corrections, "更正记录", "Corrections"},
  {Phrase::correction_reason, "原因：{}", "Reason: {}"},
  {Phrase::correction_index, "公开日志第 {} 号", "Entry {} of the public log"},
  {Phrase::print_hint, "可用浏览器的“打印”功能打印本页正文。", "Print this page for a clean copy of the text."},
  {Phrase::document_file, "下载公示文本（验证所用的原始文件）", "Download the published text (the very bytes verified)"},
  {Phrase::seal_note, "网上公示文本不加盖印章图样；以上述验证为准。",
   "The published text shows no picture of a seal; rely on the verification."},

  {Phrase::withdrawn_title, "这份决定已撤下", "This decision has been withdrawn"},
  {Phrase::withdrawn_lead, "它曾在这里公示，现依法撤下，内容不再公开。",
   "It was published here and has been taken down by law. Its content is no longer public."},
  {Phrase::withdrawn_on, "撤下日期", "Withdrawn on"},
  {Phrase::withdrawn_reason, "撤下理由", "Reason"},
  {Phrase::withdrawn_organ, "作出撤下决定的机关", "Decided by"},
  {Phrase::withdrawn_document, "依据文书", "By document"},
  {Phrase::withdrawn_published_index, "公示时的日志序号", "Log entry of the publication"},
  {Phrase::withdrawn_withdrawn_index, "撤下时的日志序号", "Log entry of the withdrawal"},
  {Phrase::withdrawn_index_pending, "正在登记", "being entered"},
  {Phrase::withdrawn_log_text, "公示和撤下都登记在公开日志里，谁也不能当作没有发生过。",
   "Both the publication and the withdrawal stay in the public log; nobody can pretend they never happened."},

  {Phrase::items_title, "行政执法事项", "Enforcement items"},
  {Phrase::items_lead, "本机关能管什么、依据什么、怎么管。", "What this bureau may enforce, on what basis, and how."},
  {Phrase::items_search_label, "查事项", "Find an item"},
  {Phrase::items_count, "共 {} 项", "{} items"},
  {Phrase::items_none, "没有查到。可以少输入几个字再试。", "Nothing found. Try fewer characters."},
  {Phrase::item_kind, "类别", "Kind"},
  {Phrase::item_code, "事项编码", "Code"},
  {Phrase::item_facts, "事项信息", "Particulars"},
  {Phrase::item_agency, "实施机关", "Agency"},
  {Phrase::item_unit, "承办单位", "Unit in charge"},
  {Phrase::item_object, "管理对象", "Directed at"},
  {Phrase::item_powers, "职权", "Powers"},
  {Phrase::item_basis, "依据", "Legal basis"},
  {Phrase::item_steps, "办理流程", "Procedure"},
  {Phrase::item_steps_lead, "系统按这张流程办案：前一步没做，后一步办不下去。",
   "The system works by this very list: a step cannot be taken before what it requires."},
  {Phrase::step_who, "由谁办", "Who"},
  {Phrase::step_within, "期限", "Within"},
  {Phrase::item_remedies, "救济渠道", "Remedies"},
    {Phrase::guide_title, "办事指南", "Service guide"},
    {Phrase::guide_lead, "与办案系统使用同一份规则，规则变更时同步更新。可以直接打印。",
     "Made from the rules that the system itself follows; changes with them. Print as it is."},
    {Phrase::guide_name, "事项名称", "Item"},
    {Phrase::guide_accepted_by, "受理机构", "Accepted by"},
    {Phrase::guide_approved_by, "审批机构", "Approved by"},
    {Phrase::guide_concessions, "优惠政策", "Concessions"},
    {Phrase::guide_materials, "申请材料", "What to bring"},
    {Phrase::guide_limits, "办理时限", "Time limits"},
    {Phrase::guide_no_limits, "法律没有另行规定办理时限", "The law sets no limit of its own"},
    {Phrase::guide_supervision, "监督方式", "Supervision"},
    {Phrase::guide_liability, "责任追究", "Liability"},
    {Phrase::guide_hours, "办公时间", "Office hours"},
    {Phrase::guide_address, "办公地址", "Address"},
    {Phrase::guide_phone, "办公电话", "Telephone"},
    {Phrase::item_chart, "执法流程图", "Flowchart"},
    {Phrase::item_chart_lead,
     "虚线框为视情形办理的环节，虚线为可选或者退回的路径，◆为法律要求的前置条件。窄屏可左右滑动。",
     "Broken frames: steps needed in some cases. Broken lines: one of several ways, or back. "
     "◆ demanded by law before the step. Slide sideways on narrow screens."},

  {Phrase::catalogue_title, "重大执法决定法制审核目录", "Catalogue of major decisions under legal review"},
  {Phrase::catalogue_lead,
   "下列决定未经法制审核或者审核未通过的，不得作出。办案系统按同一份目录把关，任何人都不能跳过。",
   "No decision listed here is made without a passed legal review. The system follows this very list; nobody gets around it."},
  {Phrase::catalogue_kinds, "执法类别", "Kind"},
  {Phrase::catalogue_when, "审核情形", "Reviewed when"},
  {Phrase::catalogue_items, "涉及事项", "Items"},
  {Phrase::catalogue_points, "审核内容", "What is reviewed"},
  {Phrase::catalogue_points_lead, "每一项都要作答，有一项不通过就不能通过。", "Every point is answered; one that fails fails the review."},
  {Phrase::catalogue_materials, "报送材料", "What is submitted"},
  {Phrase::catalogue_limits, "审核程序与时限", "Time limits of the review"},
  {Phrase::catalogue_none, "没有列入法制审核的决定。", "No decision is under legal review."},

  {Phrase::log_title, "公开日志", "The public log"},
  {Phrase::log_lead, "每办一件事，就在日志末尾记一条。日志只能往后加，改动或删去任何一条，任何人都能发现。",
   "Each act adds one entry at the end. The log only grows: if any entry were changed or removed, "
   "anyone could tell."},
  {Phrase::log_how_title, "为什么做不了假", "Why it cannot be forged"},
  {Phrase::log_how_1, "每一条都是一串编码，由记录内容算出。内容改一个字，编码就完全不同；只看编码，猜不出内容。",
   "Each entry is a code computed from a record. Change one character and the code is quite different; "
   "from the code alone nobody can guess the record."},
  {Phrase::log_how_2, "全部编码再合成一个总数（根值），由本机关签名公布。任何一条变了，根值就对不上。",
   "All codes combine into one value, the root, which the bureau signs and publishes. If any entry "
   "changed, the root would no longer fit."},
  {Phrase::log_how_3, "您的浏览器会记住上一次看到的根值，下次自动核对。",
   "Your own browser remembers the last root it saw and compares it with the next."},
  {Phrase::log_how_witnesses, "见证机构另外保存并签名。", "Witnesses keep and sign it too."},
  {Phrase::log_state, "当前状态", "Current state"},
  {Phrase::log_size, "条数", "Entries"},
  {Phrase::log_root, "根值", "Root"},
  {Phrase::log_time, "签名时间", "Signed at"},
  {Phrase::log_time_none, "尚未签名", "not signed yet"},
  {Phrase::log_origin, "日志名称", "Origin"},
  {Phrase::log_vkey, "验证公钥", "Verification key"},
  {Phrase::log_witnesses, "见证机构", "Witnesses"},
  {Phrase::log_witnesses_none, "目前没有见证机构签名。", "No witness signs at present."},
  {Phrase::log_witness_at, "最近见证：{}", "last signed {}"},
  {Phrase::log_witness_never, "尚未见证", "has not signed yet"},
  {Phrase::log_raw, "原始文件", "Raw files"},
  {Phrase::log_raw_checkpoint, "当前签名（检查点）", "Signed checkpoint"},
  {Phrase::log_raw_policy, "密钥与见证规则", "Keys and witness policy"},
  {Phrase::log_raw_tiles, "第一片散列值", "First hash tile"},
  {Phrase::log_raw_fields, "纸质文书核验字段", "Fields for verifying papers"},
  {Phrase::log_tools_title, "用您自己的工具核对", "Check with your own tools"},
  {Phrase::log_tools_text,
   "日志采用公开格式 C2SP tlog-tiles、signed-note、tlog-checkpoint（RFC 6962 散列）。任何支持这些格式的程序都可以下载并核对；已有的完整副本可以用来对照今后的每一次签名。",
   "The log uses the open formats C2SP tlog-tiles, signed-note and tlog-checkpoint (RFC 6962 hashes). Any "
   "program for these formats can fetch and check it, and a copy kept today checks every later signature."},
  {Phrase::log_checkpoint_text, "签名原文", "The signed text"},

  {Phrase::verify_title, "验真伪", "Verify a document"},
  {Phrase::verify_lead, "检查在您自己的浏览器里进行，结果不由本网站说了算。您输入的内容不会发送出去。",
   "The check runs in your own browser; this site cannot decide its result. What you type is not sent anywhere."},
  {Phrase::verify_noscript, "自动检查需要浏览器启用 JavaScript。不启用也可以：下载公开日志，用您自己的工具核对。",
   "The automatic check needs JavaScript. Without it you can still download the public log and use your own tools."},
  {Phrase::verify_how, "三种方法", "Three ways"},
  {Phrase::verify_how_paper, "手里有纸质文书：用手机扫文书上的二维码，再照着文书填几项。",
   "You hold a paper: scan its QR code, then copy a few values from it."},
  {Phrase::verify_how_web, "在网上看到决定：打开该决定的页面，点“立即验证”。",
   "You see a decision here: open its page and choose “Verify now”."},
  {Phrase::verify_how_file, "手里有回执文件（.tlog-proof）：在本页选择该文件。",
   "You hold a receipt file (.tlog-proof): choose it on this page."},
  {Phrase::verify_checks, "检查什么", "What is checked"},
  {Phrase::verify_check_log, "在公开日志中：确实登记过，登记的位置不能改。",
   "In the public log: it is on record, at a place that cannot change."},
  {Phrase::verify_check_same, "未被改动：现在的内容与登记时一字不差。", "Unchanged: every character is as it was entered."},
  {Phrase::verify_check_time, "作出时间：什么时候登记的。", "When it was made: the time of entry."},
  {Phrase::verify_check_review, "法制审核在先：重大决定作出之前，法制审核已经登记。",
   "Reviewed before: for a major decision, the legal review was entered first."},
  {Phrase::verify_limits, "不能说明什么", "What it does not tell"},
  {Phrase::verify_limits_text,
   "验证说明“这份决定登记过、没改过、先后顺序真实”，不说明决定在实体上是否正确。对决定不服，请依法申请行政复议或者提起行政诉讼。",
   "It shows that the decision is on record, unchanged and in true order. It does not show that the "
   "decision is right. If you disagree, apply for reconsideration or go to court."},

  {Phrase::not_found_title, "没有找到这个页面", "Page not found"},
  {Phrase::not_found_text, "地址可能输错了，或者内容从未在这里公开。请从首页重新查询。",
   "The address may be mistyped, or the content was never published here. Please search again."},
  {Phrase::bad_request_title, "查询条件看不懂", "The request cannot be read"},
  {Phrase::bad_request_text, "请检查输入的内容，或者从首页重新查询。", "Please check what you entered, or start again from the home page."},
  {Phrase::too_many_title, "访问太频繁", "Too many requests"},
  {Phrase::too_many_text, "为了让大家都能正常使用，请稍等一分钟再试。", "So that everyone can use this site, please wait a minute and try again."},
  {Phrase::fault_title, "系统出了故障", "Something went wrong on our side"},
  {Phrase::fault_text, "不是您的问题。请稍后再试；如果一直这样，请打咨询电话，并报下面的编号。",
   "It is not your fault. Please try again later; if it persists, call us and quote the reference below."},
  {Phrase::reference, "编号", "Reference"},
  {Phrase::back_home, "回首页", "Home page"},
  {Phrase::back_search, "查决定", "Find a decision"},
}};
// clang-format on

constexpr bool complete() {
  for (std::size_t at = 0; at < kCount; ++at) {
    if (static_cast<std::size_t>(kRows[at].key) != at) return false;
    if (kRows[at].zh.empty() || kRows[at].en.empty()) return false;
  }
  return true;
}
static_assert(complete(), "each phrase has one row, in the order of the enum, in both languages");

}  // namespace

std::string_view phrase(Phrase key, Language language) {
  const Row& row = kRows[static_cast<std::size_t>(key)];
  return language == Language::en ? row.en : row.zh;
}

}  // namespace mingcha::portal
