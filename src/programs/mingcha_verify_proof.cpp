// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "ledger/receipt.h"
#include "programs/mingcha_verify.h"

namespace mingcha::verify {
namespace {

using ledger::Policy;
using ledger::Receipt;

tl::unexpected<Rejection> unreadable(std::string zh, std::string en) {
  return reject(Refusal::malformed, {std::move(zh), std::move(en)});
}

template <typename T>
tl::unexpected<Rejection> pass_on(const Result<T>& result) {
  return tl::unexpected(result.error());
}

Result<std::vector<ledger::Field>> read_fields(const std::filesystem::path& path) {
  const auto json = nlohmann::json::parse(read_file(path), nullptr, false);
  if (!json.is_object()) {
    return unreadable("字段文件应为 JSON 对象。", "The fields must be a JSON object.");
  }
  std::vector<ledger::Field> fields;
  for (const auto& [name, value] : json.items()) {
    if (!value.is_string()) {
      return unreadable(fmt::format("字段“{}”的值应为字符串。", name),
                        fmt::format("Field {} must be a string.", name));
    }
    fields.push_back({name, value.get<std::string>()});
  }
  return fields;
}

/// The leaf's bytes in the log's own bundle.
std::string entry_in(const std::filesystem::path& log, const ledger::Proof& proof) {
  ledger::FolderTileStore store{log};
  const auto size = ledger::parse_checkpoint(proof.checkpoint)->checkpoint.head.size;
  if (proof.index >= size) throw Fault("the index is beyond the log's end");
  return ledger::TreeReader{store, size}.entry(proof.index);
}

Result<Receipt> read_receipt(const std::filesystem::path& path, const Policy& policy,
                             const std::optional<std::filesystem::path>& log) {
  const auto proof = ledger::parse_proof(read_file(path));
  if (!proof) return pass_on(proof);
  std::optional<std::string> entry;
  if (log) entry = entry_in(*log, *proof);
  return verify_receipt(*proof, policy, entry);
}

Text told(std::string zh, std::string en) { return {std::move(zh), std::move(en)}; }

void describe(const Receipt& receipt, std::vector<Text>& lines) {
  const auto& [attested, head] = receipt.included;
  const auto& leaf = receipt.leaf;
  const auto type = ledger::to_string(leaf.type);
  const auto hash = to_base64url(as_bytes(receipt.hash));
  lines.push_back(
      told(fmt::format("日志：{}，第{}条（检查点大小{}）", attested.log, receipt.index, head.size),
           fmt::format("Log: {}, index {} (checkpoint of size {})", attested.log, receipt.index,
                       head.size)));
  lines.push_back(told(fmt::format("叶子哈希：{}", hash), fmt::format("Leaf hash: {}", hash)));
  lines.push_back(told(fmt::format("类型：{}（{}）", label(leaf.type).zh, type),
                       fmt::format("Type: {} ({})", label(leaf.type).en, type)));
  lines.push_back(told(fmt::format("机关：{}", leaf.org), fmt::format("Agency: {}", leaf.org)));
  lines.push_back(told(fmt::format("记录时间：{}", to_chinese(leaf.at)),
                       fmt::format("Recorded at: {}", to_local_string(leaf.at))));
  for (const auto& [witness, at] : attested.sightings) {
    lines.push_back(
        told(fmt::format("见证：{}，{}前已在日志中", witness, to_chinese(at)),
             fmt::format("Witness: {}, in the log before {}", witness, to_local_string(at))));
  }
  for (const auto& field : receipt.fields) {
    lines.push_back(told(fmt::format("字段 {}：{}", field.name, field.value),
                         fmt::format("Field {}: {}", field.name, field.value)));
  }
  if (leaf.ref) {
    const auto target = to_base64url(as_bytes(leaf.ref->hash));
    lines.push_back(
        told(fmt::format("引用：第{}条，叶子哈希 {}", leaf.ref->index, target),
             fmt::format("Refers to: index {}, leaf hash {}", leaf.ref->index, target)));
  }
}

Result<void> check_fields(const ProofOptions& options, const Receipt& receipt,
                          std::vector<Text>& lines) {
  if (!options.fields) return {};
  const auto fields = read_fields(*options.fields);
  if (!fields) return pass_on(fields);
  if (!options.record_key) {
    if (auto checked = verify_fields(receipt, *fields); !checked) return checked;
    lines.push_back({"所给字段与存证一致。", "The given fields are as recorded."});
    return {};
  }
  const auto bytes = from_base64url(*options.record_key);
  const auto key = bytes ? to_digest(*bytes) : std::nullopt;
  if (!key) return unreadable("密钥格式不对。", "The record key is malformed.");
  if (auto checked = verify_whole_record(receipt, {*key}, *fields); !checked) return checked;
  lines.push_back({"所给字段即存证的全部内容，一致。",
                   "The given fields are all that was recorded, and as recorded."});
  return {};
}

Result<void> check_document(const ProofOptions& options, const Receipt& receipt,
                            std::vector<Text>& lines) {
  if (!options.document) return {};
  const auto salt = options.salt ? from_base64url(*options.salt) : std::nullopt;
  if (!salt) return unreadable("缺少 --salt，或格式不对。", "--salt is missing or malformed.");
  auto checked = verify_document(receipt, *salt, read_file(*options.document));
  if (checked) {
    lines.push_back({"文书与公开时的一致。", "The document is the one that was published."});
  }
  return checked;
}

Result<void> check_review(const ProofOptions& options, const Receipt& receipt, const Policy& policy,
                          std::vector<Text>& lines) {
  if (!options.review) return {};
  const auto review = read_receipt(*options.review, policy, options.log);
  if (!review) return pass_on(review);
  auto checked = verify_review(receipt, *review);
  if (checked) {
    lines.push_back(
        told(fmt::format("法制审核：同一日志第{}条，{}，先于第{}条，哈希一致。", review->index,
                         to_chinese(review->leaf.at), receipt.index),
             fmt::format("Legal review: same log, index {}, {}, before index {}, hash as named.",
                         review->index, to_local_string(review->leaf.at), receipt.index)));
  }
  return checked;
}

Result<void> check_sm2(const ProofOptions& options, std::vector<Text>& lines) {
  if (!options.sm2_key) return {};
  const auto key = ledger::VerifierKey::parse(*options.sm2_key);
  if (!key) return pass_on(key);
  const auto proof = ledger::parse_proof(read_file(options.proof));
  const auto note = ledger::parse_note(proof->checkpoint);
  const auto verified = verify_note(*note, {&*key, 1});
  if (!verified) return pass_on(verified);
  if (verified->empty()) {
    return reject(Refusal::invalid, {"检查点没有该国密公钥的签名。",
                                     "The checkpoint has no signature by that SM2 key."});
  }
  lines.push_back({"国密签名（SM2）有效。", "The SM2 signature is good."});
  return {};
}

}  // namespace

Result<std::vector<Text>> check_proof(const ProofOptions& options) {
  const auto policy = ledger::parse_policy(read_file(options.policy));
  if (!policy) return pass_on(policy);
  const auto receipt = read_receipt(options.proof, *policy, options.log);
  if (!receipt) return pass_on(receipt);
  std::vector<Text> lines{{"存证有效。", "Proven."}};
  describe(*receipt, lines);
  for (const auto& checked :
       {check_fields(options, *receipt, lines), check_document(options, *receipt, lines),
        check_review(options, *receipt, *policy, lines), check_sm2(options, lines)}) {
    if (!checked) return pass_on(checked);
  }
  return lines;
}

}  // namespace mingcha::verify
