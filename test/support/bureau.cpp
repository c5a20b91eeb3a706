// SPDX-License-Identifier: Apache-2.0
#include "test/support/bureau.h"

#include <chrono>
#include <csignal>
#include <stdexcept>
#include <thread>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/instant.h"
#include "test/support/postgres_cluster.h"

namespace mingcha::test {
namespace {

using Json = nlohmann::json;

constexpr std::chrono::seconds kStartMax{60};
constexpr std::string_view kReady = "明察正在运行：";

std::string people_file() {
  auto agency = Json::parse(read_file(MINGCHA_SOURCE_DIR "/demo/agency.json"));
  const Day today = local_day(SystemClock{}.now());
  for (auto& person : agency.at("persons")) {
    const auto id = person.at("id").get<std::string>();
    if (!person.contains("certificate")) continue;
    auto& certificate = person["certificate"];
    certificate["from"] = to_string(today - std::chrono::days{400});
    certificate["to"] = to_string(today + std::chrono::days{400});
    if (id == "sunhao") certificate["to"] = to_string(today - std::chrono::days{1});
    if (id == "chenbin") certificate["to"] = to_string(today);
  }
  return agency.dump();
}

}  // namespace

Bureau::Bureau(store::Engine engine, const BureauOptions& options)
    : database_{engine == store::Engine::postgres
                    ? PostgresCluster::shared().create_database()
                    : "sqlite:" + (folder_.path() / "mingcha.db").string()} {
  configure(options);
  set_up(options);
}

void Bureau::configure(const BureauOptions& options) const {
  write_file(config(), fmt::format(R"(
[server]
address = "127.0.0.1"
port = 0
base_url = "http://127.0.0.1"
trusted_proxies = ["127.0.0.1"]
[store]
database = "{1}"
[data]
directory = "{0}"
[pack]
directory = "{3}/packs/public-security"
[log]
origin = "test.yunling.example/log"
key_file = "{0}/keys/log.key"
sm2_key_file = "{0}/keys/log-sm2.key"
kek_file = "{0}/keys/record.kek"
interval_ms = {2}
[looks]
batch_seconds = 1
batch_most = 7
)",
                                   folder_.path().string(), database_,
                                   options.integrator_interval_ms, MINGCHA_SOURCE_DIR) +
                           options.more);
}

Finished Bureau::mingcha(std::vector<std::string> words, std::string_view input) const {
  words.insert(words.begin(), MINGCHA_PROGRAM);
  words.insert(words.begin() + 2, {"--config", config().string()});
  auto finished = run(words, input);
  if (finished.status != 0) {
    throw std::runtime_error(fmt::format("mingcha {}: {}", words[1], finished.output));
  }
  return finished;
}

Finished Bureau::audit() const {
  return run({MINGCHA_PROGRAM, "audit", "--config", config().string()}, {});
}

void Bureau::set_up(const BureauOptions& options) {
  (void)mingcha({"init"});
  const auto people = folder_.path() / "people.json";
  write_file(people, people_file());
  (void)mingcha({"people", people.string()});
  for (const auto& login : options.logins) {
    (void)mingcha({"account", login, login}, std::string{kPassword} + "\n");
  }
}

void Bureau::launch() {
  std::filesystem::remove(output());
  server_ = std::make_unique<Child>(
      std::vector<std::string>{MINGCHA_PROGRAM, "serve", "--config", config().string()}, output());
}

void Bureau::wait_until_ready() {
  const auto until = std::chrono::steady_clock::now() + kStartMax;
  for (;;) {
    const auto text = said();
    const auto at = text.find(kReady);
    const auto end = at == std::string::npos ? at : text.find('\n', at);
    if (end != std::string::npos) {
      const auto begin = at + kReady.size();
      address_ = text.substr(begin, end - begin);
      break;
    }
    if (!server_->running() || std::chrono::steady_clock::now() > until) {
      throw std::runtime_error("mingcha serve did not start: " + text);
    }
    std::this_thread::sleep_for(std::chrono::milliseconds{5});
  }
}

void Bureau::start() {
  launch();
  wait_until_ready();
}

void Bureau::kill() {
  server_->send(SIGKILL);
  server_->wait();
}

int Bureau::stop() {
  server_->send(SIGTERM);
  return server_->wait();
}

std::string Bureau::said() const {
  return std::filesystem::exists(output()) ? read_file(output()) : std::string{};
}

Finished mingcha_verify(std::vector<std::string> words) {
  words.insert(words.begin(), MINGCHA_VERIFY_PROGRAM);
  return run(std::move(words));
}

}  // namespace mingcha::test
