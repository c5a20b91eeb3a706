// SPDX-License-Identifier: Apache-2.0
#include "disclosure/served.h"

#include <gtest/gtest.h>

namespace mingcha::disclosure {
namespace {

TEST(Served, OfAPackedOrDrawnFormatIsOpaque) {
  for (const std::string bytes :
       {"%PDF-1.7\n", "PK\x03\x04..", "\x1F\x8B..", "\x89PNG\r\n", "\xFF\xD8\xFF\xE0", "GIF89a"}) {
    EXPECT_TRUE(is_opaque(bytes)) << bytes;
  }
  for (const std::string bytes : {"", "%PD", "<!doctype html>", "{\"a\":1}", "云岭"}) {
    EXPECT_FALSE(is_opaque(bytes)) << bytes;
  }
}

}  // namespace
}  // namespace mingcha::disclosure
