// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "store/database.h"
#include "test/support/temporary_folder.h"

namespace mingcha::test {

/// A place for one new database: a file in a temporary folder, or a schema in the shared
/// PostgreSQL cluster. Nothing is in it until store::open.
class FreshDatabase {
 public:
  explicit FreshDatabase(store::Engine engine);
  /// For store::open.
  [[nodiscard]] const std::string& address() const { return address_; }

 private:
  TemporaryFolder folder_;
  std::string address_;
};

}  // namespace mingcha::test
