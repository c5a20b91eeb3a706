// SPDX-License-Identifier: Apache-2.0
#include "test/desk/office.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <map>
#include <sstream>

#include "crypto/hash.h"
#include "crypto/random.h"
#include "pack/load.h"
#include "story/claims.h"
#include "story/parse.h"
#include "story/player.h"
#include "story/words.h"

namespace mingcha::test {
namespace {

namespace fs = std::filesystem;

const fs::path kSource{MINGCHA_SOURCE_DIR};

fs::path made(const fs::path& folder) {
  fs::create_directories(folder);
  return folder;
}

[[noreturn]] void fail(const Rejection& no) {
  std::string list = no.title.zh;
  for (const auto& finding : no.findings) list += "\n" + finding.where + ": " + finding.what.zh;
  throw Fault(list);
}

}  // namespace

const pack::Pack& pack_in_use() {
  static const auto kPack = pack::load(kSource / "packs/public-security", pack::Proofs::known);
  if (!kPack) fail(kPack.error());
  return **kPack;
}

std::string bytes_of(const fs::path& path) {
  std::ifstream in{path, std::ios::binary};
  std::ostringstream bytes;
  bytes << in.rdbuf();
  if (!in) throw Fault("cannot read " + path.string());
  return bytes.str();
}

Office::Office(store::Engine engine)
    : place{engine},
      database{store::open(place.address())},
      recorder{crypto::sha256(std::string_view{"wrapping key"})},
      vault{made(folder.path() / "vault")},
      people{*database, recorder},
      cases{*database, pack_in_use(), people, recorder, clock},
      publications{*database, pack_in_use(), people, cases, recorder, clock},
      lists{*database, pack_in_use(), recorder, clock},
      credit{*database,
             pack_in_use(),
             people,
             cases,
             recorder,
             clock,
             {vault, made(folder.path() / "arrivals")}},
      annual{*database, pack_in_use(), people,
             recorder,  clock,         {vault, folder.path() / "arrivals"}} {
  clock.set(*parse_instant("2026-03-01T09:00:00+08:00"));
  const auto taken = people.take("test", clock.now(), bytes_of(kSource / "demo/agency.json"));
  if (!taken) fail(taken.error());
}

namespace {

/// What one case knows of others is out of sight while a story is told that was told before: its
/// people would be in two places at once, and its reviewer have more to do than another.
class Alone {
 public:
  explicit Alone(Office& office) : office_{office} {
    for (const std::string table : kTables) {
      office_.run("CREATE TABLE aside_" + table + " AS SELECT * FROM " + table + "; DELETE FROM " +
                  table + ";");
    }
  }
  Alone(const Alone&) = delete;
  Alone& operator=(const Alone&) = delete;
  ~Alone() {
    for (const std::string table : kTables) {
      office_.run("INSERT INTO " + table + " SELECT * FROM aside_" + table + "; DROP TABLE aside_" +
                  table + ";");
    }
  }

