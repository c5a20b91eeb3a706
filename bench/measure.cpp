// SPDX-License-Identifier: Apache-2.0
#include "bench/measure.h"

#include <algorithm>
#include <charconv>
#include <exception>
#include <fcntl.h>
#include <mutex>
#include <stdexcept>
#include <thread>
#include <time.h>
#include <unistd.h>

#include <fmt/format.h>

namespace mingcha::bench {
namespace {

int to_number(const std::string& name, std::string_view text) {
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size() || number < 1) {
    throw std::runtime_error(fmt::format("--{} takes whole numbers from 1", name));
  }
  return number;
}

}  // namespace

double seconds(const std::function<void()>& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

double processor_seconds() {
  timespec used{};
  ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
  return static_cast<double>(used.tv_sec) + static_cast<double>(used.tv_nsec) / 1e9;
}

void in_threads(int count, const std::function<void(int)>& work) {
  std::mutex mutex;
  std::exception_ptr failed;
  std::vector<std::thread> threads;
  for (int i = 0; i < count; ++i) {
    threads.emplace_back([&, i] {
      try {
        work(i);
      } catch (...) {
        const std::lock_guard lock{mutex};
        failed = std::current_exception();
      }
    });
  }
  for (auto& thread : threads) thread.join();
  if (failed) std::rethrow_exception(failed);
}

double percentile(std::vector<double> samples, double share) {
  if (samples.empty()) return 0;
  std::ranges::sort(samples);
  const auto last = static_cast<double>(samples.size() - 1);
  return samples[static_cast<std::size_t>(share * last + 0.5)];
}

double flushes_per_second(const std::filesystem::path& folder, std::chrono::milliseconds time) {
  const auto path = folder / "flushes";
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (file < 0) throw std::runtime_error("cannot create " + path.string());
  const std::string block(4096, 'f');
  int count = 0;
  bool good = true;
  const auto taken = seconds([&] {
    const auto until = std::chrono::steady_clock::now() + time;
    for (; good && std::chrono::steady_clock::now() < until; ++count) {
      good = ::write(file, block.data(), block.size()) == static_cast<ssize_t>(block.size()) &&
             ::fsync(file) == 0;
    }
  });
  ::close(file);
  if (!good) throw std::runtime_error("cannot write " + path.string());
  return count / taken;
}

Options::Options(int count, char** arguments, std::map<std::string, std::string> defaults)
    : values_{std::move(defaults)} {
  for (int i = 1; i < count; i += 2) {
    const std::string word{arguments[i]};
    const auto known = word.starts_with("--") ? values_.find(word.substr(2)) : values_.end();
    if (known == values_.end() || i + 1 == count) {
      std::string usage;
      for (const auto& [name, value] : values_) usage += fmt::format(" [--{} {}]", name, value);
      throw std::runtime_error("options:" + usage);
    }
    known->second = arguments[i + 1];
  }
}

int Options::number(const std::string& name) const { return to_number(name, text(name)); }

std::vector<int> Options::numbers(const std::string& name) const {
  std::vector<int> out;
  std::string_view rest = text(name);
  while (!rest.empty()) {
    const auto comma = rest.find(',');
    out.push_back(to_number(name, rest.substr(0, comma)));
    rest = comma == std::string_view::npos ? "" : rest.substr(comma + 1);
  }
  return out;
}

int run_program(const char* name, const std::function<void()>& work) {
  try {
    work();
    return 0;
  } catch (const std::exception& error) {
    fmt::print(stderr, "{}: {}\n", name, error.what());
    return 1;
  }
}

}  // namespace mingcha::bench
