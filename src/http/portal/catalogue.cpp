// SPDX-License-Identifier: Apache-2.0
#include "http/portal/frame.h"
#include "http/portal/page.h"

namespace mingcha::portal {
namespace {

Html item_links(const Reader& reader, const std::vector<ItemSummary>& items) {
  Html entries;
  for (const ItemSummary& item : items) {
    entries += tag("li", {},
                   tag("a", {{"href", reader.link("/items/" + percent_encode(item.id))}},
                       reader.say(item.name)));
  }
  return tag("ul", {{"class", "plain"}}, entries);
}

Html entry(const Reader& reader, const MajorView& view) {
  Html facts = fact(reader.say(Phrase::catalogue_kinds), reader.say(view.kinds));
  facts += fact(reader.say(Phrase::catalogue_when), reader.say(view.when));
  facts += fact(reader.say(Phrase::catalogue_items), item_links(reader, view.items));
  return tag("li", {}, tag("h2", {}, reader.say(view.name)), tag("dl", {{"class", "guide"}}, facts),
             articles(reader, {view.basis}));
}

Html points(const Reader& reader, const ReviewCatalogueView& view) {
  Html facts;
  for (const auto& [name, meaning] : view.points) {
    facts += fact(reader.say(name), reader.say(meaning));
  }
  return tag("section", {}, tag("h2", {}, reader.say(Phrase::catalogue_points)),
             tag("p", {{"class", "hint"}}, reader.say(Phrase::catalogue_points_lead)),
             tag("dl", {{"class", "guide"}}, facts));
}

Html materials(const Reader& reader, const ReviewCatalogueView& view) {
  if (view.materials.empty()) return {};
  Html entries;
  for (const Text& text : view.materials) entries += tag("li", {}, reader.say(text));
  return tag("section", {}, tag("h2", {}, reader.say(Phrase::catalogue_materials)),
             tag("ul", {{"class", "plain"}}, entries));
}

Html terms(const Reader& reader, const ReviewCatalogueView& view) {
  if (view.limits.empty()) return {};
  return tag("section", {}, tag("h2", {}, reader.say(Phrase::catalogue_limits)),
             limit_list(reader, view.limits));
}

}  // namespace

std::string review_catalogue_page(const SiteView& site, const ReviewCatalogueView& view) {
  const Reader reader{site};
  const std::string title{reader.say(Phrase::catalogue_title)};
  Html content = breadcrumb(reader, "/items", Phrase::nav_items, title);
  content += tag("h1", {}, title);
  content += tag("p", {{"class", "lead"}}, reader.say(Phrase::catalogue_lead));
  Html entries;
  for (const MajorView& major : view.entries) entries += entry(reader, major);
  content += view.entries.empty()
                 ? tag("p", {{"class", "empty"}}, reader.say(Phrase::catalogue_none))
                 : tag("ol", {{"class", "steps"}}, entries);
  content += points(reader, view) + materials(reader, view) + terms(reader, view);
  return frame(reader, {.title = title, .section = Section::items, .script = ""}, content);
}

}  // namespace mingcha::portal
