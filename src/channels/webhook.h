// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "channels/connector.h"

namespace mingcha::channels {

/// The keys in a secret: "whsec_" and base64 of 24 to 64 bytes, several apart by white space, the
/// present one first. None when one of them is malformed.
[[nodiscard]] std::vector<std::string> webhook_keys(std::string_view secret);

/// The header webhook-signature: "v1,…" for each key.
[[nodiscard]] std::string webhook_signature(const std::vector<std::string>& keys,
                                            std::string_view id, std::string_view timestamp,
                                            std::string_view body);

/// The body that goes out: doc/reference/channels.md.
[[nodiscard]] std::string webhook_body(const Message& message);

/// Standard Webhooks 1.0.0. The receiver knows a message again by webhook-id.
class Webhook final : public Connector {
 public:
  Webhook(const ChannelOptions& options, Http& http);
  [[nodiscard]] std::vector<std::string> bytes(const Message& message) const override;
  [[nodiscard]] bool can_ask() const override { return false; }
  [[nodiscard]] Turn take(const Task& task) override;

 private:
  std::string url_;
  std::vector<std::string> keys_, secrets_;
  Http& http_;
};

}  // namespace mingcha::channels
