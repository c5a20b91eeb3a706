// SPDX-License-Identifier: Apache-2.0
#include "http/event_stream.h"

#include "base/assert.h"

namespace mingcha::http {

bool EventStream::push(std::string_view bytes) {
  const std::lock_guard lock{mutex_};
  if (ended_) return false;
  if (waiting_.size() + bytes.size() > kWaitingMost) {
    waiting_.clear();  // Half an event must not be taken for a whole one.
    ended_ = true;
  } else {
    waiting_ += bytes;
  }
  if (wake_) wake_();
  return !ended_;
}

void EventStream::end() {
  const std::lock_guard lock{mutex_};
  ended_ = true;
  if (wake_) wake_();
}

bool EventStream::ended() const {
  const std::lock_guard lock{mutex_};
  return ended_;
}

void EventStream::attach(std::function<void()> wake) {
  const std::lock_guard lock{mutex_};
  wake_ = std::move(wake);
}

void EventStream::detach() {
  const std::lock_guard lock{mutex_};
  wake_ = nullptr;
  ended_ = true;
}

std::string EventStream::take() {
  const std::lock_guard lock{mutex_};
  std::string bytes;
  bytes.swap(waiting_);
  return bytes;
}

std::string server_sent_event(std::string_view id, std::string_view name, std::string_view data) {
  MINGCHA_ASSERT(data.find_first_of("\r\n") == std::string_view::npos);
  std::string out;
  if (!id.empty()) out.append("id: ").append(id).append("\n");
  if (!name.empty()) out.append("event: ").append(name).append("\n");
  return out.append("data: ").append(data).append("\n\n");
}

}  // namespace mingcha::http
