// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <tl/expected.hpp>

#include "base/text.h"

namespace mingcha {

/// One reason why something is refused: what is wrong, under which article, and what cures it.
struct Finding {
  std::string code;     ///< Stable identifier for programs, e.g. "review-missing".
  Text what;            ///< What is wrong, for people.
  std::string article;  ///< "APL-2021/58"; empty where no article is concerned (malformed input).
  Text cure;            ///< What to do about it; may be empty.
  std::string where;    ///< Field, step or JSON pointer concerned; may be empty.

  bool operator==(const Finding&) const = default;
};

using Findings = std::vector<Finding>;

/// Why a command was not carried out. The order is the order of precedence.
enum class Refusal {
  malformed,      ///< The request cannot be read: not JSON, unknown field, wrong type.
  not_signed_in,  ///< No valid session.
  forbidden,      ///< The person may not do this, or not in this unit.
  not_found,      ///< No such thing, or none that this person may know of.
  conflict,       ///< Somebody else changed it first: the version is not the expected one.
  key_reused,     ///< The idempotency key was used for another command.
  invalid,        ///< A value is wrong (check digit, future date, too long).
  out_of_order,   ///< Not at this stage of the procedure.
  rule_broken,    ///< The law says no.
  too_large,      ///< Over a limit of size.
  too_many,       ///< Over a limit of rate.
  gone,           ///< It was here and has been withdrawn.
  locked,         ///< Somebody else is at it, or has taken it over.
  no_room,        ///< The disk is full.
};

[[nodiscard]] const char* to_string(Refusal refusal);

/// A "no" of the law or of the state, with all findings. A failing machine throws instead.
struct Rejection {
  Refusal kind{};
  Text title;
  Findings findings;

  bool operator==(const Rejection&) const = default;
};

template <typename T>
using Result = tl::expected<T, Rejection>;

[[nodiscard]] inline tl::unexpected<Rejection> reject(Refusal kind, Text title,
                                                      Findings findings = {}) {
  return tl::unexpected<Rejection>(Rejection{kind, std::move(title), std::move(findings)});
}

/// The machine failed (disk, database, network). Caught only in http/ and programs/.
class Fault : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace mingcha
