// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <ostream>

#include <gmock/gmock.h>

#include "test/support/bureau.h"
#include "test/support/cases.h"

namespace mingcha::test {

/// One running installation for each engine, shared by the tests of a program, and everybody
/// signed in.
struct Installation {
  Bureau bureau;
  People people;

  explicit Installation(store::Engine engine);
  static Installation& shared(store::Engine engine);
  [[nodiscard]] Client stranger() const { return Client{bureau.address()}; }
};

/// For tests that run on each engine.
class OnEachEngine : public testing::TestWithParam<store::Engine> {
 protected:
  OnEachEngine() : installation_{Installation::shared(GetParam())}, people_{installation_.people} {}

  [[nodiscard]] Client& as(const std::string& login) { return people_.as(login); }

  Installation& installation_;
  People& people_;
};

[[nodiscard]] std::string engine_name(const testing::TestParamInfo<store::Engine>& info);

#define MINGCHA_ON_EACH_ENGINE(suite)                                                       \
  INSTANTIATE_TEST_SUITE_P(Engines, suite,                                                  \
                           testing::Values(store::Engine::sqlite, store::Engine::postgres), \
                           engine_name)

enum class Speaks { chinese, english };

/// That this is a problem of RFC 9457 in that language, with this status and this finding (none
/// when ""), that says nothing of the machine.
void expect_problem(const Answer& answer, int status, const std::string& code,
                    Speaks language = Speaks::chinese);

/// The finding with that code; null when there is none.
[[nodiscard]] nlohmann::json finding_of(const Answer& answer, const std::string& code);

}  // namespace mingcha::test
