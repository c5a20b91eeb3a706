// SPDX-License-Identifier: Apache-2.0
// http_load: so many connections that each send one request after another.
//
//   http_load --port N --connections 64 --seconds 10 --get /healthz
//   http_load --port N --connections 64 --seconds 10 --add 600      POST /add, bodies of 600 bytes
//
// Every answer must be 200; those of /add must be numbers, each one only once.
#include <algorithm>
#include <charconv>
#include <chrono>
#include <set>
#include <stdexcept>

#include <fmt/format.h>

#include "bench/measure.h"
#include "crypto/random.h"
#include "http/server/test_client.h"

namespace mingcha::bench {
namespace {

using std::chrono::steady_clock;

std::string request_of(const Options& options) {
  const auto host = fmt::format("Host: 127.0.0.1:{}\r\n", options.text("port"));
  if (options.text("add") == "0")
    return fmt::format("GET {} HTTP/1.1\r\n{}\r\n", options.text("get"), host);
  const auto size = static_cast<std::size_t>(options.number("add"));
  return fmt::format("POST /add HTTP/1.1\r\n{}Content-Length: {}\r\n\r\n{}", host, size,
                     crypto::random_bytes(size));
}

std::int64_t index_in(const std::string& answer) {
  const auto body = std::string_view{answer}.substr(answer.find("\r\n\r\n") + 4);
  std::int64_t index = -1;
  const auto [end, error] = std::from_chars(body.data(), body.data() + body.size(), index);
  if (error != std::errc{} || end != body.data() + body.size()) {
    throw std::runtime_error("no index in the answer: " + answer);
  }
  return index;
}

struct Share {
  std::vector<double> waits;  ///< ms
  std::vector<std::int64_t> indices;
};

Share load(const Options& options, steady_clock::time_point until) {
  http::test::RawClient client{static_cast<std::uint16_t>(options.number("port"))};
  const bool adds = options.text("add") != "0";
  Share share;
  while (steady_clock::now() < until) {
    const auto request = request_of(options);
    const auto start = steady_clock::now();
    if (!client.send(request)) throw std::runtime_error("the server closed the connection");
    const auto answer = client.read_response();
    share.waits.push_back(
        std::chrono::duration<double, std::milli>(steady_clock::now() - start).count());
    if (!answer.starts_with("HTTP/1.1 200 ")) {
      throw std::runtime_error("answered: " + answer.substr(0, answer.find('\r')));
    }
    if (adds) share.indices.push_back(index_in(answer));
  }
  return share;
}

void run(const Options& options) {
  const int connections = options.number("connections");
  std::vector<Share> shares(static_cast<std::size_t>(connections));
  const auto until = steady_clock::now() + std::chrono::seconds{options.number("seconds")};
  const auto taken = seconds([&] {
    in_threads(connections,
               [&](int i) { shares[static_cast<std::size_t>(i)] = load(options, until); });
  });
  std::vector<double> waits;
  std::set<std::int64_t> indices;
  for (const auto& share : shares) {
    waits.insert(waits.end(), share.waits.begin(), share.waits.end());
    for (const auto index : share.indices) {
      if (!indices.insert(index).second) throw std::runtime_error("an index came twice");
    }
  }
  fmt::print("{} connections: {:.0f} answers/s; p50 {:.1f} ms, p99 {:.1f} ms\n", connections,
             static_cast<double>(waits.size()) / taken, percentile(waits, 0.5),
             percentile(waits, 0.99));
}

}  // namespace
}  // namespace mingcha::bench

int main(int count, char** arguments) {
  using namespace mingcha::bench;
  return run_program("http_load", [&] {
    run({count,
         arguments,
         {{"add", "0"},
          {"connections", "64"},
          {"get", "/healthz"},
          {"port", "8080"},
          {"seconds", "10"}}});
  });
}
