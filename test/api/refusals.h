// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "test/api/installation.h"

namespace mingcha::test {

/// A case up to some stage, and how it stood when the test began to send rubbish.
class Refusals : public OnEachEngine {
 protected:
  void reach(const Script& script, const std::string& stage) {
    hand_ = std::make_unique<CaseInHand>(people_, script);
    hand_->reach(stage);
    before_ = state();
  }

  /// Version, facts, papers, and every event.
  std::string state() { return hand_->look().dump() + hand_->events_without_log().dump(); }

  void TearDown() override {
    if (!hand_ || changed_) return;
    EXPECT_EQ(state(), before_) << "something changed";
  }

  /// Says no twice: to a Chinese browser and to an English one.
  void expect_refused(const std::string& who, Call call, int status, const std::string& code) {
    SCOPED_TRACE(call.path + " " + call.body.substr(0, 300));
    expect_problem(as(who).send(call), status, code);
    call.headers.emplace_back("Accept-Language: en");
    if (!call.key.empty()) call.key = fresh_key();
    expect_problem(as(who).send(call), status, code, Speaks::english);
  }

  Call step_call(const std::string& step, const std::string& body) const {
    return {
        .method = "POST", .path = hand_->path("/steps/" + step), .body = body, .key = fresh_key()};
  }

  void expect_step_refused(const std::string& step, const nlohmann::json& body, int status,
                           const std::string& code) {
    expect_refused("wanglei", step_call(step, body.dump()), status, code);
  }

  nlohmann::json filing_with(const std::string& field, const nlohmann::json& value) const {
    auto body = hand_->stage("filing").body;
    body["values"][field] = value;
    return body;
  }

  std::unique_ptr<CaseInHand> hand_;
  std::string before_;
  bool changed_ = false;  ///< Whether the test changes the case on purpose.
};

}  // namespace mingcha::test
