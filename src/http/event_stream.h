// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>

namespace mingcha::http {

/// What goes on being written to one client after the head of an answer: filled by one thread,
/// emptied by the connection, waited for by neither. Bounded: a client that does not keep up is
/// dropped, and comes back asking for what it missed. Safe to use from any thread.
class EventStream {
 public:
  static constexpr std::size_t kWaitingMost = std::size_t{64} << 10U;

  /// False when nobody reads any more, or the client fell too far behind.
  bool push(std::string_view bytes);
  /// No more is coming; what waits is still sent.
  void end();
  [[nodiscard]] bool ended() const;

  /// The connection's side: called when there is something to do, never after detach() returned.
  void attach(std::function<void()> wake);
  void detach();
  /// What waits.
  [[nodiscard]] std::string take();

 private:
  mutable std::mutex mutex_;
  std::string waiting_;
  std::function<void()> wake_;
  bool ended_ = false;
};

/// One event of text/event-stream. `data` must have no line break; an empty id or name is left out.
[[nodiscard]] std::string server_sent_event(std::string_view id, std::string_view name,
                                            std::string_view data);

}  // namespace mingcha::http
