// SPDX-License-Identifier: Apache-2.0
#include "lists/plan.h"

#include <set>

#include <fmt/format.h>

#include "pack/definition.h"

namespace mingcha::lists {
namespace {

Finding wrong(const char* code, Text what, Text cure, std::string where) {
  return {code, std::move(what), {}, std::move(cure), std::move(where)};
}

/// The wishes one after the other. No entry twice in one set.
class Planner {
 public:
  Planner(const pack::ListKind& kind, const law::Statutes& statutes, const State& state)
      : kind_{kind}, statutes_{statutes}, state_{state} {}

  void take(const Wish& wish, std::size_t number) {
    number_ = number;
    const auto day = to_day(wish.day);
    if (!day) {
      complain(wish, "not-a-day", {"生效或者终止日期不是有效日期", "the day is no valid day"},
               {"写成 2026-03-02", "write 2026-03-02"}, "day");
      return;
    }
    if (wish.kind == Wish::Kind::end) {
      end(wish, *day);
    } else {
      set(wish, *day);
    }
  }

  Plan out;

 private:
  void complain(const Wish& wish, const char* code, Text what, Text cure,
                const std::string& column = {}) {
    keep(wrong(code, std::move(what), std::move(cure), wish.where), column);
  }

  void keep(Finding finding, const std::string& column) {
    if (out.findings.size() >= kFindingsMax) return;
    if (!column.empty()) finding.where += "/" + column;
    out.findings.push_back(std::move(finding));
    out.places.push_back({number_, column});
  }

  bool once(const Wish& wish, const std::string& key) {
    if (seen_.insert(key).second) return true;
    complain(wish, "duplicate-key",
             {"“" + shown_key(key) + "”出现不止一次", "“" + shown_key(key) + "” is there twice"},
             {"同一条目只留一行", "keep one line of each entry"}, kind_.key.front());
    return false;
  }

  void end(const Wish& wish, const std::string& day) {
    const auto* span = holding_on(state_.timeline(wish.key), day);
    const auto& timeline = state_.timeline(wish.key);
    // Whoever ends the day before an entry begins takes it back.
    const bool taken_back = !timeline.empty() && day_after(day) == timeline.back().from;
    if (span == nullptr && !taken_back) {
      complain(wish, "not-in-force",
               {"“" + shown_key(wish.key) + "”在" + day + "不在清单内",
                "“" + shown_key(wish.key) + "” is not in the list on " + day},
               {"核对条目和终止日期", "check the entry and the day"});
      return;
    }
    if (!once(wish, wish.key)) return;
    out.changes.push_back({ChangeKind::end, wish.key, {}, day});
  }

  void set(const Wish& wish, const std::string& day) {
    auto checked = check_values(kind_, statutes_, wish.values);
    for (const auto& problem : checked.problems) {
      auto finding = problem.finding;
      finding.where = wish.where;
      keep(std::move(finding), problem.column);
    }
    if (!checked.problems.empty()) return;
    const auto key = key_of(kind_, checked.values);
    if (wish.kind == Wish::Kind::change && key != wish.key) {
      complain(wish, "key-changed",
               {"区分条目的栏目不能改动", "the columns that name an entry cannot be changed"},
               {"终止原条目，另行新增", "end the entry and add another"}, kind_.key.front());
      return;
    }
    if (!once(wish, key)) return;
    put(wish, key, std::move(checked.values), day);
  }

  void put(const Wish& wish, const std::string& key, Values values, const std::string& day) {
    const auto& timeline = state_.timeline(key);
    const auto* span = holding_on(timeline, day);
    const bool later = !timeline.empty() && timeline.back().from > day;
    if (wish.kind == Wish::Kind::add && (span != nullptr || later)) {
      complain(wish, "duplicate-key",
               {"“" + shown_key(key) + "”已在清单内", "“" + shown_key(key) + "” is there already"},
               {"改为变更该条目，或者核对编号", "change that entry, or check the number"},
               kind_.key.front());
      return;
    }
    if (wish.kind == Wish::Kind::change && span == nullptr) {
      complain(wish, "not-in-force",
               {"“" + shown_key(key) + "”在" + day + "不在清单内",
                "“" + shown_key(key) + "” is not in the list on " + day},
               {"核对条目和生效日期", "check the entry and the day"});
      return;
    }
    if (span != nullptr && !later && span->values == values) {
      if (wish.kind == Wish::Kind::set) {
        ++out.unchanged;
      } else {
        complain(wish, "unchanged", {"与现有内容相同", "nothing is different"},
                 {"修改内容，或者删去这一行", "change something, or take the line out"});
      }
      return;
    }
    const auto what = span == nullptr && !later ? ChangeKind::add : ChangeKind::change;
    out.changes.push_back({what, key, std::move(values), day});
  }

  const pack::ListKind& kind_;
  const law::Statutes& statutes_;
  const State& state_;
  std::set<std::string> seen_;
  std::size_t number_ = 0;  ///< Of the wish.
};

}  // namespace

Plan plan(const pack::ListKind& kind, const law::Statutes& statutes, const State& state,
          const std::vector<Wish>& wishes) {
  Planner planner{kind, statutes, state};
  if (wishes.size() > kChangesMax) {
    planner.out.findings.push_back(
        wrong("too-many",
              {fmt::format("一次最多变更{}条，这里有{}条", kChangesMax, wishes.size()),
               fmt::format("at most {} entries at once, here are {}", kChangesMax, wishes.size())},
              {"分几次办理", "do it in several sets"}, {}));
    planner.out.places.push_back({wishes.size(), {}});
    return std::move(planner.out);
  }
  for (std::size_t i = 0; i < wishes.size(); ++i) planner.take(wishes[i], i);
  if (!planner.out.findings.empty()) planner.out.changes.clear();
  return std::move(planner.out);
}

Findings conflicts(const State& state, const ListPrepared& set) {
  Findings out;
  for (const auto& change : set.changes) {
    const auto& timeline = state.timeline(change.key);
    if (timeline.empty() || timeline.back().number <= set.base) continue;
    if (out.size() >= kFindingsMax) break;
    out.push_back(wrong("entry-changed",
                        {"“" + shown_key(change.key) + "”在拟稿之后又有变更",
                         "“" + shown_key(change.key) + "” was changed after this was prepared"},
                        {"作废本变更单，按最新内容重新拟稿", "discard the set and prepare it anew"},
                        change.key));
  }
  return out;
}

std::string shown_key(const std::string& key) {
  std::string out;
  for (std::size_t at = 0; at <= key.size();) {
    const auto bar = std::min(key.find(pack::kCellBar, at), key.size());
    if (!out.empty()) out += " · ";
    out += key.substr(at, bar - at);
    at = bar + pack::kCellBar.size();
  }
  return out;
}

}  // namespace mingcha::lists