 private:
  static constexpr std::array kTables{"engagement_row", "settled_row", "review_row"};
  Office& office_;
};

}  // namespace

std::string Office::tell(const std::string& story, const std::string& mark) {
  const Alone alone{*this};
  const auto stories = kSource / "packs/public-security/stories";
  auto told = story::parse("test.story", "story 测试\ncontinues " + story + " to " + mark + "\n");
  if (!told) fail(told.error());
  told = story::join(std::move(*told), [&](const std::string& file) -> std::optional<std::string> {
    return bytes_of(stories / file);
  });
  if (!told) fail(told.error());
  auto scenes = story::arrange(*told, pack_in_use().calendar);
  if (!scenes) fail(scenes.error());
  // Claims of the story about numbers hold for the first of its kind alone.
  std::erase_if(*scenes,
                [](const auto& scene) { return std::holds_alternative<story::Claim>(scene.line); });
  story::Player player{std::move(*scenes), desks(), "story/" + std::to_string(++stories_)};
  while (!player.over()) player.advance();
  if (!player.findings().empty()) fail({Refusal::invalid, {"故事", "story"}, player.findings()});
  return player.case_id();
}

people::Visitor Office::as(const std::string& name) {
  const auto directory = people.directory();
  const auto* person = story::find_person(*directory, name);
  if (person == nullptr) throw Fault("nobody is called " + name);
  people::Visitor visitor;
  visitor.person_id = person->id;
  visitor.name = person->name;
  visitor.unit_id = person->unit;
  visitor.roles = person->roles;
  return visitor;
}

desk::Envelope Office::fresh() {
  const auto key = "test/" + std::to_string(++commands_);
  return {key, to_hex(as_bytes(crypto::sha256(key))), {}};
}

std::shared_ptr<const casefile::State> Office::state(const std::string& case_id) {
  const auto sight = cases.look(story::reader(), case_id);
  return sight ? sight->state : nullptr;
}

acts::DoStep Office::decision(const std::string& case_id) {
  acts::DoStep command;
  command.step = "decision";
  command.draft = state(case_id)->draft->digest;
  return command;
}

void Office::agree(const std::string& case_id) {
  auto command = decision(case_id);
  command.step = "unit_approval";
  const auto done = cases.step(as("陈斌"), case_id, command, fresh());
  if (!done) fail(done.error());
}

std::int64_t Office::count(const std::string& table) {
  std::int64_t rows = 0;
  database->read([&](store::Session& session) {
    rows = session.query("SELECT count(*) FROM " + table).front().integer(0);
  });
  return rows;
}

namespace {

/// Columns that do not differ between two runs of the same.
const std::map<std::string, std::vector<std::string>> kColumns{
    {"case_row",
     {"case_id", "version", "item", "title", "party", "unit", "stage", "opened_at", "decided_on",
      "number", "major", "sealed", "closed"}},
    {"todo_row", {"case_id", "step", "title", "role", "person", "unit", "coalesce(due, -1)"}},
    {"engagement_row", {"case_id", "rule", "person", "began", "ended"}},
    {"settled_row", {"case_id", "rule", "digest"}},
    {"review_row",
     {"case_id", "version", "round", "again", "state", "reviewer", "submitted_by", "submitted_at",
      "coalesce(due, -1)", "coalesce(opined_at, -1)", "late", "opinion", "passed", "failed", "unit",
      "outcome", "month"}},
    {"credit_row",
     {"case_id", "tbl", "fits", "sealed", "article", "reason", "digest", "findings", "faults",
      "decided_on", "coalesce(due, -1)"}},
    {"credit_batch", {"batch", "seq", "at", "actor", "tbl", "row_count", "files"}},
    {"credit_sent", {"case_id", "batch", "position", "kind", "digest"}},
    {"annual_mark", {"case_id", "tbl", "col", "day", "amount", "distinct_value", "sealed"}},
    {"annual_report", {"year", "version", "published_on"}},
    {"recording_row",
     {"recording",
      "version",
      "name",
      "state",
      "size",
      "sha256",
      "source",
      "device",
      "officer",
      "unit",
      "coalesce(made_from, -1)",
      "coalesce(made_to, -1)",
      "received_at",
      "late_ms",
      "probed",
      "findings",
      "plays",
      "matched",
      "retention",
      "keep_until",
      "held"}},
    {"recording_match", {"recording", "case_id", "occasion"}},
    {"recording_duty",
     {"case_id", "occasion", "item", "step", "unit", "officers", "must", "act_from", "act_to",
      "covered_ms", "total_ms", "state", "gaps"}},
    {"device_row",
     {"device", "version", "number", "kind", "model", "serial", "unit", "condition", "officer",
      "coalesce(since, -1)", "coalesce(checked_at, -1)", "drift_ms", "sound"}},
    {"public_record",
     {"case_id", "public_id", "state", "seq", "changed_at", "published_at", "corrected", "month",
      "item", "digest", "facts", "first_seq", "year", "unit", "unit_name"}},
    {"public_count", {"kind", "value", "name", "published"}},
    {"publication_row", {"case_id",      "public_id",
                         "state",        "version",
                         "article",      "reason",
                         "unit",         "unit_name",
                         "number",       "title",
                         "party",        "outcome",
                         "decided_on",   "coalesce(due, -1)",
                         "published_on", "class",
                         "preparer",     "assignee",
                         "late_days",    "public_until",
                         "corrections",  "correcting",
                         "revoked_on",   "coalesce(withdraw_by, -1)",
                         "ended_on",     "withdrawn_late"}},
    {"event", {"stream", "version", "kind", "body", "actor", "command_key"}},
    {"leaf", {"seq", "eid", "at", "type", "root", "coalesce(pub, '')"}},
    {"command", {"actor", "key", "digest", "answer"}},
    {"progress_code", {"case_id", "digest"}},
    {"feedback_row",
     {"number", "version", "kind", "state", "unit", "away", "about", "case_id", "rating", "earlier",
      "received_at", "coalesce(due, -1)", "coalesce(settled_at, -1)", "question", "answer",
      "published_on"}},
    {"list_entry",
     {"list", "entry_key", "from_day", "to_day", "number", "cells", "words", "open_cells",
      "open_words", "is_open"}},
    {"list_set",
     {"list", "set_number", "state", "number", "version", "reason", "article", "prepared_by",
      "prepared_at", "decided_by", "decided_at", "why_not", "added", "changed", "ended"}},
    {"list_change", {"list", "number", "place", "kind", "entry_key", "day", "body", "open_body"}},
    {"search_entry", {"id", "kind", "unit", "case_id"}},
    {"search_open", {"rowid", "folded", "shown"}},
    {"search_sealed", {"rowid", "folded", "shown"}},
    {"search_public", {"rowid", "folded", "shown"}}};

}  // namespace

std::vector<std::string> Office::dump(const std::string& table) {
  std::string row_as_text;
  for (const auto& column : kColumns.at(table)) {
    row_as_text += (row_as_text.empty() ? "" : " || '|' || ") + ("CAST(" + column + " AS TEXT)");
  }
  std::vector<std::string> out;
  database->read([&](store::Session& session) {
    for (const auto& row : session.query("SELECT " + row_as_text + " FROM " + table)) {
      out.push_back(row.text(0));
    }
  });
  std::ranges::sort(out);
  return out;
}

void Office::run(const std::string& sql) {
  database->write([&](store::Session& session) {
    session.run_script(sql);
    return store::Outcome::commit;
  });
}

story::Desks Office::desks() {
  return {clock,        pack_in_use(), people, cases,
          publications, lists,         vault,  folder.path() / "arrivals",
          credit,       annual};
}

}  // namespace mingcha::test
