// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "http/request.h"
#include "http/response.h"

namespace mingcha::http {

/// The status that stands for each kind of refusal; the one table there is.
[[nodiscard]] int status_of(Refusal refusal);

/// A "no" as application/problem+json (RFC 9457) in the language asked for, with all findings.
[[nodiscard]] Response problem(const Rejection& rejection, const Request& request);

/// A failed machine: 500 and the request's id, by which the log has the reason. No internals.
[[nodiscard]] Response fault_problem(const Request& request);

/// The JSON Schema of a problem, for the API's description.
[[nodiscard]] std::string_view problem_schema();

}  // namespace mingcha::http
