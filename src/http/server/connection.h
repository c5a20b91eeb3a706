// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <memory>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/thread_pool.hpp>

#include "http/server/server.h"

namespace mingcha::http {

/// What all connections of a server share.
struct ServerContext {
  ServerContext(ServerOptions with, Service served)
      : options{std::move(with)}, service{std::move(served)}, handlers{options.handler_threads} {}

  ServerOptions options;
  Service service;
  boost::asio::thread_pool handlers;
  std::atomic<bool> stopping{false};
  std::atomic<std::size_t> streams{0};  ///< Bodies that are on their way into a sink.
};

/// One client. Runs on the strand of its socket; the two calls below come from any thread.
class Connection {
 public:
  Connection() = default;
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  virtual ~Connection() = default;

  /// Serves one request after the other until the client goes or the server stops. The connection
  /// has to outlive it.
  virtual boost::asio::awaitable<void> serve() = 0;
  virtual boost::asio::any_io_executor executor() = 0;
  /// Ends the wait for a next request, but not a request that is running.
  virtual void close_if_idle() = 0;
  /// Ends everything. A handler that runs goes on, its answer goes nowhere.
  virtual void cut() = 0;
};

[[nodiscard]] std::shared_ptr<Connection> make_connection(boost::asio::ip::tcp::socket socket,
                                                          ServerContext& context);

/// The client's address: the peer's, or what trusted proxies say of it.
[[nodiscard]] std::string client_address(const std::string& peer, const Headers& headers,
                                         const std::vector<std::string>& trusted_proxies);

}  // namespace mingcha::http
