// SPDX-License-Identifier: Apache-2.0
#include "desk/annual_desk.h"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "acts/papers.h"
#include "annual/codec.h"
#include "desk/case_desk.h"
#include "desk/idempotency.h"
#include "desk/people_desk.h"
#include "desk/recorder.h"
#include "desk/sealed_case.h"
#include "disclosure/leak.h"
#include "pack/definition.h"
#include "registers/annual_register.h"
#include "registers/case_register.h"
#include "store/database.h"
#include "store/event_store.h"
#include "store/ledger_store.h"

namespace mingcha::desk {
namespace {

using annual::State;
using store::Outcome;
using store::Session;

constexpr std::size_t kLongestExplanation = 5000;

std::int64_t year_of(Day day) { return static_cast<int>(std::chrono::year_month_day{day}.year()); }

std::string first_day(std::int64_t year) { return fmt::format("{:04}-01-01", year); }
std::string last_day(std::int64_t year) { return fmt::format("{:04}-12-31", year); }

Rejection no_such_year() {
  return {Refusal::not_found, {"没有这一年度的年报", "no such report"}, {}};
}

SheetRows sheet_of(const annual::ReportFixed& report) {
  SheetRows out;
  for (const auto& table : report.tables) {
    if (!table.power) {
      out.push_back({table.title.zh, "无此项职权", "", "", ""});
      continue;
    }
    for (const auto& figure : table.figures) {
      out.push_back({table.title.zh, figure.title.zh, annual::shown(figure),
                     figure.money ? "万元" : "件", figure.query});
    }
  }
  return out;
}

const std::vector<std::string>& sheet_columns() {
  static const std::vector<std::string> kColumns{"类别", "项目", "数值", "单位", "取数口径"};
  return kColumns;
}

std::string words_of(const SheetRows& rows) {
  std::string out;
  for (const auto& row : rows) {
    for (const auto& cell : row) out += cell + "\n";
  }
  return out;
}

}  // namespace

std::vector<annual::Counted> AnnualDesk::count(Session& session, std::int64_t year) {
  std::vector<annual::Counted> out;
  for (auto& mark : registers::annual_marks(session, first_day(year), last_day(year))) {
    out.push_back({std::move(mark.table), std::move(mark.column), std::move(mark.case_id),
                   mark.amount, std::move(mark.distinct), mark.sealed});
  }
  return out;
}

bool AnnualDesk::knows(std::int64_t year) const {
  return pack_.annual && year >= kFirstAnnualYear && year <= kLastAnnualYear;
}

std::vector<std::string> AnnualDesk::categories() const {
  std::set<std::string> out;
  for (const auto& [id, item] : pack_.items) out.insert(item.category);
  return {out.begin(), out.end()};
}

AnnualStanding AnnualDesk::standing_of(const State& state, std::int64_t year) const {
  AnnualStanding out;
  out.year = year;
  out.due = parse_day(fmt::format("{:04}-{:02}-{:02}", year + 1, pack_.annual->due_month,
                                  pack_.annual->due_day))
                .value();
  const auto today = local_day(clock_.now());
  if (!state.editions.empty()) {
    out.published_on = state.editions.back().published.published_on;
    out.state = state.waits() ? "fixed" : "published";
  } else if (state.fixed) {
    out.state = "fixed";
  } else if (year_of(today) <= year) {
    out.state = "running";
  } else {
    out.state = today <= out.due ? "due" : "late";
  }
  return out;
}

std::vector<AnnualStanding> AnnualDesk::years() {
  std::vector<AnnualStanding> out;
  if (!pack_.annual) return out;
  database_.read([&](Session& session) {
    out.clear();
    const auto now = year_of(local_day(clock_.now()));
    const auto first =
        std::max(registers::first_annual_year(session).value_or(now), kFirstAnnualYear);
    for (auto year = now; year >= first; --year) {
      out.push_back(standing_of(load_report(session, year), year));
    }
  });
  return out;
}

std::vector<AnnualChange> AnnualDesk::changes_of(const annual::ReportFixed& fixed,
                                                 const std::vector<annual::Table>& now,
                                                 const std::vector<annual::Counted>& counted) {
  std::vector<AnnualChange> out;
  std::optional<std::vector<annual::Counted>> before;
  for (const auto& table : fixed.tables) {
    const auto live = std::ranges::find(now, table.table, &annual::Table::table);
    for (const auto& figure : table.figures) {
      if (figure.by_hand || live == now.end()) continue;
      const auto other = std::ranges::find(live->figures, figure.column, &annual::Figure::column);
      if (other == live->figures.end() || other->digest == figure.digest) continue;
      if (!before) before = annual::read_list(kept_bytes(room_, fixed.records));
      using Key = std::pair<std::string, std::int64_t>;
      const auto keys = [&](const std::vector<annual::Counted>& all) {
        std::set<Key> found;
        for (const auto& one : all) {
          if (one.table == table.table && one.column == figure.column)
            found.emplace(one.case_id, one.amount);
        }
        return found;
      };
      const auto was = keys(*before), is = keys(counted);
      const auto missing_in = [](const std::set<Key>& a, const std::set<Key>& b) {
        return std::ranges::count_if(a, [&](const Key& key) { return !b.contains(key); });
      };
      out.push_back({table.table, figure.column, figure.value, other->value, missing_in(is, was),
                     missing_in(was, is)});
    }
  }
  return out;
}

Result<AnnualSight> AnnualDesk::look(const people::Visitor& visitor, std::int64_t year) {
  if (!knows(year)) {
    return tl::unexpected<Rejection>(no_such_year());
  }
  AnnualSight out;
  std::vector<annual::Counted> counted;
  database_.read([&](Session& session) {
    out = {};
    counted = count(session, year);
    auto state = load_report(session, year);
    out.standing = standing_of(state, year);
    out.version = state.version;
    out.waits = state.waits();
    out.fixed_by_me = state.fixed_by == visitor.person_id;
    if (state.fixed) {
      out.fixed_by_name = people_.directory(session)->name_of(state.fixed_by);
      out.document_digest = acts::digest_of(annual::document_of(*state.fixed));
    }
    out.fixed = std::move(state.fixed);
    out.editions = std::move(state.editions);
  });
  std::vector<annual::Entered> entered;
  if (out.fixed) {
    for (const auto& table : out.fixed->tables) {
      for (const auto& figure : table.figures) {
        if (figure.by_hand) entered.push_back({table.table, figure.column, figure.value});
      }
    }
  }
  out.now = annual::tables_of(*pack_.annual, categories(), counted, entered);
  if (out.fixed) out.changes = changes_of(*out.fixed, out.now, counted);
  return out;
}

Result<std::vector<CountedRecord>> AnnualDesk::records(const people::Visitor& visitor,
                                                       std::int64_t year, const std::string& table,
                                                       const std::string& column, bool fixed) {
  if (!knows(year)) {
    return tl::unexpected<Rejection>(no_such_year());
  }
  std::vector<CountedRecord> out;
  database_.read([&](Session& session) {
    out.clear();
    auto counted = count(session, year);
    if (fixed) {
      const auto state = load_report(session, year);
      counted.clear();
      if (state.fixed) counted = annual::read_list(kept_bytes(room_, state.fixed->records));
    }
    const auto people = people_.directory(session);
    const auto blind = blind_to(visitor);
    const bool reads = visitor.may(people::Permission::read_case);
    for (const auto& one : counted) {
      if (one.table != table || one.column != column) continue;
      CountedRecord record;
      record.amount = one.amount;
      auto row = registers::find_case(session, one.case_id);
      if (row && reads && (sees_every_unit(visitor) || row->unit == visitor.unit_id)) {
        const bool named = !row->party.empty();
        registers::hide(*row, blind);
        if (row->sealed && named && row->party.empty()) record.amount = 0;
        record.hidden = false;
        record.case_id = row->case_id;
        record.number = row->number;
        record.title = row->title;
        record.party = row->party;
        record.day = row->decided_on;
        if (const auto* unit = people->unit(row->unit)) record.unit_name = unit->name;
      } else {
        // The exact sum of somebody's penalty is something of the record.
        record.amount = 0;
      }
      out.push_back(std::move(record));
    }
  });
  return out;
}

Findings AnnualDesk::why_not_fix(const FixReport& command, const State& state) const {
  Findings out;
  const auto& article = pack_.annual->article;
  if (year_of(local_day(clock_.now())) <= command.year) {
    out.push_back({"year-not-over",
                   {"年度尚未结束，只能查看到目前为止的数据", "the year is not over yet"},
                   article,
                   {"年度结束后再编制", "wait for the end of the year"},
                   "year"});
  }
  if (trim(command.explanation).empty()) {
    out.push_back({"explanation-missing",
                   {"年报应当附文字说明", "the report needs a written explanation"},
                   article,
                   {"请写明总体情况和需要说明的问题", "say how the year went"},
                   "explanation"});
  }
  if (count_characters(command.explanation) > kLongestExplanation) {
    out.push_back({"too-long",
                   {"文字说明超过五千字", "the explanation is too long"},
                   {},
                   {"请压缩文字", "make it shorter"},
                   "explanation"});
  }
  if (!state.editions.empty() && trim(command.correction).empty()) {
    out.push_back({"reasons-missing",
                   {"更正已经公开的年报应当说明理由", "replacing a published report needs reasons"},
                   article,
                   {"请写明更正理由，理由将一并公开", "give the reason; it is published too"},
                   "correction"});
  }
  bool any = false;
  std::set<std::pair<std::string, std::string>> seen;
  for (const auto& one : command.entered) {
    const auto* table = pack_.annual->table(one.table);
    const auto* column = table == nullptr ? nullptr : table->column(one.column);
    const auto where = one.table + "." + one.column;
    if (column == nullptr || !column->by_hand || one.value < 0 ||
        !seen.emplace(one.table, one.column).second) {
      out.push_back(
          {"not-entered-by-hand",
           {"这一项不由人工填写，或者填写了两次", "not a figure that is entered, or twice"},
           article,
           {"由案件记录统计的项目不能改写；有误的请更正案件",
            "counted figures cannot be written over: correct the case"},
           where});
    }
    any = any || one.value != 0;
  }
  if (any && trim(command.sources).empty()) {
    out.push_back({"source-missing",
                   {"填写了系统以外的数据，应当写明来源", "entered figures need their source"},
                   article,
                   {"例如：县司法局行政复议案件登记簿", "e.g. the justice bureau's register"},
                   "sources"});
  }
  return out;
}

/// Names of parties of the year, and whatever looks like personal data. What is found is told by
/// its first character.
Findings AnnualDesk::leaks_in(Session& session, const annual::ReportFixed& report,
                              const std::vector<disclosure::Served>& served) const {
  std::vector<disclosure::PersonalValue> values;
  const auto people = people_.directory(session);
  for (auto& party : registers::annual_parties(session, report.from, report.to)) {
    values.push_back({"party.name", disclosure::Kind::person_name, std::move(party),
                      disclosure::Privacy::masked});
  }
  for (const auto& open : {people->agency_code, people->phone, people->supervision_phone}) {
    if (!open.empty())
      values.push_back({"agency", disclosure::Kind::phone, open, disclosure::Privacy::open});
  }
  values.push_back({"agency", disclosure::Kind::organisation_name, people->agency_name,
                    disclosure::Privacy::open});
  values.push_back(
      {"agency", disclosure::Kind::address, people->address, disclosure::Privacy::open});
  Findings out;
  for (const auto& one : served) {
    for (const auto& hit : disclosure::scan(one.bytes, values)) {
      out.push_back(
          {"leak",
           {one.where.zh + "含有当事人名称或者个人信息（" + hit.excerpt + "）",
            one.where.en + " holds a party's name or personal data (" + hit.excerpt + ")"},
           pack_.annual->sealed_article.empty() ? pack_.disclosure.mask_article
                                                : pack_.annual->sealed_article,
           {"请从文字说明中删去", "take it out of the explanation"},
           "explanation"});
    }
  }
  return out;
}

Result<std::string> AnnualDesk::fix(const people::Visitor& visitor, const FixReport& command,
                                    const Envelope& envelope) {
  if (!knows(command.year)) {
    return tl::unexpected<Rejection>(no_such_year());
  }
  Result<std::string> outcome;
  database_.write([&](Session& session) {
    const auto now = clock_.now();
    outcome = once(session, visitor.person_id, envelope, now, [&]() -> Result<std::string> {
      const auto state = load_report(session, command.year);
      if (auto findings = why_not_fix(command, state); !findings.empty()) {
        return reject(Refusal::rule_broken, {"年报不能固定", "the report cannot be fixed"},
                      std::move(findings));
      }
      const auto people = people_.directory(session);
      const auto counted = count(session, command.year);
      annual::ReportFixed fixed;
      fixed.year = command.year;
      fixed.agency = people->agency_name;
      fixed.agency_code = people->agency_code;
      fixed.from = first_day(command.year);
      fixed.to = last_day(command.year);
      fixed.fixed_on = mingcha::to_string(local_day(now));
      fixed.pack = pack_.id;
      fixed.pack_version = pack_.version;
      fixed.pack_digest = to_hex(as_bytes(pack_.digest));
      fixed.tables = annual::tables_of(*pack_.annual, categories(), counted, command.entered);
      fixed.rules = pack_.annual->rules;
      fixed.explanation = trim(command.explanation);
      fixed.sources = trim(command.sources);
      fixed.correction = trim(command.correction);
      const auto document = annual::document_of(fixed);
      if (auto leaks = leaks_in(session, fixed, {{{"年报", "the report"}, document}});
          !leaks.empty()) {
        return reject(Refusal::rule_broken,
                      {"年报含有不得公开的信息", "the report holds what must not be public"},
                      std::move(leaks));
      }
      fixed.records = keep_bytes(room_, "jsonl", annual::list_of(counted)).sha256;
      const annual::Event event{fixed};
      const std::vector<NewEvent> events{{std::string{annual::kind_of(event)},
                                          annual::encode(event),
                                          ledger::LeafType::figures_fixed,
                                          {},
                                          {},
                                          {}}};
      const auto stored = recorder_.record(session, annual_stream(command.year), state.version,
                                           visitor.person_id, now, events, envelope.key);
      if (!stored) return tl::unexpected<Rejection>(stored.error());
      return nlohmann::json{{"year", command.year},
                            {"version", stored->front().version},
                            {"digest", acts::digest_of(document)}}
          .dump();
    });
    return outcome ? Outcome::commit : Outcome::roll_back;
  });
  return settled(database_, visitor.person_id, envelope, std::move(outcome));
}

std::optional<Rejection> AnnualDesk::why_not_publish(const State& state, const std::string& actor,
                                                     const std::string& digest) const {
  if (!state.waits()) {
    const Text what{"没有等待复核的年报", "no report waits for confirmation"};
    return Rejection{Refusal::out_of_order,
                     what,
                     {{"report-order", what, {}, {"请先固定数据", "fix the figures first"}, {}}}};
  }
  if (state.fixed_by == actor) {
    return Rejection{Refusal::rule_broken,
                     {"年报须由另一人复核", "a second person has to confirm"},
                     {{"same-person",
                       {"编制与复核不能是同一人", "whoever fixed it cannot confirm it"},
                       pack_.annual->confirm_article,
                       {"请由另一人复核后公开", "let somebody else confirm"},
                       {}}}};
  }
  if (acts::digest_of(annual::document_of(*state.fixed)) != digest) {
    return Rejection{Refusal::conflict,
                     {"您复核的不是现在的年报", "what you read is not the present report"},
                     {{"text-changed",
                       {"年报在您打开之后又被重新编制", "it was made again after you opened it"},
                       {},
                       {"请重新打开并核对", "open it again and read it"},
                       "digest"}}};
  }
  return std::nullopt;
}

/// Pages and files are made and tested before the transaction, which takes them only for the very
/// version that they were made from.
AnnualDesk::Made AnnualDesk::make(std::int64_t year, const std::string& actor,
                                  const std::string& digest, const std::string& today) {
  Made made;
  database_.read([&](Session& session) {
    made.read = load_report(session, year);
    for (const auto& event : store::load(session, annual_stream(year))) {
      if (event.version == made.read.fixed_version) made.fixed_seq = event.seq;
    }
  });
  const auto& read = made.read;
  if (why_not_publish(read, actor, digest)) return made;
  const auto rows = sheet_of(*read.fixed);
  const PublicReport shown{{*read.fixed, {digest, today, {}}, read.version + 1, {}, {}},
                           read.editions,
                           annual::document_of(*read.fixed),
                           std::string(16, '\0'),
                           {},
                           standing_of(read, year).due};
  auto served = served_ ? served_(shown) : std::vector<disclosure::Served>{};
  served.push_back({{"年报数据", "the report's data"}, shown.document});
  served.push_back({{"年报表格", "the report's tables"}, words_of(rows)});
  database_.read([&](Session& session) { made.leaks = leaks_in(session, *read.fixed, served); });
  if (!made.leaks.empty()) return made;
  made.files = {keep_sheet(room_, "csv", sheet_columns(), rows),
                keep_sheet(room_, "xlsx", sheet_columns(), rows)};
  return made;
}

Result<std::string> AnnualDesk::publish(const people::Visitor& visitor, std::int64_t year,
                                        const std::string& digest, const Envelope& envelope) {
  if (!knows(year)) return tl::unexpected<Rejection>(no_such_year());
  const auto today = mingcha::to_string(local_day(clock_.now()));
  const auto made = make(year, visitor.person_id, digest, today);
  Result<std::string> outcome;
  database_.write([&](Session& session) {
    const auto now = clock_.now();
    outcome = once(session, visitor.person_id, envelope, now, [&]() -> Result<std::string> {
      const auto state = load_report(session, year);
      if (auto refused = why_not_publish(state, visitor.person_id, digest)) {
        return tl::unexpected<Rejection>(*std::move(refused));
      }
      if (state.version != made.read.version) {
        return reject(Refusal::conflict, {"年报刚有变化，请重新打开", "it has just changed"});
      }
      if (!made.leaks.empty()) {
        return reject(Refusal::rule_broken,
                      {"年报含有不得公开的信息", "the report holds what must not be public"},
                      made.leaks);
      }
      annual::ReportPublished published{digest, today, {}};
      for (const auto& file : made.files)
        published.files.push_back({file.format, file.sha256, file.size});
      const annual::Event event{published};
      const std::vector<NewEvent> events{{std::string{annual::kind_of(event)},
                                          annual::encode(event),
                                          ledger::LeafType::report_published,
                                          {},
                                          annual::document_of(*state.fixed),
                                          made.fixed_seq}};
      const auto stored = recorder_.record(session, annual_stream(year), state.version,
                                           visitor.person_id, now, events, envelope.key);
      if (!stored) return tl::unexpected<Rejection>(stored.error());
      registers::put_report(session, {year, stored->front().version, today});
      return nlohmann::json{{"year", year},
                            {"version", stored->front().version},
                            {"digest", digest},
                            {"published_on", today}}
          .dump();
    });
    return outcome ? Outcome::commit : Outcome::roll_back;
  });
  return settled(database_, visitor.person_id, envelope, std::move(outcome));
}

}  // namespace mingcha::desk
