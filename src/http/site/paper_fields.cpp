// SPDX-License-Identifier: Apache-2.0
#include "http/site/paper_fields.h"

#include <algorithm>

#include "base/assert.h"
#include "pack/definition.h"

namespace mingcha::http {
namespace {

using portal::FieldKind;
using portal::Presence;

FieldKind kind_of(pack::FieldType type) {
  switch (type) {
    case pack::FieldType::text:
    case pack::FieldType::long_text:
    case pack::FieldType::rows:
    case pack::FieldType::signature:
    case pack::FieldType::moment: return FieldKind::text;
    case pack::FieldType::integer: return FieldKind::integer;
    case pack::FieldType::day: return FieldKind::date;
    case pack::FieldType::boolean:
    case pack::FieldType::choice: return FieldKind::choice;
  }
  MINGCHA_ASSERT(false);
}

bool prints(const pack::Document& document, const std::string& field) {
  return std::ranges::find(document.printed, field) != document.printed.end();
}

std::string condition_of(const pack::Step& step) {
  return step.when ? step.when->to_source() : std::string{};
}

/// Some step that comes with every decision asks for it, whatever else is said.
bool is_always_asked(const pack::Procedure& procedure, const pack::Step& decision,
                     const std::string& field) {
  return std::ranges::any_of(procedure.steps, [&](const pack::Step& step) {
    const bool always = !step.when || condition_of(step) == condition_of(decision);
    return always && !step.optional &&
           std::ranges::any_of(step.form, [&](const pack::FormField& asked) {
             return asked.field == field && asked.required && !asked.required_when;
           });
  });
}

Presence presence_of(const pack::Pack& pack, const std::string& field) {
  for (const auto& [id, procedure] : pack.procedures) {
    const auto* decision = procedure.step_of(pack::StepKind::decision);
    if (decision == nullptr) continue;
    if (!prints(pack.documents.at(decision->document), field)) return Presence::where_shown;
    if (!is_always_asked(procedure, *decision, field)) return Presence::where_shown;
  }
  return Presence::always;
}

std::vector<portal::Choice> choices_of(const pack::Field& field) {
  if (field.type == pack::FieldType::boolean) {
    return {{"true", {"是", "Yes"}}, {"false", {"否", "No"}}};
  }
  std::vector<portal::Choice> out;
  for (const auto& choice : field.choices) out.push_back({choice.id, choice.label});
  return out;
}

portal::FieldView view_of(const pack::Pack& pack, const pack::Field& field) {
  portal::FieldView view{field.id, field.label, kind_of(field.type), presence_of(pack, field.id),
                         choices_of(field)};
  if (!field.unit.empty()) view.label.zh += "（" + field.unit + "）";
  return view;
}

}  // namespace

portal::RecordFieldsView paper_fields(const pack::Pack& pack) {
  portal::RecordFieldsView record{"decision.made", {}};
  auto& fields = record.fields;
  fields.push_back(
      {"document.number", {"文号", "Number"}, FieldKind::document_number, Presence::always, {}});
  fields.push_back(
      {"decided_on", {"决定日期", "Date of the decision"}, FieldKind::date, Presence::always, {}});
  for (const auto& [id, procedure] : pack.procedures) {
    const auto* decision = procedure.step_of(pack::StepKind::decision);
    if (decision == nullptr) continue;
    for (const auto& name : pack.documents.at(decision->document).printed) {
      const auto* field = pack.field(name);
      const bool known = std::ranges::any_of(
          fields, [&](const portal::FieldView& had) { return had.name == name; });
      if (field != nullptr && !known) fields.push_back(view_of(pack, *field));
    }
  }
  fields.push_back({"text_sha256",
                    {"文书全文", "Whole text"},
                    FieldKind::document_digest,
                    Presence::always,
                    {}});
  return record;
}

}  // namespace mingcha::http
