// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "base/text.h"

namespace mingcha::pack {

struct Choice {
  std::string id;
  Text label;
};

}  // namespace mingcha::pack
