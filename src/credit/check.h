// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "base/result.h"
#include "pack/credit.h"

namespace mingcha::credit {

/// What is wrong with a value that goes out: too long, no value of its list, a code that fails its
/// check digit or names no division. An empty value has nothing wrong here. `own_code`: the
/// agency's unified social credit code, whose division is always one there is.
[[nodiscard]] Findings check_value(const pack::Credit& credit, const pack::CreditColumn& column,
                                   const std::string& value, const std::string& own_code);

}  // namespace mingcha::credit
