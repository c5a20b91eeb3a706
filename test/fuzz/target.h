// SPDX-License-Identifier: Apache-2.0
// What a fuzz target needs: its input as a string_view, and its claims about it as assertions.
#pragma once

#include <cstdint>
#include <string_view>

#include "base/assert.h"

/// FUZZ_TARGET(bytes) { … } defines the target.
#define FUZZ_TARGET(bytes)                                                            \
  static void fuzz_one(std::string_view bytes);                                       \
  extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);  \
  extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) { \
    fuzz_one({reinterpret_cast<const char*>(data), size});                            \
    return 0;                                                                         \
  }                                                                                   \
  static void fuzz_one(std::string_view bytes)
