// SPDX-License-Identifier: Apache-2.0
#include "http/server/connection.h"

#include <array>
#include <optional>
#include <string>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/buffer_body.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>

#include "base/result.h"
#include "http/body_sink.h"
#include "http/event_stream.h"
#include "http/problem.h"
#include "http/server/body_file.h"
#include "http/server/outgoing.h"

// The only unit that sees Beast. g++ 12 miscompiles coroutines with capturing lambdas, and with
// temporaries that have destructors inside a co_await expression: so the coroutines here are plain
// member functions, each statement awaits one call whose arguments are names.

namespace mingcha::http {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using asio::use_awaitable;
using boost::system::error_code;
using Parser = beast::http::request_parser<beast::http::buffer_body>;

constexpr std::size_t kPieceBytes = 64U * 1024;
/// What all bodies together that go into sinks may have on their way; the more there are, the
/// smaller their pieces, between the two bounds.
constexpr std::size_t kStreamBytes = 16U * 1024 * 1024;
constexpr std::size_t kStreamPieceMost = 1024U * 1024;
/// A sink is not kept waiting longer for a piece to become full.
constexpr std::chrono::milliseconds kStreamPieceTime{500};
constexpr std::size_t kLingerBytes = 4U * 1024 * 1024;
constexpr std::chrono::seconds kLingerTime{2};
constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";

struct ProtocolRefusal {
  int status;
  Text title;
};

/// Nothing when the client is simply gone and nobody is there to be told.
std::optional<ProtocolRefusal> explain(const error_code& code) {
  using beast::http::error;
  if (code == error::header_limit || code == error::buffer_overflow) {
    return ProtocolRefusal{431, {"请求头过大", "The header fields are too large"}};
  }
  if (code == error::body_limit) {
    return ProtocolRefusal{413, {"内容过大", "The content is too large"}};
  }
  if (code == error::bad_version) {
    return ProtocolRefusal{505, {"只支持 HTTP/1.1", "HTTP/1.1 only"}};
  }
  if (code.category() == make_error_code(error::bad_method).category() &&
      code != error::end_of_stream && code != error::partial_message) {
    return ProtocolRefusal{400, {"请求不符合 HTTP 规范", "The request is not proper HTTP"}};
  }
  return std::nullopt;
}

/// One request and its answer. Gone, with its body file, when the answer is sent or the client is.
struct Exchange {
  Parser parser;
  Request request;
  Admission admission;
  std::optional<Rejection> unreadable;  ///< What is wrong with the address.
  BodyFile body_file;
  std::optional<Response> response;
  std::shared_ptr<const Ready> ready;
  Outgoing outgoing;
};

class BeastConnection final : public Connection,
                              public std::enable_shared_from_this<BeastConnection> {
 public:
  BeastConnection(asio::ip::tcp::socket socket, ServerContext& context)
      : context_{context},
        stream_{std::move(socket)},
        buffer_{buffer_limit()},
        stream_timer_{stream_.get_executor()} {}

  asio::awaitable<void> serve() override;
  asio::any_io_executor executor() override { return stream_.get_executor(); }
  void close_if_idle() override;
  void cut() override;

 private:
  enum class State { idle, busy, streaming, receiving };

  std::size_t buffer_limit() const { return context_.options.header_bytes_max + kPieceBytes; }

  asio::awaitable<bool> serve_one();
  asio::awaitable<bool> wait_for_request();
  asio::awaitable<void> read_head();
  asio::awaitable<void> read_body();
  asio::awaitable<void> read_stream();
  asio::awaitable<error_code> read_stream_piece();
  asio::awaitable<void> send_continue();
  asio::awaitable<bool> send();
  asio::awaitable<void> send_stream();
  asio::awaitable<void> wait_for_stream();
  asio::awaitable<void> linger();
  asio::awaitable<void> on_handlers(void (BeastConnection::*work)());
  asio::awaitable<void> run(void (BeastConnection::*work)());

  void fill_request();
  std::optional<ProtocolRefusal> check_protocol() const;
  void refuse(int status, const Text& title);
  void fail(const error_code& error);
  void skip_blank_lines();
  void watch_stream();
  void stream_has_more();
  void end_piece_in_time();
  bool answer_at_once();

  // These run on a handler thread, while the coroutine waits for them.
  void admit();
  void create_body_file();
  Admission refuse_address();
  void keep_piece();
  void pass_piece_on();
  void cut_sink();
  void answer();
  void prepare();
  void read_file_piece();

  std::size_t stream_piece_bytes() const;
  bool has_body() const { return !exchange_->parser.is_done(); }
  bool keeps_alive() const;

  ServerContext& context_;
  beast::tcp_stream stream_;
  beast::flat_buffer buffer_;
  std::string peer_;
  std::string piece_;
  std::optional<Exchange> exchange_;
  asio::steady_timer stream_timer_;
  bool stream_woken_ = false;
  bool piece_waits_ = false;  ///< For more of itself.
  State state_ = State::busy;
  bool unread_ = false;  ///< Bytes of a refused request are still coming.
  bool gone_ = false;    ///< The client has gone, or broke off.
};

// What is posted keeps the connection: it may have ended, and been forgotten, before its turn
// comes.
void BeastConnection::close_if_idle() {
  asio::post(stream_.get_executor(), [self = shared_from_this()] {
    if (self->state_ == State::idle) self->stream_.close();
    if (self->state_ == State::streaming) self->exchange_->outgoing.stream->end();
    if (self->state_ == State::receiving) self->stream_.cancel();  // It sees that we stop.
  });
}

void BeastConnection::cut() {
  asio::post(stream_.get_executor(), [self = shared_from_this()] {
    self->stream_.close();
    self->stream_timer_.cancel();
  });
}

asio::awaitable<void> BeastConnection::serve() {
  error_code error;
  stream_.socket().set_option(asio::ip::tcp::no_delay{true}, error);
  const auto endpoint = stream_.socket().remote_endpoint(error);
  asio::ip::address address = endpoint.address();
  if (address.is_v6() && address.to_v6().is_v4_mapped()) {
    address = asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6());
  }
  peer_ = address.to_string();
  bool open = !error;
  while (open) {
    open = co_await serve_one();
    exchange_.reset();
  }
  stream_.close();
}

