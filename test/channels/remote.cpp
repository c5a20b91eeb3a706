// SPDX-License-Identifier: Apache-2.0
#include "test/channels/remote.h"

#include <chrono>
#include <filesystem>
#include <stdexcept>
#include <thread>

namespace mingcha::test {

Remote::Remote(unsigned seed) {
  const auto port = folder_.path() / "port";
  server_ = std::make_unique<Child>(
      std::vector<std::string>{MINGCHA_PYTHON, MINGCHA_SOURCE_DIR "/test/channels/remote.py",
                               port.string(), std::to_string(seed)},
      folder_.path() / "output");
  for (int i = 0; i < 1000; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds{20});
    if (!std::filesystem::exists(port)) continue;
    auto text = read_file(port);
    if (!text.ends_with('\n')) continue;
    text.pop_back();
    address_ = "http://127.0.0.1:" + text;
    return;
  }
  throw std::runtime_error("remote.py did not start: " + read_file(folder_.path() / "output"));
}

void Remote::misbehave(const nlohmann::json& faults) {
  const nlohmann::json wish{{"faults", faults}};
  if (Client{address_}.send({.method = "POST", .path = "/control", .body = wish.dump()}).status !=
      200) {
    throw std::runtime_error("remote.py does not listen");
  }
}

nlohmann::json Remote::report() { return Client{address_}.get("/report").json(); }

}  // namespace mingcha::test
