// SPDX-License-Identifier: Apache-2.0
#include "http/portal/data.h"

#include <map>

#include <nlohmann/json.hpp>

#include "http/portal/amount.h"
#include "http/portal/frame.h"
#include "http/portal/html.h"
#include "http/portal/view.h"

namespace mingcha::portal {
namespace {

Html file(const Reader& reader, const std::string& path, Phrase label) {
  return tag("li", {}, tag("a", {{"href", path}}, reader.say(label)), " ", tag("code", {}, path));
}

Html by_filter(const Reader& reader) {
  Html files = file(reader, "/data/decisions.json", Phrase::data_json);
  files += file(reader, "/data/decisions.csv", Phrase::data_csv);
  Html changes = file(reader, "/data/changes.json", Phrase::data_changes);
  return tag("section", {}, tag("h2", {}, reader.say(Phrase::data_now)),
             tag("p", {}, reader.say(Phrase::data_now_text)),
             tag("ul", {{"class", "files"}}, files), tag("ul", {{"class", "files"}}, changes),
             tag("p", {{"class", "hint"}}, reader.say(Phrase::data_changes_text)),
             tag("p", {},
                 tag("a", {{"href", reader.link("/data/dictionary")}},
                     reader.say(Phrase::dictionary_title))));
}

Html feeds(const Reader& reader) {
  Html files = file(reader, "/feed.atom", Phrase::data_atom);
  files += file(reader, "/feed.json", Phrase::data_jsonfeed);
  return tag("section", {}, tag("h2", {}, reader.say(Phrase::data_feeds)),
             tag("ul", {{"class", "files"}}, files));
}

/// Of "2026-03", in words.
std::string month(const Reader& reader, const BundleView& bundle) {
  if (bundle.month.size() != 7) return bundle.month;
  auto month = bundle.month.substr(5);
  if (reader.site().language == Language::zh && month.front() == '0') month.erase(0, 1);
  return reader.fill(Phrase::data_bundle_of, bundle.month.substr(0, 4), month);
}

std::string_view type_words(const Reader& reader, const std::string& type) {
  static const std::map<std::string_view, Phrase> kTypes{{"text", Phrase::type_text},
                                                         {"integer", Phrase::type_integer},
                                                         {"boolean", Phrase::type_boolean},
                                                         {"date", Phrase::type_date},
                                                         {"time", Phrase::type_time}};
  const auto found = kTypes.find(type);
  return found == kTypes.end() ? std::string_view{type} : reader.say(found->second);
}

Html months(const Reader& reader, const TakeView& view) {
  Html html = tag("h2", {}, reader.say(Phrase::data_months));
  html += tag("p", {}, reader.say(Phrase::data_months_text));
  if (view.months.empty()) {
    html += tag("p", {{"class", "empty"}}, reader.say(Phrase::data_none));
    return tag("section", {}, html);
  }
  Html entries;
  for (const BundleView& bundle : view.months) {
    const std::string name = bundle.month + ".zip";
    entries += tag("li", {}, tag("a", {{"href", "/data/bundles/" + name}}, month(reader, bundle)),
                   tag("span", {{"class", "badge"}},
                       reader.fill(Phrase::data_count_of, to_grouped(bundle.decisions))));
  }
  html += tag("ul", {{"class", "rows"}}, entries);
  return tag("section", {}, html);
}

Html checking(const Reader& reader) {
  return tag("section", {}, tag("h2", {}, reader.say(Phrase::data_check)),
             tag("p", {}, reader.say(Phrase::data_check_text)),
             tag("pre", {{"tabindex", "0"}}, "mingcha-verify bundle 2026-03 --policy policy"),
             tag("p", {{"class", "hint"}}, reader.say(Phrase::data_check_policy), ": ",
                 tag("a", {{"href", "/log/policy"}}, "/log/policy")));
}

Html terms(const Reader& reader, const TakeView& view) {
  Html rows =
      tag("li", {},
          view.per_minute == 0 ? std::string{reader.say(Phrase::data_limit_none)}
                               : reader.fill(Phrase::data_limit_rate, to_grouped(view.per_minute)));
  for (const Phrase term :
       {Phrase::data_limit_cache, Phrase::data_limit_stable, Phrase::data_limit_use}) {
    rows += tag("li", {}, reader.say(term));
  }
  return tag(
      "section", {{"class", "panel"}}, tag("h2", {}, reader.say(Phrase::data_limits)),
      tag("ul", {{"class", "plain"}}, rows),
      tag("p", {}, tag("a", {{"href", "/api/v1/openapi.json"}}, reader.say(Phrase::data_openapi))));
}

}  // namespace

std::string data_page(const SiteView& site, const TakeView& view) {
  const Reader reader{site};
  const std::string title{reader.say(Phrase::data_title)};
  Html content = tag("h1", {}, title);
  content += tag("p", {{"class", "lead"}}, reader.say(Phrase::data_lead));
  content +=
      tag("div", {{"class", "columns"}},
          tag("div", {}, by_filter(reader), feeds(reader), months(reader, view), checking(reader)),
          tag("div", {{"class", "side"}}, terms(reader, view)));
  return frame(reader, {.title = title, .section = Section::none, .script = ""}, content);
}

std::string dictionary_page(const SiteView& site, const std::vector<ColumnView>& columns) {
  const Reader reader{site};
  const std::string title{reader.say(Phrase::dictionary_title)};
  Html content = breadcrumb(reader, "/data", Phrase::data_title, title);
  content += tag("h1", {}, title);
  content += tag("p", {{"class", "lead"}}, reader.say(Phrase::dictionary_lead));
  Html rows;
  for (const ColumnView& column : columns) {
    rows += tag("tr", {}, tag("th", {{"scope", "row"}}, tag("code", {}, column.name)),
                tag("td", {}, type_words(reader, column.type)),
                tag("td", {}, reader.say(column.meaning)));
  }
  const Html head =
      tag("tr", {}, tag("th", {{"scope", "col"}}, reader.say(Phrase::dictionary_name)),
          tag("th", {{"scope", "col"}}, reader.say(Phrase::dictionary_type)),
          tag("th", {{"scope", "col"}}, reader.say(Phrase::dictionary_meaning)));
  content +=
      tag("div", {{"class", "wide"}, {"tabindex", "0"}, {"role", "region"}, {"aria-label", title}},
          tag("table", {}, tag("thead", {}, head), tag("tbody", {}, rows)));
  content += tag(
      "p", {}, tag("a", {{"href", "/data/dictionary.json"}}, reader.say(Phrase::dictionary_json)));
  return frame(reader, {.title = title, .section = Section::none, .script = ""}, content);
}

std::string dictionary_json(const std::vector<ColumnView>& columns) {
  auto fields = nlohmann::ordered_json::array();
  for (const ColumnView& column : columns) {
    fields.push_back({{"name", column.name},
                      {"type", column.type},
                      {"meaning", column.meaning.zh},
                      {"meaning_en", column.meaning.in(Language::en)}});
  }
  return nlohmann::ordered_json{{"fields", std::move(fields)}}.dump(2) + "\n";
}

}  // namespace mingcha::portal
