// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>

#include <nlohmann/json.hpp>

#include "test/support/child.h"
#include "test/support/client.h"
#include "test/support/temporary_folder.h"

namespace mingcha::test {

/// test/channels/remote.py beside the test.
class Remote {
 public:
  explicit Remote(unsigned seed);
  [[nodiscard]] const std::string& address() const { return address_; }
  /// {"slow": 0.1, …}; {} when it is to behave.
  void misbehave(const nlohmann::json& faults);
  [[nodiscard]] nlohmann::json report();

 private:
  TemporaryFolder folder_;
  std::unique_ptr<Child> server_;
  std::string address_;
};

}  // namespace mingcha::test
