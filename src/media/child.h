// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace mingcha::media {

/// A program that is run with limits, its standard input empty, its environment clean and no file
/// of ours open to it. It is killed when the thread that runs it ends.
struct Errand {
  std::filesystem::path program;  ///< Absolute: no search path.
  std::vector<std::string> arguments;
  std::chrono::milliseconds deadline{};
  std::size_t output_bytes_max = 0;
  std::uint64_t memory_bytes = 0;  ///< Address space; 0: the program sets its own limits.
  std::uint64_t file_bytes = 0;    ///< What it may write into one file; 0 as above.
  std::function<void(std::string_view piece)> heard;  ///< Told of output as it comes; may be empty.
};

enum class Ending { by_itself, by_signal, at_deadline, said_too_much, cancelled };

struct Ended {
  Ending how = Ending::by_itself;
  int status = 0;         ///< Exit status, or the signal where it ended by one.
  std::string output;     ///< Standard output, up to `output_bytes_max`.
  std::string complaint;  ///< The last of its standard error.
};

/// Blocks until it has ended; it never outlives the call. Throws Fault when it cannot be started.
[[nodiscard]] Ended run(const Errand& errand, const std::stop_token& stop = {});

}  // namespace mingcha::media
