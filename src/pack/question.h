// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "cel/expression.h"
#include "pack/definition.h"

namespace mingcha::pack {

/// Steps of a procedure that are done, by their place in it.
using DoneSet = std::uint64_t;

/// Facts that make something possible; fields not named have no value.
using Witness = std::vector<std::pair<std::string, cel::Value>>;

/// Which truths will do.
enum Truths : unsigned { kYes = 1U, kNo = 2U, kUnknown = 4U };

/// What a question is asked about: one case.
struct Setting {
  const Pack& pack;
  const Procedure& procedure;
  const Item& item;
};

/// "Are there facts with which all of these hold at once, these steps being done?" Tries, for every
/// field in the conditions, every representative value and its absence; gives a branch up as soon
/// as a condition is settled against it, which more facts cannot change (Kleene). Whether the case
/// is major hangs on many facts: it is supposed first, and the facts must bear the supposition out.
class Question {
 public:
  explicit Question(const Setting& setting);

  void want(const cel::Expression& condition, unsigned truths);
  /// The condition `major` itself.
  void want_major(unsigned truths) { major_truths_ = truths; }

  /// The bits of steps the answer depends on.
  [[nodiscard]] DoneSet mask();
  /// Answers are remembered. Nothing: impossible, or given up (see `exhausted`).
  [[nodiscard]] const std::optional<Witness>& answer(DoneSet done);
  /// True when some answer would have taken more than kCasesMax tries.
  [[nodiscard]] bool exhausted() const { return exhausted_; }

 private:
  struct Want {
    const cel::Expression* condition;  ///< Null: major.
    unsigned truths;
    std::size_t last_field = 0;  ///< 1 + the last of its fields; 0 for none.
    bool asks_presence = false;
    std::vector<bool> fields;
  };
  enum class Mode { partial, whole };

  void prepare();
  void add_all_names();
  void add_names(const cel::Expression& condition, Want& want);
  [[nodiscard]] std::vector<cel::Value> values_of(const std::string& field) const;
  /// What a name stands for, found once: a step, a field, the item, or whether it is major.
  struct Name {
    enum class Kind { step, no_step, field, fixed, major, nothing } kind = Kind::nothing;
    std::size_t at = 0;
    cel::Value fixed;
  };
  struct HashOfText {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>{}(text);
    }
  };
  [[nodiscard]] Name resolve(std::string_view name) const;
  void resolve_names();
  /// Null while it has no value.
  [[nodiscard]] const cel::Value* look_up(std::string_view name, DoneSet done) const;
  [[nodiscard]] cel::Truth major(DoneSet done, Mode mode) const;
  [[nodiscard]] unsigned wanted_of(const Want& want) const;
  [[nodiscard]] unsigned truth(const Want& want, DoneSet done, Mode mode) const;
  [[nodiscard]] bool still_possible(std::size_t depth, DoneSet done) const;
  /// Whether the facts assigned, all of them, are what is asked for.
  [[nodiscard]] bool holds(DoneSet done);
  [[nodiscard]] bool find(DoneSet done);
  [[nodiscard]] bool search(std::size_t depth, DoneSet done);

  Setting setting_;
  std::vector<const MajorCondition*> major_;  ///< Those that can hold for the item.
  std::vector<Want> wants_;
  std::optional<unsigned> major_truths_;
  bool prepared_ = false;
  bool uses_major_ = false;
  bool supposed_major_ = false;  ///< Means something where major is used.
  bool exhausted_ = false;
  DoneSet mask_ = 0;
  std::vector<std::string> fields_;
  struct Seen {
    const char* place = nullptr;
    const Name* name = nullptr;
  };
  mutable std::array<Seen, 512> seen_{};  ///< Names looked up last, by where they stand.
  std::unordered_map<std::string, Name, HashOfText, std::equal_to<>> names_;
  std::vector<std::vector<cel::Value>> values_;
  std::vector<std::optional<cel::Value>> assigned_;
  std::vector<std::optional<cel::Value>> last_;  ///< The last facts found.
  std::size_t tries_ = 0;
  std::unordered_map<DoneSet, std::optional<Witness>> answers_;
};

}  // namespace mingcha::pack
