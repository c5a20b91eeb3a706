// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "story/story.h"

namespace mingcha::law {
class Calendar;
}  // namespace mingcha::law

namespace mingcha::story {

/// Reads one story's text. `file` is for messages. Refuses (Refusal::malformed) with every line
/// that cannot be understood; each finding's `where` is "file:line".
[[nodiscard]] Result<Story> parse(const std::string& file, std::string_view text);

/// The bytes of a story next to the one that names it; nothing when there is none.
using Neighbour = std::function<std::optional<std::string>(const std::string& file)>;

/// Puts the beginning of the story it continues before it, and of that one in turn.
[[nodiscard]] Result<Story> join(Story story, const Neighbour& neighbour);

/// Reads a story file and those that it continues. Fault when the file cannot be read.
[[nodiscard]] Result<Story> read(const std::filesystem::path& file);

/// When each line happens. Refuses a story without a first moment or whose clock runs backwards.
[[nodiscard]] Result<std::vector<Scene>> arrange(const Story& story, const law::Calendar& calendar);

}  // namespace mingcha::story
