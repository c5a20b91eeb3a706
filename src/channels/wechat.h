// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "channels/connector.h"

namespace mingcha::channels {

/// The article as draft/add takes it: a summary and the way to the page.
[[nodiscard]] std::string wechat_article(const Message& message, const ChannelOptions& options);

/// The page's address with what tells this article from every other one of the account.
[[nodiscard]] std::string wechat_source(const Message& message);

/// A WeChat official account 公众号: draft, submit, wait until it is published; delete. The
/// interface knows no idempotency key, so after an unknown outcome drafts and published articles
/// are asked for this article's source address before anything is sent again.
class Wechat final : public Connector {
 public:
  Wechat(const ChannelOptions& options, Http& http);
  [[nodiscard]] std::vector<std::string> bytes(const Message& message) const override;
  [[nodiscard]] bool can_ask() const override { return true; }
  [[nodiscard]] Turn take(const Task& task) override;

 private:
  /// One call of the interface: the JSON it answered, or what has become of the turn.
  struct Call;
  [[nodiscard]] Call call(const std::string& path, const std::string& body, Turn turn);
  [[nodiscard]] Turn refusal(Turn turn, std::int64_t code, const std::string& body);
  [[nodiscard]] std::optional<Turn> need_token(const Task& task);
  [[nodiscard]] Turn remove(const Task& task, const Posted& post);
  [[nodiscard]] Turn draft(const Task& task);
  [[nodiscard]] Turn ask_drafts(const Task& task);
  [[nodiscard]] Turn submit(const Task& task);
  [[nodiscard]] Turn ask_published(const Task& task);
  [[nodiscard]] Turn ask_draft_left(const Task& task, Turn turn);
  [[nodiscard]] Turn poll(const Task& task);
  [[nodiscard]] Turn drop_draft(const Task& task);

  ChannelOptions options_;
  Http& http_;
  std::string token_;
  std::string refused_token_;  ///< The interface did not take it any more.
  Instant token_until_;
};

}  // namespace mingcha::channels
