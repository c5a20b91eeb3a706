// SPDX-License-Identifier: Apache-2.0
#include "render/press.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/result.h"
#include "pack/load.h"
#include "render/specimens.h"

namespace mingcha::render {
namespace {

const Press& press() {
  static const Press kPress{{.fonts = {}, .seal_png = {}, .for_show = true}};
  return kPress;
}

class EachSpecimen : public testing::TestWithParam<std::string> {};

TEST_P(EachSpecimen, IsTheSamePaperEveryTime) {
  const auto paper = specimen(GetParam());
  const auto first = press().print(paper);
  if (const char* folder = std::getenv("MINGCHA_PAPERS")) {
    std::ofstream{std::filesystem::path{folder} / (GetParam() + ".pdf"), std::ios::binary} << first;
  }

  static_cast<void>(press().print(specimen("service_receipt")));
  EXPECT_EQ(first, press().print(paper));
}

INSTANTIATE_TEST_SUITE_P(Papers, EachSpecimen, testing::ValuesIn(specimen_names()),
                         [](const auto& one) { return one.param; });

}  // namespace
}  // namespace mingcha::render
