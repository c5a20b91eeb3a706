// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <arpa/inet.h>
#include <cerrno>
#include <cstdint>
#include <netinet/in.h>
#include <stdexcept>
#include <string>
#include <string_view>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

namespace mingcha::http::test {

/// A client that sends exactly the bytes it is told to, proper or not.
class RawClient {
 public:
  explicit RawClient(std::uint16_t port) : descriptor_{::socket(AF_INET, SOCK_STREAM, 0)} {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const timeval patience{20, 0};
    ::setsockopt(descriptor_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    ::setsockopt(descriptor_, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    if (::connect(descriptor_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
      ::close(descriptor_);
      throw std::runtime_error{"cannot connect"};
    }
  }
  RawClient(const RawClient&) = delete;
  RawClient& operator=(const RawClient&) = delete;
  ~RawClient() { hang_up(); }

  /// False when the server has closed.
  bool send(std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t count = ::send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (count <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return true;
  }

  /// Everything until the server closes.
  std::string read_all() {
    while (receive()) {
    }
    return std::move(buffer_);
  }

  /// One response with Content-Length (or without content), head and body.
  std::string read_response() {
    std::size_t end = 0;
    while ((end = buffer_.find("\r\n\r\n")) == std::string::npos) {
      if (!receive()) return std::move(buffer_);
    }
    std::size_t total = end + 4;
    const std::string_view head{buffer_.data(), end};
    if (const auto at = head.find("Content-Length: "); at != std::string_view::npos) {
      total += std::stoul(std::string{head.substr(at + 16)});
    }
    while (buffer_.size() < total) {
      if (!receive()) return std::move(buffer_);
    }
    std::string response = buffer_.substr(0, total);
    buffer_.erase(0, total);
    return response;
  }

  /// Everything up to and with `text`; all there is when the server closes or falls silent.
  std::string read_until(std::string_view text) {
    std::size_t at = 0;
    while ((at = buffer_.find(text)) == std::string::npos) {
      if (!receive()) return std::move(buffer_);
    }
    std::string found = buffer_.substr(0, at + text.size());
    buffer_.erase(0, found.size());
    return found;
  }

  /// True when the server closes within the client's patience and has nothing more to say.
  bool is_closed() {
    char byte = 0;
    return buffer_.empty() && ::recv(descriptor_, &byte, 1, 0) <= 0 && errno != EAGAIN;
  }

  void hang_up() {
    if (descriptor_ >= 0) ::close(descriptor_);
    descriptor_ = -1;
  }

 private:
  bool receive() {
    char bytes[16384];
    const ssize_t count = ::recv(descriptor_, bytes, sizeof bytes, 0);
    if (count <= 0) return false;
    buffer_.append(bytes, static_cast<std::size_t>(count));
    return true;
  }

  int descriptor_;
  std::string buffer_;
};

}  // namespace mingcha::http::test
