// SPDX-License-Identifier: Apache-2.0
#include "programs/upload_sender.h"

#include <algorithm>
#include <cctype>
#include <fstream>
#include <vector>

#include <curl/curl.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/result.h"

namespace mingcha::programs {
namespace {

constexpr std::size_t kBodyMost = 64U * 1024;
constexpr long kSilenceSeconds = 60;

std::size_t take_body(const char* bytes, std::size_t /*one*/, std::size_t size, void* to) {
  auto& body = *static_cast<std::string*>(to);
  if (body.size() < kBodyMost) body.append(bytes, size);
  return size;
}

std::size_t take_header(const char* bytes, std::size_t /*one*/, std::size_t size, void* to) {
  std::string name{bytes, size};
  const auto colon = name.find(':');
  if (colon == std::string::npos) return size;
  auto value = name.substr(colon + 1);
  name.resize(colon);
  std::ranges::transform(name, name.begin(), [](unsigned char c) { return std::tolower(c); });
  value.erase(0, value.find_first_not_of(' '));
  value.erase(value.find_last_not_of("\r\n") + 1);
  (*static_cast<std::map<std::string, std::string>*>(to))[name] = value;
  return size;
}

/// A problem in the server's words; the status where there are none.
std::string words_of(const std::string& body, long status) {
  const auto json = nlohmann::json::parse(body, nullptr, false);
  const auto title = json.is_object() ? json.value("title", std::string{}) : std::string{};
  const auto detail = json.is_object() ? json.value("detail", std::string{}) : std::string{};
  if (!detail.empty()) return title + "：" + detail;
  return title.empty() ? fmt::format("HTTP {}", status) : title;
}

struct Reading {
  std::ifstream file;
  std::atomic<std::uint64_t>* sent = nullptr;
};

std::size_t read_file(char* to, std::size_t one, std::size_t count, void* from) {
  auto& reading = *static_cast<Reading*>(from);
  reading.file.read(to, static_cast<std::streamsize>(one * count));
  const auto got = static_cast<std::size_t>(reading.file.gcount());
  *reading.sent += got;
  return got;
}

void aim(CURL* curl, const UploadServer& server, const std::string& path) {
  curl_easy_reset(curl);  // Keeps the connection.
  curl_easy_setopt(curl, CURLOPT_URL, (server.url + path).c_str());
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, 15L);
  curl_easy_setopt(curl, CURLOPT_LOW_SPEED_LIMIT, 1L);
  curl_easy_setopt(curl, CURLOPT_LOW_SPEED_TIME, kSilenceSeconds);
  curl_easy_setopt(curl, CURLOPT_UPLOAD_BUFFERSIZE, 1024L * 1024);
  if (!server.authority.empty()) {
    curl_easy_setopt(curl, CURLOPT_CAINFO, server.authority.c_str());
  }
}

/// Sends what was set up, and the headers with it.
UploadAnswer perform(CURL* curl, const std::vector<std::string>& lines, std::string& body) {
  curl_slist* list = nullptr;
  for (const auto& line : lines) list = curl_slist_append(list, line.c_str());
  UploadAnswer answer;
  curl_easy_setopt(curl, CURLOPT_HTTPHEADER, list);
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take_body);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, &body);
  curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, take_header);
  curl_easy_setopt(curl, CURLOPT_HEADERDATA, &answer.headers);
  const auto outcome = curl_easy_perform(curl);
  curl_slist_free_all(list);
  long status = 0;
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
  // A refusal may come before all was sent.
  if (outcome == CURLE_OK || (outcome == CURLE_SEND_ERROR && status >= 400)) {
    answer.status = status;
    answer.words = words_of(body, status);
  } else {
    answer.words = fmt::format("服务器没有应答 no answer ({})", curl_easy_strerror(outcome));
  }
  return answer;
}

}  // namespace

std::string UploadAnswer::header(const std::string& name) const {
  const auto found = headers.find(name);
  return found == headers.end() ? std::string{} : found->second;
}

