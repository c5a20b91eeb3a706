// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/instant.h"
#include "base/text.h"
#include "http/portal/bare.h"

// Who may enforce.
namespace mingcha::portal {

struct SiteView;

/// An officer as the public may see them.
struct OfficerView {
  std::string name, unit, post, badge, certificate, category, area;
  std::optional<Day> from, to;  ///< Of the certificate.
};

struct OfficerListView {
  std::string text;
  std::uint64_t total{}, page{1}, pages{1};
  std::vector<OfficerView> officers;
};

/// Whether somebody may enforce at this moment.
enum class Standing {
  valid,
  withheld,  ///< Valid, and the law keeps the rest from the public.
  not_yet,
  expired,
  ended,    ///< Was an officer; what they were is no longer said.
  unknown,  ///< No officer has this code.
};

struct IdentityView {
  Standing standing{Standing::unknown};
  std::optional<OfficerView> officer;  ///< None where it is withheld, ended or unknown.
  Instant checked_at{};
  CodeView card;  ///< The code itself, to be shown or printed; empty where it is not asked for.
};

/// GET /officers?q=&page=
[[nodiscard]] std::string officer_list_page(const SiteView& site, const OfficerListView& view);
/// GET /officers/{badge} and /o/{code}
[[nodiscard]] std::string identity_page(const SiteView& site, const IdentityView& view);

struct AgencyView {
  std::string name;
  std::vector<std::pair<Text, Text>> facts;  ///< Values in English only where they are ours.
};
/// GET /agencies
[[nodiscard]] std::string agency_list_page(const SiteView& site,
                                           const std::vector<AgencyView>& agencies);

}  // namespace mingcha::portal
