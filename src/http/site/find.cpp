// SPDX-License-Identifier: Apache-2.0
#include "http/site/find.h"

#include <algorithm>
#include <array>
#include <set>

#include "desk/list_desk.h"
#include "desk/officer_desk.h"
#include "desk/public_record_desk.h"
#include "desk/publication_desk.h"
#include "desk/services.h"
#include "http/site/decision_view.h"
#include "http/site/item_view.h"
#include "http/site/officer_view.h"
#include "pack/definition.h"
#include "search/fold.h"
#include "search/snippet.h"

namespace mingcha::http {
namespace {

constexpr std::int64_t kMost = 10;
constexpr std::int64_t kMostOfAList = 3;
constexpr std::size_t kSnippetLongest = 80;

std::string said(const Request& request, const char* name, std::size_t longest) {
  return std::string{first_characters(trim(request.query_value(name).value_or("")), longest)};
}

/// Cuts off the first characters.
std::string cut(std::string_view& rest, std::size_t count) {
  const auto piece = first_characters(rest, count);
  rest.remove_prefix(piece.size());
  return std::string{piece};
}

void find_decisions(portal::SearchView& view, const search::Query& words,
                    desk::Services& services) {
  registers::RecordFilter filter{{words, view.year, view.unit}, {}, {}, {}};
  if (!view.kind.empty()) filter.items = items_of_kind(services.pack, view.kind);
  if (!view.kind.empty() && filter.items.empty()) return;
  const auto found = services.records.list(filter, 0, kMost);
  view.decisions_total = static_cast<std::uint64_t>(found.total);
  view.decisions_exact = found.exact;
  const auto texts = services.records.texts(found.records);
  for (std::size_t i = 0; i < found.records.size(); ++i) {
    view.decisions.push_back(
        {summary_view(found.records[i], services.pack), snippet_view(texts[i], words)});
  }
}

void find_items(portal::SearchView& view, const search::Query& words, desk::Services& services) {
  for (const auto* item : items_found(services.pack, words)) {
    if (!view.kind.empty() && item->category != view.kind) continue;
    ++view.items_total;
    if (view.items.size() < static_cast<std::size_t>(kMost)) {
      view.items.push_back(item_summary(*item));
    }
  }
}

void find_officers(portal::SearchView& view, desk::Services& services) {
  const auto found = services.officers.find(view.text, 0, kMost);
  view.officers_total = static_cast<std::uint64_t>(found.total);
  for (const auto& officer : found.officers) view.officers.push_back(officer_view(officer));
}

/// What names the entry: the values of the columns that tell it apart.
std::string name_of(const pack::ListKind& kind, const registers::ListEntry& entry) {
  std::string out;
  for (const auto& column : kind.key) {
    const auto found = entry.cells.find(column);
    if (found != entry.cells.end()) out += (out.empty() ? "" : " · ") + found->second;
  }
  return out.empty() ? entry.key : out;
}

void find_entries(portal::SearchView& view, desk::Services& services) {
  registers::ListFilter filter;
  filter.on = local_day(services.clock.now());
  filter.words = view.text;
  for (const auto& kind : services.pack.lists) {
    if (kind.source != pack::ListSource::kept || kind.id == desk::kOfficerList) continue;
    const auto found =
        services.lists.entries(kind.id, filter, registers::Reach::open, 0, kMostOfAList);
    view.entries_total += static_cast<std::uint64_t>(found.total);
    for (const auto& entry : found.entries) {
      view.entries.push_back({"/lists/" + kind.id, kind.title, name_of(kind, entry)});
    }
  }
}

/// In the order in which catalogues of enforcement name the kinds.
std::ptrdiff_t place_of(const std::string& category) {
  constexpr auto kOrder = std::to_array<std::string_view>(
      {"licence", "penalty", "compulsion", "fee", "inspection", "confirmation", "payment"});
  return std::ranges::find(kOrder, category) - kOrder.begin();
}

}  // namespace

std::vector<const pack::Item*> items_found(const pack::Pack& pack,
                                           const std::optional<search::Query>& words) {
  std::vector<const pack::Item*> out;
  for (const auto& [id, item] : pack.items) {
    const auto kind = pack::title_of_category(item.category);
    const auto text = item.title.zh + "\n" + item.title.en + "\n" + id + "\n" + kind.zh;
    if (!words || search::matches(search::fold(text), *words)) out.push_back(&item);
  }
  std::ranges::stable_sort(out, {}, [](const auto* item) { return place_of(item->category); });
  return out;
}

std::vector<portal::Choice> kinds_of(const pack::Pack& pack) {
  std::set<std::string> found;
  for (const auto& [id, item] : pack.items) found.insert(item.category);
  std::vector<std::string> kinds{found.begin(), found.end()};
  std::ranges::stable_sort(kinds, {}, place_of);
  std::vector<portal::Choice> out;
  for (const auto& kind : kinds) out.push_back({kind, pack::title_of_category(kind)});
  return out;
}

std::vector<std::string> items_of_kind(const pack::Pack& pack, const std::string& kind) {
  std::vector<std::string> out;
  for (const auto& [id, item] : pack.items) {
    if (item.category == kind) out.push_back(id);
  }
  return out;
}

portal::SnippetView snippet_view(const std::string& text, const search::Query& words) {
  portal::SnippetView view;
  const auto snippet = search::snippet_of(text, words, kSnippetLongest);
  if (snippet.marks.empty()) return view;  // It was found in the number or the name.
  std::string_view rest = snippet.text;
  std::size_t at = 0;
  for (const auto& mark : snippet.marks) {
    if (mark.begin > at) view.pieces.push_back({cut(rest, mark.begin - at), false});
    view.pieces.push_back({cut(rest, mark.end - mark.begin), true});
    at = mark.end;
  }
  if (!rest.empty()) view.pieces.push_back({std::string{rest}, false});
  return view;
}

portal::SearchView search_view(const Request& request, desk::Services& services) {
  portal::SearchView view;
  view.text = said(request, "q", 50);
  view.year = said(request, "year", 4);
  view.unit = said(request, "unit", 40);
  view.kind = said(request, "kind", 40);
  view.kinds = kinds_of(services.pack);
  const auto facets = services.publications.facets();
  view.years = facets.years;
  for (const auto& [id, name] : facets.units) view.units.push_back({id, {name, name}});
  const auto words = search::read_query(view.text);
  if (!words) return view;  // What has no letter and no digit is in nothing.
  find_decisions(view, *words, services);
  // Items have no year and no unit: whoever asks for one asks for decisions.
  if (view.year.empty() && view.unit.empty()) {
    find_items(view, *words, services);
    if (view.kind.empty()) {
      find_officers(view, services);
      find_entries(view, services);
    }
  }
  return view;
}

}  // namespace mingcha::http
