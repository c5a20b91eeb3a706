// SPDX-License-Identifier: Apache-2.0
#include "http/api/case_json.h"

#include <nlohmann/json.hpp>

#include "acts/amend.h"
#include "acts/limits.h"
#include "acts/outdated.h"
#include "acts/reassign.h"
#include "acts/signature.h"
#include "casefile/codec.h"
#include "desk/case_desk.h"
#include "http/api/form_json.h"
#include "http/api/penalty_json.h"

namespace mingcha::http {
namespace {

using Json = nlohmann::json;

const std::string& unit_title(const people::Directory& people, const std::string& id) {
  const auto* unit = people.unit(id);
  return unit == nullptr ? id : unit->name;
}

class Printer {
 public:
  Printer(const desk::CaseSight& sight, const people::Visitor& visitor, Language language)
      : view_{*sight.view},
        sight_{sight},
        visitor_{visitor},
        language_{language},
        around_{view_.pack(), *sight.people, visitor.person_id, sight.moment, {}, {}} {}

  [[nodiscard]] Json whole() const {
    const auto& state = view_.state();
    Json out{{"case", state.id},
             {"version", state.version},
             {"item", {{"id", view_.item().id}, {"title", say(view_.item().title)}}},
             {"procedure", {{"id", view_.procedure().id}, {"title", say(view_.procedure().title)}}},
             {"unit", state.opened->unit},
             {"unit_title", unit_title(*sight_.people, state.opened->unit)},
             {"opened_at", to_local_string(state.opening.at)},
             {"pack",
              {{"id", state.opened->pack},
               {"version", state.opened->pack_version},
               {"digest", state.opened->pack_digest}}},
             {"major", view_.major()},
             {"closed", state.closed},
             {"sealed", state.sealed.has_value()}};
    out["major_because"] = Json::array();
    for (const auto* condition : view_.major_conditions()) {
      out["major_because"].push_back({{"id", condition->id},
                                      {"title", say(condition->title)},
                                      {"article", condition->article}});
    }
    out["facts"] = facts();
    out["done"] = done();
    out["next"] = next();
    out["limits"] = limits();
    out["evidence"] = evidence();
    out["documents"] = documents();
    out["handlers"] = handlers();
    out["recused"] = recused();
    out["signatures"] = signatures();
    for (const auto& field : view_.pack().disclosure.outcome) {
      if (!view_.facts().contains(field)) continue;
      out["outcome"] = field;
      break;
    }
    if (has_tiers(view_)) out["penalty"] = penalty_json(view_, language_);
    add_draft_and_review(out);
    return out;
  }

 private:
  [[nodiscard]] const std::string& say(const Text& text) const { return text.in(language_); }

  [[nodiscard]] Json facts() const {
    Json out = Json::object();
    for (const auto& [id, fact] : view_.state().facts) {
      if (fact.value.empty()) continue;
      out[id] = {{"value", fact.value},
                 {"shown", view_.shown(id)},
                 {"label", say(view_.label(id))},
                 {"step", fact.step},
                 {"version", fact.recorded.version}};
      add_columns(out[id], id);
      if (auto form = correction_form(id, fact); !form.is_null()) out[id]["form"] = form;
    }
    return out;
  }

  void add_columns(Json& entry, const std::string& id) const {
    const auto* field = view_.pack().field(id);
    if (field == nullptr) return;
    for (const auto& column : field->columns) entry["columns"].push_back(say(column));
  }

  /// What the visitor may correct it with; null where he may not.
  [[nodiscard]] Json correction_form(const std::string& id, const casefile::Fact& fact) const {
    const auto* field = view_.pack().field(id);
    const auto* step = view_.procedure().step(fact.step);
    const bool offered = visitor_.may(people::Permission::act_on_case) &&
                         acts::may_correct_facts(*sight_.state, around_);
    if (!offered || field == nullptr || step == nullptr) return nullptr;
    if (field->type == pack::FieldType::signature) return nullptr;
    return form_field_of(view_, *step, id, language_);
  }

