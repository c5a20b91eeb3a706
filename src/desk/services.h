// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/instant.h"

namespace mingcha::pack {
struct Pack;
}  // namespace mingcha::pack

namespace mingcha::render {
class Press;
}  // namespace mingcha::render

namespace mingcha::vault {
class FolderVault;
}  // namespace mingcha::vault

namespace mingcha::desk {

class AnnualDesk;
class CaseDesk;
class ChangeFeed;
class CreditDesk;
class DecisionAudit;
class DestructionDesk;
class DeviceDesk;
class DutyDesk;
class FeedbackDesk;
class JobDesk;
class ListDesk;
class LogDesk;
class LookLog;
class NumberDesk;
class OfficerDesk;
class OutboxDesk;
class OutsideDesk;
class PublicRecordDesk;
class PeopleDesk;
class PersonalDesk;
class ProgressDesk;
class PublicationDesk;
class RecordingDesk;
class ReviewDesk;
class SearchDesk;
class SignIn;
class TrailDesk;
class UploadDesk;
class ViewingDesk;

/// An account of the fictional people, for whoever tries the demonstration.
struct DemonstrationAccount {
  std::string person;
  std::string login;
  std::string password;
};

/// What of the site itself handlers need to know.
struct SiteFacts {
  std::string base_url;              ///< "https://host", no slash at the end.
  bool demonstration = false;        ///< Every page says that its records are fictional.
  std::filesystem::path log_folder;  ///< Tiles and checkpoint.
  std::filesystem::path posters;     ///< A picture of each recording, "<sha256>.jpg".
  std::vector<DemonstrationAccount> accounts{};  ///< Of a demonstration only.
  unsigned public_per_minute = 0;                ///< Requests of one address; 0: no limit.
  std::vector<std::string> embed_origins{};      ///< Who may show the list in a frame.
};

/// All that a handler may use: the use cases, and nothing beneath them.
struct Services {
  Clock& clock;
  const pack::Pack& pack;
  PeopleDesk& people;
  CaseDesk& cases;
  NumberDesk& numbers;
  ListDesk& lists;
  PublicationDesk& publications;
  OutboxDesk& outbox;
  OutsideDesk& outside;
  ReviewDesk& reviews;
  LogDesk& log;
  LookLog& looks;
  DecisionAudit& decisions;
  SignIn& sign_in;
  DutyDesk& duties;
  PersonalDesk& personal;
  TrailDesk& trail;
  JobDesk& jobs;
  ChangeFeed& changes;
  SearchDesk& search;
  CreditDesk& credit;
  AnnualDesk& annual;
  ProgressDesk& progress;
  FeedbackDesk& feedback;
  PublicRecordDesk& records;
  OfficerDesk& officers;
  RecordingDesk& recordings;
  DeviceDesk& devices;
  DestructionDesk& destructions;
  ViewingDesk& viewings;
  UploadDesk& uploads;
  vault::FolderVault& vault;             ///< Of evidence.
  vault::FolderVault& recordings_vault;  ///< Of recordings, which may be destroyed.
  render::Press& press;
  SiteFacts site;
};

}  // namespace mingcha::desk
