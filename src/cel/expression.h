// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "base/text.h"
#include "cel/environment.h"
#include "cel/value.h"

namespace mingcha::cel {

struct Node;

/// Where the first character of an expression stands in its file. Lines and columns count from 1,
/// columns in characters.
struct Position {
  std::string file;
  int line = 1;
  int column = 1;
  /// The column in which the second and later lines of the expression begin: the indentation that
  /// a YAML block scalar has lost.
  int continuation_column = 1;
};

struct Error {
  std::string file;
  int line{};
  int column{};
  Text message;

  /// "file:line:column: message", as compilers print it.
  [[nodiscard]] std::string to_string(Language language = Language::zh) const;
};

/// Kleene's three values.
enum class Truth { no, yes, unknown };

struct Evaluation {
  Truth truth{};
  /// The names without a value because of which the truth is unknown; sorted. Empty when it is
  /// known, and when it is unknown because a sum is too large.
  std::vector<std::string> missing;
};

/// The value of a declared name; nothing while it is not known. A value of another type than the
/// declared one counts as not known.
using Lookup = std::function<std::optional<Value>(std::string_view name)>;

/// As Lookup, without copying: null while not known; what it points to outlives the call.
using View = std::function<const Value*(std::string_view name)>;

/// A type-checked expression. Immutable; copies share one tree; safe to use from many threads.
class Expression {
 public:
  Expression(std::shared_ptr<const Node> root, Position position);

  [[nodiscard]] Type type() const;
  /// Where it was read.
  [[nodiscard]] const Position& position() const { return position_; }
  /// Printed anew: compiling it gives an equal expression.
  [[nodiscard]] std::string to_source() const;

  /// The truth of a boolean expression. `type()` must be Type::boolean.
  [[nodiscard]] Evaluation evaluate(const Lookup& lookup) const;
  /// The same truth without saying what is missing: for those who ask very often.
  [[nodiscard]] Truth truth(const View& view) const;
  /// The value of an expression of any type; nothing when unknown.
  [[nodiscard]] std::optional<Value> value(const Lookup& lookup) const;

  /// Every name used, sorted.
  [[nodiscard]] std::vector<std::string> names() const;
  /// Every constant the name is compared with, sorted, each once.
  [[nodiscard]] std::vector<Value> constants_of(std::string_view name) const;
  /// True when has(name) is used: the presence of the value matters by itself.
  [[nodiscard]] bool asks_presence_of(std::string_view name) const;
  /// True when names are compared with constants only, so that `representatives` cover every case.
  /// False where a name is compared with another name (yes/no and choice fields excepted: all
  /// their values are representatives), and where arithmetic, size or days_between is done.
  [[nodiscard]] bool exact() const;

  [[nodiscard]] const Node& root() const { return *root_; }

 private:
  std::shared_ptr<const Node> root_;
  Position position_;
};

inline constexpr std::size_t kSourceBytesMax = 8192;
inline constexpr int kDepthMax = 64;

/// Reads and checks an expression of type `wanted`. The language is a subset of CEL:
///   literals    12, -3, "text", 'text', true, false, ["a", "b"], day("2026-03-02")
///   operators   ?:  ||  &&  == != < <= > >= in  + -  * (whole numbers)  ! -   and parentheses
///   functions   has(name), size(text or list), day("…"), days_between(from, to)
/// Comparing a choice field with a value it cannot have is an error, as is every misspelt name.
[[nodiscard]] tl::expected<Expression, Error> compile(std::string_view source,
                                                      const Environment& environment,
                                                      const Position& position,
                                                      Type wanted = Type::boolean);

}  // namespace mingcha::cel
