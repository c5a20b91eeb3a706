// SPDX-License-Identifier: Apache-2.0
#include "desk/search_desk.h"

#include <algorithm>
#include <array>

#include "base/assert.h"
#include "casefile/codec.h"
#include "desk/case_desk.h"
#include "desk/people_desk.h"
#include "pack/definition.h"
#include "search/fold.h"
#include "search/index.h"
#include "store/database.h"
#include "store/event_store.h"

namespace mingcha::desk {
namespace {

using people::Permission;

constexpr std::array kNames{"case", "party", "document", "item", "officer"};
constexpr std::array kInCases{FindKind::case_file, FindKind::party, FindKind::document};
constexpr std::size_t kSnippetLongest = 100;

search::Kind indexed_as(FindKind kind) {
  if (kind == FindKind::case_file) return search::Kind::case_file;
  return kind == FindKind::party ? search::Kind::party : search::Kind::document;
}

SealedReach reach_of(const people::Visitor& visitor) {
  if (!visitor.may(Permission::read_case)) return SealedReach::none;
  if (!visitor.may(Permission::read_sealed_case)) return SealedReach::own_unit;
  return trim(visitor.purpose).empty() ? SealedReach::purpose_needed : SealedReach::everything;
}

search::Scope scope_of(const people::Visitor& visitor, SealedReach reach) {
  search::Scope scope;
  if (!sees_every_unit(visitor)) scope.unit = visitor.unit_id;
  if (reach == SealedReach::own_unit) scope.sealed_of = visitor.unit_id;
  if (reach == SealedReach::everything) scope.sealed_of = std::string{};
  return scope;
}

/// A document as its event has it.
struct Written {
  std::string document, text, number;
  bool draft = false;
};

Written document_of(store::Session& session, std::int64_t seq) {
  const auto events = store::scan(session, seq - 1, 1);
  MINGCHA_ASSERT(events.size() == 1 && events.front().seq == seq);
  auto event = casefile::decode(events.front().kind, events.front().body);
  if (auto* issued = std::get_if<casefile::DocumentIssued>(&event)) {
    return {issued->document, std::move(issued->text), issued->number, false};
  }
  if (auto* decision = std::get_if<casefile::DecisionMade>(&event)) {
    return {decision->document, std::move(decision->text), decision->number, false};
  }
  auto* draft = std::get_if<casefile::DocumentDrafted>(&event);
  MINGCHA_ASSERT(draft != nullptr);
  return {draft->document, std::move(draft->text), {}, true};
}

std::string first_line(const std::string& text) { return text.substr(0, text.find('\n')); }

tl::unexpected<Rejection> refuse(Refusal kind, std::string code, Text what, std::string where) {
  return reject(kind, {"不能这样检索", "this cannot be searched for"},
                {{std::move(code), std::move(what), {}, {}, std::move(where)}});
}

}  // namespace

const char* to_string(FindKind kind) { return kNames[static_cast<std::size_t>(kind)]; }

std::optional<FindKind> to_find_kind(std::string_view text) {
  const auto* const found = std::ranges::find(kNames, text);
  if (found == kNames.end()) return std::nullopt;
  return static_cast<FindKind>(found - kNames.begin());
}

const char* to_string(SealedReach reach) {
  switch (reach) {
    case SealedReach::none: return "none";
    case SealedReach::own_unit: return "own_unit";
    case SealedReach::purpose_needed: return "purpose_needed";
    case SealedReach::everything: return "everything";
  }
  MINGCHA_ASSERT(false);
}

struct SearchDesk::Search {
  const people::Visitor& visitor;
  const search::Query& query;
  std::optional<FindKind> kind;
  std::int64_t offset = 0, limit = 0;
  FoundPage page{};

  [[nodiscard]] bool wants(FindKind which) const { return !kind || *kind == which; }

