// SPDX-License-Identifier: Apache-2.0
#include "story/player.h"

#include <algorithm>
#include <fstream>

#include <nlohmann/json.hpp>

#include "acts/amend.h"
#include "acts/command.h"
#include "crypto/hash.h"
#include "desk/annual_desk.h"
#include "desk/case_desk.h"
#include "desk/credit_desk.h"
#include "desk/people_desk.h"
#include "desk/publication_desk.h"
#include "pack/yaml.h"
#include "people/visitor.h"
#include "story/claims.h"
#include "story/words.h"
#include "vault/folder_vault.h"

namespace mingcha::story {
namespace {

using people::Permission;

Permission permission_for(Verb verb) {
  switch (verb) {
    case Verb::opens: return Permission::open_case;
    case Verb::does:
    case Verb::passes:
    case Verb::returns: return Permission::read_case;  // Whose step it is, the pack says.
    case Verb::attaches: return Permission::act_on_case;
    case Verb::suspends:
    case Verb::resumes:
    case Verb::extends: return Permission::assign_case;
    case Verb::prepares:
    case Verb::amends: return Permission::prepare_publication;
    case Verb::publishes:
    case Verb::notes:
    case Verb::withdraws: return Permission::confirm_publication;
    case Verb::corrects:
    case Verb::keeps: return Permission::act_on_case;
    case Verb::voids: return Permission::read_case;  // Whose paper it is, the pack says.
    case Verb::assigns:
    case Verb::declares: return Permission::read_case;
    case Verb::fixes:
    case Verb::exports: return Permission::export_records;
    case Verb::confirms: return Permission::confirm_publication;
  }
  return Permission::public_access;
}

/// Stands in a story for whoever has the review of the case.
constexpr std::string_view kReviewer = "审核人";

const char* change_of(Verb verb) {
  if (verb == Verb::suspends) return "suspended";
  return verb == Verb::resumes ? "resumed" : "extended";
}

people::Visitor visitor_of(const people::Person& person) {
  people::Visitor visitor;
  visitor.person_id = person.id;
  visitor.name = person.name;
  visitor.unit_id = person.unit;
  visitor.roles = person.roles;
  return visitor;
}

std::string list_of(const Findings& findings) {
  std::string out;
  for (const auto& finding : findings) {
    out += "\n    " + finding.code + " " + finding.article + " “" + finding.what.zh + "”";
    if (!finding.where.empty()) out += " @" + finding.where;
  }
  return out;
}

bool fits(const ExpectedFinding& expected, const Finding& came) {
  return (expected.code.empty() || expected.code == came.code) &&
         (expected.article.empty() || expected.article == came.article) &&
         came.what.zh.find(expected.words) != std::string::npos;
}

tl::unexpected<Rejection> nobody_knows(const std::string& what) {
  return reject(Refusal::not_found, {"故事里的“" + what + "”不存在", "no such thing: " + what});
}

}  // namespace

Player::Player(std::vector<Scene> scenes, Desks desks, std::string key)
    : scenes_{std::move(scenes)}, desks_{desks}, key_{std::move(key)} {}

void Player::advance() {
  const auto& scene = scenes_[next_];
  desks_.clock.set(scene.at);
  std::visit([this](const auto& line) { play(line); }, scene.line);
  ++next_;
}

void Player::differs(const Place& place, Text what) {
  findings_.push_back({"story-differs", std::move(what), {}, {}, place.to_string()});
}

void Player::unknown(const Place& place, const std::string& what, const std::string& name) {
  findings_.push_back({"story-unknown",
                       {"没有这个" + what + "：" + name, "unknown: " + name},
                       {},
                       {"请核对名称", "check the name"},
                       place.to_string()});
}

desk::Envelope Player::envelope() {
  desk::Envelope out;
  out.key = key_ + "/" + std::to_string(++commands_);
  out.digest = to_hex(as_bytes(crypto::sha256(out.key)));
  return out;
}

std::shared_ptr<const casefile::State> Player::state() const {
  const auto sight = desks_.cases.look(reader(), case_id_);
  return sight ? sight->state : nullptr;
}

const pack::Procedure* Player::procedure() const {
  const auto known = state();
  if (!known || !known->opened) return nullptr;
  const auto found = desks_.pack.procedures.find(known->opened->procedure);
  return found == desks_.pack.procedures.end() ? nullptr : &found->second;
}

void Player::play(const Time& /*time*/) {}  // The scene's own moment has set the clock.
void Player::play(const Mark& /*mark*/) {}

void Player::play(const CertificateEnds& change) {
  const auto directory = desks_.people.directory();
  const auto* person = find_person(*directory, change.person);
  if (person == nullptr || !person->certificate) {
    unknown(change.place, "持证人员", change.person);
    return;
  }
  const auto& certificate = *person->certificate;
  nlohmann::json roles = nlohmann::json::array();
  for (const auto role : person->roles) roles.push_back(people::to_string(role));
  nlohmann::json qualification{{"number", person->legal_qualification.number}};
  if (change.qualification) qualification["to"] = mingcha::to_string(change.day);
  const auto ends = change.qualification ? certificate.to : change.day;
  const nlohmann::json json{{"persons",
                             {{{"id", person->id},
                               {"name", person->name},
                               {"unit", person->unit},
                               {"post", person->post},
                               {"badge", person->badge},
                               {"roles", roles},
                               {"level", person->level},
                               {"legal_qualification", qualification},
                               {"certificate",
                                {{"number", certificate.number},
                                 {"category", certificate.category},
                                 {"area", certificate.area},
                                 {"from", mingcha::to_string(certificate.from)},
                                 {"to", mingcha::to_string(ends)}}}}}}};
  const auto taken = desks_.people.take("story", desks_.clock.now(), json.dump());
  if (!taken) differs(change.place, taken.error().title);
}

void Player::play(const StandsIn& line) {
  const auto directory = desks_.people.directory();
  const auto* person = find_person(*directory, line.person);
  const auto* other = line.other.empty() ? nullptr : find_person(*directory, line.other);
  if (person == nullptr || (other == nullptr && !line.other.empty())) {
    unknown(line.place, "人员", person == nullptr ? line.person : line.other);
    return;
  }
  const auto visitor = visitor_of(*person);
  const auto now = desks_.clock.now();
  const auto done =
      other == nullptr
          ? desks_.people.report_absence(visitor, now, desks_.pack,
                                         {person->id, line.from, line.to, "休假"}, envelope())
          : desks_.people.delegate(visitor, now, desks_.pack,
                                   {other->id, line.from, line.to, "休假期间代为审批"}, envelope());
  if (!done) differs(line.place, done.error().title);
}

void Player::play(const Claim& claim) {
  const auto why = why_not(claim, desks_, case_id_);
  if (!why) return;
  const auto meant =
      claim.subject + (claim.subject.empty() || claim.value.empty() ? "" : " ") + claim.value;
  differs(claim.place,
          {"预期“" + meant + "”，实际为：" + why->zh, "expected “" + meant + "”, but: " + why->en});
}

/// Who has the review of the case; null while nobody has.
const people::Person* Player::reviewer_of(const people::Directory& directory) const {
  const auto now = case_id_.empty() ? nullptr : state();
  const auto* open = now ? now->submission() : nullptr;
  return open == nullptr ? nullptr : directory.person(open->reviewer);
}

void Player::play(const Act& act) {
  const auto directory = desks_.people.directory();
  const auto* actor =
      act.actor == kReviewer ? reviewer_of(*directory) : find_person(*directory, act.actor);
  if (actor == nullptr) {
    unknown(act.place, "人员", act.actor);
    return;
  }
  const auto before = findings_.size();
  const auto outcome = carry_out(act, *actor);
  if (findings_.size() != before) return;  // A name nobody has: what came of it means nothing.
  compare(act, outcome);
  note_draft();
}

/// Every reader of the story keeps the draft that was current before the last change of it.
void Player::note_draft() {
  const auto now = case_id_.empty() ? nullptr : state();
  if (!now || !now->draft || now->draft->digest == draft_) return;
  earlier_draft_ = draft_;
  draft_ = now->draft->digest;
}

void Player::compare(const Act& act, const Result<std::string>& outcome) {
  if (!act.refused) {
    if (outcome) return;
    const auto& no = outcome.error();
    const auto list = list_of(no.findings);
    differs(act.place, {"应当办成，却被拒绝：" + no.title.zh + list,
                        "should be done, was refused: " + no.title.en + list});
    return;
  }
  const auto& expected = *act.refused;
  if (outcome) {
    differs(expected.place, {"应当被拒绝，却办成了", "should be refused, was done"});
    return;
  }
  const auto& no = outcome.error();
  const std::string kind = mingcha::to_string(no.kind);
  if (!expected.kind.empty() && expected.kind != kind) {
    differs(expected.place,
            {"拒绝的类别应为 " + expected.kind + "，实际为 " + kind + list_of(no.findings),
             "should be " + expected.kind + ", was " + kind});
  }
  for (const auto& finding : expected.findings) {
    const bool came = std::ranges::any_of(
        no.findings, [&](const Finding& found) { return fits(finding, found); });
    if (came) continue;
    const auto meant = finding.code + " " + finding.article + " “" + finding.words + "”";
    differs(finding.place, {"没有这一问题：" + meant + "；实际为：" + list_of(no.findings),
                            "no such finding: " + meant + "; came:" + list_of(no.findings)});
  }
}

Result<std::string> Player::carry_out(const Act& act, const people::Person& actor) {
  const auto visitor = visitor_of(actor);
  if (!visitor.may(permission_for(act.verb))) {
    return reject(Refusal::forbidden,
                  {actor.name + "没有这项权限", actor.name + " may not do this"});
  }
  switch (act.verb) {
    case Verb::opens: return open(act, visitor);
    case Verb::does:
    case Verb::passes:
    case Verb::returns: return step(act, visitor);
    case Verb::attaches: return attach(act, visitor);
    case Verb::suspends:
    case Verb::resumes:
    case Verb::extends: return change_limit(act, visitor);
    case Verb::prepares: return prepare(act, visitor);
    case Verb::publishes: return publish(act, visitor);
    case Verb::amends: return amend_publication(act, visitor);
    case Verb::withdraws:
      return desks_.publications.withdraw(visitor, case_id_, revocation(act), envelope());
    case Verb::notes:
      return desks_.publications.note_revocation(visitor, case_id_, revocation(act), envelope());
    case Verb::corrects:
    case Verb::voids:
    case Verb::keeps: return amend(act, visitor);
    case Verb::assigns: {
      const auto directory = desks_.people.directory();
      const auto* reviewer = find_person(*directory, act.object);
      if (reviewer == nullptr) break;
      return desks_.cases.reassign(visitor, case_id_, acts::AssignReview{reviewer->id, act.reason},
                                   envelope());
    }
    case Verb::declares:
      return desks_.cases.reassign(visitor, case_id_, acts::DeclareConflict{act.reason},
                                   envelope());
    case Verb::fixes:
    case Verb::confirms: return report(act, visitor);
    case Verb::exports: return desks_.credit.export_batch(visitor, act.object, envelope());
  }
  unknown(act.place, "人员", act.object);
  return nobody_knows(act.object);
}

/// Figures that are entered by hand are nought in a story, unless "table.column = number" says
/// more.
Result<std::string> Player::report(const Act& act, const people::Visitor& visitor) {
  const auto year = pack::to_whole(act.object).value_or(0);
  if (act.verb == Verb::confirms) {
    const auto sight = desks_.annual.look(visitor, year);
    if (!sight) return tl::unexpected<Rejection>(sight.error());
    return desks_.annual.publish(visitor, year, sight->document_digest, envelope());
  }
  desk::FixReport command;
  command.year = year;
  command.explanation = act.reason;
  for (const auto& entry : act.entries) {
    if (entry.name == "sources") {
      command.sources = entry.value;
    } else if (entry.name == "correction") {
      command.correction = entry.value;
    } else {
      const auto dot = std::min(entry.name.find('.'), entry.name.size() - 1);
      command.entered.push_back({entry.name.substr(0, dot), entry.name.substr(dot + 1),
                                 pack::to_whole(entry.value).value_or(-1)});
    }
  }
  return desks_.annual.fix(visitor, command, envelope());
}

Result<std::string> Player::amend(const Act& act, const people::Visitor& visitor) {
  const auto known = state();
  if (!known) {
    unknown(act.place, "案件", "尚未登记");
    return nobody_knows(act.object);
  }
  if (act.verb == Verb::corrects) {
    const auto* field = find_field(desks_.pack, nullptr, act.object);
    if (field == nullptr || act.entries.size() != 1) {
      unknown(act.place, "更正的栏目和内容", act.object);
      return nobody_knows(act.object);
    }
    const auto value = to_value(*field, act.entries.front().value, desks_.clock.now());
    return desks_.cases.amend(visitor, case_id_, acts::CorrectFact{field->id, value, act.reason},
                              envelope());
  }
  const auto* paper = find_paper(desks_.pack, *known, act.object);
  const auto version = paper == nullptr ? 0 : paper->recorded.version;
  return desks_.cases.amend(visitor, case_id_,
                            act.verb == Verb::voids
                                ? acts::Amendment{acts::VoidPaper{version, act.reason}}
                                : acts::Amendment{acts::KeepPaper{version, act.reason}},
                            envelope());
}

Result<std::string> Player::open(const Act& act, const people::Visitor& visitor) {
  const auto* item = find_item(desks_.pack, act.object);
  if (item == nullptr) {
    unknown(act.place, "执法事项", act.object);
    return nobody_knows(act.object);
  }
  const auto& procedure = desks_.pack.procedures.at(item->procedure);
  const auto outcome =
      desks_.cases.open(visitor, {item->id, command_of(act, &procedure.steps.front())}, envelope());
  if (outcome) case_id_ = nlohmann::json::parse(*outcome).at("case").get<std::string>();
  return outcome;
}

Result<std::string> Player::step(const Act& act, const people::Visitor& visitor) {
  const auto* known = procedure();
  if (known == nullptr) {
    unknown(act.place, "案件", "尚未登记");
    return nobody_knows(act.object);
  }
  const auto* step = find_step(*known, act.object);
  if (step == nullptr) {
    unknown(act.place, "环节", act.object);
    return nobody_knows(act.object);
  }
  return desks_.cases.step(visitor, case_id_, command_of(act, step), envelope());
}

acts::DoStep Player::command_of(const Act& act, const pack::Step* step) {
  acts::DoStep command;
  if (step != nullptr) command.step = step->id;
  const auto directory = desks_.people.directory();
  for (const auto& name : act.companions) {
    const auto* person = find_person(*directory, name);
    if (person == nullptr) unknown(act.place, "人员", name);
    command.performers.push_back(person == nullptr ? name : person->id);
  }
  if (act.verb == Verb::passes || act.verb == Verb::returns) {
    const auto& opinions = desks_.pack.review.opinions;
    const auto plain =
        std::ranges::find(opinions, act.verb == Verb::passes, &pack::ReviewOpinion::passes);
    command.opinion = plain == opinions.end() ? std::string{} : plain->id;
    for (const auto& point : desks_.pack.review.points) command.points[point.id].passed = true;
    if (act.verb == Verb::passes) command.reasons = "经逐项审核，同意拟作出的决定。";
  }
  const auto now = state();
  if (now && now->draft) command.draft = now->draft->digest;
  if (act.earlier_draft) command.draft = earlier_draft_;
  for (const auto& entry : act.entries) enter(step, entry, command);
  return command;
}

void Player::enter(const pack::Step* step, const Entry& entry, acts::DoStep& command) {
  constexpr std::string_view kPoint = "point.";
  constexpr std::string_view kFail = "fail:";
  if (entry.name == "happened at") {
    command.happened_at = to_moment(entry.value, desks_.clock.now());
    if (!command.happened_at) unknown(entry.place, "时间", entry.value);
  } else if (entry.name == "reasons") {
    command.reasons = entry.value;
  } else if (entry.name == "opinion") {
    command.opinion = entry.value;
  } else if (entry.name.starts_with(kPoint)) {
    const auto id = entry.name.substr(kPoint.size());
    if (entry.value == "unanswered") {
      command.points.erase(id);
    } else if (entry.value.starts_with(kFail)) {
      command.points[id] = {false, std::string{trim(entry.value.substr(kFail.size()))}};
    } else {
      unknown(entry.place, "意见（fail: …或 unanswered）", entry.value);
    }
  } else if (const auto* field = find_field(desks_.pack, step, entry.name)) {
    command.values[field->id] = to_value(*field, entry.value, desks_.clock.now());
  } else {
    unknown(entry.place, "栏目", entry.name);
  }
}

Result<std::string> Player::attach(const Act& act, const people::Visitor& visitor) {
  // Stands for the file that a client would have sent: it is moved into the vault.
  auto sent = envelope();
  const auto arrived = desks_.arrivals / sent.digest;
  std::ofstream{arrived, std::ios::binary} << act.reason << "\n";
  const auto kept = desks_.vault.keep(arrived, {});
  if (!kept) return tl::unexpected<Rejection>(kept.error());
  casefile::EvidenceAccepted evidence;
  evidence.evidence = "e-" + kept->sha256.substr(0, 16);
  evidence.title = act.object;
  evidence.name = act.file_name;
  evidence.media_type = "text/plain";
  evidence.size = static_cast<std::int64_t>(kept->size);
  evidence.sha256 = kept->sha256;
  evidence.sm3 = kept->sm3;
  return desks_.cases.evidence(visitor, case_id_, {std::move(evidence)}, sent);
}

Result<std::string> Player::change_limit(const Act& act, const people::Visitor& visitor) {
  const auto* known = procedure();
  const auto* limit = known == nullptr ? nullptr : find_limit(desks_.pack, *known, act.object);
  if (limit == nullptr) {
    unknown(act.place, "期限", act.object);
    return nobody_knows(act.object);
  }
  acts::ChangeLimit command{limit->id, change_of(act.verb), act.ground, act.reason, {}};
  return desks_.cases.limit(visitor, case_id_, command, envelope());
}

/// "hide = words: why" masks the first place where the words stand.
desk::Prepare Player::masks_of(const Act& act, const std::string& original) {
  desk::Prepare command;
  for (const auto& entry : act.entries) {
    if (entry.name == "what" && act.verb == Verb::amends) continue;
    const auto colon = entry.value.find(':');
    const auto words = std::string{trim(entry.value.substr(0, colon))};
    const auto at = original.find(words);
    if (entry.name != "hide" || words.empty() || at == std::string::npos) {
      unknown(entry.place, "要遮蔽的文字", words);
      continue;
    }
    const auto note = colon == std::string::npos ? "" : entry.value.substr(colon + 1);
    command.add.push_back({at, at + words.size(), std::string{trim(note)}});
  }
  return command;
}

Result<std::string> Player::prepare(const Act& act, const people::Visitor& visitor) {
  const auto sight = desks_.publications.look(visitor, case_id_);
  if (!sight) return tl::unexpected<Rejection>(sight.error());
  return desks_.publications.prepare(visitor, case_id_, masks_of(act, sight->original), envelope());
}

Result<std::string> Player::amend_publication(const Act& act, const people::Visitor& visitor) {
  const auto sight = desks_.publications.look(visitor, case_id_);
  if (!sight) return tl::unexpected<Rejection>(sight.error());
  desk::Correct command{masks_of(act, sight->original), {}, act.reason};
  for (const auto& entry : act.entries) {
    if (entry.name == "what") command.what = entry.value;
  }
  return desks_.publications.correct(visitor, case_id_, command, envelope());
}

/// Nothing but the reason: what was noted before holds.
desk::Revocation Player::revocation(const Act& act) {
  desk::Revocation out;
  out.reason = act.reason;
  for (const auto& entry : act.entries) {
    if (entry.name == "ground") {
      out.ground = entry.value;
    } else if (entry.name == "organ") {
      out.organ = entry.value;
    } else if (entry.name == "document") {
      out.document = entry.value;
    } else if (entry.name == "day") {
      out.revoked_on = entry.value;
    } else {
      unknown(entry.place, "撤回说明", entry.name);
    }
  }
  if (!out.ground.empty() && out.revoked_on.empty()) {
    out.revoked_on = mingcha::to_string(local_day(desks_.clock.now()));
  }
  return out;
}

Result<std::string> Player::publish(const Act& /*act*/, const people::Visitor& visitor) {
  const auto sight = desks_.publications.look(visitor, case_id_);
  if (!sight) return tl::unexpected<Rejection>(sight.error());
  const auto& state = sight->state;
  auto digest = state.prepared ? state.prepared->digest : std::string{};
  if (state.correcting) digest = state.correcting->text.digest;
  return desks_.publications.publish(visitor, case_id_, digest, envelope());
}

Findings play(std::vector<Scene> scenes, Desks desks, const std::string& key) {
  Player player{std::move(scenes), desks, key};
  while (!player.over()) player.advance();
  return player.findings();
}

}  // namespace mingcha::story
