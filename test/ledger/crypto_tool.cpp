// SPDX-License-Identifier: Apache-2.0
// Gives crypto/ a command line, for the comparison with other programs in crypto_by_others.py.
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

#include "base/encoding.h"
#include "crypto/sm2.h"
#include "crypto/totp.h"

namespace {

namespace fs = std::filesystem;
using namespace mingcha;

std::string get(const fs::path& path) {
  std::ifstream in{path, std::ios::binary};
  return {std::istreambuf_iterator<char>{in}, {}};
}

void put(const fs::path& path, const std::string& bytes) {
  std::ofstream{path, std::ios::binary} << bytes;
}

int run(const std::vector<std::string>& words) {
  if (words.size() == 2 && words[0] == "sm2-sign") {
    const fs::path folder{words[1]};
    const auto key = crypto::Sm2Key::generate();
    put(folder / "public.pem", key.public_pem());
    put(folder / "signature", key.sign(get(folder / "text")));
    return 0;
  }
  if (words.size() == 2 && words[0] == "sm2-verify") {
    const fs::path folder{words[1]};
    const auto key = crypto::Sm2Key::from_pem(get(folder / "private.pem"));
    if (!key) return 2;
    const bool good =
        crypto::verify_sm2(key->public_key(), get(folder / "text"), get(folder / "signature"));
    return good ? 0 : 1;
  }
  if (words.size() == 3 && words[0] == "totp") {
    const auto at = from_millis(std::stoll(words[2]) * 1000);
    std::cout << crypto::totp_code(*from_hex(words[1]), crypto::totp_step(at)) << "\n";
    return 0;
  }
  return 2;
}

}  // namespace

int main(int argc, char** argv) { return run({argv + 1, argv + argc}); }