  [[nodiscard]] Json done() const {
    Json out = Json::array();
    for (const auto& step : view_.procedure().steps) {
      const auto found = view_.state().done.find(step.id);
      if (found == view_.state().done.end()) continue;
      Json performers = Json::array();
      for (const auto& id : found->second.performers)
        performers.push_back(sight_.people->name_of(id));
      out.push_back({{"step", step.id},
                     {"title", say(step.title)},
                     {"happened_at", to_local_string(found->second.happened_at)},
                     {"performers", performers},
                     {"times", found->second.times}});
    }
    return out;
  }

  [[nodiscard]] Json findings(const Findings& list) const {
    Json out = Json::array();
    for (const auto& finding : list) {
      out.push_back({{"code", finding.code},
                     {"what", say(finding.what)},
                     {"article", finding.article},
                     {"cure", say(finding.cure)},
                     {"where", finding.where}});
    }
    return out;
  }

  [[nodiscard]] Json next() const {
    Json out = Json::array();
    for (const auto& step : sight_.next) {
      Json entry = describe_step(view_, *step.step, language_);
      entry["possible"] = step.possible;
      entry["yours"] = desk::may_do(visitor_, view_, *step.step, sight_.day);
      entry["again"] = step.again;
      const auto power = acts::power_of(view_, *step.step, visitor_.person_id, sight_.day);
      if (power && !power->on_behalf.empty()) entry["on_behalf"] = name(power->on_behalf);
      if (const auto* level = acts::level_asked(view_, *step.step)) {
        const auto rank = view_.pack().rank(level->level);
        entry["level"] = {{"title", say(view_.pack().levels[rank - 1].title)},
                          {"article", level->article}};
      }
      entry["obstacles"] = findings(step.obstacles);
      entry["missing"] = findings(step.missing);
      if (step.due) {
        entry["due"] = to_local_string(*step.due);
        entry["due_limit"] = step.due_limit;
      }
      out.push_back(std::move(entry));
    }
    return out;
  }

  static const char* state_name(acts::LimitState state) {
    switch (state) {
      case acts::LimitState::running: return "running";
      case acts::LimitState::met: return "met";
      case acts::LimitState::late: return "late";
      case acts::LimitState::overdue: return "overdue";
      case acts::LimitState::lapsed: return "lapsed";
    }
    return "";
  }

  [[nodiscard]] Json limits() const {
    Json out = Json::array();
    for (const auto& status : sight_.limits) {
      Json derivation = Json::array();
      for (const auto& sentence : law::to_sentences(status.due.derivation, view_.pack().statutes)) {
        derivation.push_back(say(sentence));
      }
      Json entry{{"limit", status.limit->id},
                 {"title", say(status.limit->title)},
                 {"article", law::to_string(status.limit->citation)},
                 {"state", state_name(status.state)},
                 {"start", to_local_string(status.start)},
                 {"due", to_local_string(status.due.at)},
                 {"ends_with", status.ends_with},
                 {"provisional", status.due.provisional},
                 {"standing_still", status.due.standing_still},
                 {"derivation", std::move(derivation)}};
      if (status.ended) entry["ended"] = to_local_string(*status.ended);
      out.push_back(std::move(entry));
    }
    return out;
  }

  [[nodiscard]] Json evidence() const {
    Json out = Json::array();
    for (const auto& e : view_.state().evidence) {
      out.push_back({{"evidence", e.evidence},
                     {"title", e.title},
                     {"name", e.name},
                     {"media_type", e.media_type},
                     {"size", e.size},
                     {"sha256", e.sha256},
                     {"sm3", e.sm3}});
    }
    return out;
  }

  [[nodiscard]] Json voiding(const casefile::Voiding& voided) const {
    return {{"by", sight_.people->name_of(voided.recorded.actor)},
            {"at", to_local_string(voided.recorded.at)},
            {"article", voided.article},
            {"reason", voided.reason}};
  }

