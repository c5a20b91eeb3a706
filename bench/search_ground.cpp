// SPDX-License-Identifier: Apache-2.0
#include "bench/search_ground.h"

#include <algorithm>
#include <cmath>
#include <random>

#include <fmt/format.h>

#include "bench/measure.h"
#include "search/fold.h"
#include "search/index.h"
#include "store/database.h"

namespace mingcha::bench {
namespace {

using store::Session;
using store::Value;

// Surnames by how common they are; the rest of the register after them.
constexpr std::string_view kSurnames =
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕"
    "丁任沈"
    "姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫"
    "孔向汤";
constexpr std::string_view kGiven =
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红建国志文海龙梅春玲飞鹏辉宇浩欣怡佳雪琳晨"
    "阳博"
    "思雨子涵梓轩一诺俊凯悦婷颖慧莹洁晓东波斌帆宁健峰亮鑫旭彬松林楠蕾萍莉倩薇岩靖骏毅清正力娥凤莲珍"
    "荣生";
constexpr std::string_view kItems[] = {"未按照规定留存监控录像资料",
                                       "殴打他人",
                                       "未按照规定设置包厢包间",
                                       "盗窃",
                                       "赌博",
                                       "寻衅滋事",
                                       "阻碍执行职务",
                                       "散布谣言"};

std::vector<std::string> characters_of(std::string_view text) {
  std::vector<std::string> out;
  for (std::size_t at = 0; at < text.size(); at += 3) out.emplace_back(text.substr(at, 3));
  return out;
}

/// One of `count` things, the first ones more often: about as names are spread.
std::size_t drawn(std::mt19937_64& random, std::size_t count) {
  const auto share = static_cast<double>(random() >> 11U) / 9007199254740992.0;
  return std::min(count - 1, static_cast<std::size_t>(static_cast<double>(count) * share * share));
}

}  // namespace

std::string unit_name(int unit) { return fmt::format("unit{:02}", unit); }

std::string draw_name(std::mt19937_64& random) {
  static const auto surnames = characters_of(kSurnames);
  static const auto given = characters_of(kGiven);
  auto name = surnames[drawn(random, surnames.size())] + given[drawn(random, given.size())];
  if (random() % 100 < 65) name += given[drawn(random, given.size())];
  return name;
}

People make_people(std::int64_t parties, std::int64_t cases) {
  std::mt19937_64 random{20260302};
  People people;
  people.cases = cases;
  std::vector<int> unit_of(static_cast<std::size_t>(cases));
  for (auto& unit : unit_of) unit = static_cast<int>(random() % kUnits);
  for (std::int64_t i = 0; i < parties; ++i) people.names.push_back(draw_name(random));
  for (std::int64_t i = 0; i < cases; ++i) {
    const auto at = static_cast<std::size_t>(i);
    people.folded.push_back(search::fold(
        fmt::format("云公（治）行罚决字〔{}〕{}号\n{}\n{}", 2016 + i % 10, i / 10 + 1,
                    kItems[random() % std::size(kItems)], people.names[at % people.names.size()])));
    people.units.push_back(unit_of[at]);
  }
  for (std::int64_t i = 0; i < parties; ++i) {
    people.folded.push_back(search::fold(
        fmt::format("{}\n9999{:014}\n云岭县城关镇示范路{}号\n1{:010}",
                    people.names[static_cast<std::size_t>(i)], random() % 100'000'000'000'000U,
                    random() % 400 + 1, random() % 10'000'000'000U)));
    people.units.push_back(unit_of[static_cast<std::size_t>(i % cases)]);
  }
  return people;
}

double fill(store::Database& database, const People& people) {
  constexpr std::size_t kTogether = 10'000;
  return seconds([&] {
    for (std::size_t first = 0; first < people.folded.size(); first += kTogether) {
      database.write([&](Session& session) {
        const auto last = std::min(first + kTogether, people.folded.size());
        for (auto i = first; i < last; ++i) {
          const auto number = static_cast<std::int64_t>(i);
          const auto case_id = fmt::format("c{:015}", number % people.cases);
          const auto stream = "case/" + case_id;
          session.post(
              "INSERT INTO event (stream, version, kind, body, actor, at, command_key) "
              "VALUES ($1, $2, 'noted', '{}', 'person', $3, '')",
              {stream, number / people.cases + 1, number});
          search::put(session,
                      {search::Shelf::open,
                       number < people.cases ? search::Kind::case_file : search::Kind::party,
                       stream, number / people.cases + 1, case_id, unit_name(people.units[i]),
                       people.folded[i], people.folded[i]});
        }
        return store::Outcome::commit;
      });
    }
  });
}

Scanned scan(const People& people, const search::Query& query, int unit) {
  Scanned found;
  for (std::size_t i = 0; i < people.folded.size(); ++i) {
    if (unit >= 0 && people.units[i] != unit) continue;
    if (!search::matches(people.folded[i], query)) continue;
    ++(static_cast<std::int64_t>(i) < people.cases ? found.cases : found.parties);
  }
  return found;
}

}  // namespace mingcha::bench