asio::awaitable<bool> BeastConnection::serve_one() {
  const bool arrived = co_await wait_for_request();
  if (!arrived) co_return false;
  exchange_.emplace();
  co_await read_head();
  if (gone_) co_return false;
  const bool ready = answer_at_once();
  if (!ready && !exchange_->response) co_await on_handlers(&BeastConnection::admit);
  if (!ready && !exchange_->response && has_body()) {
    const bool to_sink = exchange_->admission.sink == Admission::Sink::stream;
    if (to_sink) {
      co_await read_stream();
    } else {
      co_await read_body();
    }
    if (gone_) co_return false;
    if (!exchange_->response) co_await on_handlers(&BeastConnection::answer);
  }
  if (ready) {
    prepare();
  } else {
    co_await on_handlers(&BeastConnection::prepare);
  }
  const bool sent = co_await send();
  if (exchange_->outgoing.stream) {
    if (sent) co_await send_stream();
    exchange_->outgoing.stream->detach();
    co_return false;
  }
  if (!sent) co_return false;
  if (unread_) co_await linger();
  co_return keeps_alive();
}

/// True when the first byte of a request is there.
asio::awaitable<bool> BeastConnection::wait_for_request() {
  skip_blank_lines();
  while (buffer_.size() == 0) {
    if (context_.stopping) co_return false;
    state_ = State::idle;
    stream_.expires_after(context_.options.idle_timeout);
    error_code error;
    const auto space = buffer_.prepare(kPieceBytes / 16);
    auto token = asio::redirect_error(use_awaitable, error);
    const std::size_t count = co_await stream_.async_read_some(space, token);
    state_ = State::busy;
    // Closed for idle between the arrival and here: what nobody can be answered is not begun.
    if (error || !stream_.socket().is_open()) co_return false;
    buffer_.commit(count);
    skip_blank_lines();
  }
  co_return true;
}

