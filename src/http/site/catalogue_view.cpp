// SPDX-License-Identifier: Apache-2.0
#include "http/site/catalogue_view.h"

#include "acts/review_catalogue.h"
#include "desk/services.h"
#include "http/site/item_view.h"
#include "http/site/site_view.h"
#include "pack/definition.h"

namespace mingcha::http {

portal::ReviewCatalogueView catalogue_view(desk::Services& services) {
  portal::ReviewCatalogueView view;
  for (const auto& entry : acts::review_catalogue(services.pack)) {
    portal::MajorView major;
    major.name = entry.condition->title;
    major.when = entry.when;
    major.basis = article_view(services, entry.condition->article);
    for (const auto& category : entry.categories) {
      const auto title = pack::title_of_category(category);
      major.kinds.zh += (major.kinds.zh.empty() ? "" : "、") + title.zh;
      major.kinds.en += (major.kinds.en.empty() ? "" : ", ") + title.in(Language::en);
    }
    for (const auto* item : entry.items) major.items.push_back(item_summary(*item));
    view.entries.push_back(std::move(major));
  }
  for (const auto& point : services.pack.review.points) {
    view.points.emplace_back(point.title, point.help);
  }
  view.materials = services.pack.review.materials;
  view.limits = limits_view(services.pack.review.limits, services);
  return view;
}

}  // namespace mingcha::http
