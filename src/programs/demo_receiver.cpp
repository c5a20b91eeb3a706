// SPDX-License-Identifier: Apache-2.0
#include "programs/demo_receiver.h"

#include <array>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/encoding.h"
#include "base/result.h"

namespace mingcha::programs {
namespace {

using channels::ChannelOptions;
using channels::Kind;
using Json = nlohmann::json;

constexpr int kWaitMs = 200;
constexpr std::size_t kRequestLargest = std::size_t{1} << 20U;
constexpr std::size_t kPostsKept = 100;

std::size_t length_in(const std::string& head) {
  constexpr std::string_view kName = "Content-Length: ";
  const auto at = head.find(kName);
  return at == std::string::npos ? 0 : std::stoul(head.substr(at + kName.size()));
}

/// The value of a form's field, decoded.
std::string field_in(const std::string& form, const std::string& name) {
  const auto at = ("&" + form).find("&" + name + "=");
  if (at == std::string::npos) return {};
  const auto begin = at + name.size() + 1;
  const auto text = form.substr(begin, form.find('&', begin) - begin);
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = text[i] == '%' ? from_hex(text.substr(i + 1, 2)) : std::nullopt;
    out += byte ? *byte : std::string(1, text[i]);
    if (byte) i += 2;
  }
  return out;
}

ChannelOptions channel(const std::string& id, Kind kind, const std::string& title,
                       const std::string& url) {
  ChannelOptions out;
  out.id = id;
  out.kind = kind;
  out.title = title;
  out.url = url;
  out.allow_internal = out.allow_plain = true;
  out.answer_within = std::chrono::seconds{3};
  out.secret = "whsec_" + to_base64("demonstration, not a secret at all");
  return out;
}

}  // namespace

DemoReceiver::DemoReceiver() : listener_{::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)} {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* const generic = reinterpret_cast<sockaddr*>(&address);
  if (listener_ < 0 || ::bind(listener_, generic, size) != 0 || ::listen(listener_, 16) != 0 ||
      ::getsockname(listener_, generic, &size) != 0) {
    throw Fault("the demonstration's receiver cannot listen");
  }
  port_ = ntohs(address.sin_port);
  thread_ = std::thread{[this] { serve(); }};
}

DemoReceiver::~DemoReceiver() {
  stopping_ = true;
  thread_.join();
  ::close(listener_);
}

void DemoReceiver::serve() {
  while (!stopping_) {
    pollfd waiting{listener_, POLLIN, 0};
    if (::poll(&waiting, 1, kWaitMs) <= 0) continue;
    const int connection = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (connection < 0) continue;
    const timeval limit{2, 0};
    ::setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    try {
      answer(connection);
    } catch (const std::exception&) {  // A request that was none.
    }
    ::close(connection);
  }
}

void DemoReceiver::answer(int connection) {
  std::string request;
  std::array<char, 4096> piece{};
  std::size_t wanted = kRequestLargest;
  std::size_t head_end = std::string::npos;
  while (request.size() < wanted) {
    const auto got = ::recv(connection, piece.data(), piece.size(), 0);
    if (got <= 0) return;
    request.append(piece.data(), static_cast<std::size_t>(got));
    if (head_end != std::string::npos) continue;
    head_end = request.find("\r\n\r\n");
    if (head_end == std::string::npos) continue;
    wanted = std::min(kRequestLargest, head_end + 4 + length_in(request.substr(0, head_end + 2)));
  }
  const auto [status, body] = answer_to(request.substr(0, head_end), request.substr(head_end + 4));
  const auto out = fmt::format(
      "HTTP/1.1 {} -\r\nContent-Type: application/json\r\nContent-Length: {}\r\n"
      "Connection: close\r\n\r\n{}",
      status, body.size(), body);
  (void)!::send(connection, out.data(), out.size(), MSG_NOSIGNAL);
}

std::pair<int, std::string> DemoReceiver::answer_to(const std::string& head,
                                                    const std::string& body) {
  if (head.starts_with("POST /2/statuses/share.json")) {
    const auto id = std::to_string(++last_post_);
    posts_.insert(posts_.begin(), {id, field_in(body, "status")});
    if (posts_.size() > kPostsKept) posts_.pop_back();
    return {200, Json{{"idstr", id}, {"text", posts_.front().second}}.dump()};
  }
  if (head.starts_with("GET /2/statuses/user_timeline.json")) {
    Json statuses = Json::array();
    for (const auto& [id, text] : posts_) statuses.push_back({{"idstr", id}, {"text", text}});
    return {200, Json{{"statuses", statuses}}.dump()};
  }
  if (head.starts_with("POST /2/statuses/destroy.json")) {
    return {403, Json{{"error", "Insufficient app permissions!"}, {"error_code", 10014}}.dump()};
  }
  return {head.starts_with("POST /portal") ? 200 : 404, "{}"};
}

std::vector<ChannelOptions> demo_channels(std::uint16_t receiver) {
  const auto here = fmt::format("http://127.0.0.1:{}", receiver);
  auto portal =
      channel("portal", Kind::webhook, "县政府门户（演示：本机接收端）", here + "/portal");
  // Nobody listens there: what goes this way is tried again, here for long …
  const std::string nobody = "http://127.0.0.1:9/hook";
  auto city = channel("city", Kind::webhook, "市级平台（演示：没有接收端）", nobody);
  city.back_off = {std::chrono::hours{1}, std::chrono::hours{24}};
  city.attempts = 1000;
  // … and here it is given up soon.
  auto old = channel("old-portal", Kind::webhook, "旧门户（演示：已停用）", nobody);
  old.attempts = 6;
  auto weibo = channel("weibo", Kind::weibo, "平安云岭微博（演示：只准发布，不准删除）", here);
  weibo.rip = "127.0.0.1";
  auto wechat = channel("wechat", Kind::wechat, "平安云岭公众号（演示：落款误填手机号）", here);
  wechat.app_id = "wx-demonstration";
  wechat.thumb_media_id = "demonstration";
  wechat.footer = "咨询请拨打13800001234";
  return {portal, city, old, weibo, wechat};
}

}  // namespace mingcha::programs
