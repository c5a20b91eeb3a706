// SPDX-License-Identifier: Apache-2.0
#include "http/portal/search.h"

#include "http/portal/amount.h"
#include "http/portal/frame.h"

namespace mingcha::portal {
namespace {

Html option(const std::string& value, std::string_view label, const std::string& chosen) {
  Attributes attributes{{"value", value}};
  if (value == chosen) attributes.push_back({"selected", ""});
  return tag("option", attributes, label);
}

Html chooser(Name name, std::string_view label, const Html& options) {
  const std::string id{name.text()};
  return tag("p", {{"class", "chooser"}}, tag("label", {{"for", id}}, label),
             tag("select", {{"id", id}, {"name", id}}, options));
}

Html filters(const Reader& reader, const SearchView& view) {
  Html kinds = option("", reader.say(Phrase::any_kind), view.kind);
  for (const Choice& kind : view.kinds)
    kinds += option(kind.value, reader.say(kind.label), view.kind);
  Html years = option("", reader.say(Phrase::any_year), view.year);
  for (const int year : view.years) {
    const auto value = std::to_string(year);
    years += option(value, value, view.year);
  }
  Html units = option("", reader.say(Phrase::any_unit), view.unit);
  for (const Choice& unit : view.units)
    units += option(unit.value, reader.say(unit.label), view.unit);
  return tag("div", {{"class", "choosers three"}},
             chooser("kind", reader.say(Phrase::find_kind), kinds),
             chooser("year", reader.say(Phrase::year), years),
             chooser("unit", reader.say(Phrase::unit), units));
}

Html form(const Reader& reader, const SearchView& view) {
  return tag(
      "form", {{"class", "search"}, {"role", "search"}, {"action", "/search"}, {"method", "get"}},
      reader.kept_fields(),
      tag("div", {{"class", "box"}}, tag("label", {{"for", "q"}}, reader.say(Phrase::find_label)),
          tag("div", {{"class", "field"}},
              tag("input", {{"id", "q"},
                            {"name", "q"},
                            {"type", "search"},
                            {"value", view.text},
                            {"maxlength", "100"},
                            {"autocomplete", "off"},
                            {"aria-describedby", "q-hint"}}),
              tag("button", {{"type", "submit"}}, reader.say(Phrase::search))),
          tag("p", {{"id", "q-hint"}, {"class", "hint"}}, reader.say(Phrase::find_hint))),
      filters(reader, view));
}

Html snippet(const Reader& reader, const SnippetView& view) {
  Html html;
  for (const auto& piece : view.pieces) {
    html += piece.found ? tag("mark", {}, piece.text) : Html{piece.text};
  }
  return in_chinese(reader, "p", "hint", html);
}

Html decision(const Reader& reader, const FoundDecision& found) {
  const auto& one = found.summary;
  Html facts = fact(reader.say(Phrase::party), in_chinese(reader, "span", "", one.party));
  facts += fact(reader.say(Phrase::outcome), reader.say(one.outcome));
  facts += fact(reader.say(Phrase::handling_unit), reader.say(one.unit));
  facts += fact(reader.say(Phrase::decided_on), date(reader, one.decided_on));
  facts += fact(reader.say(Phrase::published_on), date(reader, one.published_on));
  return tag("li", {{"class", "card"}},
             tag("h3", {},
                 tag("a", {{"href", reader.link("/decisions/" + percent_encode(one.id))}},
                     reader.say(one.cause))),
             in_chinese(reader, "p", "number", one.number), tag("dl", {{"class", "line"}}, facts),
             snippet(reader, found.snippet));
}

Html section(const Reader& reader, Phrase heading, std::uint64_t total, const Html& content,
             bool exact = true) {
  if (total == 0) return {};
  return tag("section", {}, tag("h2", {}, reader.fill(heading, to_counted(total, exact))), content);
}

Html row(const std::string& address, const Html& name, std::string_view badge) {
  return tag("li", {}, tag("a", {{"href", address}}, name),
             tag("span", {{"class", "badge"}}, badge));
}

Html decisions(const Reader& reader, const SearchView& view) {
  Html cards;
  for (const auto& found : view.decisions) cards += decision(reader, found);
  Html html = tag("ol", {{"class", "cards"}}, cards);
  if (view.decisions_total > view.decisions.size()) {
    Query query{{"q", view.text}};
    if (!view.year.empty()) query.emplace_back("year", view.year);
    if (!view.unit.empty()) query.emplace_back("unit", view.unit);
    if (!view.kind.empty()) query.emplace_back("kind", view.kind);
    const auto label =
        view.decisions_exact
            ? reader.fill(Phrase::find_more_decisions, to_grouped(view.decisions_total))
            : reader.fill(Phrase::find_first_decisions, to_grouped(view.decisions_total));
    html += tag("p", {}, tag("a", {{"href", reader.link("/decisions", query)}}, label));
  }
  return section(reader, Phrase::find_decisions, view.decisions_total, html, view.decisions_exact);
}

Html items(const Reader& reader, const SearchView& view) {
  Html rows;
  for (const auto& item : view.items) {
    rows += row(reader.link("/items/" + percent_encode(item.id)), reader.say(item.name),
                reader.say(item.kind));
  }
  Html html = tag("ul", {{"class", "rows"}}, rows);
  if (view.items_total > view.items.size()) {
    html += tag("p", {},
                tag("a", {{"href", reader.link("/items", {{"q", view.text}})}},
                    reader.say(Phrase::find_all)));
  }
  return section(reader, Phrase::find_items, view.items_total, html);
}

Html officers(const Reader& reader, const SearchView& view) {
  Html rows;
  for (const auto& officer : view.officers) {
    rows += row(reader.link("/officers/" + percent_encode(officer.badge)),
                in_chinese(reader, "span", "", officer.name + " " + officer.badge), officer.unit);
  }
  Html html = tag("ul", {{"class", "rows"}}, rows);
  if (view.officers_total > view.officers.size()) {
    html += tag("p", {},
                tag("a", {{"href", reader.link("/officers", {{"q", view.text}})}},
                    reader.say(Phrase::find_all)));
  }
  return section(reader, Phrase::find_officers, view.officers_total, html);
}

Html entries(const Reader& reader, const SearchView& view) {
  Html rows;
  for (const auto& entry : view.entries) {
    rows += row(reader.link(entry.path), in_chinese(reader, "span", "", entry.title),
                reader.say(entry.list));
  }
  return section(reader, Phrase::find_lists, view.entries_total,
                 tag("ul", {{"class", "rows"}}, rows));
}

}  // namespace

std::string search_page(const SiteView& site, const SearchView& view) {
  const Reader reader{site};
  const std::string title = view.text.empty() ? std::string{reader.say(Phrase::find_title)}
                                              : reader.fill(Phrase::find_title_for, view.text);
  Html content = tag("h1", {}, title);
  content += form(reader, view);
  const auto total =
      view.decisions_total + view.items_total + view.officers_total + view.entries_total;
  if (!view.text.empty() && total == 0) {
    content += tag("p", {{"class", "empty"}, {"role", "status"}}, reader.say(Phrase::find_nothing));
  }
  content += items(reader, view) + officers(reader, view) + decisions(reader, view) +
             entries(reader, view);
  return frame(reader, {.title = title, .section = Section::none, .script = ""}, content);
}

}  // namespace mingcha::portal
