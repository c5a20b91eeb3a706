// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <functional>
#include <vector>

#include "base/instant.h"
#include "base/result.h"
#include "story/stage.h"

namespace mingcha::story {

/// Something done at a moment, between what the stories tell.
struct DatedAct {
  Instant at;
  std::function<Result<void>()> act;
};

/// The sets of changes of lists.json in order of time, each prepared and, where it says so,
/// confirmed: [{"list","at","by","confirmed":{"at","by"},"reason","day","file"|"changes"}]. A file
/// is CSV with a line for each entry, by the ids of its columns; "day" may be one of them. None
/// where there is no such file. Throws Fault when it cannot be read.
[[nodiscard]] std::vector<DatedAct> list_acts(const std::filesystem::path& directory, Desks desks);

}  // namespace mingcha::story
