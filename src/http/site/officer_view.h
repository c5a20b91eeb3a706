// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/portal/officers.h"

namespace mingcha::desk {
struct Officer;
struct OfficerStanding;
}  // namespace mingcha::desk

namespace mingcha::pack {
struct ListKind;
struct Pack;
}  // namespace mingcha::pack

namespace mingcha::registers {
struct ListEntry;
}  // namespace mingcha::registers

namespace mingcha::http {

[[nodiscard]] portal::OfficerView officer_view(const desk::Officer& officer);
[[nodiscard]] portal::IdentityView identity_view(const desk::OfficerStanding& standing);
/// An entry of the list of enforcing bodies, its columns in the order of the pack.
[[nodiscard]] portal::AgencyView agency_view(const pack::ListKind& kind,
                                             const registers::ListEntry& entry,
                                             const pack::Pack& pack);

}  // namespace mingcha::http