  [[nodiscard]] Json difference(const acts::OutdatedPaper& outdated) const {
    Json facts = Json::array();
    for (const auto& fact : outdated.facts) {
      facts.push_back({{"field", fact.field},
                       {"label", say(view_.label(fact.field))},
                       {"was", fact.was},
                       {"now", fact.now},
                       {"version", fact.corrected.version}});
    }
    return {{"what", say(outdated.what)},
            {"cure", say(outdated.cure)},
            {"article", outdated.article},
            {"may_keep", visitor_.may(people::Permission::act_on_case) &&
                             acts::may_correct_facts(*sight_.state, around_)},
            {"facts", std::move(facts)}};
  }

  [[nodiscard]] Json documents() const {
    Json out = Json::array();
    for (const auto& paper : view_.state().papers) {
      const auto found = view_.pack().documents.find(paper.document);
      out.push_back({{"document", paper.document},
                     {"title", found == view_.pack().documents.end() ? paper.document
                                                                     : say(found->second.title)},
                     {"step", paper.step},
                     {"number", paper.number},
                     {"digest", paper.digest},
                     {"version", paper.recorded.version},
                     {"served", view_.state().served.contains(paper.document)},
                     {"may_void", acts::may_void(view_, paper, around_)}});
      if (paper.voided) out.back()["voided"] = voiding(*paper.voided);
    }
    for (const auto& outdated : acts::outdated_papers(view_)) {
      for (auto& entry : out) {
        if (entry["version"] == outdated.paper->recorded.version) {
          entry["outdated"] = difference(outdated);
        }
      }
    }
    return out;
  }

  [[nodiscard]] Json handlers() const {
    Json out = Json::array();
    for (const auto& id : view_.state().handlers) {
      out.push_back({{"person", id}, {"name", sight_.people->name_of(id)}});
    }
    return out;
  }

  [[nodiscard]] Json submission(const casefile::Submission& open) const {
    Json out{{"round", open.said.round},
             {"again", open.said.again},
             {"reviewer", open.reviewer},
             {"reviewer_name", open.reviewer.empty() ? "" : name(open.reviewer)},
             {"absent", sight_.people->absence(open.reviewer, sight_.day) != nullptr},
             {"yours", open.reviewer == visitor_.person_id},
             {"submitted_by", name(open.recorded.actor)},
             {"submitted_at", to_local_string(open.recorded.at)},
             {"account", open.said.account}};
    if (const auto due = acts::review_due(view_, open)) out["due"] = to_local_string(*due);
    return out;
  }

  [[nodiscard]] std::string name(const std::string& person) const {
    return sight_.people->name_of(person);
  }

  /// Names under drafts, and refusals to give them; the newest last.
  [[nodiscard]] Json signatures() const {
    Json out = Json::array();
    const auto& state = view_.state();
    for (const auto& [said, recorded] : state.signatures) {
      const auto* step = view_.procedure().step(said.step);
      const auto rank = view_.pack().rank(said.level);
      out.push_back({{"step", said.step},
                     {"title", step == nullptr ? said.step : say(step->title)},
                     {"signer", name(said.signer)},
                     {"level_title", rank == 0 ? "" : say(view_.pack().levels[rank - 1].title)},
                     {"on_behalf", said.on_behalf.empty() ? "" : name(said.on_behalf)},
                     {"at", to_local_string(recorded.at)},
                     {"draft", said.draft},
                     {"present", state.draft && state.draft->digest == said.draft},
                     {"agrees", said.agrees},
                     {"reasons", said.reasons}});
    }
    return out;
  }

  [[nodiscard]] Json recused() const {
    Json out = Json::array();
    for (const auto& person : view_.state().recused) {
      out.push_back({{"person", person}, {"name", name(person)}});
    }
    return out;
  }

