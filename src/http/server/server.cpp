// SPDX-License-Identifier: Apache-2.0
#include "http/server/server.h"

#include <algorithm>
#include <condition_variable>
#include <csignal>
#include <mutex>
#include <optional>
#include <set>
#include <thread>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include "base/assert.h"
#include "base/result.h"
#include "http/server/body_file.h"
#include "http/server/connection.h"

namespace mingcha::http {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;

constexpr std::string_view kFull =
    "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\nContent-Length: 0\r\n"
    "Connection: close\r\n\r\n";

unsigned processors() { return std::max(1U, std::thread::hardware_concurrency()); }

ServerOptions completed(ServerOptions options) {
  if (options.io_threads == 0) options.io_threads = std::max(1U, processors() / 2);
  if (options.handler_threads == 0) options.handler_threads = 4 * processors();
  return options;
}

}  // namespace

class Server::Implementation {
 public:
  Implementation(ServerOptions options, Service service)
      : context_{completed(std::move(options)), std::move(service)},
        acceptor_{asio::make_strand(io_)} {
    error_code error;
    address_ = asio::ip::make_address(context_.options.address, error);
    if (error) throw Fault{"not an address to listen on: " + context_.options.address};
  }

  ~Implementation() { stop(); }

  void start();
  void stop();
  std::uint16_t port() const { return port_; }
  std::size_t connections() const;

 private:
  using Guard = asio::executor_work_guard<asio::io_context::executor_type>;

  void listen();
  asio::awaitable<void> accept();
  asio::awaitable<void> turn_away(asio::ip::tcp::socket& socket);
  asio::awaitable<void> pause();
  void take(asio::ip::tcp::socket socket);
  void forget(const std::shared_ptr<Connection>& connection);
  bool wait_until_empty(std::chrono::milliseconds at_most);
  void for_each_connection(void (Connection::*call)());

  ServerContext context_;
  asio::ip::address address_;
  asio::io_context io_;
  std::optional<Guard> guard_;
  asio::ip::tcp::acceptor acceptor_;
  std::uint16_t port_ = 0;
  std::vector<std::thread> threads_;

  mutable std::mutex mutex_;
  std::condition_variable emptied_;
  std::set<std::shared_ptr<Connection>> connections_;
};

void Server::Implementation::listen() {
  try {
    const asio::ip::tcp::endpoint endpoint{address_, context_.options.port};
    acceptor_.open(endpoint.protocol());
    acceptor_.set_option(asio::socket_base::reuse_address{true});
    acceptor_.bind(endpoint);
    acceptor_.listen();
    port_ = acceptor_.local_endpoint().port();
  } catch (const boost::system::system_error& error) {
    throw Fault{"cannot listen on " + context_.options.address + " port " +
                std::to_string(context_.options.port) + ": " + error.code().message()};
  }
}

void Server::Implementation::start() {
  MINGCHA_ASSERT(threads_.empty());
  std::signal(SIGPIPE, SIG_IGN);
  if (!context_.options.upload_folder.empty()) clear_body_folder(context_.options.upload_folder);
  listen();
  guard_.emplace(io_.get_executor());
  asio::co_spawn(acceptor_.get_executor(), accept(),
                 [](const std::exception_ptr& failure) { MINGCHA_ASSERT(!failure); });
  for (unsigned i = 0; i < context_.options.io_threads; ++i) {
    threads_.emplace_back([this] { io_.run(); });
  }
}

asio::awaitable<void> Server::Implementation::accept() {
  while (!context_.stopping) {
    asio::ip::tcp::socket socket{asio::make_strand(io_)};
    error_code error;
    auto token = asio::redirect_error(asio::use_awaitable, error);
    co_await acceptor_.async_accept(socket, token);
    if (context_.stopping || error == asio::error::operation_aborted) co_return;
    if (error) {  // Out of descriptors, mostly: some will be given back.
      co_await pause();
    } else if (connections() >= context_.options.connections_max) {
      co_await turn_away(socket);
    } else {
      take(std::move(socket));
    }
  }
}

asio::awaitable<void> Server::Implementation::pause() {
  asio::steady_timer timer{acceptor_.get_executor(), std::chrono::milliseconds{50}};
  co_await timer.async_wait(asio::use_awaitable);
}

/// A fresh socket takes these few bytes at once, so this does not hold up the accepting.
asio::awaitable<void> Server::Implementation::turn_away(asio::ip::tcp::socket& socket) {
  error_code error;
  const auto bytes = asio::buffer(kFull.data(), kFull.size());
  auto token = asio::redirect_error(asio::use_awaitable, error);
  co_await asio::async_write(socket, bytes, token);
  socket.shutdown(asio::ip::tcp::socket::shutdown_send, error);
}

void Server::Implementation::take(asio::ip::tcp::socket socket) {
  auto connection = make_connection(std::move(socket), context_);
  {
    const std::lock_guard lock{mutex_};
    connections_.insert(connection);
  }
  asio::co_spawn(connection->executor(), connection->serve(),
                 [this, connection](const std::exception_ptr& failure) {
                   MINGCHA_ASSERT(!failure);
                   forget(connection);
                 });
}

void Server::Implementation::forget(const std::shared_ptr<Connection>& connection) {
  const std::lock_guard lock{mutex_};
  connections_.erase(connection);
  if (connections_.empty()) emptied_.notify_all();
}

std::size_t Server::Implementation::connections() const {
  const std::lock_guard lock{mutex_};
  return connections_.size();
}

bool Server::Implementation::wait_until_empty(std::chrono::milliseconds at_most) {
  std::unique_lock lock{mutex_};
  return emptied_.wait_for(lock, at_most, [this] { return connections_.empty(); });
}

void Server::Implementation::for_each_connection(void (Connection::*call)()) {
  const std::lock_guard lock{mutex_};
  for (const auto& connection : connections_) ((*connection).*call)();
}

void Server::Implementation::stop() {
  if (threads_.empty() || context_.stopping.exchange(true)) return;
  asio::post(acceptor_.get_executor(), [this] {
    error_code ignored;
    acceptor_.close(ignored);
  });
  for_each_connection(&Connection::close_if_idle);
  if (!wait_until_empty(context_.options.stop_timeout)) {
    for_each_connection(&Connection::cut);
    while (!wait_until_empty(std::chrono::seconds{1})) for_each_connection(&Connection::cut);
  }
  guard_.reset();
  for (auto& thread : threads_) thread.join();
  threads_.clear();
  context_.handlers.join();
}

Server::Server(ServerOptions options, Service service)
    : implementation_{std::make_unique<Implementation>(std::move(options), std::move(service))} {}

Server::~Server() = default;

void Server::start() { implementation_->start(); }

std::uint16_t Server::port() const { return implementation_->port(); }

std::size_t Server::connections() const { return implementation_->connections(); }

void Server::stop() { implementation_->stop(); }

}  // namespace mingcha::http
