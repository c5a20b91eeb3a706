// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "acts/command.h"
#include "base/result.h"
#include "desk/envelope.h"
#include "http/request.h"

namespace mingcha::http {

/// Commands as the API takes them. Malformed: unknown fields, wrong types, no JSON object.
struct ReadStep {
  acts::DoStep command;
  desk::Envelope envelope;
};
[[nodiscard]] Result<ReadStep> read_step(const Request& request);

/// What a preview is made from; `step` stands in the body.
[[nodiscard]] Result<acts::DoStep> read_preview(const Request& request);

struct ReadOpening {
  acts::OpenCase command;
  desk::Envelope envelope;
};
[[nodiscard]] Result<ReadOpening> read_opening(const Request& request);

struct ReadLimitChange {
  acts::ChangeLimit command;
  desk::Envelope envelope;
};
[[nodiscard]] Result<ReadLimitChange> read_limit_change(const Request& request);

/// Key and digest of the request; the digest is over verb, path and body.
[[nodiscard]] desk::Envelope envelope_of(const Request& request);

}  // namespace mingcha::http
