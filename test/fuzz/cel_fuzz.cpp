// SPDX-License-Identifier: Apache-2.0
// Goal: no bytes make the reader of conditions crash, and what it accepts prints to something it
// reads again as the same, evaluates and explains.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/assert.h"
#include "cel/explain.h"
#include "cel/expression.h"
#include "cel/testing.h"

using namespace mingcha;  // NOLINT(google-build-using-namespace): one function, no header.

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto environment = cel::testing::form();
  const std::string_view source{reinterpret_cast<const char*>(data), size};
  const cel::Position here{"fuzz.yaml"};
  const auto expression = cel::compile(source, environment, here);
  if (!expression) {
    MINGCHA_ASSERT(expression.error().line >= 1 && expression.error().column >= 1);
    return 0;
  }
  const auto printed = expression->to_source();
  if (printed.size() <= cel::kSourceBytesMax) {
    const auto again = cel::compile(printed, environment, here);
    MINGCHA_ASSERT(again.has_value() && again->to_source() == printed);
  }
  const auto lookup = cel::testing::looking_in(
      {{"fine_yuan", std::int64_t{4000}}, {"minor", true}, {"place", "银川"}});
  MINGCHA_ASSERT(is_text(cel::explain(*expression, lookup, {}).zh));
  return 0;
}
