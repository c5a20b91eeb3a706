// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <iosfwd>
#include <string>
#include <utility>
#include <vector>

#include "base/text.h"
#include "pack/definition.h"

/// A pack taken apart into what it says, thing by thing, in words: what a lawyer reads, compares
/// and looks up.
namespace mingcha::pack {

/// One thing of the pack and everything said about it.
struct Statement {
  std::string kind;  ///< procedure, step, limit, guarantee, item, tier, benchmark, condition,
                     ///< major, class, term, ground, publishing, rule, document, field, statute.
  std::string id;    ///< Unique within its kind: "penalty_general/decision" for steps and limits.
  Text title;
  std::vector<std::pair<Text, Text>> says;  ///< "Term": "90 days". Nothing is said twice.
  std::vector<std::string> articles;        ///< Citations it rests on.
  std::vector<std::string> uses;            ///< Ids of steps, fields, documents … that it names.
};

/// In the order of a printed pack.
[[nodiscard]] std::vector<Statement> statements_of(const Pack& pack);

/// "Time limit", for a kind.
[[nodiscard]] Text title_of_kind(const std::string& kind);

/// Prints what the second pack says differently from the first, in words. True when nothing is.
bool print_differences(const Pack& before, const Pack& after, Language language, std::ostream& out);

/// Prints what the pack says of a citation or of a step, limit, rule … by its id: the words of the
/// law, since when and until when they are in force, and what rests on it. False when it is
/// unknown; then it prints what comes near.
bool print_explanation(const Pack& pack, const std::string& what, Language language,
                       std::ostream& out);

/// Prints the whole pack as Markdown.
void print_document(const Pack& pack, Language language, std::ostream& out);

}  // namespace mingcha::pack
