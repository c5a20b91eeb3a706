// SPDX-License-Identifier: Apache-2.0
#include "channels/message.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/result.h"
#include "crypto/hash.h"

namespace mingcha::channels {
namespace {

using Json = nlohmann::json;

constexpr std::array<const char*, 4> kWords{"published", "corrected", "withdrawn", "expired"};

template <typename M, typename F>
void texts(M& message, F&& field) {
  field("key", message.key);
  field("public_id", message.public_id);
  field("url", message.url);
  field("title", message.title);
  field("number", message.number);
  field("unit", message.unit);
  field("decided_on", message.decided_on);
  field("published_on", message.published_on);
  field("party", message.party);
  field("outcome", message.outcome);
  field("text", message.text);
  field("digest", message.digest);
  field("reason", message.reason);
  field("article", message.article);
}

}  // namespace

const char* to_string(What what) { return kWords.at(static_cast<std::size_t>(what)); }

std::optional<What> to_what(std::string_view word) {
  const auto found = std::ranges::find(kWords, word);
  if (found == kWords.end()) return std::nullopt;
  return static_cast<What>(found - kWords.begin());
}

bool removes(What what) { return what == What::withdrawn || what == What::expired; }

std::string message_key(std::string_view channel, std::string_view public_id, std::int64_t round) {
  const auto of = fmt::format("mingcha outbox\n{}\n{}\n{}", channel, public_id, round);
  return "msg_" + to_hex(as_bytes(crypto::sha256(of))).substr(0, 40);
}

std::string encode(const Message& message) {
  Json out{{"what", to_string(message.what)},
           {"at", to_millis(message.at)},
           {"round", message.round},
           {"facts", message.facts}};
  texts(message, [&](const char* name, const std::string& value) { out[name] = value; });
  return out.dump();
}

Message decode(std::string_view json) {
  try {
    const auto in = Json::parse(json);
    Message message;
    const auto what = to_what(in.at("what").get<std::string>());
    if (!what) throw Fault("outbox: unknown kind of message");
    message.what = *what;
    message.at = from_millis(in.at("at").get<std::int64_t>());
    in.at("round").get_to(message.round);
    in.at("facts").get_to(message.facts);
    texts(message, [&](const char* name, std::string& value) { in.at(name).get_to(value); });
    return message;
  } catch (const Json::exception& error) {
    throw Fault(std::string{"outbox: "} + error.what());
  }
}

}  // namespace mingcha::channels
