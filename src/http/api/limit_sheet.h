// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace mingcha::desk {
struct CaseSight;
struct Services;
}  // namespace mingcha::desk

namespace mingcha::http {

/// 期限说明: every limit of a case with how it was reckoned, as a sheet to lay beside the papers
/// that name a due date. A PDF; it is no document of the case and has no number and no seal.
[[nodiscard]] std::string print_limits(desk::Services& services, const desk::CaseSight& sight);

}  // namespace mingcha::http
