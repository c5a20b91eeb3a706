// SPDX-License-Identifier: Apache-2.0
#include "desk/masking.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/assert.h"
#include "disclosure/leak.h"
#include "disclosure/mask.h"
#include "disclosure/pattern.h"

namespace mingcha::desk {
namespace {

using disclosure::Kind;
using disclosure::PersonalValue;

/// Shorter closed texts are ordinary words ("已核实"); looking for them would only raise noise.
constexpr std::size_t kShortestClosed = 6;

disclosure::Privacy privacy_of(const pack::Field& field) {
  switch (field.privacy) {
    case pack::Privacy::open: return disclosure::Privacy::open;
    case pack::Privacy::masked: return disclosure::Privacy::masked;
    case pack::Privacy::closed: return disclosure::Privacy::closed;
  }
  MINGCHA_ASSERT(false);
}

Kind kind_of(const pack::Field& field) {
  if (const auto named = disclosure::parse_kind(field.mask)) return *named;
  switch (field.check) {
    case pack::Check::id_card: return Kind::id_card;
    case pack::Check::phone: return Kind::phone;
    case pack::Check::name: return Kind::person_name;
    case pack::Check::credit_code:
    case pack::Check::none: break;
  }
  return field.privacy == pack::Privacy::closed ? Kind::all : Kind::text;
}

bool is_text(const pack::Field& field) {
  return field.type == pack::FieldType::text || field.type == pack::FieldType::long_text ||
         field.type == pack::FieldType::rows;
}

/// Open by the pack's rules in this case; doubt keeps it masked.
bool is_opened(const acts::CaseView& view, const pack::Field& field) {
  return std::ranges::any_of(view.pack().disclosure.open, [&](const pack::OpenRule& rule) {
    return rule.field == field.id && rule.when.evaluate(view.lookup()).truth == cel::Truth::yes;
  });
}

PersonalValue personal(const acts::CaseView& view, const pack::Field& field,
                       const std::string& value) {
  const auto privacy = is_opened(view, field) ? disclosure::Privacy::open : privacy_of(field);
  return {field.id, kind_of(field), value, privacy};
}

/// The agency's own telephone, address and the names of its units are meant to be read: a closed
/// fact that says nothing else is no leak.
void add_open(std::vector<PersonalValue>& out, Kind kind, const std::string& value) {
  if (!value.empty()) out.push_back({"agency", kind, value, disclosure::Privacy::open});
}

}  // namespace

std::vector<PersonalValue> personal_values(const acts::CaseView& view) {
  std::vector<PersonalValue> out;
  for (const auto& [id, value] : view.facts()) {
    const auto* field = view.pack().field(id);
    if (field == nullptr || !is_text(*field)) continue;
    auto known = personal(view, *field, value);
    const bool noise = known.kind == Kind::all && count_characters(value) < kShortestClosed;
    if (!noise) out.push_back(std::move(known));
  }
  const auto& people = view.people();
  add_open(out, Kind::phone, people.phone);
  add_open(out, Kind::phone, people.supervision_phone);
  add_open(out, Kind::address, people.address);
  add_open(out, Kind::organisation_name, people.agency_name);
  for (const auto& [id, unit] : people.units) {
    add_open(out, Kind::phone, unit.phone);
    add_open(out, Kind::organisation_name, unit.name);
  }
  return out;
}

ledger::PiecedText in_pieces(const acts::CaseView& view, const std::string& text) {
  ledger::PiecedText pieced{text, {}};
  for (const auto& span : disclosure::propose(text, personal_values(view))) {
    pieced.whole.push_back({span.begin, span.end});
  }
  return pieced;
}

std::string masked_value(const acts::CaseView& view, const std::string& field_id) {
  const auto* field = view.pack().field(field_id);
  const auto found = view.facts().find(field_id);
  if (field == nullptr || found == view.facts().end()) return {};
  if (is_text(*field)) {
    return disclosure::shown(personal(view, *field, found->second), personal_values(view));
  }
  return field->privacy == pack::Privacy::open ? view.shown(field_id) : std::string{};
}

namespace {

/// Nothing where it is not for the public in this case.
std::optional<PersonalValue> must_show(const acts::CaseView& view, const std::string& field_id) {
  if (field_id == "agency.name") {
    return PersonalValue{field_id, Kind::organisation_name, view.people().agency_name,
                         disclosure::Privacy::open};
  }
  const auto* field = view.pack().field(field_id);
  const auto found = view.facts().find(field_id);
  if (field == nullptr || found == view.facts().end()) return std::nullopt;
  auto value = personal(view, *field, found->second);
  if (value.privacy != disclosure::Privacy::open) return std::nullopt;
  return value;
}

Finding wrong_one(const acts::CaseView& view, const std::string& field_id) {
  const auto* field = view.pack().field(field_id);
  const auto name = field == nullptr ? Text{"执法机关", "the agency"} : field->label;
  return {
      "wrong-masked",
      {"“" + name.zh + "”应当公开，却被遮盖：遮盖的可能不是要遮的人",
       name.in(Language::en) + " has to be public and is masked: perhaps the wrong one was"},
      view.pack().disclosure.must_show_article,
      {"请撤销这一处遮盖，改为遮盖不应公开的内容", "undo this mask and mask what is not public"},
      field_id};
}

}  // namespace

Findings wrongly_masked(const acts::CaseView& view, const std::string& text,
                        const std::vector<disclosure::Span>& spans) {
  Findings findings;
  for (const auto& field : view.pack().disclosure.must_show) {
    const auto value = must_show(view, field);
    if (!value) continue;
    for (const auto& match : disclosure::find_value(text, *value)) {
      const bool hidden = std::ranges::any_of(spans, [&](const disclosure::Span& span) {
        return span.reason == "by_hand" && span.begin < match.end && match.begin < span.end;
      });
      if (hidden) findings.push_back(wrong_one(view, field));
    }
  }
  return findings;
}

namespace {

Finding unreadable(const disclosure::Served& served) {
  return {"leak-unreadable",
          {fmt::format("“{}”是打包或者图像格式，无法逐字节检查，不得公开", served.where.zh),
           fmt::format("{} is of a packed or drawn format and cannot be tested",
                       served.where.in(Language::en))},
          {},
          {"请以可检查的文本形式提供其内容", "give what stands in it as text"},
          {}};
}

Finding leak(const acts::CaseView& view, const disclosure::Served& served,
             const disclosure::Hit& hit) {
  const auto* field = view.pack().field(hit.label);
  const auto name = field == nullptr ? disclosure::title(hit.kind) : field->label;
  return {
      "leak",
      {fmt::format("{}第{}字节处含有“{}”（{}）", served.where.zh, hit.offset, name.zh, hit.excerpt),
       fmt::format("{}, byte {}: {} ({})", served.where.in(Language::en), hit.offset,
                   name.in(Language::en), hit.excerpt)},
      field == nullptr ? std::string{} : field->article,
      {"请遮盖该处后重新准备", "mask it and prepare again"},
      hit.label};
}

}  // namespace

Findings leaks_in(const acts::CaseView& view, const std::vector<disclosure::Served>& served) {
  Findings findings;
  const auto values = personal_values(view);
  for (const auto& each : served) {
    if (disclosure::is_opaque(each.bytes)) {
      findings.push_back(unreadable(each));
      continue;
    }
    for (const auto& hit : disclosure::scan(each.bytes, values)) {
      findings.push_back(leak(view, each, hit));
    }
  }
  return findings;
}

}  // namespace mingcha::desk
