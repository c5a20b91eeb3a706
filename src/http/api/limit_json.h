// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include <nlohmann/json_fwd.hpp>

#include "acts/limit_reckoning.h"
#include "acts/limits.h"

namespace mingcha::http {

/// A limit of the pack: what it says, what stops and what lengthens it. `procedure`: of the pack,
/// or acts::kDisclosure.
[[nodiscard]] nlohmann::json limit_json(const pack::Pack& pack, const std::string& procedure,
                                        const law::TimeLimit& limit, Language language);

/// What came of a supposed course.
[[nodiscard]] nlohmann::json reckoning_json(const pack::Pack& pack, const acts::Reckoned& reckoned,
                                            Language language);

/// How a case's limit went so far, in the form in which a supposed course is asked for.
[[nodiscard]] nlohmann::json course_json(const pack::Pack& pack, const std::string& procedure,
                                         const acts::LimitStatus& status, const law::Course& course,
                                         Language language);

/// The body of a question for a reckoning, strictly.
[[nodiscard]] Result<acts::SupposedLimit> read_supposed(const std::string& body);

}  // namespace mingcha::http
