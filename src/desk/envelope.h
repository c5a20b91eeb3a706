// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace mingcha::desk {

/// What comes with a command besides its content.
struct Envelope {
  std::string key;                       ///< Idempotency key of the sender.
  std::string digest;                    ///< Hex SHA-256 of the request as received.
  std::optional<std::int64_t> expected;  ///< Version that the sender saw.
};

}  // namespace mingcha::desk
