// SPDX-License-Identifier: Apache-2.0
#include "fuzz/target.h"
#include "ledger/receipt.h"

using namespace mingcha::ledger;

FUZZ_TARGET(bytes) {
  static const auto kPolicy =
      parse_policy(
          "log log.example/aelog+3fedd4fe+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4\n"
          "quorum none\n")
          .value();
  if (const auto proof = parse_proof(bytes)) {
    MINGCHA_ASSERT(proof->to_string() == bytes);
    static_cast<void>(verify_receipt(*proof, kPolicy));
  }
  if (const auto extra = parse_extra(bytes)) {
    MINGCHA_ASSERT(parse_extra(extra->encode()) == *extra);
    static_cast<void>(verify_shown(extra->shown, extra->digest_count, {}));
  }
}
