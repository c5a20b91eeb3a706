// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/api/job_kinds.h"

namespace mingcha::http {

[[nodiscard]] Result<desk::JobWork> read_paper_job(const Request& request, FieldReader& fields,
                                                   desk::Services& services);

/// The papers of one or several cases as PDFs in one ZIP, a folder for each case.
inline constexpr std::string_view kPaperJobSchema =
    R"({"type":"object","additionalProperties":false,"required":["kind","cases"],
      "properties":{"kind":{"const":"papers"},
        "cases":{"type":"array","minItems":1,"maxItems":50,"items":{"type":"string"}},
        "document":{"type":"string","description":"Only this kind of document."}}})";
inline constexpr JobKind kPaperJob{"papers", people::Permission::read_case, read_paper_job};

}  // namespace mingcha::http
