// SPDX-License-Identifier: Apache-2.0
#include "programs/repeated_job.h"

#include <spdlog/spdlog.h>

namespace mingcha::programs {

RepeatedJob::RepeatedJob(std::string name, std::chrono::milliseconds interval,
                         std::function<void()> work)
    : thread_{[this, name = std::move(name), interval, work = std::move(work)] {
        run(name, interval, work);
      }} {}

RepeatedJob::~RepeatedJob() {
  {
    const std::scoped_lock lock{mutex_};
    stopping_ = true;
  }
  wake_.notify_all();
  thread_.join();
}

void RepeatedJob::run(const std::string& name, std::chrono::milliseconds interval,
                      const std::function<void()>& work) {
  for (;;) {
    try {
      work();
    } catch (const std::exception& error) {
      spdlog::error("{}: {}", name, error.what());
    }
    std::unique_lock lock{mutex_};
    if (wake_.wait_for(lock, interval, [this] { return stopping_; })) return;
  }
}

}  // namespace mingcha::programs
