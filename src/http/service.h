// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>

#include "base/result.h"
#include "http/ready.h"
#include "http/request.h"
#include "http/response.h"

namespace mingcha::http {

/// What is to become of a request whose head has been read and whose body has not.
struct Admission {
  enum class Sink { memory, file, stream };  ///< stream: into Request::body_sink.
  std::optional<Response> refusal;           ///< When set: answered with this, the body never read.
  Sink sink = Sink::memory;
  std::uint64_t limit = 0;  ///< Bytes of body at most; one more is 413.
};

/// The calls that the server makes, on its pool of handler threads where nothing else is said, and
/// never at the same time for one request. They may block; they should not throw (what they throw
/// becomes a bare 500).
struct Service {
  /// Head read: route, session, permission, limits. Called for every request.
  std::function<Admission(Request&)> admit;
  /// Body read: the answer.
  std::function<Response(Request&)> answer;
  /// Told of requests that never got to `admit` or past their body because they break the
  /// protocol or a limit; may be empty. Called on an I/O thread: must not block.
  std::function<void(const Request&, int status)> refused;
  /// Head read, and no body to come: an answer that lies ready, or null. Asked before `admit`,
  /// which is not asked then. Called on an I/O thread, to spare the switch to another: must not
  /// block. May be empty.
  std::function<std::shared_ptr<const Ready>(Request&)> at_once{};
  /// The address cannot be read: what is answered. Empty: a problem, as for programs.
  std::function<Response(const Request&, const Rejection&)> unreadable{};
};

}  // namespace mingcha::http
