// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "base/spelling.h"
#include "pack/reading.h"

namespace mingcha::pack {
namespace {

bool is_provided(std::string_view name) {
  return std::find(std::begin(kProvidedFields), std::end(kProvidedFields), name) !=
         std::end(kProvidedFields);
}

template <typename Map>
std::vector<std::string> keys(const Map& map) {
  std::vector<std::string> out;
  for (const auto& [key, value] : map) out.push_back(key);
  return out;
}

std::vector<std::string> steps_of(const Pack& pack, const std::string& procedure) {
  std::vector<std::string> out;
  for (const auto& [id, one] : pack.procedures) {
    if (!procedure.empty() && id != procedure) continue;
    for (const auto& step : one.steps) out.push_back(step.id);
  }
  return out;
}

struct Known {
  Text thing;
  std::vector<std::string> names;
};

Known known_for(const Pack& pack, const Reading::Reference& reference) {
  if (reference.kind == "field") return {{"字段", "field"}, keys(pack.fields)};
  if (reference.kind == "shown-field") {
    auto names = keys(pack.fields);
    names.insert(names.end(), std::begin(kProvidedFields), std::end(kProvidedFields));
    return {{"字段", "field"}, std::move(names)};
  }
  if (reference.kind == "document") return {{"文书", "document"}, keys(pack.documents)};
  if (reference.kind == "procedure") return {{"程序", "procedure"}, keys(pack.procedures)};
  auto names = steps_of(pack, reference.procedure);
  if (reference.kind == "rule-step") {
    for (const auto& word : step_kind_words()) names.push_back("kind:" + word);
  }
  return {{"环节", "step"}, std::move(names)};
}

void check_reference(Reading& reading, const Reading::Reference& reference) {
  const auto known = known_for(reading.pack, reference);
  if (std::find(known.names.begin(), known.names.end(), reference.name) != known.names.end()) {
    return;
  }
  const auto like = nearest(reference.name, known.names);
  const bool limit = reference.kind == "limit-step";
  const std::string zh = limit ? "期限没有起止环节：" : "";
  const std::string en = limit ? "the time limit has no such start or end: " : "";
  reading.wrong(reference.place, limit ? "limit-without-step" : "unknown-reference",
                zh + fmt::format("没有{}“{}”", known.thing.zh, reference.name) +
                    (like ? fmt::format("，是不是“{}”？", *like) : ""),
                en + fmt::format("no {} '{}'", known.thing.en, reference.name) +
                    (like ? fmt::format(", did you mean '{}'?", *like) : ""));
}

/// What a template prints in a procedure: parts for steps that the procedure does not have, or for
/// other procedures, are never printed there.
void add_printed(const std::vector<std::shared_ptr<const TemplatePiece>>& pieces,
                 const Procedure& procedure, std::set<std::string>& printed) {
  const auto known = [&](std::string_view name) -> std::optional<cel::Value> {
    if (name == "item.procedure") return cel::Value{procedure.id};
    if (name == "item.category") return cel::Value{procedure.category};
    if (!name.starts_with("done.")) return std::nullopt;
    if (procedure.step(std::string{name.substr(5)}) != nullptr) return std::nullopt;
    return cel::Value{false};
  };
  for (const auto& piece : pieces) {
    if (piece->kind == TemplatePiece::Kind::value) printed.insert(piece->text);
    if (!piece->condition || piece->condition->evaluate(known).truth == cel::Truth::no) continue;
    for (const auto& name : piece->condition->names()) {
      const bool fact = !name.starts_with("done.") && !name.starts_with("item.");
      if (fact && name != "major") printed.insert(name);
    }
    add_printed(piece->pieces, procedure, printed);
  }
}

/// A paper may print only what some step of the procedure asks for: otherwise it could never be
/// finished.
void check_collected(Reading& reading, const Procedure& procedure, const std::string& document_id) {
  const auto document = reading.pack.documents.find(document_id);
  if (document == reading.pack.documents.end()) return;
  std::set<std::string> collected;
  for (const auto& step : procedure.steps) {
    for (const auto& form : step.form) collected.insert(form.field);
  }
  std::set<std::string> printed;
  add_printed(document->second.pieces, procedure, printed);
  for (const auto& field : printed) {
    if (collected.contains(field) || is_provided(field)) continue;
    reading.wrong({"documents/" + document_id + "/template.txt", 1, 1}, "never-collected",
                  fmt::format("《{}》要填“{}”，但程序“{}”没有任何环节录入它",
                              document->second.title.zh, field, procedure.title.zh),
                  fmt::format("'{}' prints '{}', which no step of '{}' collects",
                              document->second.title.en, field, procedure.title.en));
  }
}

void check_documents(Reading& reading) {
  std::set<std::string> used;
  for (const auto& [id, procedure] : reading.pack.procedures) {
    std::set<std::string> here;
    for (const auto& step : procedure.steps) {
      here.insert(step.documents.begin(), step.documents.end());
      if (!step.document.empty()) here.insert(step.document);
      const auto decided = reading.pack.documents.find(step.document);
      if (step.kind == StepKind::decision && decided != reading.pack.documents.end() &&
          !decided->second.numbering) {
        reading.wrong({"documents/" + step.document + "/form.yaml", 1, 1}, "no-numbering",
                      "决定文书必须编号", "a decision document needs numbering");
      }
    }
    for (const auto& document : here) check_collected(reading, procedure, document);
    used.insert(here.begin(), here.end());
  }
  for (const auto& [id, document] : reading.pack.documents) {
    if (used.contains(id)) continue;
    reading.wrong({"documents/" + id + "/form.yaml", 1, 1}, "unused-document",
                  fmt::format("没有环节制作文书“{}”", id), fmt::format("no step makes '{}'", id));
  }
}

/// Facts that no step asks for are law only to look at.
void check_fields(Reading& reading) {
  std::set<std::string> asked;
  for (const auto& [id, procedure] : reading.pack.procedures) {
    for (const auto& step : procedure.steps) {
      for (const auto& form : step.form) asked.insert(form.field);
    }
  }
  for (const auto& [id, place] : reading.field_places) {
    if (asked.contains(id)) continue;
    reading.wrong(place, "unused-field", fmt::format("没有环节录入“{}”", id),
                  fmt::format("no step asks for '{}'", id));
  }
}

/// Whether a procedure that ends on the day, or never, goes on after its law.
bool outlives(const std::optional<Day>& ends, Day statute_ends) {
  return !ends || *ends > statute_ends;
}

/// What a procedure rests on must be law as long as the procedure is.
void check_in_force(Reading& reading) {
  std::set<std::pair<std::string, std::string>> said;  // Once a procedure and statute will do.
  for (const auto& use : reading.uses) {
    const auto parsed = law::parse_citation(use.citation);
    const auto* statute = parsed ? reading.pack.statutes.find(parsed->text) : nullptr;
    const auto procedure = reading.pack.procedures.find(use.procedure);
    if (statute == nullptr || procedure == reading.pack.procedures.end()) continue;
    const auto& id = procedure->first;
    const auto& to = procedure->second.in_force_to;
    const bool ended = statute->in_force_to && outlives(to, *statute->in_force_to);
    const bool begins_later = to && *to < statute->in_force_from;
    if ((!ended && !begins_later) || !said.emplace(id, statute->id).second) continue;
    const auto day = mingcha::to_string(ended ? *statute->in_force_to : statute->in_force_from);
    reading.wrong(
        use.place, "article-out-of-force",
        ended ? fmt::format("{}于{}失效，程序“{}”此后仍在适用", use.citation, day, id)
              : fmt::format("{}自{}起施行，程序“{}”此前已停止适用", use.citation, day, id),
        ended ? fmt::format("{} ended on {}, but '{}' goes on", use.citation, day, id)
              : fmt::format("{} begins on {}, after '{}' has ended", use.citation, day, id));
  }
}

}  // namespace

void check_references(Reading& reading) {
  check_fields(reading);
  check_in_force(reading);
  for (const auto& reference : reading.references) check_reference(reading, reference);
  check_documents(reading);
}

}  // namespace mingcha::pack
