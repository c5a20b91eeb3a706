// SPDX-License-Identifier: Apache-2.0
#include "http/site/renderings.h"

#include <gmock/gmock.h>

#include "http/site/annual_site.h"
#include "http/site/site.h"

namespace mingcha::http {
namespace {

using people::Permission;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

Response nothing(const Request& /*request*/, desk::Services& /*services*/) { return {}; }

std::vector<const Route*> pointers(std::span<const Route> table) {
  std::vector<const Route*> out;
  for (const auto& route : table) out.push_back(&route);
  return out;
}

TEST(Renderings, KnowEveryRouteOfThePortalAndTheLog) {
  EXPECT_THAT(untested_routes(pointers(site_routes())), IsEmpty());
  EXPECT_THAT(untested_routes(pointers(annual_site_routes())), IsEmpty());
  EXPECT_THAT(untested_routes(pointers(data_routes())), IsEmpty());
  EXPECT_THAT(untested_routes(pointers(officer_routes())), IsEmpty());
  EXPECT_THAT(untested_routes(pointers(place_routes())), IsEmpty());
  EXPECT_THAT(untested_routes(pointers(log_file_routes())), IsEmpty());
}

TEST(Renderings, CannotBeForgottenForANewRoute) {
  constexpr auto kTable = std::to_array<Route>({
      {.verb = Verb::get,
       .path = "/decisions/{id}/thumbnail.png",
       .may = Permission::public_access,
       .summary = {"缩略图", "Thumbnail"},
       .handle = nothing},
      {.verb = Verb::get,
       .path = "/api/v1/secret",
       .may = Permission::read_case,
       .summary = {"内部", "Inside"},
       .handle = nothing},
  });
  EXPECT_THAT(untested_routes(pointers(kTable)), ElementsAre("/decisions/{id}/thumbnail.png"));
}

TEST(Renderings, StandInOneListOnly) {
  for (const auto& rendering : renderings()) {
    EXPECT_EQ(std::ranges::count(without_decisions(), rendering.path), 0) << rendering.path;
  }
}

}  // namespace
}  // namespace mingcha::http
