// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "http/portal/bare.h"
#include "http/portal/view.h"

// Where people meet the portal without looking for it: hall screens, posters at service windows,
// the frames of other sites.
namespace mingcha::portal {

struct GuideCardView {
  Text name;
  Text kind;
  CodeView code;  ///< Leads to the guide.
};

struct HallView {
  std::vector<DecisionSummary> latest;
  std::vector<GuideCardView> guides;
  CodeView verify, home;
};

/// GET /hall
[[nodiscard]] std::string hall_page(const SiteView& site, const HallView& view);

enum class PosterKind { decisions, items, officers, verify, guide };

struct PosterView {
  PosterKind kind{};
  CodeView code;
  std::string address;            ///< What the code says, for those without a camera.
  std::optional<ItemView> guide;  ///< Of PosterKind::guide.
};

/// GET /posters
[[nodiscard]] std::string poster_list_page(const SiteView& site,
                                           const std::vector<ItemSummary>& items);
/// GET /posters/{name}, /posters/items/{id}
[[nodiscard]] std::string poster_page(const SiteView& site, const PosterView& view);

/// GET /embed/decisions
[[nodiscard]] std::string embedded_list(const SiteView& site,
                                        const std::vector<DecisionSummary>& decisions);

}  // namespace mingcha::portal
