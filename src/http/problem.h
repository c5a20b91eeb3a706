// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "base/result.h"
#include "http/request.h"
#include "http/response.h"

namespace mingcha::http {

/// The status that stands for each kind of refusal; the one table there is.
[[nodiscard]] int status_of(Refusal refusal);

/// A "no" as application/problem+json (RFC 9457) in the language asked for, with all findings.
/// `retry_after` is said with Refusal::too_many only.
[[nodiscard]] Response problem(const Rejection& rejection, const Request& request,
                               std::chrono::seconds retry_after = std::chrono::seconds{60});

/// For what the protocol says no to (405, 415, 431 …) and no Refusal names.
[[nodiscard]] Response plain_problem(int status, const Text& title, const Request& request);

/// A failed machine: 500 and the request's id, by which the log has the reason. No internals.
[[nodiscard]] Response fault_problem(const Request& request);

/// The JSON Schema of a problem, for the API's description.
[[nodiscard]] std::string_view problem_schema();

}  // namespace mingcha::http
