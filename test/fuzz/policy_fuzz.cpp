// SPDX-License-Identifier: Apache-2.0
#include "fuzz/target.h"
#include "ledger/policy.h"

using namespace mingcha::ledger;

FUZZ_TARGET(bytes) {
  const auto policy = parse_policy(bytes);
  if (!policy) return;
  MINGCHA_ASSERT(parse_policy(policy->to_string()) == *policy);
}
