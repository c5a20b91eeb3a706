// SPDX-License-Identifier: Apache-2.0
#include "ledger/look_proof.h"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/encoding.h"
#include "crypto/hash.h"
#include "ledger/proof.h"
#include "ledger/syntax.h"

namespace mingcha::ledger {
namespace {

using nlohmann::json;

constexpr std::size_t kMostBytes = 8 << 20;
constexpr std::size_t kMostHashes = 63;
constexpr std::size_t kSaltSize = 16;

tl::unexpected<Rejection> bad_proof() {
  return unreadable("查阅凭证的格式不对。", "The proof of the look is malformed.");
}

bool has_exactly_its_members(const json& object) {
  return object.is_object() && object.size() == 6 && object.contains("index") &&
         object["index"].is_number_unsigned() && object.contains("look") &&
         object["look"].is_string() && object.contains("path") && object["path"].is_array() &&
         object["path"].size() <= kMostHashes && object.contains("receipt") &&
         object["receipt"].is_string() && object.contains("size") &&
         object["size"].is_number_unsigned() && object.contains("v") && object["v"] == "1";
}

}  // namespace

std::string LookRecord::encode() const {
  return fmt::format(
      R"({{"at":"{}","case":{},"id":{},"person":{},"purpose":{},"salt":{},"sealed":"{}",)"
      R"("thing":{},"what":{}}})",
      at, to_json_string(case_id), to_json_string(id), to_json_string(person),
      to_json_string(purpose), to_json_string(salt), sealed ? 1 : 0, to_json_string(thing),
      to_json_string(what));
}

std::string look_salt(const Digest& key, std::string_view id) {
  std::string said{"ael-look-salt/v1\0", 17};
  said += id;
  const auto mac = crypto::hmac_sha256(as_bytes(key), said);
  return to_base64url(as_bytes(mac).substr(0, kSaltSize));
}

std::string LookProof::to_string() const {
  std::vector<std::string> hashes;
  for (const auto& hash : path) hashes.push_back(to_json_string(to_base64url(as_bytes(hash))));
  return fmt::format(R"({{"index":{},"look":{},"path":[{}],"receipt":{},"size":{},"v":"1"}})",
                     index, to_json_string(look), fmt::join(hashes, ","), to_json_string(receipt),
                     size);
}

Result<LookProof> parse_look_proof(std::string_view bytes) {
  if (bytes.size() > kMostBytes || !is_text(bytes)) return bad_proof();
  const auto object = json::parse(bytes, nullptr, false);
  if (!has_exactly_its_members(object)) return bad_proof();
  LookProof out;
  out.look = object["look"].get<std::string>();
  out.index = object["index"].get<std::uint64_t>();
  out.size = object["size"].get<std::uint64_t>();
  out.receipt = object["receipt"].get<std::string>();
  if (out.size > kLargestSize || out.index >= out.size) return bad_proof();
  for (const auto& element : object["path"]) {
    if (!element.is_string()) return bad_proof();
    const auto hash = from_base64url(element.get_ref<const std::string&>());
    const auto digest = hash ? to_digest(*hash) : std::nullopt;
    if (!digest) return bad_proof();
    out.path.push_back(*digest);
  }
  return out;
}

Result<Receipt> verify_look(const LookProof& proof, const Policy& policy) {
  const auto parsed = parse_proof(proof.receipt);
  if (!parsed) return tl::unexpected(parsed.error());
  auto receipt = verify_receipt(*parsed, policy);
  if (!receipt) return receipt;
  if (receipt->leaf.type != LeafType::access_batch) {
    return not_proven("凭证不是查阅记录批次的。", "The receipt is not that of a batch of looks.");
  }
  const auto field = std::ranges::find(receipt->fields, kLooksRootField, &Field::name);
  const auto root = field == receipt->fields.end() ? std::nullopt
                                                   : to_digest(from_hex(field->value).value_or(""));
  if (!root) {
    return not_proven("凭证没有出示批次的树根。", "The receipt does not show the batch's root.");
  }
  if (!verify_inclusion(leaf_hash(proof.look), proof.index, proof.size, proof.path, *root)) {
    return not_proven("这条查阅记录不在批次之中。", "The look is not in the batch.");
  }
  return receipt;
}

}  // namespace mingcha::ledger
