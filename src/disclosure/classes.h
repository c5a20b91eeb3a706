// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/text.h"
#include "cel/expression.h"
#include "law/citation.h"

namespace mingcha::disclosure {

enum class PublicationClass {
  sealed,               ///< To nobody, inside only with a purpose.
  not_published,        ///< Not sealed, but not for the public.
  review_required,      ///< Only if a review finds that it must be public; masked.
  public_after_review,  ///< Public once a second person has confirmed it.
  public_at_once,
};

/// By its name in the pack: "sealed", "public" … Nothing for other words.
[[nodiscard]] std::optional<PublicationClass> parse_class(std::string_view word);
[[nodiscard]] const char* to_string(PublicationClass publication_class);

struct ClassRule {
  cel::Expression when;  ///< Boolean.
  PublicationClass publication_class{};
  law::Citation citation;
  Text reason;
  std::string limit;  ///< Which of the pack's time limits for publishing counts; may be empty.
};

struct Decision {
  PublicationClass publication_class{};
  std::optional<law::Citation> citation;  ///< Nothing when no rule decided.
  Text reason;
  std::string limit;  ///< Of the rule that decided; may be empty.
  Text because;       ///< The facts that made the rule hold.
  /// Facts that an earlier, stricter or laxer rule would have needed; then the class is the
  /// strictest that is still possible.
  std::vector<std::string> missing;
};

/// The first rule that holds decides. While it is unknown whether a rule holds, the later ones
/// still count, and of all that may come out the most closed is taken. Without any rule: sealed.
[[nodiscard]] Decision classify(std::span<const ClassRule> rules, const cel::Lookup& lookup);

}  // namespace mingcha::disclosure
