// SPDX-License-Identifier: Apache-2.0
#include "registers/public_listing.h"

#include <limits>

#include <fmt/format.h>

#include "search/index.h"

namespace mingcha::registers {
namespace {

using store::Session;
using store::Value;

/// Events to a block: some hundred decisions, which are quickly passed over.
constexpr std::int64_t kBlock = 16'384;

std::string block_of(std::int64_t seq) { return fmt::format("{:012}", seq / kBlock); }

/// FROM and WHERE of what is asked for, as rows r of public_record.
struct Found {
  std::string sql;
  std::vector<std::string> texts;
};

search::PublicQuery query_of(const RecordFilter& filter) {
  search::PublicQuery query{filter.list.words, {}};
  const auto add = [&](const char* what, const std::string& value) {
    if (!value.empty()) query.marks.push_back({what + value});
  };
  add("year=", filter.list.year);
  add("unit=", filter.list.unit);
  add("month=", filter.month);
  if (filter.items.empty()) return query;
  auto& one_of = query.marks.emplace_back();
  for (const auto& item : filter.items) one_of.push_back("item=" + item);
  return query;
}

/// "|a||b|": so that one stands in it only as a whole.
std::string joined(const std::vector<std::string>& items) {
  std::string out;
  for (const auto& item : items) out += "|" + item + "|";
  return out;
}

Found found_by(Session& session, const RecordFilter& filter) {
  Found out;
  const auto and_is = [&](const std::string& condition, std::string value) {
    if (value.empty()) return;
    out.texts.push_back(std::move(value));
    out.sql += fmt::format(fmt::runtime(condition), out.texts.size());
  };
  if (filter.is_plain()) {
    out.sql = " FROM public_record r WHERE r.state = 'published'";
    and_is(" AND r.month = ${}", filter.month);
    return out;
  }
  auto condition = search::published(query_of(filter), session.engine(), 1);
  // The order of the tables is meant: FTS5 has the rows at hand in the order of the list.
  out.sql =
      " FROM search_public t CROSS JOIN public_record r WHERE r.first_seq = t.rowid / 4 AND " +
      condition.where + " AND r.state = 'published'";
  out.texts = std::move(condition.values);
  and_is(" AND r.year = ${}", filter.list.year);
  and_is(" AND r.unit = ${}", filter.list.unit);
  and_is(" AND r.month = ${}", filter.month);
  and_is(" AND replace(${0}, '|' || r.item || '|', '') <> ${0}", joined(filter.items));
  return out;
}

/// Where the block begins in which the list has its row `offset`: what comes before it in the list
/// is taken off `offset`.
std::int64_t before_block(Session& session, std::int64_t& offset) {
  auto before = std::numeric_limits<std::int64_t>::max();
  for (const auto& row : session.query("SELECT value, published FROM public_count WHERE kind = "
                                       "'block' ORDER BY value DESC",
                                       {})) {
    if (offset < row.integer(1)) break;
    offset -= row.integer(1);
    before = std::stoll(row.text(0)) * kBlock;
  }
  return before;
}

}  // namespace

std::vector<Value> Listing::values() const {
  std::vector<Value> out{texts.begin(), texts.end()};
  out.insert(out.end(), numbers.begin(), numbers.end());
  return out;
}

Listing list_of(Session& session, const RecordFilter& filter, std::int64_t offset,
                std::int64_t limit) {
  const bool is_plain = filter.is_plain();
  auto found = found_by(session, filter);
  Listing out;
  out.texts = std::move(found.texts);
  const auto next = [&](std::int64_t value) {
    out.numbers.push_back(value);
    return fmt::format("${}", out.texts.size() + out.numbers.size());
  };
  auto before = filter.before;
  if (is_plain && filter.month.empty() && !before && offset > 0) {
    before = before_block(session, offset);
  }
  const auto* const order = is_plain ? "r.first_seq" : "t.rowid";
  if (before) {
    found.sql +=
        is_plain ? " AND r.first_seq < " + next(*before) : " AND t.rowid < 4 * " + next(*before);
  }
  found.sql +=
      fmt::format(" ORDER BY {} DESC LIMIT {} OFFSET {}", order, next(limit), next(offset));
  out.sql = "(SELECT r.first_seq AS place, r.case_id AS found" + found.sql + ")";
  return out;
}

std::pair<std::int64_t, bool> count_of(Session& session, const RecordFilter& filter) {
  if (filter.is_plain()) {
    const auto total =
        session
            .query(
                "SELECT CAST(coalesce(sum(published), 0) AS bigint) FROM public_count WHERE "
                "kind = 'month' AND ($1 = '' OR value = $1)",
                {filter.month})
            .front()
            .integer(0);
    return {total, true};
  }
  auto found = found_by(session, filter);
  const Listing counted{"SELECT count(*) FROM (SELECT 1" + found.sql +
                            fmt::format(" LIMIT ${}) counted", found.texts.size() + 1),
                        std::move(found.texts),
                        {kCountedMost + 1}};
  const auto total = session.query(counted.sql, counted.values()).front().integer(0);
  return {std::min(total, kCountedMost), total <= kCountedMost};
}

void count_public(Session& session, const PublicRecord& record, std::int64_t by) {
  const auto add = [&](const char* kind, const std::string& value, const std::string& name) {
    session.post(
        "INSERT INTO public_count (kind, value, name, published) VALUES ($1, $2, $3, $4) "
        "ON CONFLICT (kind, value, name) "
        "DO UPDATE SET published = public_count.published + excluded.published",
        {kind, value, name, record.state == "published" ? by : 0});
  };
  add("month", record.month, {});
  if (record.state != "published") return;
  add("block", block_of(record.first_seq), {});
  add("year", record.decided_on.substr(0, 4), {});
  add("unit", record.unit, record.unit_name);
}

PublicFacets public_facets(Session& session) {
  PublicFacets facets;
  for (const auto& row : session.query("SELECT value FROM public_count WHERE kind = 'year' AND "
                                       "published > 0 ORDER BY value DESC",
                                       {})) {
    facets.years.push_back(std::stoi(row.text(0)));
  }
  for (const auto& row : session.query("SELECT value, name FROM public_count WHERE kind = 'unit' "
                                       "AND published > 0 ORDER BY name",
                                       {})) {
    facets.units.emplace_back(row.text(0), row.text(1));
  }
  return facets;
}

}  // namespace mingcha::registers
