// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "base/instant.h"
#include "base/result.h"
#include "casefile/state.h"
#include "pack/definition.h"
#include "people/person.h"
#include "story/story.h"

/// Stories call things by what people call them: persons by name, items, steps, fields and choices
/// by their Chinese titles. Identifiers do as well.
namespace mingcha::story {

[[nodiscard]] const people::Person* find_person(const people::Directory& directory,
                                                const std::string& name);
[[nodiscard]] const pack::Item* find_item(const pack::Pack& pack, const std::string& name);
[[nodiscard]] const pack::Step* find_step(const pack::Procedure& procedure,
                                          const std::string& name);
[[nodiscard]] const law::TimeLimit* find_limit(const pack::Pack& pack,
                                               const pack::Procedure& procedure,
                                               const std::string& name);
/// Where several fields have the same title, the one that the step's form asks for.
[[nodiscard]] const pack::Field* find_field(const pack::Pack& pack, const pack::Step* step,
                                            const std::string& name);

/// The case's newest paper of that title or id, a void one too: two procedures may call theirs the
/// same.
[[nodiscard]] const casefile::Paper* find_paper(const pack::Pack& pack,
                                                const casefile::State& state,
                                                const std::string& name);

/// The canonical value: choices by id, 是/否, "2026-03-02 09:10", now, "40 minutes ago", today,
/// "3 days ago". Anything else stays as it is, for the law to judge.
[[nodiscard]] std::string to_value(const pack::Field& field, const std::string& text, Instant now);

/// "2026-03-02 09:10", now, "40 minutes ago".
[[nodiscard]] std::optional<Instant> to_moment(const std::string& text, Instant now);

}  // namespace mingcha::story
