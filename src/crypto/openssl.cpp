// SPDX-License-Identifier: Apache-2.0
#include "crypto/openssl.h"

#include <array>

#include <fmt/format.h>
#include <openssl/err.h>

#include "base/result.h"

namespace mingcha::crypto {

void fail(std::string_view doing) {
  std::array<char, 256> reason{};
  ERR_error_string_n(ERR_get_error(), reason.data(), reason.size());
  ERR_clear_error();
  throw Fault(fmt::format("{}: {}", doing, reason.data()));
}

}  // namespace mingcha::crypto
