// SPDX-License-Identifier: Apache-2.0
#include "http/portal/annual_page.h"

#include <algorithm>

#include <fmt/format.h>

#include "http/portal/frame.h"

namespace mingcha::portal {
namespace {

std::string path_of(std::int64_t year) { return "/annual/" + std::to_string(year); }

Html figures(const Reader& reader, const AnnualTableView& table) {
  Html rows;
  for (const auto& figure : table.figures) {
    rows += tag("tr", {}, tag("th", {{"scope", "row"}}, reader.say(figure.title)),
                tag("td", {{"class", "amount"}},
                    figure.told ? Html{figure.value} : Html{reader.say(Phrase::annual_not_told)}),
                tag("td", {}, reader.say(figure.unit)));
  }
  Html head =
      tag("tr", {}, tag("th", {{"scope", "col"}}, reader.say(Phrase::annual_item)),
          tag("th", {{"scope", "col"}, {"class", "amount"}}, reader.say(Phrase::annual_value)),
          tag("th", {{"scope", "col"}}, reader.say(Phrase::annual_unit)));
  return tag("table", {{"class", "tally"}}, tag("thead", {}, head), tag("tbody", {}, rows));
}

Html table(const Reader& reader, const AnnualTableView& view) {
  const std::string id = "t-" + view.id;
  const Html content = view.power
                           ? figures(reader, view)
                           : tag("p", {{"class", "hint"}}, reader.say(Phrase::annual_no_power));
  return tag("section", {{"aria-labelledby", id}}, tag("h2", {{"id", id}}, reader.say(view.title)),
             content);
}

Html explanation(const Reader& reader, const AnnualReportView& view) {
  Html paragraphs;
  std::size_t from = 0;
  while (from < view.explanation.size()) {
    const auto end = std::min(view.explanation.find('\n', from), view.explanation.size());
    const auto line = view.explanation.substr(from, end - from);
    if (!line.empty()) paragraphs += tag("p", {}, line);
    from = end + 1;
  }
  return tag("section", {}, tag("h2", {}, reader.say(Phrase::annual_explanation)),
             in_chinese(reader, "div", "prose", paragraphs));
}

Html list_of(const Reader& reader, const std::vector<Text>& rules) {
  Html entries;
  for (const auto& rule : rules) entries += tag("li", {}, reader.say(rule));
  return tag("section", {}, tag("h2", {}, reader.say(Phrase::annual_rules)),
             tag("ul", {}, entries));
}

Html correction(const Reader& reader, const AnnualReportView& view) {
  if (view.correction.empty()) return {};
  Html entries;
  for (const auto& edition : view.earlier) {
    entries += tag("li", {}, reader.fill(Phrase::annual_earlier, reader.day(edition.published_on)));
  }
  return tag("div", {{"class", "note"}}, tag("h2", {}, reader.say(Phrase::annual_corrected)),
             in_chinese(reader, "p", "", view.correction),
             tag("ul", {{"class", "plain"}}, entries));
}

Html downloads(const Reader& reader, const AnnualReportView& view) {
  Html links;
  for (const auto* format : {"xlsx", "csv", "json"}) {
    std::string label{format};
    for (char& c : label) c = static_cast<char>(c - 'a' + 'A');
    links += tag("a",
                 {{"class", "button"},
                  {"href", path_of(view.year) + "/report." + format},
                  {"download", fmt::format("annual-{}.{}", view.year, format)}},
                 reader.fill(Phrase::annual_download, label));
  }
  return tag("p", {{"class", "buttons"}}, links);
}

}  // namespace

std::string annual_list_page(const SiteView& site, const AnnualListView& view) {
  const Reader reader{site};
  const std::string title{reader.say(Phrase::annual_title)};
  Html content = tag("h1", {}, title);
  content += tag("p", {{"class", "lead"}}, reader.say(Phrase::annual_lead));
  Html entries;
  for (const auto year : view.years) {
    entries += tag("li", {},
                   tag("a", {{"href", reader.link(path_of(year))}},
                       reader.fill(Phrase::annual_of_year, year)));
  }
  content += view.years.empty() ? tag("p", {{"class", "empty"}}, reader.say(Phrase::annual_none))
                                : tag("ul", {{"class", "rows"}}, entries);
  return frame(reader, {.title = title, .section = Section::annual, .script = ""}, content);
}

std::string annual_report_page(const SiteView& site, const AnnualReportView& view) {
  const Reader reader{site};
  const auto title = reader.fill(Phrase::annual_of_year, view.year);
  Html content = breadcrumb(reader, "/annual", Phrase::annual_title, title);
  const auto* between = site.language == Language::zh ? "" : ": ";
  content += tag("h1", {}, reader.say(view.agency) + between + title);
  Html facts = fact(
      reader.say(Phrase::annual_period),
      date(reader, view.from) + Html{reader.say(Phrase::annual_until)} + date(reader, view.to));
  facts += fact(reader.say(Phrase::published_on), date(reader, view.published_on));
  facts += fact(reader.say(Phrase::annual_due), date(reader, view.due));
  if (view.index) {
    facts += fact(reader.say(Phrase::annual_log), std::to_string(*view.index));
  }
  content += tag("dl", {{"class", "line"}}, facts);
  if (view.first_published_on.value_or(view.published_on) > view.due) {
    content += tag("p", {{"class", "note"}}, reader.say(Phrase::annual_late));
  }
  content += correction(reader, view);
  content += downloads(reader, view);
  content += explanation(reader, view);
  Html tables;
  for (const auto& one : view.tables) tables += table(reader, one);
  content += tag("div", {{"class", "tables"}}, tables);
  content += list_of(reader, view.rules);
  return frame(reader, {.title = title, .section = Section::annual, .script = ""}, content);
}

}  // namespace mingcha::portal
