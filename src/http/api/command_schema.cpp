// SPDX-License-Identifier: Apache-2.0
// What command_json.cpp reads, and what the desk answers to a command.
#include <array>

#include "http/api/api.h"

namespace mingcha::http {
namespace {

constexpr auto kSchemas = std::to_array<SharedSchema>({
    {"Values",
     R"({"type":"object","additionalProperties":{"type":["string","integer","boolean","null"]}})"},
    {"PointReference", R"({"type":"object","additionalProperties":false,"required":["of","id"],
      "properties":{"of":{"enum":["draft","evidence","paper"]},
        "id":{"type":"string","description":"Id of the evidence, or version of the paper."},
        "page":{"type":"integer","minimum":1},"paragraph":{"type":"integer","minimum":1},
        "second":{"type":"integer","minimum":0}}})"},
    {"PointOpinion", R"({"type":"object","additionalProperties":false,"required":["passed"],
      "properties":{"passed":{"type":"boolean"},"note":{"type":"string"},
        "references":{"type":"array","maxItems":20,
          "items":{"$ref":"#/components/schemas/PointReference"}}}})"},
    {"Step", R"({"type":"object","additionalProperties":false,"properties":{
      "happened_at":{"type":"string","format":"date-time"},
      "performers":{"type":"array","items":{"type":"string"}},
      "values":{"$ref":"#/components/schemas/Values"},
      "points":{"type":"object","additionalProperties":{"$ref":"#/components/schemas/PointOpinion"}},
      "opinion":{"type":"string","description":"one of the case's review_opinions"},"reasons":{"type":"string"},
      "draft":{"type":"string","description":"digest of the draft that was read"},
      "expected_version":{"type":"integer"}}})"},
    {"Opening", R"({"type":"object","additionalProperties":false,"required":["item"],"properties":{
      "item":{"type":"string"},
      "happened_at":{"type":"string","format":"date-time"},
      "performers":{"type":"array","items":{"type":"string"}},
      "values":{"$ref":"#/components/schemas/Values"}}})"},
    {"LimitChange",
     R"({"type":"object","additionalProperties":false,"required":["change","reason"],"properties":{
      "change":{"enum":["suspended","resumed","extended"]},"ground":{"type":"string"},
      "reason":{"type":"string"},"happened_at":{"type":"string","format":"date-time"},
      "expected_version":{"type":"integer"}}})"},
    {"Done", R"({"type":"object","required":["case","version","events","numbers"],"properties":{
      "case":{"type":"string"},"version":{"type":"integer"},
      "events":{"type":"array","items":{"type":"object","required":["seq","version","kind"],"properties":{"seq":{"type":"integer"},"version":{"type":"integer"},"kind":{"type":"string"}}}},
      "numbers":{"type":"array","items":{"type":"string"}},
      "evidence":{"type":"string","description":"Of the file that was taken in."}}})"},
});

}  // namespace

std::span<const SharedSchema> command_schemas() { return kSchemas; }

}  // namespace mingcha::http
