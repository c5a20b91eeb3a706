// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/api/job_kinds.h"

namespace mingcha::http {

[[nodiscard]] Result<desk::JobWork> read_case_list_job(const Request& request, FieldReader& fields,
                                                       desk::Services& services);

/// A case list as the list shows it, to be taken along as a table.
inline constexpr std::string_view kCaseListJobSchema =
    R"({"type":"object","additionalProperties":false,"required":["kind","format"],
      "properties":{"kind":{"const":"case_list"},"format":{"enum":["csv","xlsx"]},
        "filter":{"type":"object","description":"As the parameters of GET /api/v1/cases.",
          "additionalProperties":{"type":"string"}}}})";
inline constexpr JobKind kCaseListJob{"case_list", people::Permission::read_case,
                                      read_case_list_job};

}  // namespace mingcha::http
