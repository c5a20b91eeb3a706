// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <variant>
#include <vector>

/// What can happen to the publication of a decision: prepared by one person, published by another,
/// perhaps corrected; in the end withdrawn, or over. One stream for each case with a decision.
namespace mingcha::publication {

/// A stretch of the public text that stands in for something else. Never holds what was there.
struct Mask {
  std::int64_t begin = 0, end = 0;  ///< Bytes of the masked text.
  std::string reason;               ///< Code: "person_name", "address" … or "by_hand".
  std::string note;                 ///< The editor's words for masks made by hand.
  /// Bytes of the original that it stands for; nothing where the record is older than these.
  std::int64_t original_begin = 0, original_end = 0;
};

/// A stretch of the original that the rules would have masked and a person shows, with why.
struct Lift {
  std::int64_t begin = 0, end = 0;  ///< Bytes of the original.
  std::string note;
};

/// Everything that will be public, masked.
struct PublicationPrepared {
  std::string public_id;                        ///< Of the public address.
  std::string number, title, decided_on, unit;  ///< unit: name.
  std::string text;                             ///< Masked document, byte for byte as served.
  std::string digest;                           ///< SHA-256 of it, hex.
  std::vector<Mask> masks;
  std::vector<Lift> lifts;
  std::map<std::string, std::string> facts;  ///< Field id → shown value, masked.
  std::string party, outcome;                ///< For lists.
};

/// A second person confirmed exactly the prepared text; it is public from now on.
struct DecisionPublished {
  std::string digest;
  std::string published_on;  ///< Day.
};

/// A text to take the place of the published one, which stands until a second person confirms.
struct CorrectionPrepared {
  PublicationPrepared text;
  std::string what, reason;  ///< Public.
};

/// The corrected text is public from now on. The day of publication stays what it was.
struct DecisionCorrected {
  std::string digest;
  std::string corrected_on;  ///< Day.
};

/// The decision itself no longer stands as it was published: the time for withdrawing runs.
struct RevocationNoted {
  std::string ground;      ///< Pack's id: revoked, changed …
  std::string organ;       ///< That decided so.
  std::string document;    ///< Number of its document; empty where the ground needs none.
  std::string revoked_on;  ///< Day.
  std::string reason;      ///< Public.
};

struct DecisionWithdrawn {
  std::string reason, article;
  std::string withdrawn_on;                                             ///< Day.
  std::string ground = {}, organ = {}, document = {}, revoked_on = {};  ///< As in RevocationNoted.
};

/// The time for which the law has it published is over.
struct PublicationExpired {
  std::string article;
  std::string expired_on;  ///< Day; the first on which it was not public any more.
};

/// Who answers for what is to be done next, where it is not whom the rule chose.
struct PublicationAssigned {
  std::string person, reason;
};

using Event =
    std::variant<PublicationPrepared, DecisionPublished, DecisionWithdrawn, CorrectionPrepared,
                 DecisionCorrected, RevocationNoted, PublicationExpired, PublicationAssigned>;

}  // namespace mingcha::publication
