// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

namespace mingcha::programs {

/// Does something at once and then again after each interval, on a thread of its own, until it
/// goes out of scope. What it throws is written to the log; the next run goes ahead.
class RepeatedJob {
 public:
  RepeatedJob(std::string name, std::chrono::milliseconds interval, std::function<void()> work);
  RepeatedJob(const RepeatedJob&) = delete;
  RepeatedJob& operator=(const RepeatedJob&) = delete;
  ~RepeatedJob();  ///< Waits for a run that is under way.

 private:
  void run(const std::string& name, std::chrono::milliseconds interval,
           const std::function<void()>& work);

  std::mutex mutex_;
  std::condition_variable wake_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace mingcha::programs
