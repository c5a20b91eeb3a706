// SPDX-License-Identifier: Apache-2.0
#include "http/portal/places.h"

#include <algorithm>

#include "http/portal/frame.h"

namespace mingcha::portal {
namespace {

constexpr std::size_t kOnSlide = 5;
constexpr std::size_t kGuidesOnSlide = 2;

// ---- hall screen ---------------------------------------------------------------------------

Html slide(std::string_view title, const Html& content) {
  return tag("section", {{"class", "slide"}}, tag("h2", {}, title), content);
}

Html decision_lines(const Reader& reader, const std::vector<DecisionSummary>& all,
                    std::size_t first) {
  Html lines;
  for (std::size_t i = first; i < std::min(all.size(), first + kOnSlide); ++i) {
    lines += tag("li", {}, tag("b", {}, reader.say(all[i].cause)),
                 date(reader, all[i].published_on), tag("span", {}, reader.say(all[i].outcome)),
                 in_chinese(reader, "span", "number", all[i].number));
  }
  if (lines.empty()) return tag("p", {}, reader.say(Phrase::hall_none));
  return tag("ul", {{"class", "lines"}}, lines);
}

Html coded(const Html& words, const CodeView& code, std::string_view label) {
  return tag("div", {{"class", "coded"}}, tag("div", {}, words), drawn_code(code, label));
}

Html guide_cards(const Reader& reader, const std::vector<GuideCardView>& all, std::size_t first) {
  Html cards;
  for (std::size_t i = first; i < std::min(all.size(), first + kGuidesOnSlide); ++i) {
    const auto& name = reader.say(all[i].name);
    cards += coded(tag("b", {}, name) + tag("p", {}, reader.say(all[i].kind)) +
                       tag("p", {}, reader.say(Phrase::hall_scan_guide)),
                   all[i].code, name);
  }
  return cards;
}

Html verify_slide(const Reader& reader, const HallView& view) {
  return slide(reader.say(Phrase::hall_verify),
               coded(tag("p", {}, reader.say(Phrase::hall_verify_text)), view.verify,
                     reader.say(Phrase::nav_verify)));
}

Html contact_slide(const Reader& reader, const HallView& view) {
  const SiteView& site = reader.site();
  Html words = tag("p", {{"class", "figure"}}, site.supervision_phone);
  words += tag("p", {}, reader.say(Phrase::enquiries), " ", site.contact_phone);
  words += tag("p", {}, reader.say(site.address));
  words += tag("p", {}, reader.say(Phrase::hall_portal));
  return slide(reader.say(Phrase::hall_complain),
               coded(words, view.home, reader.say(Phrase::hall_portal)));
}

// ---- posters -------------------------------------------------------------------------------

struct PosterWords {
  const char* path;
  Phrase title, text;
};

PosterWords words_of(PosterKind kind) {
  switch (kind) {
    case PosterKind::items: return {"items", Phrase::poster_items, Phrase::poster_items_text};
    case PosterKind::officers:
      return {"officers", Phrase::poster_officers, Phrase::poster_officers_text};
    case PosterKind::verify: return {"verify", Phrase::poster_verify, Phrase::hall_verify_text};
    case PosterKind::decisions:
    case PosterKind::guide: break;
  }
  return {"decisions", Phrase::poster_decisions, Phrase::poster_decisions_text};
}

Html texts(const Reader& reader, const std::vector<Text>& all) {
  Html entries;
  for (const Text& text : all) entries += tag("li", {}, reader.say(text));
  return tag("ul", {}, entries);
}

Html guide_facts(const Reader& reader, const GuideView& guide) {
  std::vector<Text> limits;
  for (const auto& limit : guide.limits) limits.push_back(limit.name);
  Html facts = fact(reader.say(Phrase::guide_accepted_by), reader.say(guide.accepted_by));
  facts += fact(reader.say(Phrase::guide_materials), texts(reader, guide.materials));
  if (!limits.empty()) facts += fact(reader.say(Phrase::guide_limits), texts(reader, limits));
  facts += fact(reader.say(Phrase::guide_concessions), reader.say(guide.concessions));
  facts += fact(reader.say(Phrase::guide_hours), reader.say(guide.hours));
  return tag("dl", {}, facts);
}

Html poster_foot(const Reader& reader) {
  const SiteView& site = reader.site();
  Html facts = fact(reader.say(Phrase::guide_phone), site.contact_phone);
  facts += fact(reader.say(Phrase::supervision), site.supervision_phone);
  facts += fact(reader.say(Phrase::address), reader.say(site.address));
  return tag("footer", {}, tag("dl", {}, facts));
}

Html poster_link(const Reader& reader, const std::string& path, std::string_view name) {
  return tag("li", {}, tag("a", {{"href", reader.link(path)}}, name));
}

}  // namespace

// The style sheet turns six slides; where there is less to show, what there is comes again.
std::string hall_page(const SiteView& site, const HallView& view) {
  const Reader reader{site};
  const bool two = view.latest.size() > kOnSlide;
  const bool more_guides = view.guides.size() > kGuidesOnSlide;
  Html slides = slide(reader.say(Phrase::hall_today), decision_lines(reader, view.latest, 0));
  slides += slide(reader.say(Phrase::hall_guides), guide_cards(reader, view.guides, 0));
  slides += verify_slide(reader, view);
  slides += slide(reader.say(Phrase::hall_today),
                  decision_lines(reader, view.latest, two ? kOnSlide : 0));
  slides += slide(reader.say(Phrase::hall_guides),
                  guide_cards(reader, view.guides, more_guides ? kGuidesOnSlide : 0));
  slides += contact_slide(reader, view);
  Html content = tag("input", {{"type", "checkbox"}, {"id", "pause"}});
  content += tag("label", {{"for", "pause"}}, reader.say(Phrase::hall_pause));
  content += tag("header", {}, tag("p", {{"class", "bureau"}}, reader.say(site.bureau)),
                 tag("h1", {}, reader.say(Phrase::feed_title)));
  content += tag("main", {}, slides);
  return bare_page(reader, {std::string{reader.say(Phrase::hall_title)}, "screen.css", "hall"},
                   content);
}

std::string poster_list_page(const SiteView& site, const std::vector<ItemSummary>& items) {
  const Reader reader{site};
  const std::string title{reader.say(Phrase::poster_title)};
  Html content = tag("h1", {}, title);
  content += tag("p", {{"class", "lead"}}, reader.say(Phrase::poster_lead));
  Html general;
  for (const auto kind :
       {PosterKind::decisions, PosterKind::items, PosterKind::officers, PosterKind::verify}) {
    const auto words = words_of(kind);
    general += poster_link(reader, std::string{"/posters/"} + words.path, reader.say(words.title));
  }
  Html guides;
  for (const ItemSummary& item : items) {
    guides +=
        poster_link(reader, "/posters/items/" + percent_encode(item.id), reader.say(item.name));
  }
  content += tag("section", {}, tag("h2", {}, reader.say(Phrase::poster_general)),
                 tag("ul", {{"class", "rows"}}, general));
  content += tag("section", {}, tag("h2", {}, reader.say(Phrase::poster_guides)),
                 tag("ul", {{"class", "rows"}}, guides));
  return frame(reader, {.title = title, .section = Section::none, .script = ""}, content);
}

std::string poster_page(const SiteView& site, const PosterView& view) {
  const Reader reader{site};
  const auto words = words_of(view.kind);
  const std::string title{view.guide ? std::string_view{reader.say(view.guide->summary.name)}
                                     : reader.say(words.title)};
  Html content = tag("p", {{"class", "hint screen"}}, reader.say(Phrase::poster_print));
  content += tag("header", {}, tag("p", {{"class", "bureau"}}, reader.say(site.bureau)));
  Html main = tag("h1", {}, title);
  main += view.guide ? guide_facts(reader, view.guide->guide)
                     : tag("p", {{"class", "lead"}}, reader.say(words.text));
  main += tag("div", {{"class", "scan"}}, drawn_code(view.code, reader.say(Phrase::poster_scan)),
              tag("p", {}, reader.say(Phrase::poster_scan)),
              tag("p", {{"class", "address"}}, view.address));
  content += tag("main", {}, main);
  content += poster_foot(reader);
  return bare_page(reader, {title, "screen.css", "poster"}, content);
}

std::string embedded_list(const SiteView& site, const std::vector<DecisionSummary>& decisions) {
  const Reader reader{site};
  const std::string title{reader.say(Phrase::feed_title)};
  Html entries;
  for (const DecisionSummary& decision : decisions) {
    entries += tag("li", {},
                   tag("a",
                       {{"href", reader.link("/decisions/" + percent_encode(decision.id))},
                        {"target", "_blank"},
                        {"rel", "noopener"}},
                       reader.say(decision.cause)),
                   in_chinese(reader, "span", "number", decision.number),
                   date(reader, decision.published_on));
  }
  Html content = tag("h1", {}, title);
  content += entries.empty() ? tag("p", {}, reader.say(Phrase::hall_none))
                             : tag("ul", {{"class", "lines"}}, entries);
  content +=
      tag("p", {},
          tag("a", {{"href", reader.link("/decisions")}, {"target", "_blank"}, {"rel", "noopener"}},
              reader.say(Phrase::embed_all)));
  return bare_page(reader, {title, "screen.css", "embed"}, tag("main", {}, content));
}

}  // namespace mingcha::portal
