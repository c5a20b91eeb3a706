// SPDX-License-Identifier: Apache-2.0
#include "http/portal/frame.h"

#include "http/portal/amount.h"
#include "http/portal/assets.h"

namespace mingcha::portal {
namespace {

struct NavigationEntry {
  Section section;
  Phrase label;
  const char* path;
};
constexpr NavigationEntry kNavigation[] = {
    {Section::home, Phrase::nav_home, "/"},
    {Section::decisions, Phrase::nav_decisions, "/decisions"},
    {Section::items, Phrase::nav_items, "/items"},
    {Section::lists, Phrase::nav_lists, "/lists"},
    {Section::annual, Phrase::nav_annual, "/annual"},
    {Section::log, Phrase::nav_log, "/log"},
    {Section::verify, Phrase::nav_verify, "/v"},
    {Section::follow, Phrase::nav_follow, "/follow"},
    {Section::speak, Phrase::nav_speak, "/speak"},
};

Html navigation(const Reader& reader, Section current) {
  Html entries;
  for (const NavigationEntry& entry : kNavigation) {
    Attributes attributes{{"href", reader.link(entry.path)}};
    if (entry.section == current) attributes.push_back({"aria-current", "page"});
    entries += tag("a", attributes, reader.say(entry.label));
  }
  return tag("nav", {{"aria-label", std::string{reader.say(Phrase::nav_label)}}}, entries);
}

// The same page in the other language or size. Each switch keeps the other's setting.
Html switches(const Reader& reader) {
  const SiteView& site = reader.site();
  SiteView other = site;
  other.language = site.language == Language::zh ? Language::en : Language::zh;
  Html language = tag("a",
                      {{"href", Reader{other}.link(site.path, site.query)},
                       {"lang", other.language == Language::zh ? "zh-CN" : "en"},
                       {"hreflang", other.language == Language::zh ? "zh-CN" : "en"}},
                      reader.say(Phrase::other_language));
  other = site;
  const bool large = site.size == TextSize::large;
  other.size = large ? TextSize::normal : TextSize::large;
  Html size = tag("a", {{"href", Reader{other}.link(site.path, site.query)}},
                  reader.say(large ? Phrase::normal_text : Phrase::larger_text));
  return tag("p",
             {{"class", "tools"},
              {"role", "group"},
              {"aria-label", std::string{reader.say(Phrase::tools_label)}}},
             size, language);
}

Html masthead(const Reader& reader, Section current) {
  const SiteView& site = reader.site();
  Html brand = tag("a", {{"class", "brand"}, {"href", reader.link("/")}},
                   tag("span", {{"class", "bureau"}}, reader.say(site.bureau)),
                   tag("span", {{"class", "tagline"}}, reader.say(site.tagline)));
  return tag(
      "header", {{"class", "mast"}}, tag("div", {{"class", "wrap top"}}, brand, switches(reader)),
      tag("div", {{"class", "bar"}}, tag("div", {{"class", "wrap"}}, navigation(reader, current))));
}

Html telephone(const Reader& reader, Phrase label, const std::string& number) {
  if (number.empty()) return {};
  return fact(reader.say(label), tag("a", {{"href", "tel:" + number}}, number));
}

/// What is not among the main sections.
Html further(const Reader& reader) {
  Html links;
  links += tag("a", {{"href", reader.link("/officers")}}, reader.say(Phrase::officers_title));
  links += tag("a", {{"href", reader.link("/agencies")}}, reader.say(Phrase::agencies_title));
  links += tag("a", {{"href", reader.link("/data")}}, reader.say(Phrase::data_title));
  links += tag("a", {{"href", reader.link("/posters")}}, reader.say(Phrase::poster_title));
  links += tag("a", {{"href", reader.link("/hall")}}, reader.say(Phrase::hall_title));
  return tag("nav",
             {{"class", "further"}, {"aria-label", std::string{reader.say(Phrase::further)}}},
             links);
}

/// What is published may be wrong: whoever sees it says so from where he stands.
Html error_link(const Reader& reader, Section section) {
  if (section == Section::follow || section == Section::speak || section == Section::none)
    return {};
  const auto link = reader.link("/speak/new", {{"about", reader.site().path}});
  return tag(
      "p", {{"class", "screen"}}, reader.say(Phrase::report_error), " ",
      tag("a", {{"href", link}, {"rel", "nofollow"}}, reader.say(Phrase::report_error_link)));
}

Html footer(const Reader& reader, Section section) {
  const SiteView& site = reader.site();
  Html facts = telephone(reader, Phrase::enquiries, site.contact_phone);
  facts += telephone(reader, Phrase::supervision, site.supervision_phone);
  facts += fact(reader.say(Phrase::address), reader.say(site.address));
  facts += fact(reader.say(Phrase::log_key), tag("code", {}, site.log_key_id));
  return tag("footer", {},
             tag("div", {{"class", "wrap"}}, further(reader), tag("dl", {}, facts),
                 error_link(reader, section), tag("p", {}, reader.say(Phrase::foot_note))));
}

Html head_element(const Reader& reader, const PageHead& head) {
  const SiteView& site = reader.site();
  std::string title = head.title;
  if (!title.empty()) title += " – ";
  title += reader.say(site.bureau);
  Html html = tag("meta", {{"charset", "utf-8"}});
  html += tag("meta", {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1"}});
  html += tag("meta", {{"name", "color-scheme"}, {"content", "light dark"}});
  html += tag("title", {}, title);
  html += tag("link", {{"rel", "stylesheet"}, {"href", std::string{asset_path("portal.css")}}});
  html += tag(
      "link",
      {{"rel", "icon"}, {"type", "image/svg+xml"}, {"href", std::string{asset_path("mark.svg")}}});
  html += tag("link", {{"rel", "alternate"},
                       {"type", "application/atom+xml"},
                       {"title", std::string{reader.say(Phrase::feed_title)}},
                       {"href", reader.link("/feed.atom")}});
  if (!head.script.empty()) html += asset_script(head.script);
  return tag("head", {}, html);
}

Html article(const Reader& reader, const ArticleView& view) {
  if (view.text.empty()) return tag("p", {{"class", "citation"}}, reader.say(view.citation));
  return tag("details", {{"class", "article"}}, tag("summary", {}, reader.say(view.citation)),
             in_chinese(reader, "blockquote", "", view.text));
}

Html decision_card(const Reader& reader, const DecisionSummary& decision) {
  Html facts = fact(reader.say(Phrase::party), in_chinese(reader, "span", "", decision.party));
  facts += fact(reader.say(Phrase::outcome), reader.say(decision.outcome));
  facts += fact(reader.say(Phrase::handling_unit), reader.say(decision.unit));
  facts += fact(reader.say(Phrase::decided_on), date(reader, decision.decided_on));
  facts += fact(reader.say(Phrase::published_on), date(reader, decision.published_on));
  return tag("li", {{"class", "card"}},
             tag("h3", {},
                 tag("a", {{"href", reader.link("/decisions/" + percent_encode(decision.id))}},
                     reader.say(decision.cause))),
             in_chinese(reader, "p", "number", decision.number),
             tag("dl", {{"class", "line"}}, facts));
}

}  // namespace

std::string Reader::day(Day day) const { return to_words(day, site_.language); }

std::string Reader::moment(Instant at) const {
  if (site_.language == Language::zh) return to_chinese(at);
  const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(time_of_day(at)).count();
  return fmt::format("{}, {:02}:{:02} (UTC+8)", day(local_day(at)), minutes / 60, minutes % 60);
}

std::string Reader::end(Instant at) const {
  using namespace std::chrono_literals;
  return time_of_day(at) >= 24h - 1s ? day(local_day(at)) : moment(at);
}

std::string Reader::link(std::string_view path, Query query) const {
  if (site_.language == Language::en) query.emplace_back("lang", "en");
  if (site_.size == TextSize::large) query.emplace_back("size", "large");
  return to_link(path, query);
}

Html Reader::kept_fields() const {
  Html html;
  const auto hidden = [&html](const char* name, const char* value) {
    html += tag("input", {{"type", "hidden"}, {"name", name}, {"value", value}});
  };
  if (site_.language == Language::en) hidden("lang", "en");
  if (site_.size == TextSize::large) hidden("size", "large");
  return html;
}

std::string frame(const Reader& reader, const PageHead& head, const Html& content) {
  const SiteView& site = reader.site();
  Html body =
      tag("a", {{"class", "skip"}, {"href", "#content"}}, reader.say(Phrase::skip_to_content));
  if (site.records == Records::demonstration) {
    body += tag("p", {{"class", "demo"}, {"role", "note"}}, reader.say(Phrase::demonstration));
  }
  body += masthead(reader, head.section);
  body += tag("main", {{"id", "content"}, {"class", "wrap"}}, content);
  body += footer(reader, head.section);
  Attributes attributes{{"lang", site.language == Language::zh ? "zh-CN" : "en"}};
  if (site.size == TextSize::large) attributes.push_back({"class", "large"});
  return to_document(tag("html", attributes, head_element(reader, head), tag("body", {}, body)));
}

Html fact(std::string_view label, const Html& value) {
  if (value.empty()) return {};
  return tag("div", {}, tag("dt", {}, label), tag("dd", {}, value));
}

Html date(const Reader& reader, Day day) {
  return tag("time", {{"datetime", to_string(day)}}, reader.day(day));
}

Html in_chinese(const Reader& reader, Name element_name, std::string_view class_name,
                const Html& text) {
  if (text.empty()) return {};
  Attributes attributes;
  if (!class_name.empty()) attributes.push_back({"class", std::string{class_name}});
  if (reader.site().language != Language::zh) attributes.push_back({"lang", "zh-CN"});
  if (attributes.empty() && element_name.text() == "span") return text;
  return tag(element_name, attributes, text);
}

Html breadcrumb(const Reader& reader, std::string_view path, Phrase section,
                std::string_view here) {
  return tag(
      "nav",
      {{"class", "crumbs"}, {"aria-label", std::string{reader.say(Phrase::breadcrumb_label)}}},
      tag("a", {{"href", reader.link("/")}}, reader.say(Phrase::nav_home)),
      tag("a", {{"href", reader.link(path)}}, reader.say(section)),
      tag("span", {{"aria-current", "page"}}, here));
}

Html articles(const Reader& reader, const std::vector<ArticleView>& bases) {
  Html html;
  for (const ArticleView& view : bases) html += article(reader, view);
  return html;
}

Html remedy_list(const Reader& reader, const std::vector<Remedy>& remedies) {
  Html entries;
  for (const Remedy& remedy : remedies) {
    Html facts = fact(reader.say(Phrase::remedy_organ), reader.say(remedy.organ));
    facts += fact(reader.say(Phrase::remedy_within), reader.say(remedy.within));
    entries += tag("li", {}, tag("b", {}, reader.say(remedy.name)), tag("dl", {}, facts));
  }
  return tag("ul", {{"class", "remedies"}}, entries);
}

Html paging(const Reader& reader, const DecisionListView& view, const Query& query) {
  return paging(reader, "/decisions", view.page, view.pages, query);
}

Html paging(const Reader& reader, std::string_view path, std::uint64_t page, std::uint64_t pages,
            const Query& query) {
  if (pages <= 1) return {};
  const auto to_page = [&](std::uint64_t wanted, const char* rel, Phrase label) {
    Query target = query;
    if (wanted > 1) target.emplace_back("page", std::to_string(wanted));
    return tag("a", {{"href", reader.link(path, target)}, {"rel", rel}}, reader.say(label));
  };
  Html html;
  if (page > 1) html += to_page(page - 1, "prev", Phrase::previous_page);
  html += tag("span", {}, reader.fill(Phrase::results_page, to_grouped(page), to_grouped(pages)));
  if (page < pages) html += to_page(page + 1, "next", Phrase::next_page);
  return tag("nav",
             {{"class", "paging"}, {"aria-label", std::string{reader.say(Phrase::paging_label)}}},
             html);
}

Html decision_cards(const Reader& reader, const std::vector<DecisionSummary>& decisions) {
  Html cards;
  for (const DecisionSummary& decision : decisions) cards += decision_card(reader, decision);
  return tag("ol", {{"class", "cards"}}, cards);
}

Html limit_list(const Reader& reader, const std::vector<LimitView>& limits) {
  Html entries;
  for (const LimitView& limit : limits) {
    std::string rule;
    for (const Text& sentence : limit.rule) {
      if (!rule.empty() && reader.site().language == Language::en) rule += ' ';
      rule += reader.say(sentence);
    }
    Html entry = tag("b", {}, reader.say(limit.name));
    if (!rule.empty()) entry += tag("p", {{"class", "hint"}}, rule);
    entries += tag("li", {}, entry);
  }
  return tag("ul", {{"class", "plain"}}, entries);
}

}  // namespace mingcha::portal
