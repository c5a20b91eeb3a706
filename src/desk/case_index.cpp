// SPDX-License-Identifier: Apache-2.0
#include "desk/case_index.h"

#include <algorithm>

#include "acts/decide.h"
#include "casefile/state.h"
#include "desk/case_desk.h"
#include "desk/public_record_row.h"
#include "desk/publication_queue.h"
#include "pack/definition.h"
#include "publication/state.h"
#include "registers/publication_register.h"
#include "search/fold.h"

namespace mingcha::desk {
namespace {

using search::Entry;
using search::Kind;
using search::Shelf;

/// Something to be found, before its text is folded.
struct Findable {
  Entry entry;
  const std::string* text = nullptr;  ///< Null: what is shown.
};

void add_line(std::string& text, std::string_view line) {
  if (line.empty()) return;
  if (!text.empty()) text += '\n';
  text += line;
}

/// Numbers, title, party, and the case's own id.
std::string lines_of_case(const pack::Pack& pack, const casefile::State& state) {
  std::string lines;
  if (state.decision) add_line(lines, state.decision->number);
  for (const auto& paper : state.papers) {
    if (!state.decision || paper.number != state.decision->number) add_line(lines, paper.number);
  }
  add_line(lines, acts::item_of(pack, state).title.zh);
  if (const auto* party = state.fact("party.name")) add_line(lines, *party);
  add_line(lines, state.id);
  return lines;
}

/// The name first, then all that was typed of the party. `version`: of the name's event, or of the
/// first of the others.
std::string lines_of_party(const pack::Pack& pack, const casefile::State& state,
                           std::int64_t& version) {
  std::string lines;
  const auto name = state.facts.find("party.name");
  if (name != state.facts.end()) {
    add_line(lines, name->second.value);
    version = name->second.recorded.version;
  }
  for (auto fact = state.facts.lower_bound("party."); fact != state.facts.end(); ++fact) {
    if (!fact->first.starts_with("party.")) break;
    const auto* field = pack.field(fact->first);
    if (fact == name || field == nullptr || field->type != pack::FieldType::text) continue;
    add_line(lines, fact->second.value);
    if (name == state.facts.end() && (version == 0 || fact->second.recorded.version < version)) {
      version = fact->second.recorded.version;
    }
  }
  return lines;
}

std::vector<Findable> findable_in(const pack::Pack& pack, const casefile::State& state) {
  std::vector<Findable> all;
  if (!state.opened) return all;
  const auto add = [&](Kind kind, std::int64_t version, std::string shown,
                       const std::string* text) {
    all.push_back({{state.sealed ? Shelf::sealed : Shelf::open,
                    kind,
                    case_stream(state.id),
                    version,
                    state.id,
                    state.opened->unit,
                    std::move(shown),
                    {}},
                   text});
  };
  add(Kind::case_file, state.opening.version, lines_of_case(pack, state), nullptr);
  std::int64_t party_version = 0;
  auto party = lines_of_party(pack, state, party_version);
  if (!party.empty()) add(Kind::party, party_version, std::move(party), nullptr);
  for (const auto& paper : state.papers) {
    add(Kind::document, paper.recorded.version, {}, &paper.text);
  }
  if (state.draft && !state.decision) {
    add(Kind::document, state.draft->recorded.version, {}, &state.draft->text);
  }
  return all;
}

bool has(const std::vector<Findable>& all, const Entry& entry) {
  return std::ranges::find(all, entry, &Findable::entry) != all.end();
}

}  // namespace

IndexChange index_change(const pack::Pack& pack, const casefile::State& before,
                         const casefile::State& after) {
  const auto was = findable_in(pack, before);
  const auto is = findable_in(pack, after);
  IndexChange change;
  for (const auto& each : was) {
    if (!has(is, each.entry)) change.dropped.push_back(each.entry);
  }
  for (const auto& each : is) {
    if (has(was, each.entry)) continue;
    change.put.push_back(each.entry);
    change.put.back().folded = search::fold(each.text == nullptr ? each.entry.shown : *each.text);
  }
  return change;
}

void apply(store::Session& session, const IndexChange& change) {
  for (const auto& entry : change.dropped) search::drop(session, entry);
  for (const auto& entry : change.put) search::put(session, entry);
}

void index_publication(store::Session& session, const registers::PublicationRow& row,
                       const publication::State& publication) {
  if (!publication.published || !publication.prepared) return;
  Entry entry{Shelf::published,
              Kind::publication,
              publication_stream(row.case_id),
              publication.published_versions.front(),  // It keeps its place in the list.
              row.case_id,
              row.unit,
              {},
              {}};
  bool indexed = search::published_seq(session, row.case_id) != 0;
  const auto record = public_record(session, row);
  const bool is_public = record && record->state == "published";
  if (is_public) entry.marks = registers::RecordFilter::marks_of(*record);
  // After a correction the words of an earlier text may be there.
  const bool is_same = is_public && publication.published_versions.size() == 1 &&
                       registers::marks_on_record(session, row.case_id) == entry.marks;
  if (indexed && !is_same) {
    for (const auto version : publication.published_versions) {
      auto earlier = entry;
      earlier.version = version;
      search::drop(session, earlier);
    }
    indexed = false;
  }
  if (indexed || !is_public) return;
  const auto& shown = *publication.prepared;
  std::string lines;
  for (const auto* line :
       {&shown.number, &shown.title, &shown.party, &shown.unit, &shown.outcome, &shown.text}) {
    add_line(lines, *line);
  }
  entry.folded = search::fold(lines);
  search::put(session, entry);
}

}  // namespace mingcha::desk
