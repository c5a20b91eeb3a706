// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <filesystem>
#include <fstream>
#include <functional>
#include <latch>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <unistd.h>

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "base/result.h"
#include "http/event_stream.h"
#include "http/server/server.h"
#include "http/server/test_client.h"

namespace mingcha::http::test {

inline constexpr std::uint64_t kMiB = 1024 * 1024;

/// A server with a few plain answers. The path decides:
///   /echo       the body back            /file      a file of 10,000 bytes with an ETag
///   /upload     into a file, its size    /refused   refused before the body
///   /stream     "begin", then what is pushed into `stream_`
///   /ready      at once, and refused when it is not
///   /slow       waits for `release`      /throws    an exception        /text  12,000 bytes
class ServerTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() /
              fmt::format("mingcha-server-test-{}-{}", ::getpid(), counter_++);
    std::filesystem::create_directories(folder_);
    std::ofstream file{folder_ / "file.bin", std::ios::binary};
    for (int i = 0; i < 1000; ++i) file << fmt::format("{:09}\n", i);
  }

  void TearDown() override {
    release_.count_down();
    server_.reset();
    std::filesystem::remove_all(folder_);
  }

  Server& start(ServerOptions options = {}) {
    options.upload_folder = folder_ / "uploads";
    server_ = std::make_unique<Server>(
        std::move(options), Service{[](Request& request) { return admit(request); },
                                    [this](Request& request) { return answer(request); },
                                    [this](const Request&, int status) { refused_ = status; },
                                    [](Request& request) { return at_once(request); }});
    server_->start();
    return *server_;
  }

  static std::shared_ptr<const Ready> at_once(const Request& request) {
    if (request.path() == "/ready-throws") throw Fault{"no memory"};
    if (request.path() != "/ready") return nullptr;
    return std::make_shared<const Ready>(Ready{200, "Content-Length: 10\r\n", "lies ready"});
  }

  static Admission admit(const Request& request) {
    Admission admission;
    const std::string path = request.path();
    if (path == "/refused" || path == "/ready") admission.refusal = text_response("no", 403);
    if (path == "/admit-throws") throw Fault{"no database"};
    if (path == "/upload") {
      admission.sink = Admission::Sink::file;
      admission.limit = 100 * kMiB;
    } else {
      admission.limit = request.verb == Verb::post ? kMiB : 0;
    }
    return admission;
  }

  Response answer(const Request& request) {
    answered_ += 1;
    const std::string path = request.path();
    if (path == "/echo") return text_response(request.body);
    if (path == "/text") return text_response(std::string(12'000, 'a'));
    if (path == "/who") return text_response(request.client_address);
    if (path == "/throws") throw Fault{"secret internals"};
    if (path == "/file") return file_response(folder_ / "file.bin", "application/pdf", "\"e1\"");
    if (path == "/missing-file") return file_response(folder_ / "none", "application/pdf");
    if (path == "/breaks") {
      return {200, {{"X-Name", "a\r\nSet-Cookie: evil=1"}}, std::string{"x"}};
    }
    if (path == "/stream") {
      Response response = text_response("begin\n", 200, "text/event-stream");
      const std::lock_guard lock{mutex_};
      response.stream = stream_ = std::make_shared<EventStream>();
      return response;
    }
    if (path == "/slow") {
      running_.count_down();
      release_.wait();
      return text_response("slow but done");
    }
    if (path == "/upload") {
      const std::lock_guard lock{mutex_};
      kept_ = request.body_file;
      return text_response(fmt::format("{} {} {}", request.body_size, request.body.size(),
                                       std::filesystem::file_size(request.body_file)));
    }
    return text_response("hello");
  }

  std::string ask(std::string_view request) {
    RawClient client{server_->port()};
    client.send(request);
    return client.read_response();
  }

  std::size_t files_left() const {
    std::size_t count = 0;
    for (const auto& entry : std::filesystem::directory_iterator{folder_ / "uploads"}) {
      if (entry.exists()) ++count;
    }
    return count;
  }

  bool eventually(const std::function<bool()>& holds) const {
    for (int i = 0; i < 500; ++i) {
      if (holds()) return true;
      std::this_thread::sleep_for(std::chrono::milliseconds{10});
    }
    return false;
  }

  inline static std::atomic<int> counter_{0};
  std::filesystem::path folder_;
  std::unique_ptr<Server> server_;
  std::atomic<int> answered_{0};
  std::atomic<int> refused_{0};
  std::latch running_{1};
  std::latch release_{1};
  std::mutex mutex_;
  std::shared_ptr<EventStream> stream_;
  std::filesystem::path kept_;
};

}  // namespace mingcha::http::test
