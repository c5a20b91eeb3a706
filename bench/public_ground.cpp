// SPDX-License-Identifier: Apache-2.0
#include "bench/public_ground.h"

#include <array>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "bench/measure.h"
#include "bench/search_ground.h"
#include "crypto/hash.h"
#include "publication/codec.h"
#include "registers/list_register.h"
#include "registers/public_record.h"
#include "search/fold.h"
#include "search/index.h"
#include "store/database.h"

namespace mingcha::bench {
namespace {

using store::Session;

constexpr std::int64_t kTogether = 5'000;
constexpr std::int64_t kOfficers = 500;

constexpr std::array<const char*, kPublicUnits> kUnitNames{
    "城关派出所", "河东派出所",       "河西派出所", "南山派出所", "北坡派出所",     "柳林派出所",
    "石桥派出所", "治安管理行政大队", "交警大队",   "禁毒大队",   "网络安全保卫队", "出入境管理队"};
constexpr std::array<const char*, kPublicItems> kTitles{"未按照规定留存监控录像资料",
                                                        "殴打他人",
                                                        "未按照规定设置包厢包间",
                                                        "盗窃",
                                                        "赌博",
                                                        "寻衅滋事",
                                                        "阻碍执行职务",
                                                        "散布谣言",
                                                        "未按规定登记住宿旅客",
                                                        "非法携带管制器具",
                                                        "故意损毁财物",
                                                        "诈骗",
                                                        "侮辱他人",
                                                        "非法侵入住宅",
                                                        "冒用他人身份证件",
                                                        "违规存放烟花爆竹",
                                                        "擅自变更营业场所",
                                                        "饲养动物干扰他人",
                                                        "噪声扰民",
                                                        "未取得保安服务许可",
                                                        "提供虚假证言",
                                                        "非法持有毒品",
                                                        "拒不整改治安隐患",
                                                        "旅馆不查验证件"};
constexpr std::array<const char*, 16> kBrands{"星河", "金辉", "云顶", "百乐", "恒通", "明珠",
                                              "鸿运", "瑞丰", "天成", "蓝湾", "紫荆", "东方",
                                              "锦绣", "长青", "聚贤", "万和"};
constexpr std::array<const char*, 8> kTrades{"娱乐会所",     "网吧",          "旅馆",
                                             "商贸有限公司", "典当行",        "洗浴中心",
                                             "保安服务部",   "废旧金属收购站"};
constexpr std::array<const char*, 6> kOutcomes{"警告",       "罚款二百元",   "罚款五百元",
                                               "罚款三千元", "行政拘留五日", "停业整顿五日"};

/// One of many, as they are spread in a county: some shops are common, most are not.
std::string organisation(std::mt19937_64& random) {
  return fmt::format("云岭县{}{}{}", kBrands[random() % kBrands.size()],
                     draw_name(random).substr(3), kTrades[random() % kTrades.size()]);
}

publication::PublicationPrepared prepared(const Published& one) {
  publication::PublicationPrepared out;
  out.public_id = one.public_id;
  out.number = one.number;
  out.title = one.title;
  out.decided_on = one.decided_on;
  out.unit = one.unit_name;
  out.text = one.text;
  out.digest = to_hex(as_bytes(crypto::sha256(one.text)));
  out.facts = {{"party.name", one.party}};
  out.party = one.party;
  out.outcome = one.outcome;
  return out;
}

std::string stream_of(const Published& one) { return "publication/" + one.case_id; }

void put_event(Session& session, const Published& one, std::int64_t version,
               const publication::Event& event, Instant at) {
  const std::string kind{publication::kind_of(event)};
  const auto body = publication::encode(event);
  const auto stream = stream_of(one);
  session.post(
      "INSERT INTO event (stream, version, kind, body, actor, at, command_key) "
      "VALUES ($1, $2, $3, $4, 'person', $5, '')",
      {stream, version, kind, body, to_millis(at)});
}

registers::PublicationRow row_of(const Published& one) {
  registers::PublicationRow row;
  row.case_id = one.case_id;
  row.public_id = one.public_id;
  row.state = "published";
  row.version = 2;
  row.article = "APL-2021/48.1";
  row.unit = one.unit;
  row.unit_name = one.unit_name;
  row.number = one.number;
  row.title = one.title;
  row.party = one.party;
  row.outcome = one.outcome;
  row.decided_on = one.decided_on;
  row.published_on = one.published_on;
  row.class_ = "public_at_once";
  return row;
}

void put(Session& session, std::int64_t number) {
  const auto one = published(number);
  const auto at = start_of(*parse_day(one.published_on)) + std::chrono::hours{9};
  const auto text = prepared(one);
  put_event(session, one, 1, text, at);
  put_event(session, one, 2, publication::DecisionPublished{text.digest, one.published_on}, at);
  registers::put_publication(session, row_of(one));
  registers::PublicRecord record;
  record.case_id = one.case_id;
  record.public_id = one.public_id;
  record.state = "published";
  record.seq = 2 * number + 2;
  record.changed_at = record.published_at = at;
  record.first_seq = record.seq;
  record.unit = one.unit;
  record.unit_name = one.unit_name;
  record.decided_on = one.decided_on;
  record.month = one.published_on.substr(0, 7);
  record.item = one.item;
  record.digest = text.digest;
  record.facts = nlohmann::json(text.facts).dump();
  registers::put_public_record(session, record);
  const auto words = search::fold(one.number + "\n" + one.title + "\n" + one.party + "\n" +
                                  one.unit_name + "\n" + one.outcome + "\n" + one.text + "\n");
  search::put(session, {search::Shelf::published,
                        search::Kind::publication,
                        stream_of(one),
                        2,
                        one.case_id,
                        one.unit,
                        {},
                        words,
                        registers::RecordFilter::marks_of(record)});
}

void put_list(Session& session, const std::string& list, std::int64_t number,
              std::map<std::string, std::string> cells, const std::string& key) {
  registers::ListEntry entry{list, key, "2024-01-02", {}, number, cells, cells, true};
  registers::put_list_entry(session, list, key, std::span{&entry, 1});
}

}  // namespace

std::string public_item(int item) { return fmt::format("item_{:02}", item); }
std::string badge_of(std::int64_t officer) { return fmt::format("99{:04}", officer + 1); }

Published published(std::int64_t number) {
  std::mt19937_64 random{static_cast<std::uint64_t>(number) * 2654435761U + 7};
  const auto day = *parse_day("2016-01-04") + std::chrono::days{number / 275};
  const auto item = static_cast<int>(random() % kPublicItems);
  const auto unit = static_cast<int>(random() % kPublicUnits);
  Published one;
  one.case_id = fmt::format("c{:015}", number);
  one.public_id = fmt::format("p{:020}", number);
  one.decided_on = mingcha::to_string(day);
  one.published_on = mingcha::to_string(day + std::chrono::days{3});
  one.number =
      fmt::format("云公（治）行罚决字〔{}〕{:05}号", one.decided_on.substr(0, 4), number % 100'000);
  one.item = public_item(item);
  one.title = kTitles.at(static_cast<std::size_t>(item));
  one.unit = unit_name(unit);
  one.unit_name = kUnitNames.at(static_cast<std::size_t>(unit));
  one.person = draw_name(random);
  one.party = random() % 2 == 0 ? one.person : organisation(random);
  one.officer = badge_of(static_cast<std::int64_t>(random() % kOfficers));
  one.outcome = kOutcomes[random() % kOutcomes.size()];
  one.text = fmt::format(
      "{}（负责人{}）于{}在云岭县示范路{}号{}，由{}民警（警号{}）检查发现，有现场检查笔录、"
      "询问笔录证实。现决定给予{}的处罚。",
      one.party, one.person, one.decided_on, random() % 400 + 1, one.title, one.unit_name,
      one.officer, one.outcome);
  return one;
}

double fill_public(store::Database& database, std::int64_t decisions) {
  std::int64_t first = 0;
  database.read([&](Session& session) {
    first = session.query("SELECT count(*) FROM public_record").front().integer(0);
  });
  if (first > decisions) throw std::runtime_error("there are more already; name another folder");
  return seconds([&] {
    for (; first < decisions; first += kTogether) {
      database.write([&](Session& session) {
        for (auto i = first; i < std::min(first + kTogether, decisions); ++i) put(session, i);
        return store::Outcome::commit;
      });
    }
  });
}

void fill_lists(store::Database& database, std::int64_t officers, std::int64_t entries) {
  std::mt19937_64 random{11};
  database.write([&](Session& session) {
    if (!session.query("SELECT 1 FROM list_entry LIMIT 1").empty()) return store::Outcome::commit;
    for (std::int64_t i = 0; i < officers; ++i) {
      const auto badge = badge_of(i);
      put_list(session, "officers", 1,
               {{"name", draw_name(random)},
                {"badge", badge},
                {"certificate", "ZF" + badge},
                {"unit", kUnitNames[random() % kUnitNames.size()]},
                {"post", "民警"},
                {"category", "行政执法"},
                {"area", "云岭县"},
                {"valid_from", "2024-01-02"},
                {"valid_to", "2029-01-01"}},
               badge);
    }
    for (std::int64_t i = 0; i < entries; ++i) {
      const auto code = fmt::format("YL{:06}", i);
      put_list(session, "powers", 1,
               {{"code", code},
                {"name", fmt::format("对{}的处罚（{}）", kTitles[random() % kTitles.size()], i)},
                {"basis", "APL-2021/42.1、APL-2021/45"},
                {"unit", kUnitNames[random() % kUnitNames.size()]},
                {"contact", draw_name(random)}},
               code);
    }
    return store::Outcome::commit;
  });
}

}  // namespace mingcha::bench
