// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <set>
#include <string>
#include <vector>

#include "base/result.h"
#include "lists/event.h"
#include "lists/state.h"
#include "pack/list.h"

namespace mingcha::desk {

/// Words that would tell who is withheld, as they are compared: what says who somebody is in the
/// withheld entries of a list, where no open entry says the same.
[[nodiscard]] std::set<std::string> protected_words(const pack::ListKind& kind,
                                                    const lists::State& state);

[[nodiscard]] bool tells_of(const std::string& text, const std::set<std::string>& words);

/// What of a set would be public and holds such a word: its reason, and the open values of entries
/// that are not withheld themselves. The findings do not repeat the word.
[[nodiscard]] Findings betrayals(const pack::ListKind& kind, const std::string& reason,
                                 const std::vector<lists::Change>& changes,
                                 const std::set<std::string>& words, const std::string& article);

}  // namespace mingcha::desk
