// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/instant.h"
#include "base/text.h"
#include "http/portal/view.h"

namespace mingcha::portal {

struct AnnualFigureView {
  Text title;
  std::string value;  ///< "12", "3.05", "—"
  Text unit;          ///< 件, 万元
  bool told = true;
};

struct AnnualTableView {
  std::string id;
  Text title;
  bool power = true;
  std::vector<AnnualFigureView> figures;
};

struct AnnualEditionView {
  Day published_on{};
  std::string correction;
};

struct AnnualReportView {
  std::int64_t year = 0;
  Text agency;
  Day from{}, to{}, published_on{}, due{};
  std::optional<Day> first_published_on;  ///< Where it replaces an earlier one.
  std::string correction;                 ///< Why it replaces an earlier one; empty: it does not.
  std::string explanation;
  std::vector<AnnualTableView> tables;
  std::vector<Text> rules;
  std::vector<AnnualEditionView> earlier;  ///< Oldest first.
  std::optional<std::uint64_t> index;      ///< Place in the log.
};

struct AnnualListView {
  std::vector<std::int64_t> years;  ///< Newest first.
};

/// GET /annual
[[nodiscard]] std::string annual_list_page(const SiteView& site, const AnnualListView& view);
/// GET /annual/{year}
[[nodiscard]] std::string annual_report_page(const SiteView& site, const AnnualReportView& view);

}  // namespace mingcha::portal
