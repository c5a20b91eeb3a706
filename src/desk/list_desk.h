// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/instant.h"
#include "base/result.h"
#include "desk/envelope.h"
#include "lists/import.h"
#include "lists/plan.h"
#include "lists/state.h"
#include "pack/list.h"
#include "people/visitor.h"
#include "registers/list_register.h"

namespace mingcha::store {
class Database;
class Session;
}  // namespace mingcha::store

namespace mingcha::pack {
struct Pack;
}  // namespace mingcha::pack

namespace mingcha::desk {

class Recorder;

struct PrepareList {
  std::string reason;                 ///< Why the list changes; public once confirmed.
  std::string article;                ///< Citation, or empty.
  std::vector<lists::Wish> wishes{};  ///< None where a file says it.
};

/// A list with what is in it today and what waits.
struct ListStanding {
  const pack::ListKind* kind = nullptr;
  std::int64_t entries = 0;  ///< That hold today.
  std::int64_t open = 0;     ///< Of those the public sees.
  std::int64_t number = 0;   ///< Version of the list.
  std::string changed_on;    ///< Day of its last confirmation; empty before.
  std::int64_t waiting = 0;  ///< Sets that wait for a second person.
};

/// The published lists: changes prepared by one person, confirmed by another, each entry with its
/// versions and days. Safe to use from any thread.
class ListDesk {
 public:
  ListDesk(store::Database& database, const pack::Pack& pack, const Recorder& recorder,
           Clock& clock);

  /// Kept lists only, in the order of the pack.
  [[nodiscard]] std::vector<ListStanding> standing();
  [[nodiscard]] ListStanding standing(const pack::ListKind& kind);

  /// Answers JSON {"list","set","state","number"}. Refuses with a finding for each thing wrong.
  [[nodiscard]] Result<std::string> prepare(const people::Visitor& visitor, const std::string& list,
                                            const PrepareList& command, const Envelope& envelope);
  /// What would come of a file, without keeping anything of it.
  [[nodiscard]] Result<lists::Import> preview(const std::string& list, const sheets::Table& table,
                                              const lists::ImportRules& rules);
  /// The same as a set of changes. Refuses the whole file when anything in it is wrong.
  [[nodiscard]] Result<std::string> prepare_import(
      const people::Visitor& visitor, const std::string& list, const sheets::Table& table,
      const lists::ImportRules& rules, const PrepareList& command, const Envelope& envelope);
  /// By somebody other than who prepared it; then it is public. Refused where an entry of the set
  /// was changed by another set meanwhile.
  [[nodiscard]] Result<std::string> confirm(const people::Visitor& visitor, const std::string& list,
                                            std::int64_t set, const Envelope& envelope);
  [[nodiscard]] Result<std::string> discard(const people::Visitor& visitor, const std::string& list,
                                            std::int64_t set, const std::string& reason,
                                            const Envelope& envelope);

  /// The list as its events tell it. Refuses (not_found) what is no kept list.
  [[nodiscard]] Result<std::shared_ptr<const lists::State>> state(const std::string& list);
  /// As it was when it had this version; the present one where `number` is beyond it.
  [[nodiscard]] Result<lists::State> state_at(const std::string& list, std::int64_t number);

  [[nodiscard]] registers::ListPage entries(const std::string& list,
                                            const registers::ListFilter& filter,
                                            registers::Reach reach, std::int64_t offset,
                                            std::int64_t limit);
  [[nodiscard]] std::vector<registers::ListEntry> spans(const std::string& list,
                                                        const std::string& key,
                                                        registers::Reach reach);
  [[nodiscard]] std::vector<registers::ListSetRow> sets(const std::string& list,
                                                        const std::string& state,
                                                        std::int64_t offset, std::int64_t limit);
  [[nodiscard]] std::vector<registers::ListChange> changes(const std::string& list,
                                                           std::int64_t number,
                                                           const std::string& key,
                                                           registers::Reach reach,
                                                           std::int64_t offset, std::int64_t limit);
  /// What tells who is withheld today (desk/list_guard.h): a reason that was public when it was
  /// written may no longer be.
  [[nodiscard]] std::set<std::string> withheld_words();
  /// Day on which the public last saw something change; nothing before.
  [[nodiscard]] std::optional<Day> changed_openly(const std::string& list);
  [[nodiscard]] registers::ListChangeCount count_changes(const std::string& list,
                                                         std::int64_t number,
                                                         registers::Reach reach);

 private:
  using Loaded = std::shared_ptr<const lists::State>;
  [[nodiscard]] Loaded load(store::Session& session, const std::string& list);
  /// The kept list, or why there is none.
  [[nodiscard]] Result<const pack::ListKind*> kept(const std::string& list) const;
  using Planner =
      std::function<Result<std::vector<lists::Change>>(const pack::ListKind&, const lists::State&)>;
  [[nodiscard]] Result<std::string> prepare_set(const people::Visitor& visitor,
                                                const std::string& list, const PrepareList& command,
                                                const Planner& planner, const Envelope& envelope);
  /// What of the set would tell who is withheld, in this list or in another.
  [[nodiscard]] Findings betrayals_of(store::Session& session, const pack::ListKind& kind,
                                      const lists::ListPrepared& set);
  [[nodiscard]] Result<std::string> record(store::Session& session, const pack::ListKind& kind,
                                           const Loaded& loaded, const lists::Event& event,
                                           const people::Visitor& visitor, const Envelope& envelope,
                                           std::optional<std::int64_t> refers_to);
  [[nodiscard]] Result<std::string> carry_out(
      const people::Visitor& visitor, const Envelope& envelope,
      const std::function<Result<std::string>(store::Session&)>& work);

  store::Database& database_;
  const pack::Pack& pack_;
  const Recorder& recorder_;
  Clock& clock_;
  std::mutex mutex_;
  std::map<std::string, Loaded> known_;  ///< As read last; the version says whether it still holds.
};

}  // namespace mingcha::desk
