// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace mingcha::test {

struct Answer {
  int status = 0;                              ///< 0: no answer arrived, or not all of it.
  std::map<std::string, std::string> headers;  ///< Names in lower case.
  std::string body;

  /// Null when the body is not JSON.
  [[nodiscard]] nlohmann::json json() const;
  [[nodiscard]] std::string header(const std::string& name) const;
};

/// A request with everything in it; the client adds its cookie and its CSRF token.
struct Call {
  std::string method = "GET";
  std::string path{};
  std::string body{};
  std::string content_type = "application/json";
  std::string key{};                   ///< Idempotency-Key; "" for none.
  std::vector<std::string> headers{};  ///< "Name: value".
  std::optional<std::string> csrf{};   ///< Instead of the session's; "" for none.
};

/// A person at a browser. One thread at a time.
class Client {
 public:
  explicit Client(std::string address);
  ~Client();
  Client(Client&&) noexcept;
  Client& operator=(Client&&) noexcept;

  /// Another one with the same session, for another thread.
  [[nodiscard]] Client twin() const;
  /// The server has moved; the session goes on.
  void go_to(std::string address) { address_ = std::move(address); }
  /// Keeps the session's cookie and CSRF token.
  Answer sign_in(const std::string& login, const std::string& password);
  Answer send(const Call& call);
  Answer get(const std::string& path);
  /// With a fresh idempotency key.
  Answer post(const std::string& path, const nlohmann::json& body);

 private:
  struct Handle;
  std::string address_, cookie_, csrf_;
  std::unique_ptr<Handle> handle_;
};

[[nodiscard]] std::string fresh_key();
/// For a query.
[[nodiscard]] std::string percent_encoded(std::string_view text);

}  // namespace mingcha::test
