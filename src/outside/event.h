// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>

/// What can happen to an outside query of a sealed record: asked by an organ in a letter, decided
/// by an approver, answered. One stream for each query.
namespace mingcha::outside {

struct QueryAsked {
  std::string case_id;
  std::string organ;     ///< That asks.
  std::string basis;     ///< The provision that lets it, as its letter says.
  std::string letter;    ///< Number of the letter.
  std::string inquirer;  ///< Who brought it, with the number of the credential.
  std::string purpose;
};

struct QueryDecided {
  bool approved = false;
  std::string reason;
};

struct QueryAnswered {
  std::string given;  ///< What was told or handed over.
};

using Event = std::variant<QueryAsked, QueryDecided, QueryAnswered>;

/// Where a query stands after some of its events.
struct State {
  std::int64_t version = 0;
  std::optional<QueryAsked> asked;
  std::string registrar;
  std::optional<QueryDecided> decided;
  std::string approver;
  std::optional<QueryAnswered> answered;
  std::string answerer;
};

[[nodiscard]] State evolve(State state, const Event& event, const std::string& actor);

}  // namespace mingcha::outside
