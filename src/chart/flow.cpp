// SPDX-License-Identifier: Apache-2.0
#include "chart/flow.h"

#include <algorithm>
#include <functional>
#include <set>

#include "cel/explain.h"
#include "cel/node.h"

namespace mingcha::chart {
namespace {

using Edges = std::map<std::pair<std::size_t, std::size_t>, Way>;

constexpr std::string_view kDone = "done.";

/// Where a condition asks that another step was done: always, or as one of several ways.
void collect(const cel::Node& node, bool wanted, Way way,
             const std::function<void(const std::string&, Way)>& found) {
  if (node.op == cel::Op::name && wanted && node.name.starts_with(kDone)) {
    found(node.name.substr(kDone.size()), way);
    return;
  }
  if (node.op != cel::Op::and_ && node.op != cel::Op::or_ && node.op != cel::Op::not_) return;
  if (node.op == cel::Op::not_) wanted = !wanted;
  // Under a negation the two change places.
  const auto parting = wanted ? cel::Op::or_ : cel::Op::and_;
  if (node.op == parting) way = Way::sometimes;
  for (const auto& operand : node.operands) collect(*operand, wanted, way, found);
}

bool names_a_step(const cel::Node& node) {
  return node.op == cel::Op::name && node.name.starts_with(kDone);
}

/// True when nothing but steps that were not done make the condition.
bool only_undone(const cel::Node& node) {
  if (node.op == cel::Op::not_) return names_a_step(*node.operands.front());
  return node.op == cel::Op::and_ &&
         std::ranges::all_of(node.operands, [](const auto& one) { return only_undone(*one); });
}

/// 「是否要求听证」 asks, and 「是否要求听证为是」 is what forms say: a chart says 「要求听证」.
Text as_statement(Text text) {
  const auto drop_front = [](std::string& from, std::string_view what) {
    if (from.starts_with(what)) from.erase(0, what.size());
  };
  const auto drop_back = [](std::string& from, std::string_view what) {
    if (from.ends_with(what)) from.resize(from.size() - what.size());
  };
  if (!text.zh.starts_with("是否")) return text;
  if (text.zh.find("为否") != std::string::npos) return text;
  drop_back(text.zh, "为是");
  drop_front(text.zh, "是否");
  drop_back(text.en, " is yes");
  return text;
}

cel::Labels labels_of(const pack::Pack& pack, const pack::Procedure& procedure) {
  return {[&](std::string_view name) -> Text {
            if (name == "major") return {"属于重大执法决定", "major decision"};
            if (name.starts_with(kDone)) {
              const auto* step = procedure.step(std::string{name.substr(kDone.size())});
              if (step != nullptr) {
                return {"已完成“" + step->title.zh + "”", step->title.in(Language::en) + " done"};
              }
            }
            const auto* field = pack.field(std::string{name});
            return field == nullptr ? Text{} : field->label;
          },
          [&](std::string_view name, std::string_view choice) -> Text {
            const auto* field = pack.field(std::string{name});
            if (field == nullptr) return {};
            const auto found = std::ranges::find(field->choices, choice, &pack::Choice::id);
            return found == field->choices.end() ? Text{} : found->label;
          },
          [&](std::string_view name) { return pack.unit_of(std::string{name}); }};
}

/// The parts of a step's condition in words; conditions with a name by their name. Steps that were
/// done or not are left to the arrows.
std::vector<Text> conditions_of(const pack::Pack& pack, const pack::Procedure& procedure,
                                const cel::Expression& when) {
  const auto labels = labels_of(pack, procedure);
  const auto say = [&](const cel::Expression& part) -> Text {
    const auto source = part.to_source();
    const auto same = [&](const auto& one) { return one.that.to_source() == source; };
    const auto named = std::ranges::find_if(pack.conditions, same);
    if (named != pack.conditions.end()) return named->title;
    return as_statement(cel::describe(part, labels));
  };
  const auto told_by_arrows = [](const cel::Node& node) {
    return only_undone(node) || names_a_step(node);
  };
  const auto& root = when.root();
  if (told_by_arrows(root)) return {};
  const auto whole = say(when);
  const bool has_name = whole != as_statement(cel::describe(when, labels));
  if (root.op != cel::Op::and_ || has_name) return {whole};
  std::vector<Text> out;
  for (const auto& operand : root.operands) {
    if (!told_by_arrows(*operand)) out.push_back(say(cel::Expression{operand, when.position()}));
  }
  return out;
}

std::vector<Text> limits_of(const pack::Procedure& procedure, const pack::Step& step) {
  std::vector<Text> out;
  for (const auto& limit : procedure.limits) {
    const auto end = procedure.limit_ends.find(limit.id);
    if (end == procedure.limit_ends.end() || end->second != step.id) continue;
    const auto length = law::name_of(limit.unit, limit.amount);
    const auto* start = procedure.step(limit.starts_on);
    const auto from = start == nullptr ? limit.start_title : start->title;
    if (limit.direction == law::Direction::before) {
      out.push_back({"“" + from.zh + "”前" + length.zh,
                     length.en + " before “" + from.in(Language::en) + "”"});
    } else {
      out.push_back({length.zh + "内（自“" + from.zh + "”起）",
                     "Within " + length.en + " of “" + from.in(Language::en) + "”"});
    }
  }
  return out;
}

std::size_t lane_of(Flow& flow, std::vector<std::string>& known, const std::string& role,
                    const RoleTitles& roles) {
  const auto found = std::ranges::find(known, role);
  if (found != known.end()) return static_cast<std::size_t>(found - known.begin());
  known.push_back(role);
  const auto title = roles.find(role);
  flow.lanes.push_back(title == roles.end() ? Text{role, role} : title->second);
  return known.size() - 1;
}

Node node_of(const pack::Pack& pack, const pack::Procedure& procedure, const pack::Step& step) {
  Node node{step.id,
            step.title,
            step.kind,
            0,
            step.optional,
            step.who.officers,
            {},
            limits_of(procedure, step),
            {}};
  if (step.when) {
    node.conditions = conditions_of(pack, procedure, *step.when);
    node.sometimes = node.sometimes || !only_undone(step.when->root());
  }
  for (const auto& guarantee : procedure.guarantees) {
    if (guarantee.before == step.kind) node.gates.push_back(guarantee.title);
  }
  return node;
}

Edges edges_of(const pack::Procedure& procedure) {
  Edges edges;
  const auto index = [&](const std::string& id) {
    return static_cast<std::size_t>(std::ranges::find(procedure.steps, id, &pack::Step::id) -
                                    procedure.steps.begin());
  };
  for (std::size_t to = 0; to < procedure.steps.size(); ++to) {
    const auto& step = procedure.steps[to];
    const auto add = [&](const std::string& id, Way way) {
      const auto from = index(id);
      if (from == to || from == procedure.steps.size()) return;
      if (from > to) way = Way::back;
      const auto [place, fresh] = edges.emplace(std::pair{from, to}, way);
      if (!fresh && way == Way::always) place->second = way;
    };
    for (const auto& requirement : step.requires_) {
      collect(requirement.that.root(), true, Way::always, add);
    }
    if (step.when) collect(step.when->root(), true, Way::always, add);
  }
  return edges;
}

/// Whether there is a way in two or more links, all of them forward and, when `strict`, necessary.
bool has_detour(const Edges& edges, std::size_t from, std::size_t to, bool strict) {
  std::set<std::size_t> reached{from};
  // Forward links lead to greater numbers: one pass in their order finds all.
  for (const auto& [ends, way] : edges) {
    if (!reached.contains(ends.first) || way == Way::back) continue;
    if (strict && way != Way::always) continue;
    if (ends.first == from && ends.second == to) continue;
    reached.insert(ends.second);
  }
  return reached.contains(to);
}

std::vector<Link> links_of(const pack::Procedure& procedure) {
  const auto edges = edges_of(procedure);
  std::vector<Link> out;
  for (const auto& [ends, way] : edges) {
    if (way != Way::back && has_detour(edges, ends.first, ends.second, way == Way::always)) {
      continue;
    }
    out.push_back({ends.first, ends.second, way});
  }
  // A review that does not pass returns the draft: the engine does that in every procedure.
  for (std::size_t review = 0; review < procedure.steps.size(); ++review) {
    if (procedure.steps[review].kind != pack::StepKind::review) continue;
    for (std::size_t draft = 0; draft < review; ++draft) {
      if (procedure.steps[draft].kind != pack::StepKind::draft) continue;
      out.push_back({review, draft, Way::back});
    }
  }
  std::ranges::sort(out, {}, [](const Link& one) { return std::pair{one.from, one.to}; });
  return out;
}

/// What was already true for a step that had to come before needs no second word.
void leave_out_repeated(Flow& flow) {
  std::vector<std::vector<Text>> held;
  for (const auto& node : flow.nodes) held.push_back(node.conditions);
  // Links are sorted and lead to later steps: what holds before is known when it is needed.
  for (const auto& link : flow.links) {
    if (link.way != Way::always) continue;
    for (const auto& known : held[link.from]) {
      std::erase(flow.nodes[link.to].conditions, known);
      if (std::ranges::find(held[link.to], known) == held[link.to].end()) {
        held[link.to].push_back(known);
      }
    }
  }
}

}  // namespace

Text title_of(pack::StepKind kind) {
  switch (kind) {
    case pack::StepKind::record: return {"记录", "Record"};
    case pack::StepKind::notice: return {"告知", "Notice"};
    case pack::StepKind::defence: return {"陈述申辩", "Defence"};
    case pack::StepKind::draft: return {"拟稿", "Draft"};
    case pack::StepKind::review: return {"法制审核", "Legal review"};
    case pack::StepKind::decision: return {"决定", "Decision"};
    case pack::StepKind::service: return {"送达", "Service"};
    case pack::StepKind::closing: return {"结案", "Closing"};
    case pack::StepKind::approval: return {"审批", "Approval"};
    case pack::StepKind::instruction: return {"领导批示", "Instruction"};
    case pack::StepKind::addition: return {"增列审核", "Added to review"};
    case pack::StepKind::submission: return {"送审", "Submission"};
    case pack::StepKind::objection: return {"异议", "Objection"};
  }
  return {};
}

Flow flow_of(const pack::Pack& pack, const pack::Procedure& procedure, const RoleTitles& roles) {
  Flow flow;
  flow.title = procedure.title;
  std::vector<std::string> known;
  for (const auto& step : procedure.steps) {
    flow.nodes.push_back(node_of(pack, procedure, step));
    flow.nodes.back().lane = lane_of(flow, known, step.who.role, roles);
  }
  flow.links = links_of(procedure);
  leave_out_repeated(flow);
  return flow;
}

}  // namespace mingcha::chart
