// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace mingcha::bench {

/// How long the work takes, in seconds of the wall clock.
[[nodiscard]] double seconds(const std::function<void()>& work);

/// Processor time that all threads of this process have used so far, in seconds. Unlike the wall
/// clock it hardly depends on what else the machine does.
[[nodiscard]] double processor_seconds();

/// The same work in so many threads, each told its number; waits for all of them. What one of
/// them throws is thrown again here.
void in_threads(int count, const std::function<void(int)>& work);

/// The sample below which `share` (0 to 1) of the samples lie; 0 without samples.
[[nodiscard]] double percentile(std::vector<double> samples, double share);
[[nodiscard]] inline double median(std::vector<double> samples) {
  return percentile(std::move(samples), 0.5);
}

/// How often a second 4 KiB can be appended to a file in the folder and flushed to the disk, one
/// after another: what the disk allows to whoever commits alone.
[[nodiscard]] double flushes_per_second(const std::filesystem::path& folder,
                                        std::chrono::milliseconds time);

/// "--name value" pairs. Throws std::runtime_error for names that are not among the defaults.
class Options {
 public:
  Options(int count, char** arguments, std::map<std::string, std::string> defaults);
  [[nodiscard]] const std::string& text(const std::string& name) const { return values_.at(name); }
  /// At least 1.
  [[nodiscard]] int number(const std::string& name) const;
  /// Comma between them.
  [[nodiscard]] std::vector<int> numbers(const std::string& name) const;

 private:
  std::map<std::string, std::string> values_;
};

/// Runs a program's `work`; what it throws is printed and becomes exit status 1.
[[nodiscard]] int run_program(const char* name, const std::function<void()>& work);

}  // namespace mingcha::bench
