// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/api/job_kinds.h"

namespace mingcha::http {

[[nodiscard]] Result<desk::JobWork> read_recording_copy_job(const Request& request,
                                                            FieldReader& fields,
                                                            desk::Services& services);

/// A clip of a recording, or a copy in which something is covered or muted: a file of its own with
/// its own digests, beside the original.
inline constexpr std::string_view kRecordingCopyJobSchema =
    R"({"type":"object","additionalProperties":false,
      "required":["kind","recording","copy","title","purpose"],
      "properties":{"kind":{"const":"recording_copy"},"recording":{"type":"string"},
        "copy":{"enum":["clip","redacted"]},"title":{"type":"string"},"purpose":{"type":"string"},
        "from_ms":{"type":"integer"},"to_ms":{"type":"integer"},
        "boxes":{"type":"array","items":{"type":"object","additionalProperties":false,
          "required":["x","y","width","height","from_ms","to_ms","cover"],"properties":{
          "x":{"type":"integer","description":"Thousandths of the picture, as the others."},
          "y":{"type":"integer"},"width":{"type":"integer"},"height":{"type":"integer"},
          "from_ms":{"type":"integer"},"to_ms":{"type":"integer"},
          "cover":{"enum":["filled","pixelised"]}}}},
        "muted":{"type":"array","items":{"type":"object","additionalProperties":false,
          "required":["from_ms","to_ms"],"properties":{"from_ms":{"type":"integer"},
          "to_ms":{"type":"integer"}}}}}})";
inline constexpr JobKind kRecordingCopyJob{"recording_copy", people::Permission::read_recording,
                                           read_recording_copy_job};

}  // namespace mingcha::http
