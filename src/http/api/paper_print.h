// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "base/result.h"
#include "desk/issued_paper.h"
#include "http/route.h"

namespace mingcha::casefile {
struct State;
}  // namespace mingcha::casefile

namespace mingcha::http {

/// The PDF of a paper of this case: the same bytes whenever it is asked for. Refused while the
/// public log has no place for the decision yet (for about a second): its code could not be
/// printed.
[[nodiscard]] Result<std::string> print_issued(desk::Services& services,
                                               const casefile::State& state,
                                               const desk::IssuedPaper& paper);

/// "云公（治）行罚决字〔2026〕1号 行政处罚决定书.pdf", or with the version where it has no number.
[[nodiscard]] std::string file_name_of(const desk::Services& services,
                                       const desk::IssuedPaper& paper);

}  // namespace mingcha::http
