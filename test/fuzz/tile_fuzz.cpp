// SPDX-License-Identifier: Apache-2.0
#include "fuzz/target.h"
#include "ledger/tile.h"

using namespace mingcha::ledger;

FUZZ_TARGET(bytes) {
  if (const auto address = parse_tile_path(bytes)) MINGCHA_ASSERT(address->path() == bytes);
  if (bytes.empty()) return;
  // The first byte is the width less one.
  const unsigned width = static_cast<unsigned char>(bytes.front()) + 1U;
  bytes.remove_prefix(1);
  if (const auto entries = decode_bundle(bytes, width)) {
    MINGCHA_ASSERT(entries->size() == width && encode_bundle(*entries) == bytes);
  }
  if (const auto hashes = decode_tile(bytes, width)) {
    MINGCHA_ASSERT(hashes->size() == width && encode_tile(*hashes) == bytes);
  }
}
