// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "ledger/look_proof.h"
#include "programs/mingcha_verify.h"

namespace mingcha::verify {

Result<std::vector<Text>> check_look(const LookOptions& options) {
  const auto policy = ledger::parse_policy(read_file(options.policy));
  if (!policy) return tl::unexpected(policy.error());
  const auto proof = ledger::parse_look_proof(read_file(options.proof));
  if (!proof) return tl::unexpected(proof.error());
  const auto receipt = verify_look(*proof, *policy);
  if (!receipt) return tl::unexpected(receipt.error());
  const auto& log = receipt->included.attested.log;
  return std::vector<Text>{
      {"查阅记录已存证，未被改动。", "The look is as it was taken into the log."},
      {fmt::format("查阅：{}", proof->look), fmt::format("Look: {}", proof->look)},
      {fmt::format("批次：日志{}第{}条，{}，第{}条查阅（从0起），共{}条", log, receipt->index,
                   to_chinese(receipt->leaf.at), proof->index, proof->size),
       fmt::format("Batch: log {}, index {}, {}, look {} (from 0) of {}", log, receipt->index,
                   to_local_string(receipt->leaf.at), proof->index, proof->size)}};
}

}  // namespace mingcha::verify
