// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <variant>
#include <vector>

/// What can happen to the publication of a decision: prepared by one person, published by another,
/// perhaps withdrawn. One stream for each case with a decision.
namespace mingcha::publication {

/// A stretch of the public text that stands in for something else. Never holds what was there.
struct Mask {
  std::int64_t begin = 0, end = 0;  ///< Bytes of the masked text.
  std::string reason;               ///< Code: "person_name", "address" … or "by_hand".
  std::string note;                 ///< The editor's words for masks made by hand.
};

/// Everything that will be public, masked.
struct PublicationPrepared {
  std::string public_id;                        ///< Of the public address.
  std::string number, title, decided_on, unit;  ///< unit: name.
  std::string text;                             ///< Masked document, byte for byte as served.
  std::string digest;                           ///< SHA-256 of it, hex.
  std::vector<Mask> masks;
  std::map<std::string, std::string> facts;  ///< Field id → shown value, masked.
  std::string party, outcome;                ///< For lists.
};

/// A second person confirmed exactly the prepared text; it is public from now on.
struct DecisionPublished {
  std::string digest;
  std::string published_on;  ///< Day.
};

struct DecisionWithdrawn {
  std::string reason, article;
  std::string withdrawn_on;  ///< Day.
};

using Event = std::variant<PublicationPrepared, DecisionPublished, DecisionWithdrawn>;

}  // namespace mingcha::publication
