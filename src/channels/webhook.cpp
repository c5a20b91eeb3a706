// SPDX-License-Identifier: Apache-2.0
#include "channels/webhook.h"

#include <sstream>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "crypto/hash.h"

namespace mingcha::channels {
namespace {

using Json = nlohmann::json;
using namespace std::chrono_literals;

constexpr std::string_view kPrefix = "whsec_";
constexpr std::size_t kShortest = 24, kLongest = 64;
constexpr std::size_t kTextLargest = 256U * 1024;

/// The key as bytes, or "" .
std::string key_of(std::string_view word) {
  if (!word.starts_with(kPrefix)) return {};
  auto key = from_base64(word.substr(kPrefix.size()));
  if (!key || key->size() < kShortest || key->size() > kLongest) return {};
  return *key;
}

Json details(const Message& message) {
  Json data{{"publication", message.public_id}, {"round", message.round}, {"url", message.url}};
  const auto put = [&](const char* name, const std::string& value) {
    if (!value.empty()) data[name] = value;
  };
  put("reason", message.reason);
  put("article", message.article);
  if (removes(message.what)) return data;
  put("title", message.title);
  put("number", message.number);
  put("unit", message.unit);
  put("decided_on", message.decided_on);
  put("published_on", message.published_on);
  put("party", message.party);
  put("outcome", message.outcome);
  put("digest", message.digest);
  if (message.text.size() <= kTextLargest) put("text", message.text);
  data["facts"] = message.facts;
  return data;
}

bool is_success(int status) { return status >= 200 && status < 300; }

/// What an answer other than 2xx means for what stands there.
Turn not_taken(const HttpAnswer& answer, Turn turn) {
  if (answer.status == 410) {
    turn.end = Turn::End::pause;
    return turn;
  }
  turn.end = Turn::End::again;
  turn.wait = answer.retry_after;
  turn.whole_channel = answer.status == 429;
  if (answer.status >= 500) turn.known.standing = Standing::unsure;
  return turn;
}

}  // namespace

std::vector<std::string> webhook_keys(std::string_view secret) {
  std::vector<std::string> keys;
  std::istringstream words{std::string{secret}};
  for (std::string word; words >> word;) {
    keys.push_back(key_of(word));
    if (keys.back().empty()) return {};
  }
  return keys;
}

std::string webhook_signature(const std::vector<std::string>& keys, std::string_view id,
                              std::string_view timestamp, std::string_view body) {
  const auto content = fmt::format("{}.{}.{}", id, timestamp, body);
  std::string out;
  for (const auto& key : keys) {
    if (!out.empty()) out += ' ';
    out += "v1," + to_base64(as_bytes(crypto::hmac_sha256(key, content)));
  }
  return out;
}

std::string webhook_body(const Message& message) {
  return Json{{"type", fmt::format("decision.{}", to_string(message.what))},
              {"timestamp", to_utc_string(message.at)},
              {"data", details(message)}}
      .dump();
}

Webhook::Webhook(const ChannelOptions& options, Http& http)
    : url_{options.url}, keys_{webhook_keys(options.secret)}, http_{http} {
  std::istringstream words{options.secret};
  for (std::string word; words >> word;) secrets_.push_back(word);
}

std::vector<std::string> Webhook::bytes(const Message& message) const {
  return {webhook_body(message)};
}

Turn Webhook::take(const Task& task) {
  Turn turn;
  turn.known = task.known;
  if (task.only_ask) {
    turn.end = Turn::End::refused;
    turn.answer = {"接收方无法查询是否已收到", "the receiver cannot be asked whether it has it"};
    return turn;
  }
  const auto body = webhook_body(task.message);
  const auto timestamp = std::to_string(to_millis(task.now) / 1000);
  const auto answer = http_.send(
      {"POST",
       url_,
       {"Content-Type: application/json", "webhook-id: " + task.message.key,
        "webhook-timestamp: " + timestamp,
        "webhook-signature: " + webhook_signature(keys_, task.message.key, timestamp, body)},
       body});
  if (answer.sent != HttpAnswer::Sent::answered) {
    turn.end = Turn::End::again;
    turn.answer = answer.problem;
    if (answer.sent == HttpAnswer::Sent::maybe) turn.known.standing = Standing::unsure;
    return turn;
  }
  if (!is_success(answer.status)) {
    turn.answer = not_accepted(answer.status, said(answer.body, secrets_));
    return not_taken(answer, std::move(turn));
  }
  turn.answer = {"已送达", "delivered"};
  turn.end = Turn::End::delivered;
  turn.known.standing = Standing::there;
  turn.posted.id = task.message.key;
  return turn;
}

}  // namespace mingcha::channels
