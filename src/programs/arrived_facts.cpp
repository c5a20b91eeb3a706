// SPDX-License-Identifier: Apache-2.0
#include "programs/arrived_facts.h"

#include <cstdio>
#include <memory>
#include <unistd.h>

#include <nlohmann/json.hpp>

#include "base/instant.h"

namespace mingcha::programs {
namespace {

std::string facts_of(const desk::ArrivedUpload& arrived, const std::string& id) {
  nlohmann::ordered_json json{{"recording", id},
                              {"upload", arrived.upload},
                              {"uploader", arrived.uploader},
                              {"size", arrived.kept.size},
                              {"sha256", arrived.kept.sha256},
                              {"sm3", arrived.kept.sm3},
                              {"matches", arrived.matches},
                              {"begun_at", to_utc_string(arrived.begun_at)},
                              {"ended_at", to_utc_string(arrived.ended_at)},
                              {"metadata", arrived.metadata}};
  if (arrived.declared_sha256) json["declared_sha256"] = *arrived.declared_sha256;
  return json.dump(1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

}  // namespace

desk::Arrival keep_facts(std::filesystem::path folder) {
  std::filesystem::create_directories(folder);
  return [folder = std::move(folder)](const desk::ArrivedUpload& arrived) -> Result<std::string> {
    auto id = "r-" + arrived.upload;
    const auto facts = facts_of(arrived, id);
    const auto file = folder / (id + ".json");
    const auto half = folder / (id + ".half");
    const std::unique_ptr<FILE, decltype(&std::fclose)> out{std::fopen(half.c_str(), "wb"),
                                                            std::fclose};
    const bool written = out &&
                         std::fwrite(facts.data(), 1, facts.size(), out.get()) == facts.size() &&
                         std::fflush(out.get()) == 0 && ::fsync(::fileno(out.get())) == 0;
    if (!written) throw Fault("cannot write " + half.string());
    std::filesystem::rename(half, file);
    return id;
  };
}

}  // namespace mingcha::programs
