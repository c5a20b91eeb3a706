// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "http/service.h"

namespace mingcha::http {

struct ServerOptions {
  std::string address = "127.0.0.1";
  std::uint16_t port = 0;              ///< 0: any that is free, see Server::port.
  unsigned io_threads = 0;             ///< 0: half the processors.
  unsigned handler_threads = 0;        ///< 0: four per processor, since handlers wait for the disk.
  std::size_t connections_max = 4096;  ///< More get 503 at once.
  std::uint32_t header_bytes_max = 16U * 1024;
  std::chrono::milliseconds header_timeout{10'000};  ///< From the first byte to the whole head.
  std::chrono::milliseconds idle_timeout{60'000};    ///< Between two requests.
  /// For each 64 KiB of body in or out: slower than 2 KiB/s is cut off. A body that goes into a
  /// sink only has to go on.
  std::chrono::milliseconds piece_timeout{30'000};
  std::chrono::milliseconds stop_timeout{30'000};  ///< How long `stop` waits for running requests.
  /// Where bodies for Admission::Sink::file grow; created when missing. The server's own: files
  /// that a crash left behind there are removed at start.
  std::filesystem::path upload_folder{};
  /// Addresses of reverse proxies whose X-Forwarded-For is believed. Empty: nobody's is.
  std::vector<std::string> trusted_proxies{};
};

/// An HTTP/1.1 server. It speaks plain HTTP: TLS is the reverse proxy's, as are certificates.
/// Ignores SIGPIPE in the whole process, since a peer that has gone must not end it.
class Server {
 public:
  /// Throws Fault when the address cannot be used. Does not listen yet.
  Server(ServerOptions options, Service service);
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;
  ~Server();  ///< Stops.

  /// Listens and returns. Throws Fault when the port is taken.
  void start();
  [[nodiscard]] std::uint16_t port() const;
  [[nodiscard]] std::size_t connections() const;
  /// Accepts no more, lets running requests finish, closes idle connections, then returns. What
  /// still runs after `stop_timeout` is cut off; a handler that never returns holds this call up.
  void stop();

 private:
  class Implementation;
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace mingcha::http
