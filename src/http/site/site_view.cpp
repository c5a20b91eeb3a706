// SPDX-License-Identifier: Apache-2.0
#include "http/site/site_view.h"

#include <fmt/format.h>

#include "desk/log_desk.h"
#include "desk/people_desk.h"
#include "desk/services.h"
#include "pack/definition.h"

namespace mingcha::http {

portal::SiteView site_view(const Request& request, desk::Services& services) {
  const auto people = services.people.directory();
  portal::SiteView site;
  site.bureau = {people->agency_name, people->agency_name};
  site.tagline = {"行政执法公示 · 依法公开 · 人人可核验",
                  "Enforcement in the open: lawful, public, checkable by anyone"};
  site.contact_phone = people->phone;
  site.supervision_phone = people->supervision_phone;
  site.address = {people->address, people->address};
  site.language = request.language;
  site.size =
      request.query_value("size") == "large" ? portal::TextSize::large : portal::TextSize::normal;
  site.records =
      services.site.demonstration ? portal::Records::demonstration : portal::Records::real;
  site.base_url = services.site.base_url;
  site.path = request.path();
  for (const auto& [name, value] : request.query) {
    if (name != "lang" && name != "size") site.query.emplace_back(name, value);
  }
  const auto& key = services.log.policy().logs.front().key;
  site.log_origin = key.name();
  site.log_key_id = fmt::format("{:08x}", key.id());
  return site;
}

portal::ArticleView article_view(desk::Services& services, const std::string& article) {
  portal::ArticleView view;
  if (const auto citation = law::parse_citation(article)) {
    view.citation = services.pack.statutes.print(*citation);
  }
  const auto found = services.pack.articles.find(article);
  if (found != services.pack.articles.end()) view.text = found->second;
  return view;
}

std::vector<portal::Remedy> remedies_view(const pack::Item& item, desk::Services& services) {
  const auto people = services.people.directory();
  std::vector<portal::Remedy> out;
  for (const auto& remedy : item.remedies) {
    const auto& organ = remedy.organ == "agency.court" ? people->court : people->superior;
    auto within = remedy.within;
    if (const auto citation = law::parse_citation(remedy.article)) {
      const auto article = services.pack.statutes.print(*citation);
      within.zh += "（" + article.zh + "）";
      within.en += " (" + article.in(Language::en) + ")";
    }
    out.push_back({remedy.name, {organ, organ}, std::move(within)});
  }
  return out;
}

portal::LogFigures log_figures(desk::Services& services) {
  const auto state = services.log.state();
  return {static_cast<std::uint64_t>(state.size), state.checkpoint_at};
}

}  // namespace mingcha::http
