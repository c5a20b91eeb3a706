// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "base/instant.h"

/// What goes out beside the portal: connectors to other people's machines.
namespace mingcha::channels {

/// What became of a decision in public.
enum class What { published, corrected, withdrawn, expired };

[[nodiscard]] const char* to_string(What what);
[[nodiscard]] std::optional<What> to_what(std::string_view word);
/// It is to be seen no more: withdrawn, or its time has run out.
[[nodiscard]] bool removes(What what);

/// What one channel is to carry of one event. Holds nothing but what is public; of a decision that
/// was taken back, no more than that it was and why.
struct Message {
  std::string key;  ///< Of this event on this channel, the same for ever: letters, digits and "_".
  What what{};
  Instant at;              ///< When it happened.
  std::int64_t round = 0;  ///< Rises with each message about the same decision.
  std::string public_id, url;
  std::string title, number, unit, decided_on, published_on, party, outcome;
  std::string text;    ///< Masked, as the portal serves it.
  std::string digest;  ///< SHA-256 of it, hex.
  std::map<std::string, std::string> facts;
  std::string reason, article;  ///< Of a correction or withdrawal.

  bool operator==(const Message&) const = default;
};

/// "msg_" and 40 hex digits: deterministic, and says nothing of the case.
[[nodiscard]] std::string message_key(std::string_view channel, std::string_view public_id,
                                      std::int64_t round);

/// As it is kept until it went out. decode throws Fault for anything that is not ours.
[[nodiscard]] std::string encode(const Message& message);
[[nodiscard]] Message decode(std::string_view json);

}  // namespace mingcha::channels
