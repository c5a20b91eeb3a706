// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "casefile/state.h"
#include "cel/explain.h"
#include "cel/expression.h"
#include "law/time_limit.h"
#include "pack/definition.h"
#include "people/person.h"

namespace mingcha::acts {

/// A case together with the law it is under, and with values that are about to be entered.
/// Holds references: lives no longer than what it was made from. For one thread at a time: it keeps
/// the answers to questions that many steps ask.
class CaseView {
 public:
  /// Item and procedure must be in the pack: MINGCHA_ASSERT.
  CaseView(const pack::Pack& pack, const people::Directory& people, const pack::Item& item,
           const casefile::State& state, casefile::Values entered = {});

  [[nodiscard]] const pack::Pack& pack() const { return pack_; }
  [[nodiscard]] const people::Directory& people() const { return people_; }
  [[nodiscard]] const pack::Item& item() const { return item_; }
  [[nodiscard]] const pack::Procedure& procedure() const { return procedure_; }
  [[nodiscard]] const casefile::State& state() const { return state_; }
  /// All facts, those about to be entered included.
  [[nodiscard]] const casefile::Values& facts() const { return facts_; }

  /// What conditions see: facts by their type, done.<step>, item.*, major.
  [[nodiscard]] std::optional<cel::Value> lookup(std::string_view name) const;
  [[nodiscard]] cel::Lookup lookup() const;

  /// True unless every condition of the pack is known not to hold: doubt counts as major.
  [[nodiscard]] bool major() const;
  /// Whether the draft, which must be there, no longer says what the facts say.
  [[nodiscard]] bool draft_is_stale() const;
  /// The conditions that hold or are in doubt.
  [[nodiscard]] std::vector<const pack::MajorCondition*> major_conditions() const;
  /// Why it is not major: each condition and why it does not hold. Only when !major().
  [[nodiscard]] Text not_major_grounds() const;

  /// The day on which the case was opened; nothing before.
  [[nodiscard]] std::optional<Day> opened_on() const;

  /// Names of fields and choices as people say them. They refer to this view.
  [[nodiscard]] cel::Labels labels() const;
  [[nodiscard]] Text label(std::string_view name) const;
  /// A value as people write it: choice labels, 2026年3月2日, 是/否.
  [[nodiscard]] std::string shown(const std::string& field) const;

 private:
  [[nodiscard]] std::optional<cel::Value> benchmark_departed() const;
  [[nodiscard]] std::optional<cel::Value> named_condition(std::string_view id) const;

  const pack::Pack& pack_;
  const people::Directory& people_;
  const pack::Item& item_;
  const pack::Procedure& procedure_;
  const casefile::State& state_;
  casefile::Values facts_;
  mutable std::optional<bool> major_;
  mutable std::optional<bool> draft_is_stale_;
  mutable bool asked_departed_ = false;
  mutable std::optional<bool> departed_;
};

/// A canonical value as people write it.
[[nodiscard]] std::string show(const pack::Field& field, const std::string& value);

/// The procedure of an item; MINGCHA_ASSERT that the pack has it.
[[nodiscard]] const pack::Procedure& procedure_of(const pack::Pack& pack, const pack::Item& item);
[[nodiscard]] std::string_view to_string(pack::StepKind kind);

}  // namespace mingcha::acts
