// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "ledger/audit.h"
#include "ledger/policy.h"
#include "ledger/review_order.h"
#include "programs/mingcha_verify.h"

namespace mingcha::verify {
namespace {

Result<ledger::Checkpoint> read_checkpoint(const std::filesystem::path& path,
                                           const ledger::Policy& policy) {
  const auto signed_checkpoint = ledger::parse_checkpoint(read_file(path));
  if (!signed_checkpoint) return tl::unexpected(signed_checkpoint.error());
  const auto attested = attest(policy, *signed_checkpoint);
  if (!attested) return tl::unexpected(attested.error());
  return signed_checkpoint->checkpoint;
}

}  // namespace

Result<std::vector<Text>> check_log(const LogOptions& options) {
  const auto policy = ledger::parse_policy(read_file(options.policy));
  if (!policy) return tl::unexpected(policy.error());
  const auto newest = read_checkpoint(options.log / "checkpoint", *policy);
  if (!newest) return tl::unexpected(newest.error());
  // A checkpoint kept from before may not have had its cosignatures yet; the log's own signature
  // is what pins the log to it.
  auto signature_only = *policy;
  signature_only.quorum = "none";
  std::vector<ledger::Checkpoint> older;
  for (const auto& path : options.older) {
    auto checkpoint = read_checkpoint(path, signature_only);
    if (!checkpoint) return tl::unexpected(checkpoint.error());
    older.push_back(*std::move(checkpoint));
  }
  ledger::FolderTileStore store{options.log};
  auto findings = audit(store, *newest, older);
  if (!findings.empty()) {
    return reject(Refusal::invalid, {"日志不完整或被改动。", "The log is not whole."},
                  std::move(findings));
  }
  auto order = review_order(store, *newest);
  if (!order.findings.empty()) {
    return reject(
        Refusal::invalid,
        {"有决定不是在法制审核之后作出的。", "A decision does not come after its review."},
        std::move(order.findings));
  }
  const auto root = to_base64(as_bytes(newest->head.root));
  return std::vector<Text>{
      {"日志完整。", "The log is whole."},
      {fmt::format("日志：{}，共{}条，树根 {}", newest->origin, newest->head.size, root),
       fmt::format("Log: {}, {} entries, root {}", newest->origin, newest->head.size, root)},
      {fmt::format("与{}个较早的检查点一致。", older.size()),
       fmt::format("Consistent with {} older checkpoints.", older.size())},
      {fmt::format("决定{}件：{}件经法制审核，审核都在决定之前；{}件按非重大决定登记。",
                   order.decisions, order.reviewed, order.decisions - order.reviewed),
       fmt::format(
           "{} decisions: {} legally reviewed, each review before its decision; {} recorded "
           "as not major.",
           order.decisions, order.reviewed, order.decisions - order.reviewed)}};
}

}  // namespace mingcha::verify