/// Old clients send a line break after a body; RFC 9112 s2.2 asks to overlook it.
void BeastConnection::skip_blank_lines() {
  while (buffer_.size() > 0) {
    const char first = *static_cast<const char*>(buffer_.data().data());
    if (first != '\r' && first != '\n') return;
    buffer_.consume(1);
  }
}

asio::awaitable<void> BeastConnection::read_head() {
  Parser& parser = exchange_->parser;
  parser.header_limit(context_.options.header_bytes_max);
  parser.body_limit(boost::none);  // The route has its own, known after the head.
  stream_.expires_after(context_.options.header_timeout);
  error_code error;
  auto token = asio::redirect_error(use_awaitable, error);
  co_await beast::http::async_read_header(stream_, buffer_, parser, token);
  if (error) {
    fail(error);
    co_return;
  }
  fill_request();
}

void BeastConnection::fail(const error_code& error) {
  const auto refusal = explain(error);
  gone_ = !refusal;
  if (refusal) refuse(refusal->status, refusal->title);
}

void BeastConnection::refuse(int status, const Text& title) {
  Request& request = exchange_->request;
  if (request.id.empty()) request.id = make_request_id();
  exchange_->response = plain_problem(status, title, request);
  unread_ = true;
  if (context_.service.refused) context_.service.refused(request, status);
}

void BeastConnection::fill_request() {
  Request& request = exchange_->request;
  const auto& message = exchange_->parser.get();
  request.id = make_request_id();
  for (const auto& field : message) {
    request.headers.add(std::string{field.name_string()}, std::string{field.value()});
  }
  request.client_address = client_address(peer_, request.headers, context_.options.trusted_proxies);
  read_preferences(request);
  if (const auto refusal = check_protocol()) {
    refuse(refusal->status, refusal->title);
    return;
  }
  const std::string_view method{message.method_string().data(), message.method_string().size()};
  const auto verb = to_verb(method);
  if (!verb) {
    refuse(501, {"不支持这种请求方法", "This method is not spoken here"});
    return;
  }
  request.verb = *verb;
  const auto read = read_target({message.target().data(), message.target().size()}, request);
  read_preferences(request);  // Again: the query may ask for a language.
  if (!read) {
    exchange_->unreadable = read.error();
  }
}

/// What the parser lets through and a front end might read otherwise than we do.
std::optional<ProtocolRefusal> BeastConnection::check_protocol() const {
  const auto& message = exchange_->parser.get();
  const Headers& headers = exchange_->request.headers;
  if (message.version() != 10 && message.version() != 11) {
    return ProtocolRefusal{505, {"只支持 HTTP/1.1", "HTTP/1.1 only"}};
  }
  const auto hosts = headers.all("Host").size();
  if (hosts > 1 || (hosts == 0 && message.version() == 11)) {
    return ProtocolRefusal{400, {"须有且仅有一个 Host 头", "Exactly one Host field is needed"}};
  }
  const auto codings = headers.all("Transfer-Encoding");
  if (codings.size() > 1 || (codings.size() == 1 && (!same_ignoring_case(codings[0], "chunked") ||
                                                     message.version() == 10))) {
    return ProtocolRefusal{501, {"不支持这种传输编码", "This transfer coding is not spoken here"}};
  }
  const auto expected = headers.find("Expect");
  if (expected && !same_ignoring_case(*expected, "100-continue")) {
    return ProtocolRefusal{417, {"不支持这种 Expect", "This expectation cannot be met"}};
  }
  return std::nullopt;
}

Admission BeastConnection::refuse_address() {
  const Exchange& exchange = *exchange_;
  if (context_.service.unreadable) {
    return {context_.service.unreadable(exchange.request, *exchange.unreadable)};
  }
  auto answer = problem(*exchange.unreadable, exchange.request);
  if (context_.service.refused) context_.service.refused(exchange.request, answer.status);
  return {std::move(answer)};
}

/// Whether there is an answer that needs no other thread.
bool BeastConnection::answer_at_once() {
  Exchange& exchange = *exchange_;
  if (exchange.response || exchange.unreadable || !context_.service.at_once || has_body()) {
    return false;
  }
  try {
    exchange.ready = context_.service.at_once(exchange.request);
  } catch (const std::exception&) {
    exchange.ready = nullptr;  // The long way tells what is wrong, if anything is.
  }
  return exchange.ready != nullptr;
}

