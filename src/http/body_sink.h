// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace mingcha::http {

/// Where a body goes piece by piece while it arrives (Body::stream). Opened when the request is
/// admitted, before a byte of the body is read. Its calls come one after another, from handler
/// threads; what they throw becomes a bare 500. The handler is called after the last piece, also
/// when there was none and when the sink has had enough.
class BodySink {
 public:
  enum class Wants { more, no_more };

  BodySink() = default;
  BodySink(const BodySink&) = delete;
  BodySink& operator=(const BodySink&) = delete;
  virtual ~BodySink() = default;

  /// Takes the piece and may leave another buffer in its place, to save making one. After
  /// `no_more` the rest is not read, and the handler tells the client why.
  [[nodiscard]] virtual Wants take(std::string& piece) = 0;
  /// The client has gone or the server stops: what arrived is all there will be, and no handler is
  /// called.
  virtual void cut() = 0;
};

}  // namespace mingcha::http
