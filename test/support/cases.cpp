// SPDX-License-Identifier: Apache-2.0
#include "test/support/cases.h"

#include <algorithm>
#include <atomic>
#include <stdexcept>
#include <utility>

#include <fmt/format.h>

#include "base/instant.h"
#include "test/support/bureau.h"

namespace mingcha::test {
namespace {

using Json = nlohmann::json;

std::string today() { return to_string(local_day(SystemClock{}.now())); }

Json values(Json facts) { return {{"values", std::move(facts)}}; }

Json with(const std::string& partner, Json body) {
  body["performers"] = Json::array({partner});
  return body;
}

Json opening(const std::string& item, const std::string& partner, const std::string& source) {
  auto body = values({{"report.source", source},
                      {"report.received_at", minutes_ago(60)},
                      {"report.place", "云岭县城关镇示范路88号"},
                      {"report.summary", "日常工作中发现。"},
                      {"report.material", "无"}});
  body["item"] = item;
  return with(partner, std::move(body));
}

/// A minute that no other questioning of this program lies in: an officer does one at a time, in
/// whatever case.
std::pair<std::string, std::string> free_minute() {
  static std::atomic<int> taken{0};
  static const auto kFirst = SystemClock{}.now() - std::chrono::days{200};
  const auto begin = kFirst + std::chrono::minutes{2} * taken++;
  return {to_local_string(begin), to_local_string(begin + std::chrono::minutes{1})};
}

Json inquiry(const std::string& who, const std::string& relation, const std::string& text) {
  const auto [began, ended] = free_minute();
  return values({{"inquiry.person", who},
                 {"inquiry.relation", relation},
                 {"inquiry.round", 1},
                 {"inquiry.place", "云岭县公安局"},
                 {"inquiry.started", began},
                 {"inquiry.ended", ended},
                 {"inquiry.rights_told", true},
                 {"inquiry.text", text},
                 {"inquiry.checked", "read"}});
}

Json assault_filing() {
  return values({{"filing.opinion", "own_case"},
                 {"filing.reasons", "有违反治安管理的事实"},
                 {"party.kind", "person"},
                 {"party.name", "杜子虚"},
                 {"party.sex", "male"},
                 {"party.birth", "1990-03-11"},
                 {"party.minor", false},
                 {"party.id_number", "999922199003110076"},
                 {"party.workplace", "无"},
                 {"party.record", "无"},
                 {"party.address", "云岭县城关镇柳树巷3号"},
                 {"party.phone", "0999-5550301"}});
}

/// A stall of its own: nobody is fined twice for what he did on a day at a place.
std::string another_stall() {
  static std::atomic<int> taken{0};
  return fmt::format("云岭县城关镇集贸市场{}号摊位", ++taken);
}

Json assault_proposal() {
  return values({{"facts.occurred", today()},
                 {"facts.place", another_stall()},
                 {"facts.found", "杜子虚因摊位纠纷推打他人。"},
                 {"facts.evidence", "询问笔录、监控录像。"},
                 {"facts.gravity", "lighter"},
                 {"facts.circumstances", "无"},
                 {"facts.mitigated", false},
                 {"case.public_interest", false},
                 {"case.difficult", false},
                 {"case.grave", false},
                 {"victim.present", false},
                 {"penalty.kind", "fine"},
                 {"penalty.fine_yuan", 500},
                 {"penalty.reasons", "殴打他人，情节较轻。"},
                 {"penalty.benchmark", "情节较轻，单处罚款。"},
                 {"penalty.correction", "无"},
                 {"penalty.performance", "罚款十五日内缴纳。"}});
}

Json venue_filing() {
  return values({{"filing.opinion", "own_case"},
                 {"filing.reasons", "有违法事实，属于本机关管辖"},
                 {"party.kind", "organisation"},
                 {"party.name", "流萤量贩歌厅"},
                 {"party.credit_code", "92999922MA00002852"},
                 {"party.legal_representative", "贾流萤"},
                 {"party.address", "云岭县城关镇示范路88号"},
                 {"party.phone", "0999-5550288"}});
}

}  // namespace

std::string minutes_ago(int minutes) {
  return to_local_string(SystemClock{}.now() - std::chrono::minutes{minutes});
}

Json venue_proposal(const std::string& days_kept) {
  return values({{"facts.occurred", today()},
                 {"facts.place", "云岭县城关镇示范路88号"},
                 {"facts.found", "流萤量贩歌厅未按照规定将监控录像资料留存30日，仅留存" +
                                     days_kept + "日，且一年内曾因同类行为受过警告。"},
                 {"facts.evidence", "现场检查照片、询问笔录、处罚决定书。"},
                 {"facts.gravity", "serious"},
                 {"facts.circumstances", "一年内再次违法，从重。"},
                 {"facts.mitigated", false},
                 {"case.public_interest", false},
                 {"case.difficult", false},
                 {"case.grave", false},
                 {"penalty.kind", "suspend_business"},
                 {"penalty.suspend_days", 30},
                 {"penalty.reasons", "一年内再次违反规定，情节严重。"},
                 {"penalty.benchmark", "一年内再次违法，按停业整顿一个月的档次适用。"},
                 {"penalty.correction", "立即将录像留存时间恢复为30日以上"},
                 {"penalty.performance", "自收到本决定书之日起停业整顿三十日。"}});
}

Json passing_opinion(const std::string& draft) {
  Json points = Json::object();
  for (const char* point :
       {"subject", "procedure", "facts", "law", "power", "documents", "crime"}) {
    points[point] = {{"passed", true}};
  }
  return {{"draft", draft},
          {"opinion", "pass"},
          {"points", std::move(points)},
          {"reasons", "事实清楚，证据充分，适用法律准确，程序合法。"}};
}

Script venue_script() {
  auto opinion = passing_opinion("");
  return {
      {"open", "wanglei", opening("venue_recordings_not_kept", "lina", "found_at_work")},
      {"filing", "wanglei", venue_filing()},
      {"inquiry", "wanglei",
       with("lina", inquiry("贾流萤", "representative",
                            "问：监控录像留存多少天？\n答：只存了三天。去年为此受过警告。"))},
      {"attach", "wanglei", {}},
      {"evidence", "wanglei", values({{"evidence.list", "现场检查照片、询问笔录。"}})},
      {"proposal", "wanglei", venue_proposal("3")},
      {"notice", "wanglei",
       with("lina", values({{"notice.place", "治安管理大队"}, {"notice.hearing_told", true}}))},
      {"defence", "wanglei", values({{"defence.kind", "waived"}, {"hearing.requested", false}})},
      {"draft", "wanglei", Json::object()},
      {"legal_review", "heping", std::move(opinion), Stage::Draft::names},
      {"unit_approval", "chenbin", Json::object(), Stage::Draft::names},
      {"decision", "caozheng", Json::object(), Stage::Draft::names},
      {"service", "wanglei",
       with("lina", values({{"service.method", "direct"},
                            {"service.receiver", "贾流萤"},
                            {"service.place", "流萤量贩歌厅"}}))},
  };
}

Script assault_script() {
  return {
      {"open", "zhaomin", opening("assault", "zhouqiang", "command_centre")},
      {"filing", "zhaomin", assault_filing()},
      {"inquiry", "zhaomin",
       with("zhouqiang", inquiry("杜子虚", "suspect", "问：你为什么动手？\n答：一时气愤。"))},
      {"attach", "zhaomin", {}},
      {"evidence", "zhaomin", values({{"evidence.list", "询问笔录、监控录像。"}})},
      {"proposal", "zhaomin", assault_proposal()},
      {"notice", "zhaomin", with("zhouqiang", values({{"notice.place", "城关派出所"}}))},
      {"defence", "zhaomin", values({{"defence.kind", "waived"}})},
      {"draft", "zhaomin", Json::object()},
      {"decision", "caozheng", Json::object(), Stage::Draft::names},
  };
}

Script licence_script() {
  auto application = values({{"licence.kind", "new"},
                             {"party.kind", "organisation"},
                             {"party.name", "云上文化有限公司"},
                             {"party.credit_code", "92999922MA0000015F"},
                             {"party.legal_representative", "贾明一"},
                             {"party.address", "云岭县城关镇示范路10号"},
                             {"party.phone", "0999-5550201"},
                             {"licence.subject", "开办云上旅馆，客房三十间。"},
                             {"licence.materials", "申请书｜1｜\n营业执照复印件\t1\t原件已核"}});
  application["item"] = "hotel_licence";
  const auto days_from_now = [](int days) {
    return to_string(local_day(SystemClock{}.now()) + std::chrono::days{days});
  };
  return {
      {"open", "wanglei", std::move(application)},
      {"reception", "wanglei", values({{"licence.reception", "accepted"}})},
      {"acceptance", "wanglei", values({{"licence.third_party", "无"}})},
      {"attach", "wanglei", {}},
      {"examination", "wanglei",
       with("lina", values({{"licence.examination", "现场核查，符合条件。"},
                            {"licence.qualified", true}}))},
      {"proposal", "wanglei",
       values({{"licence.outcome", "granted"},
               {"licence.reasons", "申请材料齐全，经现场核查符合法定条件。"},
               {"licence.content", "旅馆业经营"},
               {"licence.from", days_from_now(1)},
               {"licence.until", days_from_now(1095)},
               {"case.public_interest", false},
               {"case.difficult", false}})},
      {"draft", "wanglei", Json::object()},
      {"decision", "caozheng", Json::object(), Stage::Draft::names},
  };
}

People::People(const std::string& address, const std::vector<std::string>& logins) {
  for (const auto& login : logins) {
    Client client{address};
    const auto answer = client.sign_in(login, kPassword);
    if (answer.status != 201) {
      throw std::runtime_error(fmt::format("{} cannot sign in: {}", login, answer.body));
    }
    clients_.emplace(login, std::move(client));
  }
}

std::string attach_path(const std::string& case_id, const std::string& title) {
  return fmt::format("/api/v1/cases/{}/evidence?title={}&name={}", case_id, percent_encoded(title),
                     percent_encoded(title + ".txt"));
}

std::string CaseInHand::path(const std::string& rest) const {
  return "/api/v1/cases/" + id_ + rest;
}

const Stage& CaseInHand::stage(const std::string& name) const {
  const auto found = std::ranges::find(script_, name, &Stage::name);
  if (found == script_.end()) throw std::runtime_error("the script has no " + name);
  return *found;
}

Answer CaseInHand::step(const std::string& who, const std::string& name, const Json& body) {
  return people_.as(who).post(path("/steps/" + name), body);
}

Answer CaseInHand::attach(const std::string& who, const std::string& bytes) {
  return people_.as(who).send({.method = "POST",
                               .path = attach_path(id_, "现场检查照片"),
                               .body = bytes,
                               .content_type = "text/plain",
                               .key = fresh_key()});
}

Answer CaseInHand::perform(const std::string& name) {
  const auto& wanted = stage(name);
  if (name == "open") {
    auto answer = people_.as(wanted.who).post("/api/v1/cases", wanted.body);
    if (answer.status == 201) id_ = answer.json().at("case");
    return answer;
  }
  if (name == "attach") return attach(wanted.who, "监控主机回放界面，案件 " + id_ + "\n");
  auto body = wanted.body;
  if (wanted.draft == Stage::Draft::names) body["draft"] = draft();
  auto answer = step(wanted.who, name, body);
  if (name == "draft" && answer.status == 200) give_review_to("heping");
  return answer;
}

void CaseInHand::give_review_to(const std::string& who) {
  const auto review = look().at("review");
  if (!review.contains("submission") || review.at("submission").at("reviewer") == who) return;
  const auto answer =
      people_.as(who).post(path("/reviewer"), {{"reviewer", who}, {"reason", "轮到其审核"}});
  if (answer.status != 200) throw std::runtime_error("not handed over: " + answer.body);
}

void CaseInHand::reach(const std::string& name) {
  const auto end = std::ranges::find(script_, name, &Stage::name) - script_.begin();
  for (; next_ <= static_cast<std::size_t>(end); ++next_) {
    const auto answer = perform(script_.at(next_).name);
    if (answer.status != 200 && answer.status != 201) {
      throw std::runtime_error(fmt::format("{} was refused: {}", script_[next_].name, answer.body));
    }
  }
}

Json without_looks(const Json& timeline) {
  Json events = Json::array();
  for (const auto& entry : timeline.at("events")) {
    if (entry.at("kind") != "look") events.push_back(entry);
  }
  return events;
}

Json CaseInHand::look() {
  const auto answer = people_.as(script_.front().who).get(path());
  if (answer.status != 200) throw std::runtime_error("the case cannot be read: " + answer.body);
  return answer.json();
}

Json CaseInHand::events() {
  const auto answer = people_.as(script_.front().who).get(path("/timeline"));
  if (answer.status != 200) throw std::runtime_error("no timeline: " + answer.body);
  return without_looks(answer.json());
}

Json CaseInHand::events_without_log() {
  auto all = events();
  for (auto& event : all) {
    event.erase("log_index");
    event.erase("receipt");
  }
  return all;
}

}  // namespace mingcha::test
