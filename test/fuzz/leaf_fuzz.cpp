// SPDX-License-Identifier: Apache-2.0
#include "fuzz/target.h"
#include "ledger/commitment.h"
#include "ledger/leaf.h"

using namespace mingcha::ledger;

FUZZ_TARGET(bytes) {
  if (const auto leaf = parse_leaf(bytes)) MINGCHA_ASSERT(leaf->encode() == bytes);
  static_cast<void>(read_disclosure(bytes));
  const std::vector<Field> fields{{"name", std::string{bytes}}};
  if (const auto commitment = commit(RecordKey{}, fields)) {
    const std::vector shown{commitment->show(0)};
    static_cast<void>(shown);
    MINGCHA_ASSERT(read_disclosure(shown.front().disclosure).has_value());
  }
}
