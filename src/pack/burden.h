// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "pack/definition.h"

namespace mingcha::pack {

/// One thing that a procedure asks a person for twice: two fields that mean the same, since they
/// are called the same and take the same, at two steps.
struct AskedTwice {
  std::string label;  ///< Chinese.
  std::string field, step;
  std::string again, again_step;
};

/// A field asked at several steps is no burden: from the second on its value is there, with where
/// it came from. In the order of the procedure's steps.
[[nodiscard]] std::vector<AskedTwice> asked_twice(const Pack& pack, const Procedure& procedure);

}  // namespace mingcha::pack
