// SPDX-License-Identifier: Apache-2.0
#include "ledger/proof.h"

#include <fmt/format.h>

#include "ledger/syntax.h"

namespace mingcha::ledger {
namespace {

constexpr std::string_view kHeader = "c2sp.org/tlog-proof@v1";
constexpr std::string_view kExtra = "extra ";
constexpr std::string_view kIndex = "index ";
constexpr std::size_t kMostHashes = 63;
constexpr std::size_t kMostBytes = 4 << 20;

tl::unexpected<Rejection> bad_proof(std::string zh, std::string en) {
  return unreadable("存证凭证格式不对：" + std::move(zh), "Malformed proof: " + std::move(en));
}

}  // namespace

std::string Proof::to_string() const {
  auto out = fmt::format("{}\n", kHeader);
  if (extra) out += fmt::format("{}{}\n", kExtra, to_base64(*extra));
  out += fmt::format("{}{}\n", kIndex, index);
  for (const auto& hash : path) out += to_base64(as_bytes(hash)) + "\n";
  return out + "\n" + checkpoint;
}

Result<Proof> parse_proof(std::string_view bytes) {
  if (bytes.size() > kMostBytes) return bad_proof("过大。", "too large.");
  if (take_line(bytes) != kHeader) return bad_proof("首行不对。", "wrong first line.");
  Proof proof;
  auto line = take_line(bytes);
  if (line && line->starts_with(kExtra)) {
    proof.extra = from_base64(line->substr(kExtra.size()));
    if (!proof.extra) return bad_proof("extra 行不对。", "bad extra line.");
    line = take_line(bytes);
  }
  if (!line || !line->starts_with(kIndex)) return bad_proof("缺 index 行。", "no index line.");
  const auto index = parse_decimal(line->substr(kIndex.size()));
  if (!index) return bad_proof("序号不对。", "bad index.");
  proof.index = *index;
  for (line = take_line(bytes); line && !line->empty(); line = take_line(bytes)) {
    const auto hash = parse_hash(*line);
    if (!hash || proof.path.size() == kMostHashes) return bad_proof("哈希行不对。", "bad hash.");
    proof.path.push_back(*hash);
  }
  if (!line) return bad_proof("缺检查点。", "no checkpoint.");
  if (const auto checkpoint = parse_checkpoint(bytes); !checkpoint) {
    return tl::unexpected(checkpoint.error());
  }
  proof.checkpoint = bytes;
  return proof;
}

Result<Included> verify_proof(const Proof& proof, const Digest& leaf, const Policy& policy) {
  const auto checkpoint = parse_checkpoint(proof.checkpoint);
  if (!checkpoint) return tl::unexpected(checkpoint.error());
  auto attested = attest(policy, *checkpoint);
  if (!attested) return tl::unexpected(attested.error());
  const auto& head = checkpoint->checkpoint.head;
  if (!verify_inclusion(leaf, proof.index, head.size, proof.path, head.root)) {
    return not_proven(fmt::format("第{}条记录不在该检查点的日志中。", proof.index),
                      fmt::format("The entry is not at index {} of that log.", proof.index));
  }
  return Included{*std::move(attested), head};
}

}  // namespace mingcha::ledger
