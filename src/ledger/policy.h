// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "base/result.h"
#include "ledger/checkpoint.h"
#include "ledger/note.h"

namespace mingcha::ledger {

/// Whom a verifier trusts: which logs, and which witnesses must have seen a checkpoint
/// (c2sp.org/tlog-policy). We publish ours as a file.
struct Policy {
  struct Log {
    VerifierKey key;  ///< Its name is the origin.
    std::string url;  ///< May be empty.
    bool operator==(const Log&) const = default;
  };
  struct Witness {
    std::string name;  ///< Inside this policy only.
    VerifierKey key;
    std::string url;  ///< Submission prefix; may be empty.
    bool operator==(const Witness&) const = default;
  };
  struct Group {
    std::string name;
    std::size_t threshold = 0;  ///< 1 to the number of members.
    std::vector<std::string> members;
    bool operator==(const Group&) const = default;
  };

  std::vector<Log> logs;
  std::vector<Witness> witnesses;
  std::vector<Group> groups;  ///< A member is a witness or an earlier group.
  std::string quorum;         ///< Of a witness or group; "none" for no witnesses.

  [[nodiscard]] std::string to_string() const;
  bool operator==(const Policy&) const = default;
};

/// At most 1 MiB, 256 lines that count.
[[nodiscard]] Result<Policy> parse_policy(std::string_view bytes);

/// What the signatures on a checkpoint establish under a policy.
struct Attested {
  struct Sighting {
    std::string witness;  ///< Name in the policy.
    Instant at;
  };
  std::string log;                  ///< Origin.
  std::vector<Sighting> sightings;  ///< All good ones, in the order of the lines.
};

/// Refuses unless one of the policy's logs signed and the quorum of witnesses cosigned.
[[nodiscard]] Result<Attested> attest(const Policy& policy, const SignedCheckpoint& checkpoint);

}  // namespace mingcha::ledger
