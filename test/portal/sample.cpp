// SPDX-License-Identifier: Apache-2.0
// A county that does not exist. The articles quoted are real, everything else is made up.
#include "test/portal/sample.h"

#include <algorithm>

#include <fmt/format.h>

namespace mingcha::portal::sample {
namespace {

constexpr std::uint64_t kPageSize = 10;
const Text kBureau{"云岭县公安局", "Yunling County Public Security Bureau"};
const Text kUnit{"治安管理大队", "Public Order Unit"};

struct Case {
  const char* party;
  Text cause;
  Text outcome;
  const char* finding;
  const char* rule;
  const char* rule_text;
  const char* basis;
  const char* basis_text;
  Penalty penalty;
};

const std::vector<Case>& cases() {
  static const std::vector<Case> kCases{
      {"云岭县星河量贩式KTV",
       {"歌舞娱乐场所中断使用闭路电视监控设备",
        "Entertainment venue switched off required surveillance"},
       {"停业整顿一个月", "Closed for one month"},
       "营业期间多次关闭出入口、主要通道的闭路电视监控设备，累计十一日，经两次责令改正仍未改正",
       "《娱乐场所管理条例》第十五条",
       "歌舞娱乐场所应当按照国务院公安部门的规定在营业场所的出入口、主要通道安装闭路电视监控设备，"
       "并应当保证闭路电视监控设备在营业期间正常运行，不得中断。",
       "《娱乐场所管理条例》第四十四条第二项",
       "娱乐场所违反本条例规定，有下列情形之一的，由县级公安部门责令改正，给予警告；情节严重的，责"
       "令停业整顿1个月至3个月：\n……\n（二）未按照本条例规定安装闭路电视监控设备或者中断使用的；",
       {{"责令停业整顿", "Suspension of business"}, std::nullopt, {"一个月", "one month"}}},
      {"云岭县彩云文化传播有限公司",
       {"擅自变更大型群众性活动的地点", "Moved a large public event without permission"},
       {"罚款10,000元", "Fine of 10,000 yuan"},
       "未经许可将已经安全许可的灯会由体育公园改到滨河路举办",
       "《大型群众性活动安全管理条例》第二十条第一款",
       "承办者擅自变更大型群众性活动的时间、地点、内容或者擅自扩大大型群众性活动的举办规模的，由公"
       "安机关处1万元以上5万元以下罚款；有违法所得的，没收违法所得。",
       "《大型群众性活动安全管理条例》第二十条第一款",
       "承办者擅自变更大型群众性活动的时间、地点、内容或者擅自扩大大型群众性活动的举办规模的，由公"
       "安机关处1万元以上5万元以下罚款；有违法所得的，没收违法所得。",
       {{"罚款", "Fine"}, 1'000'000, {}}},
      {"云岭县星云歌厅（经营者王某某）",
       {"娱乐场所未建立从业人员名簿", "Entertainment venue kept no staff register"},
       {"警告", "Warning"},
       "未按照规定建立从业人员名簿和营业日志",
       "《娱乐场所管理条例》第二十五条",
       "娱乐场所应当与从业人员签订文明服务责任书，并建立从业人员名簿；从业人员名簿应当包括从业人员"
       "的真实姓名、居民身份证复印件、外国人就业许可证复印件等内容。",
       "《娱乐场所管理条例》第五十条",
       "娱乐场所未按照本条例规定建立从业人员名簿、营业日志，或者发现违法犯罪行为未按照本条例规定报"
       "告的，由县级人民政府文化主管部门、县级公安部门依据法定职权责令改正，给予警告；情节严重的，"
       "责令停业整顿1个月至3个月。",
       {{"警告", "Warning"}, std::nullopt, {}}},
  };
  return kCases;
}

DecisionSummary summary(std::size_t index) {
  const Case& entry = cases()[index % cases().size()];
  const Day decided = *parse_day("2026-03-02") - std::chrono::days{index * 6};
  return {.id = fmt::format("d{}", index + 1),
          .number = fmt::format("云公（治）行罚决字〔{}〕{:04}号",
                                static_cast<int>(std::chrono::year_month_day{decided}.year()),
                                24 - index),
          .party = entry.party,
          .cause = entry.cause,
          .outcome = entry.outcome,
          .unit = kUnit,
          .decided_on = decided,
          .published_on = decided + std::chrono::days{3}};
}

std::vector<DecisionSummary> all() {
  std::vector<DecisionSummary> decisions;
  for (std::size_t index = 0; index < 24; ++index) decisions.push_back(summary(index));
  return decisions;
}

std::vector<Paragraph> paragraphs(const Case& entry, const DecisionSummary& decided) {
  using enum ParagraphKind;
  return {
      {addressee,
       {{fmt::format("当事人：{}，统一社会信用代码", decided.party), ""},
        {"91530000000000000X", ""},
        {"，住所地", ""},
        {"██████", "甲"},
        {"，法定代表人或者经营者", ""},
        {"王某某", "乙"},
        {"，联系电话", ""},
        {"███████████", "甲"},
        {"。", ""}}},
      {body,
       {{fmt::format("经查，当事人{}。以上事实有现场检查笔录、当事人陈述、证人", entry.finding),
         ""},
        {"李某", "丙"},
        {"的证言、执法记录仪录像等证据证实。", ""}}},
      {body,
       {{fmt::format("本机关于决定作出前依法告知当事人拟作出处罚的内容及事实、理由、依据和享有的陈"
                     "述、申辩权利，当事人未提出陈述、申辩。当事人的行为违反了{}的规定。",
                     entry.rule),
         ""}}},
      {body,
       {{fmt::format("依据{}的规定，经法制审核和负责人审批，决定给予当事人{}的行政处罚。",
                     entry.basis, decided.outcome.zh),
         ""}}},
      {body,
       {{"如不服本决定，可以自收到本决定书之日起六十日内向云岭县人民政府申请行政复议，或者在六个月"
         "内依法向云岭县人民法院提起行政诉讼。",
         ""}}},
      {signature, {{kBureau.zh, ""}}},
      {signature, {{to_chinese(decided.decided_on), ""}}},
  };
}

std::vector<Remedy> remedies() {
  return {{{"行政复议", "Administrative reconsideration"},
           {"云岭县人民政府", "People's Government of Yunling County"},
           {"收到决定书之日起60日内", "60 days from receiving the decision"}},
          {{"行政诉讼", "Court action"},
           {"云岭县人民法院", "People's Court of Yunling County"},
           {"收到决定书之日起6个月内", "6 months from receiving the decision"}}};
}

bool has(const std::string& where, const std::string& text) {
  return where.find(text) != std::string::npos;
}

bool matches(const DecisionSummary& decision, const std::string& text, const std::string& year,
             const std::string& unit) {
  if (!year.empty() && !to_string(decision.decided_on).starts_with(year)) return false;
  if (!unit.empty() && unit != "order") return false;
  return has(decision.number, text) || has(decision.party, text) || has(decision.cause.zh, text) ||
         has(decision.unit.zh, text) || has(decision.cause.en, text);
}

}  // namespace

SiteView site(const LogFacts& log) {
  SiteView view;
  view.bureau = kBureau;
  view.tagline = {"行政执法公示", "Public enforcement record"};
  view.contact_phone = "0000-0000000";
  view.supervision_phone = "0000-0000110";
  view.address = {"云岭县滨河路1号", "1 Binhe Road, Yunling County"};
  view.records = Records::demonstration;
  view.base_url = "https://yunling.example";
  view.log_origin = log.origin;
  view.log_key_id = log.key_id;
  return view;
}

HomeView home(const LogFacts& log) {
  std::vector<DecisionSummary> latest = all();
  latest.resize(5);
  return {.latest = latest,
          .decisions = 24,
          .items = items("").items.size(),
          .log = {log.size, parse_instant("2026-03-05T10:00:00+08:00")}};
}

DecisionListView search(const std::string& text, const std::string& year, const std::string& unit,
                        std::uint64_t page) {
  DecisionListView view;
  view.text = text;
  view.year = year;
  view.unit = unit;
  view.years = {2026, 2025};
  view.units = {{"order", kUnit}};
  std::vector<DecisionSummary> found = all();
  std::erase_if(found, [&](const auto& entry) { return !matches(entry, text, year, unit); });
  view.total = found.size();
  view.pages = std::max<std::uint64_t>(1, (view.total + kPageSize - 1) / kPageSize);
  view.page = std::clamp<std::uint64_t>(page, 1, view.pages);
  for (std::uint64_t at = (view.page - 1) * kPageSize;
       at < std::min(view.total, view.page * kPageSize); ++at) {
    view.decisions.push_back(found[at]);
  }
  return view;
}

std::optional<DecisionView> decision(const std::string& id, const LogFacts& log) {
  const std::vector<DecisionSummary> decisions = all();
  const auto found = std::find_if(decisions.begin(), decisions.end(),
                                  [&](const auto& entry) { return entry.id == id; });
  if (found == decisions.end()) return std::nullopt;
  const Case& entry = cases()[static_cast<std::size_t>(found - decisions.begin()) % cases().size()];
  DecisionView view;
  view.summary = *found;
  view.party_kind = has(found->party, "某") ? PartyKind::natural_person : PartyKind::organisation;
  view.document_title = {"行政处罚决定书", "Penalty decision"};
  view.agency = kBureau;
  view.document = paragraphs(entry, *found);
  view.masks = {
      {"甲",
       {"住址、电话", "Address, telephone"},
       {"个人信息，不影响公众了解处罚内容。",
        "Personal information that the public does not need."}},
      {"乙",
       {"自然人姓名", "Name of a person"},
       {"不是受处罚人本人，隐去名字。", "Not the party punished."}},
      {"丙", {"证人姓名", "Name of a witness"}, {"保护证人。", "To protect the witness."}}};
  view.penalties = {entry.penalty};
  view.bases = {{{entry.rule, ""}, entry.rule_text}};
  if (std::string_view{entry.rule} != entry.basis) {
    view.bases.push_back({{entry.basis, ""}, entry.basis_text});
  }
  view.published_until = found->published_on + std::chrono::days{364};
  view.publication = {{{"作出决定", "Decision made"}, {to_chinese(found->decided_on), ""}},
                      {{"从次日起算，7个工作日，遇周末和法定节假日顺延",
                        "7 working days from the next day, weekends and holidays left out"},
                       {}},
                      {{"实际公示", "Published"}, {to_chinese(found->published_on), ""}}};
  view.remedies = remedies();
  if (id == "d1") {
    view.corrections = {
        {found->published_on + std::chrono::days{1},
         {"公示文本中“滨河东路”更正为“滨河路”。", "“Binhe East Road” corrected to “Binhe Road”."},
         {"录入错误", "Typing error"},
         std::nullopt}};
  }
  if (const auto index = log.published.find(id); index != log.published.end()) {
    view.published_index = index->second;
  }
  return view;
}

TombstoneView tombstone() {
  return {.number = "云公（治）行罚决字〔2025〕0188号",
          .published_on = *parse_day("2025-12-10"),
          .withdrawn_on = *parse_day("2026-01-08"),
          .reason = {"行政复议决定撤销该处罚决定", "Revoked on reconsideration"},
          .organ = {"云岭县人民政府", "People's Government of Yunling County"},
          .document = "云府复决〔2026〕1号",
          .published_index = 120,
          .withdrawn_index = 204};
}

ItemListView items(const std::string& text) {
  ItemListView view{.text = text,
                    .items = {{"entertainment",
                               {"对娱乐场所中断使用监控设备的处罚",
                                "Penalty for switching off surveillance in an entertainment venue"},
                               {"行政处罚", "Penalty"}},
                              {"event-licence",
                               {"大型群众性活动安全许可", "Safety permit for large public events"},
                               {"行政许可", "Permit"}},
                              {"guard-record",
                               {"保安服务公司备案检查", "Inspection of security service companies"},
                               {"行政检查", "Inspection"}}}};
  std::erase_if(view.items,
                [&](const auto& entry) { return !has(entry.name.zh + entry.name.en, text); });
  return view;
}

ItemView item() {
  return {
      .summary = items("").items.front(),
      .code = "云岭公治罚-0044",
      .agency = kBureau,
      .unit = kUnit,
      .powers = {{"责令改正，给予警告", "Order to comply, warning"},
                 {"责令停业整顿一个月至三个月", "Suspension of business for one to three months"}},
      .bases = {{{cases()[0].basis, ""}, cases()[0].basis_text}},
      .steps = {{{"受案", "Acceptance"},
                 {"办案民警", "Case officer"},
                 {"当日", "same day"},
                 {"开具受案回执。", "A receipt is issued."}},
                {{"调查取证", "Investigation"},
                 {"两名以上执法人员", "Two officers or more"},
                 {"30日内", "30 days"},
                 {"出示执法证件，全程录音录像。", "Credentials shown; recorded throughout."}},
                {{"法制审核", "Legal review"},
                 {"法制审核人员", "Legal reviewer"},
                 {"3个工作日内", "3 working days"},
                 {"重大执法决定未经法制审核或者审核未通过的，不得作出决定。",
                  "No major decision without a passed review."}},
                {{"告知与听证", "Notice and hearing"},
                 {"办案民警", "Case officer"},
                 {"当事人5日内可以要求听证", "the party may ask for a hearing within 5 days"},
                 {}},
                {{"决定与送达", "Decision and service"},
                 {"机关负责人", "Head of the bureau"},
                 {"7日内送达", "served within 7 days"},
                 {}},
                {{"公示", "Publication"},
                 {"公示管理员", "Publicity editor"},
                 {"7个工作日内", "7 working days"},
                 {}}},
      .remedies = remedies()};
}

LogView log_view(const LogFacts& log) {
  return {.figures = {log.size, parse_instant("2026-03-05T10:00:00+08:00")},
          .root = log.root,
          .checkpoint = log.checkpoint,
          .vkey = log.vkey,
          .witnesses = {}};
}

std::string document_text(const DecisionView& view) {
  std::string text =
      view.agency.zh + "\n" + view.document_title.zh + "\n" + view.summary.number + "\n\n";
  for (const Paragraph& paragraph : view.document) {
    for (const Run& run : paragraph.runs) text += run.text;
    text += "\n";
  }
  return text;
}

}  // namespace mingcha::portal::sample