void BeastConnection::admit() {
  Exchange& exchange = *exchange_;
  try {
    exchange.admission =
        exchange.unreadable ? refuse_address() : context_.service.admit(exchange.request);
    if (exchange.admission.refusal) {
      exchange.response = std::move(exchange.admission.refusal);
      unread_ = has_body();
      return;
    }
  } catch (const std::exception&) {
    exchange.response = fault_problem(exchange.request);
    unread_ = has_body();
    return;
  }
  // Without a body there is nothing to wait for: answered on the same thread, without a switch.
  if (!has_body()) answer();
}

void BeastConnection::create_body_file() {
  try {
    exchange_->body_file.create(context_.options.upload_folder);
    exchange_->request.body_file = exchange_->body_file.path();
  } catch (const std::exception&) {
    exchange_->response = fault_problem(exchange_->request);
    unread_ = true;
  }
}

void BeastConnection::keep_piece() {
  try {
    exchange_->body_file.write(piece_);
  } catch (const std::exception&) {  // The disk is full: said now, not after the next gigabyte.
    exchange_->response = fault_problem(exchange_->request);
    unread_ = true;
  }
}

asio::awaitable<void> BeastConnection::read_body() {
  Exchange& exchange = *exchange_;
  const std::uint64_t limit = exchange.admission.limit;
  const bool to_file = exchange.admission.sink == Admission::Sink::file;
  const auto length = exchange.parser.content_length();
  if (length && *length > limit) {
    refuse(413, {"内容过大", "The content is too large"});
    co_return;
  }
  exchange.parser.body_limit(limit);
  if (to_file) co_await on_handlers(&BeastConnection::create_body_file);
  if (exchange.response) co_return;
  co_await send_continue();
  while (!gone_ && !exchange.response && !exchange.parser.is_done()) {
    auto& body = exchange.parser.get().body();
    piece_.resize(kPieceBytes);
    body.data = piece_.data();
    body.size = piece_.size();
    stream_.expires_after(context_.options.piece_timeout);
    error_code error;
    auto token = asio::redirect_error(use_awaitable, error);
    co_await beast::http::async_read(stream_, buffer_, exchange.parser, token);
    if (error && error != beast::http::error::need_buffer) {
      fail(error);
      co_return;
    }
    piece_.resize(kPieceBytes - body.size);
    exchange.request.body_size += piece_.size();
    if (exchange.request.body_size > limit) {
      refuse(413, {"内容过大", "The content is too large"});
    } else if (to_file) {
      co_await on_handlers(&BeastConnection::keep_piece);
    } else {
      exchange.request.body += piece_;
    }
  }
}

std::size_t BeastConnection::stream_piece_bytes() const {
  const std::size_t streams = std::max<std::size_t>(context_.streams, 1);
  return std::clamp(kStreamBytes / streams, kPieceBytes, kStreamPieceMost);
}

/// Counts the bodies that share what there is of memory.
class CountedStream {
 public:
  explicit CountedStream(std::atomic<std::size_t>& streams) : streams_{streams} { ++streams_; }
  CountedStream(const CountedStream&) = delete;
  CountedStream& operator=(const CountedStream&) = delete;
  ~CountedStream() { --streams_; }

 private:
  std::atomic<std::size_t>& streams_;
};

asio::awaitable<void> BeastConnection::read_stream() {
  const CountedStream counted{context_.streams};
  state_ = State::receiving;
  exchange_->parser.body_limit(boost::none);
  co_await send_continue();
  while (!gone_ && !unread_ && !exchange_->response && !exchange_->parser.is_done()) {
    const error_code error = co_await read_stream_piece();
    if (!piece_.empty()) co_await on_handlers(&BeastConnection::pass_piece_on);
    if (error) fail(error);
    if (context_.stopping && !exchange_->response && !exchange_->parser.is_done()) {
      refuse(503, {"服务器正在停止，请稍后续传", "The server is stopping; go on later"});
    }
  }
  state_ = State::busy;
  if (gone_ || exchange_->response) co_await on_handlers(&BeastConnection::cut_sink);
  std::string{}.swap(piece_);
}

