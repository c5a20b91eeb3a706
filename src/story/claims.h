// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "base/text.h"
#include "people/visitor.h"
#include "story/stage.h"
#include "story/story.h"

namespace mingcha::story {

/// What came instead of what the story claims; nothing where it holds.
[[nodiscard]] std::optional<Text> why_not(const Claim& claim, Desks desks,
                                          const std::string& case_id);

/// Somebody who may see every case: the reader of the story.
[[nodiscard]] people::Visitor reader();

}  // namespace mingcha::story
