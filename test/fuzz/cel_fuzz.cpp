// SPDX-License-Identifier: Apache-2.0
// No bytes make the reader of conditions fail, and what it accepts prints to something it reads
// again as the same, evaluates and explains.
#include "cel/explain.h"
#include "cel/expression.h"
#include "cel/testing.h"
#include "fuzz/target.h"

using namespace mingcha::cel;

FUZZ_TARGET(bytes) {
  static const auto kForm = testing::form();
  const Position here{"fuzz.yaml"};
  const auto expression = compile(bytes, kForm, here);
  if (!expression) {
    MINGCHA_ASSERT(expression.error().line >= 1 && expression.error().column >= 1);
    return;
  }
  const auto printed = expression->to_source();
  if (printed.size() <= kSourceBytesMax) {
    const auto again = compile(printed, kForm, here);
    MINGCHA_ASSERT(again.has_value() && again->to_source() == printed);
  }
  const auto lookup =
      testing::looking_in({{"fine_yuan", std::int64_t{4000}}, {"minor", true}, {"place", "银川"}});
  MINGCHA_ASSERT(mingcha::is_text(explain(*expression, lookup, {}).zh));
}
