// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/instant.h"
#include "base/result.h"
#include "desk/annual_desk.h"
#include "desk/case_desk.h"
#include "desk/credit_desk.h"
#include "desk/envelope.h"
#include "desk/list_desk.h"
#include "desk/people_desk.h"
#include "desk/publication_desk.h"
#include "desk/recorder.h"
#include "pack/definition.h"
#include "people/visitor.h"
#include "store/database.h"
#include "story/stage.h"
#include "test/support/fresh_database.h"
#include "test/support/temporary_folder.h"
#include "vault/folder_vault.h"

namespace mingcha::test {

/// The pack in use, loaded once.
[[nodiscard]] const pack::Pack& pack_in_use();
[[nodiscard]] std::string bytes_of(const std::filesystem::path& path);

/// The real desks over a new database of an engine, with the demonstration's agency. Cases are
/// brought about by stories; what is tested is done to the desks directly.
class Office {
 public:
  explicit Office(store::Engine engine);

  /// Plays "venue_walk.story" or another of the pack's up to a mark. Returns the case's id.
  std::string tell(const std::string& story, const std::string& mark);

  /// Somebody of the agency, by name.
  [[nodiscard]] people::Visitor as(const std::string& name);
  /// A command never sent before.
  [[nodiscard]] desk::Envelope fresh();

  [[nodiscard]] std::shared_ptr<const casefile::State> state(const std::string& case_id);
  /// 作出处罚决定 on the present draft.
  [[nodiscard]] acts::DoStep decision(const std::string& case_id);
  /// 陈斌 agrees with the present draft, as the head of 王磊's unit.
  void agree(const std::string& case_id);

  [[nodiscard]] std::int64_t count(const std::string& table);
  /// Every row of the table as text, sorted.
  [[nodiscard]] std::vector<std::string> dump(const std::string& table);
  void run(const std::string& sql);

  [[nodiscard]] story::Desks desks();

  FreshDatabase place;
  std::unique_ptr<store::Database> database;
  TemporaryFolder folder;
  SetClock clock{Instant{}};
  desk::Recorder recorder;
  vault::FolderVault vault;
  desk::PeopleDesk people;
  desk::CaseDesk cases;
  desk::PublicationDesk publications;
  desk::ListDesk lists;
  desk::CreditDesk credit;
  desk::AnnualDesk annual;

 private:
  int stories_ = 0;
  int commands_ = 0;
};

}  // namespace mingcha::test
