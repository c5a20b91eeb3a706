// SPDX-License-Identifier: Apache-2.0
#include "http/portal/amount.h"
#include "http/portal/frame.h"
#include "http/portal/page.h"

namespace mingcha::portal {
namespace {

std::string address(const ListSummaryView& list, std::string_view rest = {}) {
  return "/lists/" + percent_encode(list.id) + std::string{rest};
}

Html changed(const Reader& reader, const ListSummaryView& list) {
  if (!list.changed_on) return {};
  return tag("span", {{"class", "hint"}},
             reader.fill(Phrase::lists_changed, reader.day(*list.changed_on)));
}

Html index_entry(const Reader& reader, const ListSummaryView& list) {
  return tag("li", {{"class", "card"}},
             tag("h2", {}, tag("a", {{"href", reader.link(address(list))}}, reader.say(list.name))),
             tag("p", {}, reader.say(list.about)),
             tag("p", {{"class", "line"}},
                 tag("span", {{"class", "hint"}},
                     reader.fill(Phrase::lists_count, to_grouped(list.entries))),
                 changed(reader, list)));
}

Html search_form(const Reader& reader, const ListView& view) {
  Html fields = tag("div", {{"class", "box"}},
                    tag("label", {{"for", "q"}}, reader.say(Phrase::list_search_label)),
                    tag("div", {{"class", "field"}},
                        tag("input", {{"id", "q"},
                                      {"name", "q"},
                                      {"type", "search"},
                                      {"value", view.text},
                                      {"maxlength", "50"},
                                      {"autocomplete", "off"}}),
                        tag("button", {{"type", "submit"}}, reader.say(Phrase::search))));
  if (view.kept) {
    fields += tag(
        "p", {{"class", "chooser day"}}, tag("label", {{"for", "on"}}, reader.say(Phrase::list_on)),
        tag("input", {{"id", "on"},
                      {"name", "on"},
                      {"type", "date"},
                      {"value", to_string(view.on)},
                      {"aria-describedby", "on-hint"}}),
        tag("span", {{"id", "on-hint"}, {"class", "hint"}}, reader.say(Phrase::list_on_hint)));
  }
  return tag("form",
             {{"class", "search"},
              {"role", "search"},
              {"action", address(view.summary)},
              {"method", "get"}},
             reader.kept_fields(), fields);
}

Html in_force(const Reader& reader, const ListEntryView& entry) {
  if (!entry.from) return {};
  const auto words =
      entry.to ? reader.fill(Phrase::list_from_to, reader.day(*entry.from), reader.day(*entry.to))
               : reader.fill(Phrase::list_from, reader.day(*entry.from));
  return tag("p", {{"class", "hint"}}, words);
}

Html entry_card(const Reader& reader, const ListEntryView& entry) {
  Html facts;
  for (const auto& cell : entry.cells) {
    facts += fact(reader.say(cell.column), in_chinese(reader, "span", "", cell.value));
  }
  return tag("li", {{"class", "card"}}, tag("h3", {}, in_chinese(reader, "span", "", entry.name)),
             tag("dl", {{"class", "cells"}}, facts), in_force(reader, entry));
}

Query query_of(const ListView& view) {
  Query query;
  if (!view.text.empty()) query.emplace_back("q", view.text);
  if (!view.of_today) query.emplace_back("on", to_string(view.on));
  return query;
}

/// Whoever looks at another day is told so.
Html past(const Reader& reader, const ListView& view) {
  if (view.of_today) return {};
  Query query;
  if (!view.text.empty()) query.emplace_back("q", view.text);
  return tag("p", {{"class", "note"}}, reader.fill(Phrase::list_past, reader.day(view.on)), " ",
             tag("a", {{"href", reader.link(address(view.summary), query)}},
                 reader.say(Phrase::list_today)));
}

Html downloads(const Reader& reader, const ListView& view) {
  Html links;
  for (const auto* format : {"xlsx", "csv", "json"}) {
    std::string label{format};
    for (char& c : label) c = static_cast<char>(c - 'a' + 'A');
    links += tag("li", {}, tag("a", {{"href", address(view.summary, "/data.") + format}}, label));
  }
  return tag("section", {{"class", "panel"}}, tag("h2", {}, reader.say(Phrase::list_downloads)),
             tag("ul", {{"class", "plain"}}, links));
}

Html side(const Reader& reader, const ListView& view) {
  Html html = downloads(reader, view);
  if (view.kept) {
    html += tag("section", {{"class", "panel"}}, tag("h2", {}, reader.say(Phrase::list_history)),
                tag("p", {}, changed(reader, view.summary)),
                tag("p", {},
                    tag("a", {{"href", reader.link(address(view.summary, "/history"))}},
                        reader.say(Phrase::list_history))));
  }
  html += tag("section", {}, tag("h2", {}, reader.say(Phrase::list_basis)),
              articles(reader, {view.article}));
  return tag("div", {{"class", "side"}}, html);
}

Html found(const Reader& reader, const ListView& view) {
  const auto count = to_grouped(view.total);
  return tag("p", {{"class", "count"}, {"role", "status"}},
             view.kept ? reader.fill(Phrase::list_found, count, reader.day(view.on))
                       : reader.fill(Phrase::list_found_pack, count));
}

Html value(const Reader& reader, const std::string& text) {
  if (text.empty()) return reader.say(Phrase::history_empty);
  return in_chinese(reader, "span", "", text);
}

Html difference(const Reader& reader, const ListChangeView::Difference& one) {
  return fact(reader.say(one.column),
              tag("span", {{"class", "was"}}, reader.say(Phrase::history_before), " ",
                  value(reader, one.before)) +
                  tag("span", {{"class", "is"}}, reader.say(Phrase::history_after), " ",
                      value(reader, one.after)));
}

Html change(const Reader& reader, const ListChangeView& view) {
  using Kind = ListChangeView::Kind;
  const auto kind = view.kind == Kind::added     ? Phrase::history_added
                    : view.kind == Kind::changed ? Phrase::history_changed
                                                 : Phrase::history_ended;
  const auto when = view.kind == Kind::ended ? Phrase::history_until : Phrase::history_since;
  Html html = tag("p", {}, tag("span", {{"class", "badge"}}, reader.say(kind)), " ",
                  tag("b", {}, in_chinese(reader, "span", "", view.name)), " ",
                  tag("span", {{"class", "hint"}}, reader.fill(when, reader.day(view.day))));
  Html facts;
  for (const auto& one : view.differences) facts += difference(reader, one);
  if (!facts.empty()) html += tag("dl", {{"class", "differences"}}, facts);
  return tag("li", {}, html);
}

Html version(const Reader& reader, const ListVersionView& view) {
  Html facts =
      fact(reader.say(Phrase::history_reason), in_chinese(reader, "span", "", view.reason));
  facts += fact(reader.say(Phrase::history_basis), reader.say(view.article));
  Html changes;
  for (const auto& one : view.changes) changes += change(reader, one);
  Html html = tag("h2", {}, reader.fill(Phrase::history_version, view.number), " ",
                  tag("span", {{"class", "hint"}}, date(reader, view.on)));
  html += tag("dl", {{"class", "line"}}, facts);
  html += tag("p", {{"class", "hint"}},
              reader.fill(Phrase::history_counts, to_grouped(view.added), to_grouped(view.changed),
                          to_grouped(view.ended)));
  html += tag("ul", {{"class", "plain changes"}}, changes);
  const auto all = view.added + view.changed + view.ended;
  if (all > view.changes.size()) {
    html += tag("p", {{"class", "hint"}},
                reader.fill(Phrase::history_more, to_grouped(all - view.changes.size())));
  }
  return tag("li", {{"class", "card"}}, html);
}

Html crumbs(const Reader& reader, const ListSummaryView& list, std::string_view here) {
  return tag(
      "nav",
      {{"class", "crumbs"}, {"aria-label", std::string{reader.say(Phrase::breadcrumb_label)}}},
      tag("a", {{"href", reader.link("/")}}, reader.say(Phrase::nav_home)),
      tag("a", {{"href", reader.link("/lists")}}, reader.say(Phrase::nav_lists)),
      tag("a", {{"href", reader.link(address(list))}}, reader.say(list.name)),
      tag("span", {{"aria-current", "page"}}, here));
}

}  // namespace

std::string list_index_page(const SiteView& site, const ListIndexView& view) {
  const Reader reader{site};
  const std::string title{reader.say(Phrase::lists_title)};
  Html content = tag("h1", {}, title);
  content += tag("p", {{"class", "lead"}}, reader.say(Phrase::lists_lead));
  Html entries;
  for (const auto& list : view.lists) entries += index_entry(reader, list);
  content += tag("ul", {{"class", "cards"}}, entries);
  return frame(reader, {.title = title, .section = Section::lists, .script = ""}, content);
}

std::string list_page(const SiteView& site, const ListView& view) {
  const Reader reader{site};
  const auto& name = reader.say(view.summary.name);
  Html content = breadcrumb(reader, "/lists", Phrase::nav_lists, name);
  content += tag("h1", {}, name);
  content += tag("p", {{"class", "lead"}}, reader.say(view.summary.about));
  Html main = search_form(reader, view) + past(reader, view);
  if (view.entries.empty()) {
    main += tag("p", {{"class", "empty"}}, reader.say(Phrase::list_none));
  } else {
    Html entries;
    for (const auto& entry : view.entries) entries += entry_card(reader, entry);
    main += found(reader, view) + tag("h2", {{"class", "unseen"}}, name) +
            tag("ol", {{"class", "cards"}}, entries) +
            paging(reader, address(view.summary), view.page, view.pages, query_of(view));
  }
  content += tag("div", {{"class", "columns"}}, tag("div", {}, main), side(reader, view));
  return frame(reader, {.title = name, .section = Section::lists, .script = ""}, content);
}

std::string list_history_page(const SiteView& site, const ListHistoryView& view) {
  const Reader reader{site};
  const auto title = reader.fill(Phrase::history_title, reader.say(view.summary.name));
  Html content = crumbs(reader, view.summary, reader.say(Phrase::list_history));
  content += tag("h1", {}, title);
  content += tag("p", {{"class", "lead"}}, reader.say(Phrase::history_lead));
  if (view.versions.empty()) {
    content += tag("p", {{"class", "empty"}}, reader.say(Phrase::history_none));
  } else {
    Html versions;
    for (const auto& one : view.versions) versions += version(reader, one);
    content += tag("ol", {{"class", "cards"}}, versions);
    content += paging(reader, address(view.summary, "/history"), view.page, view.pages, {});
  }
  return frame(reader, {.title = title, .section = Section::lists, .script = ""}, content);
}

}  // namespace mingcha::portal
