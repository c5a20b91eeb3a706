// SPDX-License-Identifier: Apache-2.0
#include "ledger/receipt.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/assert.h"
#include "base/text.h"
#include "ledger/syntax.h"

namespace mingcha::ledger {
namespace {

constexpr std::size_t kDocumentSaltSize = 16;

std::string normal(const std::string& text) { return to_nfc(text).value_or(text); }

}  // namespace

Proof make_receipt(TreeReader& reader, std::uint64_t index, const SignedCheckpoint& checkpoint,
                   std::vector<ShownField> shown, std::uint64_t digest_count) {
  MINGCHA_ASSERT(reader.size() == checkpoint.checkpoint.head.size && index < reader.size());
  const ReceiptExtra extra{reader.entry(index), digest_count, std::move(shown)};
  return {extra.encode(), index, reader.inclusion(index), checkpoint.to_string()};
}

Result<Receipt> verify_receipt(const Proof& proof, const Policy& policy,
                               const std::optional<std::string>& entry) {
  ReceiptExtra extra;
  if (proof.extra) {
    auto parsed = parse_extra(*proof.extra);
    if (!parsed) return tl::unexpected(parsed.error());
    extra = *std::move(parsed);
    if (entry && *entry != extra.leaf) {
      return not_proven("凭证所附叶子与日志中的不同。", "The log has another leaf at that index.");
    }
  } else if (!entry) {
    return unreadable("凭证未附叶子内容，请用 --log 指明日志。",
                      "The proof carries no leaf; name the log with --log.");
  } else {
    extra.leaf = *entry;
  }
  Receipt receipt;
  receipt.index = proof.index;
  receipt.hash = leaf_hash(extra.leaf);
  auto included = verify_proof(proof, receipt.hash, policy);
  if (!included) return tl::unexpected(included.error());
  receipt.included = *std::move(included);
  auto leaf = parse_leaf(extra.leaf);
  if (!leaf) return tl::unexpected(leaf.error());
  receipt.leaf = *std::move(leaf);
  auto fields = verify_shown(extra.shown, extra.digest_count, receipt.leaf.root);
  if (!fields) return tl::unexpected(fields.error());
  receipt.fields = *std::move(fields);
  return receipt;
}

Result<void> verify_fields(const Receipt& receipt, const std::vector<Field>& expected) {
  for (const auto& field : expected) {
    const auto found = std::find_if(receipt.fields.begin(), receipt.fields.end(),
                                    [&](const auto& shown) { return shown.name == field.name; });
    if (found == receipt.fields.end()) {
      return not_proven(fmt::format("凭证没有披露字段“{}”。", field.name),
                        fmt::format("The proof does not show field {}.", field.name));
    }
    if (found->value != normal(field.value)) {
      return not_proven(fmt::format("字段“{}”与存证不符：存证为“{}”。", field.name, found->value),
                        fmt::format("Field {} differs: recorded is {}.", field.name, found->value));
    }
  }
  return {};
}

Result<void> verify_whole_record(const Receipt& receipt, const RecordKey& key,
                                 const std::vector<Field>& fields) {
  const auto commitment = commit(key, fields);
  if (!commitment) return tl::unexpected(commitment.error());
  if (commitment->root() != receipt.leaf.root) {
    return not_proven("字段与密钥推算的结果与存证不符：内容不同，或字段不全。",
                      "Key and fields do not give the recorded root: other content, or not all.");
  }
  return {};
}

Result<void> verify_document(const Receipt& receipt, std::string_view salt,
                             std::string_view document) {
  if (salt.size() != kDocumentSaltSize) {
    return unreadable("文书盐值应为16字节。", "The document's salt must have 16 bytes.");
  }
  if (receipt.leaf.pub != publication_commitment(salt, document)) {
    return not_proven("该文书不是这条存证所公开的文书。",
                      "This is not the document that the leaf publishes.");
  }
  return {};
}

Result<void> verify_redaction(const Receipt& published, const Receipt& decision,
                              const TextProof& proof, std::string_view document) {
  const auto& reference = published.leaf.ref;
  const bool referred = reference && decision.index == reference->index &&
                        decision.hash == reference->hash && decision.index < published.index;
  if (!referred || published.leaf.type != LeafType::decision_published ||
      decision.leaf.type != LeafType::decision_made ||
      decision.included.attested.log != published.included.attested.log) {
    return not_proven("公示记录所指的不是这份决定。",
                      "The published leaf does not refer to this decision.");
  }
  const auto commitment = commitment_of(proof, document);
  if (!commitment) return tl::unexpected(commitment.error());
  if (decision.leaf.pub != *commitment) {
    return not_proven("公示文本遮盖之外的内容与决定登记时的原文不一致。",
                      "Besides the masks, the document differs from the decision's text.");
  }
  return {};
}

Result<void> verify_review(const Receipt& decision, const Receipt& review) {
  const auto& reference = decision.leaf.ref;
  if (!reference) {
    return not_proven("该存证没有引用任何法制审核。", "The leaf refers to no review.");
  }
  if (review.included.attested.log != decision.included.attested.log) {
    return not_proven("两份凭证不属于同一日志。", "The two proofs are of different logs.");
  }
  if (review.index != reference->index || review.hash != reference->hash) {
    return not_proven("所给审核凭证不是被引用的那一条。",
                      "The review given is not the one referred to.");
  }
  if (review.index >= decision.index) {
    return not_proven("审核不在决定之前。", "The review is not before the decision.");
  }
  if (review.leaf.type != LeafType::review_done) {
    return not_proven("被引用的存证不是通过的法制审核。",
                      "The leaf referred to is no passed review.");
  }
  return {};
}

}  // namespace mingcha::ledger
