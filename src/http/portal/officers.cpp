// SPDX-License-Identifier: Apache-2.0
#include "http/portal/officers.h"

#include "http/portal/amount.h"
#include "http/portal/frame.h"
#include "http/portal/view.h"

namespace mingcha::portal {
namespace {

Html validity(const Reader& reader, const OfficerView& officer) {
  if (!officer.from || !officer.to) return {};
  return Html{
      reader.fill(Phrase::officer_from_to, reader.day(*officer.from), reader.day(*officer.to))};
}

Html officer_facts(const Reader& reader, const OfficerView& officer, const char* class_name) {
  const auto one = [&](Phrase label, const std::string& value) {
    return fact(reader.say(label), in_chinese(reader, "span", "", value));
  };
  Html facts = one(Phrase::officer_unit, officer.unit);
  facts += one(Phrase::officer_post, officer.post);
  facts += one(Phrase::officer_badge, officer.badge);
  facts += one(Phrase::officer_certificate, officer.certificate);
  facts += one(Phrase::officer_category, officer.category);
  facts += one(Phrase::officer_area, officer.area);
  facts += fact(reader.say(Phrase::officer_valid), validity(reader, officer));
  return tag("dl", {{"class", class_name}}, facts);
}

Html officer_card(const Reader& reader, const OfficerView& officer) {
  const auto address = "/officers/" + percent_encode(officer.badge);
  return tag(
      "li", {{"class", "card"}},
      tag("h3", {},
          tag("a", {{"href", reader.link(address)}}, in_chinese(reader, "span", "", officer.name))),
      officer_facts(reader, officer, "line"));
}

Html search_form(const Reader& reader, const std::string& text) {
  return tag("form",
             {{"class", "search"}, {"role", "search"}, {"action", "/officers"}, {"method", "get"}},
             reader.kept_fields(),
             tag("div", {{"class", "box"}},
                 tag("label", {{"for", "q"}}, reader.say(Phrase::officers_search)),
                 tag("div", {{"class", "field"}},
                     tag("input", {{"id", "q"},
                                   {"name", "q"},
                                   {"type", "search"},
                                   {"value", text},
                                   {"maxlength", "50"},
                                   {"autocomplete", "off"}}),
                     tag("button", {{"type", "submit"}}, reader.say(Phrase::search)))));
}

struct StandingWords {
  Phrase title, text;
  const char* kind;  ///< Class of the verdict.
};

StandingWords words_of(Standing standing) {
  switch (standing) {
    case Standing::valid: return {Phrase::officer_is_valid, Phrase::officer_is_valid_text, "good"};
    case Standing::withheld:
      return {Phrase::officer_withheld, Phrase::officer_withheld_text, "good"};
    case Standing::not_yet: return {Phrase::officer_not_yet, Phrase::officer_may_not_text, "bad"};
    case Standing::expired: return {Phrase::officer_expired, Phrase::officer_may_not_text, "bad"};
    case Standing::ended: return {Phrase::officer_ended, Phrase::officer_may_not_text, "bad"};
    case Standing::unknown: break;
  }
  return {Phrase::officer_forged, Phrase::officer_forged_text, "bad"};
}

}  // namespace

std::string officer_list_page(const SiteView& site, const OfficerListView& view) {
  const Reader reader{site};
  const std::string title{reader.say(Phrase::officers_title)};
  Html content = tag("h1", {}, title);
  content += tag("p", {{"class", "lead"}}, reader.say(Phrase::officers_lead));
  content += search_form(reader, view.text);
  if (view.officers.empty()) {
    content += tag("p", {{"class", "empty"}}, reader.say(Phrase::officers_none));
  } else {
    content += tag("p", {{"class", "count"}, {"role", "status"}},
                   reader.fill(Phrase::officers_count, to_grouped(view.total)));
    Html cards;
    for (const OfficerView& officer : view.officers) cards += officer_card(reader, officer);
    content += tag("h2", {{"class", "unseen"}}, title);
    content += tag("ol", {{"class", "cards"}}, cards);
    Query query;
    if (!view.text.empty()) query.emplace_back("q", view.text);
    content += paging(reader, "/officers", view.page, view.pages, query);
  }
  return frame(reader, {.title = title, .section = Section::none, .script = ""}, content);
}

std::string identity_page(const SiteView& site, const IdentityView& view) {
  const Reader reader{site};
  const auto words = words_of(view.standing);
  const std::string title{reader.say(words.title)};
  Html content = breadcrumb(reader, "/officers", Phrase::officers_title,
                            view.officer ? view.officer->name : title);
  if (view.officer) content += in_chinese(reader, "p", "figure", view.officer->name);
  const std::string kind = std::string{"verdict "} + words.kind;
  content +=
      tag("div", {{"class", kind}}, tag("h1", {}, title), tag("p", {}, reader.say(words.text)));
  Html facts = fact(reader.say(Phrase::officer_checked_at), reader.moment(view.checked_at));
  if (view.officer) content += officer_facts(reader, *view.officer, "guide");
  content += tag("dl", {{"class", "guide"}}, facts);
  if (view.card.size > 0) {
    content +=
        tag("section", {{"class", "scan"}}, drawn_code(view.card, reader.say(Phrase::officer_code)),
            tag("p", {}, reader.say(Phrase::officer_scan)));
  }
  if (!site.supervision_phone.empty()) {
    content += tag("p", {},
                   tag("a", {{"class", "button"}, {"href", "tel:" + site.supervision_phone}},
                       reader.fill(Phrase::officer_call, site.supervision_phone)));
  }
  const auto whole = view.officer ? view.officer->name + " · " + title : title;
  return frame(reader, {.title = whole, .section = Section::none, .script = ""}, content);
}

std::string agency_list_page(const SiteView& site, const std::vector<AgencyView>& agencies) {
  const Reader reader{site};
  const std::string title{reader.say(Phrase::agencies_title)};
  Html content = tag("h1", {}, title);
  content += tag("p", {{"class", "lead"}}, reader.say(Phrase::agencies_lead));
  if (agencies.empty())
    content += tag("p", {{"class", "empty"}}, reader.say(Phrase::agencies_none));
  for (const AgencyView& agency : agencies) {
    Html facts;
    for (const auto& [label, value] : agency.facts) {
      facts += fact(reader.say(label), value.en.empty() ? in_chinese(reader, "span", "", value.zh)
                                                        : Html{reader.say(value)});
    }
    content += tag("section", {}, in_chinese(reader, "h2", "", agency.name),
                   tag("dl", {{"class", "guide"}}, facts));
  }
  return frame(reader, {.title = title, .section = Section::none, .script = ""}, content);
}

}  // namespace mingcha::portal
