// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace mingcha {

[[noreturn]] void assertion_failed(const char* expression, const char* file, int line);

}  // namespace mingcha

/// A bug of ours, never bad input: stays on in release, because a wrong record is worse than none.
#define MINGCHA_ASSERT(expression)     \
  ((expression) ? static_cast<void>(0) \
                : ::mingcha::assertion_failed(#expression, __FILE__, __LINE__))