/// What has come when the piece is full, when it has waited long enough, or when nothing more
/// comes.
asio::awaitable<error_code> BeastConnection::read_stream_piece() {
  const std::size_t wanted = stream_piece_bytes();
  if (piece_.capacity() > 2 * wanted) std::string{}.swap(piece_);
  piece_.resize(wanted);
  auto& body = exchange_->parser.get().body();
  body.data = piece_.data();
  body.size = piece_.size();
  error_code error;
  stream_.expires_after(context_.options.piece_timeout);
  auto token = asio::redirect_error(use_awaitable, error);
  co_await beast::http::async_read_some(stream_, buffer_, exchange_->parser, token);
  piece_waits_ = true;
  end_piece_in_time();
  while (!error && piece_waits_ && body.size > 0 && !exchange_->parser.is_done()) {
    co_await beast::http::async_read_some(stream_, buffer_, exchange_->parser, token);
  }
  // Only we cancel: because the piece has waited long enough, or because the server stops.
  const bool cancelled = error == asio::error::operation_aborted && stream_.socket().is_open();
  piece_waits_ = false;
  stream_timer_.cancel();
  if (cancelled || error == beast::http::error::need_buffer) error = {};
  piece_.resize(wanted - body.size);
  exchange_->request.body_size += piece_.size();
  co_return error;
}

/// Breaks the wait for more of a piece off. A wait that is cancelled has read nothing.
void BeastConnection::end_piece_in_time() {
  stream_timer_.expires_after(kStreamPieceTime);
  stream_timer_.async_wait([weak = weak_from_this()](const error_code& cancelled) {
    const auto self = weak.lock();
    if (cancelled || !self || !self->piece_waits_) return;
    self->piece_waits_ = false;
    self->stream_.cancel();
  });
}

void BeastConnection::pass_piece_on() {
  try {
    if (exchange_->request.body_sink->take(piece_) == BodySink::Wants::no_more) {
      unread_ = !exchange_->parser.is_done();
    }
  } catch (const std::exception&) {
    exchange_->response = fault_problem(exchange_->request);
    unread_ = true;
  }
}

void BeastConnection::cut_sink() {
  try {
    exchange_->request.body_sink->cut();
  } catch (const std::exception&) {
    unread_ = true;  // What could not be kept will be sent again.
  }
}

asio::awaitable<void> BeastConnection::send_continue() {
  if (!exchange_->request.headers.has("Expect") || buffer_.size() > 0) co_return;
  stream_.expires_after(context_.options.piece_timeout);
  error_code error;
  const auto bytes = asio::buffer(kContinue.data(), kContinue.size());
  auto token = asio::redirect_error(use_awaitable, error);
  co_await asio::async_write(stream_, bytes, token);
  gone_ = static_cast<bool>(error);
}

void BeastConnection::answer() {
  try {
    exchange_->body_file.close();
    exchange_->response = context_.service.answer(exchange_->request);
  } catch (const std::exception&) {
    exchange_->response = fault_problem(exchange_->request);
  }
}

bool BeastConnection::keeps_alive() const {
  return !unread_ && !context_.stopping && exchange_->parser.is_done() &&
         exchange_->parser.keep_alive();
}

void BeastConnection::prepare() {
  using enum Outgoing::Persistence;
  Exchange& exchange = *exchange_;
  const auto kept = exchange.parser.get().version() == 10 ? keep_alive_1_0 : keep_alive;
  const auto persistence = keeps_alive() ? kept : close;
  try {
    if (exchange.ready) {
      exchange.outgoing.prepare(exchange.request, std::move(exchange.ready), persistence);
    } else {
      exchange.outgoing.prepare(exchange.request, *std::move(exchange.response), persistence);
    }
  } catch (const std::exception&) {
    exchange.outgoing.prepare(exchange.request, fault_problem(exchange.request), persistence);
  }
}

void BeastConnection::read_file_piece() {
  try {
    exchange_->outgoing.read_piece(piece_, kPieceBytes);
  } catch (const std::exception&) {
    piece_.clear();  // The length has been promised: only breaking off tells the client.
  }
}

