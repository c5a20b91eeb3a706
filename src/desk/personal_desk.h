// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/encoding.h"
#include "base/instant.h"
#include "base/result.h"
#include "people/visitor.h"

namespace mingcha::store {
class Database;
}  // namespace mingcha::store

namespace mingcha::desk {

/// What somebody typed into a form and has not submitted. No part of the record.
struct FormDraft {
  std::string place;
  std::int64_t revision = 0;      ///< 1, 2, 3 …
  std::int64_t case_version = 0;  ///< Of the case that was before his eyes.
  Instant saved_at;
  std::string values;  ///< JSON object as it came; empty in lists.
};

struct ListView {
  std::string name;
  Instant saved_at;
  std::string body;  ///< JSON object.
};

/// What each person keeps for himself; nobody sees another's. Safe to use from any thread.
class PersonalDesk {
 public:
  /// `sealing_key` closes drafts at rest: they hold what a record holds.
  PersonalDesk(store::Database& database, Clock& clock, const Digest& sealing_key)
      : database_{database}, clock_{clock}, sealing_key_{sealing_key} {}

  [[nodiscard]] std::vector<FormDraft> drafts(const people::Visitor& visitor);
  [[nodiscard]] Result<FormDraft> draft(const people::Visitor& visitor, const std::string& place);
  /// Over the revision `draft.revision` (0: the first). Conflict when another is there; `newer` is
  /// then that one, or nothing when it is gone.
  [[nodiscard]] Result<FormDraft> save(const people::Visitor& visitor, FormDraft draft,
                                       std::optional<FormDraft>& newer);
  /// Also where there is none.
  void drop(const people::Visitor& visitor, const std::string& place);

  [[nodiscard]] std::vector<ListView> views(const people::Visitor& visitor);
  [[nodiscard]] Result<ListView> view(const people::Visitor& visitor, const std::string& name);
  [[nodiscard]] Result<ListView> save(const people::Visitor& visitor, ListView view);
  void drop_view(const people::Visitor& visitor, const std::string& name);

 private:
  [[nodiscard]] std::optional<FormDraft> find(const people::Visitor& visitor,
                                              const std::string& place);

  store::Database& database_;
  Clock& clock_;
  Digest sealing_key_;
};

inline constexpr std::size_t kFormDraftsMost = 200;
inline constexpr std::size_t kListViewsMost = 50;
inline constexpr std::size_t kFormDraftLargest = std::size_t{1} << 20U;

}  // namespace mingcha::desk
