// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

#include "base/instant.h"

namespace mingcha::pack {
struct Pack;
}  // namespace mingcha::pack

namespace mingcha::vault {
class FolderVault;
}  // namespace mingcha::vault

namespace mingcha::desk {

class CaseDesk;
class LogDesk;
class PeopleDesk;
class PublicationDesk;
class SignIn;

/// What of the site itself handlers need to know.
struct SiteFacts {
  std::string base_url;              ///< "https://host", no slash at the end.
  bool demonstration = false;        ///< Every page says that its records are fictional.
  std::filesystem::path log_folder;  ///< Tiles and checkpoint.
};

/// All that a handler may use: the use cases, and nothing beneath them.
struct Services {
  Clock& clock;
  const pack::Pack& pack;
  PeopleDesk& people;
  CaseDesk& cases;
  PublicationDesk& publications;
  LogDesk& log;
  SignIn& sign_in;
  vault::FolderVault& vault;
  SiteFacts site;
};

}  // namespace mingcha::desk
