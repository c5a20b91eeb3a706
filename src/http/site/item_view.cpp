// SPDX-License-Identifier: Apache-2.0
#include "http/site/item_view.h"

#include "acts/case_chart.h"
#include "acts/case_view.h"
#include "desk/people_desk.h"
#include "desk/services.h"
#include "http/site/site_view.h"
#include "law/rule_text.h"
#include "pack/definition.h"
#include "people/person.h"

namespace mingcha::http {

std::vector<portal::LimitView> limits_view(const std::vector<law::TimeLimit>& limits,
                                           desk::Services& services) {
  std::vector<portal::LimitView> out;
  for (const auto& limit : limits) {
    const auto length = law::name_of(limit.unit, limit.amount);
    out.push_back({{limit.title.zh + "：" + length.zh,
                    limit.title.in(Language::en) + ": " + length.in(Language::en)},
                   law::rule_sentences(limit, services.pack.statutes)});
  }
  return out;
}

namespace {

portal::GuideView guide_view(const pack::Item& item, const pack::Procedure& procedure,
                             desk::Services& services) {
  const auto& guide = services.pack.guides.at(item.id);
  return {guide.accepted_by,
          guide.approved_by,
          guide.concessions,
          guide.materials,
          limits_view(procedure.limits, services),
          guide.supervision,
          guide.liability,
          guide.hours};
}

Text within(const pack::Procedure& procedure, const pack::Step& step) {
  Text out;
  for (const auto& limit : procedure.limits) {
    const auto end = procedure.limit_ends.find(limit.id);
    if (end == procedure.limit_ends.end() || end->second != step.id) continue;
    const auto length = law::name_of(limit.unit, limit.amount);
    out.zh += (out.zh.empty() ? "" : "；") + limit.title.zh + "：" + length.zh;
    out.en += (out.en.empty() ? "" : "; ") + limit.title.en + ": " + length.en;
  }
  return out;
}

/// Not every case that ends with a decision has it.
bool is_sometimes(const pack::Procedure& procedure, const pack::Step& step) {
  if (step.optional) return true;
  if (!step.when) return false;
  const auto* decision = procedure.step_of(pack::StepKind::decision);
  return decision == nullptr || !decision->when ||
         decision->when->to_source() != step.when->to_source();
}

portal::StepView step_view(const pack::Procedure& procedure, const pack::Step& step) {
  portal::StepView view;
  view.name = step.title;
  if (is_sometimes(procedure, step)) {
    view.name.zh += "（视情形）";
    view.name.en += " (in some cases)";
  }
  const auto role = people::to_role(step.who.role);
  if (role) view.who = people::title(*role);
  if (step.who.officers > 1) {
    view.who.zh += "（不少于" + std::to_string(step.who.officers) + "人）";
    view.who.en += " (at least " + std::to_string(step.who.officers) + ")";
  }
  view.within = within(procedure, step);
  view.detail = step.help;
  return view;
}

}  // namespace

portal::ItemSummary item_summary(const pack::Item& item) {
  return {item.id, item.title, pack::title_of_category(item.category)};
}

portal::ItemView item_view(const pack::Item& item, desk::Services& services, Language language) {
  const auto people = services.people.directory();
  portal::ItemView view;
  view.summary = item_summary(item);
  view.agency = {people->agency_name, people->agency_name};
  view.object = item.object;
  for (const auto& article : item.violation) view.bases.push_back(article_view(services, article));
  for (const auto& article : item.penalty) view.bases.push_back(article_view(services, article));
  for (const auto& article : item.basis) view.bases.push_back(article_view(services, article));
  const auto& procedure = acts::procedure_of(services.pack, item);
  for (const auto& step : procedure.steps) view.steps.push_back(step_view(procedure, step));
  view.remedies = remedies_view(item, services);
  view.guide = guide_view(item, procedure, services);
  const auto flow = chart::flow_of(services.pack, procedure, acts::role_titles());
  const auto plan = chart::plan_of(flow, language);
  view.chart = chart::draw_whole(plan);
  view.sheets = chart::draw(plan);
  return view;
}

}  // namespace mingcha::http
