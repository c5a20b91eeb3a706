// SPDX-License-Identifier: Apache-2.0
#include "base/result.h"

#include "base/assert.h"

namespace mingcha {

const char* to_string(Refusal refusal) {
  switch (refusal) {
    case Refusal::malformed: return "malformed";
    case Refusal::not_signed_in: return "not_signed_in";
    case Refusal::forbidden: return "forbidden";
    case Refusal::not_found: return "not_found";
    case Refusal::conflict: return "conflict";
    case Refusal::key_reused: return "key_reused";
    case Refusal::invalid: return "invalid";
    case Refusal::out_of_order: return "out_of_order";
    case Refusal::rule_broken: return "rule_broken";
    case Refusal::too_large: return "too_large";
    case Refusal::too_many: return "too_many";
    case Refusal::gone: return "gone";
    case Refusal::locked: return "locked";
    case Refusal::no_room: return "no_room";
  }
  MINGCHA_ASSERT(false);
}

}  // namespace mingcha
