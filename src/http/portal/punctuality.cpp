// SPDX-License-Identifier: Apache-2.0
#include "http/portal/amount.h"
#include "http/portal/frame.h"
#include "http/portal/page.h"

namespace mingcha::portal {
namespace {

Html figure(const Reader& reader, Phrase label, std::uint64_t count, bool alarming = false) {
  Attributes attributes{{"data-label", std::string{reader.say(label)}}};
  if (alarming && count > 0) attributes.push_back({"class", "bad"});
  return tag("td", attributes, to_grouped(count));
}

Html row(const Reader& reader, const PunctualityRow& unit) {
  Html cells = tag("th", {{"scope", "row"}}, in_chinese(reader, "span", "", unit.unit));
  cells += figure(reader, Phrase::punctuality_in_time, unit.in_time);
  cells += figure(reader, Phrase::punctuality_late, unit.late);
  cells += figure(reader, Phrase::punctuality_overdue, unit.overdue, true);
  const auto longest =
      unit.overdue == 0 ? std::string{"–"} : reader.fill(Phrase::punctuality_days, unit.longest);
  cells +=
      tag("td", {{"data-label", std::string{reader.say(Phrase::punctuality_longest)}}}, longest);
  cells += figure(reader, Phrase::punctuality_withdrawn, unit.withdrawn_in_time);
  cells += figure(reader, Phrase::punctuality_withdrawn_late, unit.withdrawn_late);
  cells += figure(reader, Phrase::punctuality_withdrawal_overdue, unit.withdrawal_overdue, true);
  return tag("tr", {}, cells);
}

Html table(const Reader& reader, const PunctualityView& view) {
  Html head;
  for (const auto label :
       {Phrase::punctuality_unit, Phrase::punctuality_in_time, Phrase::punctuality_late,
        Phrase::punctuality_overdue, Phrase::punctuality_longest, Phrase::punctuality_withdrawn,
        Phrase::punctuality_withdrawn_late, Phrase::punctuality_withdrawal_overdue}) {
    head += tag("th", {{"scope", "col"}}, reader.say(label));
  }
  Html rows;
  for (const PunctualityRow& unit : view.rows) rows += row(reader, unit);
  return tag("table", {{"class", "figures"}}, tag("thead", {}, tag("tr", {}, head)),
             tag("tbody", {}, rows));
}

}  // namespace

std::string punctuality_page(const SiteView& site, const PunctualityView& view) {
  const Reader reader{site};
  const std::string title{reader.say(Phrase::punctuality_title)};
  Html content = breadcrumb(reader, "/decisions", Phrase::nav_decisions, title);
  content += tag("h1", {}, title);
  content += tag("p", {{"class", "lead"}}, reader.say(Phrase::punctuality_lead));
  content += view.rows.empty()
                 ? tag("p", {{"class", "empty"}}, reader.say(Phrase::punctuality_none))
                 : table(reader, view);
  content +=
      tag("p", {{"class", "hint"}}, reader.fill(Phrase::punctuality_as_of, reader.day(view.on)));
  if (!view.limits.empty()) {
    content += tag("section", {}, tag("h2", {}, reader.say(Phrase::punctuality_limits)),
                   limit_list(reader, view.limits));
  }
  return frame(reader, {.title = title, .section = Section::decisions, .script = ""}, content);
}

}  // namespace mingcha::portal
