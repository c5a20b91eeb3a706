// SPDX-License-Identifier: Apache-2.0
#include "story/demo.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <sstream>

#include <nlohmann/json.hpp>

#include "desk/people_desk.h"
#include "desk/sign_in.h"
#include "pack/definition.h"
#include "story/demo_feedback.h"
#include "story/demo_lists.h"
#include "story/parse.h"
#include "story/player.h"

namespace mingcha::story {
namespace {

std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream in{path, std::ios::binary};
  std::ostringstream bytes;
  bytes << in.rdbuf();
  if (!in) throw Fault("cannot read " + path.string());
  return bytes.str();
}

/// Ends the story at the mark. False where it has none of that name.
bool end_at(Story& story, const std::string& mark) {
  const auto end = std::ranges::find_if(story.lines, [&](const Line& line) {
    const auto* found = std::get_if<Mark>(&line);
    return found != nullptr && found->name == mark;
  });
  if (end == story.lines.end()) return false;
  story.lines.erase(end, story.lines.end());
  return true;
}

Result<Story> story_of(const std::filesystem::path& templates, const TableRow& row) {
  const auto name = row.contains("template") ? row.at("template") : std::string{};
  const auto file = "cases.csv:" + row.at("line") + " " + name;
  auto story = parse(file, fill(bytes_of(templates / name), row));
  if (!story) return story;
  story = join(std::move(*story), [&](const std::string& other) -> std::optional<std::string> {
    if (!std::filesystem::exists(templates / other)) return std::nullopt;
    return fill(bytes_of(templates / other), row);
  });
  if (!story) return story;
  if (const auto until = row.find("until"); until != row.end() && !end_at(*story, until->second)) {
    return reject(Refusal::malformed,
                  {"“" + name + "”没有标记“" + until->second + "”", "no such mark in " + name},
                  {{"story-syntax", {"没有这个标记", "no such mark"}, {}, {}, file}});
  }
  return story;
}

/// What is done to the lists, and what the public sends in, comes between the stories, in its time.
Result<void> play_together(std::vector<Player>& players, std::vector<DatedAct> acts,
                           SetClock& clock, const std::function<void()>& meanwhile) {
  auto act = acts.begin();
  for (;;) {
    Player* next = nullptr;
    for (auto& player : players) {
      if (player.over()) continue;
      if (next == nullptr || player.next_at() < next->next_at()) next = &player;
    }
    for (; act != acts.end() && (next == nullptr || act->at <= next->next_at()); ++act) {
      clock.set(act->at);
      if (auto done = act->act(); !done) return done;
    }
    if (next == nullptr) return {};
    next->advance();
    if (meanwhile) meanwhile();
  }
}

/// Before anything happens in the stories, the agency and its people are there.
Result<void> take_agency(const std::filesystem::path& directory, Desks desks, Instant first) {
  desks.clock.set(first - std::chrono::hours{24});
  const auto taken =
      desks.people.take("demo", desks.clock.now(), bytes_of(directory / "agency.json"));
  if (!taken) return tl::unexpected<Rejection>(taken.error());
  return {};
}

}  // namespace

Result<void> load_demo(const std::filesystem::path& directory, Desks desks,
                       const std::function<void()>& meanwhile) {
  const auto rows = read_table("cases.csv", bytes_of(directory / "cases.csv"));
  if (!rows) return tl::unexpected<Rejection>(rows.error());
  std::vector<DatedAct> acts;
  if (desks.feedback != nullptr) {
    acts = feedback_acts(bytes_of(directory / "feedback.json"), desks, desks.clock.now());
  }
  std::vector<Player> players;
  auto first = Instant::max();
  for (const auto& row : *rows) {
    const auto story = story_of(directory / "templates", row);
    if (!story) return tl::unexpected<Rejection>(story.error());
    auto scenes = arrange(*story, desks.pack.calendar);
    if (!scenes) return tl::unexpected<Rejection>(scenes.error());
    if (!scenes->empty()) first = std::min(first, scenes->front().at);
    players.emplace_back(std::move(*scenes), desks, "demo/" + row.at("line"));
  }
  if (players.empty()) first = desks.clock.now();
  if (!acts.empty()) first = std::min(first, acts.front().at);
  if (auto taken = take_agency(directory, desks, first); !taken) return taken;
  std::ranges::move(list_acts(directory / "lists", desks), std::back_inserter(acts));
  std::ranges::stable_sort(acts, {}, &DatedAct::at);
  if (auto played = play_together(players, std::move(acts), desks.clock, meanwhile); !played) {
    return played;
  }

  Findings findings;
  for (const auto& player : players) {
    findings.insert(findings.end(), player.findings().begin(), player.findings().end());
  }
  if (findings.empty()) return {};
  return reject(Refusal::invalid, {"演示数据与法规包不符", "the demo does not fit the pack"},
                std::move(findings));
}

Result<void> open_demo_accounts(const std::filesystem::path& directory, desk::SignIn& sign_in) {
  for (const auto& login : nlohmann::json::parse(bytes_of(directory / "logins.json"))) {
    auto opened = sign_in.open_account(login.at("person"), login.at("login"),
                                       login.at("password").get<std::string>());
    if (opened || opened.error().kind == Refusal::conflict) continue;
    return opened;
  }
  return {};
}

}  // namespace mingcha::story
