// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>

#include "base/result.h"
#include "desk/job_desk.h"
#include "http/request.h"
#include "http/route.h"
#include "people/permission.h"

namespace mingcha::http {

class FieldReader;

/// One kind of job that POST /api/v1/jobs takes.
struct JobKind {
  std::string_view name;          ///< "kind" in the body.
  people::Permission permission;  ///< Beside a session.
  /// Reads its own fields of the body ("kind" is taken; the caller finishes the reader) and makes
  /// the work. What it captures must be values, or live as long as the server.
  Result<desk::JobWork> (*read)(const Request& request, FieldReader& fields,
                                desk::Services& services);
};

/// In job_kinds.cpp; a new kind is a line there, and its schema one in job_routes.cpp.
[[nodiscard]] std::span<const JobKind> job_kinds();

}  // namespace mingcha::http
