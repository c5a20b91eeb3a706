// SPDX-License-Identifier: Apache-2.0
#include "channels/curl_http.h"

#include <map>
#include <memory>
#include <sys/socket.h>
#include <unistd.h>

#include <curl/curl.h>

#include "channels/internal_address.h"

namespace mingcha::channels {
namespace {

constexpr std::size_t kAnswerLargest = std::size_t{4} << 20U;
constexpr long kConnectMs = 5000;

using Curl = std::unique_ptr<CURL, decltype(&curl_easy_cleanup)>;
using List = std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)>;

std::size_t take(const char* bytes, std::size_t size, std::size_t count, void* to) {
  auto& body = *static_cast<std::string*>(to);
  const auto more = size * count;
  if (body.size() + more > kAnswerLargest) return 0;  // Ends the transfer.
  body.append(bytes, more);
  return more;
}

/// What happens while the request runs.
struct Watch {
  const std::atomic<bool>& stopping;
  bool allow_internal;
  bool internal = false;  ///< It was not connected to for that.
};

curl_socket_t open_socket(void* watch, curlsocktype /*purpose*/, curl_sockaddr* address) {
  auto& mine = *static_cast<Watch*>(watch);
  if (!mine.allow_internal && is_internal(address->addr)) {
    mine.internal = true;
    return CURL_SOCKET_BAD;
  }
  return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

int progress(void* watch, curl_off_t /*a*/, curl_off_t /*b*/, curl_off_t /*c*/, curl_off_t /*d*/) {
  return static_cast<Watch*>(watch)->stopping ? 1 : 0;
}

void set_limits(CURL* curl, const CurlOptions& options) {
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, options.allow_plain ? "https,http" : "https");
  curl_easy_setopt(curl, CURLOPT_PROXY, "");  // Not from the environment either.
  curl_easy_setopt(curl, CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, kConnectMs);
  curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(options.answer_within.count()));
  curl_easy_setopt(curl, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  if (!options.ca_file.empty()) curl_easy_setopt(curl, CURLOPT_CAINFO, options.ca_file.c_str());
}

Text problem_of(CURLcode code, const Watch& watch) {
  if (watch.internal) {
    return {"目标是内部网络地址，未获准访问",
            "the address is an internal one, which is not allowed"};
  }
  const std::string words = curl_easy_strerror(code);
  static const std::map<CURLcode, const char*> kWords{
      {CURLE_COULDNT_RESOLVE_HOST, "无法解析主机名"},
      {CURLE_COULDNT_CONNECT, "无法连接"},
      {CURLE_OPERATION_TIMEDOUT, "超时"},
      {CURLE_PEER_FAILED_VERIFICATION, "TLS 证书未通过验证"},
      {CURLE_SSL_CONNECT_ERROR, "TLS 连接有误"},
      {CURLE_RECV_ERROR, "连接中断，没有收到完整答复"},
      {CURLE_SEND_ERROR, "连接中断，没有发完"},
      {CURLE_GOT_NOTHING, "对方没有答复就断开了连接"},
      {CURLE_PARTIAL_FILE, "连接中断，没有收到完整答复"},
      {CURLE_ABORTED_BY_CALLBACK, "本服务器正在停止"},
      {CURLE_WRITE_ERROR, "答复过大"},
  };
  const auto found = kWords.find(code);
  return {found == kWords.end() ? "请求失败：" + words : found->second, words};
}

HttpAnswer without_answer(CURL* curl, CURLcode code, const Watch& watch) {
  HttpAnswer answer;
  long sent = 0;
  curl_easy_getinfo(curl, CURLINFO_REQUEST_SIZE, &sent);
  answer.sent = sent == 0 ? HttpAnswer::Sent::no : HttpAnswer::Sent::maybe;
  answer.problem = problem_of(code, watch);
  return answer;
}

}  // namespace

HttpAnswer CurlHttp::send(const HttpRequest& request) {
  HttpAnswer answer;
  const Curl curl{curl_easy_init(), curl_easy_cleanup};
  if (!curl) {
    answer.problem = {"请求失败", "no request could be made"};
    return answer;
  }
  List headers{nullptr, curl_slist_free_all};
  for (const auto& header : request.headers) {
    auto* longer = curl_slist_append(headers.get(), header.c_str());
    (void)headers.release();
    headers.reset(longer);
  }
  Watch watch{stopping_, options_.allow_internal};
  set_limits(curl.get(), options_);
  curl_easy_setopt(curl.get(), CURLOPT_URL, request.url.c_str());
  curl_easy_setopt(curl.get(), CURLOPT_HTTPHEADER, headers.get());
  curl_easy_setopt(curl.get(), CURLOPT_USERAGENT, "mingcha-outbox");
  if (request.method == "POST") {
    curl_easy_setopt(curl.get(), CURLOPT_POSTFIELDS, request.body.c_str());
    curl_easy_setopt(curl.get(), CURLOPT_POSTFIELDSIZE, static_cast<long>(request.body.size()));
  }
  curl_easy_setopt(curl.get(), CURLOPT_WRITEFUNCTION, take);
  curl_easy_setopt(curl.get(), CURLOPT_WRITEDATA, &answer.body);
  curl_easy_setopt(curl.get(), CURLOPT_OPENSOCKETFUNCTION, open_socket);
  curl_easy_setopt(curl.get(), CURLOPT_OPENSOCKETDATA, &watch);
  curl_easy_setopt(curl.get(), CURLOPT_XFERINFOFUNCTION, progress);
  curl_easy_setopt(curl.get(), CURLOPT_XFERINFODATA, &watch);
  curl_easy_setopt(curl.get(), CURLOPT_NOPROGRESS, 0L);
  if (const auto code = curl_easy_perform(curl.get()); code != CURLE_OK) {
    return without_answer(curl.get(), code, watch);
  }
  long status = 0;
  curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &status);
  curl_off_t retry_after = 0;
  curl_easy_getinfo(curl.get(), CURLINFO_RETRY_AFTER, &retry_after);
  answer.status = static_cast<int>(status);
  if (retry_after > 0) answer.retry_after = std::chrono::seconds{retry_after};
  answer.sent = HttpAnswer::Sent::answered;
  return answer;
}

}  // namespace mingcha::channels
