// SPDX-License-Identifier: Apache-2.0
// Claims something false of the proof parser. If the fuzzer does not find it out within seconds,
// the fuzzer finds nothing at all: no corpus, no coverage, or no time.
#include "fuzz/target.h"
#include "ledger/proof.h"

FUZZ_TARGET(bytes) {
  const auto proof = mingcha::ledger::parse_proof(bytes);
  MINGCHA_ASSERT(!proof || proof->index != 7);
}
