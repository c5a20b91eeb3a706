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

/// A paper may print only what some step of the procedure asks for: otherwise it could never be
/// finished.
void check_collected(Reading& reading, const Procedure& procedure, const std::string& document_id) {
  const auto document = reading.pack.documents.find(document_id);
  if (document == reading.pack.documents.end()) return;
  std::set<std::string> collected;
  for (const auto& step : procedure.steps) {
    for (const auto& form : step.form) collected.insert(form.field);
  }
  for (const auto& field : document->second.fields) {
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

}  // namespace

void check_references(Reading& reading) {
  for (const auto& reference : reading.references) check_reference(reading, reference);
  check_documents(reading);
}

}  // namespace mingcha::pack
