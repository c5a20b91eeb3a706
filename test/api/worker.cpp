// SPDX-License-Identifier: Apache-2.0
#include "test/api/worker.h"

#include <fmt/format.h>

namespace mingcha::test {
namespace {

std::string line_of(const nlohmann::json& event) {
  return fmt::format("{} {} {}", event.at("seq").get<std::int64_t>(),
                     event.at("version").get<std::int64_t>(), event.at("kind").get<std::string>());
}

}  // namespace

Worker::Worker(std::string name, const std::string& address)
    : name_{std::move(name)}, people_{address, {"zhaomin", "caozheng"}} {}

void Worker::go_to(const std::string& address) {
  for (const char* who : {"zhaomin", "caozheng"}) people_.as(who).go_to(address);
}

std::optional<Worker::Pending> Worker::next() {
  // Every case has minutes and a place of its own.
  if (stage_ == 0) script_ = assault_script();
  const auto& stage = script_.at(stage_);
  Pending out{stage.who, {.method = "POST", .key = fresh_key()}, {}};
  if (stage.name == "open") {
    out.call.path = "/api/v1/cases";
    out.call.body = stage.body.dump();
    return out;
  }
  const auto& id = cases_.back().id;
  if (stage.name == "attach") {
    out.title = "监控录像说明";
    out.call.path = attach_path(id, out.title);
    out.call.body = fmt::format("监控录像记录了推打过程。{} {}", name_, id);
    out.call.content_type = "text/plain";
    return out;
  }
  auto body = stage.body;
  if (stage.draft == Stage::Draft::names) {
    const auto sight = people_.as(stage.who).get("/api/v1/cases/" + id);
    if (sight.status != 200) return std::nullopt;
    body["draft"] = sight.json().at("draft").at("digest");
  }
  out.call.path = fmt::format("/api/v1/cases/{}/steps/{}", id, stage.name);
  out.call.body = body.dump();
  return out;
}

void Worker::take(const Pending& command, const Answer& answer) {
  const auto json = answer.json();
  if (script_[stage_].name == "open") cases_.push_back({json.at("case"), {}, {}, {}});
  auto& current = cases_.back();
  for (const auto& event : json.at("events")) current.events.push_back(line_of(event));
  for (const auto& number : json.at("numbers")) current.numbers.push_back(number);
  if (!command.title.empty()) current.files[command.title] = command.call.body;
  stage_ = (stage_ + 1) % script_.size();
  ++acknowledged_;
}

bool Worker::send_pending() {
  const auto answer = people_.as(pending_->who).send(pending_->call);
  if (answer.status == 0) return false;
  if (answer.status != 200 && answer.status != 201) {
    surprises_.push_back(
        fmt::format("{} {}: {} {}", name_, pending_->call.path, answer.status, answer.body));
    return false;
  }
  take(*pending_, answer);
  last_ = std::move(*pending_);
  last_answer_ = answer.body;
  pending_.reset();
  return true;
}

void Worker::work(const std::string& address, const std::atomic<bool>& enough) {
  go_to(address);
  while (!enough) {
    if (!pending_) pending_ = next();
    if (!pending_ || !send_pending()) return;
  }
}

void Worker::finish_pending(const std::string& address) {
  go_to(address);
  if (pending_ && !send_pending()) surprises_.push_back(name_ + ": no answer at rest");
}

bool Worker::repeats_last_answer() {
  return !last_ || people_.as(last_->who).send(last_->call).body == last_answer_;
}

std::vector<std::string> Worker::recorded(const std::string& case_id) {
  const auto answer = officer().get(fmt::format("/api/v1/cases/{}/timeline", case_id));
  std::vector<std::string> out;
  if (answer.status != 200) return out;
  const auto timeline = answer.json();
  for (const auto& event : without_looks(timeline)) out.push_back(line_of(event));
  return out;
}

}  // namespace mingcha::test
