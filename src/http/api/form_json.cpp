// SPDX-License-Identifier: Apache-2.0
#include "http/api/form_json.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "acts/case_view.h"
#include "acts/decide.h"
#include "http/api/penalty_json.h"
#include "people/permission.h"

namespace mingcha::http {
namespace {

using Json = nlohmann::json;

const char* name_of(pack::FieldType type) {
  switch (type) {
    case pack::FieldType::text: return "text";
    case pack::FieldType::long_text: return "long_text";
    case pack::FieldType::integer: return "integer";
    case pack::FieldType::day: return "day";
    case pack::FieldType::moment: return "moment";
    case pack::FieldType::boolean: return "boolean";
    case pack::FieldType::choice: return "choice";
    case pack::FieldType::signature: return "signature";
    case pack::FieldType::rows: return "rows";
  }
  return "";
}

const char* name_of(pack::Check check) {
  switch (check) {
    case pack::Check::none: return "none";
    case pack::Check::id_card: return "id_card";
    case pack::Check::credit_code: return "credit_code";
    case pack::Check::phone: return "phone";
    case pack::Check::name: return "name";
  }
  return "";
}

const char* name_of(pack::Privacy privacy) {
  switch (privacy) {
    case pack::Privacy::open: return "open";
    case pack::Privacy::masked: return "masked";
    case pack::Privacy::closed: return "closed";
  }
  return "";
}

void add_bounds(Json& entry, const pack::Field& field) {
  using enum pack::FieldType;
  if (field.type == text || field.type == long_text) entry["longest"] = field.longest;
  if (field.at_least) entry["at_least"] = *field.at_least;
  if (field.at_most) entry["at_most"] = *field.at_most;
  if (field.type == day || field.type == moment) entry["may_be_future"] = field.may_be_future;
}

void add_known_value(Json& entry, const acts::CaseView& view, const pack::Field& field,
                     const pack::Step& step, Language language) {
  const auto known = view.facts().find(field.id);
  if (known == view.facts().end()) return;
  entry["value"] = known->second;
  const auto fact = view.state().facts.find(field.id);
  if (fact == view.state().facts.end() || fact->second.step == step.id) return;
  const auto* from = view.procedure().step(fact->second.step);
  entry["source"] = {{"step", fact->second.step},
                     {"title", from == nullptr ? fact->second.step : from->title.in(language)},
                     {"version", fact->second.recorded.version}};
}

/// The values of another field of this form that require this one, where nothing else does: then
/// whoever fills the form in need not ask the server while typing.
Json required_with(const acts::CaseView& view, const pack::Step& step,
                   const cel::Expression& condition) {
  const auto names = condition.names();
  if (names.size() != 1) return nullptr;
  const bool asked_here = std::ranges::any_of(
      step.form, [&](const pack::FormField& other) { return other.field == names.front(); });
  const auto* field = view.pack().field(names.front());
  if (!asked_here || field == nullptr || field->type != pack::FieldType::choice) return nullptr;
  Json values = Json::array();
  for (const auto& choice : field->choices) {
    const auto chosen = [&](std::string_view) { return std::optional<cel::Value>{choice.id}; };
    if (condition.evaluate(chosen).truth == cel::Truth::yes) values.push_back(choice.id);
  }
  return {{"field", field->id}, {"values", std::move(values)}};
}

Json describe_field(const acts::CaseView& view, const pack::Step& step,
                    const pack::FormField& asked, const pack::Field& field, Language language) {
  const bool required = asked.required_when
                            ? asked.required_when->evaluate(view.lookup()).truth == cel::Truth::yes
                            : asked.required;
  Json entry{{"field", field.id},
             {"label", field.label.in(language)},
             {"type", name_of(field.type)},
             {"required", required},
             {"article", field.article},
             {"help", field.help.in(language)},
             {"check", name_of(field.check)},
             {"privacy", name_of(field.privacy)}};
  if (asked.required_when) {
    entry["conditional"] = true;
    const auto with = required_with(view, step, *asked.required_when);
    if (!with.is_null()) entry["required_with"] = with;
  }
  if (!field.unit.empty()) entry["unit"] = field.unit;
  add_bounds(entry, field);
  for (const auto& choice : field.choices) {
    entry["choices"].push_back({{"id", choice.id}, {"label", choice.label.in(language)}});
  }
  for (const auto& column : field.columns) entry["columns"].push_back(column.in(language));
  add_known_value(entry, view, field, step, language);
  return entry;
}

}  // namespace

Json form_of(const acts::CaseView& view, const pack::Step& step, Language language) {
  Json out = Json::array();
  for (const auto& asked : step.form) {
    const auto* field = view.pack().field(asked.field);
    if (field != nullptr) out.push_back(describe_field(view, step, asked, *field, language));
  }
  return out;
}

Json form_field_of(const acts::CaseView& view, const pack::Step& step, std::string_view field,
                   Language language) {
  const auto asked = std::ranges::find(step.form, field, &pack::FormField::field);
  const auto* known = view.pack().field(std::string{field});
  if (asked == step.form.end() || known == nullptr) return nullptr;
  return describe_field(view, step, *asked, *known, language);
}

namespace {

/// Whether the step asks what is imposed, and the pack says what may be.
bool imposes(const acts::CaseView& view, const pack::Step& step) {
  if (!has_tiers(view)) return false;
  const auto& kind = view.pack().penalties->kind;
  return std::ranges::any_of(step.form, [&](const auto& asked) { return asked.field == kind; });
}

}  // namespace

Json describe_step(const acts::CaseView& view, const pack::Step& step, Language language) {
  const auto role = people::to_role(step.who.role);
  return {{"step", step.id},
          {"title", step.title.in(language)},
          {"kind", acts::to_string(step.kind)},
          {"basis", step.basis},
          {"role", step.who.role},
          {"role_title", role ? people::title(*role).in(language) : std::string{}},
          {"officers", step.who.officers},
          {"optional", step.optional},
          {"help", step.help.in(language)},
          {"form", form_of(view, step, language)},
          {"imposes", imposes(view, step)},
          {"made_now", acts::is_made_now(view.procedure(), step)},
          {"documents", step.documents}};
}

}  // namespace mingcha::http