asio::awaitable<bool> BeastConnection::send() {
  Outgoing& outgoing = exchange_->outgoing;
  std::string_view text = outgoing.content();
  error_code error;
  auto token = asio::redirect_error(use_awaitable, error);
  std::size_t count = std::min(text.size(), kPieceBytes);
  const std::array<asio::const_buffer, 2> first{asio::buffer(outgoing.head),
                                                asio::buffer(text.data(), count)};
  stream_.expires_after(context_.options.piece_timeout);
  co_await asio::async_write(stream_, first, token);
  while (!error && count < text.size()) {
    text.remove_prefix(count);
    count = std::min(text.size(), kPieceBytes);
    const auto bytes = asio::buffer(text.data(), count);
    stream_.expires_after(context_.options.piece_timeout);
    co_await asio::async_write(stream_, bytes, token);
  }
  while (!error && outgoing.file_bytes_left > 0) {
    co_await on_handlers(&BeastConnection::read_file_piece);
    if (piece_.empty()) co_return false;
    const auto bytes = asio::buffer(piece_.data(), piece_.size());
    stream_.expires_after(context_.options.piece_timeout);
    co_await asio::async_write(stream_, bytes, token);
  }
  co_return !error;
}

/// Nothing is on a handler thread here: an open page costs a socket and this frame.
asio::awaitable<void> BeastConnection::send_stream() {
  state_ = State::streaming;
  watch_stream();
  const auto source = exchange_->outgoing.stream;
  error_code error;
  auto token = asio::redirect_error(use_awaitable, error);
  while (!error && !context_.stopping) {
    const bool last = source->ended();
    piece_ = source->take();
    if (!piece_.empty()) {
      const auto bytes = asio::buffer(piece_.data(), piece_.size());
      stream_.expires_after(context_.options.piece_timeout);
      co_await asio::async_write(stream_, bytes, token);
    } else if (last) {
      break;
    } else {
      co_await wait_for_stream();
    }
  }
  state_ = State::busy;
}

asio::awaitable<void> BeastConnection::wait_for_stream() {
  if (!stream_woken_ && stream_.socket().is_open()) {
    error_code ignored;
    auto token = asio::redirect_error(use_awaitable, ignored);
    stream_timer_.expires_after(context_.options.piece_timeout);
    co_await stream_timer_.async_wait(token);
  }
  stream_woken_ = false;
}

/// What fills the stream may outlive the connection.
void BeastConnection::watch_stream() {
  const std::weak_ptr<BeastConnection> weak = weak_from_this();
  exchange_->outgoing.stream->attach([weak] {
    if (const auto self = weak.lock()) {
      asio::post(self->stream_.get_executor(), [self] { self->stream_has_more(); });
    }
  });
}

void BeastConnection::stream_has_more() {
  stream_woken_ = true;
  stream_timer_.cancel();
}

/// Closing with bytes unread would reset the connection, and the client might lose the answer that
/// tells it why. So: no more from us, and a little patience for what is under way.
asio::awaitable<void> BeastConnection::linger() {
  error_code error;
  stream_.socket().shutdown(asio::ip::tcp::socket::shutdown_send, error);
  stream_.expires_after(kLingerTime);
  std::size_t total = 0;
  piece_.resize(kPieceBytes);
  while (!error && total < kLingerBytes) {
    const auto space = asio::buffer(piece_.data(), piece_.size());
    auto token = asio::redirect_error(use_awaitable, error);
    const std::size_t count = co_await stream_.async_read_some(space, token);
    total += count;
  }
}

asio::awaitable<void> BeastConnection::run(void (BeastConnection::*work)()) {
  (this->*work)();
  co_return;
}

asio::awaitable<void> BeastConnection::on_handlers(void (BeastConnection::*work)()) {
  stream_.expires_never();
  asio::awaitable<void> job = run(work);
  co_await asio::co_spawn(context_.handlers, std::move(job), use_awaitable);
}

}  // namespace

std::shared_ptr<Connection> make_connection(asio::ip::tcp::socket socket, ServerContext& context) {
  return std::make_shared<BeastConnection>(std::move(socket), context);
}

}  // namespace mingcha::http
