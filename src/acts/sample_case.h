// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <filesystem>
#include <set>
#include <stdexcept>
#include <string>

#include "acts/case_view.h"
#include "acts/decide.h"
#include "base/result.h"
#include "casefile/state.h"
#include "pack/load.h"

namespace mingcha::acts {

/// A case under a small pack, for tests: commands go through decide and evolve as at the desk, and
/// a number that is taken although the command is refused in the end is an error.
class SampleCase {
 public:
  SampleCase() : SampleCase{minimal()} {}
  explicit SampleCase(const pack::Pack& law) : pack{law} {
    people.agency_name = "示例县公安局";
    people.units["u1"] = {"u1", "治安大队", "治", ""};
    for (const auto* id : {"o1", "o2", "o3"}) add(id, people::Role::officer);
    add("rev", people::Role::legal_reviewer);
    add("app", people::Role::approver);
    state.id = "c-1";
  }

  template <typename Command>
  Result<casefile::Events> decide(const std::string& actor, const Command& command) {
    std::vector<std::string> numbers;
    const TakeNumber take = [&](const std::string& word, const std::string& unit) {
      numbers.push_back(unit + word + std::to_string(taken.size() + numbers.size() + 1) + "号");
      return numbers.back();
    };
    auto events = acts::decide(state, command, {pack, people, actor, now, take, elsewhere});
    if (!events && !numbers.empty()) throw std::logic_error("a number was taken for nothing");
    if (events) taken.insert(taken.end(), numbers.begin(), numbers.end());
    return events;
  }

  /// Codes of what stands against the command; empty when it was carried out.
  template <typename Command>
  std::multiset<std::string> run(const std::string& actor, const Command& command) {
    const auto events = decide(actor, command);
    refusal.reset();
    if (!events) {
      refusal = events.error();
      std::multiset<std::string> codes;
      for (const auto& finding : refusal->findings) codes.insert(finding.code);
      if (codes.empty()) codes.insert(to_string(refusal->kind));
      return codes;
    }
    last = *events;
    for (const auto& event : last) {
      const casefile::Recorded recorded{state.version + 1, actor, now};
      state = evolve(std::move(state), event, recorded);
      history.push_back(event);
      records.push_back(recorded);
    }
    now += std::chrono::minutes{10};
    return {};
  }

  std::multiset<std::string> open(casefile::Values values = {{"party.name", "甲公司"},
                                                             {"penalty.kind", "warning"}}) {
    return run("o1", OpenCase{"example", step("inquiry", std::move(values), {"o2"})});
  }
  std::multiset<std::string> open_major() {
    return open(
        {{"party.name", "甲公司"}, {"penalty.kind", "fine"}, {"penalty.fine_yuan", "20000"}});
  }
  void drafted() {
    run("o1", step("notice"));
    run("o1", step("defence"));
    run("o1", step("draft"));
  }

  static DoStep step(std::string id, casefile::Values values = {},
                     std::vector<std::string> performers = {}) {
    DoStep command;
    command.step = std::move(id);
    command.values = std::move(values);
    command.performers = std::move(performers);
    return command;
  }
  /// Of the present draft.
  [[nodiscard]] DoStep review(bool passed) const {
    auto command = step("review");
    command.draft = state.draft ? state.draft->digest : "";
    command.opinion = passed ? "pass" : "return";
    command.points["facts"] = {passed, passed ? "" : "证据不足"};
    command.reasons = "经审核";
    return command;
  }
  [[nodiscard]] DoStep decision() const {
    auto command = step("decision");
    command.draft = state.draft ? state.draft->digest : "";
    return command;
  }

  pack::Step& step_of(const std::string& id) {
    return *std::ranges::find(pack.procedures.at("penalty").steps, id, &pack::Step::id);
  }
  law::TimeLimit& limit() { return pack.procedures.at("penalty").limits.front(); }

  /// The small pack with levels of approval, disagreement over reviews, and rules about persons.
  static const pack::Pack& reviewed() {
    static const auto kPack = [] {
      const std::filesystem::path packs{MINGCHA_SOURCE_DIR "/test/packs"};
      auto files = pack::read_files(packs / "minimal");
      for (auto& [name, bytes] : pack::read_files(packs / "reviewed")) {
        files[name] = std::move(bytes);
      }
      auto loaded = pack::load(files);
      if (!loaded) throw Fault(loaded.error().findings.front().what.zh);
      return *loaded;
    }();
    return *kPack;
  }

  people::Person& add(const std::string& id, people::Role role, const std::string& unit = "u1") {
    people::Person person;
    person.id = id;
    person.name = id;
    person.unit = unit;
    person.roles = {role};
    person.certificate =
        people::Certificate{"c", "", "", *parse_day("2020-01-01"), *parse_day("2030-12-31"), false};
    person.legal_qualification.number = "q";
    return people.persons[id] = std::move(person);
  }

  pack::Pack pack;
  people::Directory people;
  Elsewhere elsewhere;
  casefile::State state;
  casefile::Events history, last;
  std::vector<casefile::Recorded> records;
  std::vector<std::string> taken;
  std::optional<Rejection> refusal;
  Instant now = *parse_instant("2026-03-02T09:00:00+08:00");

 private:
  static const pack::Pack& minimal() {
    static const auto kPack =
        pack::load(std::filesystem::path{MINGCHA_SOURCE_DIR} / "test/packs/minimal");
    if (!kPack) throw Fault(kPack.error().findings.front().what.zh);
    return **kPack;
  }
};

}  // namespace mingcha::acts