  /// Of what is at hand and looked through whole: counts it, and takes it where the page has it.
  void take(Found found, std::string_view text, std::int64_t& count) {
    if (!search::matches(search::fold(text), query)) return;
    if (wants(found.kind) && count >= offset && count < offset + limit) {
      found.snippet = search::snippet_of(text, query, kSnippetLongest);
      page.hits.push_back(std::move(found));
    }
    ++count;
  }
};

void SearchDesk::find_in_cases(store::Session& session, Search& search) const {
  const auto scope = scope_of(search.visitor, search.page.sealed);
  const auto counts = search::count(session, search.query, scope);
  for (const auto kind : kInCases) {
    search.page.counts.push_back({kind, counts[indexed_as(kind)]});
    if (!search.wants(kind) || counts[indexed_as(kind)] <= search.offset) continue;
    for (const auto& hit : search::find(session, search.query, scope, indexed_as(kind),
                                        search.offset, search.limit)) {
      Found found;
      found.kind = kind;
      found.id = hit.case_id;
      found.row = registers::find_case(session, hit.case_id);
      MINGCHA_ASSERT(found.row.has_value());  // Put in the same transaction.
      auto text = hit.shown;
      if (kind == FindKind::case_file) found.title = {found.row->title, {}};
      if (kind == FindKind::party) found.title = {first_line(text), {}};
      if (kind == FindKind::document) {
        auto written = document_of(session, hit.seq);
        text = std::move(written.text);
        const auto known = pack_.documents.find(written.document);
        found.title =
            known == pack_.documents.end() ? Text{written.document, {}} : known->second.title;
        found.id = std::move(written.document);
        found.number = std::move(written.number);
        found.draft = written.draft;
      }
      found.snippet = search::snippet_of(text, search.query, kSnippetLongest);
      search.page.hits.push_back(std::move(found));
    }
  }
}

void SearchDesk::find_items(Search& search) const {
  std::int64_t count = 0;
  for (const auto& [id, item] : pack_.items) {
    Found found;
    found.kind = FindKind::item;
    found.id = id;
    found.title = item.title;
    std::string lines = item.title.zh + "\n" + item.title.en + "\n" + id;
    for (const auto* articles : {&item.violation, &item.penalty}) {
      for (const auto& article : *articles) lines += "\n" + article;
    }
    search.take(std::move(found), lines, count);
  }
  search.page.counts.push_back({FindKind::item, count});
}

void SearchDesk::find_officers(Search& search) const {
  const auto people = people_.directory();
  const bool everywhere = sees_every_unit(search.visitor);
  std::int64_t count = 0;
  for (const auto& [id, person] : people->persons) {
    if (!person.active || (!everywhere && person.unit != search.visitor.unit_id)) continue;
    Found found;
    found.kind = FindKind::officer;
    found.id = id;
    found.title = {person.name, {}};
    found.number = person.badge;
    found.unit = person.unit;
    const auto* unit = people->unit(person.unit);
    auto lines = person.name + "\n" + person.badge + "\n" + person.post;
    if (unit != nullptr) lines += "\n" + unit->name;
    if (person.certificate) lines += "\n" + person.certificate->number;
    search.take(std::move(found), lines, count);
  }
  search.page.counts.push_back({FindKind::officer, count});
}

Result<FoundPage> SearchDesk::search(const people::Visitor& visitor, std::string_view text,
                                     std::optional<FindKind> kind, std::int64_t offset,
                                     std::int64_t limit) {
  const auto query = search::read_query(text);
  if (!query) return tl::unexpected<Rejection>(query.error());
  if (!kind && offset != 0) {
    return refuse(Refusal::invalid, "offset-needs-kind",
                  {"翻页时须指明类别", "which kind is to be turned over?"}, "offset");
  }
  const bool reads_cases = visitor.may(Permission::read_case);
  if (kind && *kind != FindKind::item && !reads_cases) {
    return refuse(Refusal::forbidden, "kind-not-permitted",
                  {"您的角色不能检索这一类", "your roles do not search this kind"}, "kind");
  }
  Search search{visitor, *query, kind, offset, limit};
  search.page.sealed = reach_of(visitor);
  if (reads_cases) {
    database_.read([&](store::Session& session) {
      search.page.counts.clear();
      search.page.hits.clear();
      find_in_cases(session, search);
    });
  }
  find_items(search);
  if (reads_cases) find_officers(search);
  return std::move(search.page);
}

}  // namespace mingcha::desk
