// SPDX-License-Identifier: Apache-2.0
#include "fuzz/target.h"
#include "ledger/witness.h"

using namespace mingcha::ledger;

FUZZ_TARGET(bytes) {
  if (const auto request = parse_add_checkpoint(bytes)) {
    MINGCHA_ASSERT(request->to_string() == bytes);
  }
  for (const int status : {200, 409}) {
    static_cast<void>(read_answer({status, "", std::string{bytes}}));
  }
}
