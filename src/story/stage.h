// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "base/instant.h"
#include "base/result.h"

namespace mingcha::pack {
struct Pack;
}  // namespace mingcha::pack

namespace mingcha::vault {
class FolderVault;
}  // namespace mingcha::vault

namespace mingcha::desk {
class AnnualDesk;
class CaseDesk;
class FeedbackDesk;
class ListDesk;
class CreditDesk;
class PeopleDesk;
class PublicationDesk;
}  // namespace mingcha::desk

namespace mingcha::story {

/// What a story is played against. The clock is the one that the desks go by.
struct Desks {
  SetClock& clock;
  const pack::Pack& pack;
  desk::PeopleDesk& people;
  desk::CaseDesk& cases;
  desk::PublicationDesk& publications;
  desk::ListDesk& lists;
  const vault::FolderVault& vault;
  std::filesystem::path arrivals;  ///< Existing folder on the vault's file system.
  desk::CreditDesk& credit;
  desk::AnnualDesk& annual;
  desk::FeedbackDesk* feedback = nullptr;  ///< Needed by the demonstration alone.
};

/// Real desks over a database, a vault and a clock of their own in a folder.
class Stage {
 public:
  /// The folder must exist; what is in it goes on being the stage's record.
  Stage(const pack::Pack& pack, const std::filesystem::path& folder);
  ~Stage();
  Stage(const Stage&) = delete;
  Stage& operator=(const Stage&) = delete;

  /// Takes the agency's directory (JSON, see desk::PeopleDesk::take).
  [[nodiscard]] Result<void> take_agency(const std::string& json);
  [[nodiscard]] Desks desks();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace mingcha::story
