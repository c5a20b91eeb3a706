// SPDX-License-Identifier: Apache-2.0
#include "http/site/officer_view.h"

#include "base/assert.h"
#include "desk/officer_desk.h"
#include "lists/sheet.h"
#include "pack/definition.h"
#include "registers/list_register.h"

namespace mingcha::http {
namespace {

/// As people read it: labels of choices and names of statutes in both languages, the rest as it is.
Text shown(const pack::ListColumn& column, const std::string& value, const pack::Pack& pack) {
  const auto in = [&](Language language) {
    return lists::shown_value(column, value, pack.statutes, language);
  };
  const auto zh = in(Language::zh);
  const auto en = in(Language::en);
  return {zh, en == zh ? std::string{} : en};
}

portal::Standing standing_of(desk::OfficerStanding::Kind kind) {
  using Kind = desk::OfficerStanding::Kind;
  switch (kind) {
    case Kind::valid: return portal::Standing::valid;
    case Kind::withheld: return portal::Standing::withheld;
    case Kind::not_yet: return portal::Standing::not_yet;
    case Kind::expired: return portal::Standing::expired;
    case Kind::ended: return portal::Standing::ended;
    case Kind::unknown: return portal::Standing::unknown;
  }
  MINGCHA_ASSERT(false);
}

}  // namespace

portal::OfficerView officer_view(const desk::Officer& officer) {
  return {officer.name,     officer.unit, officer.post, officer.badge, officer.certificate,
          officer.category, officer.area, officer.from, officer.to};
}

portal::IdentityView identity_view(const desk::OfficerStanding& standing) {
  portal::IdentityView view{standing_of(standing.kind), std::nullopt, standing.at, {}};
  if (standing.officer) view.officer = officer_view(*standing.officer);
  return view;
}

portal::AgencyView agency_view(const pack::ListKind& kind, const registers::ListEntry& entry,
                               const pack::Pack& pack) {
  portal::AgencyView view;
  for (const auto& column : kind.columns) {
    const auto found = entry.cells.find(column.id);
    if (found == entry.cells.end() || !column.open) continue;
    if (column.id == kind.key.front()) {
      view.name = found->second;
    } else {
      view.facts.emplace_back(column.title, shown(column, found->second, pack));
    }
  }
  return view;
}

}  // namespace mingcha::http
