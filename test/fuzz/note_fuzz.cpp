// SPDX-License-Identifier: Apache-2.0
#include "fuzz/target.h"
#include "ledger/checkpoint.h"

using namespace mingcha::ledger;

FUZZ_TARGET(bytes) {
  static const auto kKey =
      VerifierKey::parse("log.example/aelog+3fedd4fe+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4")
          .value();
  if (const auto note = parse_note(bytes)) {
    MINGCHA_ASSERT(note->to_string() == bytes);
    static_cast<void>(verify_note(*note, {&kKey, 1}));
  }
  if (const auto checkpoint = parse_checkpoint(bytes)) {
    MINGCHA_ASSERT(checkpoint->checkpoint.text() == checkpoint->note.text);
  }
  if (const auto key = VerifierKey::parse(bytes)) MINGCHA_ASSERT(key->to_string() == bytes);
  static_cast<void>(NoteSigner::parse(bytes));
}
