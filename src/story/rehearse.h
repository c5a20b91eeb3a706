// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

#include "base/result.h"

namespace mingcha::pack {
struct Pack;
}  // namespace mingcha::pack

namespace mingcha::story {

struct Rehearsal {
  std::size_t stories = 0;
  Findings findings;  ///< `where` is "file:line" of the story.
};

/// Plays every story of the pack's folder, each against an empty record of its own. `agency` is
/// what people::PeopleDesk takes: the persons that the stories name. Fault when a file cannot be
/// read.
[[nodiscard]] Rehearsal rehearse(const pack::Pack& pack, const std::filesystem::path& folder,
                                 const std::string& agency);

}  // namespace mingcha::story
