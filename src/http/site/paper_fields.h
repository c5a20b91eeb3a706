// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/portal/view.h"

namespace mingcha::pack {
struct Pack;
}  // namespace mingcha::pack

namespace mingcha::http {

/// What a verifier asks for to make the record of a decision again: exactly the fields that
/// desk::decision_fields can put into it. One that only some papers print may be left empty.
[[nodiscard]] portal::RecordFieldsView paper_fields(const pack::Pack& pack);

}  // namespace mingcha::http
