// SPDX-License-Identifier: Apache-2.0
#include "ledger/commitment.h"

#include <algorithm>
#include <bit>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/assert.h"
#include "base/text.h"
#include "crypto/hash.h"
#include "crypto/random.h"
#include "ledger/syntax.h"

namespace mingcha::ledger {
namespace {

constexpr std::string_view kSaltLabel{"ael-salt/v1\0", 12};
constexpr std::string_view kDecoyLabel{"ael-decoy/v1\0", 13};
constexpr std::size_t kSaltSize = 16;
constexpr std::size_t kFewestDigests = 8;
constexpr std::size_t kMostFields = 1024;
constexpr std::size_t kLargestDisclosure = 1 << 20;

std::string labelled(std::string_view label, std::string_view bytes) {
  return std::string{label} + std::string{bytes};
}

Digest decoy(const RecordKey& key, std::size_t number) {
  const auto secret =
      crypto::hmac_sha256(as_bytes(key.bytes), labelled(kDecoyLabel, to_bytes(number, 4)));
  return crypto::sha256(labelled(kDecoyLabel, as_bytes(secret)));
}

tl::unexpected<Rejection> bad_disclosure() {
  return unreadable("字段披露格式不对。", "A disclosure is malformed.");
}

}  // namespace

RecordKey RecordKey::generate() { return {*to_digest(crypto::random_bytes(Digest{}.size()))}; }

std::string field_salt(const RecordKey& key, std::string_view name) {
  const auto mac = crypto::hmac_sha256(as_bytes(key.bytes), labelled(kSaltLabel, name));
  return to_base64url(as_bytes(mac).substr(0, kSaltSize));
}

std::string make_disclosure(std::string_view salt, const Field& field) {
  return to_base64url(fmt::format("[{},{},{}]", to_json_string(salt), to_json_string(field.name),
                                  to_json_string(field.value)));
}

Result<Field> read_disclosure(std::string_view disclosure) {
  if (disclosure.size() > kLargestDisclosure) return bad_disclosure();
  const auto bytes = from_base64url(disclosure);
  if (!bytes) return bad_disclosure();
  const auto json = nlohmann::json::parse(*bytes, nullptr, false);
  if (!json.is_array() || json.size() != 3 || !json[0].is_string() || !json[1].is_string() ||
      !json[2].is_string()) {
    return bad_disclosure();
  }
  return Field{json[1].get<std::string>(), json[2].get<std::string>()};
}

Digest disclosure_digest(std::string_view disclosure) { return crypto::sha256(disclosure); }

Result<Commitment> commit(const RecordKey& key, std::span<const Field> fields) {
  if (fields.size() > kMostFields) return unreadable("字段过多。", "Too many fields.");
  Commitment commitment;
  std::set<std::string_view> names;
  for (const auto& field : fields) {
    const auto value = is_text(field.value) ? to_nfc(field.value) : std::nullopt;
    if (field.name.empty() || !is_text(field.name) || !value || !names.insert(field.name).second) {
      return unreadable(fmt::format("字段“{}”名称重复或内容不是文本。", field.name),
                        fmt::format("Field {}: name used twice, or not text.", field.name));
    }
    commitment.disclosures_.push_back(
        make_disclosure(field_salt(key, field.name), {field.name, *value}));
    commitment.digests_.push_back(disclosure_digest(commitment.disclosures_.back()));
  }
  const auto count = std::max(std::bit_ceil(fields.size()), kFewestDigests);
  for (std::size_t i = 0; commitment.digests_.size() < count; ++i) {
    commitment.digests_.push_back(decoy(key, i));
  }
  std::sort(commitment.digests_.begin(), commitment.digests_.end());
  Hashes leaves;
  for (const auto& digest : commitment.digests_) leaves.push_back(leaf_hash(as_bytes(digest)));
  commitment.root_ = tree_head(leaves);
  return commitment;
}

ShownField Commitment::show(std::size_t field) const {
  MINGCHA_ASSERT(field < disclosures_.size());
  const auto digest = disclosure_digest(disclosures_[field]);
  const auto found = std::lower_bound(digests_.begin(), digests_.end(), digest);
  MINGCHA_ASSERT(found != digests_.end() && *found == digest);
  const auto index = static_cast<std::uint64_t>(found - digests_.begin());
  Hashes leaves;
  for (const auto& each : digests_) leaves.push_back(leaf_hash(as_bytes(each)));
  return {disclosures_[field], index, inclusion_path(index, leaves.size(), hash_of(leaves))};
}

}  // namespace mingcha::ledger
