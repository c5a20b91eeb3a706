// SPDX-License-Identifier: Apache-2.0
#include "base/money.h"

#include <cstdlib>

namespace mingcha {

std::string to_wan(std::int64_t fen) {
  constexpr std::uint64_t kFenOfWan = 1'000'000;
  const bool negative = fen < 0;
  const auto size =
      negative ? ~static_cast<std::uint64_t>(fen) + 1 : static_cast<std::uint64_t>(fen);
  auto rest = std::to_string(size % kFenOfWan);
  rest.insert(0, 6 - rest.size(), '0');
  rest.erase(rest.find_last_not_of('0') + 1);
  auto out = (negative ? "-" : "") + std::to_string(size / kFenOfWan);
  if (!rest.empty()) out += "." + rest;
  return out;
}

}  // namespace mingcha
