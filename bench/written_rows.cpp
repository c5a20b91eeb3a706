// SPDX-License-Identifier: Apache-2.0
#include "bench/written_rows.h"

#include <array>
#include <set>

#include "bench/case_ground.h"

namespace mingcha::bench {
namespace {

enum class Kept { added_once, renewed_by_every_command };

struct Table {
  const char* name;
  Kept kept;
  /// $1: the case. What tells rows apart, and all columns' bytes.
  const char* sql;
};

constexpr std::array kTables{
    Table{"event", Kept::added_once,
          "SELECT format('%d', seq), format('%s%s%s%s%s%s', stream, version, kind, body, actor, "
          "command_key) FROM event WHERE stream = 'case/' || $1"},
    Table{
        "leaf", Kept::added_once,
        "SELECT format('%d', e.seq), format('%s%s%s%s%s', eid, l.at, type, root, pub) FROM leaf l "
        "JOIN event e ON e.seq = l.seq WHERE stream = 'case/' || $1"},
    Table{"leaf_pending", Kept::added_once,
          "SELECT format('%d', e.seq), '' FROM leaf_pending p JOIN event e ON e.seq = p.seq "
          "WHERE stream = 'case/' || $1"},
    // Any text of the key's length: the raw table takes no bytes that are not text.
    Table{"record_key", Kept::added_once,
          "SELECT format('%d', e.seq), substr(hex(wrapped), 1, length(wrapped)) FROM record_key k "
          "JOIN event e ON e.seq = k.seq WHERE stream = 'case/' || $1"},
    Table{"command", Kept::added_once,
          "SELECT key, format('%s%s%s%s', actor, key, digest, answer) FROM command "
          "WHERE answer LIKE '%' || $1 || '%'"},
    Table{"document_number", Kept::added_once,
          "SELECT text, format('%s%s%s%s', organ, kind, stream, text) FROM document_number "
          "WHERE stream = 'case/' || $1"},
    Table{"review_pass", Kept::added_once,
          "SELECT format('%d', id), format('%s%s%s', stream, draft_digest, reviewer) "
          "FROM review_pass WHERE stream = 'case/' || $1"},
    Table{"not_major", Kept::added_once,
          "SELECT format('%d', id), format('%s%s%s', stream, draft_digest, grounds) "
          "FROM not_major WHERE stream = 'case/' || $1"},
    Table{"decision", Kept::added_once,
          "SELECT number, format('%s%s%s', stream, draft_digest, number) FROM decision "
          "WHERE stream = 'case/' || $1"},
    Table{"publication_row", Kept::added_once,
          "SELECT case_id, format('%s%s%s%s%s%s%s%s%s%s', case_id, public_id, state, article, "
          "reason, unit, unit_name, number, title, decided_on) FROM publication_row "
          "WHERE case_id = $1"},
    Table{"case_row", Kept::renewed_by_every_command,
          "SELECT case_id, format('%s%s%s%s%s%s%s%s', case_id, item, title, party, unit, stage, "
          "decided_on, number) FROM case_row WHERE case_id = $1"},
    Table{"todo_row", Kept::renewed_by_every_command,
          "SELECT step, format('%s%s%s%s%s', case_id, step, title, role, unit) FROM todo_row "
          "WHERE case_id = $1"},
};

}  // namespace

std::vector<std::vector<WrittenRow>> written_rows(CaseGround& ground,
                                                  const std::vector<ScriptLine>& script) {
  CaseLoad load{ground, script, "model", 1};
  std::vector<std::vector<WrittenRow>> out(script.size());
  std::set<std::string> seen;
  for (std::size_t line = 0; line < script.size(); ++line) {
    (void)load.play(line, 1);
    ground.database().read([&](store::Session& session) {
      for (const auto& table : kTables) {
        for (const auto& row : session.query(table.sql, {load.case_id(0)})) {
          const bool first = seen.insert(std::string{table.name} + "/" + row.text(0)).second;
          if (first || table.kept == Kept::renewed_by_every_command) {
            out[line].push_back({table.name, row.text(1)});
          }
        }
      }
    });
  }
  return out;
}

}  // namespace mingcha::bench
