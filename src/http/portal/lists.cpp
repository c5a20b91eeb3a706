// SPDX-License-Identifier: Apache-2.0
#include "http/portal/amount.h"
#include "http/portal/frame.h"
#include "http/portal/page.h"

namespace mingcha::portal {
namespace {

Html search_box(const Reader& reader, const std::string& text, Phrase label, Phrase hint) {
  return tag("div", {{"class", "box"}}, tag("label", {{"for", "q"}}, reader.say(label)),
             tag("div", {{"class", "field"}},
                 tag("input", {{"id", "q"},
                               {"name", "q"},
                               {"type", "search"},
                               {"value", text},
                               {"maxlength", "100"},
                               {"autocomplete", "off"},
                               {"aria-describedby", "q-hint"}}),
                 tag("button", {{"type", "submit"}}, reader.say(Phrase::search))),
             tag("p", {{"id", "q-hint"}, {"class", "hint"}}, reader.say(hint)));
}

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

Html filters(const Reader& reader, const DecisionListView& view) {
  Html years = option("", reader.say(Phrase::any_year), view.year);
  for (const int year : view.years) {
    const std::string value = std::to_string(year);
    years += option(value, value, view.year);
  }
  Html units = option("", reader.say(Phrase::any_unit), view.unit);
  for (const Choice& unit : view.units) {
    units += option(unit.value, reader.say(unit.label), view.unit);
  }
  Html kinds = option("", reader.say(Phrase::any_kind), view.kind);
  for (const Choice& kind : view.kinds) {
    kinds += option(kind.value, reader.say(kind.label), view.kind);
  }
  return tag("div", {{"class", "choosers three"}},
             chooser("kind", reader.say(Phrase::find_kind), kinds),
             chooser("year", reader.say(Phrase::year), years),
             chooser("unit", reader.say(Phrase::unit), units));
}

Html search_form(const Reader& reader, const char* action, const Html& fields) {
  return tag("form",
             {{"class", "search"}, {"role", "search"}, {"action", action}, {"method", "get"}},
             reader.kept_fields(), fields);
}

Html nothing_found(const Reader& reader) {
  return tag("div", {{"class", "empty"}},
             tag("p", {{"class", "lead"}}, reader.say(Phrase::results_none)),
             tag("p", {}, reader.say(Phrase::results_none_advice)),
             tag("p", {},
                 tag("a", {{"class", "button"}, {"href", reader.link("/decisions")}},
                     reader.say(Phrase::show_all))));
}

Html action(const Reader& reader, const char* path, Phrase title, Phrase text) {
  return tag("li", {}, tag("h3", {}, tag("a", {{"href", reader.link(path)}}, reader.say(title))),
             tag("p", {}, reader.say(text)));
}

Html complaint(const Reader& reader) {
  return tag(
      "li", {},
      tag("h3", {}, tag("a", {{"href", reader.link("/speak")}}, reader.say(Phrase::home_complain))),
      tag("p", {}, reader.say(Phrase::home_complain_text), " ",
          tag("span", {{"class", "whole"}}, reader.site().supervision_phone)));
}

Html actions(const Reader& reader) {
  Html entries = action(reader, "/decisions", Phrase::home_find, Phrase::home_find_text);
  entries += action(reader, "/v", Phrase::home_verify, Phrase::home_verify_text);
  entries += action(reader, "/items", Phrase::home_procedure, Phrase::home_procedure_text);
  entries += complaint(reader);
  return tag("section", {{"class", "actions"}},
             tag("h2", {{"class", "unseen"}}, reader.say(Phrase::home_what)),
             tag("ul", {}, entries));
}

Html log_figures(const Reader& reader, const HomeView& view) {
  Html lines = tag("p", {{"class", "figure"}},
                   reader.fill(Phrase::home_log_size, to_grouped(view.log.size)));
  if (view.log.checkpoint_at) {
    lines +=
        tag("p", {}, reader.fill(Phrase::home_log_time, reader.moment(*view.log.checkpoint_at)));
  }
  lines += tag("p", {}, reader.fill(Phrase::home_decisions, to_grouped(view.decisions)));
  lines += tag("p", {}, reader.fill(Phrase::home_items, to_grouped(view.items)));
  lines += tag("p", {{"class", "hint"}}, reader.say(Phrase::home_log_text));
  lines +=
      tag("p", {}, tag("a", {{"href", reader.link("/log")}}, reader.say(Phrase::home_log_more)));
  return tag("aside", {{"class", "panel"}}, tag("h2", {}, reader.say(Phrase::home_log)), lines);
}

Html latest(const Reader& reader, const HomeView& view) {
  const Html heading = tag("h2", {}, reader.say(Phrase::home_latest));
  if (view.latest.empty()) {
    return tag("section", {}, heading, tag("p", {}, reader.say(Phrase::home_latest_none)));
  }
  return tag(
      "section", {}, heading, decision_cards(reader, view.latest),
      tag("p", {}, tag("a", {{"href", reader.link("/decisions")}}, reader.say(Phrase::home_more))));
}

Query query_of(const DecisionListView& view) {
  Query query;
  if (!view.text.empty()) query.emplace_back("q", view.text);
  if (!view.year.empty()) query.emplace_back("year", view.year);
  if (!view.unit.empty()) query.emplace_back("unit", view.unit);
  if (!view.kind.empty()) query.emplace_back("kind", view.kind);
  return query;
}

}  // namespace

std::string home_page(const SiteView& site, const HomeView& view) {
  const Reader reader{site};
  const Html hero = tag("section", {{"class", "hero"}}, tag("h1", {}, reader.say(site.tagline)),
                        tag("p", {{"class", "lead"}}, reader.say(Phrase::home_lead)),
                        search_form(reader, "/search",
                                    search_box(reader, "", Phrase::find_label, Phrase::find_hint)));
  Html content = hero;
  content += actions(reader);
  content += tag("div", {{"class", "columns"}}, latest(reader, view), log_figures(reader, view));
  return frame(reader, {.title = "", .section = Section::home, .script = ""}, content);
}

std::string decision_list_page(const SiteView& site, const DecisionListView& view) {
  const Reader reader{site};
  const std::string title = view.text.empty() ? std::string{reader.say(Phrase::decisions_title)}
                                              : reader.fill(Phrase::decisions_title_for, view.text);
  Html content = tag("h1", {}, title);
  Html fields = search_box(reader, view.text, Phrase::search_label, Phrase::search_hint);
  fields += filters(reader, view);
  content += search_form(reader, "/decisions", fields);
  if (view.decisions.empty()) {
    content += nothing_found(reader);
  } else {
    content += tag("p", {{"class", "count"}, {"role", "status"}},
                   reader.fill(Phrase::results_count, to_counted(view.total, view.exact)));
    if (!view.exact) {
      content +=
          tag("p", {{"class", "hint"}}, reader.fill(Phrase::results_first, to_grouped(view.total)));
    }
    content += tag("h2", {{"class", "unseen"}}, reader.say(Phrase::nav_decisions));
    content += decision_cards(reader, view.decisions);
    content += paging(reader, "/decisions", view.page, view.pages, query_of(view));
  }
  content +=
      tag("p", {{"class", "hint"}},
          tag("a", {{"href", reader.link("/punctuality")}}, reader.say(Phrase::punctuality_title)));
  return frame(reader, {.title = title, .section = Section::decisions, .script = ""}, content);
}

}  // namespace mingcha::portal
