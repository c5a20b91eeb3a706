// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <atomic>
#include <deque>
#include <future>
#include <thread>

#include "pack/prove.h"

namespace mingcha::pack {
namespace {

struct Task {
  const Procedure* procedure;
  const Item* item;
  Findings findings;
};

/// Every item with its procedure; `unused` gets an item for each procedure that has none.
std::vector<Task> tasks_of(const Pack& pack, std::deque<Item>& unused) {
  std::vector<Task> tasks;
  for (const auto& [id, procedure] : pack.procedures) {
    const auto before = tasks.size();
    for (const auto& [item_id, item] : pack.items) {
      if (item.procedure == id) tasks.push_back({&procedure, &item, {}});
    }
    if (tasks.size() != before) continue;
    unused.emplace_back();
    unused.back().category = procedure.category;
    tasks.push_back({&procedure, &unused.back(), {}});
  }
  return tasks;
}

/// Each proof stands alone: as many at once as there are processors, the long ones first.
void prove_all(const Pack& pack, std::vector<Task>& tasks) {
  std::vector<Task*> order;
  for (auto& task : tasks) order.push_back(&task);
  std::stable_sort(order.begin(), order.end(), [](const Task* a, const Task* b) {
    return a->procedure->steps.size() > b->procedure->steps.size();
  });
  std::atomic<std::size_t> next{0};
  const auto work = [&] {
    for (std::size_t at = next++; at < order.size(); at = next++) {
      order[at]->findings = prove(pack, *order[at]->procedure, *order[at]->item);
    }
  };
  std::vector<std::future<void>> others;
  const auto processors = std::max(1U, std::thread::hardware_concurrency());
  for (std::size_t i = 1; i < processors && i < tasks.size(); ++i) {
    others.push_back(std::async(std::launch::async, work));
  }
  work();
  for (auto& other : others) other.get();
}

}  // namespace

Findings prove(const Pack& pack) {
  std::deque<Item> unused;
  auto tasks = tasks_of(pack, unused);
  prove_all(pack, tasks);
  Findings findings;
  for (auto& task : tasks) {
    for (auto& finding : task.findings) {
      // Two items of one procedure break the same promise in the same words.
      if (std::find(findings.begin(), findings.end(), finding) == findings.end()) {
        findings.push_back(std::move(finding));
      }
    }
  }
  return findings;
}

}  // namespace mingcha::pack
