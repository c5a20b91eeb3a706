// SPDX-License-Identifier: Apache-2.0
#include "programs/pack_command.h"

#include <fstream>
#include <iostream>
#include <sstream>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "acts/what_if.h"
#include "desk/case_desk.h"
#include "desk/people_desk.h"
#include "desk/services.h"
#include "pack/load.h"
#include "pack/report.h"
#include "pack/statement.h"
#include "programs/demo.h"
#include "programs/report.h"
#include "programs/runtime.h"
#include "store/database.h"
#include "store/event_store.h"
#include "story/rehearse.h"

namespace mingcha::programs {
namespace {

namespace fs = std::filesystem;

std::string bytes_of(const fs::path& file) {
  std::ifstream in{file, std::ios::binary};
  std::ostringstream out;
  out << in.rdbuf();
  if (!in) throw Fault("cannot read " + file.string());
  return out.str();
}

std::shared_ptr<const pack::Pack> readable(const fs::path& folder, Language language) {
  auto loaded = pack::load(folder, pack::Proofs::known);
  if (!loaded) throw Fault(describe(loaded.error(), language));
  return *loaded;
}

/// The persons of the pack's stories: its own, or those of the demonstration beside packs/.
fs::path agency_of(const fs::path& folder) {
  const auto own = folder / "stories" / "agency.json";
  return fs::exists(own)
             ? own
             : fs::absolute(folder).parent_path().parent_path() / "demo" / "agency.json";
}

int print_wrong(const Text& title, Findings findings, Language language) {
  if (findings.empty()) return 0;
  std::cout << describe({Refusal::invalid, title, std::move(findings)}, language) << "\n";
  return 1;
}

/// Every case that is not closed, in the order of opening.
std::vector<std::shared_ptr<const casefile::State>> open_cases(store::Database& database,
                                                               desk::CaseDesk& cases) {
  constexpr std::int64_t kPage = 1000;
  std::vector<std::shared_ptr<const casefile::State>> out;
  database.read([&](store::Session& session) {
    out.clear();
    store::ScanFilter openings;
    openings.kind = "case.opened";
    std::int64_t after = 0;
    for (;;) {
      const auto page = store::scan(session, after, kPage, openings);
      for (const auto& event : page) {
        after = event.seq;
        const auto id = desk::case_id_of(event.stream);
        auto state = id ? cases.load(session, *id) : nullptr;
        if (state && !state->closed) out.push_back(std::move(state));
      }
      if (page.size() < static_cast<std::size_t>(kPage)) return;
    }
  });
  return out;
}

std::vector<Text> differences(const pack::Pack& before, const pack::Pack& after,
                              const people::Directory& people, const casefile::State& state,
                              Instant now) {
  if (!acts::fits(before, state)) return {};
  if (!acts::fits(after, state)) {
    return {{"新法规包没有这一执法事项", "the new pack has no such item"}};
  }
  const acts::CaseView was{before, people, before.items.at(state.opened->item), state};
  const acts::CaseView is{after, people, after.items.at(state.opened->item), state};
  return acts::differences(was, is, now);
}

}  // namespace

PackCommand::PackCommand(CLI::App& program)
    : command_{program.add_subcommand("pack", "法规包 packs")} {
  command_->require_subcommand(1);
  add("check", "加载、检查并证明法规包 load, check and prove a pack", &PackCommand::check);
  add("prove", "证明，并运行全部规则示例和故事 prove, run all rule examples and stories",
      &PackCommand::prove)
      ->add_option("--agency", agency_, "故事中的人员 persons of the stories, JSON");
  auto* questions = add("questions", "列出待核实的问题 list what is not confirmed", nullptr);
  questions->callback([this] {
    action_ = [this] { return pack::list_questions(folder_, language(), std::cout) ? 0 : 1; };
  });
  add("diff", "两个法规包有何不同 what another pack says differently", &PackCommand::differ)
      ->add_option("other", other_, "另一个法规包 the other folder")
      ->required();
  add("explain", "条文、期限、规则或环节的含义和用处 what a citation, limit, rule or step means",
      &PackCommand::explain)
      ->add_option("what", what_, "条文引用或者编号 citation or id")
      ->required();
  add("doc", "把法规包印成文档 print the pack as a document (Markdown)", &PackCommand::print);
  auto* what_if = add("what-if", "启用前：哪些在办案件会有不同 which open cases a new pack changes",
                      &PackCommand::what_if);
  auto* config = what_if->add_option("--config", config_, "设置文件 settings file");
  what_if->add_option("--data", data_, "演示数据目录 data directory of a demonstration")
      ->excludes(config);
  what_if->add_option("--root", root_, "含 packs 的目录 folder with packs/");
}

CLI::App* PackCommand::add(const char* name, const char* what, int (PackCommand::*action)() const) {
  auto* added = command_->add_subcommand(name, what);
  added->add_option("folder", folder_, "法规包目录 folder")->required();
  added->add_flag("--english", english_, "用英文 in English");
  if (action != nullptr) {
    added->callback([this, action] { action_ = [this, action] { return (this->*action)(); }; });
  }
  return added;
}

int PackCommand::run() { return action_(); }

int PackCommand::check() const {
  const auto pack = pack::check_pack(folder_, language(), std::cout);
  if (!pack) return 1;
  return print_wrong({"规则的示例不成立", "rule examples fail"}, examples_that_fail(*pack),
                     language());
}

int PackCommand::prove() const {
  const auto pack = pack::check_pack(folder_, language(), std::cout);
  if (!pack) return 1;
  std::size_t examples = 0;
  for (const auto& rule : pack->rules) examples += rule.examples.size();
  if (print_wrong({"规则的示例不成立", "rule examples fail"}, examples_that_fail(*pack),
                  language()) != 0) {
    return 1;
  }
  const auto agency = agency_.empty() ? agency_of(folder_) : agency_;
  const auto played = story::rehearse(*pack, folder_, bytes_of(agency));
  if (print_wrong({"有故事与法规包不符", "stories come out otherwise than told"}, played.findings,
                  language()) != 0) {
    return 1;
  }
  std::cout << fmt::format(
      fmt::runtime(english_ ? "{} rule examples and {} stories come out as told\n"
                            : "规则示例{}个、故事{}个，全部如所写\n"),
      examples, played.stories);
  return 0;
}

int PackCommand::differ() const {
  const auto before = readable(folder_, language());
  pack::print_differences(*before, *readable(other_, language()), language(), std::cout);
  return 0;
}

int PackCommand::explain() const {
  const auto pack = readable(folder_, language());
  return pack::print_explanation(*pack, what_, language(), std::cout) ? 0 : 1;
}

int PackCommand::print() const {
  pack::print_document(*readable(folder_, language()), language(), std::cout);
  return 0;
}

Settings PackCommand::settings() const {
  if (config_.empty()) {
    DemoOptions options;
    if (!data_.empty()) options.data = data_;
    options.root = root_;
    return demo_settings(options);
  }
  auto settings = load_settings(config_);
  if (!settings) throw Fault(describe(settings.error(), language()));
  return *std::move(settings);
}

int PackCommand::what_if() const {
  const auto loaded = pack::load(folder_);
  if (!loaded) throw Fault(describe(loaded.error(), language()));
  const auto chosen = settings();
  if (!fs::exists(chosen.data)) throw Fault("no such folder: " + chosen.data.string());
  Ground ground{chosen};
  SystemClock clock;
  Office office{clock, ground};
  auto& services = office.services();
  const auto people = services.people.directory();
  const auto cases = open_cases(ground.database(), services.cases);
  std::size_t changed = 0;
  for (const auto& state : cases) {
    const auto lines = differences(services.pack, **loaded, *people, *state, clock.now());
    if (lines.empty()) continue;
    ++changed;
    std::cout << state->id << "  " << state->opened->item << "\n";
    for (const auto& line : lines) std::cout << "    " << line.in(language()) << "\n";
  }
  std::cout << fmt::format(
      fmt::runtime(english_ ? "{} open cases, {} would be treated differently\n"
                            : "在办案件{}件，其中{}件会有不同\n"),
      cases.size(), changed);
  return 0;
}

}  // namespace mingcha::programs