  void add_draft_and_review(Json& out) const {
    const auto& state = view_.state();
    if (state.draft) {
      out["draft"] = {{"document", state.draft->document},
                      {"digest", state.draft->digest},
                      {"text", state.draft->text},
                      {"version", state.draft->recorded.version}};
    }
    out["review"] = {{"rounds", state.review_rounds},
                     {"voided", state.reviews_voided},
                     {"added", state.review_added},
                     {"may_assign", acts::may_assign(view_, around_)}};
    if (const auto* open = state.submission()) out["review"]["submission"] = submission(*open);
    if (state.review) {
      const auto& opinion = state.review->opinion;
      out["review"]["passed"] = opinion.passed;
      if (const auto* kind = view_.pack().review.opinion(opinion.opinion)) {
        out["review"]["opinion"] = say(kind->title);
        out["review"]["next"] = say(kind->next);
      }
      out["review"]["draft"] = opinion.draft;
      out["review"]["reasons"] = opinion.reasons;
      out["review"]["reviewer"] = sight_.people->name_of(state.review->recorded.actor);
      out["review"]["at"] = to_local_string(state.review->recorded.at);
    }
    out["review_points"] = Json::array();
    for (const auto& point : view_.pack().review.points) {
      out["review_points"].push_back({{"id", point.id},
                                      {"title", say(point.title)},
                                      {"help", say(point.help)},
                                      {"article", point.article}});
    }
    out["review_opinions"] = Json::array();
    for (const auto& opinion : view_.pack().review.opinions) {
      out["review_opinions"].push_back({{"id", opinion.id},
                                        {"title", say(opinion.title)},
                                        {"next", say(opinion.next)},
                                        {"passes", opinion.passes},
                                        {"fails", opinion.fails},
                                        {"article", opinion.article}});
    }
    if (state.decision) {
      out["decision"] = {{"number", state.decision->number},
                         {"decided_on", state.decision->decided_on},
                         {"digest", state.decision->digest},
                         {"draft", state.decision->draft},
                         {"not_major_grounds", state.decision->not_major_grounds}};
    }
  }

  const acts::CaseView& view_;
  const desk::CaseSight& sight_;
  const people::Visitor& visitor_;
  Language language_;
  acts::Surroundings around_;  ///< For asking what is offered.
};

}  // namespace

Json to_json(const desk::CaseSight& sight, const people::Visitor& visitor, Language language) {
  return Printer{sight, visitor, language}.whole();
}

Json to_json(const desk::TimelineEntry& entry) {
  Json out{{"seq", entry.event.seq},
           {"version", entry.event.version},
           {"kind", entry.event.kind},
           {"actor", entry.event.actor},
           {"actor_name", entry.actor_name},
           {"at", to_local_string(entry.event.at)},
           {"body", Json::parse(entry.event.body)}};
  if (entry.log_index) {
    out["log_index"] = *entry.log_index;
    out["receipt"] = "/api/v1/receipts/" + std::to_string(entry.event.seq);
  }
  return out;
}

Json to_json(const registers::CaseRow& row, const people::Directory& people) {
  return {{"case", row.case_id},
          {"version", row.version},
          {"item", row.item},
          {"title", row.title},
          {"party", row.party},
          {"unit", row.unit},
          {"unit_title", unit_title(people, row.unit)},
          {"stage", row.stage},
          {"opened_at", to_local_string(row.opened_at)},
          {"decided_on", row.decided_on},
          {"number", row.number},
          {"major", row.major},
          {"sealed", row.sealed},
          {"closed", row.closed}};
}

Json to_json(const registers::TodoItem& item, const people::Directory& people, Language language) {
  const auto role = people::to_role(item.todo.role);
  Json out{{"step", item.todo.step},
           {"title", item.todo.title},
           {"role", item.todo.role},
           {"role_title", role ? people::title(*role).in(language) : std::string{}},
           {"case", to_json(item.row, people)}};
  if (item.todo.due) out["due"] = to_local_string(*item.todo.due);
  return out;
}

}  // namespace mingcha::http
