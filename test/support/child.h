// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <sys/types.h>
#include <vector>

namespace mingcha::test {

/// A program that runs beside the test and is killed with it. Start it from the main thread: it
/// ends with the thread that started it.
class Child {
 public:
  /// What it says, on either stream, is appended to `output`; it reads `input` and then the end.
  /// Throws std::system_error when it cannot be started.
  Child(std::vector<std::string> words, std::filesystem::path output, std::string_view input = {});
  ~Child();
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  void send(int signal) const;
  /// The exit status, or minus the signal that ended it.
  int wait();
  [[nodiscard]] bool running();
  [[nodiscard]] pid_t id() const { return id_; }

 private:
  pid_t id_ = 0;
  bool ended_ = false;
  int status_ = 0;
};

/// Runs a program to its end.
struct Finished {
  int status = 0;  ///< As of Child::wait.
  std::string output;
};
[[nodiscard]] Finished run(std::vector<std::string> words, std::string_view input = {});

/// The bytes of a file; throws std::runtime_error when there is none.
[[nodiscard]] std::string read_file(const std::filesystem::path& file);
void write_file(const std::filesystem::path& file, std::string_view bytes);

}  // namespace mingcha::test
