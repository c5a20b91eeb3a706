// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstdint>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "channels/options.h"

namespace mingcha::programs {

/// The other side of the demonstration's channels, on this machine's loopback: takes every webhook,
/// and plays an account of Weibo that may post but not delete. One request at a time.
class DemoReceiver {
 public:
  DemoReceiver();
  DemoReceiver(const DemoReceiver&) = delete;
  DemoReceiver& operator=(const DemoReceiver&) = delete;
  ~DemoReceiver();
  [[nodiscard]] std::uint16_t port() const { return port_; }

 private:
  void serve();
  void answer(int connection);
  [[nodiscard]] std::pair<int, std::string> answer_to(const std::string& head,
                                                      const std::string& body);

  int listener_ = -1;
  std::uint16_t port_ = 0;
  std::int64_t last_post_ = 5'000'000'000'000'000;
  std::vector<std::pair<std::string, std::string>> posts_;  ///< Id and form, the newest first.
  std::atomic<bool> stopping_{false};
  std::thread thread_;
};

/// Channels in every state that can be shown without any network.
[[nodiscard]] std::vector<channels::ChannelOptions> demo_channels(std::uint16_t receiver);

}  // namespace mingcha::programs
