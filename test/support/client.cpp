// SPDX-License-Identifier: Apache-2.0
#include "test/support/client.h"

#include <algorithm>
#include <cctype>
#include <stdexcept>

#include <curl/curl.h>
#include <fmt/format.h>

#include "base/encoding.h"
#include "crypto/random.h"

namespace mingcha::test {
namespace {

std::size_t take_body(const char* bytes, std::size_t, std::size_t size, void* to) {
  static_cast<std::string*>(to)->append(bytes, size);
  return size;
}

std::size_t take_header(const char* bytes, std::size_t, std::size_t size, void* to) {
  std::string line{bytes, size};
  const auto colon = line.find(':');
  if (colon == std::string::npos) return size;
  std::string name = line.substr(0, colon);
  std::ranges::transform(name, name.begin(), [](unsigned char c) { return std::tolower(c); });
  auto value = line.substr(colon + 1);
  value.erase(0, value.find_first_not_of(' '));
  value.erase(value.find_last_not_of("\r\n") + 1);
  (*static_cast<std::map<std::string, std::string>*>(to))[name] = value;
  return size;
}

struct CurlForAll {
  CurlForAll() { curl_global_init(CURL_GLOBAL_DEFAULT); }
  ~CurlForAll() { curl_global_cleanup(); }
};

}  // namespace

nlohmann::json Answer::json() const { return nlohmann::json::parse(body, nullptr, false); }

std::string Answer::header(const std::string& name) const {
  const auto found = headers.find(name);
  return found == headers.end() ? std::string{} : found->second;
}

struct Client::Handle {
  Handle() {
    static const CurlForAll kForAll;
    curl = curl_easy_init();
    if (curl == nullptr) throw std::runtime_error("curl_easy_init");
  }
  ~Handle() { curl_easy_cleanup(curl); }
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;

  CURL* curl;
};

Client::Client(std::string address)
    : address_{std::move(address)}, handle_{std::make_unique<Handle>()} {}
Client::~Client() = default;
Client::Client(Client&&) noexcept = default;
Client& Client::operator=(Client&&) noexcept = default;

Client Client::twin() const {
  Client other{address_};
  other.cookie_ = cookie_;
  other.csrf_ = csrf_;
  return other;
}

Answer Client::send(const Call& call) {
  CURL* curl = handle_->curl;
  curl_easy_reset(curl);  // Keeps the connection.
  Answer answer;
  curl_slist* headers = nullptr;
  const auto add = [&](const std::string& line) {
    headers = curl_slist_append(headers, line.c_str());
  };
  add("Expect:");
  if (!cookie_.empty()) add("Cookie: " + cookie_);
  if (!call.key.empty()) add("Idempotency-Key: " + call.key);
  if (const auto csrf = call.csrf.value_or(csrf_); !csrf.empty()) add("X-CSRF-Token: " + csrf);
  for (const auto& header : call.headers) add(header);
  if (call.method == "HEAD") {
    curl_easy_setopt(curl, CURLOPT_NOBODY, 1L);
  } else if (call.method != "GET") {
    add("Content-Type: " + call.content_type);
    curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(call.body.size()));
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, call.body.data());
  }
  curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, call.method.c_str());
  curl_easy_setopt(curl, CURLOPT_URL, (address_ + call.path).c_str());
  curl_easy_setopt(curl, CURLOPT_PATH_AS_IS, 1L);  // What is sent is what the test wrote.
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_TIMEOUT, 60L);
  curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take_body);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, &answer.body);
  curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, take_header);
  curl_easy_setopt(curl, CURLOPT_HEADERDATA, &answer.headers);
  const CURLcode outcome = curl_easy_perform(curl);
  curl_slist_free_all(headers);
  long status = 0;
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
  // A body that was cut off is no answer. One that came before all was sent (413) is.
  if (outcome == CURLE_OK || (outcome == CURLE_SEND_ERROR && status >= 400)) {
    answer.status = static_cast<int>(status);
  }
  return answer;
}

Answer Client::sign_in(const std::string& login, const std::string& password) {
  auto answer = send({.method = "POST",
                      .path = "/api/v1/session",
                      .body = nlohmann::json{{"login", login}, {"password", password}}.dump()});
  if (answer.status == 201) {
    const auto cookie = answer.header("set-cookie");
    cookie_ = cookie.substr(0, cookie.find(';'));
    csrf_ = answer.json().at("csrf").get<std::string>();
  }
  return answer;
}

Answer Client::get(const std::string& path) { return send({.path = path}); }

Answer Client::post(const std::string& path, const nlohmann::json& body) {
  return send({.method = "POST", .path = path, .body = body.dump(), .key = fresh_key()});
}

std::string fresh_key() { return to_hex(crypto::random_bytes(16)); }

std::string percent_encoded(std::string_view text) {
  std::string out;
  for (const char c : text) out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
  return out;
}

}  // namespace mingcha::test