struct UploadSender::Handle {
  CURL* curl = curl_easy_init();
  Handle() {
    if (curl == nullptr) throw Fault("no curl");
  }
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;
  ~Handle() { curl_easy_cleanup(curl); }
};

std::optional<UploadSession::Ticket> UploadSession::ticket(UploadAnswer& answer) {
  const std::lock_guard lock{mutex_};
  if (ticket_) return ticket_;
  const std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> curl{curl_easy_init(),
                                                                 curl_easy_cleanup};
  const auto credentials =
      nlohmann::json{{"login", server_.login}, {"password", server_.password}}.dump();
  aim(curl.get(), server_, "/api/v1/session");
  curl_easy_setopt(curl.get(), CURLOPT_POSTFIELDS, credentials.c_str());
  std::string body;
  answer = perform(curl.get(), {"Content-Type: application/json"}, body);
  if (answer.status != 201) return std::nullopt;
  const auto json = nlohmann::json::parse(body, nullptr, false);
  const auto cookie = answer.header("set-cookie");
  if (!json.is_object() || cookie.empty()) return std::nullopt;
  ticket_ = Ticket{cookie.substr(0, cookie.find(';')), json.value("csrf", std::string{})};
  return ticket_;
}

void UploadSession::drop(const Ticket& ticket) {
  const std::lock_guard lock{mutex_};
  if (ticket_ && ticket_->cookie == ticket.cookie) ticket_.reset();
}

struct UploadSender::Call {
  const char* method;
  std::string path;
  std::vector<std::string> headers{};
  Reading* content = nullptr;
  std::uint64_t length = 0;  ///< Of the content.
};

UploadSender::UploadSender(UploadSession& session)
    : session_{session}, handle_{std::make_unique<Handle>()} {}
UploadSender::~UploadSender() = default;

UploadAnswer UploadSender::send(const Call& call) {
  UploadAnswer refused;
  const auto ticket = session_.ticket(refused);
  if (!ticket) return refused;
  CURL* curl = handle_->curl;
  aim(curl, session_.server(), call.path);
  if (std::string_view{call.method} == "HEAD") {
    curl_easy_setopt(curl, CURLOPT_NOBODY, 1L);
  } else if (call.content != nullptr) {
    curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(curl, CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(call.length));
    curl_easy_setopt(curl, CURLOPT_READFUNCTION, read_file);
    curl_easy_setopt(curl, CURLOPT_READDATA, call.content);
    curl_easy_setopt(curl, CURLOPT_MAX_SEND_SPEED_LARGE,
                     static_cast<curl_off_t>(session_.server().bytes_a_second));
  } else {
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, "");
  }
  curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, call.method);
  auto headers = call.headers;
  headers.insert(headers.end(), {"Tus-Resumable: 1.0.0", "Accept-Language: zh-CN",
                                 "Cookie: " + ticket->cookie, "X-CSRF-Token: " + ticket->csrf});
  std::string body;
  auto answer = perform(curl, headers, body);
  if (answer.status == 401) session_.drop(*ticket);
  return answer;
}

UploadAnswer UploadSender::create(std::uint64_t length, const std::string& metadata) {
  return send({"POST",
               "/api/v1/uploads",
               {fmt::format("Upload-Length: {}", length), "Upload-Metadata: " + metadata}});
}

UploadAnswer UploadSender::state(const std::string& address) { return send({"HEAD", address}); }

UploadAnswer UploadSender::append(const std::string& address, const std::filesystem::path& file,
                                  std::uint64_t offset, std::uint64_t length,
                                  std::atomic<std::uint64_t>& sent) {
  Reading reading{std::ifstream{file, std::ios::binary}, &sent};
  reading.file.seekg(static_cast<std::streamoff>(offset));
  if (!reading.file) return {.words = "文件无法读取 cannot be read"};
  return send(
      {"PATCH",
       address,
       {"Content-Type: application/offset+octet-stream", fmt::format("Upload-Offset: {}", offset)},
       &reading,
       length - offset});
}

}  // namespace mingcha::programs
