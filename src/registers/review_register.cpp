// SPDX-License-Identifier: Apache-2.0
#include "registers/review_register.h"

#include <algorithm>
#include <array>
#include <limits>
#include <string_view>

#include "store/database.h"

namespace mingcha::registers {
namespace {

using store::Row;
using store::Session;
using store::Value;

constexpr std::string_view kColumns =
    "r.case_id, r.version, r.round, r.again, r.state, r.reviewer, r.submitted_by, r.submitted_at, "
    "r.due, r.opined_at, r.late, r.opinion, r.passed, r.failed, r.unit, r.outcome";

std::int64_t flag(bool value) { return value ? 1 : 0; }
Value moment(const std::optional<Instant>& at) {
  return at ? Value{to_millis(*at)} : Value{nullptr};
}
std::optional<Instant> moment_of(const Row& row, std::size_t column) {
  return row.is_null(column) ? std::nullopt : std::optional{from_millis(row.integer(column))};
}

ReviewRow read_review(const Row& row) {
  ReviewRow out;
  out.case_id = row.text(0);
  out.version = row.integer(1);
  out.round = row.integer(2);
  out.again = row.integer(3) != 0;
  out.state = row.text(4);
  out.reviewer = row.text(5);
  out.submitted_by = row.text(6);
  out.submitted_at = from_millis(row.integer(7));
  out.due = moment_of(row, 8);
  out.opined_at = moment_of(row, 9);
  out.late = row.integer(10) != 0;
  out.opinion = row.text(11);
  out.passed = row.integer(12) != 0;
  out.failed = row.text(13);
  out.unit = row.text(14);
  out.outcome = row.text(15);
  return out;
}

// One statement for every filter: an empty parameter lets everything through.
constexpr std::string_view kFiltered =
    " WHERE ($1 = '' OR r.state = $1) "
    "AND ($2 = '' OR ($2 = '-' AND r.reviewer = '') OR r.reviewer = $2) "
    "AND ($3 = '' OR r.unit = $3) AND ($4 = '' OR r.opinion = $4) "
    "AND ($5 < 0 OR (r.opined_at >= $5 AND r.opined_at < $6)) "
    "AND ($7 = '' OR r.outcome = $7) AND ($8 = '' OR r.failed LIKE $9) "
    "AND ($10 < 0 OR r.passed = $10) "
    "AND ($11 < 0 OR $11 = CASE WHEN r.late = 1 OR (r.state = 'open' AND r.due < $13) "
    "THEN 1 ELSE 0 END) "
    "AND ($12 < 0 OR $12 = CASE WHEN r.round = 1 THEN 1 ELSE 0 END)";

std::int64_t wanted(const std::optional<bool>& value) { return value ? flag(*value) : -1; }

/// Points are written with a space on either side.
std::string pattern_of(const std::string& point) { return "% " + point + " %"; }

/// `pattern` is what a point looks like among those that failed; it must outlive the values.
std::vector<Value> values_of(const ReviewFilter& filter, const std::string& pattern) {
  const bool bounded = filter.from || filter.before;
  // Nothing is older than the epoch, whose other side means "no bound".
  const auto from = filter.from ? std::max<std::int64_t>(0, to_millis(*filter.from)) : 0;
  const auto before =
      filter.before ? to_millis(*filter.before) : std::numeric_limits<std::int64_t>::max();
  return {filter.state,
          filter.reviewer,
          filter.unit,
          filter.opinion,
          bounded ? from : std::int64_t{-1},
          before,
          filter.outcome,
          filter.point,
          pattern,
          wanted(filter.passed),
          wanted(filter.late),
          wanted(filter.first_round),
          to_millis(filter.now)};
}

std::string_view heading_of(ReviewHeading heading) {
  switch (heading) {
    case ReviewHeading::all: return "''";
    case ReviewHeading::reviewer: return "r.reviewer";
    case ReviewHeading::unit: return "r.unit";
    case ReviewHeading::opinion: return "r.opinion";
    case ReviewHeading::month: return "r.month";
  }
  return "''";
}

}  // namespace

void put_reviews(Session& session, const std::string& case_id, const std::vector<ReviewRow>& rows) {
  session.post("DELETE FROM review_row WHERE case_id = $1", {case_id});
  for (const auto& row : rows) {
    const auto month = row.opined_at ? to_string(local_day(*row.opined_at)).substr(0, 7) : "";
    session.post(
        "INSERT INTO review_row (case_id, version, round, again, state, reviewer, submitted_by, "
        "submitted_at, due, opined_at, late, opinion, passed, failed, unit, outcome, month) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)",
        {case_id, row.version, row.round, flag(row.again), row.state, row.reviewer,
         row.submitted_by, to_millis(row.submitted_at), moment(row.due), moment(row.opined_at),
         flag(row.late), row.opinion, flag(row.passed), row.failed, row.unit, row.outcome, month});
  }
}

ReviewPage list_reviews(Session& session, const ReviewFilter& filter, std::int64_t offset,
                        std::int64_t limit) {
  const auto pattern = pattern_of(filter.point);
  auto values = values_of(filter, pattern);
  const std::string where{kFiltered};
  ReviewPage page;
  page.total =
      session.query("SELECT count(*) FROM review_row r" + where, values).front().integer(0);
  values.emplace_back(limit);
  values.emplace_back(offset);
  // The engines differ in where they put what has no value.
  const std::string_view order =
      filter.state == "open" ? " ORDER BY r.due, r.case_id, r.version"
      : filter.state.empty()
          ? " ORDER BY r.opined_at IS NULL, r.opined_at DESC, r.case_id, r.version"
          : " ORDER BY r.opined_at DESC, r.case_id, r.version";
  for (const auto& row : session.query("SELECT " + std::string{kColumns} + " FROM review_row r" +
                                           where + std::string{order} + " LIMIT $14 OFFSET $15",
                                       values)) {
    ReviewItem item{read_review(row), {}};
    if (auto found = find_case(session, item.review.case_id)) item.row = *std::move(found);
    hide(item.row, filter.blind);
    page.items.push_back(std::move(item));
  }
  return page;
}

std::vector<ReviewLoad> review_loads(Session& session, Instant now) {
  std::vector<ReviewLoad> out;
  for (const auto& row :
       session.query("SELECT reviewer, count(*), "
                     "coalesce(sum(CASE WHEN due < $1 THEN 1 ELSE 0 END), 0) "
                     "FROM review_row WHERE state = 'open' GROUP BY reviewer ORDER BY reviewer",
                     {to_millis(now)})) {
    out.push_back({row.text(0), row.integer(1), row.integer(2)});
  }
  return out;
}

std::int64_t review_burden_of(Session& session, const std::string& reviewer) {
  return session
      .query(
          "SELECT coalesce(sum(CASE state WHEN 'open' THEN 1000000 ELSE 1 END), 0) "
          "FROM review_row WHERE reviewer = $1",
          {reviewer})
      .front()
      .integer(0);
}

std::vector<ReviewFigures> review_figures(Session& session, const ReviewFilter& filter,
                                          ReviewHeading heading) {
  auto asked = filter;
  asked.state = "opined";
  const auto pattern = pattern_of(asked.point);
  const std::string key{heading_of(heading)};
  std::vector<ReviewFigures> out;
  for (const auto& row : session.query(
           "SELECT " + key +
               ", count(*), sum(r.passed), sum(CASE WHEN r.round = 1 THEN 1 ELSE 0 END), "
               "sum(CASE WHEN r.round = 1 THEN r.passed ELSE 0 END), "
               "sum(r.again), sum(r.late), sum(r.round), "
               "sum((r.opined_at - r.submitted_at) / 60000), "
               "sum(length(r.failed) - length(replace(r.failed, ' ', ''))) / 2, "
               "sum(CASE WHEN r.outcome <> '' THEN 1 ELSE 0 END), "
               "sum(CASE WHEN r.outcome = 'annulled' THEN 1 ELSE 0 END), "
               "sum(CASE WHEN r.outcome = 'corrected' THEN 1 ELSE 0 END) FROM review_row r" +
               std::string{kFiltered} + " GROUP BY 1 ORDER BY 1",
           values_of(asked, pattern))) {
    ReviewFigures figures{row.text(0)};
    const std::array into{&figures.opinions,     &figures.passed,   &figures.first,
                          &figures.first_passed, &figures.again,    &figures.late,
                          &figures.rounds,       &figures.minutes,  &figures.points_failed,
                          &figures.decided,      &figures.annulled, &figures.corrected};
    for (std::size_t i = 0; i < into.size(); ++i) {
      *into.at(i) = row.is_null(i + 1) ? 0 : row.integer(i + 1);
    }
    out.push_back(std::move(figures));
  }
  return out;
}

std::vector<PointFigure> point_figures(Session& session, const ReviewFilter& filter,
                                       const std::vector<std::string>& points) {
  auto asked = filter;
  asked.state = "opined";
  std::vector<PointFigure> out;
  for (const auto& point : points) {
    asked.point = point;
    const auto pattern = pattern_of(point);
    const auto rows = session.query("SELECT count(*) FROM review_row r" + std::string{kFiltered},
                                    values_of(asked, pattern));
    out.push_back({point, rows.front().integer(0)});
  }
  return out;
}

}  // namespace mingcha::registers
