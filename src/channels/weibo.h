// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "channels/connector.h"

namespace mingcha::channels {

/// What is posted: within 140 characters as Weibo counts them, with the page's address and a mark
/// by which the post is found again.
[[nodiscard]] std::string weibo_text(const Message& message, const std::string& footer);

/// Two of ASCII are one character.
[[nodiscard]] std::size_t weibo_length(std::string_view text);

/// The Weibo open platform's interface: statuses/share, statuses/destroy, statuses/user_timeline.
/// It knows no idempotency key, so after an unknown outcome the account's own posts are asked for
/// the mark before anything is posted again, and after a post that it is really there.
class Weibo final : public Connector {
 public:
  Weibo(const ChannelOptions& options, Http& http);
  [[nodiscard]] std::vector<std::string> bytes(const Message& message) const override;
  [[nodiscard]] bool can_ask() const override { return true; }
  [[nodiscard]] Turn take(const Task& task) override;

 private:
  [[nodiscard]] HttpAnswer post(const std::string& path, const std::string& form);
  [[nodiscard]] Turn remove(const Task& task, const Posted& post);
  [[nodiscard]] Turn share(const Task& task);
  [[nodiscard]] Turn ask(const Task& task);
  [[nodiscard]] Turn not_found(const Task& task, Turn turn) const;
  [[nodiscard]] Turn refusal(Turn turn, std::int64_t code, const std::string& body) const;
  [[nodiscard]] Text words(const HttpAnswer& answer) const;

  ChannelOptions options_;
  Http& http_;
};

}  // namespace mingcha::channels
