// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <deque>
#include <functional>
#include <string>
#include <vector>

#include "channels/connector.h"
#include "channels/http.h"

namespace mingcha::channels {

/// Answers what it was told to, in order, and keeps what was asked.
class ScriptedHttp final : public Http {
 public:
  void will_answer(int status, std::string body) {
    HttpAnswer answer;
    answer.sent = HttpAnswer::Sent::answered;
    answer.status = status;
    answer.body = std::move(body);
    answers.push_back(std::move(answer));
  }
  void will_fail(HttpAnswer::Sent sent) {
    HttpAnswer answer;
    answer.sent = sent;
    answer.problem = {"不通", "no way"};
    answers.push_back(std::move(answer));
  }
  HttpAnswer send(const HttpRequest& request) override {
    asked.push_back(request);
    if (answers.empty()) return {};
    auto answer = std::move(answers.front());
    answers.pop_front();
    return answer;
  }

  std::deque<HttpAnswer> answers;
  std::vector<HttpRequest> asked;
};

inline Message sample_message(What what = What::published) {
  Message message;
  message.key = message_key("a", "p0123456789abcdef0123", 2);
  message.what = what;
  message.at = from_millis(1'790'000'000'000);
  message.round = 2;
  message.public_id = "p0123456789abcdef0123";
  message.url = "https://gs.example/decisions/p0123456789abcdef0123";
  if (removes(what)) {
    message.reason = "决定被依法撤销";
    return message;
  }
  message.title = "互联网上网服务营业场所接纳未成年人";
  message.number = "云公（治）行罚决字〔2026〕12号";
  message.unit = "云岭县公安局治安管理大队";
  message.decided_on = "2026-05-11";
  message.published_on = "2026-05-14";
  message.party = "晚风网吧";
  message.outcome = "罚款人民币五千元";
  message.text = "公示文本\"<b>\\";
  message.digest = std::string(64, 'a');
  message.facts = {{"party.name", "晚风网吧"}};
  return message;
}

}  // namespace mingcha::channels
