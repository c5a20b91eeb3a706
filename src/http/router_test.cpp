// SPDX-License-Identifier: Apache-2.0
#include "http/router.h"

#include <array>

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "http/openapi.h"

namespace mingcha::http {
namespace {

using people::Permission;
using testing::ElementsAre;
using testing::HasSubstr;

Response nothing(const Request& /*request*/, desk::Services& /*services*/) { return no_content(); }

constexpr auto kRoutes = std::to_array<Route>({
    {.verb = Verb::get,
     .path = "/api/v1/cases/{case}",
     .may = Permission::read_case,
     .summary = {"案件", "A case"},
     .answer = {200, "#/components/schemas/Case"},
     .handle = nothing},
    {.verb = Verb::get,
     .path = "/api/v1/cases/search",
     .may = Permission::read_case,
     .summary = {"查询", "Search"},
     .query = {{{"q", {"查询词", "Words"}}, {"page", {}, R"({"type":"integer","minimum":1})"}}},
     .handle = nothing},
    {.verb = Verb::post,
     .path = "/api/v1/cases",
     .may = Permission::open_case,
     .summary = {"立案", "Open a case"},
     .body = Body::json("#/components/schemas/Case"),
     .answer = {201, "#/components/schemas/Case"},
     .idempotency = Idempotency::required,
     .handle = nothing},
    {.verb = Verb::remove,
     .path = "/api/v1/cases/{case}",
     .may = Permission::assign_case,
     .summary = {"撤案", "Withdraw"},
     .handle = nothing},
    {.verb = Verb::get,
     .path = "/tile/{file*}",
     .may = Permission::public_access,
     .summary = {"日志", "The log"},
     .handle = nothing},
    {.verb = Verb::get,
     .path = "/",
     .may = Permission::public_access,
     .summary = {"首页", "Home"},
     .handle = nothing},
});
constexpr auto kSchemas = std::to_array<SharedSchema>({{"Case", R"({"type":"object"})"}});
constexpr ApiDescription kDescription{"明察", "1", kSchemas};

const Router& router() {
  static const std::span<const Route> kTable{kRoutes};
  static const Router kRouter{std::span{&kTable, 1}};
  return kRouter;
}

struct Found {
  Router::Outcome outcome;
  Request request;
};

Found find(Verb verb, std::string_view target) {
  Found found;
  found.request.verb = verb;
  EXPECT_TRUE(read_target(target, found.request).has_value());
  found.outcome = router().find(found.request);
  return found;
}

TEST(Router, CapturesDecodedSegments) {
  const Found found = find(Verb::get, "/api/v1/cases/%E4%BA%91%E5%85%AC%5B2026%5D1");

  ASSERT_NE(found.outcome.route, nullptr);
  EXPECT_EQ(found.request.capture("case"), "云公[2026]1");
}

TEST(Router, PrefersALiteralToACapture) {
  EXPECT_EQ(find(Verb::get, "/api/v1/cases/search").outcome.route->path, "/api/v1/cases/search");
  EXPECT_EQ(find(Verb::get, "/api/v1/cases/searches").outcome.route->path, "/api/v1/cases/{case}");
  // The literal has no DELETE, the capture has.
  EXPECT_EQ(find(Verb::remove, "/api/v1/cases/search").outcome.route->path, "/api/v1/cases/{case}");
}

TEST(Router, TellsAnotherVerbFromNothingAtAll) {
  EXPECT_THAT(find(Verb::put, "/api/v1/cases/7").outcome.allowed,
              ElementsAre(Verb::get, Verb::remove));
  EXPECT_THAT(find(Verb::get, "/api/v1/case/7").outcome.allowed, ElementsAre());
  EXPECT_THAT(find(Verb::get, "/api/v1/cases/7/").outcome.allowed, ElementsAre());
  EXPECT_THAT(find(Verb::get, "/api/v1/cases/").outcome.allowed, ElementsAre());
}

TEST(Router, FindsGetForHead) {
  EXPECT_NE(find(Verb::head, "/").outcome.route, nullptr);
  EXPECT_EQ(find(Verb::head, "/api/v1/cases").outcome.route, nullptr);
}

TEST(Router, TakesTheRestOfAPath) {
  EXPECT_EQ(find(Verb::get, "/tile/0/x001/234").request.capture("file"), "0/x001/234");
  EXPECT_EQ(find(Verb::get, "/tile").outcome.route, nullptr);
}

TEST(RouterDeathTest, RefusesTwoRoutesForTheSame) {
  const std::array<Route, 2> twice{kRoutes[0], kRoutes[0]};
  const std::span<const Route> table{twice};
  EXPECT_DEATH((Router{std::span{&table, 1}}), "assertion failed");
}

TEST(OpenApi, DescribesEveryRouteBelowApi) {
  const auto document = nlohmann::json::parse(openapi(router().routes(), kDescription));

  EXPECT_EQ(document["openapi"], "3.1.0");
  EXPECT_EQ(document["paths"].size(), 3U);
  const auto& open = document["paths"]["/api/v1/cases"]["post"];
  EXPECT_EQ(open["operationId"], "post_cases");
  EXPECT_EQ(open["summary"], "立案");
  EXPECT_EQ(open["tags"][0], "cases");
  EXPECT_EQ(open["requestBody"]["content"]["application/json"]["schema"]["$ref"],
            "#/components/schemas/Case");
  EXPECT_EQ(open["parameters"][0]["name"], "Idempotency-Key");
  EXPECT_TRUE(open["security"][0].contains("csrf"));
  EXPECT_TRUE(open["responses"].contains("201"));
  EXPECT_EQ(open["responses"]["default"]["$ref"], "#/components/responses/Problem");
  const auto& read = document["paths"]["/api/v1/cases/{case}"]["get"];
  EXPECT_EQ(read["operationId"], "get_cases_by_case");
  EXPECT_EQ(read["parameters"][0]["in"], "path");
  EXPECT_FALSE(read["security"][0].contains("csrf"));
  EXPECT_EQ(document["paths"]["/api/v1/cases/search"]["get"]["parameters"][1]["schema"]["minimum"],
            1);
  EXPECT_EQ(document["components"]["schemas"]["Problem"]["type"], "object");
}

TEST(OpenApiDeathTest, RefusesAReferenceToNothing) {
  const ApiDescription without{"明察", "1", {}};
  EXPECT_DEATH((void)openapi(router().routes(), without), "assertion failed");
}

TEST(PermissionMatrix, HasALineForEachRouteAndAColumnForEachRole) {
  const std::string table = permission_matrix(router().routes());

  EXPECT_THAT(table, HasSubstr("| 路由 | 权限 | 执法人员 | 案件管理员 |"));
  EXPECT_THAT(table,
              HasSubstr("| `POST /api/v1/cases` | open_case | ● | ● |  |  |  |  |  |  |  |  |"));
  EXPECT_THAT(table,
              HasSubstr("| `GET /` | public_access | ● | ● | ● | ● | ● | ● | ● | ● | ● | ● |"));
}

}  // namespace
}  // namespace mingcha::http
