// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "test/support/cases.h"

namespace mingcha::test {

/// One case as its worker knows it: what was acknowledged, and nothing else.
struct WorkedCase {
  std::string id;
  std::vector<std::string> events;  ///< "seq version kind" of every acknowledged event.
  std::vector<std::string> numbers;
  std::map<std::string, std::string> files;  ///< Evidence title → bytes, once acknowledged.
};

/// Somebody who handles assaults one after the other, each command with a key of its own. When no
/// answer comes he stops, and sends the very same command again the next time.
class Worker {
 public:
  /// `name` makes his files different from those of others.
  Worker(std::string name, const std::string& address);

  void go_to(const std::string& address);
  /// Until no answer comes or `enough`.
  void work(const std::string& address, const std::atomic<bool>& enough);
  /// Sends what was left without an answer once more, if anything was.
  void finish_pending(const std::string& address);
  /// Sends the last acknowledged command once more. Whether the same answer comes.
  [[nodiscard]] bool repeats_last_answer();

  [[nodiscard]] const std::vector<WorkedCase>& cases() const { return cases_; }
  [[nodiscard]] bool has_pending() const { return pending_.has_value(); }
  [[nodiscard]] Client& officer() { return people_.as("zhaomin"); }
  /// The events of a case in the timeline, in the form of WorkedCase::events.
  [[nodiscard]] std::vector<std::string> recorded(const std::string& case_id);
  /// Answers that should not have come.
  [[nodiscard]] const std::vector<std::string>& surprises() const { return surprises_; }
  [[nodiscard]] int acknowledged() const { return acknowledged_; }

 private:
  struct Pending {
    std::string who;
    Call call;
    std::string title;  ///< Of the evidence, when it is one.
  };

  [[nodiscard]] std::optional<Pending> next();
  /// False when no answer came.
  bool send_pending();
  void take(const Pending& command, const Answer& answer);

  std::string name_;
  People people_;
  Script script_ = assault_script();
  std::size_t stage_ = 0;
  std::vector<WorkedCase> cases_;
  std::optional<Pending> pending_, last_;
  std::string last_answer_;
  std::vector<std::string> surprises_;
  int acknowledged_ = 0;
};

}  // namespace mingcha::test
