// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "media/report.h"

namespace mingcha::media {

/// One line of JSON, the same bytes for the same report: what mingcha-probe prints and what is
/// kept.
[[nodiscard]] std::string encode(const Report& report);

/// Strict: every member, no other, each within what `encode` can write. Anything else is malformed;
/// it comes from a process that has read a stranger's file.
[[nodiscard]] Result<Report> decode_report(std::string_view json);

}  // namespace mingcha::media
