// SPDX-License-Identifier: Apache-2.0
#include "http/portal/amount.h"
#include "http/portal/frame.h"
#include "http/portal/page.h"

namespace mingcha::portal {
namespace {

Html item_search(const Reader& reader, const std::string& text) {
  return tag("form",
             {{"class", "search"}, {"role", "search"}, {"action", "/items"}, {"method", "get"}},
             reader.kept_fields(),
             tag("div", {{"class", "box"}},
                 tag("label", {{"for", "q"}}, reader.say(Phrase::items_search_label)),
                 tag("div", {{"class", "field"}},
                     tag("input", {{"id", "q"},
                                   {"name", "q"},
                                   {"type", "search"},
                                   {"value", text},
                                   {"maxlength", "100"},
                                   {"autocomplete", "off"}}),
                     tag("button", {{"type", "submit"}}, reader.say(Phrase::search)))));
}

Html item_entries(const Reader& reader, const ItemListView& view) {
  if (view.items.empty()) {
    return tag("p", {{"class", "empty"}}, reader.say(Phrase::items_none));
  }
  Html html = tag("p", {{"class", "count"}, {"role", "status"}},
                  reader.fill(Phrase::items_count, to_grouped(view.items.size())));
  for (std::size_t i = 0; i < view.items.size();) {
    const std::string& kind = reader.say(view.items[i].kind);
    Html entries;
    for (; i < view.items.size() && reader.say(view.items[i].kind) == kind; ++i) {
      const ItemSummary& item = view.items[i];
      entries += tag("li", {},
                     tag("a", {{"href", reader.link("/items/" + percent_encode(item.id))}},
                         reader.say(item.name)));
    }
    html += tag("section", {}, tag("h2", {}, kind), tag("ul", {{"class", "rows"}}, entries));
  }
  return html;
}

Html step(const Reader& reader, const StepView& view) {
  Html facts = fact(reader.say(Phrase::step_who), reader.say(view.who));
  facts += fact(reader.say(Phrase::step_within), reader.say(view.within));
  Html html = tag("h3", {}, reader.say(view.name));
  html += tag("dl", {{"class", "line"}}, facts);
  if (const std::string& detail = reader.say(view.detail); !detail.empty()) {
    html += tag("p", {}, detail);
  }
  return tag("li", {}, html);
}

Html procedure(const Reader& reader, const ItemView& view) {
  if (view.steps.empty()) return {};
  Html steps;
  for (const StepView& entry : view.steps) steps += step(reader, entry);
  return tag("section", {}, tag("h2", {}, reader.say(Phrase::item_steps)),
             tag("p", {{"class", "hint"}}, reader.say(Phrase::item_steps_lead)),
             tag("ol", {{"class", "steps"}}, steps));
}

/// The headings of the guide that no other part of the page has.
Html guide(const Reader& reader, const ItemView& view) {
  const auto list = [&](const std::vector<Text>& texts) {
    Html entries;
    for (const Text& text : texts) entries += tag("li", {}, reader.say(text));
    return tag("ul", {{"class", "plain"}}, entries);
  };
  const GuideView& given = view.guide;
  Html facts = fact(reader.say(Phrase::guide_name), reader.say(view.summary.name));
  facts += fact(reader.say(Phrase::guide_accepted_by), reader.say(given.accepted_by));
  facts += fact(reader.say(Phrase::guide_approved_by), reader.say(given.approved_by));
  facts += fact(reader.say(Phrase::guide_concessions), reader.say(given.concessions));
  facts += fact(reader.say(Phrase::guide_materials), list(given.materials));
  facts += fact(reader.say(Phrase::guide_limits), given.limits.empty()
                                                      ? Html{reader.say(Phrase::guide_no_limits)}
                                                      : limit_list(reader, given.limits));
  Html supervision = tag("p", {}, reader.say(given.supervision));
  if (const auto& phone = reader.site().supervision_phone; !phone.empty()) {
    supervision += tag("p", {}, tag("a", {{"href", "tel:" + phone}}, phone));
  }
  facts += fact(reader.say(Phrase::guide_supervision), supervision);
  facts += fact(reader.say(Phrase::guide_liability), reader.say(given.liability));
  facts += fact(reader.say(Phrase::guide_hours), reader.say(given.hours));
  facts += fact(reader.say(Phrase::guide_address), reader.say(reader.site().address));
  if (const auto& phone = reader.site().contact_phone; !phone.empty()) {
    facts += fact(reader.say(Phrase::guide_phone), tag("a", {{"href", "tel:" + phone}}, phone));
  }
  return tag("section", {{"id", "guide"}}, tag("h2", {}, reader.say(Phrase::guide_title)),
             tag("p", {{"class", "hint screen"}}, reader.say(Phrase::guide_lead)),
             tag("dl", {{"class", "guide"}}, facts));
}

Html flowchart(const Reader& reader, const ItemView& view) {
  if (view.sheets.empty()) return {};
  Html sheets;
  for (const auto& sheet : view.sheets) sheets += drawing(sheet);
  const std::string title{reader.say(Phrase::item_chart)};
  return tag(
      "section", {{"id", "chart"}}, tag("h2", {}, title),
      tag("p", {{"class", "hint screen"}}, reader.say(Phrase::item_chart_lead)),
      tag("div",
          {{"class", "chart screen"}, {"tabindex", "0"}, {"role", "region"}, {"aria-label", title}},
          drawing(view.chart)),
      tag("div", {{"class", "chart paper-only"}}, sheets));
}

Html particulars(const Reader& reader, const ItemView& view) {
  Html powers;
  for (const Text& power : view.powers) powers += tag("li", {}, reader.say(power));
  Html facts = fact(reader.say(Phrase::item_kind), reader.say(view.summary.kind));
  facts += fact(reader.say(Phrase::item_agency), reader.say(view.agency));
  facts += fact(reader.say(Phrase::item_unit), reader.say(view.unit));
  facts += fact(reader.say(Phrase::item_object), reader.say(view.object));
  if (!powers.empty()) {
    facts += fact(reader.say(Phrase::item_powers), tag("ul", {{"class", "plain"}}, powers));
  }
  return tag("section", {{"class", "panel"}}, tag("h2", {}, reader.say(Phrase::item_facts)),
             tag("dl", {}, facts));
}

}  // namespace

std::string item_list_page(const SiteView& site, const ItemListView& view) {
  const Reader reader{site};
  Html content = tag("h1", {}, reader.say(Phrase::items_title));
  content += tag("p", {{"class", "lead"}}, reader.say(Phrase::items_lead));
  content += tag(
      "p", {},
      tag("a", {{"href", reader.link("/review-catalogue")}}, reader.say(Phrase::catalogue_title)));
  content += item_search(reader, view.text);
  content += item_entries(reader, view);
  const std::string title{reader.say(Phrase::items_title)};
  return frame(reader, {.title = title, .section = Section::items, .script = ""}, content);
}

std::string item_page(const SiteView& site, const ItemView& view) {
  const Reader reader{site};
  const std::string& name = reader.say(view.summary.name);
  Html content = breadcrumb(reader, "/items", Phrase::nav_items, name);
  content += tag("h1", {}, name);
  Html main = guide(reader, view) + procedure(reader, view);
  if (!view.bases.empty()) {
    main += tag("section", {}, tag("h2", {}, reader.say(Phrase::item_basis)),
                articles(reader, view.bases));
  }
  if (!view.remedies.empty()) {
    main += tag("section", {}, tag("h2", {}, reader.say(Phrase::item_remedies)),
                remedy_list(reader, view.remedies));
  }
  content += tag("div", {{"class", "columns"}}, tag("div", {}, main),
                 tag("div", {{"class", "side"}}, particulars(reader, view)));
  content += flowchart(reader, view);
  return frame(reader, {.title = name, .section = Section::items, .script = ""}, content);
}

}  // namespace mingcha::portal
