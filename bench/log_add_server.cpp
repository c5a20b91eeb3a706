// SPDX-License-Identifier: Apache-2.0
// log_add_server: a log that takes anything, for load tools made for tiles logs.
//
//   POST /add          raw body; answers the entry's index in ASCII decimal, once a signed
//                      checkpoint covers it
//   GET  /checkpoint   GET /tile/…   the log's files
//
// Everything below is the product's: each body is an event in the database with its leaf and its
// sealed key, durable before it is sequenced, and the integrator writes the tiles. So an entry is
// our leaf, which commits to the posted bytes, and not those bytes themselves. Only this program
// has the address; the product's log takes nothing from outside.
#include <algorithm>
#include <csignal>
#include <fstream>
#include <sstream>
#include <thread>
#include <unordered_map>

#include <fmt/format.h>

#include "bench/log_ground.h"
#include "bench/measure.h"
#include "crypto/hash.h"
#include "http/server/server.h"
#include "test/support/fresh_database.h"
#include "test/support/temporary_folder.h"

namespace mingcha::bench {
namespace {

constexpr std::uint64_t kBodyMax = 64 * 1024;

/// Who waits for the index of which event. Either may come first.
class Places {
 public:
  void visible(std::int64_t seq, std::int64_t index) {
    const std::lock_guard lock{mutex_};
    const auto waiting = waiting_.find(seq);
    if (waiting == waiting_.end()) {
      early_[seq] = index;
      return;
    }
    waiting->second->index = index;
    waiting->second->come.notify_one();
  }

  std::int64_t wait_for(std::int64_t seq) {
    std::unique_lock lock{mutex_};
    if (const auto early = early_.extract(seq)) return early.mapped();
    Waiting mine;
    waiting_[seq] = &mine;
    mine.come.wait(lock, [&] { return mine.index >= 0; });
    waiting_.erase(seq);
    return mine.index;
  }

 private:
  struct Waiting {
    std::int64_t index = -1;
    std::condition_variable come;
  };
  std::mutex mutex_;
  std::unordered_map<std::int64_t, Waiting*> waiting_;
  std::unordered_map<std::int64_t, std::int64_t> early_;
};

bool is_tile_name(const std::string& segment) {
  return !segment.empty() && std::ranges::all_of(segment, [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || c == '.';
  });
}

http::Response log_file(const LogGround& ground, const http::Request& request) {
  const bool good = request.segments == std::vector<std::string>{"checkpoint"} ||
                    (request.segments.size() > 1 && request.segments.front() == "tile" &&
                     std::ranges::all_of(request.segments, is_tile_name));
  const auto file = ground.folder() / request.path().substr(1);
  std::error_code error;
  if (!good || !std::filesystem::is_regular_file(file, error)) {
    return http::text_response("no such file\n", 404);
  }
  if (request.segments.size() > 1) return http::file_response(file, "application/octet-stream");
  // Whole, since its file may be replaced while it is sent.
  std::ifstream in{file, std::ios::binary};
  std::ostringstream note;
  note << in.rdbuf();
  return http::text_response(note.str());
}

http::Response add(LogGround& ground, Places& places, const http::Request& request) {
  const auto seq = ground.append(fmt::format(R"({{"body":"{}"}})", to_base64(request.body)));
  return http::text_response(std::to_string(places.wait_for(seq)));
}

http::Service service_of(LogGround& ground, Places& places) {
  http::Service service;
  service.admit = [](http::Request& request) {
    http::Admission admission;
    admission.limit = request.verb == http::Verb::post ? kBodyMax : 0;
    return admission;
  };
  service.answer = [&](http::Request& request) {
    const bool adds = request.segments == std::vector<std::string>{"add"};
    if (request.verb == http::Verb::post && adds) return add(ground, places, request);
    if (request.verb == http::Verb::get && !adds) return log_file(ground, request);
    return http::text_response("POST /add, GET /checkpoint, GET /tile/…\n", 404);
  };
  return service;
}

void run(const Options& options) {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);  // Before any thread starts.

  const test::FreshDatabase database{options.text("engine") == "postgres" ? store::Engine::postgres
                                                                          : store::Engine::sqlite};
  const test::TemporaryFolder folder;
  LogGround ground{database.address(), folder.path()};
  Places places;
  const SequencingJob job{
      ground, std::chrono::milliseconds{options.number("interval-ms")},
      [&](std::int64_t seq, std::int64_t index) { places.visible(seq, index); }};
  http::ServerOptions server_options;
  server_options.port = static_cast<std::uint16_t>(std::stoi(options.text("port")));
  // Each request waits in its thread until its entry has a place.
  server_options.handler_threads = static_cast<unsigned>(options.number("waiting"));
  http::Server server{server_options, service_of(ground, places)};
  server.start();
  fmt::print("http://127.0.0.1:{} {}\n", server.port(), ground.vkey());
  std::fflush(stdout);
  int signal = 0;
  sigwait(&signals, &signal);
  server.stop();
}

}  // namespace
}  // namespace mingcha::bench

int main(int count, char** arguments) {
  using namespace mingcha::bench;
  return run_program("log_add_server", [&] {
    run({count,
         arguments,
         {{"engine", "sqlite"}, {"interval-ms", "100"}, {"port", "0"}, {"waiting", "256"}}});
  });
}
