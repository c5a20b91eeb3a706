// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <fmt/format.h>

#include "crypto/hash.h"
#include "ledger/manifest.h"
#include "ledger/policy.h"
#include "programs/mingcha_verify.h"

namespace mingcha::verify {
namespace {

/// By the first log of the policy that signed it; the last refusal when none did.
Result<ledger::Manifest> signed_manifest(const BundleOptions& options) {
  const auto policy = ledger::parse_policy(read_file(options.policy));
  if (!policy) return tl::unexpected(policy.error());
  const auto bytes = read_file(options.folder / ledger::kManifestName);
  Result<ledger::Manifest> manifest =
      reject(Refusal::invalid, {"信任策略中没有日志。", "The policy names no log."});
  for (const auto& log : policy->logs) {
    manifest = ledger::open_manifest(bytes, log.key);
    if (manifest) break;
  }
  return manifest;
}

Finding differs(const std::string& name) {
  return {"differs",
          {fmt::format("{}：与清单不符", name), fmt::format("{}: not as in the manifest", name)},
          {},
          {},
          name};
}

Finding not_listed(const std::string& name) {
  return {"not-listed",
          {fmt::format("{}：不在清单中", name), fmt::format("{}: not in the manifest", name)},
          {},
          {},
          name};
}

}  // namespace

Result<std::vector<Text>> check_bundle(const BundleOptions& options) {
  const auto manifest = signed_manifest(options);
  if (!manifest) return tl::unexpected(manifest.error());
  Findings findings;
  for (const auto& file : manifest->files) {
    const auto bytes = read_file(options.folder / file.name);
    if (bytes.size() != file.size || crypto::sha256(bytes) != file.digest) {
      findings.push_back(differs(file.name));
    }
  }
  for (const auto& entry : std::filesystem::directory_iterator{options.folder}) {
    const auto name = entry.path().filename().string();
    const bool known =
        name == ledger::kManifestName ||
        std::ranges::any_of(manifest->files, [&](const auto& file) { return file.name == name; });
    if (!known) findings.push_back(not_listed(name));
  }
  if (!findings.empty()) {
    return reject(Refusal::invalid,
                  {"数据包与签名的清单不符。", "The bundle is not what was signed."},
                  std::move(findings));
  }
  const auto count = manifest->files.size();
  return std::vector<Text>{
      {"数据包由该日志的密钥签名，各文件未被改动。",
       "The bundle is signed with the log's key, and no file was changed."},
      {fmt::format("内容：{}，{}个文件", manifest->what, count),
       fmt::format("Content: {}, {} files", manifest->what, count)},
      {fmt::format("来源：日志{}，制作时共{}条", manifest->origin, manifest->log_size),
       fmt::format("Source: log {}, of {} entries then", manifest->origin, manifest->log_size)}};
}

}  // namespace mingcha::verify
