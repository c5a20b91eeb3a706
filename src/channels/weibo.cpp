// SPDX-License-Identifier: Apache-2.0
#include "channels/weibo.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "channels/form.h"

namespace mingcha::channels {
namespace {

using Json = nlohmann::json;
using namespace std::chrono_literals;

constexpr std::size_t kLongest = 140;
constexpr int kAsks = 3;
constexpr const char* kShared = "confirm";  ///< The step after a post was accepted.

// Codes of https://open.weibo.com/wiki/Error_code.
constexpr std::array<std::int64_t, 4> kTooMany{10009, 10022, 10023, 10024};
constexpr std::array<std::int64_t, 5> kTheirTrouble{10001, 10002, 10003, 10010, 10011};
constexpr std::array<std::int64_t, 2> kSaidBefore{20017, 20019};
constexpr std::int64_t kNotAllowed = 10014;
constexpr std::int64_t kNoSuchPost = 20101;

bool among(std::span<const std::int64_t> codes, std::int64_t code) {
  return std::ranges::find(codes, code) != codes.end();
}

/// 213xx: the access token is wrong, was taken back or has ended.
bool is_of_token(std::int64_t code) { return code >= 21300 && code < 21400; }

/// 0 when the answer reports no error.
std::int64_t code_of(const Json& answer) {
  if (!answer.is_object() || !answer.contains("error_code")) return 0;
  const auto& code = answer["error_code"];
  if (code.is_number_integer()) return code.get<std::int64_t>();
  if (!code.is_string()) return -1;
  const auto text = code.get<std::string>();
  const bool digits = !text.empty() && text.size() < 10 &&
                      std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
  return digits ? std::stoll(text) : -1;
}

std::string mark_of(const Message& message) {
  return fmt::format("{}/{}", message.public_id, message.round);
}

std::string text_field(const Json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

Posted posted(const std::string& id) { return {id, "https://m.weibo.cn/status/" + id}; }

}  // namespace

std::size_t weibo_length(std::string_view text) {
  std::size_t halves = 0;
  for (const char byte : text) {
    const auto value = static_cast<unsigned char>(byte);
    if (value < 0x80) halves += 1;
    if (value >= 0xc0) halves += 2;
  }
  return (halves + 1) / 2;
}

std::string weibo_text(const Message& message, const std::string& footer) {
  auto tail = fmt::format("。公示编号：{}。全文：{}", mark_of(message), message.url);
  if (!footer.empty()) tail += " " + footer;
  auto head = fmt::format("【{}行政执法决定】{}，{}，{}",
                          message.what == What::corrected ? "更正公示：" : "公示：", message.unit,
                          message.title, message.number);
  if (!message.outcome.empty()) head += "，" + message.outcome;
  std::erase(head, '#');  // A pair of them would be a topic, which the interface forbids.
  std::erase(tail, '#');
  const auto room = kLongest - std::min(kLongest, weibo_length(tail));
  while (weibo_length(head) > room) {
    const auto characters = count_characters(head);
    if (characters < 2) return tail;
    head = std::string{first_characters(head, characters - 2)} + "…";
  }
  return head + tail;
}

Weibo::Weibo(const ChannelOptions& options, Http& http) : options_{options}, http_{http} {}

std::vector<std::string> Weibo::bytes(const Message& message) const {
  if (removes(message.what)) return {};
  return {weibo_text(message, options_.footer)};
}

HttpAnswer Weibo::post(const std::string& path, const std::string& form) {
  return http_.send({"POST",
                     options_.url + path,
                     {"Content-Type: application/x-www-form-urlencoded"},
                     form_field("access_token", options_.secret) + "&" + form});
}

Text Weibo::words(const HttpAnswer& answer) const {
  const auto line = said(answer.body, {options_.secret});
  return answer.status == 200 ? unreadable(line) : not_accepted(answer.status, line);
}

Turn Weibo::refusal(Turn turn, std::int64_t code, const std::string& body) const {
  turn.answer = not_accepted(code, said(body, {options_.secret}));
  turn.end = Turn::End::refused;
  if (among(kTooMany, code)) {
    turn.end = Turn::End::again;
    turn.whole_channel = true;
    turn.wait = 10min;
  } else if (among(kTheirTrouble, code)) {
    turn.end = Turn::End::again;
    turn.known.standing = Standing::unsure;
  } else if (among(kSaidBefore, code)) {
    turn.end = Turn::End::go_on;  // Then it is there, and the next turn finds it.
    turn.known.standing = Standing::unsure;
    turn.wait = options_.settle / kAsks;
  } else if (is_of_token(code)) {
    turn.end = Turn::End::pause;
  }
  return turn;
}

Turn Weibo::take(const Task& task) {
  const bool clears = removes(task.message.what) ||
                      (task.message.what == What::corrected && !task.only_ask &&
                       task.known.step.empty() && task.known.standing == Standing::nothing);
  if (clears) {
    for (const auto& post : task.earlier) {
      if (!task.known.left(post)) return remove(task, post);
    }
  }
  if (removes(task.message.what)) {
    Turn turn;
    turn.known = task.known;
    turn.known.standing = Standing::there;
    turn.answer = {"已删除", "deleted"};
    return finished(std::move(turn));
  }
  if (task.known.standing == Standing::unsure || task.known.step == kShared) return ask(task);
  if (!task.only_ask) return share(task);
  Turn turn;
  turn.known = task.known;
  turn.end = Turn::End::refused;
  turn.answer = {"尚未发出", "it never went out"};
  return turn;
}

Turn Weibo::remove(const Task& task, const Posted& post) {
  Turn turn;
  turn.known = task.known;
  const auto answer = this->post("/2/statuses/destroy.json", form_field("id", post.id));
  if (answer.sent != HttpAnswer::Sent::answered) return unanswered(std::move(turn), answer);
  const auto json = Json::parse(answer.body, nullptr, false);
  const auto code = code_of(json);
  const bool gone = code == kNoSuchPost ||
                    (code == 0 && json.is_object() && text_field(json, "idstr") == post.id);
  turn.end = Turn::End::go_on;
  if (gone) {
    turn.answer = {"已删除", "deleted"};
    turn.removed.push_back(post.id);
    return turn;
  }
  if (code == kNotAllowed) {
    turn.answer = not_accepted(code, said(answer.body, {options_.secret}));
    turn.known.leave(post);
    return turn;
  }
  turn.answer = words(answer);
  turn.end = Turn::End::again;
  turn.wait = answer.retry_after;
  if (code == 0 || answer.status >= 500) return turn;
  turn = refusal(std::move(turn), code, answer.body);
  turn.known.standing = task.known.standing;  // Deleting twice does no harm.
  return turn;
}

Turn Weibo::share(const Task& task) {
  Turn turn;
  turn.known = task.known;
  const auto answer = post("/2/statuses/share.json",
                           form_field("status", weibo_text(task.message, options_.footer)) + "&" +
                               form_field("rip", options_.rip));
  if (answer.sent != HttpAnswer::Sent::answered) {
    if (answer.sent == HttpAnswer::Sent::maybe) turn.known.standing = Standing::unsure;
    return unanswered(std::move(turn), answer);
  }
  const auto json = Json::parse(answer.body, nullptr, false);
  turn.answer = words(answer);
  if (const auto code = code_of(json); code != 0) {
    return refusal(std::move(turn), code, answer.body);
  }
  const auto id = json.is_object() ? text_field(json, "idstr") : std::string{};
  if (answer.status == 429) {
    turn.end = Turn::End::again;
    turn.whole_channel = true;
    turn.wait = answer.retry_after.value_or(10min);
    return turn;
  }
  turn.known.standing = Standing::unsure;
  if (answer.status != 200 || id.empty()) {
    turn.end = Turn::End::again;
    turn.wait = answer.retry_after;
    return turn;
  }
  turn.answer = {"对方已接受", "accepted"};
  turn.known.step = kShared;
  turn.known.notes["id"] = id;
  turn.end = Turn::End::go_on;
  return turn;
}

Turn Weibo::ask(const Task& task) {
  Turn turn;
  turn.known = task.known;
  const auto answer = http_.send({"GET",
                                  options_.url + "/2/statuses/user_timeline.json?" +
                                      form_field("access_token", options_.secret) +
                                      "&base_app=1&count=100&trim_user=1",
                                  {},
                                  {}});
  if (answer.sent != HttpAnswer::Sent::answered) return unanswered(std::move(turn), answer);
  const auto json = Json::parse(answer.body, nullptr, false);
  const auto id = task.known.note("id");
  if (const auto code = code_of(json); code == kNotAllowed && !id.empty()) {
    turn.known.standing = Standing::there;
    turn.posted = posted(id);
    turn.answer = {"已接受；无权查询，未能核对", "accepted; not allowed to ask, so not confirmed"};
    return finished(std::move(turn));
  }
  const auto found = json.is_object() ? json.find("statuses") : json.end();
  if (!json.is_object() || found == json.end() || !found->is_array()) {
    turn.answer = words(answer);
    turn.end = Turn::End::again;
    turn.wait = answer.retry_after;
    const auto code = code_of(json);
    if (code == 0) return turn;
    turn = refusal(std::move(turn), code, answer.body);
    turn.known.standing = task.known.standing;
    return turn;
  }
  const auto mark = mark_of(task.message);
  for (const auto& status : *found) {
    if (!status.is_object()) continue;
    const auto its = text_field(status, "idstr");
    if (its.empty() || (its != id && text_field(status, "text").find(mark) == std::string::npos))
      continue;
    turn.known.standing = Standing::there;
    turn.posted = posted(its);
    turn.answer = {"已发布，编号 " + its, "posted as " + its};
    return finished(std::move(turn));
  }
  return not_found(task, std::move(turn));
}

// It may take a while until a post shows: only then is it taken for not being there.
Turn Weibo::not_found(const Task& task, Turn turn) const {
  turn.end = Turn::End::go_on;
  turn.wait = options_.settle / kAsks;
  turn.answer = {"微博中还没有这一条", "it is not among the posts yet"};
  if (turn.known.count("asked") < kAsks) return turn;
  turn.known.notes.erase("asked");
  if (turn.known.step == kShared) {
    turn.known = {};
    turn.end = task.only_ask ? Turn::End::refused : Turn::End::again;
    turn.answer = {"平台说已接受，但微博中没有这一条", "accepted, they said, but it is not there"};
    return turn;
  }
  turn.known.standing = Standing::nothing;
  turn.wait = 0ms;
  if (task.only_ask) turn.end = Turn::End::refused;
  return turn;
}

}  // namespace mingcha::channels
