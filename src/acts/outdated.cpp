// SPDX-License-Identifier: Apache-2.0
#include "acts/outdated.h"

#include <algorithm>

#include "acts/case_view.h"

namespace mingcha::acts {
namespace {

using casefile::Fact;
using casefile::Paper;
using casefile::State;

/// The last change of the fact that the paper could not know of; null when there is none. A value
/// that the paper's own step asked for anew belongs to the paper it made then.
const Fact* change_after(const State& state, const Paper& paper, const std::string& field) {
  const auto concerns = [&](const Fact& fact) {
    return fact.recorded.version > std::max(paper.recorded.version, paper.kept.version) &&
           (fact.corrected || fact.step != paper.step);
  };
  const auto now = state.facts.find(field);
  if (now == state.facts.end()) return nullptr;
  if (concerns(now->second)) return &now->second;
  const auto before = state.earlier.find(field);
  if (before == state.earlier.end()) return nullptr;
  const auto found = std::find_if(before->second.rbegin(), before->second.rend(), concerns);
  return found == before->second.rend() ? nullptr : &*found;
}

bool replaced_since(const State& state, const Paper& paper, std::int64_t version) {
  return std::ranges::any_of(state.papers, [&](const Paper& other) {
    return other.document == paper.document && !other.voided && other.recorded.version > version;
  });
}

std::string shown(const CaseView& view, const std::string& field, const std::string& value) {
  const auto* known = view.pack().field(field);
  return known == nullptr || value.empty() ? value : show(*known, value);
}

std::vector<OutdatedFact> outdated_facts(const CaseView& view, const Paper& paper) {
  std::vector<OutdatedFact> out;
  const auto document = view.pack().documents.find(paper.document);
  if (document == view.pack().documents.end()) return out;
  const auto& state = view.state();
  for (const auto& field : document->second.fields) {
    const auto* change = change_after(state, paper, field);
    if (change == nullptr || replaced_since(state, paper, change->recorded.version)) continue;
    const auto* was = state.fact_at(field, paper.recorded.version);
    const auto before = was == nullptr ? std::string{} : *was;
    const auto& now = state.facts.at(field).value;
    if (before == now) continue;
    out.push_back({field, shown(view, field, before), shown(view, field, now), change->recorded});
  }
  return out;
}

std::string or_nothing(const std::string& value) { return value.empty() ? "（空）" : value; }

Text what_differs(const CaseView& view, const Paper& paper, const std::string& title,
                  const std::vector<OutdatedFact>& facts) {
  Text text{"《" + title + "》" + (paper.number.empty() ? "" : "（" + paper.number + "）"),
            paper.document + " " + paper.number};
  const char* comma = "";
  for (const auto& fact : facts) {
    const auto label = view.label(fact.field);
    text.zh += comma + ("“" + label.zh + "”写的是“" + or_nothing(fact.was)) + "”，现更正为“" +
               or_nothing(fact.now) + "”";
    text.en += ": " + label.en + " was “" + fact.was + "” and is now “" + fact.now + "”";
    comma = "；";
  }
  return text;
}

Text cure_of(const State& state, const Paper& paper) {
  const bool decided = state.decision_recorded.version == paper.recorded.version;
  if (state.served.contains(paper.document)) {
    return {"文书已经送达：制作更正后的文书重新送达，或者说明不影响效力的理由，确认原文书有效",
            "it has been served: make it anew and serve it again, or confirm it with reasons"};
  }
  if (decided) {
    return {"决定书尚未送达：由审批人作废后重新拟制、审核、作出，或者说明理由确认原文书有效",
            "not served yet: let an approver void it and decide anew, or confirm it with reasons"};
  }
  return {"重新办理该环节、制作新的文书，或者说明理由确认原文书有效",
          "do the step again and make it anew, or confirm it with reasons"};
}

}  // namespace

std::vector<OutdatedPaper> outdated_papers(const CaseView& view) {
  std::vector<OutdatedPaper> out;
  for (const auto& paper : view.state().papers) {
    if (paper.voided) continue;
    auto facts = outdated_facts(view, paper);
    if (facts.empty()) continue;
    const auto& title = view.pack().documents.at(paper.document).title.zh;
    auto what = what_differs(view, paper, title, facts);
    out.push_back({&paper, std::move(facts), std::move(what), cure_of(view.state(), paper),
                   view.pack().mending_article});
  }
  return out;
}

}  // namespace mingcha::acts
