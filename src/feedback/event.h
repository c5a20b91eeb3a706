// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

/// What can happen to something that the public sent in (公众反馈). One stream for each.
namespace mingcha::feedback {

/// Somebody sent it in.
struct FeedbackReceived {
  std::string number;  ///< The public half of the receipt.
  std::string kind;    ///< Of the pack.
  std::string text;
  std::string about;              ///< Address of a published page, or words; may be empty.
  std::string case_id;            ///< That the page belongs to; empty: none.
  std::int64_t rating = 0;        ///< One to five; 0: not asked for.
  std::string unit;               ///< That answers.
  std::vector<std::string> away;  ///< Units that are kept away from it.
  std::string earlier;            ///< Number of the first about the same matter; may be empty.
  bool may_publish = false;       ///< The author agreed that question and answer be published.
  std::string author;             ///< Sealed; empty: did not say who.
};

/// A second one about the same matter came: this one goes with it to another unit, and those who
/// had it are kept away from both.
struct FeedbackEscalated {
  std::string unit, again;  ///< again: number of the second one.
  std::vector<std::string> away;
};

struct FeedbackTransferred {
  std::string unit, reason;
};

struct FeedbackAnswered {
  std::string text;
};

/// Not a matter for an answer, and why.
struct FeedbackRejected {
  std::string reason;
};

/// Question and answer became public, in these words.
struct AnswerPublished {
  std::string question, answer;
  std::string published_on;  ///< Day.
};

struct AnswerWithdrawn {
  std::string reason;
};

using Event = std::variant<FeedbackReceived, FeedbackEscalated, FeedbackTransferred,
                           FeedbackAnswered, FeedbackRejected, AnswerPublished, AnswerWithdrawn>;

}  // namespace mingcha::feedback
