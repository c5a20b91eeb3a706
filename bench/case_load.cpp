// SPDX-License-Identifier: Apache-2.0
#include "bench/case_load.h"

#include <atomic>
#include <stdexcept>

#include <nlohmann/json.hpp>

#include "bench/case_ground.h"
#include "bench/measure.h"
#include "crypto/hash.h"
#include "story/parse.h"
#include "story/words.h"

namespace mingcha::bench {
namespace {

using story::Act;
using story::Verb;

/// One of the story's lines as the client of an officer would send it.
class LineMaker {
 public:
  explicit LineMaker(CaseGround& ground) : pack_{ground.pack()}, people_{ground.directory()} {}

  ScriptLine make(const Act& act, Instant at) {
    ScriptLine line{at, visitor(act.actor), {}, false};
    if (act.verb == Verb::opens) {
      const auto* item = found(story::find_item(pack_, act.object), act.object);
      procedure_ = &pack_.procedures.at(item->procedure);
      line.command = acts::OpenCase{item->id, step(act, procedure_->steps.front(), at)};
    } else if (act.verb == Verb::attaches) {
      line.command = evidence(act);
    } else {
      const auto* known = found(story::find_step(*procedure_, act.object), act.object);
      line.command = step(act, *known, at);
      using enum pack::StepKind;
      line.reads_draft =
          known->kind == review || known->kind == decision || known->kind == approval;
      line.reviews = known->kind == review;
    }
    return line;
  }

 private:
  template <typename T>
  static const T* found(const T* thing, const std::string& name) {
    if (thing == nullptr) throw std::runtime_error("the story speaks of unknown " + name);
    return thing;
  }

  people::Visitor visitor(const std::string& name) const {
    const auto* person = found(story::find_person(*people_, name), name);
    people::Visitor out;
    out.person_id = person->id;
    out.name = person->name;
    out.unit_id = person->unit;
    out.roles = person->roles;
    return out;
  }

  acts::DoStep step(const Act& act, const pack::Step& step, Instant at) const {
    acts::DoStep command;
    command.step = step.id;
    for (const auto& name : act.companions) {
      command.performers.push_back(found(story::find_person(*people_, name), name)->id);
    }
    if (act.verb == Verb::passes) {
      command.opinion = "pass";
      for (const auto& point : pack_.review.points) command.points[point.id].passed = true;
      command.reasons = "经逐项审核，同意拟作出的决定。";
    }
    for (const auto& entry : act.entries) {
      const auto* field = found(story::find_field(pack_, &step, entry.name), entry.name);
      command.values[field->id] = story::to_value(*field, entry.value, at);
    }
    return command;
  }

  static acts::AcceptEvidence evidence(const Act& act) {
    casefile::EvidenceAccepted evidence;
    evidence.sha256 = to_hex(as_bytes(crypto::sha256(act.reason)));
    evidence.sm3 = to_hex(as_bytes(crypto::sm3(act.reason)));
    evidence.evidence = "e-" + evidence.sha256.substr(0, 16);
    evidence.title = act.object;
    evidence.name = act.file_name;
    evidence.media_type = "text/plain";
    evidence.size = static_cast<std::int64_t>(act.reason.size());
    return {std::move(evidence)};
  }

  const pack::Pack& pack_;
  std::shared_ptr<const people::Directory> people_;
  const pack::Procedure* procedure_ = nullptr;
};

/// Publication is another desk's work; refused commands leave nothing behind.
bool is_case_command(const Act& act) {
  return !act.refused && (act.verb == Verb::opens || act.verb == Verb::does ||
                          act.verb == Verb::passes || act.verb == Verb::attaches);
}

/// An officer questions one person at a time: every case gets minutes of its own.
void keep_apart(casefile::Values& values) {
  const auto began = values.find("inquiry.started");
  const auto ended = values.find("inquiry.ended");
  if (began == values.end() || ended == values.end()) return;
  static std::atomic<int> turn{0};
  const auto start = *parse_instant(began->second) - std::chrono::minutes{2} * ++turn;
  began->second = to_local_string(start);
  ended->second = to_local_string(start + std::chrono::minutes{1});
}

}  // namespace

std::vector<ScriptLine> venue_script(CaseGround& ground) {
  const auto story =
      story::read(MINGCHA_SOURCE_DIR "/packs/public-security/stories/venue_walk.story");
  if (!story) throw std::runtime_error(describe(story.error()));
  const auto scenes = story::arrange(*story, ground.pack().calendar);
  if (!scenes) throw std::runtime_error(describe(scenes.error()));
  LineMaker maker{ground};
  std::vector<ScriptLine> script;
  for (const auto& scene : *scenes) {
    const auto* act = std::get_if<Act>(&scene.line);
    if (act != nullptr && is_case_command(*act)) script.push_back(maker.make(*act, scene.at));
  }
  return script;
}

CaseLoad::CaseLoad(CaseGround& ground, const std::vector<ScriptLine>& script, std::string name,
                   int cases)
    : ground_{ground},
      script_{script},
      name_{std::move(name)},
      ids_(static_cast<std::size_t>(cases)),
      drafts_(static_cast<std::size_t>(cases)),
      reviewers_(static_cast<std::size_t>(cases)) {}

std::string CaseLoad::key_of(std::size_t line, int number) const {
  return name_ + "/" + std::to_string(number) + "/" + std::to_string(line);
}

double CaseLoad::play(std::size_t line, int clients, const Wanted& wanted) {
  ground_.clock().set(script_[line].at);
  const auto for_each_case = [&](const std::function<void(int)>& work) {
    in_threads(clients, [&](int client) {
      for (int number = client; number < static_cast<int>(ids_.size()); number += clients) {
        if (!wanted || wanted(number)) work(number);
      }
    });
  };
  if (script_[line].reads_draft) {
    for_each_case([&](int number) { learn_draft(script_[line], number); });
  }
  return seconds([&] { for_each_case([&](int number) { carry_out(line, number); }); });
}

void CaseLoad::learn_draft(const ScriptLine& line, int number) {
  const auto sight = ground_.cases().look(line.visitor, case_id(number));
  if (!sight) throw std::runtime_error(describe(sight.error()));
  drafts_[static_cast<std::size_t>(number)] = sight->state->draft->digest;
  if (const auto* open = sight->state->submission()) {
    reviewers_[static_cast<std::size_t>(number)] = open->reviewer;
  }
}

void CaseLoad::carry_out(std::size_t line, int number) {
  const auto& [at, scripted, command, reads_draft, reviews] = script_[line];
  auto visitor = scripted;
  if (reviews) visitor.person_id = reviewers_[static_cast<std::size_t>(number)];
  const auto key = key_of(line, number);
  const desk::Envelope envelope{key, to_hex(as_bytes(crypto::sha256(key))), {}};
  auto& id = ids_[static_cast<std::size_t>(number)];
  auto& cases = ground_.cases();
  Result<std::string> answer;
  if (const auto* open = std::get_if<acts::OpenCase>(&command)) {
    answer = cases.open(visitor, *open, envelope);
    if (answer) id = nlohmann::json::parse(*answer).at("case");
  } else if (const auto* evidence = std::get_if<acts::AcceptEvidence>(&command)) {
    answer = cases.evidence(visitor, id, *evidence, envelope);
  } else {
    auto step = std::get<acts::DoStep>(command);
    keep_apart(step.values);
    if (reads_draft) step.draft = drafts_[static_cast<std::size_t>(number)];
    answer = cases.step(visitor, id, step, envelope);
  }
  if (!answer) throw std::runtime_error(describe(answer.error()));
}

}  // namespace mingcha::bench
