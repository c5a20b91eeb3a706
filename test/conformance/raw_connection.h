// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace mingcha::store {

/// The database as somebody with its command-line tool has it: none of our code in between, no
/// foreign keys switched on, each statement its own transaction.
class RawConnection {
 public:
  explicit RawConnection(std::string_view address);
  /// Empty when the statements were carried out; otherwise what the database answered.
  [[nodiscard]] std::string run(const std::string& sql);

 private:
  std::function<std::string(const std::string&)> run_;
};

}  // namespace mingcha::store
