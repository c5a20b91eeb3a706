// SPDX-License-Identifier: Apache-2.0
#include "search/index.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/assert.h"
#include "base/text.h"
#include "store/database.h"

namespace mingcha::search {
namespace {

using store::Engine;
using store::Session;
using store::Value;

std::string_view table_of(Shelf shelf) {
  switch (shelf) {
    case Shelf::open: return "search_open";
    case Shelf::sealed: return "search_sealed";
    case Shelf::published: return "search_public";
  }
  MINGCHA_ASSERT(false);
}

std::int64_t code_of(Kind kind) { return static_cast<std::int64_t>(kind); }

std::uint32_t code_point_at(std::string_view text, std::size_t at, std::size_t& next) {
  const auto byte = static_cast<unsigned char>(text[at]);
  const std::size_t length = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
  next = std::min(at + length, text.size());
  std::uint32_t code = length == 1 ? byte : byte & (0xFFU >> (length + 1));
  for (auto i = at + 1; i < next; ++i) {
    code = (code << 6U) | (static_cast<unsigned char>(text[i]) & 0x3FU);
  }
  return code;
}

/// What a statement asks of the rows t of a shelf; $1 and $2 are Sought.
std::string_view condition(Engine engine) {
  if (engine == Engine::sqlite) return "t.folded MATCH $1 AND $2 = ''";
  // Both pieces of 甲乙丙 may stand in a text that has them in two places: only terms of three
  // characters and more are looked for in the text itself.
  return "t.pieces @> CAST($1 AS bigint[]) AND NOT EXISTS (SELECT 1 FROM "
         "unnest(string_to_array($2, E'\\n')) AS w(term) "
         "WHERE strpos(t.folded COLLATE \"C\", w.term COLLATE \"C\") = 0)";
}

/// The rows t of a shelf that are found, in one unit or (empty) in all; $3 is the unit. SQLite has
/// the unit beside FTS5's table; PostgreSQL in the row, for it would rather read all of both tables
/// than look up a few.
std::string found_rows(Shelf shelf, Engine engine, const std::string& unit) {
  const auto table = table_of(shelf);
  const auto found = condition(engine);
  if (unit.empty()) return fmt::format(" FROM {} t WHERE {} AND $3 = ''", table, found);
  if (engine == Engine::postgres) {
    return fmt::format(" FROM {} t WHERE {} AND t.unit = $3", table, found);
  }
  return fmt::format(
      " FROM {} t CROSS JOIN search_entry e ON e.id = t.rowid WHERE {} AND e.unit = $3", table,
      found);
}

struct Sought {
  std::string pieces, whole;
};

Sought sought(const Query& query, Engine engine) {
  Sought out;
  if (engine == Engine::sqlite) {
    for (const auto& term : query.terms) {
      out.pieces += out.pieces.empty() ? "\"" : " AND \"";
      for (const char c : term) out.pieces += c == '"' ? std::string{"\"\""} : std::string{c};
      out.pieces += count_characters(term) == 1 ? "\" *" : "\"";
    }
    return out;
  }
  std::string all;
  for (const auto& term : query.terms) {
    const auto pieces = pieces_of(term, Pieces::of_term);
    all += (all.empty() ? "" : ",") + pieces.substr(1, pieces.size() - 2);
    if (count_characters(term) > 2) out.whole += (out.whole.empty() ? "" : "\n") + term;
  }
  out.pieces = "{" + all + "}";
  return out;
}

/// A mark in the text: a line of two characters that no text has, and so one piece of the index.
std::string mark_in_text(std::string_view mark) {
  std::uint64_t digest = 0xCBF29CE484222325U;  // FNV-1a
  for (const char c : mark) digest = (digest ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
  std::string out;
  for (const std::uint64_t plane : {0xF0000U, 0x100000U}) {
    const auto code = plane + (digest & 0x7FFFU);
    digest >>= 24U;
    out += static_cast<char>(0xF0U | (code >> 18U));
    for (const unsigned shift : {12U, 6U, 0U}) {
      out += static_cast<char>(0x80U | ((code >> shift) & 0x3FU));
    }
  }
  return out;
}

std::string with_marks(const Entry& entry) {
  auto text = entry.folded;
  for (const auto& mark : entry.marks) {
    if (!text.empty() && text.back() != '\n') text += '\n';
    text += mark_in_text(mark);
  }
  return text;
}

Condition published_in_fts5(const PublicQuery& query) {
  std::string asked = query.words ? sought(*query.words, Engine::sqlite).pieces : std::string{};
  for (const auto& group : query.marks) {
    std::string one_of;
    for (const auto& mark : group) {
      one_of += (one_of.empty() ? "\"" : " OR \"") + mark_in_text(mark) + "\"";
    }
    asked += (asked.empty() ? "(" : " AND (") + one_of + ")";
  }
  return {"t.folded MATCH $", {asked}};
}

struct Asked {
  Shelf shelf{};
  std::string unit;
};

std::vector<Asked> asked(const Scope& scope) {
  std::vector<Asked> out{{Shelf::open, scope.unit}};
  if (!scope.sealed_of) return out;
  const auto& sealed_of = *scope.sealed_of;
  const bool apart = !scope.unit.empty() && !sealed_of.empty() && scope.unit != sealed_of;
  if (!apart) out.push_back({Shelf::sealed, sealed_of.empty() ? scope.unit : sealed_of});
  return out;
}

struct Found {
  std::int64_t id = 0;
  Hit hit;
};

void find_on(Session& session, const Asked& asked, const Query& query, Kind kind, std::int64_t most,
             std::vector<Found>& found) {
  const auto engine = session.engine();
  const auto wanted = sought(query, engine);
  // FTS5 gives its rows by rowid; PostgreSQL shall not walk its own by rowid until enough were
  // found.
  const auto sql = fmt::format(
      "SELECT f.id, e.case_id, f.shown FROM (SELECT t.rowid AS id, t.shown{} AND t.rowid % 4 = $4 "
      "ORDER BY t.rowid{} DESC LIMIT $5) f JOIN search_entry e ON e.id = f.id ORDER BY f.id DESC",
      found_rows(asked.shelf, engine, asked.unit), engine == Engine::sqlite ? "" : " + 0");
  for (const auto& row :
       session.query(sql, {wanted.pieces, wanted.whole, asked.unit, code_of(kind), most})) {
    const auto id = row.integer(0);
    found.push_back({id, {id / std::int64_t{kKindCount}, row.text(1), row.text(2)}});
  }
}

}  // namespace

std::string pieces_of(std::string_view folded, Pieces of) {
  std::vector<std::uint64_t> pieces;
  std::uint32_t before = 0;  // 0: the line begins.
  const bool alone = of == Pieces::of_text || count_characters(folded) == 1;
  for (std::size_t at = 0, next = 0; at < folded.size(); at = next) {
    auto code = code_point_at(folded, at, next);
    if (code == '\n') {
      before = 0;
      continue;
    }
    if (alone) pieces.push_back(code);
    if (before != 0) pieces.push_back((std::uint64_t{before} << 21U) | code);
    before = code;
  }
  std::ranges::sort(pieces);
  pieces.erase(std::unique(pieces.begin(), pieces.end()), pieces.end());
  return fmt::format("{{{}}}", fmt::join(pieces, ","));
}

void put(Session& session, const Entry& entry) {
  session.post(
      "INSERT INTO search_entry (id, kind, unit, case_id) "
      "SELECT 4 * seq + $1, $1, $2, $3 FROM event WHERE stream = $4 AND version = $5",
      {code_of(entry.kind), entry.unit, entry.case_id, entry.stream, entry.version});
  const auto table = table_of(entry.shelf);
  const auto folded = with_marks(entry);
  if (session.engine() == Engine::sqlite) {
    session.post(fmt::format("INSERT INTO {} (rowid, folded, shown) SELECT 4 * seq + $1, $2, $3 "
                             "FROM event WHERE stream = $4 AND version = $5",
                             table),
                 {code_of(entry.kind), folded, entry.shown, entry.stream, entry.version});
    return;
  }
  const auto pieces = pieces_of(folded, Pieces::of_text);
  session.post(
      fmt::format("INSERT INTO {} (rowid, unit, folded, shown, pieces) "
                  "SELECT 4 * seq + $1, $2, $3, $4, CAST($5 AS bigint[]) "
                  "FROM event WHERE stream = $6 AND version = $7",
                  table),
      {code_of(entry.kind), entry.unit, folded, entry.shown, pieces, entry.stream, entry.version});
}

void drop(Session& session, const Entry& entry) {
  for (const auto& sql : {std::string{"DELETE FROM search_entry WHERE id = "},
                          fmt::format("DELETE FROM {} WHERE rowid = ", table_of(entry.shelf))}) {
    session.post(sql + "(SELECT 4 * seq + $1 FROM event WHERE stream = $2 AND version = $3)",
                 {code_of(entry.kind), entry.stream, entry.version});
  }
}

void drop_case(Session& session, const std::string& case_id) {
  for (const auto shelf : {Shelf::open, Shelf::sealed}) {
    session.post(fmt::format("DELETE FROM {} WHERE rowid IN "
                             "(SELECT id FROM search_entry WHERE case_id = $1 AND kind <> 3)",
                             table_of(shelf)),
                 {case_id});
  }
  session.post("DELETE FROM search_entry WHERE case_id = $1 AND kind <> 3", {case_id});
}

Counts count(Session& session, const Query& query, const Scope& scope) {
  Counts counts;
  const auto wanted = sought(query, session.engine());
  for (const auto& each : asked(scope)) {
    const auto sql = "SELECT t.rowid % 4, count(*)" +
                     found_rows(each.shelf, session.engine(), each.unit) + " GROUP BY 1";
    for (const auto& row : session.query(sql, {wanted.pieces, wanted.whole, each.unit})) {
      counts.of[static_cast<std::size_t>(row.integer(0))] += row.integer(1);
    }
  }
  return counts;
}

std::vector<Hit> find(Session& session, const Query& query, const Scope& scope, Kind kind,
                      std::int64_t offset, std::int64_t limit) {
  std::vector<Found> found;
  for (const auto& each : asked(scope)) {
    find_on(session, each, query, kind, offset + limit, found);
  }
  std::ranges::sort(found, std::ranges::greater{}, &Found::id);
  std::vector<Hit> page;
  for (auto at = offset; at < std::min<std::int64_t>(offset + limit, std::ssize(found)); ++at) {
    page.push_back(std::move(found[static_cast<std::size_t>(at)].hit));
  }
  return page;
}

Condition published(const PublicQuery& query, Engine engine, int first) {
  MINGCHA_ASSERT(query.words || !query.marks.empty());
  if (engine == Engine::sqlite) {
    auto out = published_in_fts5(query);
    out.where += std::to_string(first);
    return out;
  }
  Condition out;
  const auto add = [&](const std::string& condition, std::string value) {
    out.where += (out.where.empty() ? "" : " AND ") +
                 fmt::format(fmt::runtime(condition), first + static_cast<int>(out.values.size()));
    out.values.push_back(std::move(value));
  };
  if (query.words) {
    auto wanted = sought(*query.words, engine);
    add("t.pieces @> CAST(${} AS bigint[])", std::move(wanted.pieces));
    if (!wanted.whole.empty()) {
      add("NOT EXISTS (SELECT 1 FROM unnest(string_to_array(${}, E'\n')) AS w(term) "
          "WHERE strpos(t.folded COLLATE \"C\", w.term COLLATE \"C\") = 0)",
          std::move(wanted.whole));
    }
  }
  for (const auto& group : query.marks) {
    std::string one_of;
    for (const auto& mark : group) {
      const auto pieces = pieces_of(mark_in_text(mark), Pieces::of_term);
      one_of += (one_of.empty() ? "" : ",") + pieces.substr(1, pieces.size() - 2);
    }
    add("t.pieces && CAST(${} AS bigint[])", "{" + one_of + "}");
  }
  return out;
}

std::int64_t published_seq(Session& session, const std::string& case_id) {
  const auto rows =
      session.query("SELECT id FROM search_entry WHERE case_id = $1 AND kind = 3", {case_id});
  return rows.empty() ? 0 : rows.front().integer(0) / std::int64_t{kKindCount};
}

}  // namespace mingcha::search
